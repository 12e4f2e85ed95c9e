"""Casualty figures: how many people were killed, hurt, driven out, lost or held, as an interval, and who says so.

Takes the articles table, gives one row per figure. It cannot see whether a figure is true, nor add figures up.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from .amounts import amounts_of
from .counted import Figure
from .evidence import find_in
from .figure_details import agent_of, hedge_of, source_of, status_of
from .harm import Item, read_signs, relate
from .harm_words import harm_words
from ..read.lexicons import lexicon_terms
from .parse import Parse, parse
from .quotes import quote_rows

_ELLIPSIS = re.compile(r"[hbmtnQLY]{0,6}[DSIJEA]?(?:[pota]N?|GN?|,?N){0,6}(?:[,:;]c?|c)(?:pN)?N?")
_SUBSET = re.compile(r"[hbmtnQLY]{0,6}[DSIJEAP]?[NpotGa,:]{0,12}UN?")
_BESIDE = re.compile(r"(?:[po]N)?(?:,N){0,4},?c?")
_OWN_PREDICATE = frozenset("bhmVQDIL")


class Relation(NamedTuple):
    """How a figure belongs to a harm word: its item, the rule, the construction, the figure it is part of."""

    cue: int
    rule: str
    construction: str
    whole: int | None = None


def find_casualties(articles: pd.DataFrame) -> pd.DataFrame:
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
    source, source_kind, verb = source_of(figure.start, quotes)
    agent, agent_kind, part = agent_of(p, items, signs, k, cue, how)
    hedge = hedge_of(p, items, signs, k, cue, verb, _hedging())
    status = status_of(p, items, k, cue, figure.low, figure.high)
    whole = items[relation.whole].figure if relation.whole is not None else None
    part = p.text[whole.start : whole.end] if whole else part
    harm = (items[cue].cue or items[cue].figure.cue).harm
    value = (figure.low, figure.high, figure.bound)
    doer = (agent, agent_kind, how)
    return (figure.start, figure.end, harm, figure.who, *value, source, source_kind, hedge, *doer, status, part, relation.rule)


@lru_cache(maxsize=1)
def _hedging() -> frozenset:
    return {t: True for t, r in lexicon_terms("hedges").items()} | {w: True for w in ("estimate","estimates","estimated","claim","claims","claimed","believe","believes","believed","fear","fears","feared","alleges","alleged")}


def relations(items: list[Item], signs: str) -> dict[int, Relation]:
    """Give the relation of each figure of a sentence to its harm word, those of figures left short included."""
    places = [k for k, sign in enumerate(signs) if sign == "F"]
    found = {k: Relation(*relation) for k in places if (relation := relate(items, signs, k))}
    for before, k in zip(places, places[1:], strict=False):
        if k in found or before not in found:
            continue
        between = signs[before + 1 : k]
        if _SUBSET.fullmatch(between):
            found[k] = found[before]._replace(rule="subset", whole=before)
        elif _ELLIPSIS.fullmatch(between) and signs[k + 1 : k + 2] not in _OWN_PREDICATE:
            found[k] = found[before]._replace(rule="ellipsis")
    for k, after in zip(places[-2::-1], places[:0:-1], strict=True):
        if k not in found and after in found and found[after].rule in ("subject", "state"):
            if _BESIDE.fullmatch(signs, k + 1, after):
                found[k] = found[after]._replace(rule="coordination")
    return found
