"""The grammar of harm: a sentence as a line of signs, and the harm word that each number of people in it belongs to.

Takes a parse, gives clauses of signs and relations. It sees one sentence at a time, and no clause inside a clause.
"""

from typing import NamedTuple

from ...read.lexicons import Lexicons
from ..text.parse import Parse, Sentence
from ..text.rules import compile_pattern
from .amounts import Amount
from .counted import BODIES, CREWS, Figure, is_own_number, noun_kind, read_figure, read_implied
from .harm_words import Cue
from .signs import OF_CODE, OF_FORM, OF_WORD, Sign, figure_rules

_FORCED = compile_pattern(
    "TO [DIED KILL DEAD DEATHS LEAVE KILLED] | TO? [DEAD DYING] | TO VERB [PREP NOUN]{1,3} [SHELTER DEAD]",
    Sign.__members__,
)
_WITH = compile_pattern("PREP NOUN? cue:DEATHS", Sign.__members__)  # "left 12 with injuries"
_AWAY = frozenset("from out off away".split())
_DETERMINERS = frozenset(
    "the all these those its their his her our a an another further additional some".split()
)
_GROUPS = frozenset("family group crew party gang total team band average maximum minimum couple".split())
_PARTS = frozenset((("among", "them"), ("among", "those"), ("of", "whom"), ("among", "whom")))
_VERBS_ONLY = frozenset(("claims", "forces", "leaves"))
_NOUNS_ONLY = frozenset(("event", "person"))
_ONE_OR_NONE = frozenset("a an no the neither".split())
_DASHES = frozenset("- – — --".split())
_WINDOW = 24


class Item(NamedTuple):
    """One sign of a sentence: the tokens [first, last) that it stands for, and the figure or harm word there."""

    sign: str
    first: int
    last: int
    figure: Figure | None = None
    cue: Cue | None = None


class Clause(NamedTuple):
    """A sentence as items and as the string of their signs."""

    p: Parse
    items: list[Item]
    signs: str

    def words(self, first: int, last: int) -> str:
        """Give the text of the items [first, last)."""
        return self.p.text[
            self.p.starts[self.items[first].first] : self.p.ends[self.items[last - 1].last - 1]
        ]

    def kind(self, i: int) -> str:
        """Give what the head of an item names: a category of victims.csv or counted_things.csv, or unknown."""
        return noun_kind(self.p.lower[self.items[i].last - 1], self.p.lexicons)


class Relation(NamedTuple):
    """How a figure belongs to a harm word: its item, the rule, the construction, the figure it is part of."""

    cue: int
    rule: str
    construction: str
    whole: int | None = None


def read_clause(p: Parse, sentence: Sentence, amounts: dict[int, Amount], cues: dict[int, Cue]) -> Clause:
    """Give a sentence as signs, every number of people as one sign `F`; times and adverbs are left out."""
    items: list[Item] = []
    i = sentence.first
    while i < sentence.last:
        chunk = p.chunk_of[i]
        if chunk >= 0 and i <= p.chunks[chunk].head and _is_time(p, chunk, cues):
            head, i = p.chunks[chunk].head, p.chunks[chunk].last
            i = next((k for k in range(head + 1, i) if k in amounts), i)  # "on Tuesday 19 died"
            continue
        item = _item(p, i, amounts, cues, items)
        if item.figure:
            if len(items) > 1 and items[-1].sign == "o" and p.lower[items[-2].last - 1] in _GROUPS:
                del items[-2:]  # "a family of seven"
            if (
                items
                and items[-1].sign == Sign.NOUN
                and _DETERMINERS.issuperset(p.lower[items[-1].first : i])
            ):
                items.pop()
        if item.sign == "N" and items and items[-1].sign == "N":
            items[-1] = items[-1]._replace(last=item.last)
        elif item.sign:
            items.append(item)
        i = item.last
    _pair_dashes(p, items)
    if items and items[-1].sign != Sign.STOP:
        items.append(Item(Sign.STOP, i - 1, i))  # a headline ends without one
    return Clause(p, items, "".join(item.sign for item in items))


def _pair_dashes(p: Parse, items: list[Item]) -> None:
    """Read two dashes as what they are, a pair of commas: "12 people - two of them children - were killed"."""
    dashes = [i for i, item in enumerate(items) if item.sign == Sign.DASH and p.words[item.first] in _DASHES]
    if len(dashes) == 2 and dashes[0] > 0:
        for i in dashes:
            items[i] = items[i]._replace(sign=Sign.COMMA)


def relate(clause: Clause, k: int) -> Relation | None:
    """Give the relation of the figure that is item `k` to its harm word, None where no word in reach is one."""
    items, signs, figure = clause.items, clause.signs, clause.items[k].figure
    if figure.cue and (
        "event" in figure.cue.forms or (figure.cue.harm == "killed" and figure.noun in BODIES)
    ):
        return Relation(k, "head", "nominal")
    if k and (
        (signs[k - 1] == "Z" and figure.noun == "lives") or (signs[k - 1] == "C" and _is_forced(clause, k))
    ):
        return Relation(k - 1, "object", "active")
    if k and signs[k - 1] == "L" and (match := _WITH.match(signs, k + 1)):
        return Relation(match.start("cue"), "state", "active")
    whole = is_whole(signs, k)
    for rule in figure_rules():
        places = rule.find(signs, k, _WINDOW) or {}
        cue = places.get("cue")
        if (
            cue is None
            or (whole and rule.name in ("subject", "main verb"))
            or not _fits(items[cue], figure, rule.name)
        ):
            continue
        parts = (i for i in range(k + 1, cue) if items[i].figure and items[i].figure.part)
        if all(is_aside(signs, i, cue) for i in parts):
            return Relation(cue, rule.name, rule.row["construction"])  # not past "12 of them"
    several = (figure.amount.low or figure.amount.high or 0) > 1
    return Relation(k, "head", "nominal") if figure.cue and several else None


