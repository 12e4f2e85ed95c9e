"""Amounts: every number of a text as an interval, "more than half a million" from 500,000 upwards.

Takes the articles table, gives one row per number, range or vague number word. It cannot see what is counted.
"""

import re
from typing import NamedTuple

from ...read.lexicons import Lexicons
from ..text import Document
from .digits import Number, has_form
from .numbers import read_numbers

_LONGEST_GAP, _MOST_TIMES_IN_OR = 20, 3
_MINUS = ("minus", "negative")
_WINDOW, _LONGEST_BOUND = 48, 6  # characters, words
_WORD = re.compile(r"[a-z]+|[^\sa-z]")
_SIGN = re.compile(r"(?<![a-z])([a-z]{0,5})\.?([$¢-¥₠-⃀]?)\s?$")  # of a currency
_NUMBER_NEXT = re.compile(r"\s?[^\w\s]?\d")
_TIME = re.compile(r"\s(?:second|minute|hour|day|week|month|year|decade|centur)")


class Amount(NamedTuple):
    """One amount: an interval (None: open end), how it is written, and the bound that its words set."""

    start: int
    end: int
    low: float | None
    high: float | None
    kind: str
    bound: str

    @property
    def value(self) -> float:
        """The one number that stands for it: the lower end, or where that is open the upper."""
        return (self.high if self.low is None else self.low) or 0.0


class Bounds(NamedTuple):
    """The words that set a bound, before a number and behind it; verbs of a change; currencies."""

    before: dict[tuple[str, ...], str]
    behind: dict[tuple[str, ...], str]
    changes: frozenset[str]
    currencies: frozenset[str]


def amounts_in(document: Document) -> tuple[Amount, ...]:
    """Give the amounts of one text in order, none inside another."""
    text, bounds = document.text, document.lexicons.part(_bounds)
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two characters
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    numbers, i = read_numbers(lowered, document.parse), 0
    amounts: list[Amount] = []
    while i < len(numbers):
        amount, i = _amount(lowered, numbers, i, bounds)
        amounts.append(amount)
    return tuple(amounts)


def _amount(text: str, numbers: list[Number], i: int, bounds: Bounds) -> tuple[Amount, int]:
    """Give the amount that begins with number `i`, and the index of the number after it."""
    number = numbers[i]
    start, bound, before = _bound_before(text, number.start, bounds)
    behind = next((then for then in numbers[i + 1 : i + 2] if then.start - number.end <= _LONGEST_GAP), None)
    if behind:
        two = _share(text, number, behind, start, bound)
        if two := two or _range(text, number, behind, start, before, bounds):
            return two, i + 2
    end, after = _bound_after(text, number.end, bounds)
    if after or number.kind in ("ordinal", "nobody"):
        bound = after
    value, start = _signed(text, number, start, before)
    if number.vague:
        return Amount(start, end, value, None, "vague", "at_least" if bound == "at_least" else "vague"), i + 1
    return Amount(start, end, *_interval(value, bound), number.kind, bound or "exact"), i + 1


def _interval(value: float, bound: str | None) -> tuple[float | None, float | None]:
    return None if bound == "at_most" else value, None if bound == "at_least" else value


def _share(text: str, a: Number, b: Number, start: int, bound: str | None) -> Amount | None:
    """Read two numbers as one: "twelve (12)", "two out of five", "one in ten", "1/3"."""
    gap, value = text[a.end : b.start].split(), a.value / b.value if b.value else 0.0
    if gap == ["("] and a.value == b.value and text[b.end : b.end + 1] == ")":
        return Amount(start, b.end + 1, a.value, a.value, a.kind, "exact")
    if not _is_part(text, a, b, gap):
        return None
    return Amount(start, b.end, *_interval(value, bound), "fraction", bound or "exact")


def _is_part(text: str, a: Number, b: Number, gap: list[str]) -> bool:
    """Whether the words between make the first a part: "eight in ten", "one child in nine", no "one in 30 years"."""
    words = a.kind == b.kind == "words"
    every = gap == ["in", "every"]
    told = every or (gap == ["in"] and any((words, a.value == 1, b.value in (10, 100))))
    told = told or (words and a.value == 1 and gap[1:] == ["in"])
    ratio = told and a.kind != "ordinal" and (every or b.value < 1000) and not _TIME.match(text, b.end)
    parts = (["out", "of"], ["out", "of", "every"], ["of", "every"])
    return (ratio or gap in parts or text[a.end : b.start] == "/") and 0 < a.value < b.value and a.scale == 1


