"""Tone toward: how a sentence speaks about someone, by a small linear model trained on labelled news.

Takes mentions and their articles, gives a label with a probability. It is right two times in three, and sees words,
their side and distance, no syntax.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from math import log1p
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...read.language import language_of, may_be_english
from ...read.lexicons import BUILT_IN, Lexicons, kept
from ...resources import data_path
from ...tables import texts_of
from ..text.document import Document
from ..text.parse import Parse
from ..text.verb_groups import BE
from ..who.people import people_in

LABELS = ("negative", "neutral", "positive")
SURE = 0.65
"""Below this probability the label is left missing."""


_NEGATIONS = frozenset(
    ("not", "n't", "never", "no", "nobody", "nothing", "neither", "nor", "without", "hardly")
)
_PAUSES = frozenset(",.:\"'()")  # codes and symbols that part clauses; and the words that do:
_BREAKS = frozenset(
    ("but", "and", "who", "which", "that", "because", "while", "although", "after", "when", "if", "as")
)
_REACH = 5  # words after a negation that it is taken to turn round
_TURNED = -0.7
_WIDEST = 100  # tokens on either side: more than a sentence has, unless nobody wrote full stops
_SMALL = 0.3  # the weight of the dictionaries' sums beside that of the words


class Model(NamedTuple):
    """The trained weights: the row of each feature, one column per label, and what is added to every score."""

    rows: dict[str, int]
    weights: np.ndarray
    bias: np.ndarray


def label_tone_toward(
    evidence: pd.DataFrame, articles: pd.DataFrame, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Give the same rows with `toward` (negative, neutral, positive) and `toward_probability`.

    Each row is a target, such as a mention in the people table, and its sentence is what is judged: a linear model over
    words, their place around the target and dictionaries' values, in which names are masked. `toward_probability` (0
    to 1) is that of the likeliest label, `toward` is missing below 0.65, both in a text that is not English. It sees
    no irony, no other sentence, nor who is talking (`voice`). Accuracy: `benchmarks/README.md`. Data: Hamborg and
    Donnay (2021), "NewsMTSC". Raises ValueError where an article is missing.

    >>> from analysis import articles_from_text, find_people
    >>> articles = articles_from_text("On Friday critics accused Anna Reed of lying and of cheating.")
    >>> people = find_people(articles).query("name == 'Anna Reed'")
    >>> label_tone_toward(people, articles)[["text", "toward"]].squeeze().tolist()
    ['Anna Reed', 'negative']
    """
    texts = texts_of(articles, evidence["article_id"])
    documents = {article_id: Document(text, lexicons or BUILT_IN) for article_id, text in texts.items()}
    spans = zip(evidence["article_id"], evidence["start"], evidence["end"], strict=True)
    judged = [_judgement(chances_toward(documents[id_], start, end)) for id_, start, end in spans]
    toward, chances = zip(*judged, strict=True) if judged else ((), ())
    return evidence.assign(
        toward=pd.array(toward, dtype="str"), toward_probability=pd.array(chances, dtype="float64")
    )


def toward_in(document: Document) -> list[tuple]:
    """Give each mention of a document's people as `(start, end, toward, toward_probability)`.

    >>> toward_in(Document("On Friday critics accused Anna Reed of lying and of cheating."))[-1][:3]
    (26, 35, 'negative')
    """
    spans = dict.fromkeys(row[:2] for row in document.part(people_in))
    return [(start, end, *_judgement(chances_toward(document, start, end))) for start, end in spans]


def _judgement(chances: np.ndarray) -> tuple[str | None, float]:
    """The likeliest label, None where it is not sure, and its probability."""
    likeliest = int(chances.argmax())
    highest = float(chances[likeliest])
    return (LABELS[likeliest] if highest >= SURE else None), highest


