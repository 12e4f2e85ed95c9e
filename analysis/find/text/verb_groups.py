"""Verb groups: the verbs of a text with their helpers, their form and their voice.

Takes a document, gives all groups. It reads tags and word order: what a verb means is not seen.
"""

from typing import NamedTuple

from . import codes as kind
from .document import Document
from .parse import Parse
from .passive_voice import is_state, participles_in

BE = frozenset("be am is are was were been being 's 're 'm isn't aren't wasn't weren't".split())
HAVE = frozenset("have has had having 've".split())
NEGATIONS = frozenset("n't not never isn't aren't wasn't weren't".split())
_MODALS = frozenset("'d do does did will would 'll can could may might must should shall ca wo".split())
_HELPERS = BE | HAVE | NEGATIONS | _MODALS | {"got", "gets", "to"}
_OBJECTS = kind.DETERMINER + kind.POSSESSIVE + kind.PRONOUN  # what an object begins with
_REACH = 40  # tokens in which a sentence shows its finite verb


class VerbGroup(NamedTuple):
    """A verb with its helpers and adverbs: tokens [first, last), the main verb's token, that of be or get (-1: none).

    `form` is finite, infinitive, participle (in -ing), bare participle (in -ed) or base; `voice` is active, passive,
    or state ("is interested").
    """

    first: int
    last: int
    main: int
    helper: int
    form: str
    voice: str


def verb_groups(document: Document) -> list[VerbGroup]:
    """Give the verb groups of a document in text order, none inside another.

    >>> groups = verb_groups(Document("He has been told to wait, thinking nothing of it."))
    >>> [(group.voice, group.form) for group in groups]
    [('passive', 'finite'), ('active', 'infinitive'), ('active', 'participle')]
    """
    p, helpers = document.parse, document.part(participles_in)
    found, free = [], len(p.words)
    for i in range(len(p.words) - 1, -1, -1):
        if i >= free or (i not in helpers and (p.codes[i] not in kind.MAIN_VERBS or p.chunk_of[i] >= 0)):
            continue
        found.append(_verb_group(p, i, helpers.get(i, -1)))
        free = found[-1].first
    taken = {group.helper for group in found}  # the "was" of "Was he arrested?"
    return [group for group in reversed(found) if group.main not in taken]


def _verb_group(p: Parse, main: int, helper: int) -> VerbGroup:
    first = group_start(p, main)
    words = p.lower[first:main] if helper < 0 or helper >= first else [p.lower[helper], *p.lower[first:main]]
    voice = "active" if helper < 0 else "state" if is_state(p, helper, main) else "passive"
    return VerbGroup(first, main + 1, main, helper, form_of(p, first, main, main + 1, words), voice)


def group_start(p: Parse, main: int) -> int:
    """Give the first token of the group of a main verb: its helpers, adverbs, and what is put in between."""
    floor, first = p.sentences[p.sentence_of[main]].first, main
    while first > floor and _belongs_to_verb(p, first - 1):
        first -= 1
    apart = p.codes[first - 1] == kind.COMMA
    aside = p.codes.rfind(kind.COMMA, max(floor, first - 5), first - 1) if apart else -1
    while aside > floor and p.lower[aside - 1] in _HELPERS:  # "have, in fact, praised"
        first = aside = aside - 1
    return first


def _belongs_to_verb(p: Parse, at: int) -> bool:
    """Whether a word before a verb is an adverb or a helper, also "has since denied", but not "of May" and Don's."""
    if p.codes[at] == kind.ADVERB or (p.lower[at] == "since" and p.lower[at - 1] in HAVE):
        return True
    return p.lower[at] in _HELPERS and p.codes[at] not in kind.GENITIVE + kind.NOUNS


def form_of(p: Parse, first: int, main: int, last: int, helpers: list[str]) -> str:
    """Give the form of the verb group [first, last): what a VerbGroup calls `form`."""
    code, helped = p.codes[main], any(word in _HELPERS and word not in NEGATIONS for word in helpers)
    if code == kind.GERUND:
        return "finite" if not BE.isdisjoint(helpers) else "participle"
    if "to" in helpers:
        return "infinitive"
    if code == kind.PARTICIPLE and not helped:
        sentence = p.sentences[p.sentence_of[main]]
        active = p.codes[first - 1 : first] == kind.PRONOUN or p.codes[last : last + 1] in tuple(_OBJECTS)
        around = p.codes[max(sentence.first, main - _REACH) : min(sentence.last, main + _REACH)]
        alone = not kind.has_finite(around)
        # a past tense has a pronoun before it, an object behind, or is all the verb there is
        return "finite" if active or (alone and first > sentence.first) else "bare participle"
    return "base" if code == kind.BASE and not helpers else "finite"
