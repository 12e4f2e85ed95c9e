"""Antecedents: whom "he" or "it", and "the bank", "the officer", "the former" stand for, of those in the text so far.

Takes the reader of a text and a pronoun, or a register and the mention of a role; gives who fits. What a word may
stand for it has from the lexicon `descriptions`; it knows no facts, so a firm may be taken for a club.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from ...read.lexicons import Lexicons, category
from ..text import known_tag
from ..text.codes import COMMA, FINITE, NAME, PAST, PREPOSITIONS, RELATIVE, VERBALS
from .letters import Letter, letters
from .mention import BEHIND, Entity, Mention, refers, words_of

if TYPE_CHECKING:
    from .coreference import Reader
    from .register import Register

UNNAMED, CLASH, UNSURE, UNTOLD, OTHERWISE, CALLED = 0.6, 0.01, 0.4, 0.8, 0.1, 0.2
"""What is left of the likeness of somebody without a name, whom the other pronoun called twice more, whom only a
verb makes a person, of whose gender nothing is told, whom a first name or a pronoun gave the other
gender, and whom the words that are spoken name."""

_REACH = 8  # sentences that a pronoun looks back
_MOST = 50  # entities that a pronoun or a role is compared with, the latest first
_ENDS = re.compile(f"[{re.escape(letters('COMMA AND RELATIVE TO STOP COLON'))}]")
_FITS = {"plural": ("group", "body", "institution", "person"), "thing": ("institution", "body", "document")}
"""What a pronoun can stand for but one person, the likeliest first; all but the first only where it speaks."""
OTHER = {"male": "female", "female": "male"}
_WITHIN = 4  # sentences within which "the company" goes back to a name that does not tell what it is
_ANY = "any body"  # category of "the company", which may be said of more than those that are called so
# categories of words for a body whose name does not tell what it is
_UNTOLD = ("public body", "open body", _ANY)
FIRMS = ("", "company", "known")  # categories of the last word of a name that tells no kind of body


def antecedent(reader: "Reader", mention: Mention) -> Entity | None:
    """Give the most prominent entity of the gender and number that a pronoun asks for."""
    if mention.gender == "speaker":
        return reader.speaker(mention)
    speaks = reader.speaks(mention)
    if mention.gender == "thing" and not speaks:
        return None  # only who speaks is looked for: "it rained"
    fits = _FITS.get(mention.gender, ("person",))[: None if speaks else 1]
    best = _ahead(reader, mention) or _best(reader, mention, fits)
    single = mention.gender in OTHER and not reader.quoted[mention.first]
    if single and best and best.kind == "person":
        best.leaning = best.leaning or mention.gender
        best.called[mention.gender] += 1
    return best


def _ahead(reader: "Reader", mention: Mention) -> Entity | None:
    """Whom a clause that opens a sentence speaks of before the name: "Before he was sentenced, Tim Lee read"."""
    p, sentence = reader.parsed, reader.parsed.sentences[reader.parsed.sentence_of[mention.first]]
    before = p.codes[sentence.first : mention.first]
    opens = before[:1] in (*PREPOSITIONS, *RELATIVE) and not {COMMA, NAME} & set(before)
    opens &= mention.gender in OTHER
    name = reader.names.get(p.codes.find(COMMA, mention.last, sentence.last) + 1) if opens else None
    acts = name and name.first > mention.last and p.codes[name.last : name.last + 1] in tuple(FINITE)
    entity = reader.register.choose(name) if name and acts and name.kind == "person" else None
    return entity if entity and entity.agrees(mention.gender) else None


def _best(reader: "Reader", mention: Mention, fits: Sequence[str]) -> Entity | None:
    """Who of the latest fits best, and is not the speaker."""
    best, most, speaks, speaker = None, 0.0, reader.speaks(mention), reader.speaker(mention)
    opens = reader.parsed.sentences[reader.parsed.sentence_of[mention.first]].first in reader.paragraphs
    goes_on = _is_long_ago(reader, mention.first) if speaks else opens
    spoken = reader.spoken.get(mention.first, ()) if speaks else ()
    named = {reader.register.choose(reader.names[i]) for i in spoken if i in reader.names}
    for entity in islice(reversed(reader.recent), _MOST):
        if reader.register.now - entity.time > _REACH:
            break
        score = 0.0 if entity is speaker else _score(reader, entity, mention, fits)
        score *= CALLED if entity in named else 1  # “I hear you, Ms Lee,” she said
        score *= CLASH if goes_on and _is_aside(entity, mention, reader.dead) else 1
        if score and score >= most:
            best, most = entity, score
    return best


def _is_long_ago(reader: "Reader", at: int) -> bool:
    """Whether words are said to be old: "she once said", "he recalled in 1999"."""
    behind, lexicons = reader.parsed.lower[at + 1 : at + 9], reader.parsed.lexicons
    return any(refers(lexicons, word, "long ago") or (word.isdigit() and len(word) == 4) for word in behind)


def _is_aside(entity: Entity, mention: Mention, dead: Entity | None) -> bool:
    """Whether a new paragraph goes on about whom somebody is told by: "His son said so. [new paragraph] He sang"."""
    about = entity.owner if entity.owner and entity.owner.kind == "person" else dead
    fits = about and about is not entity and about.agrees(mention.gender)
    return bool(about and fits and about.count + 2 >= entity.count)


def _score(reader: "Reader", entity: Entity, mention: Mention, fits: Sequence[str]) -> float:
    kind, unlikely = _kind_of(entity, mention)
    single = mention.gender in OTHER
    unheard = not (entity.outside or reader.quoted[mention.first])  # of whom only the quoted words speak
    if kind not in fits or unheard or _is_subject_of(reader, entity, mention):
        return 0.0
    if not entity.agrees(mention.gender) if single else entity.gender:
        return 0.0
    score = entity.at(reader.register.now) / (1 + fits.index(kind) / 2) * (UNSURE if unlikely else 1)
    return score * _likeness(entity, mention) if single else score


def _kind_of(entity: Entity, mention: Mention) -> tuple[str, bool]:
    """What somebody is as a pronoun sees it, and whether that is unlikely."""
    told = entity.gender or entity.leaning or entity.roles or entity.title
    if mention.gender == "thing" and entity.kind == "person" and not told:
        return "body", entity.sure  # a name of which nothing tells that it is a person's
    return "body" if entity.kind == "group" and entity.single else entity.kind, False


def _likeness(entity: Entity, mention: Mention) -> float:
    score = (1.0 if entity.sure else UNSURE) * (1.0 if entity.words else UNNAMED * min(1.0, entity.outside))
    if not entity.gender:
        score *= UNTOLD if not entity.leaning else OTHERWISE if entity.leaning != mention.gender else 1.0
        score *= CLASH if entity.called[OTHER[mention.gender]] > entity.called[mention.gender] else 1
    return score


def _is_subject_of(reader: "Reader", entity: Entity, mention: Mention) -> bool:
    if entity.time != reader.register.now:
        return False
    first, since = reader.parsed.sentences[reader.parsed.sentence_of[mention.first]].first, entity.since
    if since > first and reader.parsed.lower[first] == "asked":  # "Asked whether Lee would play, he said no"
        return True
    if since >= 0 and reader.shape[entity.end : mention.first] == COMMA and reader.speaks(mention):
        return True  # "The judge, she said, was wrong"
    opening = reader.parsed.codes[first : mention.first]
    aside = since >= first and opening.endswith(COMMA) and not set(opening[1:]) & set(FINITE)
    if aside and (not entity.words or opening[0] in VERBALS + PAST):
        return True  # "The daughter of a baker, she sang", "Pressed by Lee, she left"
    chunk, behind = reader.parsed.chunk_of[mention.first : mention.first + 2]
    alone = chunk < 0 or chunk != behind  # "asked her why"
    governed = mention.words[0] in ("him", "her", "them") and alone
    behind = entity.end + reader.shape.startswith(COMMA, entity.end)  # "the lawyer, Ann Lee, asked her"
    return governed and not _ENDS.search(reader.shape, behind, mention.first)


def meant_by(register: "Register", mention: Mention, term: str) -> list[Entity]:
    """Give those whom a definite role may mean: who bears it, else who is what it may be said of."""
    fitting = _bearing(register, mention, term)
    if mention.kind == "group":
        return _bodies(register, mention, term, fitting)
    narrower = (_bearing(register, mention, narrow) for narrow in _means(register, term))
    there = register.parsed.lower[mention.first] == "the"  # not "Mayor urges calm", a headline
    found = fitting or [e for having in narrower for e in having if e.words or e.kind == "document"]
    return [e for e in found if e.count or e in fitting or not there]


def _bodies(register: "Register", mention: Mention, term: str, fitting: list[Entity]) -> list[Entity]:
    first, last = mention.roles[0]
    owned = Letter.GENITIVE in register.shape[first:last]  # "the players' union"
    if owned or register.shape.startswith(Letter.OF, last) or register.is_told(first, last):
        return fitting
    near = [e for e in fitting if e.words or register.now - e.time <= _WITHIN]
    near += [e for e in _known(register) if term == e.words[0] or e.words[-1].endswith(term)]
    if category(register.parsed.lexicons, "descriptions", term) == _ANY and all(e.words for e in near):
        near += _of_kind(register, term)
    return near or fitting + _of_kind(register, term)


def _means(register: "Register", term: str) -> frozenset[str]:
    return register.parsed.lexicons.part(_table).get(term, frozenset())


def _table(lexicons: Lexicons) -> Mapping[str, frozenset[str]]:
    means = {row.term: row.means.split() for row in lexicons.rows("descriptions")}
    means = {word: means.get(word, []) for words in means.values() for word in words} | means
    return {term: frozenset(words).union(*(means[w] for w in words)) for term, words in means.items()}


def _bearing(register: "Register", mention: Mention, term: str) -> list[Entity]:
    bearers = register.by_role.get(term, [])
    if not bearers and category(register.parsed.lexicons, "roles", term) == "job":
        bearers = register.by_role.get("former " + term, [])
    asked = mention, term
    return [e for e in bearers[-_MOST:] if _fits(register, e, *asked) and _is_there(register, e, *asked)]


def _fits(register: "Register", entity: Entity, mention: Mention, term: str) -> bool:
    if mention.kind == "group" and entity.kind in ("institution", "person"):
        alike = entity.kind == "institution" or term in register.terms("roles")  # "the developer"
    else:
        alike = entity.kind == mention.kind
    owned = Letter.GENITIVE in register.shape[mention.first : mention.last]
    more = entity.roles.get(term, "").lower().removesuffix(term).split() if owned else ()
    owned = bool(more) and all(known_tag(word) not in ("-", "NNP") for word in more)  # "the club's"
    if not entity.agrees(mention.gender) or not alike or owned:
        return False
    # "the daughter of a carpenter" is not the daughter, Ann, of whom we read later
    return bool(entity.count) or category(register.parsed.lexicons, "roles", term) != "kin"


def _is_there(register: "Register", entity: Entity, mention: Mention, term: str) -> bool:
    if not entity.words and term in entity.roles:  # somebody without a name: the same words, or fewer
        (first, last), phrase = mention.roles[0], entity.roles[term]
        # "Passengers" are not the 14 in hospital, nor "farmers from Kelm" the two who were fined
        tied = register.shape[last : last + 1] in tuple(BEHIND)
        counted = tied or (mention.first == first and phrase[:1].isdigit())
        printed = words_of(register.parsed, first, last).lower()
        return (last - first == 1 and not counted) or printed == phrase.lower()
    return True


def _known(register: "Register") -> list[Entity]:
    return [e for e in register.institutions[-_MOST:] if e.count]


def _of_kind(register: "Register", term: str) -> list[Entity]:
    means, open_to = _means(register, term), category(register.parsed.lexicons, "descriptions", term)
    kind = [e for e in _known(register) if means & {*e.words, *e.roles}]
    acting = list(filter(attrgetter("acts"), kind))  # not the bank in "said Ann Lee of Sund Bank"
    if open_to not in _UNTOLD or any(register.now - e.time <= _WITHIN for e in acting):
        return acting or kind
    bodies = (*_known(register), *register.guessed[-_MOST:])
    near = [e for e in bodies if e.count and _is_untold(register, e, means)]
    agencies = [e for e in near if str(e.name).isupper()]  # a firm is no agency: CBP and the like
    return (agencies if open_to == "public body" else near) or kind


def _is_untold(register: "Register", entity: Entity, means: frozenset[str]) -> bool:
    if entity.kind == "person" and (entity.sure or entity.gender or entity.leaning):
        return False
    lexicons = register.parsed.lexicons
    known = category(lexicons, "organisations", entity.words[-1]) in FIRMS
    told = not known or not lexicons.part(_table).keys().isdisjoint(entity.words)
    told = told or any(means.isdisjoint(m) for role in entity.roles if (m := _means(register, role)))
    return not told and register.now - entity.time <= _WITHIN
