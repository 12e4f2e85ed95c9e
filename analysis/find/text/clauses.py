"""Clauses: who does what to whom. Verb groups with what stands around them, read once for every finder.

A span is a pair of tokens [first, last). It reads tags and word order, not syntax: a subject that stands far from its
verb is missed, and what a verb means is not seen.
"""

from typing import NamedTuple

from . import codes as kind
from .document import Document
from .parse import Parse
from .phrases import Span, is_time, phrase_end
from .subjects import subject_after, subject_before
from .verb_groups import BE, VerbGroup, verb_groups

_COPULAS = BE | frozenset("become becomes became remain remains remained seem seems seemed".split())


class Clause(NamedTuple):
    """A verb group and the noun phrases that go with it, None where none is seen; `complement`: "is a nurse"."""

    verb: VerbGroup
    subject: Span | None
    object: Span | None
    complement: Span | None


def clauses(document: Document) -> list[list[Clause]]:
    """Give the clauses of each sentence of a document, in the order of their verbs."""
    p, found = document.parse, [list[Clause]() for _ in document.parse.sentences]
    mains: dict[int, Clause] = {}  # that of the first finite verb of a sentence
    for verb in verb_groups(document):
        number = p.sentence_of[verb.main]
        around = found[number]
        subject = _subject(p, verb, mains.get(number), around[-1] if around else None)
        around.append(Clause(verb, subject, *_object(p, verb, subject)))
        if verb.form == "finite":
            mains.setdefault(number, around[-1])
    return found


def _object(p: Parse, verb: VerbGroup, subject: Span | None) -> tuple[Span | None, Span | None]:
    """The object and the complement: what stands behind a verb with its adverbs and particles."""
    behind, ceiling = verb.last, p.sentences[p.sentence_of[verb.main]].last
    while behind < ceiling and p.codes[behind] in kind.ADVERB + kind.PARTICLE:
        behind += 1
    copula, adjective = p.lower[verb.main] in _COPULAS, p.codes[behind:ceiling].startswith(kind.ADJECTIVE)
    if behind >= ceiling or p.chunk_of[behind] < 0 or is_time(p, p.chunk_of[behind]):
        return None, (behind, behind + 1) if copula and adjective else None
    end = phrase_end(p, behind, ceiling)
    if copula:
        return None, (behind, end)
    # "said the plan was dead": the subject of the next verb
    owned = (subject and subject[0] == behind) or p.codes[end : end + 1] in tuple(kind.FINITE)
    return None if owned else (behind, end), None


def _subject(p: Parse, verb: VerbGroup, main: Clause | None, before: Clause | None) -> Span | None:
    """The subject of a verb: its own, or what stands for one that is left out."""
    sentence, first = p.sentences[p.sentence_of[verb.main]], verb.first
    previous = p.codes[first - 1] if first > sentence.first else kind.STOP
    if 0 <= verb.helper < first and p.chunk_of[verb.helper + 1] >= 0:  # "Was he arrested?"
        return verb.helper + 1, first
    if verb.form in ("base", "infinitive") or previous == kind.AND or p.lower[first - 1] == "from":
        return _left_out(p, verb, before)
    apart = first == sentence.first or p.chunk_of[first - 1] < 0
    if apart and verb.form in ("participle", "bare participle"):
        return main.subject if main else None  # "The army said so, adding ..."
    if found := subject_before(p, first, sentence.first):
        return found
    if previous == kind.RELATIVE:
        return first - 1, first  # "Who knows?"
    behind = previous in kind.COMMA + kind.STOP + kind.CLOSES + kind.DASH
    return subject_after(p, verb.last, sentence.last) if behind else None  # "..., said Ann Lee"


def _left_out(p: Parse, verb: VerbGroup, before: Clause | None) -> Span | None:
    """That of the clause before, or whom that clause keeps from doing it."""
    if verb.form == "base" or before is None:
        return None
    return before.object if p.lower[verb.first - 1] == "from" else before.subject
