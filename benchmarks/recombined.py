"""Articles as many as are wanted, with the vocabulary of news: what speed and scale are measured on.

Takes a number, gives an article; the same number always gives the same. Sentences of ours are recombined; every word
outside the 500 commonest is exchanged for another of the same part of speech, drawn by how common it is in general
English, and every name for one of the people of the article. 140,000 words have about 9,000 types (news has 15,000).
It cannot say anything: what is measured on it is speed and size, not what is found.
"""

import random
import re
from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

import pandas as pd

import analysis
from analysis.find.text.tagger import known_tag
from analysis.read.lexicons import BUILT_IN, general_english

ROOT = Path(__file__).parent.parent
SOURCES = (ROOT / "data/articles/sochi.txt", *sorted((ROOT / "benchmarks/articles").glob("*.txt")))
OUTLETS = ("Arden Post", "Belmar Times", "Corvale Wire", "Dunmore Echo", "Estrel Today", "Fenwick Journal")
_LAST = "Abara Berg Costa Dorn Evans Farouk Grant Holm Ivanov Jansen Keller Lindt Moreau Novak Okoro Petrov".split()
_FIRST_DAY, _DAYS = date(2017, 1, 1), 730
_PEOPLE, _COPIES, _VAGUE = 6, 0.05, 0.03  # people of an article; shares of copies and of vague dates
_WORD = re.compile(r"\b[a-z]{3,}\b|\b[1-9]\d\b")
Template = list[str | tuple[str, int]]
"""A sentence: its own words, and for each place in it what is drawn: a kind of word, or a number of a person."""


def article(number: int, length: int = 700) -> str:
    """Give the text of an article of at least so many words."""
    draw = random.Random(number)
    people = [_person(draw) for _ in range(_PEOPLE)]
    sentences, words = [], 0
    while words < length:
        sentences.append("".join(_drawn(part, draw, people) for part in draw.choice(_templates())))
        words += sentences[-1].count(" ") + 1
    return "\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


def rows(size: int, length: int = 700) -> Iterator[dict]:
    """Give the rows of an archive: outlet, day and event of each article, some days vague and some articles copies."""
    for number in range(size):
        draw = random.Random(-1 - number)
        copied = draw.randrange(number) if number and draw.random() < _COPIES else number
        day = _FIRST_DAY + timedelta(draw.randrange(_DAYS))
        yield {
            "id": f"a{number:07}",
            "outlet": draw.choice(OUTLETS),
            "published": f"{day:%B %Y}" if draw.random() < _VAGUE else day.isoformat(),
            "event": f"event {draw.randrange(1 + size // 20)}",
            "text": article(copied, length),
        }


def many_words(count: int = 200, length: int = 700) -> pd.DataFrame:
    """Give the articles table of so many articles."""
    texts = [analysis.articles_from_text(article(number, length), f"a{number}") for number in range(count)]
    return pd.concat(texts, ignore_index=True)


def _person(draw: random.Random) -> tuple[str, str]:
    first = list(BUILT_IN.terms("first_names"))
    at = int(12 * draw.paretovariate(0.8)) % (40 * len(_LAST))  # few are in many articles, many in few
    return first[7 * at % len(first)].title(), _LAST[at % len(_LAST)]


def _drawn(part: str | tuple[str, int], draw: random.Random, people: list[tuple[str, str]]) -> str:
    if isinstance(part, str):
        return part
    kind, which = part
    if kind in ("full", "last"):
        return " ".join(people[which]) if kind == "full" else people[which][1]
    if kind == "number":
        return str(draw.randint(11, 99))
    words, sums = _pools()[kind]
    return words[bisect(sums, draw.random() * sums[-1])]


@cache
def _pools() -> dict[str, tuple[list[str], list[float]]]:
    """The words of each part of speech, and the sums of their rates."""
    rates = general_english()
    kinds = pd.Series([known_tag(word) for word in rates.index], index=rates.index)
    return {
        kind: (rates[kinds == kind].index.tolist(), list(accumulate(rates[kinds == kind])))
        for kind in kinds.unique()
        if kind != "-"
    }


@cache
def _templates() -> list[Template]:
    articles = pd.concat([analysis.read_articles(path) for path in SOURCES], ignore_index=True)
    people = analysis.find_people(articles).query("kind == 'named' and mention == 'name'")
    body = analysis.split_sentences(articles).query("kind == 'body'")
    number = {name: at % _PEOPLE for at, name in enumerate(people["name"].unique())}
    named = {key: list(rows.itertuples()) for key, rows in people.groupby("sentence_id")}
    return [_template(row, named.get(row.sentence_id, []), number) for row in body.itertuples()]


def _template(sentence, people: list, number: dict[str, int]) -> Template:
    common = set(general_english().index[:500])
    slots = [
        (
            p.start - sentence.start,
            p.end - sentence.start,
            ("full" if " " in p.text else "last", number[p.name]),
        )
        for p in people
    ]
    taken = [range(start, end) for start, end, _ in slots]
    for match in _WORD.finditer(sentence.text):
        kind = "number" if match[0].isdigit() else known_tag(match[0])
        if (
            match[0] not in common
            and (kind in _pools() or kind == "number")
            and not any(match.start() in place for place in taken)
        ):
            slots.append((*match.span(), (kind, 0)))
    parts: Template = []
    at = 0
    for start, end, slot in sorted(slots):
        if start >= at:
            parts += [sentence.text[at:start], slot]
            at = end
    return [*parts, sentence.text[at:]]
