"""What stands around a casualty figure: its source, its hedge, who did the harm, whether it happened.

Takes a parse, the signs of a sentence and a figure's relation, gives the details. It cannot resolve "he" or "they".
"""

import re
from collections.abc import Sequence

from ..read.lexicons import lexicon_terms
from .counted import noun_kind
from .harm import Item
from .parse import Parse
from .speakers import name_speaker

_BY = re.compile(r"[,pN]{0,3}?(?P<part>(?<=,)N)?(?P<by>a)N(?:[oc]N){0,3}")
_FEARED = frozenset("feared fear fears may might could presumed possibly probably".split())
_PLANNED = frozenset("will would should shall 'll to plan plans planned due".split())
_NEGATED = frozenset(["not", "n't", "never", "no"])
_HEDGING_VERBS = frozenset(["doubtful", "thought", "estimated"])
_PARTS = frozenset("majority most many half some part bulk quarter third rest remainder".split())


def source_of(p: Parse, items: list[Item], signs: str, k: int, quotes: Sequence[tuple]) -> tuple:
    """Give who gives a figure as printed, the kind of source, and the word that says so.

    The speaker of the innermost quotation that holds the figure; else the subject of a verb of counting ("medics
    counted 40 dead"), or what follows "according to" in the same sentence.
    """
    start = items[k].figure.start
    holding = [row for row in quotes if row[0] <= start < row[1] and row[2] != "scare"]
    row = max(holding, key=lambda row: row[0], default=None)
    if row and row[4]:
        return row[4], name_speaker(row[4], 0, ())[1], row[3]
    for j in range(k - 1, 0, -1):
        if signs[j] in ";kr":
            break
        if signs[j - 1] == "N" and lexicon_terms("counting_verbs").get(p.lower[items[j].first]):
            speaker = p.text[p.starts[items[j - 1].first] : p.ends[items[j - 1].last - 1]]
            return speaker, name_speaker(speaker, 0, ())[1], p.words[items[j].first]
    for j in range(k + 1, len(items) - 2):
        if signs[j] == ";":
            break
        if p.lower[items[j].first] == "according" and signs[j + 2] == "N":
            speaker = p.text[p.starts[items[j + 2].first] : p.ends[items[j + 2].last - 1]]
            return speaker, name_speaker(speaker, 0, ())[1], "according to"
    return None, "none", row and row[3]


def agent_of(p: Parse, items: list[Item], signs: str, k: int, cue: int, how: str) -> tuple:
    """Give who did the harm as printed, the kind of agent, and the part of the figure that this is said of."""
    if how == "active" and signs[cue] in "ABDCZ":
        found = _subject(signs, cue)
        return (*_named(p, items, found), None) if found else (None, "none", None)
    if signs[k - 1 : k] == "L" and cue > k:
        found = _subject(signs, k - 1)
        return (*_named(p, items, found), None) if found else (None, "none", None)
    match = _BY.match(signs, cue + 1) if how == "passive" else None
    if not match:
        return None, "none", None
    part = items[match.start("part")] if match["part"] else None
    part = part and p.text[p.starts[part.first] : p.ends[part.last - 1]]
    if part and not _PARTS & set(part.lower().split()):
        part = None
    return (*_named(p, items, (match.end("by"), match.end())), part)


def status_of(p: Parse, items: list[Item], signs: str, k: int, cue: int) -> str:
    """Give whether the harm is reported, feared, planned, or negated, by the helpers of its verb."""
    first, low = cue, items[k].figure.low
    while first > 0 and signs[first - 1] in "hbmtnQ":
        first -= 1
    words = set(p.lower[items[first].first : items[cue].first]) | set(
        p.lower[items[k].last : items[k].last + 1]
    )
    if (low == 0 and items[k].figure.high == 0) or words & _NEGATED:
        return "negated"
    if words & _FEARED:
        return "feared"
    return "planned" if words & _PLANNED and not words & {"have", "had", "were", "was"} else "reported"


def hedge_of(
    p: Parse, items: list[Item], signs: str, k: int, cue: int, verb: str | None, hedges: dict
) -> str | None:
    """Give the words that make a figure less than certain: "are believed", "allegedly", "estimate", "some"."""
    low, high = sorted((k, cue))
    for i in range(low, high):
        if signs[i] == "Q":
            first = items[i - 1].first if signs[i - 1] in "bh" else items[i].first
            return p.text[p.starts[first] : p.ends[items[i].last - 1]]
    if verb and hedges.get(verb.lower().split()[-1]):
        return verb
    for i in range(items[0].first, items[-1].last):
        if p.codes[i] == "r" and hedges.get(p.lower[i]):
            return p.words[i]
    words = p.text[items[k].figure.start : items[k].figure.end].lower().split()
    return next((w for w in words if w in ("estimated", "some")), None)


def _subject(signs: str, i: int) -> tuple[int, int] | None:
    """Give the items of the subject of the harm verb at item `i`: [first, last)."""
    if signs[i] in "AG" or (i and signs[i - 1] in "c,"):  # the subject of the verb before is understood
        i = max((signs.rfind(s, 0, i) for s in "VDBLCQ"), default=-1)
        if i < 0:
            return None
    i -= 1
    while i >= 0 and signs[i] in "hmntQb":
        i -= 1
    if i > 0 and signs[i] in "c,":
        return _subject(signs, i + 1) if any(s in signs[:i] for s in "VDBLCQ") else None
    relative = i > 0 and signs[i] == "r"
    if relative:
        i -= 1 + (signs[i - 1] == ",")
    last = i + 1
    if i < 0 or signs[i] not in "NF":
        return None
    while not relative and i > 1 and signs[i - 1] in "opc" and signs[i - 2] in "NF":
        i -= 2
    return i, last


def _named(p: Parse, items: list[Item], span: tuple[int, int]) -> tuple[str | None, str]:
    """Give the printed words of some items and their kind: named, unnamed, or event (a bomb, the floods)."""
    first, last = items[span[0]].first, items[span[1] - 1].last
    chunk = p.chunk_of[items[span[0]].last - 1]
    if chunk >= 0:
        first = max(first, p.chunks[chunk].first)
    head = p.lower[items[span[0]].last - 1]
    named = "N" in p.codes[first:last]
    if noun_kind(head) in ("thing", "event", "unknown_event") and not (named and "s" in p.codes[first:last]):
        kind = "event"
    else:
        kind = "named" if named else "unnamed"
    return p.text[p.starts[first] : p.ends[last - 1]], kind
