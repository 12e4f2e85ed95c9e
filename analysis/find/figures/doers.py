"""Who did the harm, or which illness; and harm that is spoken of in general.

Takes a clause of signs and a figure's relation in it. It cannot resolve "he" or "they", nor see another sentence.
"""

import re
from bisect import bisect_left

from ..text import Parse, Span, kind, phrase_before
from ..text.clauses import MAIN
from ..text.clauses import Clause as VerbClause
from ..text.codes import COMMA, GENITIVE, NAME, RELATIVE
from .harm import Clause, Item
from .nouns import noun_kind
from .relations import Relation, is_lost_to
from .signs import Cue, ends_illness, figure_pattern, signs
from .sources import reports

_DYING = frozenset("suffers suffering event toll".split())
_LINKS = frozenset("of from after following with in to".split())
_ILL_REACH, _BEFORE, _BACK, _TOPICS = 9, 3, 80, ("illness", "event")  # tokens, items, tokens
_GENERAL = frozenset("anyone anybody whoever can".split())


def harm_of(p: Parse, cue: Cue, agent: str | None) -> str:
    """The harm of a harm word; of an illness people "died", and are ill in hospital."""
    if cue.harm == "injured" and any("hospital" in word for word in p.lower[cue.first : cue.last]):
        begin, end, *_ = p.sentence(cue.first)
        ill, words = p.lexicons.categories["illnesses"], p.lower[max(0, begin - _BACK) : end]
        kinds = [ill.get(word) or noun_kind(word, p.lexicons) for word in words]
        # the article is about an illness, and no crash
        if "illness" in (*kinds[begin - end :], next((told for told in kinds if told in _TOPICS), "")):
            return "other"
    return "died" if _is_illness(p, cue, agent) else cue.harm


def _is_illness(p: Parse, cue: Cue, agent: str | None) -> bool:
    """Whether somebody died of an illness: "died of a heart attack", "malaria killed two"; or in a trial."""
    names, illnesses = str(agent).lower().split(), p.lexicons.terms("illnesses")
    if cue.harm != "killed" or any(" ".join(names[k:]) in illnesses for k in range(len(names))):
        return cue.harm == "killed"
    if not cue.forms & _DYING:
        return False
    first, last, *_ = p.sentence(cue.first)
    if any(ends_illness(p, first, k, "trial") for k in range(cue.first - _BACK, min(last, cue.last + _BACK))):
        return True
    links = (i for i in range(cue.last, min(last - 1, cue.last + _ILL_REACH)) if p.lower[i] in _LINKS)
    ends = ((i + 1, end) for i in links for end in range(i + 2, p.phrase_at(i + 1).last + 1))
    return any(ends_illness(p, *place) for place in ((p.phrase_at(cue.first).first, cue.first), *ends))


def is_generic(clause: Clause, k: int, relation: Relation) -> bool:
    """Whether nobody in particular is meant: "leave for the death of a relative", said of no time past."""
    p, figure = clause.p, clause.items[k].number
    item, before = clause.items[relation.cue], clause.items[max(0, relation.cue - _BEFORE)]
    if figure.amount.kind == "nobody":  # "four were hurt, none seriously"
        told = range(clause.items[k].last, clause.items[k].last + _BEFORE)
        return any(p.codes[i] == kind.ADVERB and p.lower[i].endswith("ly") for i in told)
    if figure.amount.kind != "implied":
        return _is_on_one_body(clause, k, relation)
    general = not _GENERAL.isdisjoint(p.lower[before.first : item.first])
    idiom = bool(relation.cue == k and figure.cue and "suffering" in figure.cue.forms)  # "a drowning man"
    # "the shooting of a man", who may have died
    outcome = relation.rule == "of" and item.cue and item.cue.harm == "injured"
    if general or idiom or outcome:  # "anyone who kills an officer"
        return True
    codes = p.codes[slice(*p.sentence(item.first)[:2])]
    always = relation.rule == "of" and kind.PAST not in codes
    # "until a miner dies"; a headline is of the day
    return kind.STOP in codes and (always or p.codes[item.first] == kind.PRESENT)


