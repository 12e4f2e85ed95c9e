"""How certain a figure is: whether the harm happened, and the first words that make it less than certain.

Takes a clause of signs and a figure's place in it. It cannot see irony, nor a denial in another sentence.
"""

from ..text.inflection import bases
from ..text.parse import Parse
from .harm import Clause
from .signs import Sign, signs

_DONE = frozenset("have had were was".split())
_HELPERS = signs("HAVE BE MODAL TO NOT REPORTED")
_BORDERS = signs("COMMA DASH STOP CLAUSE")
_BEFORE_TO = 3  # items: "a plot by rebels to kill 40"
_REACH = 20  # items


def status_of(clause: Clause, k: int, cue: int) -> str:
    """Give whether the harm is reported, feared, planned, hypothetical or negated, by what stands around its verb."""
    p, items, line = clause.p, clause.items, clause.signs
    first = cue
    while cue != k and first > 0 and line[first - 1] in _HELPERS:
        first -= 1
    words = {*p.lower[items[first].first : items[cue].first], *p.lower[items[k].last : items[k].last + 1]}
    kinds = {_kind(p, word) for word in words}
    if items[k].figure.amount.high == 0 or "negated" in kinds:
        return "negated"
    if Sign.TO in line[first:cue]:
        governing = p.lower[items[max(0, first - _BEFORE_TO)].first : items[first].first]
        governed = {_kind(p, word) for word in governing}
        if governed & {"attempt", "planned", "negated"}:
            return "negated" if "negated" in governed else "planned"
    if _is_conditional(clause, min(first, k)):
        return "hypothetical"
    unreal = Sign.MODAL in line[first:cue] and Sign.HAVE in line[first:cue]
    if unreal and (k > cue or "would" in words) and not words & {"may", "must"}:  # "would have killed 40"
        return "hypothetical"
    if "feared" in kinds:
        return "feared"
    return "planned" if "planned" in kinds and not words & _DONE else "reported"


def hedge_of(clause: Clause, k: int, cue: int, verb: str | None) -> str | None:
    """Give the first words that make a figure less than certain: "are believed", "allegedly", "estimate", "some"."""
    p, items, line = clause.p, clause.items, clause.signs
    for i in range(min(k, cue), max(k, cue)):
        if line[i] == Sign.REPORTED and clause.words(i, i + 1) != verb:
            return clause.words(i - 1 if i and line[i - 1] in Sign.BE + Sign.HAVE else i, i + 1)
    claims = line[cue] == Sign.CLAIM and clause.words(cue, cue + 1).startswith(verb or "-")
    if (
        verb
        and not claims
        and any(_is_doubt(p, base) for base in bases(verb.lower().split()[-1], p.lexicons))
    ):
        return verb
    amount, hedges = items[k].figure.amount, p.lexicons.terms("hedges")
    if "estimated" in p.text[amount.start : amount.end].lower():
        return "estimated"
    for i in range(items[max(0, min(k, cue) - _REACH)].first, items[max(k, cue)].first):
        row = hedges.get(p.lower[i]) if p.lower[i].endswith("ly") else None
        if row and row.category != "approximation":
            return p.words[i]
    return None


def _is_conditional(clause: Clause, k: int) -> bool:
    """Whether the clause before an item begins with if, unless or whether."""
    start = next((i for i in range(k - 1, -1, -1) if clause.signs[i] in _BORDERS), 0)
    words = clause.p.lower[clause.items[start].first : clause.items[k].first]
    return any(_kind(clause.p, word) == "condition" for word in words)


def _kind(p: Parse, word: str) -> str | None:
    """What a word says of whether a harm happened: a category of status_words.csv, or None."""
    row = p.lexicons.terms("status_words").get(word)
    return row.category if row else None


def _is_doubt(p: Parse, verb: str) -> bool:
    row = p.lexicons.terms("reporting_verbs").get(verb)
    return verb == "estimate" or (row is not None and row.category in ("doubtful", "thought"))
