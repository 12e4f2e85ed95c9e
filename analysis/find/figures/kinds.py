"""What kind of figure a number is: money, a share, a vote, a score, a rank, a rate, a measure, people or a count.

Takes a parse and an amount in it, gives the kind, the unit and the span with its unit, by the rules of
data/rules/number_rules.csv, which also tell dates, times of day, ages and numbers of names, which are no figures.
It cannot see what a bare number counts.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from ...read.lexicons import Made
from ...resources import read_rules
from ..text import Parse
from ..text.codes import NAME, PAST
from ..text.rules import THIS, Rule, compile_rules
from .amounts import Amount
from .digits import Forms, number_forms, printed_at
from .near import NEAR, Pieces, pieces, pieces_around
from .nouns import PEOPLE, UNIT_SIGNS, noun_kind, word_sign

_NEAR, _MOST_SCORE = 8, 199  # tokens in which a word for votes or play stands, points
SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})(?![\w–-])")


def _is_score(p: Parse, first: int, amount: Amount) -> bool:
    """Whether a number begins a result: a word for winning or losing stands near, or the first number is the larger."""
    match = SCORE.match(p.text, amount.start)
    if match is None or max(int(match[1]), int(match[2])) > _MOST_SCORE or match.end() < amount.end:
        return False
    behind = pieces(p, match.end(), match.end() + 12).signs[:1]
    unit = behind in [NEAR[sign] for sign in UNIT_SIGNS]
    names = NAME == p.codes[first - 1] == p.codes[first + 1]  # "Town 2-3 Rovers"
    return not unit and bool(int(match[1]) >= int(match[2]) or names or _near(p, first))


def _near(p: Parse, first: int, wanted: tuple[str, ...] = ("PLAY", "VOTE", "DECIDE")) -> str | None:
    """The sign of the nearest wanted word around a token, for votes or for play."""
    sentence = p.sentence(first)
    near = range(max(sentence.first, first - _NEAR), min(sentence.last, first + _NEAR))
    signs = ((abs(i - first), word_sign(p.lower[i], p.lexicons)) for i in near)
    return min(((far, sign) for far, sign in signs if sign in wanted), default=(0, None))[1]


_AROUND: dict[str, Callable[[Parse, int, Amount], object]] = {
    "score": _is_score,
    "vote": lambda p, first, a: _near(p, first) in ("VOTE", "DECIDE"),
    "played": lambda p, first, a: _near(p, first) == "PLAY",
    "runs": lambda p, first, a: a.kind != "ordinal" and _near(p, first, ("RUNS",)),
}
"""What a rule asks of the sentence around a number, in the column `number`; its other words name forms."""


class Reading(NamedTuple):
    """What a number is: its amount, kind and unit, its characters with the unit, and the token behind it.

    The kind is "none" for dates, ages, names and times of day, and "uncounted" for what is known already or nobody.
    """

    amount: Amount
    kind: str
    unit: str | None
    start: int
    end: int
    last: int


def kind_of(p: Parse, amount: Amount) -> Reading:
    """Give what kind of figure an amount is, by the first rule that holds, else people or a count of things."""
    first, k = p.token_at(amount.start), p.token_at(amount.end - 1) + 1
    before, behind = pieces_around(p, amount)
    line, at = before.signs + NEAR[THIS] + behind.signs, len(before.signs)
    told = number_forms(f"{amount.kind} {amount.bound} {amount.value:f}")
    rules, forms = _rules_for(before.signs[-1:], behind.signs[:1], told)
    printed = printed_at(p.text, amount.start, amount.end)

    def holds(name: str) -> object:
        around = _AROUND.get(name)
        return around(p, first, amount) if around else any(form.search(printed) for form in forms[name])

    held = Made(holds)
    for rule, asked in rules:
        right = rule.behind.match(line, at + 1) if rule.behind else None
        if rule.behind and not right:
            continue
        if rule.before and not rule.before.search(line, 0, at):
            continue
        if all(map(held.__getitem__, asked)):
            return _kind(p, amount, rule, before, behind, right)
    of = k + (p.lower[k] == "of")  # "40 of its pupils"
    of += p.codes[of] == PAST  # "3 million registered voters"
    counted = of < len(p.words) and p.chunk_of[of] >= 0 and p.text[amount.end : amount.end + 1] != "-"
    people = counted and noun_kind(p.lower[p.phrase_at(of).head], p.lexicons) in PEOPLE
    return Reading(amount, "people" if people else "count", None, amount.start, amount.end, k)


def _kind(p: Parse, amount: Amount, rule: Rule, before: Pieces, behind: Pieces, right) -> Reading:
    """The kind that a rule gives, with the unit that it labels before or behind the number."""
    start, end, unit, found = amount.start, amount.end, None, rule.row["construction"]
    first = len(before.signs) + 1  # in the line
    consumed = behind.spans[right.end() - first - 1][1] if right and right.end() > first else None
    if found in ("score", "votes") and (match := SCORE.match(p.text, start)):
        end = match.end()
    if "<unit>" in rule.sides[0]:
        unit = p.text[slice(*before.spans[-1])]
        start = min(start, before.spans[-1][0]) if found in ("money", "rate") else start
        if consumed:
            unit, end = unit + p.text[end:consumed], consumed
    elif consumed and "<unit>" in rule.sides[1]:
        begin = behind.spans[right.start("unit") - first][0]
        unit, end = p.text[begin:consumed], max(end, consumed)
        unit = "%" if found == "share" and "point" not in unit else unit
    if rule.name in ("score", "during"):
        amount = amount._replace(high=amount.high or amount.low, bound="exact")
    return Reading(amount, found, unit, start, end, p.token_at(end - 1) + 1)


@lru_cache(maxsize=5000)
def _rules_for(
    before: str, behind: str, told: Forms
) -> tuple[list[tuple[Rule, list[str]]], dict[str, list[re.Pattern]]]:
    """Give the rules that can hold between two constituents for a number that may have some forms, in order, each
    with what it asks; and what is printed in these forms."""
    forms = {name: [seen for other, seen in told if other == name] for name, _ in told}
    known = forms.keys() | _AROUND
    return [row for row in _rules() if row[0].may_hold(before, behind) and known >= set(row[1])], forms


@cache
def _rules() -> list[tuple[Rule, list[str]]]:
    return [(rule, rule.row["number"].split()) for rule in compile_rules(read_rules("number_rules"), NEAR)]
