"""Entities: somebody or something that a text speaks of, and the phrase that introduces who has no name."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...read.lexicons import Lexicons
from ..text.codes import CLOSES, COMMA, DASH, DETERMINER, OPENS, POSSESSIVE, STOP
from ..text.parse import Parse
from ..text.phrases import is_time
from ..text.tagger import known_tag
from .mention import refers

FADING = 0.25
"""What remains of an entity's prominence from one sentence to the next."""

_ARTICLE = re.compile(r"^(?:al|el|as|an|ar|ad|ash|at)[-'’]")

_ENDS = frozenset((COMMA, STOP, DASH, OPENS, CLOSES, "("))
_MOST = 3  # phrases that hang on a head


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the text speaks of, and how prominent it is at the point that has been read."""

    kind: str  # person, institution, group or document
    single: bool = False  # of a group: a body told by one word, "the council"
    words: tuple[str, ...] = ()
    name: str | None = None
    phrase: str | None = None  # that introduced it, where it has no name
    title: str = ""
    gender: str = ""
    sure: bool = False  # of a person: more than a word that acts
    leaning: str = ""  # the gender that a pronoun or a first name alone gave it
    roles: dict[str, str] = field(default_factory=dict)  # term: phrase as printed
    places: set[str] = field(default_factory=set)
    count: int = 0
    prominence: float = 0.0
    time: int = 0  # of its last mention
    called: Counter[str] = field(default_factory=Counter)  # by "he" and by "she"
    since: int = -1  # the token where it came back in the sentence of its last mention
    end: int = -1  # the token where its last mention ends

    @property
    def known(self) -> str:
        """How it is known: by a name, as a body or a group by what it is (`role`), or `unnamed`."""
        return "unnamed" if self.name is None else "named" if self.words else "role"

    def agrees(self, gender: str) -> bool:
        """Whether nothing is known of its gender that speaks against one."""
        return not (self.gender and gender and self.gender != gender)

    def at(self, time: int) -> float:
        """Give the prominence at a time."""
        return self.prominence * FADING ** max(0, time - self.time)


def plain_words(words: Sequence[str], lexicons: Lexicons) -> tuple[str, ...]:
    """Give the words of a name without suffixes and the Arabic article."""
    parts = lexicons.terms("name_words")
    kept = [
        _ARTICLE.sub("", w).rstrip(".") or w
        for w in words
        if w not in parts or parts[w].category == "particle"
    ]
    return tuple(kept) or tuple(words)


def introduction(p: Parse, speaking: Mapping[int, range], first: int, last: int) -> str:
    """Give the phrase that introduces somebody: as printed where they speak, else with what hangs on its head."""
    printed = speaking.get(first)
    if printed is not None and printed.start <= first:
        return printed_phrase(p, printed.start, printed.stop, last)
    return printed_phrase(p, first, _tied(p, last), last)


def _tied(p: Parse, last: int) -> int:
    """Give the token behind the prepositional phrases that follow a head: "a woman of 50 from Kelm"."""
    for _ in range(_MOST):
        chunk = (
            p.chunk_of[last + 1]
            if p.lower[last : last + 1] and refers(p.lexicons, p.lower[last], "tie", "place")
            else -1
        )
        if chunk < 0 or p.chunks[chunk].first != last + 1 or is_time(p, chunk):
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
    is_name = known_tag(p.lower[first] if alone else "") in ("-", "NNP")
    determined = p.codes[first] in DETERMINER + POSSESSIVE
    return text if is_name and not determined else text[:1].lower() + text[1:]


def words_of(p: Parse, first: int, last: int) -> str:
    """Give the words of tokens [first, last) as printed, on one line."""
    return " ".join(p.text[p.starts[first] : p.ends[last - 1]].split())