def chances_toward(document: Document, start: int, end: int) -> np.ndarray:
    """Give the probability of each of `LABELS` for the target at a place; missing in a text that is not English.

    >>> chances = chances_toward(Document("Everyone praised Reed for her brave rescue."), 17, 21)
    >>> LABELS[chances.argmax()]
    'positive'
    """
    if not may_be_english(document.part(_language)):
        return np.full(len(LABELS), np.nan)
    parsed = document.parse
    if not parsed.words:
        return np.full(len(LABELS), 1 / len(LABELS))
    model = tone_model()
    first = min(parsed.token_at(start), len(parsed.words) - 1)
    last = max(first + 1, parsed.token_at(end - 1) + 1)
    found = [(model.rows[k], v) for k, v in tone_features(parsed, first, last).items() if k in model.rows]
    rows, values = zip(*found, strict=True) if found else ((), ())
    scores = np.array(values) @ model.weights[list(rows)] + model.bias if rows else model.bias
    chances = np.exp(scores - scores.max())
    return chances / chances.sum()


def _language(document: Document) -> str | None:
    return language_of(document.text)


@lru_cache(maxsize=1)
def tone_model() -> Model:
    """Give the model as it was trained (`benchmarks/train_tone_toward.py`), to be read feature by feature.

    >>> model = tone_model()
    >>> negative, neutral, positive = model.weights[model.rows["subject- before, nearer"]]
    >>> bool(negative > positive)
    True
    """
    with np.load(data_path("models/tone_toward.npz")) as file:
        names = file["names"].tobytes().decode("utf-8").split("\n")
        return Model({name: i for i, name in enumerate(names)}, file["weights"].astype(float), file["bias"])


class _Word(NamedTuple):
    """One symbol of a sentence: first token, its code, what stands for it, stem, mark of negation, values."""

    token: int
    code: str
    symbol: str
    stem: str
    negated: str
    values: tuple[tuple[str, float], ...]


def tone_features(parsed: Parse, first: int, last: int) -> dict[str, float]:
    """Give the features of the target that is tokens [first, last) of the parsed text, by name.

    Only the target's sentence is looked at. Names are masked, so that no name has a tone of its own; the sums
    of the dictionaries' values are taken by side, by distance, and by how many people stand between.

    >>> from analysis.find.text.parse import parse
    >>> found = tone_features(parse("Critics praised Reed."), 2, 3)
    >>> found["object+ after, 0 between"] > 0
    True
    """
    sentence = parsed.sentences[parsed.sentence_of[first]]
    start, stop = max(sentence.first, first - _WIDEST), min(max(sentence.last, last), last + _WIDEST)
    words = list(_words(parsed, start, stop, first, last))
    at = next(i for i, word in enumerate(words) if word.symbol == "TARGET")
    near = _word_features(words, at)
    near[f"is {_kind(parsed, first, last)}"] = 1.0
    size = len(near) ** 0.25 * 8**0.5
    sums = _value_sums(parsed, words, at)
    return dict.fromkeys(near, 1 / size) | {name: _SMALL * log1p(value) for name, value in sums.items()}


def _words(parsed: Parse, start: int, stop: int, first: int, last: int) -> Iterator[_Word]:
    reach, before = 0, ""
    for i in range(start, stop):
        lower, code = parsed.lower[i], parsed.codes[i]
        symbol = "TARGET" if first <= i < last else "NAME" if code == "N" else "0" if code == "0" else lower
        if symbol == before and symbol in ("TARGET", "NAME"):
            continue
        before = symbol
        negated = ""
        if lower in _NEGATIONS:
            reach = _REACH
        elif code in _PAUSES or lower in _BREAKS:
            reach = 0
        else:
            negated = "~" if reach > 0 and symbol == lower else ""
            reach -= symbol != "TARGET"
        known = symbol == lower
        values = _values(lower, parsed.lexicons) if known else ()
        yield _Word(i, code, symbol, stem(lower) if known else "", negated, values)


