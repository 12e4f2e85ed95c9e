"""Casualty figures: how many people were killed, hurt, driven out, lost or held, as an interval, and who says so.

Takes the articles table, gives one row per figure. It cannot see whether a figure is true, nor add figures up.
"""

import re
from itertools import pairwise

import pandas as pd

from ...read.lexicons import Lexicons
from ..quotation.passages import Row
from ..quotation.quotes import quotes_in
from ..text.document import Document
from ..text.evidence import find_in
from .amounts import amounts_in
from .figure_details import agent_of, hedge_of, source_of, status_of
from .harm import Clause, Relation, is_whole, read_clause, relate
from .harm_words import harm_words

_ELLIPSIS = re.compile(r"[hbmtnQLY]{0,6}[DSIJEA]?(?:[pota]N?|GN?|,?N){0,6}(?:[,:;]c?|c)(?:pN?)?N?")
_SUBSET = re.compile(r"[hbmtnQLY]{0,6}[DSIJEAP]?[NpotGa,:]{0,12}UN?")
_INCLUDED = re.compile(r",?N?U")
_BESIDE = re.compile(r"(?:[po]N)?(?:,N){0,4},?c?")
_AMONG = re.compile(r"[hmn]{0,2}bu")
_OWN_PREDICATE = "bhmVXQDILGJAC"


def find_casualties(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Find the casualty figures of articles: one row per number of people killed, injured, displaced or worse off.

    Gives the evidence columns (the span is the number with its bound words) and

    - `harm`: killed, injured, displaced, missing, detained, or other (affected, trapped, starving, ill);
    - `who`: the words for those who are counted, missing where only the number stands;
    - `low`, `high`: the interval, a missing end is open; `bound`: exact, at_least, at_most, approx, range, vague;
    - `source`: who gives the figure, as printed, by the quotation that holds it; `source_kind`: named, role, unnamed,
      none; `hedge`: the first words that make it less than certain;
    - `agent`: who did the harm, as printed; `agent_kind`: named, unnamed, event (a bomb, the floods), none;
    - `construction`: active, passive, nominal; `status`: reported, feared, planned, negated;
    - `subset_of`: the figure that this one is part of, or the part of this one that the agent is named for;
    - `rule`: how the number was tied to the harm: subject, object, state, head, of, toll, list, shelter, ellipsis,
      coordination, subset.

    "A soldier was killed" counts one, "no one was hurt" none. A number of things or events is no figure, nor is a
    date, an age, a share or a sum of money. What stands in another sentence, and irony, is not seen. Figures must
    not be added up: they overlap and restate each other.

    >>> from analysis import articles_from_text
    >>> text = "Rebels killed three soldiers and wounded at least 12, the army said."
    >>> find_casualties(articles_from_text(text))[["text", "harm", "who", "low", "high", "source", "agent"]]
              text     harm       who   low  high    source   agent
    0        three   killed  soldiers   3.0   3.0  the army  Rebels
    1  at least 12  injured       NaN  12.0   NaN  the army  Rebels
    """
    return find_in(articles, "casualties", casualties_in, lexicons)


def casualties_in(document: Document) -> tuple[tuple, ...]:
    """Give the casualty figures of one text: start, end and the columns of the casualties table."""
    p = document.parse
    cues = harm_words(p)
    amounts = {p.token_at(amount.start): amount for amount in document.part(amounts_in)} if cues else {}
    rows = []
    for number in sorted({p.sentence_of[i] for i in cues}):
        clause = read_clause(p, p.sentences[number], amounts, cues)
        found = sorted(relations(clause).items())
        rows += [_row(clause, k, relation, document.part(quotes_in)) for k, relation in found]
    return tuple(rows)


def relations(clause: Clause) -> dict[int, Relation]:
    """Give the relation of each figure of a sentence to its harm word, those of figures left short included."""
    signs, items = clause.signs, clause.items
    places = [k for k, sign in enumerate(signs) if sign == "F"]
    found = {k: relation for k in places if (relation := relate(clause, k))}
    for before, k in pairwise(places):  # "seven died here, five there"; "15 were hurt, three of them badly"
        same = before in found and k in found and found[before].cue == found[k].cue
        if before in found and (items[k].figure.part or (same and _INCLUDED.fullmatch(signs, before + 1, k))):
            found[k] = found.get(k, found[before])._replace(rule="subset", whole=before)
        elif before in found and k not in found:
            if _SUBSET.fullmatch(signs, before + 1, k):
                found[k] = found[before]._replace(rule="subset", whole=before)
            elif (
                signs[k - 1] == ":" and items[k].figure.amount.high == 1
            ):  # "nine died - one here, the others there"
                continue
            elif _ELLIPSIS.fullmatch(signs, before + 1, k) and signs[k + 1 : k + 2] not in _OWN_PREDICATE:
                found[k] = found[before]._replace(rule="ellipsis")
    for k, after in pairwise(places[::-1]):  # backwards: "nine Danes and eight Swedes were killed"
        k, after = after, k
        if items[after].figure.part:  # "140 families, and 32 of them were evicted"
            continue
        if k not in found and after in found and found[after].rule in ("subject", "state", "shelter"):
            if _AMONG.fullmatch(signs, k + 1, after):
                found[k] = found[after]._replace(rule="subset", whole=after)
            elif _BESIDE.fullmatch(signs, k + 1, after) and not is_whole(signs, k):
                found[k] = found[after]._replace(rule="coordination")
    return found


def _row(clause: Clause, k: int, relation: Relation, quotes: list[Row]) -> tuple:
    item, cue = clause.items[k].figure, clause.items[relation.cue]
    amount = item.amount
    source, source_kind, verb = source_of(clause, k, relation.cue, quotes)
    agent, agent_kind, part = agent_of(clause, k, relation)
    whole = clause.items[relation.whole].figure.amount if relation.whole is not None else None
    bound = "exact" if amount.kind == "nobody" else amount.bound
    return (
        *(
            amount.start,
            amount.end,
            (cue.cue or cue.figure.cue).harm,
            item.who,
            amount.low,
            amount.high,
            bound,
        ),
        *(
            source,
            source_kind,
            hedge_of(clause, k, relation.cue, verb),
            agent,
            agent_kind,
            relation.construction,
        ),
        *(
            status_of(clause, k, relation.cue),
            clause.p.text[whole.start : whole.end] if whole else part,
            relation.rule,
        ),
    )
