"""The pieces of numbers: runs of digits, and words of the lists of number words, each with its value.

Takes a lower-cased text, gives its pieces in order. What they make together is for `number_words` to read.
"""

import re
from typing import NamedTuple

from ...read.lexicons import Lexicons

_SPACES = "\u00a0\u2009\u202f"
_DIGITS = rf"\.?\d[\d.,{_SPACES}]*+(?: 000(?![\w,]))*+"
_SIGNS = "½⅓⅔¼¾⅕-⅞⅐⅑⅒"
_ATOM = re.compile(rf"({_DIGITS})((?:e[+-]?|\^[+-]?)\d{{1,3}}(?!\d))?([^\W\d_{_SIGNS}]*+)|[a-z]+|[{_SIGNS}]")
_GROUPED = re.compile(rf"\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d+)?|\d{{1,3}}(?:[{_SPACES} ]|, )\d{{3}}.*")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}")
_PLAIN = re.compile(r"\d*\.?\d+")
_LONGEST_DIGITS = 18
_TOO_LARGE = 1e21

Words = dict[str, tuple[str, float]]


class Atom(NamedTuple):
    """A piece of a number: a run of digits or one word, with its category in the lexicon and its value."""

    start: int
    end: int
    kind: str
    value: float


def number_lexicon(lexicons: Lexicons) -> Words:
    """Give the number words: word to (category, value), the vague ones with their lower end."""
    rows = [*lexicons.terms("number_words").values(), *lexicons.terms("vague_numbers").values()]
    return {row.term: (row.category, float(row.weight)) for row in rows}


def atoms(text: str, lexicon: Words) -> list[Atom]:
    """Give the pieces of numbers in a text."""
    found: list[Atom] = []
    for match in _ATOM.finditer(text):
        if match.lastindex is None:
            if match[0] not in lexicon:
                continue
            kind, value = lexicon[match[0]]
            if not kind.startswith("suffix"):
                found.append(Atom(match.start(), match.end(), kind, value))
        elif match.start() == 0 or not text[match.start() - 1].isalpha():
            found += _digit_atoms(match, match[1], match[2], match[3], lexicon)
        if len(found) > 1 and found[-2].kind == "ten" and _is_ordinal_unit(found[-1]):
            ten, one = found[-2:]
            if text[ten.end : one.start] == "-":  # twenty-first
                found[-2:] = [Atom(ten.start, one.end, one.kind, ten.value + one.value)]
    return found


def _is_ordinal_unit(atom: Atom) -> bool:
    return atom.kind in ("ordinal", "denominators") and atom.value < 10


def _digit_atoms(
    match: re.Match, digits: str, exponent: str | None, letters: str, lexicon: Words
) -> list[Atom]:
    """Read a run of digits: `1,500`, `1.500,0` and `12,34,567` are one number each, `192.168.1.2` is four."""
    kind, factor = lexicon.get(letters, ("", 0.0)) if letters else ("suffix", 1.0)
    run, start = digits.rstrip(".," + _SPACES), match.start()
    if (
        not kind.startswith(("suffix", "magnitude"))
        or len(run) > _LONGEST_DIGITS
        or (letters and run != digits and not exponent)
    ):
        return []
    plain = _plain(run)
    if not _PLAIN.fullmatch(plain):
        parts = re.finditer(r"\d+", run)
        return [Atom(start + p.start(), start + p.end(), "digits", float(p[0])) for p in parts]
    value, end = float(plain) * factor, match.end() if exponent or letters else start + len(run)
    try:
        value = _powered(value, exponent)
    except ArithmeticError:  # too large, or nothing to a negative power
        return []
    if value >= _TOO_LARGE:
        return []
    return [Atom(start, end, "ordinal" if kind == "suffix_ordinal" else "digits", value)]


def _plain(run: str) -> str:
    """A run of digits without what groups them, with a point before its decimals."""
    if _GROUPED.fullmatch(run):
        return re.sub(r"[^\d.]", "", run)
    return run.replace(".", "").replace(",", ".") if _CONTINENTAL.fullmatch(run) else run


def _powered(value: float, exponent: str | None) -> float:
    """A value with its exponent: "2e6", "10^6"."""
    if not exponent:
        return value
    return value * 10.0 ** int(exponent[1:]) if exponent[0] == "e" else value ** int(exponent[1:])
