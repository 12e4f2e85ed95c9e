"""Agency: who does what to whom, one row for each clause.

Takes the articles, gives a table. It reads the clauses that every finder shares, by tags and word order: a phrase that
stands far from its verb is missed, pronouns stay, and who is to blame is not seen.
"""

import pandas as pd

from ...read.lexicons import Lexicons
from ..text import HAVE, NEGATIONS, Document, Parse, base_of, find_in, kind
from ..text.clauses import Clause, clauses
from ..text.passive_voice import agent_after

_FUTURE = frozenset(("will", "'ll", "wo", "shall"))


def find_clauses(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give who does what to whom, one row for each verb: the evidence columns and

    `verb` (the base form), `subject`, `object`, `complement` (what the subject is said to be) and `agent` (the phrase
    with "by" of a passive) as printed; `form` (finite, infinitive, participle, bare participle, base),
    `grammatical_voice` (active, passive, or state: "is interested"; a bare participle is passive, "a law backed by
    farmers"), `tense` (past, present, future, present perfect, past perfect; missing behind other modals), `negation`
    and `modal` as printed; `voice` and `voice_kind`, in whose words it stands. `text` runs over the verb and those of
    its phrases that stand next to it; a subject that is left out is that of the verb before ("He sat and wrote"), or
    its object ("He asked Ann to write"). Cannot see a phrase that stands far from its verb, nor whom a
    pronoun means. Terms: Huddleston and Pullum (2002), "The Cambridge Grammar of the English Language".

    >>> from analysis import articles_from_text
    >>> found = find_clauses(articles_from_text("Rain hit the town. The bridge had not been closed by the mayor."))
    >>> found[["subject", "verb", "object", "agent", "tense", "grammatical_voice", "negation"]].values.tolist()
    [['Rain', 'hit', 'the town', nan, 'past', 'active', nan],
     ['The bridge', 'close', nan, 'the mayor', 'past perfect', 'passive', 'not']]
    """
    return find_in(articles, "clauses", clauses_in, lexicons)


def clauses_in(document: Document) -> list[tuple]:
    """Give the start, the end and the further columns of each clause of one text."""
    p, found = document.parse, document.part(clauses)
    told = (clause for number in range(len(p.sentences)) for clause in found[number])
    helps = p.lexicons.categories["verb_helpers"]  # "several, including Hull"
    return [_row(p, clause) for clause in told if helps.get(p.lower[clause.verb.main]) != "preposition"]


def _row(p: Parse, clause: Clause) -> tuple:
    verb = clause.verb
    opens = verb.first if verb.helper < 0 else min(verb.first, verb.helper)
    agent = agent_after(p, max(verb.main, verb.helper)) if verb.voice != "active" else None
    phrases = clause.subject, clause.object, clause.complement, agent
    first, last = opens, verb.last
    for span in phrases:  # a subject far to the left belongs to another verb, too
        if span and (span[0] >= opens or not kind.has_finite(p.codes[span[1] : opens])):
            first, last = min(first, span[0]), max(last, span[1])
    group = range(opens, verb.main)
    modal = next((p.words[i] for i in group if p.codes[i] == kind.MODAL and p.lower[i] not in _FUTURE), None)
    negation = next((p.words[i] for i in group if p.lower[i] in NEGATIONS), None)
    printed = (p.text[p.starts[span[0]] : p.ends[span[1] - 1]] if span else None for span in phrases)
    base = base_of(p.lower[verb.main], p.lexicons)
    tense = _tense(p, clause, opens)
    return p.starts[first], p.ends[last - 1], base, *printed, verb.form, verb.voice, tense, negation, modal


def _tense(p: Parse, clause: Clause, opens: int) -> str | None:
    main = clause.verb.main
    codes, helpers = p.codes[opens : main + 1], frozenset(p.lower[opens:main])
    if not _FUTURE.isdisjoint(helpers):
        return "future"
    if clause.verb.form != "finite" or kind.MODAL in codes[:-1]:
        return None
    finite = next((code for code in codes if code in kind.FINITE + kind.PARTICIPLE), codes[-1])
    tense = "present" if finite in kind.PRESENT + kind.BASE else "past"
    perfect = (
        codes[-1] in kind.PARTICIPLE + kind.PAST and not HAVE.isdisjoint(helpers) and "to" not in helpers
    )
    return f"{tense} perfect" if perfect else tense
