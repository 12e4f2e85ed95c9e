"""What kind of figure a number is: money, a share, a vote, a score, a rank, a rate, a measure, people or a count.

Takes a parse and an amount in it, gives the kind, the unit and the span with its unit, by the rules of
data/rules/number_rules.csv, which also tell dates, times of day, ages and numbers of names, which are no figures.
It cannot see what a bare number counts.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ...read.lexicons import Lexicons, kept
from ...read.rules import read_rules
from ..text import codes as kind
from ..text.document import Document
from ..text.inflection import bases
from ..text.parse import Parse
from ..text.rules import Rule, compile_rules
from .amounts import Amount
from .nouns import is_people, noun_kind

_PIECE = re.compile(
    r"['’]s\b|[Nn]os?\.(?=\s?\d)|Rs\.|o['’]clock|\d[\d.,]*\d|\d|[A-Z]{0,3}[$£€¥₹₦]|[^\W\d_]+\.(?=[^\W\d_]\.)[^\W\d_]\."
    r"|[^\W\d_]+|[^\w\s]"
)
_UNITS = {
    "money": "MONEY",
    "share": "SHARE",
    "measure": "UNIT",
    "time": "TIME",
    "month": "MONTH",
    "event": "EVENT",
}
_LIMITS = ("under", "over", "below", "above")
_PAIR = re.compile(r"[^\W\d_]+\s[^\W\d_]+")
_NOUN_SIGNS = (*_UNITS.values(), "NUMBERED")
_VERBS = kind.FINITE + kind.BASE + kind.PARTICIPLE
_DASHES = ("-", "‐", "‑", "–", "—")
_COUNTED = {"person": "PERSON", "people": "PEOPLE", "family": "PEOPLE"}
_REACH, _NEAR = 60, 8  # characters on either side that are read, and tokens in which a word for votes stands
_OLDEST, _MOST_SCORE, _FEW = 120, 199, 9
_YEARS = (1000, 2100)
_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})(?![\w–-])")
_JOINED = re.compile(r"(?<![\w.,$£€])(\d{1,7}(?:\.\d{1,3})?)([A-Za-z]{1,4})\b")
_CORE = re.compile(r"[A-Z]{0,3}[$£€¥₹₦]\s?(?=\d)")
_LARGE_SUFFIX = ("mm", "g")  # millions and billions for a bank, millimetres and grams for everybody else
_SIGNS = (
    "THIS A ABSTAINED ADJ AGAINST AGED AGO ALL AND AT BE BETWEEN BY CLOCK CLOSE COLON COLONED COMMA CURRENCY DASH "
    "DEFINITE DET DIED EACH EVENT FROM GENITIVE HASH HE HYPHEN IN LEVEL MAGNITUDE MONEY MONTH NAME NOUN NUMBER "
    "NUMBERED OF OLD ON OPEN OR OTHER OWNER PEOPLE PER PERSON PLACED PLAY PREP RANK SHARE SINCE SLASH SPEED STOP "
    "TIME TO UNIT VOTE"
)
Near = StrEnum("Near", {name: chr(0xE000 + i) for i, name in enumerate(_SIGNS.split())})  # type: ignore[misc]
"""What may stand near a number, each with a private character."""

_OF_CODE = {
    kind.NOUN: "NOUN", kind.NAME: "NAME", kind.ADJECTIVE: "ADJ", kind.NUMBER: "NUMBER", kind.DETERMINER: "DET",
    kind.POSSESSIVE: "OWNER", kind.GENITIVE: "GENITIVE", kind.PREPOSITION: "PREP", kind.COMMA: "COMMA",
    kind.STOP: "STOP", "(": "OPEN", ")": "CLOSE",
}  # fmt: skip


class Kind(NamedTuple):
    """What a number is: its kind and unit, its characters with the unit, and the token behind it.

    The kind is "none" for dates, ages, names and times of day, and "uncounted" for what is known already or nobody.
    """

    kind: str
    unit: str | None
    start: int
    end: int
    last: int


class Piece(NamedTuple):
    """A word, a mark or a run of digits near a number: its characters and its sign."""

    start: int
    end: int
    sign: str


def joined_amounts(document: Document) -> list[Amount]:
    """Give the amounts that are written in one word with their unit: "40kg", "31C", "20pc"."""
    lexicons, found = document.lexicons, []
    for match in _JOINED.finditer(document.text):
        letters = match[2].lower()
        known = letters in lexicons.terms("number_words") and letters not in _LARGE_SUFFIX
        if not known and _word_sign(letters, lexicons) in ("MONEY", "SHARE", "UNIT", "TIME", "SPEED"):
            value = float(match[1])
            found.append(Amount(*match.span(), value, value, "joined", "exact"))
    return found


def kind_of(p: Parse, amount: Amount) -> Kind:
    """Give what kind of figure an amount is, by the first rule that holds, else people or a count of things."""
    first, k = p.token_at(amount.start), p.token_at(amount.end - 1) + 1
    if first >= len(p.words):
        return Kind("none", None, amount.start, amount.end, k)
    before, behind = _pieces_around(p, amount)
    line = "".join(Near[piece.sign] for piece in (*before, Piece(0, 0, "THIS"), *behind))
    for rule in number_rules():
        left = rule.before.search(line, 0, len(before)) if rule.before else None
        right = rule.behind.match(line, len(before) + 1) if rule.behind else None
        held = (left or not rule.before) and (right or not rule.behind)
        if held and all(_NUMBERS[test](p, first, amount) for test in rule.row["number"].split()):
            return _kind(p, amount, rule, before, behind, right)
    chunk = p.chunk_of[k] if k < len(p.words) else -1
    noun = p.lower[p.chunks[chunk].head] if chunk >= 0 else ""
    return Kind("people" if is_people(noun, p.lexicons) else "count", None, amount.start, amount.end, k)


def _kind(p: Parse, amount: Amount, rule: Rule, before: list[Piece], behind: list[Piece], right) -> Kind:
    """The kind that a rule gives, with the unit that it labels before or behind the number."""
    start, end, unit, found = amount.start, amount.end, None, rule.row["construction"]
    consumed = behind[right.end() - len(before) - 2] if right and right.end() > len(before) + 1 else None
    if found in ("score", "votes") and (match := _SCORE.match(p.text, start)):
        end = match.end()
    if rule.before and "unit" in rule.before.groupindex:
        sign = before[-1]
        unit = p.text[sign.start : sign.end]
        start = min(start, sign.start) if sign.sign == "CURRENCY" else start
        if rule.behind and consumed:
            unit, end = unit + p.text[end : consumed.end], consumed.end
    elif rule.behind and "unit" in rule.behind.groupindex and consumed:
        begin = behind[right.start("unit") - len(before) - 1].start
        unit, end = p.text[begin : consumed.end], max(end, consumed.end)
        unit = "%" if found == "share" and "point" not in unit else unit
    return Kind(found, unit, start, end, p.token_at(end - 1) + 1)


@lru_cache(maxsize=1)
def number_rules() -> tuple[Rule, ...]:
    """Give the rules that tell what kind of figure a number is, in the order in which they are tried."""
    return compile_rules(read_rules("number_rules"), Near.__members__)


def _pieces_around(p: Parse, amount: Amount) -> tuple[list[Piece], list[Piece]]:
    """The words and marks before and behind a number in its sentence; the unit of "40kg" and "$40" is one of them."""
    sentence = p.sentences[p.sentence_of[p.token_at(amount.start)]]
    start, end, written = amount.start, amount.end, p.text[amount.start : amount.end]
    if amount.kind == "joined":
        end -= len(written.lstrip("0123456789."))
    core = _CORE.search(written)
    start += core.end() if core else 0  # "more than $5m": the bound stands before the sign
    before = _pieces(p, max(sentence.start, start - _REACH), start)
    return before, _pieces(p, end, min(sentence.end, end + _REACH))


def _pieces(p: Parse, start: int, end: int) -> list[Piece]:
    text, found, last = p.text, [], start
    for match in _PIECE.finditer(text, start, end):
        a, b = match.span()
        if a < last:
            continue
        two = _PAIR.match(text, a)
        if two and " ".join(two[0].lower().split()) in p.lexicons.terms("figure_words"):
            b = two.end()
        last = b
        found.append(Piece(a, b, _sign(p, a, b)))
    return found


def _sign(p: Parse, start: int, end: int) -> str:
    """The sign of a piece: by what it is, by the lists of words, by what the noun counts, else by its code."""
    word = p.text[start:end].lower().replace("’", "'")
    if not word[0].isalpha() and (mark := _mark_sign(p.text, start, end, word)):
        return mark
    token = min(p.token_at(start), len(p.words) - 1)
    whole = p.starts[token] == start and p.ends[token] == end
    code = p.codes[token] if whole else ""
    found = _word_sign(word, p.lexicons)
    if found and not (code and code in _VERBS and found in _NOUN_SIGNS):
        return found
    if code == kind.NOUN and is_people(word, p.lexicons):
        return "PEOPLE"
    return _OF_CODE.get(code, "OTHER")


def _mark_sign(text: str, start: int, end: int, word: str) -> str | None:
    """The sign of a mark or a run of digits; a hyphen joins what stands right beside it."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if word == "'s":
        return "GENITIVE"
    if word == ":" and before.isdigit() and behind.isdigit():
        return "COLONED"
    if word in _DASHES:
        return "HYPHEN" if before.strip() and behind.strip() else "DASH"
    return "NUMBER" if word[0].isdigit() else None


