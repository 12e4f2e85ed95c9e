"""Relations: the harm word that each number of people in a sentence belongs to, by the rules of figure_rules.csv.

Takes a clause of signs, gives a relation for each figure. It cannot see a harm word in another sentence.
"""

from itertools import accumulate, pairwise
from typing import NamedTuple

from .counted import BODIES
from .harm import Clause
from .signs import Sign, figure_pattern, figure_rules, signs

_AWAY = frozenset("from out off away".split())
_PAUSES = Sign.STOP + Sign.COMMA + Sign.DASH
_BEFORE_WHOLE, _HELPING = signs("FIGURE COMMA DASH STOP AND CLAUSE"), signs("HAVE MODAL TO NOT VERB")
_WINDOW, _REACH, _VAST = 24, 40, 100_000  # items to a harm word, and to another figure; people


class Relation(NamedTuple):
    """How a figure belongs to a harm word: its item, the rule, the construction, the figure it is part of."""

    cue: int
    rule: str
    construction: str
    whole: int | None = None


def relations(clause: Clause) -> dict[int, Relation]:
    """Give the relation of each figure of a sentence to its harm word, those of figures left short included."""
    places = _counted_once(clause)
    found = {k: relation for k in places if (relation := _relate(clause, k))}
    for before, k in pairwise(places):
        if clause.items[k].number.part and Sign.WHO in clause.signs[before - 2 : before]:
            before = max((place for place in found if place < before), default=before)
        if before in found and (relation := _from_before(clause, k, before, found)):
            found[k] = relation
    found |= _asides(clause, places, found)
    for behind, k in pairwise(places[::-1]):
        known = behind in found and k not in found
        if known and (relation := _from_behind(clause, k, behind, found[behind])):
            found[k] = relation
    return found


def _counted_once(clause: Clause) -> list[int]:
    """The items that are figures, without the one who is said twice: "one, a boy of six, was hurt"."""
    ones = (match.start("again") for match in figure_pattern("RESTATED").finditer(clause.signs))
    again = {k for k in ones if clause.items[k].number.amount.kind == "implied"}
    return [k for k, sign in enumerate(clause.signs) if sign == Sign.FIGURE and k not in again]


def _asides(clause: Clause, places: list[int], found: dict[int, Relation]) -> dict[int, Relation]:
    """The parts that make up a whole between commas: "two passengers, a father and his daughter, are missing"."""
    parts: dict[int, Relation] = {}
    values = [clause.items[k].number.amount.value for k in places]
    for i, k in enumerate(places):
        sums = list(accumulate(values[i + 1 :]))
        named = places[i + 1 : i + 2 + sums.index(values[i])] if values[i] in sums else []
        between = "".join(clause.signs[a + 1 : b] for a, b in pairwise((k, *named)))
        end = figure_pattern("CLOSED").match(clause.signs, named[-1] + 1) if named[1:] else None
        if k in found and end and between == Sign.COMMA * (len(named) - 1) + Sign.AND:
            parts |= {part: found[k]._replace(rule="subset", whole=k) for part in named}
    return parts


def _relate(clause: Clause, k: int) -> Relation | None:
    """The relation of the figure that is item `k` to a harm word of its own, None where no word in reach is one."""
    figure = clause.items[k].number
    bodies = figure.noun in BODIES
    if figure.cue and ("event" in figure.cue.forms or (figure.cue.harm == "killed" and bodies)):
        return Relation(k, "head", "nominal")
    for rule in figure_rules():
        cue = (rule.find(clause.signs, k, _WINDOW) or {}).get("cue")
        if cue is None:
            continue
        end = figure_pattern("FATAL").match(clause.signs, cue + 1)
        if end and (died := clause.items[end.end() - 1].cue) and died.harm == "killed":
            cue = end.end() - 1  # "was shot and died"
        if _holds(clause, k, cue, rule.name):
            return Relation(cue, rule.name, rule.row["construction"])
    name = "freed" if figure_pattern("FREED").match(clause.signs, k + 1) else "head"
    return Relation(k, name, "nominal") if figure.cue and figure.amount.value > 1 else None


def _holds(clause: Clause, k: int, cue: int, rule: str) -> bool:
    """Whether a rule's harm word can be said of the figure, and not of "12 of them" between, unless in commas."""
    if rule in ("subject", "main verb", "state") and _is_apart(clause, k, cue, rule):
        return False
    line, figure = clause.signs, clause.items[k].number
    parts = (i for i in range(k + 1, cue) if line[i] == Sign.FIGURE and clause.items[i].number.part)
    asides = all(line[i - 1] == Sign.COMMA and Sign.COMMA in line[i + 1 : cue] for i in parts)
    # "killed his wife and a cook": one would be too few
    others = rule == "object" and line[cue + 1] == Sign.NOUN and figure.amount.kind == "implied"
    return asides and not others and _fits(clause, k, cue, rule)


def _from_before(clause: Clause, k: int, before: int, found: dict[int, Relation]) -> Relation | None:
    """The relation that a figure has through the one before it: "15 were hurt, three of them badly"."""
    line, other, own = clause.signs, found[before], found.get(k)
    rule = _shared(line, k, before)
    if clause.items[k].number.part or rule == "subset":
        return (own or other)._replace(rule="subset", whole=before)
    # "nine died - one here, the others there"
    listed = line[k - 1] == Sign.DASH and clause.items[k].number.amount.high == 1
    return other._replace(rule=rule) if rule and not own and not listed else None