def _is_on_one_body(clause: Clause, k: int, relation: Relation) -> bool:
    """Tell "27 injuries, 19 of them on the soles" and "she had nine injuries" from people who were injured."""
    p, cue, parts = clause.p, clause.items[relation.cue], clause.p.lexicons.categories["losses"]
    if not (cue.figure and cue.figure.cue and cue.figure.cue.harm == "injured"):
        return False
    before = p.lower[clause.items[max(0, relation.cue - 2)].first : cue.first]
    behind = p.lower[cue.last : clause.items[k].last + _ILL_REACH]
    return "body" in map(parts.get, behind) or not {"he", "she"}.isdisjoint(before)


_ACTIVE = signs("KILLING KILL KILLED FORCE CLAIM")
_LEAVING = signs("LEAVE KILL KILLED FORCE")  # "left 12 dead", "shot 12 dead"
_THINGS = frozenset("thing event homes settlement".split())
_PARTS = frozenset("majority most many half some part bulk quarter third rest remainder".split())
_GOVERNING = ("finite", "infinitive")
_BARE = re.compile(f"[^{COMMA}{RELATIVE}]+")  # a subject without what is apposed to it


def agent_of(
    clause: Clause, around: list[VerbClause], k: int, relation: Relation
) -> tuple[str | None, str, str | None]:
    """Give who did the harm as printed, the kind of agent, and the part of the figure that this is said of."""
    line, cue, part, items = clause.signs, relation.cue, None, clause.items
    harm, found = items[cue].cue, None
    if harm and "loses" in harm.forms:  # whoever lost 12 to the flood did not do it
        found = (items[k + 2].first, items[k + 2].last) if is_lost_to(clause, k) else None
    elif relation.construction == "active" and line[cue] in _ACTIVE:
        found = _subject(clause, around, items[cue])
    elif k and line[k - 1] in _LEAVING and cue > k:
        found = _subject(clause, around, items[k - 1])
    elif relation.construction == "passive" and (match := figure_pattern("AGENT").match(line, cue + 1)):
        found = items[match.end("by")].first, items[match.end() - 1].last
        if match["part"]:
            _, first, last, *_ = items[match.start("part")]
            told = not _PARTS.isdisjoint(clause.p.lower[first:last])
            part = clause.p.text[clause.p.starts[first] : clause.p.ends[last - 1]] if told else None
    return (*_named(clause.p, *found), part) if found else (None, "none", None)


def _subject(clause: Clause, around: list[VerbClause], verb: Item) -> Span | None:
    """The tokens of the subject of a harm verb; one that has none of its own, "…, killing", shares that before it."""
    p, floor = clause.p, clause.items[0].first
    before = around[: bisect_left(around, verb.last, key=MAIN)]
    for group, found, *_ in reversed(before):
        said = group.main < verb.first and group.voice == "active" and reports(p, p.lower[group.main])
        if group.form == "infinitive":  # "a plot to kill"
            found = phrase_before(p, group.first, floor) if p.chunk_of[group.first - 1] >= 0 else None
        elif found and (said or p.lower[found[0] - 1] == "since"):  # "The raid, the army said, killed"
            found = phrase_before(p, found[0] - 1, floor)
        if found and found[0] < group.first and group.form in _GOVERNING:
            related = RELATIVE in p.codes[found[1] : found[1] + 2]
            match = _BARE.match(p.codes, *_event(p, found) if related else found)
            return match and match.span()
    return None


def _event(p: Parse, span: Span) -> Span:
    """The event in a noun phrase, or the whole: "the attack on a market which killed 12"."""
    heads = (p.phrase_at(i) for i in range(*span))
    events = (head[:2] for head in heads if noun_kind(p.lower[head.head], p.lexicons) == "event")
    return next(events, span)


def _named(p: Parse, first: int, end: int) -> tuple[str, str]:
    """Give the printed words of a noun phrase and their kind: named, unnamed, or event (a bomb, the floods)."""
    begin, _, head = p.phrase_at(first)
    named = NAME in p.codes[begin:end]
    event = noun_kind(p.lower[head], p.lexicons) in _THINGS and not (named and GENITIVE in p.codes[begin:end])
    return p.text[p.starts[begin] : p.ends[end - 1]], "event" if event else "named" if named else "unnamed"
