"""Clauses: the verbs of a text with their helpers, and who does what to whom; read once for every finder.

A span is a pair of tokens [first, last). It reads tags and word order, not syntax: a subject that stands far from its
verb is missed, and what a verb means is not seen.
"""

import re
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from ...read.lexicons import Made
from . import codes as kind
from .document import Document
from .inflection import listed
from .parse import Parse, Sentence
from .passive_voice import agent_after, is_inverted, is_state, participles_in
from .phrases import Span, is_time, phrase_end
from .subjects import subject_after, subject_before

BE = frozenset("be am is are was were been being 's 're 'm isn't aren't wasn't weren't".split())
HAVE = frozenset("have has had having 've".split())
NEGATIONS = frozenset("n't not never isn't aren't wasn't weren't".split())
_MODALS = frozenset(
    "'d do does did will would 'll can cannot could may might must ought should shall ca wo".split()
)
_HELPERS = BE | HAVE | NEGATIONS | _MODALS | {"get", "got", "gets", "to"}
_OBJECTS = kind.DETERMINER + kind.POSSESSIVE + kind.PRONOUN  # what an object begins with
_REACH = 40  # tokens in which a sentence shows its finite verb
_RELATIVE = re.compile(f"{kind.COMMA}{kind.RELATIVE}[^{kind.COMMA}]{{1,30}}{kind.COMMA}")
_OPENS_CLAUSE = frozenset(("that", "because", "if", "although", "whether"))
# "condemned reports that it had closed", "admitted results had to improve"
_SUBORDINATE = re.compile(f"{kind.RELATIVE}[^{kind.FINITE}]{{0,15}}[{kind.FINITE}]")
_CLAUSE = re.compile(f"[{kind.ADJECTIVE}{kind.NOUN}]{{0,3}}{kind.NOUN}[{kind.FINITE}]")
_PARTICIPLES = ("participle", "bare participle")
MAIN = attrgetter("verb.main")  # by which the clauses of a sentence are in order
_COPULAS = BE | frozenset("become becomes became remain remains remained seem seems seemed".split())


class VerbGroup(NamedTuple):
    """A verb with its helpers and adverbs: tokens [first, last), the main verb's token, that of be or get, or of what
    asks ("Did she know?"; -1: none).

    `form` is finite, infinitive, participle (in -ing), bare participle (in -ed) or base; `voice` is active, passive,
    or state ("is interested").
    """

    first: int
    last: int
    main: int
    helper: int
    form: str
    voice: str


def verb_groups(p: Parse, helpers: dict[int, int], sentence: Sentence) -> list[VerbGroup]:
    """Give the verb groups of a sentence in order, none inside another; `helpers` are those of `participles_in`.

    >>> p = Document("He has been told to wait, thinking nothing of it.").parse
    >>> [(group.voice, group.form) for group in verb_groups(p, {3: 2}, p.sentences[0])]
    [('passive', 'finite'), ('active', 'infinitive'), ('active', 'participle')]
    """
    found, free = list[VerbGroup](), sentence.last
    for i in range(sentence.last - 1, sentence.first - 1, -1):
        if i >= free or (i not in helpers and (p.codes[i] not in kind.MAIN_VERBS or p.chunk_of[i] >= 0)):
            continue
        found.append(_verb_group(p, i, helpers.get(i, -1)))
        free = found[-1].first
    taken = {group.helper for group in found}  # the "was" of "Was he arrested?"
    return [group for group in reversed(found) if group.main not in taken]


def _verb_group(p: Parse, main: int, helper: int) -> VerbGroup:
    first = group_start(p, main)
    asks = p.phrase_at(first - 1).first - 1  # "Did she know?"
    if helper >= 0 or p.lower[asks] not in _HELPERS or not is_inverted(p, asks, asks + 1, p.sentence(main)):
        asks = helper
    words = p.lower[first:main] if asks < 0 or asks >= first else [p.lower[asks], *p.lower[first:main]]
    form = form_of(p, first, main, main + 1, words)
    active = helper < 0 and form != "bare participle"
    voice = "active" if active else "state" if is_state(p, helper, main) else "passive"
    return VerbGroup(first, main + 1, main, asks, form, voice)


