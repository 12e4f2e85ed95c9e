"""How certain a figure is: whether the harm happened, and the first words that make it less than certain.

Takes a clause of signs and a figure's place in it. It cannot see irony, nor a denial in another sentence.
"""

from ..text import codes as kinds_of
from ..text.clauses import Clause as VerbClause
from ..text.inflection import bases
from ..text.parse import Parse
from .harm import Clause
from .signs import Sign, signs

_DONE = frozenset("have had were was".split())
_HELPERS = signs("HAVE BE MODAL TO NOT REPORTED")
_BORDERS = signs("COMMA DASH STOP CLAUSE")
_CALLED = frozenset("is are was were be been as completely entirely simply not".split())
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
    if is_called_untrue(p, items[k].first):
        return "denied"
    if items[k].number.amount.high == 0 or "negated" in kinds:
        return "negated"
    governed = _governed(clause, first) if Sign.TO in line[first:cue] else set()
    if "negated" in governed:
        return "negated"
    if governed & {"attempt", "planned"}:
        return "planned"
    if _is_conditional(clause, min(first, k)) or _is_unreal(line[first:cue], words, object_behind=k > cue):
        return "hypothetical"
    if "feared" in kinds:
        return "feared"
    return "planned" if "planned" in kinds and not words & _DONE else "reported"


def certainty_of(p: Parse, clause: VerbClause | None, first: int, cue: str | None) -> tuple[str, str | None]:
    """Give the status of a figure at token `first` by the verb that governs it, and the first word of doubt, if any."""
    hedge = cue if cue and _is_doubt(p, cue) else None
    if clause is None:
        return "reported", hedge
    verb, sentence = clause.verb, p.sentences[p.sentence_of[first]]
    begin = max(sentence.first, min(verb.first, verb.helper if verb.helper >= 0 else verb.first))
    kinds = {_kind(p, word) for word in p.lower[begin : verb.main]}
    if verb.form == "infinitive":
        kinds |= {
            _kind(p, word) for word in p.lower[max(sentence.first, verb.first - _BEFORE_TO) : verb.first]
        }
    start = max(
        p.codes.rfind(mark, sentence.first, begin) for mark in kinds_of.COMMA + kinds_of.STOP + kinds_of.DASH
    )
    condition = any(
        _kind(p, word) == "condition" for word in p.lower[max(start, sentence.first, begin - _REACH) : begin]
    )
    if hedge is None:
        hedge = next(
            (p.words[i] for i in range(max(sentence.first, begin - _REACH), first) if _is_hedge(p, i)), None
        )
    if is_called_untrue(p, first):
        return "denied", hedge
    if verb.negation or "negated" in kinds:
        return "negated", hedge
    unreal = "have" in p.lower[begin : verb.main] and "would" in p.lower[begin : verb.main]
    if condition or unreal or "feared" in kinds:
        return "hypothetical", hedge
    return "planned" if kinds & {"attempt", "planned", "foiled"} else "reported", hedge


def is_called_untrue(p: Parse, first: int) -> bool:
    """Whether the sentence calls a claim before token `first` untrue: "rumours of 50 dead are false"."""
    sentence = p.sentences[p.sentence_of[first]]
    claim = next(
        (
            i
            for i in range(first - 1, max(sentence.first, first - _REACH) - 1, -1)
            if _kind(p, p.lower[i]) == "claim"
        ),
        -1,
    )
    if claim < 0:
        return False
    before = range(max(sentence.first, claim - _BEFORE_TO), claim)
    if any(_kind(p, p.lower[i]) in ("untrue", "rejected") for i in before):
        return True
    behind = range(first + 1, min(sentence.last, first + _REACH))
    return any(_kind(p, p.lower[i]) == "untrue" and p.lower[i - 1] in _CALLED for i in behind)


def _is_hedge(p: Parse, i: int) -> bool:
    row = p.lexicons.terms("hedges").get(p.lower[i]) if p.lower[i].endswith("ly") else None
    return row is not None and row.category != "approximation"


def _governed(clause: Clause, first: int) -> set[str | None]:
    """What the words before "to" say of it: "a plot to", "failed to"."""
    items = clause.items
    words = clause.p.lower[items[max(0, first - _BEFORE_TO)].first : items[first].first]
    return {_kind(clause.p, word) for word in words}


def _is_unreal(helpers: str, words: set[str], object_behind: bool) -> bool:
    """Tell "would have killed 40" and "could have killed 40" from "40 could have died"."""
    unreal = Sign.MODAL in helpers and Sign.HAVE in helpers and words.isdisjoint(("may", "must"))
    return unreal and (object_behind or "would" in words)


def hedge_of(clause: Clause, k: int, cue: int, verb: str | None) -> str | None:
    """Give the first words that make a figure less than certain: "are believed", "allegedly", "estimate", "some"."""
    p, items, line = clause.p, clause.items, clause.signs
    for i in range(min(k, cue), max(k, cue)):
        if line[i] == Sign.REPORTED and clause.words(i, i + 1) != verb:
            return clause.words(i - 1 if i and line[i - 1] in Sign.BE + Sign.HAVE else i, i + 1)
    claims = line[cue] == Sign.CLAIM and clause.words(cue, cue + 1).startswith(verb or "-")
    if verb and not claims and _is_doubt(p, verb):
        return verb
    amount = items[k].number.amount
    if "estimated" in p.text[amount.start : amount.end].lower():
        return "estimated"
    for i in range(items[max(0, min(k, cue) - _REACH)].first, items[max(k, cue)].first):
        if _is_hedge(p, i):
            return p.words[i]
    return None


def _is_conditional(clause: Clause, k: int) -> bool:
    """Whether the clause before an item begins with if, unless or whether."""
    start = next(
        (i for i in range(k - 1, max(-1, k - _REACH), -1) if clause.signs[i] in _BORDERS), max(0, k - _REACH)
    )
    words = clause.p.lower[clause.items[start].first : clause.items[k].first]
    return any(_kind(clause.p, word) == "condition" for word in words)


def _kind(p: Parse, word: str) -> str | None:
    """What a word says of whether a harm happened: a category of status_words.csv, or None."""
    row = p.lexicons.terms("status_words").get(word)
    return row.category if row else None


def _is_doubt(p: Parse, printed: str) -> bool:
    """Whether a verb as printed doubts what it introduces: "estimate", "fear", "reckon"."""
    verbs = bases(printed.lower().split()[-1], p.lexicons)
    rows = [p.lexicons.terms("reporting_verbs").get(verb) for verb in verbs]
    return "estimate" in verbs or any(row and row.category in ("doubtful", "thought") for row in rows)
