"""What a rule may ask of a number itself: whether it is a year, can be an age, is written in words ...

Takes a parse, a token and an amount. The rules of data/rules/number_rules.csv name these in their column `number`.
"""

import re
from collections.abc import Callable

from ..text.parse import Parse
from .amounts import Amount
from .near import UNIT_SIGNS, pieces, word_sign

_NEAR = 8  # tokens in which a word for votes or play stands
_OLDEST, _MOST_SCORE, _FEW = 120, 199, 9
_YEARS = (1000, 2100)
_LIMITS = ("under", "over", "below", "above")
SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})(?![\w–-])")


def _value(amount: Amount) -> float:
    return (amount.high if amount.low is None else amount.low) or 0.0


def _is_score(p: Parse, first: int, amount: Amount) -> bool:
    """Whether a number begins a result: a word for winning or losing stands near, or the first number is the larger."""
    match = SCORE.match(p.text, amount.start)
    if match is None or max(int(match[1]), int(match[2])) > _MOST_SCORE or match.end() < amount.end:
        return False
    behind = pieces(p, match.end(), match.end() + 12)[:1]
    unit = behind and behind[0].sign in UNIT_SIGNS
    return not unit and bool(int(match[1]) >= int(match[2]) or _near(p, first))


def _near(p: Parse, first: int) -> str | None:
    """The sign of the nearest word for votes or for play around a token."""
    sentence = p.sentences[p.sentence_of[first]]
    near = range(max(sentence.first, first - _NEAR), min(sentence.last, first + _NEAR))
    signs = ((abs(i - first), word_sign(p.lower[i], p.lexicons)) for i in near)
    return min(((far, sign) for far, sign in signs if sign in ("PLAY", "VOTE")), default=(0, None))[1]


def _written(p: Parse, amount: Amount) -> str:
    return p.text[amount.start : amount.end]


def _is_year(p: Parse, first: int, amount: Amount) -> bool:
    written = _written(p, amount)
    return written.isdigit() and len(written) == 4 and _YEARS[0] <= int(written) <= _YEARS[1]


def _is_years(p: Parse, first: int, amount: Amount) -> bool:
    low, high = amount.low or 0.0, amount.high or 0.0
    return amount.kind == "range" and 1800 < low < high <= _YEARS[1] and "," not in _written(p, amount)


def _is_hour(p: Parse, first: int, amount: Amount) -> bool:
    value, written = _value(amount), _written(p, amount)
    return amount.bound == "exact" and bool(
        re.fullmatch(r"\d{1,2}\.\d\d", written) or (0 < value <= 12 and value == int(value))
    )


NUMBERS: dict[str, Callable[[Parse, int, Amount], bool]] = {
    "nobody": lambda p, first, a: a.kind == "nobody",
    "ordinal": lambda p, first, a: a.kind == "ordinal",
    "exact": lambda p, first, a: a.kind == "digits" and a.bound == "exact",
    "one": lambda p, first, a: a.kind == "words" and _value(a) == 1,
    "few": lambda p, first, a: a.kind == "words" and a.bound == "exact" and _value(a) <= _FEW,
    "age": lambda p, first, a: 0 < _value(a) <= _OLDEST,
    "limit": lambda p, first, a: 0 < _value(a) <= _OLDEST and _written(p, a).lower().startswith(_LIMITS),
    "part": lambda p, first, a: a.kind == "fraction" and 0 < _value(a) < 1,
    "ratio": lambda p, first, a: a.kind == "fraction" and 0 < _value(a) < 1 and _is_long(p, first, a),
    "vote": lambda p, first, a: _near(p, first) == "VOTE",
    "capital": lambda p, first, a: a.kind == "words" and _written(p, a)[0].isupper(),
    "titled": lambda p, first, a: p.words[first - 1] in ("Day", "Week", "Year"),
    "score": _is_score,
    "year": _is_year,
    "years": _is_years,
    "hour": _is_hour,
}
"""What a rule asks of the number itself, in the column `number`."""


def _is_long(p: Parse, first: int, amount: Amount) -> bool:
    return p.token_at(amount.end - 1) > first
