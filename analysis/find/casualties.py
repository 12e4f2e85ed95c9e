"""Casualty figures: how many people were killed, hurt, driven out, lost or held, as an interval, and who says so.

Takes the articles table, gives one row per figure. It cannot see whether a figure is true, nor add figures up.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..read.lexicons import lexicon_terms
from .amounts import amounts_of
from .evidence import find_in
from .figure_details import agent_of, hedge_of, source_of, status_of
from .harm import Item, read_signs, relate
from .harm_words import harm_words
from .parse import Parse, parse
from .quotes import quote_rows

_ELLIPSIS = re.compile(r"[hbmtnQLY]{0,6}[DSIJEA]?(?:[pota]N?|GN?|,?N){0,6}(?:[,:;]c?|c)(?:pN)?N?")
_SUBSET = re.compile(r"[hbmtnQLY]{0,6}[DSIJEAP]?[NpotGa,:]{0,12}UN?")
_BESIDE = re.compile(r"(?:[po]N)?(?:,N){0,4},?c?")
_PART_OF = frozenset(["them", "whom"])
_OWN_PREDICATE = frozenset("bhmVQDIL")


class Relation(NamedTuple):
    """How a figure belongs to a harm word: its item, the rule, the construction, the figure it is part of."""

    cue: int
    rule: str
    construction: str
    whole: int | None = None


def find_casualties(articles: pd.DataFrame) -> pd.DataFrame:
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
    return find_in(articles, "casualties", casualties_of)


@lru_cache(maxsize=64)
def casualties_of(text: str) -> tuple[tuple, ...]:
    """Give the casualty figures of one text: start, end and the columns of the casualties table."""
    p = parse(text)
    cues = harm_words(p)
    amounts = {p.token_at(amount.start): amount for amount in amounts_of(text)} if cues else {}
    quotes = None
    rows = []
    for number in sorted({p.sentence_of[i] for i in cues}):
        items = read_signs(p, p.sentences[number], amounts, cues)
        signs = "".join(item.sign for item in items)
        found = relations(items, signs)
        if found and quotes is None:
            quotes = quote_rows(text)
        rows += [_row(p, items, signs, k, found[k], quotes) for k in sorted(found)]
    return tuple(rows)


def _row(p: Parse, items: list[Item], signs: str, k: int, relation: Relation, quotes: list[tuple]) -> tuple:
    figure, cue, how = items[k].figure, relation.cue, relation.construction
    source, source_kind, verb = source_of(p, items, signs, k, quotes)
    agent, agent_kind, part = agent_of(p, items, signs, k, cue, how)
    hedge = hedge_of(p, items, signs, k, cue, verb, _hedging())
    status = status_of(p, items, signs, k, cue)
    whole = items[relation.whole].figure if relation.whole is not None else None
    part = p.text[whole.start : whole.end] if whole else part
    harm = (items[cue].cue or items[cue].figure.cue).harm
    value = (figure.low, figure.high, figure.bound)
    doer = (agent, agent_kind, how)
    return (
        figure.start,
        figure.end,
        harm,
        figure.who,
        *value,
        source,
        source_kind,
        hedge,
        *doer,
        status,
        part,
        relation.rule,
    )


@lru_cache(maxsize=1)
def _hedging() -> frozenset:
    return {t: True for t, r in lexicon_terms("hedges").items()} | dict.fromkeys(
        (
            "estimate",
            "estimates",
            "estimated",
            "claim",
            "claims",
            "claimed",
            "believe",
            "believes",
            "believed",
            "fear",
            "fears",
            "feared",
            "alleges",
            "alleged",
        ),
        True,
    )


def relations(items: list[Item], signs: str) -> dict[int, Relation]:
    """Give the relation of each figure of a sentence to its harm word, those of figures left short included."""
    places = [k for k, sign in enumerate(signs) if sign == "F"]
    found = {k: Relation(*relation) for k in places if (relation := relate(items, signs, k))}
    for before, k in zip(places, places[1:], strict=False):
        if before in found and items[k].figure.noun in _PART_OF:
            found[k] = (found.get(k) or found[before])._replace(rule="subset", whole=before)
        if k in found or before not in found:
            continue
        between = signs[before + 1 : k]
        if _SUBSET.fullmatch(between):
            found[k] = found[before]._replace(rule="subset", whole=before)
        elif _ELLIPSIS.fullmatch(between) and signs[k + 1 : k + 2] not in _OWN_PREDICATE:
            found[k] = found[before]._replace(rule="ellipsis")
    for k, after in zip(places[-2::-1], places[:0:-1], strict=True):
        if k not in found and after in found and found[after].rule in ("subject", "state", "shelter"):
            if _BESIDE.fullmatch(signs, k + 1, after):
                found[k] = found[after]._replace(rule="coordination")
    return found
