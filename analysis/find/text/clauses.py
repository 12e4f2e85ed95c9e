"""Clauses: who does what to whom. Verb groups with what stands around them, read once for every finder.

    verb_groups(p)        the verb groups of a text: tense, form, voice, negation
    clauses(p)            each verb group with its subject, object, complement and agent
    verb_group(p, main)   the group of one main verb, for a finder that looks for certain verbs

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
from .passive_voice import agent_after, is_state, passive_participles
from .phrases import Span, is_time, phrase_end
from .subjects import subject_after, subject_before

BE = frozenset("be am is are was were been being 's 're 'm isn't aren't wasn't weren't".split())
HAVE = frozenset("have has had having 've".split())
NEGATIONS = frozenset("n't not never isn't aren't wasn't weren't".split())
_HELPERS = BE | HAVE | NEGATIONS
_HELPERS |= frozenset(
    "'d do does did will would 'll can could may might must should shall got gets ca wo to".split()
)
_COPULAS = BE | frozenset("become becomes became remain remains remained seem seems seemed".split())
_REACH = 40  # tokens in which a sentence shows its finite verb
_FUTURE = frozenset(("will", "'ll", "wo", "shall"))


class VerbGroup(NamedTuple):
    """A verb with its helpers and adverbs: tokens [first, last), the main verb's token, that of be or get (-1: none).

    `form` is finite, infinitive, participle (in -ing), bare participle (in -ed) or base; `voice` is active, passive,
    or state ("is interested"); `tense` past, present, future, present perfect or past perfect, None where the verb
    has none, as behind other modals; `negation` and `modal` the word as printed.
    """

    first: int
    last: int
    main: int
    helper: int
    form: str
    voice: str
    tense: str | None
    negation: str | None
    modal: str | None


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
    (the phrase with "by" of a passive) as printed; `tense`: past, present, future, present perfect, past perfect,
    missing where the verb has none; `form`: finite, infinitive, participle, bare participle, base; `voice`: active,
    passive, state; `negation`: the word that denies it ("not", "never"); `modal`: the modal verb ("could").

    `text` runs over the verb group and those of its phrases that stand next to it. A subject that the clause leaves
    out is the one of the verb before ("He sat and wrote"). Reads tags and word order: a phrase that stands far
    from its verb is missed, and pronouns are not resolved.

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


def verb_groups(
    p: Parse, helpers: Mapping[int, int] | None = None, sentences: Iterable[int] | None = None
) -> list[VerbGroup]:
    """Give the verb groups of a parse, or of some of its sentences, in text order, none inside another.

    `helpers` is what `passive_participles` gives, where it is known.

    >>> from analysis.find.text.parse import parse
    >>> [(g.tense, g.voice, g.form) for g in verb_groups(parse("He has been told to wait, thinking nothing of it."))]
    [('present perfect', 'passive', 'finite'), (None, 'active', 'infinitive'), (None, 'active', 'participle')]
    """
    helpers = passive_participles(p) if helpers is None else helpers
    found, free = [], len(p.words)
    for number in reversed(range(len(p.sentences)) if sentences is None else sorted(sentences)):
        for i in range(p.sentences[number].last - 1, p.sentences[number].first - 1, -1):
            if i >= free or (i not in helpers and (p.codes[i] not in kind.MAIN_VERBS or p.chunk_of[i] >= 0)):
                continue
            group = verb_group(p, i, i + 1, helpers)
            found.append(group)
            free = group.first
    taken = {group.helper for group in found}  # the "was" of "Was he arrested?"
    return [group for group in reversed(found) if group.main not in taken]


def verb_group(p: Parse, main: int, last: int, helpers: Mapping[int, int]) -> VerbGroup:
    """Give the group of a main verb that ends before token `last`; `helpers` is what passive_participles gives."""
    first = group_start(p, main)
    helper = helpers.get(main, -1)
    words = p.lower[first:main] if helper < 0 or helper >= first else [p.lower[helper], *p.lower[first:main]]
    voice = "active" if helper < 0 else "state" if is_state(p, helper, main) else "passive"
    form = form_of(p, first, main, last, words)
    at = min(first, helper) if helper >= 0 else first
    modal = next(
        (p.words[i] for i in range(at, main) if p.codes[i] == kind.MODAL and p.lower[i] not in _FUTURE), None
    )
    negation = next((p.words[i] for i in range(at, main) if p.lower[i] in NEGATIONS), None)
    return VerbGroup(
        first, last, main, helper, form, voice, _tense(p, form, words, main, at), negation, modal
    )


def group_start(p: Parse, main: int) -> int:
    """Give the first token of the group of a main verb: its helpers, adverbs, and what is put in between."""
    floor, first = p.sentences[p.sentence_of[main]].first, main
    while first > floor and _helps(p, first - 1):
        first -= 1
    apart = p.codes[first - 1] == kind.COMMA
    aside = p.codes.rfind(kind.COMMA, max(floor, first - 5), first - 1) if apart else -1
    while aside > floor and p.lower[aside - 1] in _HELPERS:  # "have, in fact, praised"
        first = aside = aside - 1
    return first


def _helps(p: Parse, i: int) -> bool:
    """Whether the word before a verb belongs to its group: a helper (not "of" May, Don's) or an adverb."""
    return p.codes[i] == kind.ADVERB or (
        p.lower[i] in _HELPERS and p.codes[i] not in kind.GENITIVE + kind.NOUNS
    )


def form_of(p: Parse, first: int, main: int, last: int, helpers: list[str]) -> str:
    """Give the form of the verb group [first, last): what a VerbGroup calls `form`."""
    code, helped = p.codes[main], any(word in _HELPERS and word not in NEGATIONS for word in helpers)
    if code == kind.GERUND:
        return "finite" if not BE.isdisjoint(helpers) else "participle"
    if "to" in helpers:
        return "infinitive"
    if code == kind.PARTICIPLE and not helped:
        sentence = p.sentences[p.sentence_of[main]]
        active = p.codes[first - 1 : first] == kind.PRONOUN or p.codes[last : last + 1] in (
            kind.DETERMINER,
            kind.POSSESSIVE,
            kind.PRONOUN,
        )
        around = p.codes[max(sentence.first, main - _REACH) : min(sentence.last, main + _REACH)]
        alone = not any(c in kind.FINITE for c in around)
        # a past tense has a pronoun before it, an object behind, or is all the verb there is
        return "finite" if active or (alone and first > sentence.first) else "bare participle"
    return "base" if code == kind.BASE and not helpers else "finite"


def _tense(p: Parse, form: str, helpers: list[str], main: int, first: int) -> str | None:
    if not _FUTURE.isdisjoint(helpers):
        return "future"
    if form != "finite" or any(p.codes[i] == kind.MODAL for i in range(first, main)):
        return None
    finite = next(
        (p.codes[i] for i in range(first, main + 1) if p.codes[i] in kind.FINITE + kind.PARTICIPLE),
        p.codes[main],
    )
    tense = "present" if finite in kind.PRESENT + kind.BASE else "past"
    perfect = p.codes[main] in kind.PARTICIPLE + kind.PAST and not HAVE.isdisjoint(helpers)
    return f"{tense} perfect" if perfect else tense


def _clause(p: Parse, verb: VerbGroup, main: Clause | None, before: Clause | None) -> Clause:
    ceiling = p.sentences[p.sentence_of[verb.main]].last
    subject = _subject(p, verb, main, before)
    agent = agent_after(p, max(verb.main, verb.helper)) if verb.voice != "active" else None
    behind = verb.last
    while behind < ceiling and p.codes[behind] in kind.ADVERB + kind.PARTICLE:
        behind += 1
    phrase = None
    if behind < ceiling and p.chunk_of[behind] >= 0 and not is_time(p, p.chunk_of[behind]):
        phrase = behind, phrase_end(p, behind, ceiling)
    if p.lower[verb.main] in _COPULAS:
        if phrase is None and p.codes[behind : behind + 1] == kind.ADJECTIVE:
            phrase = behind, behind + 1
        return Clause(verb, subject, None, phrase, agent)
    behind_it = p.codes[phrase[1] : phrase[1] + 1] if phrase else ""
    if phrase and ((subject and phrase[0] == subject[0]) or (behind_it and behind_it in kind.FINITE)):
        phrase = None  # "said the plan was dead": the subject of the next verb
    return Clause(verb, subject, phrase, None, agent)


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
    if verb.form in ("participle", "bare participle") and (
        first == sentence.first or p.chunk_of[first - 1] < 0
    ):
        return main.subject if main else None  # "The army said so, adding ..."
    found = subject_before(p, first, sentence.first)
    if found is None and previous == kind.RELATIVE:
        return first - 1, first  # "Who knows?"
    if found is None and previous in kind.COMMA + kind.STOP + kind.CLOSES + kind.DASH:
        return subject_after(p, verb.last, sentence.last)  # "..., said Ann Lee"
    return found


def _row(p: Parse, clause: Clause) -> tuple:
    verb = clause.verb
    first, last = verb.first if verb.helper < 0 else min(verb.first, verb.helper), verb.last
    for span in clause[1:]:  # a subject far to the left belongs to another verb, too
        if span and (span[0] >= first or not any(code in kind.FINITE for code in p.codes[span[1] : first])):
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
