"""Mentions: what a text calls somebody by, each for itself.

Takes a Parse, gives the roles and the pronouns in it (names.py gives the names), and the phrase that introduces who
has no name.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...read.lexicons import Lexicons, category, kept
from ..text import Parse, Span, is_time, kind, known_tag
from .letters import DETERMINING, Letter, letters, name_patterns
from .name_letters import bare_role

OTHER = {"male": "female", "female": "male"}
GENDERS = ("male", "female", "plural", "thing", "speaker")
"""What pronouns say of whom they stand for: categories of reference_words.csv."""

BEHIND = tuple(letters("PREPOSITION OF"))
TIES = ("relation", "tie", "place", "region", "relative")  # what stands between a head and what it is of
_OWNS = frozenset(letters("POSSESSIVE NAME EVERYDAY FIRST FIRST_OR_PLACE TITLE PLACE BODY BODY_OR_PLACE"))

_ARTICLE = re.compile(r"^(?:al|el|as|an|ar|ad|ash|at)[-'’]")

_ENDS = frozenset((kind.COMMA, kind.STOP, kind.DASH, kind.OPENS, kind.CLOSES, "("))
_MOST = 3  # phrases that hang on a head


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
    return lexicons.categories["reference_words"].get(word, "") in categories


def front_of(p: Parse, mention: Mention) -> int:
    """Give the token where a role that leads to a person begins: "Mayor of Kelm Ann Lee", "wife of | Mayor Lee"."""
    first = mention.first
    led = p.lower[first - 1] in p.lexicons.terms("roles") and refers(p.lexicons, p.lower[first - 2], *TIES)
    if mention.kind == "institution" or led:
        return first - led
    return min((a for a, _ in mention.roles if kind.COMMA not in p.codes[a:first]), default=first)


def role_gender(word: str, lexicons: Lexicons) -> str:
    """Give the gender that a word for a role has: of its entry, or of its ending."""
    entry = lexicons.terms("roles").get(word)
    if entry:
        return getattr(entry, "gender", "")  # a reader's own list may have no such column
    return "female" if word.endswith("woman") else "male" if word.endswith("man") else ""


def pronouns_in(parsed: Parse, shape: str) -> Iterator[Mention]:
    """Give the mentions by a personal or possessive pronoun."""
    for spot in re.finditer(f"[{kind.PRONOUN}{kind.POSSESSIVE}]", shape):
        i, word = spot.start(), parsed.lower[spot.start()]
        gender = category(parsed.lexicons, "reference_words", word)
        if gender in GENDERS:
            yield Mention(i, i + 1, "pronoun", "person", (word,), (), gender)


def ellipses_in(parsed: Parse, shape: str) -> Iterator[Mention]:
    """Give the mentions of one of several without a noun: "another said", "a third, from Lima, said"."""
    words = parsed.lexicons.terms("ellipses")
    for spot in name_patterns()["one of several"].finditer(shape):
        first, last = spot.span()
        said = tuple(parsed.lower[first:last])
        if " ".join(said) in words and shape[first - 1 : first] not in BEHIND:
            yield Mention(first, last, "role", "person", said, ((first, last),), "", True)


def role_term(words: Sequence[str], lexicons: Lexicons) -> str:
    """Give the role that ends in some words, in as many as the lexicon knows, in its one common form."""
    roles = lexicons.terms("roles")
    terms = (" ".join(words[-size:]) for size in (3, 2))
    term = next((term for term in terms if term in roles), bare_role(words[-1]))
    return getattr(roles[term], "same_as", "") or term if term in roles else term


def nominal(parsed: Parse, shape: str, head: int) -> Mention | None:
    """Give the mention by a role or a group noun whose head is at a token: "the Russian President", "officials"."""
    chunk = parsed.phrase_at(head)
    if parsed.chunk_of[head] < 0 or chunk.head != head:
        return None
    group = category(parsed.lexicons, "group_nouns", parsed.lower[head]) or "body"
    group *= shape[head] == Letter.GROUP
    from_there = shape[head] == Letter.DEMONYM and parsed.lower[head].endswith("s")
    gender = role_gender(parsed.lower[head], parsed.lexicons)  # "the missus"
    many = from_there or (parsed.tags[head] in ("NNS", "NNPS") and not gender)
    few = refers(parsed.lexicons, parsed.lower[head], "pair")
    somebody = many or _is_person(parsed, shape, head, chunk.first)
    if not somebody or _is_thing(shape, head, chunk.first, group, few):
        return None
    many = many or bool(group)
    first = min(chunk.first + (shape[chunk.first] in DETERMINING), head)
    gender *= not many
    told = "document" if group == "document" else "group" if many else "person"
    return Mention(chunk.first, head + 1, "role", told, (), ((first, head + 1),), gender, True)


def _is_person(parsed: Parse, shape: str, head: int, first: int) -> bool:
    if shape[head] == Letter.DEMONYM and not name_patterns()["demonym acts"].match(shape, first):
        return False
    counted = parsed.codes[head - 1] == kind.NUMBER and parsed.words[head - 1][0].isdigit()
    return not counted and category(parsed.lexicons, "roles", parsed.lower[head]) != "honorific"


def _is_thing(shape: str, head: int, first: int, group: str, few: bool) -> bool:
    owned = group == "document" and not _OWNS.isdisjoint(shape[max(0, first - 1) : head])
    if owned or (few and shape.startswith(Letter.OF, head + 1)):
        return True  # "Lee's letter": who wrote it speaks; "a couple of days"
    return group in ("body", "document") and head == first and shape[head - 1 : head] in BEHIND


@kept
def plain_words(words: tuple[str, ...], lexicons: Lexicons) -> tuple[str, ...]:
    """Give the words of a name without suffixes and the Arabic article, Reyes-Lindt in its parts, Danny as Daniel."""
    known = (w for w in words if category(lexicons, "name_words", w) not in ("suffix", "honour"))
    plain = (_ARTICLE.sub("", w).replace(".", "") or w for w in known)
    parts = [part for word in plain for part in word.split("-") if part]
    others = lexicons.terms("short_names")
    return tuple(others[part].same_as if part in others else part for part in parts) or words


def phrase_end(p: Parse, last: int) -> int:
    """Give where a phrase ends with what hangs on its head, which is the word before a token."""
    for _ in range(_MOST):
        chunk = p.chunk_of[last + 1]
        tied = last < len(p.lower) and refers(p.lexicons, p.lower[last], "tie", "place") and chunk >= 0
        if not tied or p.chunks[chunk].first != last + 1 or is_time(p, chunk):
            break
        last = p.chunks[chunk].last
    return last


def printed_phrase(p: Parse, first: int, last: int, head: int = 0) -> str:
    """Give a noun phrase up to a comma or a relative clause behind its head, in lower case where it is no name.

    >>> from analysis.find.text.parse import parse
    >>> printed_phrase(parse("A woman of 50, who was at home, said so."), 0, 9)
    'a woman of 50'
    """
    end = max(head, first + 1)
    while end < last and p.codes[end] not in _ENDS and not refers(p.lexicons, p.lower[end], "relative"):
        end += 1
    text = words_of(p, first, min(end, last))
    alone = first + 1 == last or not p.words[first + 1][0].isupper()
    is_name = not alone or (p.tags[first] != "NNS" and known_tag(p.lower[first]) in ("-", "NNP"))
    is_name |= category(p.lexicons, "places", p.lower[first]) != ""  # "Republican lawmakers"
    determined = p.codes[first] in kind.DETERMINER + kind.POSSESSIVE + kind.NUMBER
    label = p.words[first][1:2].isupper() or (last == first + 1 and p.words[first].isupper())  # CHAIR, MPs, Q
    return text if label or (is_name and not determined) else text[:1].lower() + text[1:]


def words_of(p: Parse, first: int, last: int) -> str:
    """Give the words of tokens [first, last) as printed, on one line."""
    return " ".join(p.text[p.starts[first] : p.ends[last - 1]].split())
