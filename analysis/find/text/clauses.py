"""Clauses: who does what to whom. Verb groups with what stands around them, read once for every finder.

A span is a pair of tokens [first, last). It reads tags and word order, not syntax: a subject that stands far from its
verb is missed, and what a verb means is not seen.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from ...read.lexicons import Lexicons
from . import codes as kind
from .document import Document
from .evidence import find_in
from .inflection import base_of
from .parse import Parse
from .passive_voice import agent_after
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
    agent: Span | None


def find_clauses(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give who does what to whom, one row for each verb: the evidence columns and

    `verb` (the base form), `subject`, `object`, `complement` (what a form of be or become is followed by) and `agent`
    (the phrase with "by" of a passive) as printed; `tense`, `form`, `voice`, `negation` and `modal` as in `VerbGroup`.

    `text` runs over the verb group and those of its phrases that stand next to it. A subject that is left out is that
    of the verb before ("He sat and wrote"). A phrase that stands far from its verb is missed, and pronouns stay.

    >>> from analysis import articles_from_text
    >>> found = find_clauses(articles_from_text("Rain hit the town. The bridge had not been closed by the mayor."))
    >>> found[["subject", "verb", "object", "agent", "tense", "voice", "negation"]].values.tolist()
    [['Rain', 'hit', 'the town', nan, 'past', 'active', nan],
     ['The bridge', 'close', nan, 'the mayor', 'past perfect', 'passive', 'not']]
    """
    return find_in(articles, "clauses", clauses_in, lexicons)


def clauses_in(document: Document) -> list[tuple]:
    """Give start, end and the columns of the clauses table for each clause of one text."""
    p = document.parse
    return [_row(p, clause) for clause in clauses(p)]


def clauses(
    p: Parse, helpers: Mapping[int, int] | None = None, sentences: Iterable[int] | None = None
) -> list[Clause]:
    """Give the clauses of a parse, or of some of its sentences, in the order of their verbs."""
    found: list[Clause] = []
    main: Clause | None = None  # the first finite verb of the sentence
    for verb in verb_groups(p, helpers, sentences):
        same = found and p.sentence_of[found[-1].verb.main] == p.sentence_of[verb.main]
        main = main if same else None
        found.append(_clause(p, verb, main, found[-1] if same else None))
        if main is None and verb.form == "finite":
            main = found[-1]
    return found


def _clause(p: Parse, verb: VerbGroup, main: Clause | None, before: Clause | None) -> Clause:
    subject = _subject(p, verb, main, before)
    agent = agent_after(p, max(verb.main, verb.helper)) if verb.voice != "active" else None
    behind, phrase = _phrase_behind(p, verb)
    if p.lower[verb.main] in _COPULAS:
        if phrase is None and p.codes[behind : behind + 1] == kind.ADJECTIVE:
            phrase = behind, behind + 1
        return Clause(verb, subject, None, phrase, agent)
    own = phrase and not (subject and phrase[0] == subject[0])
    if phrase and p.codes[phrase[1] : phrase[1] + 1] in tuple(kind.FINITE):
        own = False  # "said the plan was dead": the subject of the next verb
    return Clause(verb, subject, phrase if own else None, None, agent)


def _phrase_behind(p: Parse, verb: VerbGroup) -> tuple[int, Span | None]:
    """The token behind a verb, its adverbs and particles, and the noun phrase that begins there."""
    behind, ceiling = verb.last, p.sentences[p.sentence_of[verb.main]].last
    while behind < ceiling and p.codes[behind] in kind.ADVERB + kind.PARTICLE:
        behind += 1
    if behind >= ceiling or p.chunk_of[behind] < 0 or is_time(p, p.chunk_of[behind]):
        return behind, None
    return behind, (behind, phrase_end(p, behind, ceiling))


def _subject(p: Parse, verb: VerbGroup, main: Clause | None, before: Clause | None) -> Span | None:
    """The subject of a verb; where it is left out, that of the verb before it, or of the main verb."""
    sentence, first = p.sentences[p.sentence_of[verb.main]], verb.first
    previous = p.codes[first - 1] if first > sentence.first else kind.STOP
    if 0 <= verb.helper < first and p.chunk_of[verb.helper + 1] >= 0:  # "Was he arrested?"
        return verb.helper + 1, first
    if verb.form == "base":
        return None
    if verb.form == "infinitive" or previous == kind.AND:
        return before.subject if before else None
    apart = first == sentence.first or p.chunk_of[first - 1] < 0
    if apart and verb.form in ("participle", "bare participle"):
        return main.subject if main else None  # "The army said so, adding ..."
    if found := subject_before(p, first, sentence.first):
        return found
    if previous == kind.RELATIVE:
        return first - 1, first  # "Who knows?"
    behind = previous in kind.COMMA + kind.STOP + kind.CLOSES + kind.DASH
    return subject_after(p, verb.last, sentence.last) if behind else None  # "..., said Ann Lee"


def _row(p: Parse, clause: Clause) -> tuple:
    verb = clause.verb
    first, last = verb.first if verb.helper < 0 else min(verb.first, verb.helper), verb.last
    for span in clause[1:]:  # a subject far to the left belongs to another verb, too
        if span and (span[0] >= first or not kind.has_finite(p.codes[span[1] : first])):
            first, last = min(first, span[0]), max(last, span[1])
    printed = (p.text[p.starts[span[0]] : p.ends[span[1] - 1]] if span else None for span in clause[1:])
    verb_features = verb.tense, verb.form, verb.voice, verb.negation, verb.modal
    return (
        p.starts[first],
        p.ends[last - 1],
        base_of(p.lower[verb.main], p.lexicons),
        *printed,
        *verb_features,
    )
