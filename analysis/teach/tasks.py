"""Take the tables of an article, or the marks of a key; give what is to be found in each of the four tasks.

It cannot see what neither a finder nor the key has.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ..read.lexicons import BUILT_IN
from ..show.marks import LAYERS
from .marked import Mark


class Task(NamedTuple):
    """One thing to look for: its name in a file of answers, its question, what to mark, and what to name."""

    name: str
    question: str
    mark: str
    who: str


TASKS = (
    Task(
        "speech",
        "Who speaks?",
        "Mark every passage that gives somebody’s words, quoted or retold, without “she said”. Then name the speaker.",
        "Who says it?",
    ),
    Task(
        "figures",
        "Which figures, and on whose word?",
        "Mark each number that counts or measures something. Then say who gives it.",
        "Who gives this figure?",
    ),
    Task(
        "words",
        "Which words take a side?",
        "Mark single words that praise, blame, frighten or sell. Then say whose words they are.",
        "Whose word is it?",
    ),
    Task(
        "nobody",
        "What does nobody say?",
        "Mark what is done or claimed here without anyone who is named for it. Then say who might be behind it.",
        "Who might it be?",
    ),
)

ANSWERS = ("task", "start", "end", "text", "who", "about")
"""The columns of what is found: `who` is missing where nobody is named, `about` says how it was found."""

_DESCRIBE = {layer.table: layer.describe for layer in LAYERS}
_KINDS = {
    **dict.fromkeys(("direct", "mixed", "indirect"), "speech"),
    **dict.fromkeys(("label", "charged"), "words"),
    "figure": "figures",
    "nobody": "nobody",
}


def find_answers(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give what the finders found for each task, in reading order: `task, start, end, text, who, about`.

    >>> from analysis import analyse, articles_from_text
    >>> found = find_answers(analyse(articles_from_text("“It rained,” Ann Lee said. The regime fell.")))
    >>> found[["task", "text", "who"]].fillna("-").to_numpy().tolist()
    [['speech', 'It rained,', 'Ann Lee'], ['words', 'The regime', '-']]
    """
    rows = {row[:3]: row for row in _found(tables)}
    return _table(rows.values())


def key_answers(text: str, marks: Sequence[Mark]) -> pd.DataFrame:
    """Give what a key has for each task, as `find_answers` does; other names of a speaker stand behind a slash.

    >>> from .marked import read_marked
    >>> key_answers(*read_marked("He said {indirect|Ann Lee/Lee|it rained}."))["who"].item()
    'Ann Lee/Lee'
    """
    rows = []
    for mark in marks:
        whose = mark.fields[-1]
        about = f"{mark.kind}, {mark.status}" if mark.status != "said" else mark.kind
        about = "may be left out" if mark.borderline else about
        words = text[mark.start : mark.end]
        task = _KINDS.get(mark.kind)
        if task:
            rows.append((task, mark.start, mark.end, words, None if whose == "-" else whose, about))
    return _table(rows)


def match_passages(
    first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]
) -> list[tuple[int | None, int | None]]:
    """Give the pairs of passages that share at least half of the shorter one, then those that stand alone.

    Each passage is in one pair, the pairs that share most come first.

    >>> match_passages([(0, 10), (20, 30)], [(2, 12), (40, 50)])
    [(0, 0), (1, None), (None, 1)]
    """
    shared = [
        (both / max(b - a, d - c), i, j)
        for i, (a, b) in enumerate(first)
        for j, (c, d) in enumerate(second)
        if 2 * (both := min(b, d) - max(a, c)) >= min(b - a, d - c) and both > 0
    ]
    pairs: list[tuple[int | None, int | None]] = []
    left, right = dict.fromkeys(range(len(first))), dict.fromkeys(range(len(second)))
    for _, i, j in sorted(shared, key=lambda pair: (-pair[0], pair[1:])):
        if i in left and j in right:
            pairs.append((i, j))
            del left[i], right[j]
    return pairs + [(i, None) for i in left] + [(None, j) for j in right]


def same_speaker(one: object, other: object) -> bool:
    """Say whether two names can be the same: one has the other in it; names behind a slash are other names.

    >>> same_speaker("Lee", "Ann Lee/the mayor"), same_speaker("Ann", None), same_speaker(None, None)
    (True, False, True)
    """
    ones, others = _names(one), _names(other)
    if not ones or not others:
        return not ones and not others
    return any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in ones for b in others)


def _names(name: object) -> list[str]:
    known = "" if name is None or pd.isna(name) else str(name).lower().replace("’", "'")  # type: ignore[call-overload]
    told = (" ".join(w for w in part.split() if w not in ("the", "a", "an")) for part in known.split("/"))
    return [part for part in told if part]


def _table(rows) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=list(ANSWERS))
    table = table.astype({"start": "int64", "end": "int64", "text": "str", "who": "str", "about": "str"})
    order = {task.name: place for place, task in enumerate(TASKS)}
    return table.sort_values(
        ["task", "start", "end"], key=lambda c: c.map(order) if c.name == "task" else c, ignore_index=True
    )


def _found(tables: dict[str, pd.DataFrame]) -> Iterator[tuple]:
    quotes, labels, terms = tables["quotes"], tables["labels"], tables["terms"]
    speech = quotes[quotes["kind"] != "scare"]
    speech = speech.assign(who=speech["speaker_name"].fillna(speech["speaker"]))
    meaning = BUILT_IN.terms("quote_rules")
    for row in speech.itertuples():
        known = meaning.get(row.rule)
        yield *_answer("speech", row, row.who), _about("quotes", row) + _meaning(known)
    for row in tables["figures"].itertuples():
        yield *_answer("figures", row, row.source), _about("figures", row)
    for name, rows in (
        ("labels", labels[labels["category"].notna()]),
        ("terms", terms[terms["lexicon"] == "loaded"]),
    ):
        for row in rows.itertuples():
            about = _about("labels", row) if name == "labels" else _charged(row)
            yield *_answer("words", row, row.voice), about
    unnamed = speech[speech["who"].isna() & speech["cue"].notna()]
    for row in unnamed.itertuples():
        yield *_answer("nobody", row, None), f"Told as somebody’s words (“{row.cue}”), and nobody is named."
    passives = tables["passives"]
    for row in passives[passives["agent"].isna()].itertuples():
        yield *_answer("nobody", row, None), _about("passives", row)
    for row in tables["figures"][tables["figures"]["source"].isna()].itertuples():
        yield *_answer("nobody", row, None), "A figure for which no source is named."


def _answer(task: str, row: Any, who) -> tuple:
    return task, row.start, row.end, row.text, None if pd.isna(who) else who


def _about(table: str, row: Any) -> str:
    return _DESCRIBE[table](row)[2]


def _charged(row: Any) -> str:
    kind = f" ({row.category})" if pd.notna(row.category) else ""
    return f"“{row.term}” stands in the list of charged words{kind}."


def _meaning(entry: Any) -> str:
    meaning = entry.get("meaning") if isinstance(entry, dict) else getattr(entry, "meaning", None)
    return f" That is: {meaning}." if isinstance(meaning, str) and meaning else ""
