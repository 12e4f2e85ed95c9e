"""Features of a target: the words of its sentence, their place around it, and what dictionaries know of them.

Takes a parse and a target, gives features by name for the model of `tone_toward.py`. It sees no syntax.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from math import log1p
from typing import NamedTuple

from ...read.lexicons import Lexicons, kept
from ..text import BE, Parse
from .tone import sentiment, vader_lexicon

_NEGATIONS = frozenset("not n't never no nobody nothing neither nor without hardly".split())
_PAUSES = frozenset(",.:\"'()")  # codes and symbols that part clauses; and the words that do:
_BREAKS = frozenset("but and who which that because while although after when if as".split())
_STOPS = _PAUSES | _BREAKS
_REACH = 5  # words after a negation that it is taken to turn round
_TURNED = -0.7
_WIDEST = 100  # tokens on either side: more than a sentence has, unless nobody wrote full stops
_SMALL = 0.3  # the weight of the dictionaries' sums beside that of the words


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
    sentence = parsed.sentence(first)
    start, stop = max(sentence.first, first - _WIDEST), min(max(sentence.last, last), last + _WIDEST)
    words = list(_words(parsed, start, stop, first, last))
    at = next(i for i, word in enumerate(words) if word.symbol == "TARGET")
    near = _word_features(words, at)
    near[f"is {_kind(parsed, first, last)}"] = 1.0
    size = len(near) ** 0.25 * 8**0.5
    sums = _value_sums(parsed, words, at)
    return dict.fromkeys(near, 1 / size) | {name: _SMALL * log1p(value) for name, value in sums.items()}


def _words(parsed: Parse, start: int, stop: int, first: int, last: int) -> Iterator[_Word]:
    reach, before, values_of = 0, "", parsed.lexicons.results(_values)
    for i in range(start, stop):
        lower, code = parsed.lower[i], parsed.codes[i]
        symbol = "TARGET" if first <= i < last else "NAME" if code == "N" else "0" if code == "0" else lower
        if symbol == before and symbol in ("TARGET", "NAME"):
            continue
        before, negated, known = symbol, "", symbol == lower
        if lower in _NEGATIONS:
            reach = _REACH
        elif code in _PAUSES or lower in _BREAKS:
            reach = 0
        else:
            negated = "~" if reach > 0 and known else ""
            reach -= symbol != "TARGET"
        values = values_of[lower] if known else ()
        yield _Word(i, code, symbol, stem(lower) if known else "", negated, values)


def _word_features(words: list[_Word], at: int) -> dict[str, float]:
    """The words of the sentence, with their side and distance, within the clause, as stems, and in threes nearby."""
    stops = [i for i, word in enumerate(words) if word.symbol in _STOPS]
    break_ = bisect_left(stops, at)
    begin, end = ([-1, *stops][break_], [*stops, len(words)][break_])  # of the clause, without a break
    found = {}
    marked = [word.negated + word.symbol for word in words]
    for i, word in enumerate(words):
        if i == at:
            continue
        side, far = "<>"[i > at], abs(i - at)
        found[marked[i]] = 1.0
        if far <= 3:
            found[f"{side}{side} {marked[i]}"] = 1.0
        if begin < i < end:
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
    people = [i for i, w in enumerate(words) if i == at or w.symbol in ("NAME", "who") or w.code == "P"]
    target = people.index(at)
    for i, word in enumerate(words):
        if not word.values:
            continue
        place = bisect_left(people, i)
        between = min(2, abs(place - target) - (place > target))
        side = "before" if i > at else "after"
        helped = not BE.isdisjoint(parsed.lower[max(0, word.token - 3) : word.token])
        passive = ", passive" if helped and parsed.codes[word.token] == "v" else ""
        for name, value in word.values:
            value *= _TURNED if word.negated else 1
            key, value = f"{name}{'+' if value > 0 else '-'}", abs(value)
            sums[key] += value
            sums[f"{key} {side}"] += value
            sums[f"{key} {side}, nearer"] += value / (1 + abs(i - at) / 3)
            sums[f"{key} {side}, {between} between{passive}"] += value
    return sums


def _kind(parsed: Parse, first: int, last: int) -> str:
    kind = "a name" if "N" in parsed.codes[first:last] else "a noun"
    if parsed.codes[first:last] in ("P", "W"):
        kind = parsed.lower[first]
    quoted = parsed.codes.count('"', 0, first) > parsed.codes.count("'", 0, first)
    return f"{kind}{', owner' if parsed.codes[last] == 'S' else ''}{', quoted' if quoted else ''}"


@kept
def _values(word: str, lexicons: Lexicons) -> tuple[tuple[str, float], ...]:
    """What the dictionaries know of a word: VADER, TextBlob, and our own list of what words imply for whom."""
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
