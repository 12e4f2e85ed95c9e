"""How a figure is told: who gives it, whether it came about, the first word of doubt, and the time that it is of.

Takes a document and an amount, gives these for people harmed and for any other figure in the same way.
It sees the figure's sentence, and the quotation that holds it.
"""

import calendar
import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from ...read.lexicons import category
from ...resources import own_rows
from ..text import Document, Parse, Span, kind, listed
from ..text.clauses import MAIN, Clause, clauses
from .amounts import Amount
from .sources import source_at

_CALLED = frozenset("is are was were be been as completely entirely simply not".split())
_HELPS = frozenset("is are was were be been being has have had".split())
_WORDS = re.compile(f"[^{kind.OPENS}{kind.CLOSES}]{{0,60}}{kind.CLOSES}")  # the rest of what is quoted
_BEFORE_TO, _REACH, _FAR = 3, 20, 99  # tokens


def date_near(p: Parse, first: int, last: int, left: int, right: int, others: set[int]) -> str | None:
    """Give the words that date the figure at tokens [first, last), the nearest of those in [left, right).

    Words right behind a verb of `others` date that verb: "jailed in 2011 for hurting two", "the dam, built in 1931".
    """
    if first > 1 and p.lower[first - 1] == "from":  # "revised from 5 to", "up from": it held before a change
        word = p.lower[first - 2]
        if category(p.lexicons, "bounds", word) == "change" or p.lower[last] == "to":
            return p.text[p.starts[first - 1 - word.isalpha()] : p.ends[first - 1]]
    left, right = max(left, first - _REACH), min(right, last + _REACH)
    start, end, place = p.starts[first], p.ends[last - 1], (p.text, p.starts[left], p.ends[right - 1])
    if not _dates("holds").search(*place):
        return None
    found = _dates("pattern").finditer(*place)
    dates = (date for date in found if date.end() <= start or (date.start() >= end and not date["behind"]))
    dates = (date for date in dates if p.token_at(date.start()) - 1 not in others)
    date = min(dates, key=lambda date: abs(date.start() - start), default=None)
    return None if date is None or date["now"] else date[0]  # "nine last year, and four this week"


@cache
def _dates(column: str) -> re.Pattern:
    """The patterns of figure_dates.csv, or what its dates hold, as one; each begins with a word."""
    text = rf"\b(?:{'|'.join(dict.fromkeys(row[column] for row in own_rows('rules/figure_dates.csv')))})"
    months = "|".join(month for month in calendar.month_name if month)
    return re.compile(
        text.replace("<YEAR>", r"(?:1\d|20)\d\d").replace("<MONTH>", f"(?:{months})"), re.IGNORECASE
    )


def certainty_of(
    p: Parse, clause: Clause | None, figure: Span, cue: Span, told: str | None
) -> tuple[str, str | None]:
    """Give the status of a figure by the verb that governs it, and its first word of doubt.

    `cue` are the tokens that say what happened, `told` is the verb by which its source gives it. The status is
    reported, feared, planned, hypothetical, negated, or denied where the sentence calls it untrue.
    """
    first, last = figure
    sentence = p.sentence(first)
    begin, main, before = first, first, first
    if clause:
        verb = clause.verb
        begin, main = min(verb.first, verb.helper) if verb.helper >= 0 else verb.first, verb.main
        if verb.form != "finite":  # "tried to kill", but "ploughed into a bus stop, killing"
            before = max(sentence.first, begin - _BEFORE_TO)
    said = next((i for i in range(main, before - 1, -1) if _is_said(p, i, first, told)), -1)
    hedge = _hedge(p, said, max(sentence.first, min(begin, first) - _REACH), max(main, first), told)
    hedge = hedge or ("estimated" if "estimated" in p.lower[first:last] else None)
    kinds = p.lexicons.categories["status_words"]
    # but not "no fewer than", nor ", who is not named, "
    before = max(before, p.codes.rfind(kind.COMMA, before, begin) + 1)
    governing = {kinds.get(p.lower[i]) for i in range(before, begin) if not first <= i < last}
    helping = {kinds.get(p.lower[i]) for i in (*range(begin, main), said) if not cue[0] <= i < cue[1]}
    return _status(p, first, (begin, main), governing, helping, told), hedge


def _status(p: Parse, first: int, group: Span, governing: set, helping: set, told: str | None) -> str:
    """The status by what the words before the verb say, and those that help it."""
    if _is_called_untrue(p, first):
        return "denied"
    if _is_conditional(p, first):
        return "hypothetical"
    if "negated" in governing | helping:
        return "negated"
    if governing & {"attempt", "planned", "foiled"}:
        return "planned"
    words = p.lower[slice(*group)]
    unreal = "have" in words and ("would" in words or ("could" in words and first > group[1]))
    if unreal or _is_conditional(p, group[0]):
        return "hypothetical"
    opened = p.lower[first - 2] if p.lower[first - 1] == "that" else str(told).lower()
    if "feared" in {*helping, category(p.lexicons, "status_words", opened)}:  # "it is feared that 40"
        return "feared"
    return "planned" if "planned" in helping and "have" not in words else "reported"


