"""Actors: who is the same across articles, whatever form or spelling of the name each of them uses.

Takes the people of an archive in DuckDB, makes the table `actors` there. It knows names and pronouns, not the world:
two people of one name whom their articles call by the same pronoun are one to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..read.lexicons import BUILT_IN

if TYPE_CHECKING:
    import duckdb

SAME, MIDDLE, SPELLED, LIKELY = 1.0, 0.9, 0.85, 0.8
"""How sure each step is that two names are one actor's; a short form has the share of the likeliest bearer."""
_BEARER = (
    0.8  # of the articles that name somebody of a last name: from here on, the last name alone is theirs
)
_CLEAR = (
    4  # consonants from which on two known first names that differ in vowels can be one: Mohammed, Muhammad
)
_PEOPLE = """
select name, count(distinct article_id) articles,
    count(distinct article_id) filter (mention = 'pronoun' and regexp_matches(lower(text), '^(he|him|his|himself)$')) he,
    count(distinct article_id) filter (mention = 'pronoun' and regexp_matches(lower(text), '^(she|her|hers|herself)$')) she
from people where name is not null and kind = 'named' group by name order by articles desc, name
"""
_TOLD = """
create table actors as
with told as (
    select article_id, name,
        bool_or(mention = 'pronoun' and regexp_matches(lower(text), '^(he|him|his|himself)$')) he,
        bool_or(mention = 'pronoun' and regexp_matches(lower(text), '^(she|her|hers|herself)$')) she
    from people where name is not null and kind = 'named' group by all
)
select article_id, name,
    case when two and he and not she then actor || ' (he)' when two and she and not he then actor || ' (she)'
        else actor end actor,
    how, case when two and he = she then least(sure, 0.5) else sure end sure,
    case when he and not she then 'male' when she and not he then 'female' when he and she then null
        when not two then gender end gender
from told join linked using (name)
"""


class Link(NamedTuple):
    """A name and the actor whom it means, how that is known and how surely."""

    name: str
    actor: str
    how: str
    sure: float


def name_actors(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `actors` of a connection: `article_id, name, actor, how, sure, gender`, a row a name of an article.

    `actor` is the commonest form of the name in the archive; `how` is "same name", "middle name", "spelling", "short
    form"; `sure` (0 to 1) how far that can be trusted. A name that some articles call "he" and others "she" is two
    actors, "(he)" and "(she)". `gender` is told by the pronoun, else by the first name; missing where neither tells.
    """
    people = connection.execute(_PEOPLE).df()
    linked = pd.DataFrame(
        link_names(dict(zip(people["name"], people["articles"], strict=True))), columns=Link._fields
    )
    both = linked.merge(people, on="name").groupby("actor")[["he", "she"]].sum()
    two = set(both.index[(both["he"] > 0) & (both["she"] > 0)])
    told = both.index.to_series().map(_gender).where(both["he"] + both["she"] == 0)
    told = told.mask((both["he"] > 0) & (both["she"] == 0), "male").mask(
        (both["she"] > 0) & (both["he"] == 0), "female"
    )
    linked = linked.assign(two=linked["actor"].isin(two), gender=linked["actor"].map(told).astype(object))
    connection.register("linked_frame", linked)
    connection.execute("create table linked as select * from linked_frame")
    connection.unregister("linked_frame")
    connection.execute(_TOLD)


def link_names(articles: dict[str, int]) -> list[Link]:
    """Give the actor of each name, from the number of articles that have it, the commonest form of a group its name.

    >>> link_names({"Muammar Gaddafi": 9, "Moammar Gaddafi": 2, "Gaddafi": 5, "Ann Lee": 3, "Bob Lee": 3, "Lee": 1})[1]
    Link(name='Moammar Gaddafi', actor='Muammar Gaddafi', how='spelling', sure=0.85)
    """
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    full = [name for name in sorted(articles, key=lambda n: (-articles[n], n)) if len(name.split()) > 1]
    links: dict[str, Link] = {}
    for name in full:
        words = _words(name)
        if not words:
            links[name] = Link(name, name, "same name", SAME)
            continue
        group = groups[(_consonants(words[0]), _consonants(words[-1]))]
        links[name] = next(
            (link for head in group if (link := _same(name, head))), Link(name, name, "same name", SAME)
        )
        if links[name].actor == name:
            group.append(name)
    bearers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, link in links.items():
        for word in _words(name)[-1:]:
            bearers[_vowels(word)][link.actor] += articles[name]
    for name in articles:
        if name not in links:
            links[name] = _bearer(name, bearers.get(_vowels(name), {}))
    return [links[name] for name in articles]


def _same(name: str, head: str) -> Link | None:
    """The link from a name to another whose first and last words have the same consonants; None where they are two."""
    words, others = _words(name), _words(head)
    middle, other = words[1:-1], others[1:-1]
    if middle and other and [_vowels(w)[:1] for w in middle] != [_vowels(w)[:1] for w in other]:
        return None
    ends, heads = (words[0], words[-1]), (others[0], others[-1])
    if ends == heads:
        how = ("same name", SAME) if middle == other else ("middle name", MIDDLE)
    elif all(_vowels(a) == _vowels(b) for a, b in zip(ends, heads, strict=True)):
        how = ("spelling", SPELLED)
    elif all(a == b or _near(a, b) for a, b in zip(ends, heads, strict=True)):
        how = ("spelling", LIKELY)
    else:
        return None
    return Link(name, head, *how)


def _near(word: str, other: str) -> bool:
    """Whether two words of the same consonants may be one name: none that only a vowel tells apart, as Dan and Don."""
    known = BUILT_IN.terms("first_names")
    need = _CLEAR if word in known and other in known else _CLEAR - 1
    return len(_consonants(word)) >= need and len(_syllables(word)) == len(_syllables(other))


def _bearer(name: str, bearers: dict[str, int]) -> Link:
    best = max(bearers, key=lambda actor: (bearers[actor], actor), default=None)
    share = bearers[best] / sum(bearers.values()) if best else 0.0
    if best is None or share < _BEARER:
        return Link(name, name, "same name", SAME if best is None else 0.5)
    return Link(name, best, "short form", round(0.9 * share, 3))


def _gender(name: str) -> str | None:
    words = name.lower().split()
    entry = BUILT_IN.terms("first_names").get(words[0]) if len(words) > 1 else None
    return entry.category if entry and entry.category in ("male", "female") else None


def _words(name: str) -> list[str]:
    """The words of a name in plain small letters, without marks: "al-Ássad" is "alassad"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = ("".join(sign for sign in word if sign.isalpha()) for word in plain.split())
    return [word for word in words if word]


def _folded(word: str) -> str:
    """A word as its spellings have it in common: `spellings.csv` says which letters stand for which."""
    spellings = BUILT_IN.terms("spellings")
    for letters in sorted(spellings, key=lambda letters: (-len(letters), letters)):  # "tsch" before "ch"
        word = word.replace(letters, spellings[letters].category)
    return re.sub(r"(.)\1+", r"\1", word)


def _vowels(word: str) -> str:
    return _folded("".join(_words(word)))


def _consonants(word: str) -> str:
    return re.sub(r"[aeiou]", "", _folded(word)) or word


def _syllables(word: str) -> list[str]:
    return re.findall(r"[aeiou]+", _folded(word))
