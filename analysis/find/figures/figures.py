"""Figures: every number that an article gives as a fact, with what it counts and whoever gives it.

Takes the articles table, gives one row per figure. It cannot see whether a figure is true, nor add figures up.
"""

import re
from bisect import bisect_right

import pandas as pd

from ...read.lexicons import Lexicons
from ..text import codes as kind
from ..text.clauses import Clause, clauses
from ..text.document import Document
from ..text.evidence import find_in
from ..text.parse import Parse
from ..text.passive_voice import participles_in
from ..text.phrases import is_time
from ..who.speakers import spoken_at
from .amounts import Amount, amounts_in
from .casualties import casualties_in
from .circumstances import date_near
from .kinds import Kind, joined_amounts, kind_of
from .status import certainty_of

_LINKS = frozenset("of in for".split())
_LONGEST_WHAT = 12  # tokens
_UNCOUNTED = frozenset(("money", "share", "measure", "rate"))
_AGO = re.compile(r"\s(?:ago|earlier|later)\b")
_HAS_DIGIT = re.compile(r"\d")
_COMPARING = frozenset("to from than with at and or".split())
_MOST_IN = 100  # "eight in ten"
_DASHES = ("-", "–", "—")


def find_figures(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Find the figures of articles, of any kind: one row for each number that is given as a fact.

    Gives the evidence columns (the span is the number with its bound words and its unit) and

    - `kind`: harm (people killed, hurt, driven out, lost, held: the rows of `find_casualties`), money, share (per cent,
      a fraction), votes (and seats), score, rank, rate ("40 km an hour"), measure (lengths, weights, spans of time),
      people, or count (of anything else);
    - `what`: the words for what is counted, missing where they are not seen; `harm`: which, for the first kind;
    - `low`, `high`: the interval, a missing end is open (of a score, the two numbers in order of size); `unit`: $, %,
      km ..., as printed; `bound`: exact, at_least, at_most, approx, range, vague;
    - `source`: who gives the figure, by the quotation that holds it, with its name where the article has one;
      `source_kind`: named, role, unnamed, none; `hedge`: the first word that makes it less than certain;
    - `status`: reported, feared, planned, hypothetical, denied (by its source), negated;
    - `when`: the words that date the figure to another time than the article's ("in 1931", "a decade ago").

    Dates, years, times of day, ages, and numbers that are part of a name are no figures, nor is "one" by itself.
    What is counted is read from the words around, not understood; a bare number may have the wrong one.

    >>> from analysis import articles_from_text
    >>> text = "Ann Lee said profit fell 9 per cent to $2m. The council voted 12 to 7."
    >>> find_figures(articles_from_text(text))[["text", "kind", "what", "low", "unit"]].fillna("").values.tolist()[:2]
    [['9 per cent', 'share', 'profit', 9.0, '%'], ['$2m', 'money', 'profit', 2000000.0, '$']]
    """
    return find_in(articles, "figures", figures_in, lexicons)


def figures_in(document: Document) -> list[tuple]:
    """Give the figures of one text: start, end and the columns of the figures table."""
    p = document.parse
    rows: list[tuple] = []
    for row in document.part(casualties_in):
        start, end, harm, who, low, high, bound, source, source_kind, hedge, *_, status, when, _, _ = row
        given = (low, high, None, bound, source, source_kind, hedge, status, when)
        rows.append((start, end, "harm", who, harm, *given))
    taken = sorted((row[0], row[1]) for row in rows)
    joined = joined_amounts(document)
    taken = sorted([*taken, *((a.start, a.end) for a in joined)])
    amounts = [a for a in document.part(amounts_in) if not _overlaps(taken, a.start, a.end)]
    amounts = sorted([*amounts, *joined])
    read = [(amount, found) for amount in amounts if (found := kind_of(p, amount))]
    read = _joined(p, read)
    read = [pair for pair in read if not _AGO.match(p.text, pair[1].end)]
    places = [found.start for _, found in read]
    around = clauses(p, document.part(participles_in), {p.sentence_of[p.token_at(at)] for at in places})
    verbs = [clause.verb.main for clause in around]
    for i, (amount, found) in enumerate(read):
        if i and found.start < read[i - 1][1].end:
            continue  # the second number of "3-1"
        at = _governing(p, verbs, found)
        clause = around[at] if at is not None else None
        low, high = amount.low, amount.high
        if found.kind in ("score", "votes") and found.end > amount.end and i + 1 < len(read):
            other = read[i + 1][0]
            if other.start < found.end and low is not None and other.low is not None:
                low, high = min(low, other.low), max(low, other.low)
        source, source_kind, cue, denied = source_at(document, found.start)
        status, hedge = certainty_of(p, clause, p.token_at(found.start), cue)
        sentence = p.sentences[p.sentence_of[p.token_at(found.start)]]
        left = max(read[i - 1][1].end if i else 0, sentence.start)
        right = min(places[i + 1] if i + 1 < len(places) else len(p.text), sentence.end)
        when = date_near(p, found.start, found.end, *_same_clause(p, verbs, at, left, right))
        what = _what(p, found, clause)
        status = "denied" if denied else status
        bounded = low, high, found.unit, amount.bound
        said = source, source_kind, hedge, status, when
        rows.append((found.start, found.end, found.kind, what, None, *bounded, *said))
    return rows


def source_at(document: Document, start: int) -> tuple[str | None, str, str | None, bool]:
    """Give who gives what stands at a place: the speaker of its quotation, the kind, the cue, whether it is denied."""
    row = spoken_at(document, start)
    if row is None:
        return None, "none", None, False
    return row[-2] or row[4], row[-1], row[3], row[8] in ("denied", "not said")


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(taken, (end, 0)) - 1
    return at >= 0 and taken[at][1] > start and taken[at][0] < end


def _joined(p: Parse, read: list[tuple[Amount, Kind]]) -> list[tuple[Amount, Kind]]:
    """Read "between £4m and £5m" and "from 10% to 12%" as ranges, where no word of change stands before."""
    found: list[tuple[Amount, Kind]] = []
    for amount, figure in read:
        if found:
            before, other = found[-1]
            gap, lead = (
                p.text[other.end : figure.start].strip(),
                p.text[max(0, other.start - 9) : other.start].lower(),
            )
            between = lead.endswith("between ") and gap == "and"
            if gap == "in" and _is_ratio(before, amount):
                share = (before.low or 0.0) / (amount.low or 1.0)
                joint = before._replace(end=amount.end, low=share, high=share, kind="fraction")
                found[-1] = joint, Kind("share", None, other.start, figure.end, figure.last)
                continue
            alike = other.kind == figure.kind and other.unit == figure.unit
            same = alike and before.bound == amount.bound == "exact"
            if same and (between or gap in _DASHES) and (before.low or 0) < (amount.high or 0):
                joint = before._replace(end=amount.end, high=amount.high, bound="range", kind="range")
                found[-1] = joint, other._replace(end=figure.end, last=figure.last)
                continue
            figure = _like(p, other, amount, figure)
        found.append((amount, figure))
    return found


def _is_ratio(a: Amount, b: Amount) -> bool:
    """Tell "eight in ten" by its numbers."""
    return a.kind == b.kind == "words" and 1 < (a.low or 0) < (b.low or 0) <= _MOST_IN


def _like(p: Parse, other: Kind, amount: Amount, figure: Kind) -> Kind:
    """Give a bare number the unit of the figure before it in its sentence: "6.2 billion crowns, after 6.6 billion"."""
    first, k = p.token_at(figure.start), figure.last
    bare = figure.kind == "count" and p.codes[k : k + 1] not in tuple(kind.NOUNS + kind.ADJECTIVE)
    same = p.sentence_of[first] == p.sentence_of[p.token_at(other.start)] and other.kind in _UNCOUNTED
    large = p.lower[first:k][-1:] in (["million"], ["billion"], ["trillion"]) and other.kind == "money"
    led = first > 0 and p.lower[first - 1] in _COMPARING
    led = led and not (other.kind == "share" and p.lower[first - 1] == "to")  # "fell 7% to 1,510"
    return figure._replace(kind=other.kind, unit=other.unit) if bare and same and (large or led) else figure


def _governing(p: Parse, verbs: list[int], found: Kind) -> int | None:
    """The place among the clauses of the verb before a figure in its sentence, else of the one behind."""
    first = p.token_at(found.start)
    at = bisect_right(verbs, first) - 1
    near = (
        i for i in (at, at + 1) if 0 <= i < len(verbs) and p.sentence_of[verbs[i]] == p.sentence_of[first]
    )
    return next(near, None)


def _same_clause(p: Parse, verbs: list[int], at: int | None, left: int, right: int) -> tuple[int, int]:
    """Narrow a span of characters to what stands between the verbs around the governing one."""
    if at is None:
        return left, right
    before = p.ends[verbs[at - 1]] if at else 0
    behind = p.starts[verbs[at + 1]] if at + 1 < len(verbs) else len(p.text)
    return max(left, before), min(right, behind)


def _what(p: Parse, found: Kind, clause: Clause | None) -> str | None:
    """The words for what a figure counts: behind it, before it ("profit of"), else what its verb is said of."""
    if found.kind in ("score", "rank"):
        return None
    first, last = p.token_at(found.start), found.last
    end = p.sentences[p.sentence_of[first]].last
    if (
        found.last <= end
        and last < end
        and p.lower[last] in ("more", "other", "others", "further", "additional")
    ):
        last += 1
    linked = last < end - 1 and p.lower[last] in _LINKS
    behind = last + linked if linked and (p.lower[last] == "of" or found.kind in _UNCOUNTED) else last
    chunk = p.chunk_of[behind] if behind < end else -1
    same = not linked and chunk >= 0 and (found.unit is None or p.chunk_of[first] == chunk)
    if (
        chunk >= 0
        and (same or behind > last)
        and not is_time(p, chunk)
        and p.codes[p.chunks[chunk].head] != kind.PRONOUN
    ):
        return _printed(p, max(behind, p.chunks[chunk].first), p.chunks[chunk].last)
    before = p.chunk_of[first - 2] if first > 1 and p.lower[first - 1] == "of" else -1
    if before >= 0:
        return _printed(p, p.chunks[before].first, p.chunks[before].last)
    if clause is None:
        return None
    spans = [
        span
        for span in (clause.object, clause.subject)
        if span and span[1] <= first and not _HAS_DIGIT.search(p.text, p.starts[span[0]], p.ends[span[1] - 1])
    ]
    return _printed(p, *spans[0]) if spans else None


def _printed(p: Parse, first: int, last: int) -> str | None:
    while first < last and p.codes[first] in kind.NUMBER + kind.DETERMINER + kind.ADVERB:
        first += 1
    last = min(last, first + _LONGEST_WHAT)
    return p.text[p.starts[first] : p.ends[last - 1]] if first < last else None
