"""Passives: clauses in which something is done and the doer may be left out ("was killed", "got hurt by him").

Takes the articles, gives one row for each clause with a form of be or get and a participle, with the by-phrase.
It reads tags and word order, not syntax; it cannot see who did it, only whether this clause says so.
"""

import pandas as pd

from ...read.lexicons import Lexicons
from ..text.document import Document
from ..text.evidence import find_in
from ..text.inflection import base_of
from ..text.passive_voice import agent_after, is_state, participles_in


def find_passives(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the passive clauses: the evidence columns, `verb, agent_start, agent_end, agent`.

    `text` runs from the form of be or get to the participle; `verb` is the participle's base form; `agent` is the
    noun phrase of the by-phrase, missing where there is none: then the clause leaves open who did it (another
    sentence may say). Adjectives ("interested", "involved") count only with a by-phrase, and perfect tenses
    ("has gone") never. A passive proves nothing by itself: the doer may be unknown, obvious or beside the point.

    >>> from analysis import articles_from_text
    >>> found = find_passives(articles_from_text("He was arrested by the police. Two people were hurt."))
    >>> found[["text", "verb", "agent"]].values.tolist()
    [['was arrested', 'arrest', 'the police'], ['were hurt', 'hurt', nan]]
    """
    return find_in(articles, "passives", passives_in, lexicons)


def passives_in(document: Document) -> list[tuple]:
    """Give `(start, end, verb, agent_start, agent_end, agent)` of each passive clause of one text."""
    p, rows = document.parse, []
    for main, helper in document.part(participles_in).items():
        agent = agent_after(p, max(main, helper))
        if agent or not is_state(p, helper, main):
            first, last = min(main, helper), max(main, helper)
            doer = (p.starts[agent[0]], p.ends[agent[1] - 1]) if agent else (None, None)
            named = p.text[slice(*doer)] if agent else None
            rows.append((p.starts[first], p.ends[last], base_of(p.lower[main], p.lexicons), *doer, named))
    return rows
