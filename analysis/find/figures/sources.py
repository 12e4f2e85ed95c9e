"""Who gives a figure: the speaker of the quotation that holds it, or whoever counts it or is set off in its sentence.

Takes a document and a place, gives the source. It cannot see a source in another sentence, except through a quotation.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from ...read.lexicons import category
from ..text import Document, Parse, Sentence, Span, bases, is_time, kind, listed, phrase_before
from ..text.clauses import MAIN, Clause
from ..who.speakers import mentions_in, name_speaker, overlapping, spoken_at

_GOVERNS, _TOLD = frozenset("clause that told".split()), frozenset(("told",))
_SPEAKERS = ("group_nouns", "roles", "unnamed_sources")
_ASKED = re.compile(r"[\w. -]{1,20}?(?:%|per\s?cent\b)")  # "54% said yes": those who answer, and no source
_VERBS_BETWEEN, _VERBS_BEHIND = 1, 6


class Source(NamedTuple):
    """Who gives a figure: the name, or the words as printed; named, role, unnamed or none; the verb; a denial."""

    words: str | None
    kind: str
    verb: str | None
    denies: bool


def source_at(document: Document, around: list[Clause], start: int, left_out: bool = False) -> Source:
    """Give who gives the figure at a place; `around` are the clauses of its sentence.

    Whoever is named beside a figure whose verb is left out ("the rebels 40"); the speaker of the quotation that holds
    it; else the subject of a verb of counting before it ("medics counted 40 dead").
    """
    p = document.parse
    first = p.token_at(start)
    sentence = p.sentence(first)
    if left_out and (span := _beside(p, sentence, first)):
        return _printed(document, span, None)
    row = spoken_at(document, start)
    if row and row[4] and not _ASKED.match(row[4]):
        by_name = row[-1] == "named" or (row[5] is not None and p.codes[p.token_at(row[5])] == kind.PRONOUN)
        words = row[-2] if by_name else row[4].partition(", wh")[0]  # without "who had flown in"
        return Source(words, row[-1], row[3], row[8] in ("denied", "not said"))
    found = _counting(p, around, first) or _speaking(p, around, first)
    return _printed(document, *found) if found else Source(None, "none", row[3] if row else None, False)


def _printed(document: Document, span: Span, verb: str | None) -> Source:
    """The source that is printed in some tokens: a name for a pronoun, anybody else as printed."""
    p = document.parse
    start, end = p.starts[span[0]], p.ends[span[1] - 1]
    name, told = name_speaker(p, start, end, overlapping(document.part(mentions_in), start, end))
    by_name = told == "named" or p.codes[span[0]] == kind.PRONOUN
    return Source(name if by_name else p.text[start:end], told, verb, False)


def _beside(p: Parse, sentence: Sentence, first: int) -> Span | None:
    """Whoever is named right before a figure, behind a comma or a dash: "the army lost nine men, the rebels 40"."""
    first -= 2 * (p.lower[first - 2 : first] == [",", "at"])  # "the rebels, at 40"
    span = phrase_before(p, first, sentence.first)
    parted = span is not None and p.codes[span[0] - 1 : span[0]] in tuple(kind.COMMA + kind.DASH + kind.AND)
    return span if span and parted and _is_somebody(p, span[1] - 1) else None


def _counting(p: Parse, around: list[Clause], first: int) -> tuple[Span, str] | None:
    """The subject of the verb of counting that governs a figure, and the verb: "put the losses at 12"."""
    at = bisect_left(around, first, key=MAIN)
    for clause in reversed(around[max(0, at - _VERBS_BETWEEN - 1) : at]):
        main, span = clause.verb.main, clause.subject
        parted = kind.STOP in p.codes[main:first] or ";" in p.lower[main:first]
        acts = span and span[0] <= first and p.codes[span[0]] != kind.NUMBER and clause.verb.voice == "active"
        if span and acts and not parted and _counts(p, main, clause.verb.last, first):
            return span, p.words[main]
    return None


def _speaking(p: Parse, around: list[Clause], first: int) -> tuple[Span, str] | None:
    """The subject of a verb of saying that is put behind: "..., a doctor at the hospital told this newspaper"."""
    at = bisect_left(around, first, key=MAIN)
    for clause in around[at : at + _VERBS_BEHIND]:
        span, main = clause.subject, clause.verb.main
        parted = span is not None and first < span[0] < main and p.codes[span[0] - 1] == kind.COMMA
        frames = _GOVERNS if clause.object is None else _TOLD
        said = clause.verb.voice != "passive" and reports(p, p.lower[main], frames)
        behind, chunk = p.lower[clause.verb.last], p.chunk_of[clause.verb.last]
        tag = behind != "that" and (clause.object or chunk < 0 or is_time(p, chunk))  # no "said it rained"
        if span and parted and said and tag and not _ASKED.match(p.text, p.starts[span[0]]):
            return span, p.words[main]
    return None


def _counts(p: Parse, main: int, last: int, first: int) -> bool:
    """Whether a verb gives the figure at a token: "counted 12", "put the losses at 12", "said eight"."""
    told = category(p.lexicons, "counting_verbs", p.lower[main])
    if not told:
        return first == last and "say" in bases(p.lower[main], p.lexicons)
    word = told.removeprefix("with ")
    return word == told or word in p.lower[max(0, first - 4) : first]


def _is_somebody(p: Parse, head: int) -> bool:
    """Whether a noun is a name or a word for people or bodies that can speak."""
    return p.codes[head] == kind.NAME or any(listed(p.lexicons, name, p.lower[head]) for name in _SPEAKERS)


def reports(p: Parse, word: str, frames: frozenset[str] = _GOVERNS) -> bool:
    """Tell whether a word is a form of a verb that can govern a clause, by its frames: "say", "estimates", "told"."""
    rows = listed(p.lexicons, "reporting_verbs", word)
    return any(not frames.isdisjoint(row.frames.split()) for row in rows)
