"""Who did the harm, or which illness; and harm that is spoken of in general.

Takes a clause of signs and a figure's relation in it. It cannot resolve "he" or "they", nor see another sentence.
"""

from ..text import Parse, kind
from ..text.codes import GENITIVE, NAME
from .harm import Clause
from .relations import Relation, is_lost_to
from .signs import Cue, Sign, ends_illness, figure_pattern, signs
from .sources import reports

_DYING = frozenset("suffers suffering event toll".split())
_LINKS = frozenset("of from after following with in to".split())
_ILL_REACH, _BEFORE = 9, 3  # tokens, items
_ANYBODY = frozenset("anyone anybody whoever".split())


def is_illness(p: Parse, cue: Cue, agent: str | None) -> bool:
    """Whether somebody died of an illness: "died of a heart attack", "malaria killed two"; or in a trial."""
    names, illnesses = str(agent).lower().split(), p.lexicons.terms("illnesses")
    if cue.harm != "killed" or any(" ".join(names[k:]) in illnesses for k in range(len(names))):
        return cue.harm == "killed"
    if not cue.forms & _DYING:
        return False
    first, last, *_ = p.sentence(cue.first)
    if any(ends_illness(p, first, k, "trial") for k in range(first, last)):
        return True
    links = (i for i in range(cue.last, min(last - 1, cue.last + _ILL_REACH)) if p.lower[i] in _LINKS)
    ends = ((i + 1, end) for i in links for end in range(i + 2, p.phrase_at(i + 1).last + 1))
    return any(ends_illness(p, *place) for place in ((p.phrase_at(cue.first).first, cue.first), *ends))


def is_generic(clause: Clause, k: int, relation: Relation) -> bool:
    """Whether nobody in particular is meant: "leave for the death of a relative", said of no time past."""
    p, figure = clause.p, clause.items[k].number
    if figure.amount.kind == "nobody":  # "four were hurt, none seriously"
        told = range(clause.items[k].last, clause.items[k].last + _BEFORE)
        return any(p.codes[i] == kind.ADVERB and p.lower[i].endswith("ly") for i in told)
    if figure.amount.kind != "implied":
        return _is_on_one_body(clause, k, relation)
    first = clause.items[max(0, relation.cue - _BEFORE)].first
    anybody = not _ANYBODY.isdisjoint(p.lower[first : clause.items[relation.cue].first])
    idiom = bool(relation.cue == k and figure.cue and "suffering" in figure.cue.forms)  # "a drowning man"
    if anybody or idiom or relation.rule != "of":  # "anyone who kills an officer"
        return anybody or idiom
    sentence = p.sentence(clause.items[k].first)
    codes = p.codes[sentence.first : sentence.last]
    return kind.PAST not in codes and kind.STOP in codes  # a headline is of the day


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
_VERBS = signs("VERB KILLED KILL LEAVE FORCE REPORTED RISE CLAIM")
_HELPERS = signs("HAVE MODAL NOT TO REPORTED BE")
_THINGS = frozenset("thing event homes settlement".split())
_PARTS = frozenset("majority most many half some part bulk quarter third rest remainder".split())
_VERBS_LEFT_SHORT, _REACH = 6, 20  # verbs and items; with limits everywhere, the time is linear in the text


def agent_of(clause: Clause, k: int, relation: Relation) -> tuple[str | None, str, str | None]:
    """Give who did the harm as printed, the kind of agent, and the part of the figure that this is said of."""
    line, cue, part = clause.signs, relation.cue, None
    harm = clause.items[cue].cue
    if harm and "loses" in harm.forms:  # whoever lost 12 to the flood did not do it
        found = (k + 2, k + 3) if is_lost_to(clause, k) else None
    elif relation.construction == "active" and line[cue] in _ACTIVE:
        found = _subject(clause, cue)
    elif k and line[k - 1] in _LEAVING and cue > k:
        found = _subject(clause, k - 1)
    else:
        match = figure_pattern("AGENT").match(line, cue + 1) if relation.construction == "passive" else None
        found = (match.end("by"), match.end()) if match else None
        if match and match["part"]:
            part = clause.words(*match.span("part"))
            part = part if _PARTS & set(part.lower().split()) else None
    return (*_named(clause, *found), part) if found else (None, "none", None)


def _subject(clause: Clause, i: int) -> tuple[int, int] | None:
    """Give the items [first, last) of the subject of the harm verb at item `i`."""
    line = clause.signs
    for _ in range(_VERBS_LEFT_SHORT):
        # a participle has the subject of another verb, and no helpers
        shared = line[i] in Sign.KILLING + Sign.ING
        i = i if shared else len(line[:i].rstrip(_HELPERS)) - 1
        match = None if shared or i < 1 else figure_pattern("APPOSED").search(line, max(0, i - _REACH), i + 1)
        if match:
            return match.start(), match.start() + 1  # "the offensive, begun on Monday, left 12 dead"
        if not shared and (i < 1 or line[i] not in Sign.AND + Sign.COMMA):
            break
        i = max(line.rfind(sign, max(0, i - 2 * _REACH), i) for sign in _VERBS)  # its subject is understood
        if i < 0:
            return None
        if reports(clause.p, clause.p.lower[clause.items[i].first]):  # "The raid, the army said, killed 12"
            i = line.rfind(Sign.COMMA, 0, i) - 1
            break
    if i > 1 and line[i - 2 : i + 1] == Sign.WHO + Sign.PREP + Sign.NOUN:  # "that between them killed"
        i -= 2
    return _phrase(clause, i) if i >= 0 else None


def _phrase(clause: Clause, i: int) -> tuple[int, int] | None:
    """The noun phrase that ends in item `i`; before a "who" its head, or an event: "the attack on a market"."""
    line = clause.signs
    relative = i > 0 and line[i] == Sign.WHO
    if relative:
        i -= 1 + (line[i - 1] == Sign.COMMA)
    chain = figure_pattern("CHAIN" if relative else "PHRASE").search(line, max(0, i + 1 - _REACH), i + 1)
    if chain is None or not relative:
        return chain and chain.span()
    nouns = (j for j in range(i, chain.start() - 1, -1) if line[j] == Sign.NOUN)
    head = next((j for j in nouns if clause.kind(j) == "event"), i)
    return head, head + 1


def _named(clause: Clause, first: int, last: int) -> tuple[str, str]:
    """Give the printed words of some items and their kind: named, unnamed, or event (a bomb, the floods)."""
    p, items = clause.p, clause.items
    head, end = items[first].last - 1, items[last - 1].last
    begin = max(items[first].first, p.phrase_at(head).first if p.chunk_of[head] >= 0 else 0)
    named = NAME in p.codes[begin:end]
    event = clause.kind(first) in _THINGS and not (named and GENITIVE in p.codes[begin:end])
    return p.text[p.starts[begin] : p.ends[end - 1]], "event" if event else "named" if named else "unnamed"