def _word_features(words: list[_Word], at: int) -> dict[str, float]:
    """The words of the sentence, with their side and distance, within the clause, as stems, and in threes nearby."""
    begin, end = _clause(words, at)
    found = {}
    marked = [word.negated + word.symbol for word in words]
    for i, word in enumerate(words):
        if i == at:
            continue
        side, far = "<>"[i > at], abs(i - at)
        found[marked[i]] = 1.0
        if far <= 3:
            found[f"{side}{side} {marked[i]}"] = 1.0
        if begin <= i <= end:
            found[f"{side} {marked[i]}"] = 1.0
        if word.stem:
            found[f"{word.negated}{word.stem}-"] = 1.0
            if far <= 8:
                found[f"{side} {word.negated}{word.stem}-"] = 1.0
    for i in range(max(0, at - 4), min(len(words) - 2, at + 4)):
        found[" ".join(marked[i : i + 3])] = 1.0
    return found


def _value_sums(parsed: Parse, words: list[_Word], at: int) -> dict[str, float]:
    """The dictionaries' values, positive and negative apart, summed by where the target stands from the word."""
    sums: dict[str, float] = defaultdict(float)
    people = [
        i for i, word in enumerate(words) if i == at or word.symbol in ("NAME", "who") or word.code == "P"
    ]
    target = people.index(at)
    for i, word in enumerate(words):
        if not word.values:
            continue
        place = bisect_left(people, i)
        between = min(2, abs(place - target) - (place > target))
        side = "before" if i > at else "after"
        passive = ", passive" if _is_passive(parsed, word.token) else ""
        for name, value in word.values:
            value *= _TURNED if word.negated else 1
            key, value = f"{name}{'+' if value > 0 else '-'}", abs(value)
            sums[key] += value
            sums[f"{key} {side}"] += value
            sums[f"{key} {side}, nearer"] += value / (1 + abs(i - at) / 3)
            sums[f"{key} {side}, {between} between{passive}"] += value
    return sums


def _clause(words: list[_Word], at: int) -> tuple[int, int]:
    """The first and the last word of the stretch without a break that the target stands in."""
    begin, end, stops = at, at, _PAUSES | _BREAKS
    while begin > 0 and words[begin - 1].symbol not in stops:
        begin -= 1
    while end < len(words) - 1 and words[end + 1].symbol not in stops:
        end += 1
    return begin, end


def _kind(parsed: Parse, first: int, last: int) -> str:
    kind = "a name" if "N" in parsed.codes[first:last] else "a noun"
    if parsed.codes[first:last] in ("P", "W"):
        kind = parsed.lower[first]
    quoted = parsed.codes.count('"', 0, first) > parsed.codes.count("'", 0, first)
    return f"{kind}{', owner' if parsed.codes[last : last + 1] == 'S' else ''}{', quoted' if quoted else ''}"


def _is_passive(parsed: Parse, token: int) -> bool:
    return parsed.codes[token] == "v" and not BE.isdisjoint(parsed.lower[max(0, token - 3) : token])


@kept
def _values(word: str, lexicons: Lexicons) -> tuple[tuple[str, float], ...]:
    """What the dictionaries know of a word: VADER, TextBlob, and our own list of what words imply for whom."""
    from textblob.en import sentiment

    from .tone import vader_lexicon

    blob = sentiment[word][None][0] if word in sentiment else 0.0
    subject, object_, near = lexicons.part(_connotations).get(stem(word) or word, (0, 0, 0))
    values = {"vader": vader_lexicon().get(word, 0.0) / 4, "textblob": blob}
    values |= {"subject": subject, "object": object_, "near": near}
    return tuple((name, value) for name, value in values.items() if value)


def _connotations(lexicons: Lexicons) -> dict[str, tuple[float, float, float]]:
    """Stem to its values; of the terms that share a stem, the first that says anything holds, value by value."""
    found: dict[str, tuple[float, float, float]] = {}
    for term, row in lexicons.terms("connotations").items():
        values = tuple(map(float, (row.subject, row.object, row.near)))
        key = stem(term) or term
        subject, object_, near = (a or b for a, b in zip(found.get(key, values), values, strict=True))
        found[key] = (subject, object_, near)
    return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give the Snowball stem of a word of more than three letters, else ""."""
    return _stemmer().stem(word) if len(word) > 3 and word.isalpha() else ""


@lru_cache(maxsize=1)
def _stemmer():
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")
