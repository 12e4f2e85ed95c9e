"""Mentions: what a text calls somebody by, a name, a role or a pronoun, each for itself.

Takes a Parse, gives the roles and the pronouns in it; names.py gives the names.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...read.lexicons import Lexicons
from ..text import codes as kind
from ..text.parse import Parse
from .letters import Letter, category, letters, name_patterns
from .name_letters import bare_role, role_gender

GENDERS = ("male", "female", "plural", "thing", "speaker")
"""What pronouns say of whom they stand for: categories of reference_words.csv."""

BEHIND = letters("PREPOSITION OF")
_DETERMINING = letters("DETERMINER POSSESSIVE")
_PLURAL = ("NNS", "NNPS")
Span = tuple[int, int]


class Mention(NamedTuple):
    """One mention: tokens [first, last), its form and kind, its words, the tokens of the roles that it is given."""

    first: int
    last: int
    form: str  # name, role or pronoun
    kind: str  # person, institution, group, document, or guess (a person if it acts like one)
    words: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()
    gender: str = ""
    sure: bool = False


def refers(lexicons: Lexicons, word: str, *categories: str) -> bool:
    """Tell whether a word is of one of some categories of the lexicon `reference_words`."""
    return category(lexicons, "reference_words", word) in categories


def pronouns_in(parsed: Parse, shape: str) -> Iterator[Mention]:
    """Give the mentions by a personal or possessive pronoun."""
    for spot in re.finditer(f"[{kind.PRONOUN}{kind.POSSESSIVE}]", shape):
        i, word = spot.start(), parsed.lower[spot.start()]
        gender = category(parsed.lexicons, "reference_words", word)
        if gender in GENDERS:
            yield Mention(i, i + 1, "pronoun", "person", (word,), (), gender)


def roles_in(parsed: Parse, shape: str) -> Iterator[Mention]:
    """Give the mentions by a role, a group noun or a demonym that heads its noun phrase."""
    heads = (spot.start() for spot in re.finditer(f"[{letters('ROLE GROUP DEMONYM')}]", shape))
    return (mention for i in heads if (mention := nominal(parsed, shape, i)))


def ellipses_in(parsed: Parse, shape: str) -> Iterator[Mention]:
    """Give the mentions of one of several without a noun: "another said", "a third, from Lima, said"."""
    words = parsed.lexicons.terms("ellipses")
    for spot in name_patterns()["one of several"].finditer(shape):
        first, last = spot.span()
        said = tuple(parsed.lower[first:last])
        if " ".join(said) in words and shape[first - 1 : first] not in tuple(BEHIND):
            yield Mention(first, last, "role", "person", said, ((first, last),), "", True)


def role_term(parsed: Parse, head: int) -> str:
    """Give the role that ends at a token, in as many words as the lexicon knows, in its one common form."""
    roles = parsed.lexicons.terms("roles")
    for size in (3, 2):
        term = " ".join(parsed.lower[max(0, head - size + 1) : head + 1])
        if term in roles:
            break
    else:
        term = bare_role(parsed.lower[head])
    return getattr(roles[term], "same_as", "") or term if term in roles else term


def nominal(parsed: Parse, shape: str, head: int) -> Mention | None:
    """Give the mention by a role or a group noun whose head is at a token: "the Russian President", "officials"."""
    chunk = parsed.chunks[parsed.chunk_of[head]] if parsed.chunk_of[head] >= 0 else None
    if chunk is None or chunk.head != head:
        return None
    group = (
        category(parsed.lexicons, "group_nouns", parsed.lower[head]) if shape[head] == Letter.GROUP else ""
    )
    from_there = shape[head] == Letter.DEMONYM and parsed.lower[head].endswith("s")
    many = from_there or parsed.tags[head] in _PLURAL
    few = refers(parsed.lexicons, parsed.lower[head], "pair")
    if _is_thing(shape, head, chunk.first, group, few) or not (
        many or _is_person(parsed, shape, head, chunk.first)
    ):
        return None
    many = many or bool(group)
    first = min(chunk.first + (shape[chunk.first] in _DETERMINING), head)
    gender = "" if many else role_gender(parsed.lower[head], parsed.lexicons)
    told = "document" if group == "document" else "group" if many else "person"
    return Mention(chunk.first, head + 1, "role", told, (), ((first, head + 1),), gender, True)


def _is_person(parsed: Parse, shape: str, head: int, first: int) -> bool:
    """Tell a person from what only looks like one: "the Kenyan capital", "9.30 pm", "the Right Honourable"."""
    if shape[head] == Letter.DEMONYM and not name_patterns()["demonym acts"].match(shape, first):
        return False
    counted = head > 0 and parsed.words[head - 1][0].isdigit()
    return not counted and category(parsed.lexicons, "roles", parsed.lower[head]) != "honorific"


def _is_thing(shape: str, head: int, first: int, group: str, few: bool) -> bool:
    """Tell what only looks like a group: "in court", a document that somebody owns."""
    if shape.startswith(Letter.OF, head + 1) and few:  # "a couple of days"
        return True
    if group == "document" and not {Letter.GENITIVE, Letter.POSSESSIVE}.isdisjoint(shape[first:head]):
        return True
    return group in ("body", "document") and head == first and shape[head - 1 : head] in tuple(BEHIND)
