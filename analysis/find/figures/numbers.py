"""Numbers as they are written: in digits, in words, as fractions, in vague plurals.

Takes a text, gives every number in it with its value. It cannot see what is counted, nor which bounds stand by.
"""

import re
from typing import NamedTuple

from ...read.lexicons import BUILT_IN, Lexicons

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


_AFTER_FRACTION = re.compile(r"\s*(?:of\b|the\b|[.,;:)!?]|$)")
_POINTING = frozenset("the that this which each every any another some".split())
_POINTED_AT = re.compile(
    r"['’]s\b|\W*$|[^\w\s]|\s(?:is|was|of|you|we|he|she|they|i|has|had|will|would|who|that|in|on|at|to|for|another)\b"
)
_SCALES = ("hundred", "magnitude", "plural")
_COUNTS = ("unit", "ten", "digits")
_ALONE = {"nobody": "nobody", "ordinal": "ordinal", "pair": "words", "sign": "fraction", "denominators": ""}
_LONGEST_GAP = 12


class Number(NamedTuple):
    """One number: `scale` is its last magnitude word (a million: 1e6; none: 1), `vague` an open upper end."""

    start: int
    end: int
    value: float
    kind: str
    scale: float = 1.0
    vague: bool = False


def read_numbers(lowered: str, lexicons: Lexicons = BUILT_IN) -> list[Number]:
    """Give every number of a lower-cased text, in order: digits, words, fraction, vague, ordinal or nobody.

    >>> [(n.value, n.kind) for n in read_numbers("half a million, 3.5m, twenty-one, dozens, the 4th")]
    [(500000.0, 'fraction'), (3500000.0, 'digits'), (21.0, 'words'), (12.0, 'vague'), (4.0, 'ordinal')]
    """
    reader, numbers, i = _Reader(lowered, lexicons.part(number_lexicon)), [], 0
    while i < len(reader.atoms):
        number, i = reader.read(i)
        if number:
            numbers.append(number)
    return numbers


