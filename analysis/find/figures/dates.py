"""When a figure held: a year, a decade ago, or before it was revised, by the words nearest to it.

Takes a parse and a figure's tokens, gives the words. It cannot see a date in another sentence.
"""

from ..text import codes as kind
from ..text.parse import Parse

_DATES = frozenset("in of during from by".split())
_AGO = frozenset("ago earlier before previously".split())
_LAST = frozenset("last previous".split())
_PERIODS = frozenset("year years decade decades century centuries".split())
_CHANGED = frozenset("up down".split())
_OWNS = ("'s", "’s")
_NEAR = 20  # tokens
_YEARS = (1000, 2100)


def date_near(p: Parse, first: int, last: int, left: int, right: int) -> str | None:
    """Give the words that date the figure at tokens [first, last), the nearest of those in [left, right)."""
    if (
        first > 1 and p.lower[first - 1] == "from" and _is_changed(p, first, last)
    ):  # "revised from", "up from"
        return p.text[p.starts[first - 2] : p.ends[first - 1]]
    left, right = max(left, first - _NEAR), min(right, last + _NEAR)
    found = [span for i in (*range(left, first), *range(last, right)) if (span := _date_at(p, i, right))]
    if not found:
        return None
    start, end = min(found, key=lambda span: abs(span[0] - first))
    return p.text[p.starts[start] : p.ends[end - 1]]


def _is_changed(p: Parse, first: int, last: int) -> bool:
    """Whether a figure behind "from" held before a change."""
    row = p.lexicons.terms("bounds").get(p.lower[first - 2])
    changed = row is not None and row.category == "change"
    return p.lower[last : last + 1] == ["to"] or changed or p.lower[first - 2] in _CHANGED


def _date_at(p: Parse, i: int, last: int) -> tuple[int, int] | None:
    """The tokens of a date that begins at token `i`: "in 1931", "the 1931 flood", "a decade ago", "last year"."""
    word = p.lower[i]
    if len(word) == 4 and word.isdigit() and _YEARS[0] <= int(word) <= _YEARS[1]:
        return _year_at(p, i)
    if word in _LAST and p.lower[i + 1 : i + 2] in (["year"], ["century"], ["decade"]):
        return i, i + 2
    if word in _PERIODS and i + 1 < last and p.lower[i + 1] in _AGO:
        chunk = p.chunk_of[i]
        return (p.chunks[chunk].first if chunk >= 0 else i), i + 2
    return None


def _year_at(p: Parse, i: int) -> tuple[int, int] | None:
    """The year at token `i` with the word that makes it a date: "in 1931", "the 1931 flood", "1931's flood"."""
    linked = i > 0 and p.lower[i - 1] in _DATES
    named = i > 0 and p.codes[i - 1] == kind.DETERMINER and p.codes[i + 1 : i + 2] in tuple(kind.NOUNS)
    owns = p.text[p.ends[i] : p.ends[i] + 2] in _OWNS
    return (i - linked, i + 1) if linked or named or owns else None