@kept
def _word_sign(word: str, lexicons: Lexicons) -> str | None:
    """The sign of a word by figure_words.csv and numbered_nouns.csv, else by what it counts."""
    row, counted = lexicons.terms("figure_words").get(word), noun_kind(word, lexicons)
    if row or counted in _UNITS:
        return row.category.upper() if row else _UNITS[counted]
    if any(base in lexicons.terms("numbered_nouns") for base in (word, *bases(word, lexicons))):
        return "NUMBERED"
    return _COUNTED.get(counted)


def _value(amount: Amount) -> float:
    return (amount.high if amount.low is None else amount.low) or 0.0


def _is_score(p: Parse, first: int, amount: Amount) -> bool:
    """Whether a number begins a result: a word for winning or losing stands near, or the first number is the larger."""
    match = _SCORE.match(p.text, amount.start)
    if match is None or max(int(match[1]), int(match[2])) > _MOST_SCORE or match.end() < amount.end:
        return False
    behind = _pieces(p, match.end(), match.end() + 12)[:1]
    unit = behind and behind[0].sign in _UNITS.values()
    return not unit and bool(int(match[1]) >= int(match[2]) or _near(p, first))


def _near(p: Parse, first: int) -> str | None:
    """The sign of the nearest word for votes or for play around a token."""
    sentence = p.sentences[p.sentence_of[first]]
    near = range(max(sentence.first, first - _NEAR), min(sentence.last, first + _NEAR))
    signs = ((abs(i - first), _word_sign(p.lower[i], p.lexicons)) for i in near)
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


_NUMBERS: dict[str, Callable[[Parse, int, Amount], bool]] = {
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
    "score": _is_score,
    "year": _is_year,
    "years": _is_years,
    "hour": _is_hour,
}
"""What a rule asks of the number itself, in the column `number`."""


def _is_long(p: Parse, first: int, amount: Amount) -> bool:
    return p.token_at(amount.end - 1) > first
