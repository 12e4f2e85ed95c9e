"""Actors: who is the same across articles, whatever form or spelling of the name each of them uses.

Takes names and how many articles have each, gives the actor of each. It knows names, not the world.
"""

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from ..measure.same_event import unaccented
from ..read.lexicons import BUILT_IN

_BEARER = 0.8  # share of the articles that name a last name's bearers, from which on it alone is one's
_CLEAR = 4  # consonants of two known first names that differ in vowels and can be one: Mohammed, Muhammad
_COMMON = re.compile(r"\s(?:of|for|and|the|&)\s")  # inside a body's name, whose last word is nobody's surname
_LONG = 6  # letters from which on a last name alone may be another's in another spelling


class Link(NamedTuple):
    """A name and the actor whom it means, how that is known and how surely, and what the first name tells."""

    name: str
    actor: str
    how: str
    sure: float
    gender: str | None = None


def link_names(articles: dict[str, int]) -> list[Link]:
    """Give the actor of each name, from the number of articles that have it, the commonest form of a group its name.

    `how` is "same name", "middle name", "spelling" or "short form"; `sure` (0 to 1) how far that can be trusted, of a
    short form by the share of its likeliest bearer.

    >>> link_names({"Muammar Gaddafi": 9, "Moammar Gaddafi": 2, "Gaddafi": 5, "Ann Lee": 3, "Bob Lee": 3, "Lee": 1})[1]
    Link(name='Moammar Gaddafi', actor='Muammar Gaddafi', how='spelling', sure=0.85, gender='male')
    """
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    links: dict[str, Link] = {}
    bearers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name in sorted(articles, key=lambda n: (len(n.split()) < 2, -articles[n], n)):
        words, itself = _words(name), Link(name, name, "same name", 1.0)
        if len(name.split()) < 2:
            word = "".join(words)
            known = bearers.get(_folded(word), {})
            if len(word) < _LONG:  # "Nour" is no spelling of "Noor"
                known = {actor: n for actor, n in known.items() if _words(actor)[-1] == word}
            best = max(known, key=lambda actor: (known[actor], actor), default=name)
            share = known[best] / sum(known.values()) if known else 0.0
            short = Link(name, best, "short form", round(0.9 * share, 3))
            alone = known or word in BUILT_IN.terms("first_names")  # "Ingrid" may be another in each article
            links[name] = short if share >= _BEARER else itself._replace(sure=0.5) if alone else itself
        elif words:
            group = groups[_consonants(words[0]), _consonants(words[-1])]
            links[name] = next((link for head in group if (link := _same(name, head))), itself)
            group += [name] * (links[name].actor == name)
            if _may_be_surname(words[-1], name):
                bearers[_folded(words[-1])][links[name].actor] += articles[name]
        else:
            links[name] = itself
    return [links[name]._replace(gender=_gender(links[name].actor)) for name in articles]


def _may_be_surname(word: str, name: str) -> bool:
    return len(word) > 1 and not (_COMMON.search(name) or word in BUILT_IN.terms("organisations"))


def _same(name: str, head: str) -> Link | None:
    """The link from a name to another whose first and last words have the same consonants; None where they are two."""
    words, others = _words(name), _words(head)
    middle, other = words[1:-1], others[1:-1]
    if middle and other and [_folded(w)[:1] for w in middle] != [_folded(w)[:1] for w in other]:
        return None
    ends = list(zip((words[0], words[-1]), (others[0], others[-1]), strict=True))
    if all(a == b for a, b in ends):
        return Link(name, head, *(("same name", 1.0) if middle == other else ("middle name", 0.9)))
    if all(_folded(a) == _folded(b) for a, b in ends):
        return Link(name, head, "spelling", 0.85)
    return Link(name, head, "spelling", 0.8) if all(a == b or _near(a, b) for a, b in ends) else None


def _near(word: str, other: str) -> bool:
    """Whether two words of the same consonants may be one name: none that only a vowel tells apart, as Dan and Don."""
    known = BUILT_IN.terms("first_names")
    need = _CLEAR if word in known and other in known else _CLEAR - 1
    syllables = (len(re.findall(r"[aeiou]+", _folded(each))) for each in (word, other))
    return len(_consonants(word)) >= need and len(set(syllables)) == 1


def _gender(name: str) -> str | None:
    words = name.lower().split()
    entry = BUILT_IN.terms("first_names").get(words[0]) if len(words) > 1 else None
    return entry.category if entry and entry.category in ("male", "female") else None


def _words(name: str) -> list[str]:
    """The words of a name in plain small letters, without marks: "al-Ássad" is "alassad"."""
    words = ("".join(filter(str.isalpha, word)) for word in unaccented(name).casefold().split())
    return [word for word in words if word]


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    """A word as its spellings have it in common: `spellings.csv` says which letters stand for which."""
    spellings = BUILT_IN.terms("spellings")
    for letters in sorted(spellings, key=lambda letters: (-len(letters), letters)):  # "tsch" before "ch"
        word = word.replace(letters, spellings[letters].category)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=50_000)
def _consonants(word: str) -> str:
    return re.sub(r"[aeiou]", "", _folded(word)) or word