def _is_called_untrue(p: Parse, first: int) -> bool:
    """Whether the sentence calls a claim before token `first` untrue: "rumours of 50 dead are false"."""
    sentence, kinds = p.sentence(first), p.lexicons.categories["status_words"]
    before = [*map(kinds.get, p.lower[max(sentence.first, first - _REACH) : first])]
    if "claim" not in before:
        return False
    claim = len(before) - 1 - before[::-1].index("claim")
    doubted = not {"untrue", "rejected"}.isdisjoint(before[max(0, claim - _BEFORE_TO) : claim])
    behind = range(first + 1, min(sentence.last, first + _REACH))
    return doubted or any(kinds.get(p.lower[i]) == "untrue" and p.lower[i - 1] in _CALLED for i in behind)


def _is_conditional(p: Parse, begin: int) -> bool:
    """Whether the clause of a verb that begins at a token begins with if, unless or whether."""
    floor = max(p.sentence(begin).first, begin - _REACH) if begin < len(p.words) else begin
    start = max(p.codes.rfind(mark, floor, begin) for mark in kind.COMMA + kind.STOP + kind.DASH)
    return "condition" in map(p.lexicons.categories["status_words"].get, p.lower[max(start, floor) : begin])


def _is_said(p: Parse, i: int, first: int, told: str | None) -> bool:
    """Whether a word makes the harm or the number somebody's belief: "are feared dead", "is thought to have cost"."""
    row = p.lexicons.terms("grammar_words").get(p.lower[i])
    doubted = row is not None and row.category == "reported" and row.weight != 0  # "were found" is no doubt
    helped = i > 0 and (p.lower[i - 1] in _HELPS or (first < i and p.chunk_of[i + 1] < 0))
    return doubted and helped and p.words[i] not in (told or "").split()


def _hedge(p: Parse, said: int, begin: int, end: int, told: str | None) -> str | None:
    """The first words that make a figure less than certain: "are believed", "estimate", "allegedly"."""
    if said >= 0:
        return p.text[p.starts[said - (p.lower[said - 1] in _HELPS)] : p.ends[said]]
    rows = listed(p.lexicons, "reporting_verbs", told.lower().split()[-1]) if told else ()
    if any(row.term == "estimate" or row.category in ("doubtful", "thought") for row in rows):
        return told
    manner = (i for i in range(max(begin, end - _FAR), end) if p.lower[i].endswith("ly"))
    doubts = (i for i in manner if category(p.lexicons, "hedges", p.lower[i]) not in ("", "approximation"))
    return next((p.words[i] for i in doubts), None)


class Told(NamedTuple):
    """Who gives a figure, whether it came about, the first word of doubt, the words that date it, its clause."""

    source: str | None
    source_kind: str
    hedge: str | None
    status: str
    when: str | None
    clause: Clause | None


def _is_in_subject(p: Parse, behind: list[Clause], cue: int) -> bool:
    """Whether "and" or "but" leads the subject that a cue stands in: "they have not met, but two said"."""
    first, last = (behind and behind[0].subject) or (0, 0)
    return first <= cue < last and p.codes[first - 1] == kind.AND


def told_of(document: Document, amount: Amount, cue: Span, between: Span, left_out: bool = False) -> Told:
    """Give how a figure is told; `between` are the figures on either side, which have dates of their own.

    `cue` are the tokens that say what happened: those of the harm word, or of the figure itself.
    """
    p = document.parse
    first, last = p.token_at(amount.start), p.token_at(amount.end - 1) + 1
    sentence, around = p.sentence(first), document.part(clauses)[p.sentence_of[first]]
    # the clause whose verb holds the cue, else that of the verb before it, else of the one behind
    at = max(0, bisect_right(around, cue[0], key=MAIN) - 1)
    clause = around[at] if around else None
    own = _is_in_subject(p, around[at + 1 : at + 2], cue[0])
    source = source_at(document, around, amount.start, left_out)
    status, hedge = certainty_of(p, None if own else clause, (first, last), cue, source.verb)
    left, right = max(sentence.start, between[0]), min(sentence.end, between[1])
    right = right if (end := p.text.find(";", amount.end, right)) < 0 else end
    words = _WORDS.match(p.codes, last, sentence.last)  # "two died," said Lee in 1931
    right = min(right, p.ends[words.end() - 1]) if words else right
    if around and cue[0] == first:  # what is no harm has the dates of its own clause
        left = max(left, p.ends[around[at - 1].verb.main] if at else sentence.start)
        right = min(right, p.starts[around[at + 1].verb.main] if at + 1 < len(around) else sentence.end)
    near = around[bisect_left(around, first - _REACH - 1, key=MAIN) : bisect_left(around, first, key=MAIN)]
    verbs = (other.verb for other in near if other is not clause)
    others = {verb.main for verb in verbs if verb.helper >= 0 or p.codes[verb.first - 1] == kind.COMMA}
    when = date_near(p, first, last, p.token_at(left), p.token_at(right - 1) + 1, others)
    return Told(source.words, source.kind, hedge, "denied" if source.denies else status, when, clause)
