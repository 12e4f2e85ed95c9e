"""Readings: the figures of a text that are no harm to people, and the words for what each counts.

Takes a document, gives the figures in order. It joins what two numbers say together: ranges, ratios, results of play.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from ...read.lexicons import category
from ..text import Document, Parse, Span, is_time, kind
from ..text.clauses import Clause
from .amounts import amounts_in
from .kinds import Reading, kind_of
from .nouns import noun_kind

_NO_FIGURE = ("none", "uncounted")
_WITH_UNIT = frozenset(("money", "share", "measure", "rate"))
_LARGE = frozenset("million billion trillion".split())
_COMPARING = frozenset("to from than with at and or on up down".split())


def readings_in(document: Document, taken: list[tuple[int, int]]) -> list[Reading]:
    """Give the figures of a document that overlap none of the spans `taken`, in order."""
    p = document.parse
    read, sentence = list[Reading](), -1
    for amount in document.part(amounts_in):
        at = bisect_right(taken, (amount.end, 0)) - 1
        if at >= 0 and taken[at][1] > amount.start and taken[at][0] < amount.end:
            continue
        figure = kind_of(p, amount)
        before = read[-1] if sentence == p.sentence_of[figure.last - 1] else None
        sentence = p.sentence_of[figure.last - 1]
        if before is None:
            read.append(figure)
        elif both := _together(p, before, figure):
            read[-1] = both
        else:
            levelled = before.kind == "count" and figure.kind in _WITH_UNIT
            gap = p.text[before.end : figure.amount.start].strip()
            if levelled and gap in ("to", "and"):  # "from 22 to 9 per cent", "six and four years"
                read[-1] = before._replace(kind=figure.kind, unit=figure.unit)
            read.append(_like(p, before, figure) if figure.kind == "count" else figure)
    return [figure for figure in read if figure.kind not in _NO_FIGURE]


def _together(p: Parse, a: Reading, b: Reading) -> Reading | None:
    """Read two figures as one: "3-1", "between £4m and £5m", where no word of change stands before."""
    gap = p.text[a.end : b.start].strip()
    low, high = a.amount.low or 0.0, b.amount.high or 0.0
    if b.start < a.end:  # the second number of "3-1", or of "nine per 1,000 people"
        ends = sorted((low, high)) if a.kind in ("score", "votes") else (a.amount.low, a.amount.high)
        return a._replace(amount=a.amount._replace(low=ends[0], high=ends[1]))
    exact = a.amount.bound == b.amount.bound == "exact" and low < high
    if a[1:3] == b[1:3] and exact and _is_range(p, a, gap) and a.kind not in _NO_FIGURE:
        both = a.amount._replace(end=b.amount.end, high=high, bound="range", kind="range")
        return a._replace(amount=both, end=b.end, last=b.last)
    return None


def _is_range(p: Parse, a: Reading, gap: str) -> bool:
    """Tell "sales of £4m to £5m" and "between £4m and £5m" from "rose £4m to £5m"."""
    words = p.lower[max(0, p.token_at(a.start) - 3) : p.token_at(a.start)]
    if gap != "to":
        return gap in ("-", "–", "—") or (gap, *words[-1:]) == ("and", "between")
    changed = any(category(p.lexicons, "bounds", word) == "change" for word in words)
    return words[-1:] not in (["from"], ["by"]) and not changed


def _like(p: Parse, before: Reading, figure: Reading) -> Reading:
    """Give a bare number the kind of the one before it: "6.2 billion crowns, after 6.6 billion", "41 votes to 17"."""
    first, k = p.token_at(figure.start), figure.last
    share = before.kind == "share"
    if share and p.lower[k] in ("point", "points"):  # "41 per cent, down six points"
        return figure._replace(kind="share", unit=p.words[k], end=p.ends[k], last=k + 1)
    if p.codes[k] in kind.NOUNS + kind.ADJECTIVE:
        return figure
    if before.kind == "votes":
        return figure._replace(kind="votes")
    large = before.kind == "money" and not _LARGE.isdisjoint(p.lower[max(first, k - 1) : k])
    begins = p.phrase_at(first - 2).first if p.codes[first - 1] == kind.GENITIVE else first
    word = p.lower[max(0, begins - 1)]  # "51 per cent to Reed's 46"
    # no share, but a level: "fell 7% to 1,510"
    led = word in _COMPARING and not (share and begins == first and figure.amount.value > 100)
    exact = share and figure.amount.value % 1 > 0  # "3 per cent; they had forecast 3.1"
    same = before.kind in _WITH_UNIT and (large or led or exact)
    return figure._replace(kind=before.kind, unit=before.unit) if same else figure


_LONGEST = 12  # tokens
_COUNTABLE = ("unknown", "thing", "event", "person", "people", "families")
_NO_THINGS = frozenset(
    "front figure figures number numbers total tally sum count toll nobody everybody".split()
)
_LINKS = {"money": frozenset("of in for on off".split()), "share": frozenset("of off in".split())}
_OF, _OF_UNIT = frozenset(("of",)), frozenset(("of", "in"))
_LEADS = frozenset("of at to above below under".split())
_AGAIN = frozenset("or from only just and but to".split())
_MORE = frozenset("more fewer less higher lower other further additional worth".split())
_NAMELESS = kind.NUMBER + kind.DETERMINER + kind.ADVERB
_NOT_NAMED = kind.PRONOUN + kind.PARTICIPLE
_HAS_DIGIT = re.compile(r"\d")


def what_of(
    p: Parse, figure: Reading, clause: Clause | None, source: str | None, before: str | None
) -> str | None:
    """Give the words for what a figure counts; `before` are those of the figure before it in its sentence."""
    if figure.kind in ("score", "rank"):
        return None
    first = p.token_at(figure.start)
    if before and p.lower[first - 1] == "to" and "from" in p.lower[max(0, first - _LONGEST) : first]:
        return before  # "from 19 in one group to seven"
    own = _own(p, figure, first)
    lasts = figure.kind == "measure" and noun_kind((figure.unit or "").lower(), p.lexicons) == "time"
    if own or lasts:  # "will return in two years": nothing is counted
        return own
    again = p.lower[first - 1] in _AGAIN or p.lower[figure.last] in _MORE
    if before and (again or figure.kind in ("count", "people")):
        return before  # "612p, down from 640p", "of 100 firms, 81 fell"
    return _of_clause(p, figure, clause, first, source or "") if clause else None


def _of_clause(p: Parse, figure: Reading, clause: Clause, first: int, source: str) -> str | None:
    """The object or the subject of the verb before a figure, but no speaker."""
    # "cut the risk of fire by 9 per cent", "sold the club for £9m"
    end = first - (p.lower[first - 1] in (("by", "from", "for") if figure.unit else ("by", "from")))
    spans = [span for span in (clause.object, clause.subject) if span and span[0] < end]
    if figure.kind in ("count", "people") and clause.object and clause.object[0] <= first < clause.object[1]:
        return None  # "divers found a further 17"
    told = (_told(p, (a, min(b, end))) for a, b in spans if b <= first or end < first)
    return next((words for words in told if words and words not in source), None)


def _own(p: Parse, figure: Reading, first: int) -> str | None:
    """What the nearest noun phrase beside a figure names; in a ratio the one inside: "one child in nine"."""
    last = p.chunks[p.chunk_of[first]].last if p.chunk_of[first] >= 0 else first
    inside = p.token_at(figure.amount.end - 1) + 1 if figure.kind == "rate" else first + 1
    ratio = figure.kind == "rate" or (figure.kind == "share" and not figure.unit)
    ratio = ratio and inside < last and p.ends[last - 1] < figure.end
    ratio = ratio and noun_kind(p.lower[last - 1], p.lexicons) in _COUNTABLE  # not "40 km an hour"
    spans = (*[(inside, last)] * ratio, *_behind(p, figure, first), *_before(p, figure, first))
    found = (words for span in spans if (words := _printed(p, *span)))
    return next((words for words in found if words.split()[-1].lower() not in _NO_THINGS), None)


def _behind(p: Parse, figure: Reading, first: int) -> Iterator[Span]:
    """The noun phrase behind a figure, or behind "of" or "in" there."""
    end, last = p.sentence(first).last, figure.last
    last += last + 1 < end and p.lower[last] in _MORE
    links = _LINKS.get(figure.kind, _OF_UNIT if figure.unit else _OF)
    behind = last + (last < end - 1 and p.lower[last] in links)
    chunk = p.chunk_of[behind] if behind < end else -1
    apart = behind == figure.last and figure.unit and p.chunk_of[behind - 1] != chunk
    if chunk >= 0 and not apart and p.words[behind] != "=" and _is_what(p, chunk, behind):
        yield max(behind, p.chunks[chunk].first), p.chunks[chunk].last


def _is_what(p: Parse, chunk: int, behind: int) -> bool:
    """Tell the fees of "£4m in fees" from "£4m in the bank", "in Lund", "in 24 hours" and a pronoun."""
    first, _, head = p.chunks[chunk]
    placed = p.codes[first] in kind.DETERMINER + kind.NUMBER or p.codes[head] == kind.NAME
    placed = placed and p.lower[behind - 1] == "in"
    unit = p.lower[first] == "a" and _is_unit(p, head)  # "a quarter of a point"
    return not placed and not unit and not is_time(p, chunk) and p.codes[head] not in _NOT_NAMED


def _before(p: Parse, figure: Reading, first: int) -> Iterator[Span]:
    """The noun phrase before "of" or "at" in front of a figure, or "on" before one without a unit."""
    leads = _LEADS if figure.unit else {*_LEADS, "on"}  # "the Greens on 14"
    floor = p.sentence(first).first
    chunk = p.chunk_of[first - 2] if first - 2 >= floor and p.lower[first - 1] in leads else -1
    if chunk >= 0 and _names(p, chunk) and not _is_unit(p, p.chunks[chunk].head):
        begin = p.chunks[chunk].first
        if p.lower[first - 1] == "at" and p.lower[begin - 1] == "of" and p.chunk_of[begin - 2] >= 0:
            begin = p.chunks[p.chunk_of[begin - 2]].first  # "the cost of the strike at £4m"
        yield begin, p.chunks[chunk].last


def _is_unit(p: Parse, head: int) -> bool:
    """Tell the cents of "from 94 per cent to 81"."""
    return noun_kind(p.lower[head], p.lexicons) in ("money", "share", "measure")


def _names(p: Parse, chunk: int) -> bool:
    """Whether a noun phrase names something: no time, no pronoun, no other number."""
    first, last, head = p.chunks[chunk]
    numbered = kind.NUMBER in p.codes[first:last] or not p.lower[head][0].isalpha()
    numbered = numbered or p.lower[head] in p.lexicons.terms("number_words")  # "by a fifth to 2,340"
    return not numbered and not is_time(p, chunk) and p.codes[head] != kind.PRONOUN


def _told(p: Parse, span: Span) -> str | None:
    """The words of a phrase that its verb is said of; of one with a number in it, those before; never a pronoun."""
    first, last = span
    if _HAS_DIGIT.search(p.text, p.starts[first], p.ends[last - 1]):
        last = p.chunks[p.chunk_of[first]].last if p.chunk_of[first] >= 0 else first
        if last > first and _HAS_DIGIT.search(p.text, p.starts[first], p.ends[last - 1]):
            return None
    unnamed = p.codes[first:last] in (kind.PRONOUN, kind.RELATIVE, kind.THERE)
    return None if unnamed or p.lower[last - 1] in _NO_THINGS else _printed(p, first, last)


def _printed(p: Parse, first: int, last: int) -> str | None:
    first = max(first, p.codes.rfind(kind.NUMBER, first, last) + 1)  # "its 11,000 jobs"
    while first < last and (p.codes[first] in _NAMELESS or not p.words[first][0].isalpha()):
        first += 1
    last = min(last, first + _LONGEST)
    return p.text[p.starts[first] : p.ends[last - 1]] if first < last else None
