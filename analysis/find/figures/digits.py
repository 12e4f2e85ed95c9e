"""The pieces of numbers as they are printed: runs of digits, also with a unit in one word, and number words.

Takes a text, gives each piece with its value. It cannot see which pieces make one number.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from ...read.lexicons import Lexicons, kept
from ...resources import own_rows
from ..text import Parse
from .nouns import word_sign

_SPACES = "\u00a0\u2009\u202f"
_MONTHS = ("uary", "march", "april", "may", "june", "july", "gust", "ember", "tober")  # "May 12 300 people"
_NO_MONTH = "".join(f"(?<!{end} )" for end in _MONTHS)
_GROUPS = r"[1-9]\d{0,2}(?:(?: \d{3}){1,5}|(?:['’]\d{3}){1,5})(?:[.,]\d\d?)?(?![\d'’]|[.,:/-]?\d| \d)"  # 1 204, 12’500
_PARTED = rf"(?<!\d )(?<!\d[.,] ){_NO_MONTH}{_GROUPS}"
_DIGITS = rf"{_PARTED}|\.?\d[\d.,{_SPACES}]*+(?: 000(?![\w,]))*+"
_SIGNS = "½⅓⅔¼¾⅕-⅞⅐⅑⅒"
_PIECE = re.compile(
    rf"(?<![\d/.,])[1-8]/[2-9](?![\d/.,])|({_DIGITS})((?:(?:e|(?<=(?<!\d)10)\^)[+-]?\d{{1,3}}(?!\d))?)([^\W\d_{_SIGNS}]*+)|[a-z]+|[{_SIGNS}]"
)
_GROUPED = re.compile(rf"\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d+)?|\d{{1,3}}(?:[{_SPACES} '’]|, )\d{{3}}.*")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}")
_LETTERS = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
_LARGE_SUM = re.compile(
    r"(?<![^\W\d_])([^\W\d_])\d[\d.,]{0,9}(?:,\d{3}\b|[\s-](?:[mb]illion|trillion|crore|lakh)\b)"
)
_large_sums = lru_cache(maxsize=1)(_LARGE_SUM.findall)  # the letters before them
_PLAIN = re.compile(r"\d*\.?\d+")
_SUM = re.compile(r"[$¢-¥₠-⃀]\s?$")
_LARGE = ("mm", "g")  # millions and billions behind a sign of money, else millimetres and grams
_LONGEST_DIGITS, _LONGEST_PIECE, _TOO_LARGE, _BESIDE = 18, 99, 1e21, 24

Words = dict[str, tuple[str, float]]


class Number(NamedTuple):
    """A number, or a piece of one; `scale` is its last magnitude word (a million: 1e6), `vague` an open upper end."""

    start: int
    end: int
    value: float
    kind: str
    scale: float = 1.0
    vague: bool = False


def number_lexicon(lexicons: Lexicons) -> Words:
    """Give the number words: word to (category, value), the vague ones with their lower end."""
    rows = [*lexicons.terms("number_words").values(), *lexicons.terms("vague_numbers").values()]
    return {row.term: (row.category, float(row.weight)) for row in rows}


def number_pieces(text: str, p: Parse) -> list[Number]:
    """Give the pieces of numbers in the lower-cased text of a parse, in order: runs of digits, and number words."""
    found, lexicons = list[Number](), p.lexicons
    lexicon = lexicons.part(number_lexicon)
    for match in _pieces(text, p):
        before = text[max(0, match.start() - 1) : match.start()]
        if match.lastindex is None:
            if (entry := lexicon.get(match[0])) is None or entry[0].startswith("suffix"):
                continue
            found.append(Number(*match.span(), entry[1], entry[0]))
        elif not before.isalpha() or _is_sum(text, match, lexicons):
            found += _digits(match, lexicon, lexicons)
        if len(found) > 1 and found[-2].kind == "ten" and found[-1].kind in ("ordinal", "denominators"):
            ten, one = found[-2:]
            if one.value < 10 and text[ten.end : one.start] == "-":  # twenty-first
                found[-2:] = [one._replace(start=ten.start, value=ten.value + one.value)]
    return found


@kept
def _may_begin(word: str, lexicons: Lexicons) -> bool:
    """Whether a token may be, hold or lead a number: a number word, digits, what has a hyphen, the dot of ".5"."""
    marked = not word.isalpha() and (word[1:] or word == "." or word.isnumeric())
    return bool(marked or word in lexicons.part(number_lexicon))


def _pieces(text: str, p: Parse) -> Iterator[re.Match]:
    """What looks like a number or a word in the tokens that may begin a number."""
    at, may_begin = 0, p.lexicons.results(_may_begin)
    for start, end in compress(zip(p.starts, p.ends, strict=True), map(may_begin.__getitem__, p.lower)):
        at = max(at, start)
        while at < end and (match := _PIECE.search(text, at, end + _LONGEST_PIECE)) and match.start() < end:
            yield match
            at = match.end()


def _is_sum(text: str, match: re.Match, lexicons: Lexicons) -> bool:
    """Tell the sums "KSh500" and "N5,000" from the names "B12" and "N95"."""
    letters = _LETTERS.search(text, max(0, match.start() - 4), match.start())
    if letters is None or word_sign(letters[0], lexicons) not in ("CURRENCY", "MONEY"):
        return False
    return len(letters[0]) > 1 or letters[0] in _large_sums(text) or len(match[1]) > 3 or bool(match[3])


@lru_cache(maxsize=1)
def _forms() -> list[tuple[re.Pattern, tuple[str, re.Pattern]]]:
    rows = own_rows("rules/number_forms.csv")
    return [(re.compile(row["number"]), (row["form"], re.compile(row["printed"]))) for row in rows]


Forms = frozenset[tuple[str, re.Pattern]]


@lru_cache(maxsize=5000)
def number_forms(number: str) -> Forms:
    """The forms that a number, "kind bound value", may have, each with what is found in "text <number> text" then."""
    return frozenset(form for told, form in _forms() if told.match(number))


def printed_at(text: str, start: int, end: int) -> str:
    """Give a number in pointed brackets with the characters around it that a form may ask for."""
    return f"{text[max(0, start - _BESIDE) : start]}<{text[start:end]}>{text[end : end + _BESIDE]}"


def has_form(name: str, text: str, start: int, end: int) -> bool:
    """Whether the number at a place has one of the forms of a name that ask for no kind, bound or value."""
    return any(seen.search(printed_at(text, start, end)) for form, seen in number_forms("") if form == name)


def _is_unit(match: re.Match, kind: str, lexicons: Lexicons) -> bool:
    """Tell the metres of "740m deep", "down to 740m" and "ran the 400m" from millions, "40kg" from a name."""
    (start, end), text, letters = match.span(), match.string, match[3]
    small = letters in _LARGE and match[1][0] != "." and match[0] != text and not _SUM.search(text, 0, start)
    if letters == "m":
        small = has_form("metres", text, start, end)
    unit = letters and word_sign(letters, lexicons) in ("MONEY", "SHARE", "UNIT", "TIME", "SPEED")
    return bool(kind == "suffix_joined" or (unit and (not kind or small)))


def _digits(match: re.Match, lexicon: Words, lexicons: Lexicons) -> list[Number]:
    """Read a run of digits: `1,500`, `1.500,0` and `12,34,567` are one number each, `192.168.1.2` is four."""
    digits, exponent, letters = match.groups()
    kind, factor = lexicon.get(letters, ("", 0.0)) if letters else ("suffix", 1.0)
    run, start = digits.rstrip(".," + _SPACES), match.start()
    parted = letters and run != digits and not exponent
    if _is_unit(match, kind, lexicons):
        kind, factor, letters = "suffix_joined", 1.0, ""
    if parted or not kind.startswith(("suffix", "magnitude")) or len(run) > _LONGEST_DIGITS:
        return []
    plain = re.sub(r"[^\d.]", "", re.sub(r",(?=\d\d?$)", ".", run)) if _GROUPED.fullmatch(run) else run
    if _CONTINENTAL.fullmatch(run):
        plain = run.replace(".", "").replace(",", ".")
    if not _PLAIN.fullmatch(plain):
        parts = re.finditer(r"\d+", run)
        return [Number(start + p.start(), start + p.end(), float(p[0]), "digits") for p in parts]
    value = factor * float((plain + exponent).replace("10^", "1e"))
    end = match.end() if letters or exponent else start + len(run)
    kind = {"suffix_ordinal": "ordinal", "suffix_joined": "joined"}.get(kind, "digits")
    return [Number(start, end, value, kind, factor)] if value < _TOO_LARGE else []
