"""Lexicon files: a CSV file as a spreadsheet program saves it, read strictly, so that an error names its place."""

import csv
import io
import re
import sys
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from ..resources import need, why
from .plain import decode_text

COLUMNS = ("term", "category", "weight", "source")
_PLAIN = str.maketrans("’‘", "''", "\ufeff")


def read_rows(path: Path) -> tuple[tuple[str, ...], tuple[tuple, ...]]:
    """Give the column names and the rows of one lexicon file, with the four usual columns first.

    Separators may be commas, semicolons or tabs; the encoding UTF-8, UTF-16 or Windows. Terms are folded to lower
    case. A missing `weight` is NaN, a missing `source` is the file's name.
    Raises ValueError that names line and column where the file is not a lexicon.
    """

    def refuse(line: int, column: str, problem: str, advice: str) -> ValueError:
        facts = {"line": line, "column": column, "problem": problem, "advice": advice}
        return ValueError(why("bad lexicon", path.name, **facts))

    lines = _lines(path, refuse)
    line, cells = next(lines, (0, []))
    need(cells, "empty lexicon", path)
    header = _header(line, cells, refuse)
    names = (*COLUMNS, *(name for name in header if name not in COLUMNS))
    pick = itemgetter(*(header.index(name) if name in header else len(header) for name in names))
    weights, rows, width = {"": float("nan")}, [], len(header)
    for line, cells in lines:
        if any(cells[width:]):
            problem = f"is followed by {cells[width]!r}, beyond the last heading"
            advice = "put quotation marks round a cell with a separator in it"
            raise refuse(line, header[-1], problem, advice)
        term, category, weight, source, *more = pick([*cells[:width], *[""] * (width + 1 - len(cells))])
        if not term:
            raise refuse(line, "term", "is empty", "write a term in that cell, or delete the line")
        if weight not in weights:
            number = weight.replace(",", ".") if weight.count(",") == 1 and "." not in weight else weight
            try:
                weights[weight] = int(number) if number.lstrip("-").isdigit() else float(number)
            except ValueError:
                advice = "write a number there, or leave the cell empty"
                raise refuse(line, "weight", f"has {weight!r}", advice) from None
        term = " ".join((term if term.isascii() else term.translate(_PLAIN)).lower().split())
        rows.append((sys.intern(term), category, weights[weight], source or path.stem, *more))
    return names, tuple(need(rows, "no terms", path.name))


def _lines(path: Path, refuse) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of every line that has any, without the line "sep=;" that some programs write first."""
    raw = path.read_bytes()
    need(not raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")), "lexicon workbook", path.name)
    text = decode_text(raw, path.name)[0].removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip(' ;,\t"')), "")
    stated = first[4:5] if first.startswith("sep=") else ""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=stated or max(",;\t", key=first.count))
    begun = False
    try:
        for cells in lines:
            cells = list(map(str.strip, cells))
            begun = begun or bool(re.search(r"\w", "".join(cells)) and not cells[0].startswith("sep="))
            if begun and any(cells):
                yield lines.line_num, cells
    except csv.Error:
        advice = "close the quotation mark, or take it out"
        raise refuse(lines.line_num, "term", "begins a cell that does not end", advice) from None


def _header(line: int, cells: list[str], refuse) -> list[str]:
    header = [cell.lower().translate(_PLAIN) or f"column {i}" for i, cell in enumerate(cells, 1)]
    if missing := [name for name in COLUMNS[:2] if name not in header]:
        problem = f"is missing: the headings are {', '.join(header)}"
        raise refuse(line, missing[0], problem, f"name one column {missing[0]!r} in the first line")
    return header