def is_aside(signs: str, i: int, end: int) -> bool:
    """Tell "12 people, two of them children, were" from "140 families, and 32 of them were", which has its own verb."""
    return signs[i - 1] == Sign.COMMA and Sign.COMMA in signs[i + 1 : end]


def is_whole(signs: str, k: int) -> bool:
    """Tell "17 of the 40 hostages died" and "of the 40, 17 died": the 40 did not."""
    return signs[k - 1 : k] == "o" and (k == 1 or signs[k - 2] in "F,:;ck")


def _item(p: Parse, i: int, amounts: dict[int, Amount], cues: dict[int, Cue], items: list[Item]) -> Item:
    amount, cue = amounts.get(i), cues.get(i)
    if amount:
        figure = read_figure(p, i, amount, cues)
        last = figure.last if figure else p.token_at(amount.end - 1) + 1
        return Item(Sign.FIGURE if figure else Sign.NOUN, i, max(last, i + 1), figure)
    if p.lower[i] in _ONE_OR_NONE and i + 1 < len(p.lower):
        figure = read_implied(p, i, cues, lambda last: _behind_own_number(p, last, amounts))
        if figure:
            return Item(Sign.FIGURE, i, figure.last, figure)
    after_helper = items and items[-1].sign in "hmt"
    noun = p.codes[i] in "nNj" and not after_helper  # "forces", "a claim"
    if cue and not (noun and cue.forms <= _VERBS_ONLY) and not _is_modifier(p, cue, cues):
        return Item(next(sign for form, sign in OF_FORM.items() if form in cue.forms), i, cue.last, None, cue)
    if tuple(p.lower[i : i + 2]) in _PARTS:
        return Item("U", i, i + 2)
    sign = p.lexicons.part(_grammar_words).get(p.lower[i]) or OF_CODE.get(p.codes[i], "")
    if (
        sign == "V"
        and p.codes[i] == "v"
        and p.codes[i + 1 : i + 2] in ("n", "N")
        and p.codes[i - 1] in "ciT,"
    ):
        sign = "N"  # "and allied forces"
    return Item(sign, i, i + 1)


def _behind_own_number(p: Parse, last: int, amounts: dict[int, Amount]) -> int:
    """Give the token behind the number that the noun before token `last` has of its own, else that token."""
    group = p.chunk_of[last + 1] if last + 1 < len(p.words) else -1
    if group >= 0 and p.lower[p.chunks[group].head] in CREWS:  # "the captain of a crew of 12"
        last = p.chunks[group].last
    amount = amounts.get(last + 1)
    k = p.token_at(amount.end - 1) + 1 if amount else last
    if not amount or not is_own_number(p, last + 1, k):
        return last
    chunk = p.chunk_of[k] if k < len(p.words) else -1
    return p.chunks[chunk].last if chunk >= 0 and chunk == p.chunk_of[k - 1] else k


def _is_modifier(p: Parse, cue: Cue, cues: dict[int, Cue]) -> bool:
    """Tell the refugees of "the refugee agency" and the murder of "a murder trial"."""
    last, inside = cue.last, p.chunk_of[cue.first] >= 0
    same = inside and last < len(p.words) and p.chunk_of[last] == p.chunk_of[cue.first]
    return bool(same and cue.forms <= _NOUNS_ONLY and p.codes[last] in "nN" and last not in cues)


def _is_time(p: Parse, chunk: int, cues: dict[int, Cue]) -> bool:
    """Tell "last Tuesday" from "nine dead last Tuesday", which the noun phrases take for one."""
    first, last, head = p.chunks[chunk]
    return noun_kind(p.lower[head], p.lexicons) in ("time", "month") and cues.keys().isdisjoint(
        range(first, last)
    )


def _is_forced(clause: Clause, k: int) -> bool:
    """Tell "forced 40 people to flee" and "moved 40 people out of" from "forced 40 people to resign"."""
    return bool(_FORCED.match(clause.signs, k + 1)) or not _AWAY.isdisjoint(
        clause.p.lower[clause.items[k].last : clause.items[k].last + 1]
    )


def _fits(item: Item, figure: Figure, rule: str) -> bool:
    """Tell whether a harm word can be said of what is counted: weak ones only of people, homes are only left."""
    if item.sign == "Z":
        return figure.noun == "lives"
    if rule == "list" and figure.kind == "bare" and item.sign == "P":
        return False
    if (
        figure.amount.kind == "implied" and item.cue.harm != "injured" and item.cue.weight < 1
    ):  # "holding a baby"
        return False
    if figure.kind == "homes":
        return item.cue.harm == "displaced"
    return item.cue.weight >= 1 or figure.kind != "unknown"


def _grammar_words(lexicons: Lexicons) -> dict[str, str]:
    return {term: OF_WORD[row.category] for term, row in lexicons.terms("grammar_words").items()}