class _Reader:
    """A text with its atoms. Every method takes the index of an atom and gives what it read and the next index."""

    def __init__(self, text: str, lexicon: Words):
        self.text, self.atoms = text, atoms(text, lexicon)

    def gap(self, j: int) -> str | None:
        """Give the words between atom `j` and the one before: "" (space or hyphen), `and`, `of a`; None if more."""
        start, end = self.atoms[j - 1].end, self.atoms[j].start
        if end - start > _LONGEST_GAP or "\n\n" in self.text[start:end]:
            return None
        return " ".join(self.text[start:end].replace("-", " ").split())

    def follows(self, j: int, kinds: tuple[str, ...], gaps: tuple[str, ...] = ("",)) -> bool:
        return 0 < j < len(self.atoms) and self.atoms[j].kind in kinds and self.gap(j) in gaps

    def read(self, i: int) -> tuple[Number | None, int]:
        """Read the number that begins at atom `i`, or None."""
        text, (begin, end, kind, value) = self.text, self.atoms[i]
        last = self.word_before(begin)
        if kind == "unit" and text[begin:end] == "one" and (last == "no" or self.points(last, end)):
            return Number(text.rindex("no", 0, begin), end, 0.0, "nobody") if last == "no" else None, i + 1
        if kind in ("plural", "few"):
            return self.read_vague(i, last)
        start = text.rindex(last, 0, begin) if last in ("a", "an") else begin
        if kind == "part":
            return self.read_part(i, start)
        if (
            kind == "ordinal" and start < begin and value > 2 and _AFTER_FRACTION.match(text, end)
        ):  # a third of
            return self.read_share(i + 1, Number(start, end, 1 / value, "fraction"))
        if kind in _ALONE:
            return self.read_alone(i, start), i + 1
        return self.read_cardinal(i, start if kind in _SCALES else begin)

    def word_before(self, begin: int) -> str:
        before = self.text[max(0, begin - _LONGEST_GAP) : begin].replace("-", " ").split()
        return before[-1] if before else ""

    def read_part(self, i: int, start: int) -> tuple[Number, int]:
        """Read `half`, `half a million`, `a quarter of a million`."""
        scaled = self.follows(i + 1, ("hundred", "magnitude"), ("", "a", "of a"))
        scale = self.atoms[i + 1].value if scaled else 1.0
        value, end = scale / self.atoms[i].value, self.atoms[i + scaled].end
        return Number(start, end, value, "fraction", scale), i + 1 + scaled

    def read_alone(self, i: int, start: int) -> Number | None:
        """Read what no scale follows: `nobody`, `the 4th`, `a pair`, `½`; `thirds` and `pair` alone are no numbers."""
        begin, end, kind, value = self.atoms[i]
        paired = kind == "pair" and start < begin
        known = paired or kind not in ("pair", "denominators")
        return Number(start if paired else begin, end, value, _ALONE[kind]) if known else None

    def points(self, last: str, end: int) -> bool:
        """Tell the "one" of "that one is" and "one's" from a number."""
        pointed = last in _POINTING and _POINTED_AT.match(self.text, end) is not None
        return pointed or self.text.startswith(("'s", "’s"), end)

    def read_share(self, j: int, share: Number) -> tuple[Number, int]:
        """Read what a fraction is of, where that is a magnitude: `three quarters of a million`."""
        if not self.follows(j, ("hundred", "magnitude"), ("of a",)):
            return share, j
        scale = self.atoms[j].value
        return share._replace(end=self.atoms[j].end, value=share.value * scale, scale=scale), j + 1

    def read_vague(self, i: int, last: str) -> tuple[Number | None, int]:
        """Read `dozens`, `tens of thousands`, `several hundred`, `a few`; plain `few` is no number."""
        first, value, j = self.atoms[i], self.atoms[i].value, i + 1
        while self.follows(j, _SCALES, ("", "of") if first.kind == "few" else ("of",)):
            value, j = value * self.atoms[j].value, j + 1
        if (
            self.text[first.start : first.end] == "few"
            and last not in ("a", "the", "last", "first")
            and j == i + 1
        ):
            return None, j
        start = self.text.rindex(last, 0, first.start) if last == "a" else first.start
        return Number(start, self.atoms[j - 1].end, value, "vague", vague=True), j

    def read_cardinal(self, i: int, start: int) -> tuple[Number, int]:
        """Read groups of falling scale (`two million three hundred and five`) and the fraction behind them."""
        kind = "digits" if self.atoms[i].kind == "digits" else "words"
        unit, j = self.below_hundred(i)
        scale, j = self.scales(j, bare=j == i)
        total, last, limit = 0.0, unit * scale, float("inf")
        while scale > 1 and self.follows(j, _COUNTS, ("", "and")):
            unit, k = self.below_hundred(j)
            step, k = self.scales(k)
            joined, digits = self.gap(j) == "and", self.atoms[j].kind == "digits"
            if joined and self.follows(k, ("denominators",)):
                break
            if digits and not (0 < unit < 100 and step == 1 if joined else step > 1):
                break
            if 0 < unit * step < scale:
                total, last, limit, scale, j = total + last, unit * step, scale, step, k
            elif (
                scale == 100 and step >= 1000 and (last + unit) * step < limit
            ):  # two hundred and two thousand
                last, scale, j = (last + unit) * step, step, k
            else:
                break
        return self.add_fraction(Number(start, self.atoms[j - 1].end, total + last, kind, scale), j)

    def below_hundred(self, j: int) -> tuple[float, int]:
        """Read digits, `seven`, `twenty-one`; a bare scale (`hundred`) counts as one of it."""
        value = self.atoms[j].value
        if (
            self.atoms[j].kind == "ten"
            and self.follows(j + 1, ("unit",))
            and 0 < self.atoms[j + 1].value < 10
        ):
            return value + self.atoms[j + 1].value, j + 2
        return (value, j + 1) if self.atoms[j].kind in _COUNTS else (1.0, j)

    def is_year(self, i: int, j: int) -> bool:
        """Tell the year of "in 2015 hundreds died", which multiplies nothing."""
        digits = self.atoms[i].kind == "digits" and self.atoms[j].kind == "plural"
        return (
            digits
            and self.text[self.atoms[i].start : self.atoms[i].end].isdigit()
            and self.atoms[i].value > 999
        )

    def scales(self, j: int, bare: bool = False) -> tuple[float, int]:
        """Read the scale words that follow: `hundred thousand`, `million`, `dozens`; `bare` begins with one."""
        scale = 1.0
        while (bare or (self.follows(j, _SCALES) and not self.is_year(j - 1, j))) and scale < 1e12:
            scale, j, bare = scale * self.atoms[j].value, j + 1, False
        return scale, j

    def add_fraction(self, number: Number, j: int) -> tuple[Number, int]:
        """Read what follows a whole number: `and a half`, `and two thirds`, `point two`, `fifths`, `-first`."""
        if j >= len(self.atoms):
            return number, j
        steps = (self.add_part, self.add_parts, self.divide, self.count_on, self.add_places)
        return next((found for step in steps if (found := step(number, j, self.gap(j)))), (number, j))

    def add_part(self, number: Number, j: int, gap: str | None) -> tuple[Number, int] | None:
        """Read `and a half`, `and a third`, `½`, and the scale behind: `two and a half million`."""
        kind, value = self.atoms[j].kind, self.atoms[j].value
        if kind != "sign" and (kind, gap) not in (("part", "and a"), ("part", "and"), ("ordinal", "and a")):
            return None
        share = value if kind == "sign" else 1 / value
        scale, k = self.scales(j + 1)
        total = (number.value + share * number.scale) * scale
        return number._replace(end=self.atoms[k - 1].end, value=total, scale=scale), k

    def add_parts(self, number: Number, j: int, gap: str | None) -> tuple[Number, int] | None:
        """Read `and two thirds`."""
        if gap != "and" or self.atoms[j].kind not in ("unit", "ten"):
            return None
        part, k = self.below_hundred(j)
        if not self.follows(k, ("denominators",)):
            return None
        total = number.value + part / self.atoms[k].value * number.scale
        return number._replace(end=self.atoms[k].end, value=total), k + 1

    def divide(self, number: Number, j: int, gap: str | None) -> tuple[Number, int] | None:
        """Read the `fifths` of `two fifths`, and the `half` of `one half`."""
        _, end, kind, value = self.atoms[j]
        if gap != "" or not (kind == "denominators" or (number.value == 1 and kind in ("part", "ordinal"))):
            return None
        return self.read_share(j + 1, number._replace(end=end, value=number.value / value, kind="fraction"))

    def count_on(self, number: Number, j: int, gap: str | None) -> tuple[Number, int] | None:
        """Read the `first` of `two hundred and first`."""
        _, end, kind, value = self.atoms[j]
        whole = number.value
        if gap not in ("", "and") or kind != "ordinal" or value >= 100 or not whole or whole % 100:
            return None
        return number._replace(end=end, value=whole + value, kind="ordinal"), j + 1

    def add_places(self, number: Number, j: int, gap: str | None) -> tuple[Number, int] | None:
        """Read `point two five`."""
        places = ""
        while self.follows(j, _COUNTS, ("",) if places else ("point",)) and len(places) < 9:
            part, j = self.below_hundred(j)
            places += f"{part:.0f}"
        end = self.atoms[j - 1].end
        return (number._replace(end=end, value=number.value + float("0." + places)), j) if places else None