def group_start(p: Parse, main: int) -> int:
    """Give the first token of the group of a main verb: its helpers, adverbs, and what is put in between."""
    floor, first = p.sentence(main).first, main
    while first > floor and _belongs_to_verb(p, first - 1):
        first -= 1
    apart = first > floor and p.codes[first - 1] == kind.COMMA
    aside = p.codes.rfind(kind.COMMA, max(floor, first - 5), first - 1) if apart else -1
    while aside > floor and p.lower[aside - 1] in _HELPERS:  # "have, in fact, praised"
        first = aside = aside - 1
    return first


def _belongs_to_verb(p: Parse, at: int) -> bool:
    """Whether a word before a verb is an adverb or a helper, also "has since denied", but not "of May" and Don's."""
    adverb = p.codes[at] == kind.ADVERB and p.lower[at] != "there"  # "who was there said"
    if adverb or (p.lower[at] == "since" and p.lower[at - 1] in HAVE):
        return True
    if p.lower[at] in _HELPERS and p.codes[at] not in kind.GENITIVE + kind.NOUNS:
        return True
    chunk = p.chunk_of[at]  # "has this week announced"
    return chunk >= 0 and p.lower[p.chunks[chunk].first - 1] in HAVE and is_time(p, chunk)


def form_of(p: Parse, first: int, main: int, last: int, helpers: list[str]) -> str:
    """Give the form of the verb group [first, last): what a VerbGroup calls `form`."""
    code, helped = p.codes[main], [word for word in helpers if word in _HELPERS and word not in NEGATIONS]
    if p.codes[first] == kind.GERUND or (code == kind.GERUND and BE.isdisjoint(helpers)):
        return "participle"
    if "to" in helped:
        return "infinitive" if helped[0] == "to" else "finite"  # "had to leave"
    if code == kind.PARTICIPLE and not helped:
        return "finite" if _is_past(p, first, main, last) else "bare participle"
    return "base" if code == kind.BASE and not helpers else "finite"


def _is_past(p: Parse, first: int, main: int, last: int) -> bool:
    """Whether what looks like a participle is a past tense: a pronoun stands before it, an object behind, or it is all
    the verb that there is outside of ", who left," and "that it rained"."""
    if p.codes[first - 1] == kind.PRONOUN or p.codes[last] in _OBJECTS:
        return True
    if p.lower[last] == "by" and agent_after(p, main):
        return False  # "Umpire struck by drone"
    if p.lower[main] == "said":
        return p.codes[last] != kind.TO  # "a man who asked not to be named said", "a man said to be armed"
    sentence = p.sentence(main)
    left, end = max(sentence.first, main - _REACH), min(sentence.last, main + _REACH)
    before, behind = _RELATIVE.sub("", p.codes[left:first]), p.codes[main:end]
    if first == sentence.first or sentence.kind == "heading" or kind.has_finite(before):
        return False
    if not kind.has_finite(behind) or (len(before) < first - left and _CLAUSE.match(behind, 1)):
        return True
    opened = "".join(kind.RELATIVE if p.lower[i] in _OPENS_CLAUSE else p.codes[i] for i in range(main, end))
    return behind[1] in kind.NOUNS + kind.ADJECTIVE and not kind.has_finite(_SUBORDINATE.sub("", opened))


class Clause(NamedTuple):
    """A verb group and the noun phrases that go with it, None where none is seen; `complement`: "is a nurse"."""

    verb: VerbGroup
    subject: Span | None
    object: Span | None
    complement: Span | None


def clauses(document: Document) -> dict[int, list[Clause]]:
    """Give the clauses of a sentence of a document by its number, in the order of their verbs; read when asked for."""
    return Made(partial(_in_sentence, document.parse, document.part(participles_in)))


def _in_sentence(p: Parse, helpers: dict[int, int], number: int) -> list[Clause]:
    found, verbs = list[Clause](), verb_groups(p, helpers, p.sentences[number])
    own = [_subject(p, verb) for verb in verbs]
    opens = [verb.first for verb in verbs[:1] if verb.form in _PARTICIPLES]
    fronted = opens == [p.sentences[number].first]  # "Told to wait, she left"
    finite = (span for verb, span in zip(verbs, own, strict=True) if span and verb.form == "finite")
    main = next((span for span in finite if not fronted or p.codes[span[0] - 1] == kind.COMMA), None)
    for verb, span, other in zip(verbs, own, [*own[1:], None], strict=False):
        subject = span or _left_out(p, verb, main, found[-1] if found else None)
        told = verb._replace(form="finite") if span and verb.form == "base" else verb
        found.append(Clause(told, subject, *_object(p, verb, subject, other)))
    return found


