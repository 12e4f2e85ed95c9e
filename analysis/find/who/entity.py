"""Entities: somebody or something that a text speaks of, with all that has been said of it so far."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...read.lexicons import Lexicons

FADING = 0.25
"""What remains of an entity's prominence from one sentence to the next."""

_ARTICLE = re.compile(r"^(?:al|el|as|an|ar|ad|ash|at)[-'’]")


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
    oblique: bool = False  # its last mention followed a preposition
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
