"""Descriptions: whom "the bank", "the officer", "the Dutchman" or "the former" may mean, of those in the text so far.

Takes a register and the mention of a role, gives the entities that fit. What a word may stand for it has from the
lexicon `descriptions`; it knows no facts, so a firm that the text calls nothing may be taken for a club.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...read.lexicons import Lexicons
from .entity import words_of
from .letters import category
from .mention import Mention

if TYPE_CHECKING:
    from .entity import Entity
    from .register import Register

_NEAR = 4  # sentences within which "the company" goes back to a name that does not tell what it is
_MOST = 50  # entities that one role is compared with, the latest first
_TOLD = ("", "company", "known")  # categories of the last word of a name that tells no kind of body


def meant_by(register: "Register", mention: Mention, term: str, places: set[str]) -> list["Entity"]:
    """Give those whom a definite role may mean: who bears it, else who is what it may be said of."""
    fitting = _bearing(register, mention, term, places)
    if mention.kind == "group":
        if register.is_modified(mention):
            return fitting
        near = [e for e in fitting if e.words or register.now - e.time <= _NEAR]
        return near + _named_so(register, term) or fitting + _of_kind(register, term)
    if term in register.terms("places") or term == "leader":
        return fitting + _people_of(register, term, places)
    narrower = (_bearing(register, mention, narrow, places) for narrow in _means(register, term))
    return fitting or [e for having in narrower for e in having if e.words or e.kind == "document"]


def _means(register: "Register", term: str) -> frozenset[str]:
    return register.parsed.lexicons.part(_table).get(term, frozenset())


def _table(lexicons: Lexicons) -> Mapping[str, frozenset[str]]:
    """What each description may be said of, with what is said of that."""
    means = {row.term: row.means.split() for row in lexicons.rows("descriptions")}
    return {term: frozenset(words).union(*(means.get(w, ()) for w in words)) for term, words in means.items()}


def _telling(lexicons: Lexicons) -> frozenset[str]:
    """The words that tell what kind of body a name is of."""
    return frozenset(lexicons.terms("descriptions")).union(*lexicons.part(_table).values())


def _bearing(register: "Register", mention: Mention, term: str, places: set[str]) -> list["Entity"]:
    having = (e for e in register.by_role.get(term, ())[-_MOST:] if _fits(register, e, mention, term))
    return [e for e in having if _is_there(register, e, mention, term, places)]


def _fits(register: "Register", entity: "Entity", mention: Mention, term: str) -> bool:
    body = mention.kind == "group" and entity.kind == "institution"
    if not entity.agrees(mention.gender) or not (entity.kind == mention.kind or body):
        return False
    # "the daughter of a carpenter" is not the daughter, Ann, of whom we read later
    return bool(entity.count) or category(register.parsed.lexicons, "roles", term) != "kin"


def _is_there(register: "Register", entity: "Entity", mention: Mention, term: str, places: set[str]) -> bool:
    if not entity.words and term in entity.roles:  # somebody without a name: the same words, or fewer
        (first, last), phrase = mention.roles[0], entity.roles[term]
        counted = mention.first == first and phrase[:1].isdigit()  # "Passengers" are not the 14 in hospital
        printed = words_of(register.parsed, first, last).lower()
        return (last - first == 1 and not counted) or printed == phrase.lower()
    return not places or not entity.places or bool(places & entity.places)


def _known(register: "Register") -> list["Entity"]:
    return [e for e in register.institutions[-_MOST:] if e.count]


def _named_so(register: "Register", term: str) -> list["Entity"]:
    """Give the bodies in whose name a word stands: the Ministry of War is "the ministry"."""
    return [e for e in _known(register) if term == e.words[0] or e.words[-1].endswith(term)]


def _of_kind(register: "Register", term: str) -> list["Entity"]:
    """Give the bodies that a word may be said of, else those near by whose name does not tell what they are."""
    means, row = _means(register, term), register.terms("descriptions").get(term)
    if kind := [e for e in _known(register) if means & {*e.words, *e.roles}]:
        return kind
    if row is None or row.category != "open body":
        return []
    near = [*_known(register), *register.guessed[-_MOST:]]
    return [e for e in near if e.count and _is_untold(register, e)]


def _is_untold(register: "Register", entity: "Entity") -> bool:
    """Whether a name near by may be of any body: nothing makes it a person or another kind of body."""
    if entity.kind == "person" and (entity.sure or entity.gender or entity.leaning):
        return False
    last = entity.words[-1]
    row = register.terms("organisations").get(last)
    told = (row is not None and row.category not in _TOLD) or last in register.parsed.lexicons.part(_telling)
    return not told and register.now - entity.time <= _NEAR


def _people_of(register: "Register", term: str, places: set[str]) -> list["Entity"]:
    """Give those who hold an office in a place, for "the Turkish leader", or come from one, for "the Kenyan"."""
    lexicons = register.parsed.lexicons
    terms = [t for t in register.by_role if term != "leader" or category(lexicons, "roles", t) == "office"]
    having = (e for t in terms for e in register.by_role[t][-_MOST:])
    return [e for e in having if places & e.places and e.kind == "person" and e.words]
