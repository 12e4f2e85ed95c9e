"""Verb groups: the verbs of a text with their helpers, their tense, mood, voice and negation.

Takes a parse, gives all groups or that of one main verb. It reads tags and word order: what a verb means is not seen.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from . import codes as kind
from .parse import Parse
from .passive_voice import is_state, passive_participles

BE = frozenset("be am is are was were been being 's 're 'm isn't aren't wasn't weren't".split())
HAVE = frozenset("have has had having 've".split())
NEGATIONS = frozenset("n't not never isn't aren't wasn't weren't".split())
_HELPERS = BE | HAVE | NEGATIONS
_HELPERS |= frozenset(
    "'d do does did will would 'll can could may might must should shall got gets ca wo to".split()
)
_OBJECTS = kind.DETERMINER + kind.POSSESSIVE + kind.PRONOUN  # what an object begins with
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
    within = range(at, main)
    modal = next((p.words[i] for i in within if p.codes[i] == kind.MODAL and p.lower[i] not in _FUTURE), None)
    negation = next((p.words[i] for i in within if p.lower[i] in NEGATIONS), None)
    tense = _tense(p, form, words, main, at)
    return VerbGroup(first, last, main, helper, form, voice, tense, negation, modal)


def group_start(p: Parse, main: int) -> int:
    """Give the first token of the group of a main verb: its helpers, adverbs, and what is put in between."""
    floor, first = p.sentences[p.sentence_of[main]].first, main
    while first > floor and (
        p.codes[first - 1] == kind.ADVERB
        or (p.lower[first - 1] == "since" and p.lower[first - 2] in HAVE)  # "has since denied"
        or (p.lower[first - 1] in _HELPERS and p.codes[first - 1] not in kind.GENITIVE + kind.NOUNS)
    ):  # a helper, but not "of May" and Don's
        first -= 1
    apart = p.codes[first - 1] == kind.COMMA
    aside = p.codes.rfind(kind.COMMA, max(floor, first - 5), first - 1) if apart else -1
    while aside > floor and p.lower[aside - 1] in _HELPERS:  # "have, in fact, praised"
        first = aside = aside - 1
    return first


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


def _tense(p: Parse, form: str, helpers: list[str], main: int, first: int) -> str | None:
    if not _FUTURE.isdisjoint(helpers):
        return "future"
    if form != "finite" or any(p.codes[i] == kind.MODAL for i in range(first, main)):
        return None
    codes = p.codes[first : main + 1]
    finite = next((code for code in codes if code in kind.FINITE + kind.PARTICIPLE), p.codes[main])
    tense = "present" if finite in kind.PRESENT + kind.BASE else "past"
    perfect = p.codes[main] in kind.PARTICIPLE + kind.PAST and not HAVE.isdisjoint(helpers)
    return f"{tense} perfect" if perfect else tense
