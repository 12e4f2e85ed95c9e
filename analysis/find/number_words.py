"""Numbers as they are written: in digits, in words, as fractions, in vague plurals.

Takes a text, gives every number in it with its value. It cannot see what is counted, nor which bounds stand around.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ..read.lexicons import lexicon_terms

INFINITE = float("inf")
_DIGITS = r"\.?\d[\d.,\u00a0\u2009\u202f]*+(?: 000(?![\w,]))*+"
_ATOM = re.compile(rf"({_DIGITS})((?:e[+-]?|\^[+-]?)\d{{1,3}}(?!\d))?([^\W\d_]*+)|([a-z]+)|[½⅓⅔¼¾⅕-⅞⅐⅑⅒]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f ]|, )\d{3}.*")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}")
_PLAIN = re.compile(r"\d*\.?\d+")
_AFTER_FRACTION = re.compile(r"\s*(?:of\b|the\b|[.,;:)!?]|$)")
_POINTING = frozenset("the that this which each every any another some".split())
_POINTED_AT = re.compile(
    r"['’]s\b|\W*$|[^\w\s]|\s(?:is|was|of|you|we|he|she|they|i|has|had|will|would|who|that|in|on|at|to|for|another)\b"
)
_LONGEST_GAP = 12
_LONGEST_DIGITS = 18


class Atom(NamedTuple):
    """A piece of a number: a run of digits or one word, with its category in the lexicon and its value."""

    start: int
    end: int
    kind: str
    value: float


class Number(NamedTuple):
    """One number: `scale` is its last magnitude word (a million: 1e6; none: 1), `vague` an open upper end."""

    start: int
    end: int
    value: float
    kind: str
    scale: float = 1.0
    vague: bool = False


def read_numbers(lowered: str) -> list[Number]:
    """Give every number of a lower-cased text, in order: digits, words, fraction, vague, ordinal or nobody.

    >>> [(n.value, n.kind) for n in read_numbers("half a million, 3.5m, twenty-one, dozens, the 4th")]
    [(500000.0, 'fraction'), (3500000.0, 'digits'), (21.0, 'words'), (12.0, 'vague'), (4.0, 'ordinal')]
    """
    atoms, numbers, i = _atoms(lowered), [], 0
    while i < len(atoms):
        number, i = _read(lowered, atoms, i)
        if number:
            numbers.append(number)
    return numbers


@lru_cache(maxsize=1)
def number_lexicon() -> dict[str, tuple[str, float]]:
    """Give the number words: word to (category, value), the vague ones with their lower end."""
    rows = [*lexicon_terms("number_words").values(), *lexicon_terms("vague_numbers").values()]
    return {row.term: (row.category, float(row.weight)) for row in rows}


def _atoms(text: str) -> list[Atom]:
    lexicon, atoms = number_lexicon(), []
    for match in _ATOM.finditer(text):
        digits, exponent, letters, word = match.groups()
        if digits is None:
            kind, value = lexicon.get(match[0], ("", 0.0))
            if kind and not kind.startswith("suffix"):
                atoms.append(Atom(match.start(), match.end(), kind, value))
        elif match.start() == 0 or not text[match.start() - 1].isalpha():
            atoms += _digit_atoms(match, digits, exponent, letters)
        if len(atoms) > 1 and atoms[-1].kind in ("ordinal", "denominators") and atoms[-2].kind == "ten":
            if atoms[-1].value < 10 and text[atoms[-2].end : atoms[-1].start] == "-":  # "twenty-first"
                ten, one = atoms.pop(-2), atoms.pop()
                atoms.append(Atom(ten.start, one.end, one.kind, ten.value + one.value))
    return atoms


def _digit_atoms(match: re.Match, digits: str, exponent: str | None, letters: str) -> list[Atom]:
    """Read a run of digits: `1,500`, `1 500`, `1.500,0` and `12,34,567` are one number, `192.168.1.2` is four."""
    kind, factor = number_lexicon().get(letters, ("", 0.0)) if letters else ("suffix", 1.0)
    run, start = digits.rstrip(".,\u00a0\u2009\u202f"), match.start()
    if not kind.startswith("suffix") or len(run) > _LONGEST_DIGITS:
        return []
    if _GROUPED.fullmatch(run):
        plain = re.sub(r"[^\d.]", "", run)
    elif _CONTINENTAL.fullmatch(run):
        plain = run.replace(".", "").replace(",", ".")
    else:
        plain = run
    if not _PLAIN.fullmatch(plain):
        parts = re.finditer(r"\d+", run)
        return [Atom(start + p.start(), start + p.end(), "digits", float(p[0])) for p in parts]
    end = match.end() if exponent or letters else start + len(run)
    value = float(plain) * factor
    if exponent and exponent[0] == "e":
        value *= 10.0 ** int(exponent[1:])
    elif exponent:
        value = value ** int(exponent[1:]) if 0 < value < 1e6 and len(exponent) < 5 else INFINITE
    if value >= 1e21 or (letters and end - start == len(run)):
        return []
    return [Atom(start, end, "ordinal" if kind == "suffix_ordinal" else "digits", value)]


def _read(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """Read the number that begins at atom `i`; give it (or None) and the index of the next atom."""
    atom = atoms[i]
    before = text[max(0, atom.start - _LONGEST_GAP) : atom.start].replace("-", " ").split()
    last = before[-1] if before else ""
    if atom.kind == "nobody":
        return Number(atom.start, atom.end, 0.0, "nobody"), i + 1
    if atom.kind == "unit" and text[atom.start : atom.end] == "one":
        if last == "no":
            return Number(text.rindex("no", 0, atom.start), atom.end, 0.0, "nobody"), i + 1
        if last in _POINTING and _POINTED_AT.match(text, atom.end) or text.startswith("’s", atom.end):
            return None, i + 1
    if atom.kind in ("plural", "few"):
        return _read_vague(text, atoms, i, last)
    start = text.rindex(last, 0, atom.start) if last in ("a", "an") else atom.start
    if atom.kind == "pair":
        return (Number(start, atom.end, atom.value, "words") if start < atom.start else None), i + 1
    if atom.kind == "part":
        return _read_part(text, atoms, i, start)
    if atom.kind == "ordinal":
        if start < atom.start and atom.value > 2 and _AFTER_FRACTION.match(text, atom.end):
            return Number(start, atom.end, 1 / atom.value, "fraction"), i + 1
        return Number(atom.start, atom.end, atom.value, "ordinal"), i + 1
    if atom.kind == "sign":
        return Number(atom.start, atom.end, atom.value, "fraction"), i + 1
    if atom.kind == "denominators":
        return None, i + 1
    return _read_cardinal(text, atoms, i, start if atom.kind in ("hundred", "magnitude") else atom.start)


def _read_vague(text: str, atoms: list[Atom], i: int, last: str) -> tuple[Number | None, int]:
    """Read `dozens`, `tens of thousands`, `several hundred`, `a few`; plain `few` is no number."""
    first, value, j = atoms[i], atoms[i].value, i + 1
    gaps = ("", "of") if first.kind == "few" else ("of",)
    while (
        j < len(atoms)
        and atoms[j].kind in ("hundred", "magnitude", "plural")
        and _gap(text, atoms, j) in gaps
    ):
        value, j = value * atoms[j].value, j + 1
    word = text[first.start : first.end]
    if word == "few" and last not in ("a", "the", "last", "first") and j == i + 1:
        return None, j
    start = text.rindex(last, 0, first.start) if last == "a" else first.start
    return Number(start, atoms[j - 1].end, value, "vague", vague=True), j


def _read_part(text: str, atoms: list[Atom], i: int, start: int) -> tuple[Number, int]:
    """Read `half`, `half a million`, `a quarter of a million`, `half a dozen`."""
    value, j, scale = 1 / atoms[i].value, i + 1, 1.0
    if (
        j < len(atoms)
        and atoms[j].kind in ("hundred", "magnitude")
        and _gap(text, atoms, j) in ("", "a", "of a")
    ):
        value, scale, j = value * atoms[j].value, atoms[j].value, j + 1
    return Number(start, atoms[j - 1].end, value, "fraction", scale), j


def _read_cardinal(text: str, atoms: list[Atom], i: int, start: int) -> tuple[Number, int]:
    """Read groups of falling scale (`two million`, `three hundred`, `and five`), then a fraction, then an ordinal."""
    kind = "digits" if atoms[i].kind == "digits" else "words"
    unit, j = _below_hundred(text, atoms, i)
    scale, j = _scales(text, atoms, j, j == i)
    total, last, limit = 0.0, unit * scale, INFINITE
    while scale > 1 and j < len(atoms):
        gap = _gap(text, atoms, j)
        unit, k = _below_hundred(text, atoms, j)
        step, k = _scales(text, atoms, k)
        if k == j or gap not in ("", "and") or atoms[j].kind not in ("unit", "ten", "digits"):
            break
        if gap == "and" and k < len(atoms) and atoms[k].kind == "denominators":
            break
        if (
            atoms[j].kind == "digits"
            and not (step > 1 and gap == "")
            and not (gap == "and" and 0 < unit < 100 and step == 1)
        ):
            break
        if 0 < unit * step < scale:
            total, last, limit, scale, j = total + last, unit * step, scale, step, k
        elif scale == 100 and step >= 1000 and (last + unit) * step < limit:
            last, scale, j = (last + unit) * step, step, k
        else:
            break
    value = total + last
    return _add_fraction(text, atoms, Number(start, atoms[j - 1].end, value, kind, scale), j)


def _below_hundred(text: str, atoms: list[Atom], j: int) -> tuple[float, int]:
    """Read digits, `seven`, `twenty-one`; a bare scale (`hundred`) counts as one of it."""
    atom = atoms[j]
    if (
        atom.kind == "ten"
        and j + 1 < len(atoms)
        and atoms[j + 1].kind == "unit"
        and _gap(text, atoms, j + 1) == ""
    ):
        if 0 < atoms[j + 1].value < 10:
            return atom.value + atoms[j + 1].value, j + 2
    elif atom.kind not in ("unit", "ten", "digits"):
        return 1.0, j
    return atom.value, j + 1


def _scales(text: str, atoms: list[Atom], j: int, bare: bool = False) -> tuple[float, int]:
    """Read the scale words that follow: `hundred thousand`, `million`, `dozens`; `bare` begins with one."""
    scale = 1.0
    while j < len(atoms) and atoms[j].kind in ("hundred", "magnitude", "plural") and scale < 1e12:
        if not bare and _gap(text, atoms, j) != "":
            break
        scale, j, bare = scale * atoms[j].value, j + 1, False
    return scale, j


def _add_fraction(text: str, atoms: list[Atom], number: Number, j: int) -> tuple[Number, int]:
    """Read what follows a whole number: `and a half`, `point two`, `thirds`, `-fifth`."""
    if j >= len(atoms):
        return number, j
    gap, atom, whole = _gap(text, atoms, j), atoms[j], number.value
    if gap in ("and a", "and", "") and (
        atom.kind in ("part", "sign") or (gap == "and a" and atom.kind == "ordinal")
    ):
        share = atom.value if atom.kind == "sign" else 1 / atom.value
        if gap or atom.kind == "sign":
            scale, k = _scales(text, atoms, j + 1)
            return number._replace(
                end=atoms[k - 1].end, value=(whole + share * number.scale) * scale, scale=scale
            ), k
    if gap == "and" and atom.kind in ("unit", "ten"):  # "six million and two thirds"
        part, k = _below_hundred(text, atoms, j)
        if k < len(atoms) and atoms[k].kind == "denominators" and _gap(text, atoms, k) == "":
            value = whole + part / atoms[k].value * number.scale
            return number._replace(end=atoms[k].end, value=value), k + 1
    if (gap == "" and atom.kind == "denominators") or (gap == "" and atom.kind == "part" and whole == 1):
        return number._replace(end=atom.end, value=whole / atom.value, kind="fraction"), j + 1
    if gap in ("", "and") and atom.kind == "ordinal" and number.kind == "words":
        if whole == 1 and gap == "":
            return number._replace(end=atom.end, value=1 / atom.value, kind="fraction"), j + 1
        if atom.value < 100 and whole % 100 == 0 and whole:
            return number._replace(end=atom.end, value=whole + atom.value, kind="ordinal"), j + 1
    if gap == "point" and atom.kind in ("unit", "ten", "digits"):
        places = ""
        while j < len(atoms) and atoms[j].kind in ("unit", "ten", "digits") and len(places) < 9:
            if places and _gap(text, atoms, j) != "":
                break
            value, j = _below_hundred(text, atoms, j)
            places += f"{value:.0f}"
        return number._replace(end=atoms[j - 1].end, value=whole + float("0." + places)), j
    return number, j


def _gap(text: str, atoms: list[Atom], j: int) -> str | None:
    """Give what stands between atom `j` and the one before: "" (space or hyphen), `and`, `of a`; None if more."""
    start, end = atoms[j - 1].end, atoms[j].start
    if j == 0 or end - start > _LONGEST_GAP:
        return None
    gap = text[start:end]
    return None if "\n\n" in gap else " ".join(gap.replace("-", " ").split())
