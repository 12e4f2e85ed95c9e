"""Numbers as they are written: in digits, in words, as fractions, in vague plurals.

Takes a text, gives every number in it with its value. It cannot see what is counted, nor which bounds stand by.
"""

import re

from ..text import Parse
from .digits import Number, number_pieces

_OF_WHAT = re.compile(
    r"\s(?:of|off|the|more|less|fewer|higher|lower|faster|slower|larger|smaller|bigger|cheaper|longer)\b"
)
_CHANGED_BY = frozenset("by from about almost nearly than over around roughly to least up down under".split())
_NO_NOUN = re.compile(
    r"\W*$|[^\w\s]|\s(?:since|in|to|from|over|on|during|this|last|and|between|or|as|after|before|at|while|was|were|has|have|had|died)\b"
)
_POINTING = frozenset("the that this which each every any another some".split())
_POINTED_AT = re.compile(
    r"\W*$|[^\w\s]|\s(?:is|was|of|you|we|he|she|they|i|has|had|will|would|who|that|in|on|at|to|for|another)\b"
)
_NOT_ONE = re.compile(r"(?:^|[^\w\s]\s?)not one(?!,? but)")  # "Not one driver was hurt", no "She was not one"
_SCALED, _COUNTS = ("hundred", "magnitude"), ("unit", "ten", "digits")
_SCALES = (*_SCALED, "plural")
_ALONE = {"nobody": "nobody", "ordinal": "ordinal", "pair": "words", "sign": "fraction", "joined": "joined"}
_IN_SO_MANY = ("in", "in every", "out of", "out of every")
_FRACTIONS = (("part", "and a"), ("part", "and"), ("ordinal", "and a"))
_LONGEST_GAP, _WINDOW = 12, 24


def read_numbers(lowered: str, p: Parse) -> list[Number]:
    """Give every number of the lower-cased text of a parse, in order: digits, words, fraction, vague, ordinal, nobody.

    >>> from analysis.find.text.parse import parse
    >>> text = "half a million, 3.5m, twenty-one, dozens, the 4th"
    >>> [(n.value, n.kind) for n in read_numbers(text, parse(text))]
    [(500000.0, 'fraction'), (3500000.0, 'digits'), (21.0, 'words'), (12.0, 'vague'), (4.0, 'ordinal')]
    """
    reader, numbers, i = _Reader(lowered, number_pieces(lowered, p)), [], 0
    while i < len(reader.pieces):
        number, i = reader.read(i)
        if number:  # 8.2 million, and not 8199999.999999999
            numbers.append(number._replace(value=float(f"{number.value:.15g}")))
    return numbers