def _range(
    text: str, a: Number, b: Number, start: int, before: list[re.Match], bounds: Bounds
) -> Amount | None:
    """Read two numbers as a range: "between 3 and 5", "10 to 20 million", "3-5", "two or three"."""
    gap = text[a.end : b.start].split()
    if len(gap) > 1 and text[a.start - len(gap[-1]) : a.start] == gap[-1]:  # "$2 to $3m"
        gap.pop()
    carried = a.value * b.scale
    low = carried if a.scale == 1 < b.scale and carried < b.value else a.value
    if low >= b.value or (a.kind == "ordinal") != (b.kind == "ordinal"):
        return None
    begins = _range_start(text, a, b, start, before, gap, bounds)
    if begins is None or (gap == ["or"] and not 0 < low * _MOST_TIMES_IN_OR >= b.value):
        return None
    return Amount(begins, b.end, low, None if b.vague else b.value, "range", "range")


def _range_start(
    text: str, a: Number, b: Number, start: int, before: list[re.Match], gap: list[str], bounds: Bounds
) -> int | None:
    """Where a range begins, by the words before and between its numbers; None where they make none."""
    last = before[-1][0] if before else ""
    changed = last == "by" or not bounds.changes.isdisjoint(word[0] for word in before[-6:])
    if last == "between" and gap[:1] in (["and"], ["to"]):
        return before[-1].start()
    if gap in (["to"], ["through"]) and a.kind != "ordinal":
        if changed and (last == "from" or not has_form("hundredths", text, a.start, b.end)):
            return None  # "rose from 3 to 5", "rose 2 to 5", "by 2 to 5"
        return before[-1].start() if last == "from" else start
    if gap in (["-"], ["–"], ["—"]):
        return start if _is_dashed(text, a, b) else None
    return start if gap == ["or"] else None


def _is_dashed(text: str, a: Number, b: Number) -> bool:
    """Tell the range "3-5" from a date, a telephone number and a code."""
    beside = text[a.start - 1 : a.start] + text[b.end : b.end + 1]
    apart = {"-", "/"}.isdisjoint(beside) and text[b.start] != "0"
    return apart and a.kind == "digits" and b.kind in ("digits", "joined")


def _signed(text: str, number: Number, start: int, before: list[re.Match]) -> tuple[float, int]:
    """Give a number's value with its sign, and where it begins with the sign."""
    if start == number.start and before and before[-1][0] in _MINUS:
        either = [word[0] for word in before[-3:-1]] == ["plus", "or"]
        return (number.value, start) if either else (-number.value, before[-1].start())
    sign = number.start - 1
    signed = text[sign : sign + 1] in ("-", "−") and (sign < 1 or text[sign - 1] in " (<>=")
    if signed and number.kind in ("digits", "joined"):
        return -number.value, min(start, sign)
    return number.value, start


def _bounds(lexicons: Lexicons) -> Bounds:
    """Give the words of the lexicon `bounds`, and those that stand for money."""
    rows = [(tuple(row.term.split()), row.category) for row in lexicons.terms("bounds").values()]
    before = {words: kind for words, kind in rows if kind in ("at_least", "at_most", "approx", "exact")}
    behind = {words: kind.removesuffix("_after") for words, kind in rows if kind.endswith("_after")}
    changes = frozenset(words[0] for words, kind in rows if kind == "change")
    lists = (lexicons.terms(name).values() for name in ("figure_words", "counted_things"))
    signs = (row.term for rows in lists for row in rows if row.category in ("currency", "money"))
    return Bounds(before, behind, changes, frozenset(signs))


def _bound_before(text: str, end: int, bounds: Bounds) -> tuple[int, str | None, list[re.Match]]:
    """Give where the bound words before a number begin, the bound they set, and the words before them."""
    sign = _SIGN.search(text, max(0, end - 8), end)
    behind = sign.start() if sign and (sign[2] or sign[1] in bounds.currencies) else end  # "more than $5m"
    words = list(_WORD.finditer(text, max(0, behind - _WINDOW), behind))
    start, bound, told = end, None, tuple(word[0] for word in words)
    for _ in range(2):  # "more than an estimated 300": the outer words decide
        sizes = (n for n in range(min(len(told), _LONGEST_BOUND), 0, -1) if told[-n:] in bounds.before)
        size = next(sizes, 0)
        if not size:
            break
        category = bounds.before[told[-size:]]
        if category == "exact":  # "handed over 14 guns"
            break
        bound = category if category != "approx" else bound or category
        start = words[-size].start()
        words, told = words[:-size], told[:-size]
    return start, bound, words


def _bound_after(text: str, end: int, bounds: Bounds) -> tuple[int, str | None]:
    """Give where the bound words behind a number end, and the bound they set."""
    words = list(_WORD.finditer(text, end, end + 24))[:3]
    if words and words[0][0] == "-":
        words = words[1:]
    told = tuple(word[0] for word in words)
    for size in range(len(told), 0, -1):
        than = told[size : size + 1] == ("than",)
        if told[:size] in bounds.behind and not than and not _NUMBER_NEXT.match(text, words[size - 1].end()):
            return words[size - 1].end(), bounds.behind[told[:size]]  # but not in "5 and over 30"
    return end, None
