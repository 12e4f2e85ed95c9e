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

SAME, MIDDLE, SPELLED, LIKELY, OUTLET = 1.0, 0.9, 0.85, 0.8, 0.6
"""How sure each step is that two names are one actor's; a short form has the share of the likeliest bearer."""
_BEARER = (
    0.8  # of the articles that name somebody of a last name: from here on, the last name alone is theirs
)
_CLEAR = (
    4  # consonants from which on two known first names that differ in vowels can be one: Mohammed, Muhammad
)
_YEARS = 3  # by which an age may be wrong, or rounded
_PEOPLE = """
    select name, count(distinct article_id) as articles
    from people where name is not null and kind = 'named' group by name order by articles desc, name
"""
_SIGNS = """
    create temp table signs as
    with mentions as (
        select article_id, sentence_id, p.name, mention, "end", field,
            mention = 'pronoun' and lower(p.text) in ('he', 'him', 'his', 'himself') as he,
            mention = 'pronoun' and lower(p.text) in ('she', 'her', 'hers', 'herself') as she
        from people p left join fields on term = lower(regexp_extract(role, '[\\w-]+$'))
        where p.name is not null and kind = 'named'
    ),
    aged as (
        select article_id, name, max(try_cast(regexp_extract(
            substring(s.text, m."end" - s.start + 1, 8), '^, (\\d\\d)(?:[,.;]|$)', 1) as integer)) as age
        from mentions m join sentences s using (article_id, sentence_id) where mention = 'name' group by all
    )
    select article_id, name, outlet, bool_or(he) as he, bool_or(she) as she, any_value(year(first_day) - age) as born,
        case when count(distinct field) = 1 then max(field) end as field, count(distinct field) > 1 as mixed
    from mentions join aged using (article_id, name) join articles using (article_id) group by all
"""
"""What each article tells of each name: pronoun, year of birth, and the field of the role."""
_ACTORS = f"""
    create table actors as
    with told as (from signs join linked using (name)),
    years as (select distinct actor, born from told where born is not null),
    steps as (
        select *, coalesce(born - lag(born) over (partition by actor order by born) > {_YEARS}, true) as apart
        from years
    ),
    births as (
        select actor, born, max(case when apart then born end) over (partition by actor order by born) as since
        from steps
    ),
    whole as (
        select actor, bool_or(he and not she) as any_he, bool_or(she and not he) as any_she,
            count(distinct since) > 1 as by_age, count(distinct field) > 1 and not bool_or(mixed) as by_field
        from told left join births using (actor, born) group by actor
    ),
    marked as (
        select *, any_he and any_she as by_pronoun,
            case when any_he and any_she and he <> she then case when he then 'he' else 'she' end
                when by_age and born is not null then 'born about ' || since
                when by_field and field is not null then field end as mark
        from told join whole using (actor) left join births using (actor, born)
    ),
    outlets as (
        select actor, outlet, any_value(mark) as theirs from marked
        where outlet is not null group by all having count(distinct mark) = 1
    )
    select article_id, name, actor || coalesce(' (' || coalesce(mark, theirs) || ')', '') as actor,
        case when mark is null and theirs is not null then 'outlet' else how end as how,
        case when not (by_pronoun or by_age or by_field) or mark is not null then sure
            when theirs is not null then least(sure, {OUTLET}) else least(sure, 0.5) end as sure,
        case when he <> she then case when he then 'male' else 'female' end
            when he or by_pronoun then null when any_he then 'male' when any_she then 'female' else gender end as gender
    from marked left join outlets using (actor, outlet)
"""


class Link(NamedTuple):
    """A name and the actor whom it means, how that is known and how surely."""

    name: str
    actor: str
    how: str
    sure: float


def name_actors(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `actors` of a connection, a row for a name of an article: `article_id, name, actor, how, sure,
    gender`.

    `actor` is the commonest form of the name in the archive; `how` is "same name", "middle name", "spelling", "short
    form" or "outlet"; `sure` (0 to 1) how far that can be trusted. A name is that of two people where some articles
    call it "he" and others "she", where ages do not fit one year of birth, or where roles lie in two fields
    (`role_fields.csv`) and never in one article: "Ann Lee (born about 1950)". An article that does not tell is given to
    the one whom its outlet names. `gender` is told by the pronoun, else by the first name; missing where neither tells.
    """
    people = connection.execute(_PEOPLE).df()
    links = link_names(dict(zip(people["name"], people["articles"], strict=True)))
    linked = pd.DataFrame(links, columns=Link._fields)
    linked["gender"] = linked["actor"].map(_gender).astype(object)
    fields = [(term, entry.category) for term, entry in BUILT_IN.terms("role_fields").items()]
    for name, frame in (("linked", linked), ("fields", pd.DataFrame(fields, columns=["term", "field"]))):
        connection.register("frame", frame)
        connection.execute(f"create temp table {name} as from frame")
        connection.unregister("frame")
    connection.execute(_SIGNS)
    connection.execute(_ACTORS)
    connection.execute("drop table signs; drop table linked; drop table fields")


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
