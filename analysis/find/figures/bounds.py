"""Bounds: the words before and behind a number that make it "at least", "at most" or "about" so many.

Takes a text and where a number begins or ends, gives the bound. It cannot see a bound that stands in another sentence.
"""

import re
from typing import NamedTuple

from ...read.lexicons import Lexicons

_WINDOW, _LONGEST_BOUND = 48, 6  # characters, words
_WORD = re.compile(r"[a-z]+|[^\sa-z]")
_SIGN = re.compile(r"(?<![a-z])([a-z]{0,5})\.?([$¢-¥₠-⃀]?)\s?$")  # of a currency
_NUMBER_NEXT = re.compile(r"\s?[^\w\s]?\d")


class Bounds(NamedTuple):
    """The words that set a bound, before a number and behind it; verbs of a change; currencies."""

    before: dict[tuple[str, ...], str]
    behind: dict[tuple[str, ...], str]
    changes: frozenset[str]
    currencies: frozenset[str]


def bounds_of(lexicons: Lexicons) -> Bounds:
    """Give the words of the lexicon `bounds`, and those that stand for money."""
    rows = [(tuple(row.term.split()), row.category) for row in lexicons.terms("bounds").values()]
    before = {words: kind for words, kind in rows if kind in ("at_least", "at_most", "approx", "exact")}
    behind = {words: kind.removesuffix("_after") for words, kind in rows if kind.endswith("_after")}
    changes = frozenset(words[0] for words, kind in rows if kind == "change")
    lists = (lexicons.terms(name).values() for name in ("figure_words", "counted_things"))
    signs = (row.term for rows in lists for row in rows if row.category in ("currency", "money"))
    return Bounds(before, behind, changes, frozenset(signs))


def bound_before(text: str, end: int, bounds: Bounds) -> tuple[int, str | None, list[re.Match]]:
    """Give where the bound words before a number begin, the bound they set, and the words before them."""
    sign = _SIGN.search(text, max(0, end - 8), end)
    behind = sign.start() if sign and (sign[2] or sign[1] in bounds.currencies) else end  # "more than $5m"
    words = list(_WORD.finditer(text, max(0, behind - _WINDOW), behind))
    start, bound, told = end, None, tuple(word[0] for word in words)
    for _ in range(2):  # "more than an estimated 300": the outer words decide
        sizes = (n for n in range(min(len(told), _LONGEST_BOUND), 0, -1) if told[-n:] in bounds.before)
        size = next(sizes, 0)
        if not size:
            break
        category = bounds.before[told[-size:]]
        if category == "exact":  # "handed over 14 guns"
            break
        bound = category if category != "approx" else bound or category
        start = words[-size].start()
        words, told = words[:-size], told[:-size]
    return start, bound, words


def bound_after(text: str, end: int, bounds: Bounds) -> tuple[int, str | None]:
    """Give where the bound words behind a number end, and the bound they set."""
    words = list(_WORD.finditer(text, end, end + 24))[:3]
    if words and words[0][0] == "-":
        words = words[1:]
    told = tuple(word[0] for word in words)
    for size in range(len(told), 0, -1):
        than = told[size : size + 1] == ("than",)
        if told[:size] in bounds.behind and not than and not _NUMBER_NEXT.match(text, words[size - 1].end()):
            return words[size - 1].end(), bounds.behind[told[:size]]  # but not in "5 and over 30"
    return end, None