def _object(p: Parse, verb: VerbGroup, subject: Span | None, other: Span | None) -> tuple[Span | None, ...]:
    """The object and the complement, behind a verb with its adverbs and particles; `other` is the next verb's subject:
    "said the plan was dead"."""
    ceiling = p.sentence(verb.main).last
    behind = subject[1] if subject and subject[0] == verb.last else verb.last  # "Is it safe?"
    while behind < ceiling and p.codes[behind] in kind.ADVERB + kind.PARTICLE:
        behind += 1
    copula, adjective = p.lower[verb.main] in _COPULAS, p.codes[behind:ceiling].startswith(kind.ADJECTIVE)
    if behind >= ceiling or p.chunk_of[behind] < 0 or is_time(p, p.chunk_of[behind]):
        return None, (behind, behind + 1) if copula and adjective else None
    end = phrase_end(p, behind, ceiling)
    if copula:
        return None, (behind, end)
    return None if other and other[0] == behind else (behind, end), None


def _subject(p: Parse, verb: VerbGroup) -> Span | None:
    """The subject that a verb has of its own."""
    sentence, first = p.sentence(verb.main), verb.first
    if 0 <= verb.helper < first and p.chunk_of[verb.helper + 1] >= 0:  # "Was he arrested?"
        return verb.helper + 1, first
    if _shares_subject(p, verb, sentence.first):
        return None
    if p.lower[verb.main] in BE and is_inverted(p, verb.main, verb.last, sentence):
        return verb.last, p.chunks[p.chunk_of[verb.last]].last  # "Is it safe?"
    if found := subject_before(p, first, sentence.first):
        return found
    previous = p.codes[first - 1] if first > sentence.first else kind.STOP
    if previous in kind.RELATIVE + kind.THERE:
        return first - 1, first  # "Who knows?", "there was"
    apart = previous in kind.COMMA + kind.STOP + kind.DASH and p.codes[first] != kind.ADVERB
    said = apart and listed(p.lexicons, "reporting_verbs", p.lower[verb.main])
    return subject_after(p, verb.last, sentence.last) if said or previous == kind.CLOSES else None


def _shares_subject(p: Parse, verb: VerbGroup, floor: int) -> bool:
    """Whether a verb has none of its own: "to leave", "and left", "helps tenants pay", "The army said so, adding"."""
    first, previous = verb.first, p.codes[verb.first - 1]
    bare = verb.form == "base" and previous != kind.COMMA and kind.has_finite(p.codes[floor:first])
    apart = verb.form in _PARTICIPLES and (first == floor or p.chunk_of[first - 1] < 0)
    return bare or apart or verb.form == "infinitive" or previous == kind.AND or p.lower[first - 1] == "from"


def _left_out(p: Parse, verb: VerbGroup, main: Span | None, before: Clause | None) -> Span | None:
    """What stands for a subject that is left out: that of the clause before, whom that clause makes do it or keeps
    from doing it, or, of a participle, that of the main verb."""
    apart = verb.form in _PARTICIPLES and p.lower[verb.first - 1] not in ("from", "and", "or", "but")
    if before is None or apart:
        return main if verb.form != "base" else None
    beside = before.object is not None and before.object[1] == verb.first
    if before.object and (p.lower[verb.first - 1] == "from" or (beside and _makes_do(p, before.verb.main))):
        return before.object  # "asked the crowd to leave"
    return before.subject if verb.form != "base" else None


def _makes_do(p: Parse, main: int) -> bool:
    """Whether the object of a verb does what the next verb says: "asked the crowd to leave", "helps tenants pay"."""
    word = p.lower[main]
    asks = any("object_to" in row.frames for row in listed(p.lexicons, "reporting_verbs", word))
    return asks or any(row.category == "object verb" for row in listed(p.lexicons, "verb_helpers", word))
