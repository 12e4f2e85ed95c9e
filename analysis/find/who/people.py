"""People: every mention of a person, a group or an institution, and the name that the article gives them.

Takes the articles table, gives one row per mention. It knows names and roles, not the world: who is not named in the
article stays without a name.
"""

import pandas as pd

from ...read.lexicons import Lexicons
from ..text.document import Document
from ..text.evidence import find_in
from .coreference import resolved_in


def find_people(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the mentions of persons, groups and institutions: the evidence columns, `name, role, mention,
    kind`.

    `name` is the fullest form of the name in the article, without titles; short names, roles ("the Russian
    President") and pronouns (he, she, they) carry the name of whom they stand for, and it is missing where the article
    names nobody. `role` is what the article first says that they are; `mention` is name, role or pronoun.
    The rules read capitals, first names, roles and what stands before and after; pronouns take the most prominent
    entity that fits (after Lappin and Leass 1994, "An algorithm for pronominal anaphora resolution").
    It cannot see who is meant by meaning alone, and takes some unknown places or products for people.

    >>> from analysis import articles_from_text
    >>> people = find_people(articles_from_text("Syrian leader Bashar Al-Assad spoke. He thanked the army."))
    >>> people[["text", "name", "role", "mention"]]
                  text             name           role  mention
    0  Bashar Al-Assad  Bashar Al-Assad  Syrian leader     name
    1               He  Bashar Al-Assad  Syrian leader  pronoun
    2         the army             army           army     role
    """
    return find_in(articles, "people", people_in, lexicons)


def people_in(document: Document) -> tuple[tuple, ...]:
    """Give the mentions of one document as `(start, end, name, role, mention, kind)`, without what speaks on paper."""
    return tuple(row for row in document.part(mentions_in) if row[-1] != "document")


def mentions_in(document: Document) -> tuple[tuple, ...]:
    """Give all mentions of one document as `(start, end, name, role, mention, kind)`; a report is a `document`."""
    parsed = document.parse
    rows: list[tuple] = []
    for mention, entity in document.part(resolved_in):
        if entity is None and (mention.form != "pronoun" or mention.gender == "thing"):
            continue
        start, end = parsed.starts[mention.first], parsed.ends[mention.last - 1]
        if entity is None:
            rows.append((start, end, None, None, mention.form, "unnamed"))
        else:
            role = next(iter(entity.roles.values()), None)
            kind = "document" if (entity.kind, mention.form) == ("document", "role") else entity.known
            rows.append((start, end, entity.name or entity.phrase, role, mention.form, kind))
    return tuple(rows)