def _from_behind(clause: Clause, k: int, behind: int, other: Relation) -> Relation | None:
    """The relation that a figure has through the one behind it: "nine Danes and eight Swedes were killed"."""
    if clause.items[behind].number.part or other.rule not in ("subject", "main verb", "state", "shelter"):
        return None  # a part: "140 families, and 32 of them were evicted"
    rule = _shared(clause.signs, k, behind)
    if rule == "subset":
        return other._replace(rule=rule, whole=behind)
    return other._replace(rule=rule, whole=None) if rule and not _is_whole(clause.signs, k) else None


def _shared(line: str, k: int, other: int) -> str | None:
    """Give the first rule by which a figure leans on another one, before it or behind it."""
    start = min(other, k)
    for rule in figure_rules():
        if rule.row["construction"] == "shared" and (rule.before is None) == (other > k):
            places = rule.find(line[start:], k - start, _REACH)
            if places and places["whole"] == other - start:
                return rule.name
    return None


def _is_apart(clause: Clause, k: int, cue: int, rule: str) -> bool:
    """Tell "38 passengers in a bus that was hit", "the jail, which holds 38, burned" from "38 who were hit"."""
    line, helper = clause.signs, clause.p.lower[clause.items[cue - 1].first]
    closed = figure_pattern("CLOSED").match(line, k + 1)
    inside = closed and closed.end() <= cue and figure_pattern("INSIDE").search(line, 0, k + 1)
    held = line[k - 2 : k] in (Sign.NOUN + Sign.ING, Sign.NOUN + Sign.PREP)
    if inside or (rule != "state" and _is_whole(line, k)) or (held and helper in ("was", "is", "has")):
        return True
    places = (i for i in range(k + 2, cue) if line[i - 1 : i + 1] == Sign.NOUN + Sign.WHO)
    return any(clause.p.lower[clause.items[i].first] in ("that", "which") for i in places)


def _is_whole(line: str, k: int) -> bool:
    """Tell "17 of the 40 hostages died" and "of the 40, 17 died", "among 40, 17 died": the 40 did not."""
    return line[k - 1 : k] in (Sign.OF, Sign.AMONG) and (k == 1 or line[k - 2] in _BEFORE_WHOLE)


def _is_lost(clause: Clause, at: int, k: int) -> bool:
    """Tell the men whom an army lost, lost sons, whom a flood claimed or is lost to it, from men lost to injury."""
    losses, figure, cue = clause.p.lexicons.categories["losses"], clause.items[k].number, clause.items[at].cue
    lost, floor = losses.get(figure.noun or "men"), 1 + max(map(clause.signs[:at].rfind, _PAUSES))
    words = clause.p.lower[clause.items[floor].first : clause.items[at].first]
    away = clause.signs[k + 1 : k + 2] == Sign.TO  # "lost two officers to a rival"
    army = lost == "man" and not away and any(losses.get(word) == "army" for word in words)
    # no sons whom somebody took
    both = clause.signs[k + 1 : k + 2] == Sign.AND and cue and "loses" in cue.forms
    kin = lost == "kin" and bool(k > at + 1 or both)
    claimed = is_lost_to(clause, k) or (at > 0 and clause.kind(at - 1) == "event")
    return army or (claimed and figure.kind in ("person", "people")) or lost == "fallen" or kin


def is_lost_to(clause: Clause, k: int) -> bool:
    """Whether what kills stands behind a figure: "lost 12 people to the flood"."""
    return clause.signs[k + 1 : k + 3] == Sign.TO + Sign.NOUN and clause.kind(k + 2) == "event"


def _doer(clause: Clause, at: int) -> str:
    """The kind of what stands before a harm word, such as a boat, or leads a clause of two verbs."""
    apart = clause.signs[at - 1 : at] in (Sign.COMMA, Sign.AND)
    before = clause.signs[:at].rstrip(_HELPING).removesuffix(Sign.WHO).rstrip(Sign.COMMA)
    holder = clause.signs.find(Sign.NOUN) if apart else len(before) - 1
    return clause.kind(holder) if holder >= 0 else ""


def _fits(clause: Clause, k: int, at: int, rule: str) -> bool:
    """Tell whether a harm word can be said of what is counted: weak ones only of people."""
    item, figure = clause.items[at], clause.items[k].number
    cue, after = item.cue or item.number.cue, clause.p.lower[clause.items[k].last : clause.items[k].last + 1]
    if item.sign == Sign.FORCE:  # "forced 40 people to flee", "moved 40 people out of", not "to resign"
        return bool(figure_pattern("FORCED").match(clause.signs, k + 1)) or not _AWAY.isdisjoint(after)
    if cue is None or item.sign == Sign.CLAIM:
        return _is_lost(clause, at, k)
    weak = cue.weight < 1 and cue.harm not in ("injured", "missing")
    doer = _doer(clause, at) if rule == "object" else ""
    # "the boat held 12", "the tax hits 12 farmers", "holding a baby"
    idle = (cue.harm, doer) == ("detained", "thing") or doer == "policy" or figure.amount.kind == "implied"
    priced = clause.p.lower[item.first].startswith("hurt") and (
        doer == "policy" or figure.amount.value >= _VAST
    )
    return not (priced or (weak and idle))
