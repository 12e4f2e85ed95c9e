"""Readings: the figures of a text that are no harm to people, each with its amount, kind, unit and span.

Takes a document, gives the figures in order. It joins what two numbers say together: ranges, ratios, results of play.
"""

import re
from bisect import bisect_right

from ..text import codes as kind
from ..text.document import Document
from ..text.parse import Parse
from .amounts import Amount, amounts_in
from .kinds import Reading, joined_amounts, kind_of

_NO_FIGURE = ("none", "uncounted")
_WITH_UNIT = frozenset(("money", "share", "measure", "rate"))
_COMPARING = frozenset("to from than with at and or".split())
_LARGE = frozenset("million billion trillion".split())
_AGAINST = re.compile(r"\s?(?:-|–|to|against)\s?", re.IGNORECASE)
_ONE_IN = re.compile(r"\w+ in")
_MOST_IN = 100
_DASHES = ("-", "–", "—")


def readings_in(document: Document, taken: list[tuple[int, int]]) -> list[Reading]:
    """Give the figures of a document that overlap none of the spans `taken`, in order."""
    p, joined = document.parse, joined_amounts(document)
    taken = sorted([*taken, *((a.start, a.end) for a in joined)])
    amounts = sorted(
        [*joined, *(a for a in document.part(amounts_in) if not _overlaps(taken, a.start, a.end))]
    )
    read: list[Reading] = []
    for amount in amounts:
        figure = kind_of(p, amount)
        before = read[-1] if read else None
        together = before and p.sentence_at(before.start) == p.sentence_at(figure.start)
        if before and together and (both := _together(p, before, figure)):
            read[-1] = both
        elif before and together and figure.kind == "count":
            read.append(_like(p, before, figure))
        else:
            read.append(figure)
    return [figure for figure in read if figure.kind not in _NO_FIGURE]


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(taken, (end, 0)) - 1
    return at >= 0 and taken[at][1] > start and taken[at][0] < end


def _together(p: Parse, a: Reading, b: Reading) -> Reading | None:
    """Read two figures as one: "3-1", "eight in ten", "between £4m and £5m", where no word of change stands before."""
    gap = p.text[a.end : b.start].strip()
    low, high = a.amount.low or 0.0, b.amount.high or 0.0
    if b.start < a.end:  # the second number of "3-1"
        ends = sorted((low, high))
        return a._replace(amount=a.amount._replace(low=ends[0], high=ends[1]))
    if _is_ratio(gap, a.amount, b.amount):
        share = a.amount._replace(end=b.amount.end, low=low / high, high=low / high, kind="fraction")
        return Reading(share, "share", None, a.start, b.end, b.last)
    between = p.text[max(0, a.start - 9) : a.start].lower().endswith("between ") and gap == "and"
    exact = a.amount.bound == b.amount.bound == "exact" and low < high
    if a[1:3] == b[1:3] and exact and (between or gap in _DASHES) and a.kind not in _NO_FIGURE:
        both = a.amount._replace(end=b.amount.end, high=high, bound="range", kind="range")
        return a._replace(amount=both, end=b.end, last=b.last)
    return None


def _is_ratio(gap: str, a: Amount, b: Amount) -> bool:
    """Tell "eight in ten" and "one child in nine", by their numbers and what stands between."""
    low, high = a.low or 0.0, b.high or 0.0
    words = a.kind == b.kind == "words" and 1 <= low < high <= _MOST_IN
    return words and (gap == "in" or (low == 1 and _ONE_IN.fullmatch(gap) is not None))


def _like(p: Parse, before: Reading, figure: Reading) -> Reading:
    """Give a bare number the kind of the one before it: "6.2 billion crowns, after 6.6 billion", "41 votes to 17"."""
    first, k = p.token_at(figure.start), figure.last
    if before.kind == "share" and p.lower[k : k + 1] in (
        ["point"],
        ["points"],
    ):  # "41 per cent, down six points"
        return figure._replace(kind="share", unit=p.words[k], end=p.ends[k], last=k + 1)
    if p.codes[k : k + 1] in tuple(kind.NOUNS + kind.ADJECTIVE):
        return figure
    if before.kind == "votes":
        votes = _AGAINST.fullmatch(p.text, before.end, figure.start)
        return figure._replace(kind="votes") if votes else figure
    large = before.kind == "money" and not _LARGE.isdisjoint(p.lower[max(first, k - 1) : k])
    led = first > 0 and p.lower[first - 1] in _COMPARING
    led = led and not (before.kind == "share" and p.lower[first - 1] == "to")  # "fell 7% to 1,510"
    same = before.kind in _WITH_UNIT and (large or led)
    return figure._replace(kind=before.kind, unit=before.unit) if same else figure