class _Reader:
    """A text with its pieces. Every method takes the index of a piece and gives what it read and the next index."""

    def __init__(self, text: str, pieces: list[Number]):
        self.text, self.pieces = text, pieces

    def gap(self, j: int) -> str | None:
        """Give the words between piece `j` and the one before: "" (space or hyphen), `and`, `of a`; None if more."""
        start, end = self.pieces[j - 1].end, self.pieces[j].start
        if end - start > _LONGEST_GAP or "\n\n" in self.text[start:end]:
            return None
        return " ".join(self.text[start:end].replace("-", " ").split())

    def follows(self, j: int, kinds: tuple[str, ...], gaps: tuple[str, ...] = ("",)) -> bool:
        return 0 < j < len(self.pieces) and self.pieces[j].kind in kinds and self.gap(j) in gaps

    def read(self, i: int) -> tuple[Number | None, int]:
        """Read the number that begins at piece `i`; what only looks like one gives None."""
        text, (begin, end, value, kind, *_) = self.text, self.pieces[i]
        before = text[max(0, begin - _WINDOW) : begin].replace("-", " ").split() or [""]
        last = before[-1]
        if text[begin:end] == "one":
            return self.read_one(i, last)
        start = text.rindex(last, 0, begin) if last in ("a", "an") else begin
        if kind in ("plural", "few"):
            return self.read_vague(i, last)
        if kind == "part":
            return self.scaled(i + 1, Number(start, end, 1 / value, "fraction"), ("", "a", "of a"))
        if kind == "ordinal" and start < begin and self.is_share(before[-2:-1], end, value):
            return self.scaled(i + 1, Number(start, end, 1 / value, "fraction"))
        if kind == "denominators" or (kind == "pair" and start == begin):
            return None, i + 1
        if kind in _ALONE:
            return Number(start if kind == "pair" else begin, end, value, _ALONE[kind]), i + 1
        return self.read_cardinal(i, start if kind in _SCALES else begin)

    def read_one(self, i: int, last: str) -> tuple[Number | None, int]:
        """Read `no one`, and the `one` that is no pointer ("that one is", "one's")."""
        begin, end = self.pieces[i][:2]
        if last == "no" or _NOT_ONE.search(self.text, max(0, begin - 6), end + 6):
            return Number(self.text.rindex(last[-3:], 0, begin), end, 0.0, "nobody"), i + 1
        part = i + 1 < len(self.pieces) and self.gap(i + 1) in _IN_SO_MANY  # "says that one in ten"
        pointed = last in _POINTING and not part and _POINTED_AT.match(self.text, end)
        if pointed or self.text.startswith(("'s", "’s"), end):
            return None, i + 1
        return self.read_cardinal(i, begin)

    def is_share(self, before: list[str], end: int, value: float) -> bool:
        """Tell "a third of", "a fifth faster" and "by a third since" from "a third man" and "hurting a third"."""
        alone = (not before or not _CHANGED_BY.isdisjoint(before)) and _NO_NOUN.match(self.text, end)
        return value > 2 and self.text[end : end + 1] != "-" and bool(alone or _OF_WHAT.match(self.text, end))

    def scaled(self, j: int, share: Number, gaps: tuple[str, ...] = ("of a",)) -> tuple[Number, int]:
        """Read what a fraction is of, where that is a magnitude: `half a million`, `three quarters of a million`."""
        if not self.follows(j, _SCALED, gaps):
            return share, j
        scale = self.pieces[j].value
        return share._replace(end=self.pieces[j].end, value=share.value * scale, scale=scale), j + 1

    def read_vague(self, i: int, last: str) -> tuple[Number | None, int]:
        """Read `dozens`, `tens of thousands`, `several hundred`, `a few`; plain `few` is no number."""
        first, value, j = self.pieces[i], self.pieces[i].value, i + 1
        while self.follows(j, _SCALES, ("", "of") if first.kind == "few" else ("of",)):
            value, j = value * self.pieces[j].value, j + 1
        plain = self.text[first.start : first.end] == "few" and j == i + 1
        alone = self.text[first.start : first.end] == "couple" and _NO_NOUN.match(self.text, first.end)
        if alone or (plain and last not in ("a", "the", "last", "first")):  # "a couple in Leeds"
            return None, j
        start = self.text.rindex(last, 0, first.start) if last == "a" else first.start
        return Number(start, self.pieces[j - 1].end, value, "vague", vague=True), j

    def read_cardinal(self, i: int, start: int) -> tuple[Number, int]:
        """Read groups of falling scale (`two million three hundred and five`) and the fraction behind them."""
        kind = "digits" if self.pieces[i].kind == "digits" else "words"
        unit, j = self.below_hundred(i)
        scale, j = self.scales(j, bare=j == i)
        total, last, limit = 0.0, unit * scale, float("inf")
        while scale > 1 and self.follows(j, _COUNTS, ("", "and")):
            unit, k = self.below_hundred(j)
            step, k = self.scales(k)
            joined, digits = self.gap(j) == "and", self.pieces[j].kind == "digits"
            if (joined and self.follows(k, ("denominators",))) or (digits and not joined and step == 1):
                break
            if 0 < unit * step < scale:
                total, last, limit, scale, j = total + last, unit * step, scale, step, k
            elif scale == 100 and 1000 <= step < limit / (last + unit):  # two hundred and two thousand
                last, scale, j = (last + unit) * step, step, k
            else:
                break
        scale = max(scale, self.pieces[j - 1].scale)
        number = Number(start, self.pieces[j - 1].end, total + last, kind, scale)
        return self.add_fraction(number, j) if j < len(self.pieces) else (number, j)

    def below_hundred(self, j: int) -> tuple[float, int]:
        """Read digits, `seven`, `twenty-one`; a bare scale (`hundred`) counts as one of it."""
        piece = self.pieces[j]
        if piece.kind == "ten" and self.follows(j + 1, ("unit",)) and 0 < self.pieces[j + 1].value < 10:
            return piece.value + self.pieces[j + 1].value, j + 2
        return (piece.value, j + 1) if piece.kind in _COUNTS else (1.0, j)

    def scales(self, j: int, bare: bool = False) -> tuple[float, int]:
        """Read the scale words that follow: `hundred thousand`, `million`, `dozens`; `bare` begins with one."""
        scale = 1.0
        while scale < 1e12 and (bare or self.follows(j, _SCALES)):
            year = self.pieces[j - 1]
            written = self.text[year.start : year.end] if not bare and self.pieces[j].kind == "plural" else ""
            if written.isdigit() and year.value > 999:  # "in 2015 hundreds died"
                break
            scale, j, bare = scale * self.pieces[j].value, j + 1, False
        return scale, j

    def add_fraction(self, number: Number, j: int) -> tuple[Number, int]:
        """Read what follows a whole number: `and a half`, `½`, `and two thirds`, `fifths`, with the scale behind."""
        (begin, end, value, kind, *_), gap = self.pieces[j], self.gap(j)
        sign = kind == "sign" and not self.text[number.end : begin].strip(" ")
        if sign or (kind, gap) in _FRACTIONS:
            scale, k = self.scales(j + 1)
            total = (number.value + (value if sign else 1 / value) * number.scale) * scale
            return number._replace(end=self.pieces[k - 1].end, value=total, scale=scale), k
        if gap == "and" and kind in ("unit", "ten"):
            part, k = self.below_hundred(j)
            if self.follows(k, ("denominators",)):
                total = number.value + part / self.pieces[k].value * number.scale
                return number._replace(end=self.pieces[k].end, value=total), k + 1
        if gap == "" and (kind == "denominators" or (number.value == 1 and kind in ("part", "ordinal"))):
            return self.scaled(j + 1, number._replace(end=end, value=number.value / value, kind="fraction"))
        return self.count_on(number, j)

    def count_on(self, number: Number, j: int) -> tuple[Number, int]:
        """Read `two hundred and first` and `one point two five million`."""
        (_, end, value, kind, *_), whole, places, k = self.pieces[j], number.value, "", j
        if kind == "ordinal" and value < 100 and whole and not whole % 100 and self.gap(j) in ("", "and"):
            return number._replace(end=end, value=whole + value, kind="ordinal"), j + 1
        while self.follows(k, _COUNTS, ("",) if places else ("point",)) and len(places) < 9:
            part, k = self.below_hundred(k)
            places += f"{part:.0f}"
        if not places:
            return number, j
        scale, k = self.scales(k)
        total = (whole + float("0." + places)) * scale
        return number._replace(end=self.pieces[k - 1].end, value=total, scale=scale), k
