"""Lexicon files: a CSV file as a spreadsheet program saves it, read strictly, so that an error names its place.

Takes a path, gives the column names and the rows. It cannot know whether a word is in the right category.
"""

import csv
import io
import re
from pathlib import Path

COLUMNS = ("term", "category", "weight", "source")
_PLAIN = str.maketrans("’‘", "''", "\ufeff")


def read_rows(path: Path) -> tuple[list[str], list[list]]:
    """Give the column names and the rows of one lexicon file, with the four usual columns first.

    Separators may be commas, semicolons or tabs; the encoding UTF-8, UTF-16 or Windows. Terms are folded to lower
    case. A missing `weight` is NaN, a missing `source` is the file's name.
    Raises ValueError that names line and column where the file is not a lexicon.
    """
    text = _decoded(path)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    header = next(
        (cells for cells in lines if re.search(r"\w", "".join(cells)) and not cells[0].startswith("sep=")),
        None,
    )
    if header is None:
        raise ValueError(
            f"{path} is empty: a first line with the headings term,category was expected. Add one."
        )
    header = _header(path, lines.line_num, header)
    names = [*COLUMNS, *(name for name in header if name not in COLUMNS)]
    order = [header.index(name) if name in header else len(header) for name in names]
    weights, rows, width = {}, [], len(header)
    for cells in lines:
        if len(cells) != width:
            if not any(map(str.strip, cells)):
                continue
            if any(map(str.strip, cells[width:])):
                raise _bad(
                    *(
                        path,
                        lines.line_num,
                        header[-1],
                        f"is followed by {cells[width]!r}, beyond the last heading",
                    ),
                    'put a cell that contains the separator in quotation marks: "..."',
                )
            cells = [*cells, *[""] * width][:width]
        cells.append("")
        row = [cells[at].strip() for at in order]
        if not row[0]:
            if not any(row):
                continue
            raise _bad(
                path, lines.line_num, "term", "is empty", "write a term in that cell, or delete the line"
            )
        term = row[0] if row[0].isascii() else row[0].translate(_PLAIN)
        row[0] = " ".join(term.lower().split())
        if row[2] not in weights:
            weights[row[2]] = _weight(path, lines.line_num, row[2])
        row[2] = weights[row[2]]
        row[3] = row[3] or path.stem
        rows.append(row)
    return names, rows


def _header(path: Path, line: int, cells: list[str]) -> list[str]:
    header = [cell.lower().translate(_PLAIN) or f"column {i}" for i, cell in enumerate(cells, 1)]
    for name in COLUMNS[:2]:
        if name not in header:
            raise _bad(path, line, name, f"is missing: the headings are {', '.join(header)}",
                       f"name one column {name!r} in the first line")  # fmt: skip
    return header


def _weight(path: Path, line: int, cell: str) -> int | float:
    number = cell.replace(",", ".") if cell.count(",") == 1 and "." not in cell else cell
    try:
        return int(number) if number.lstrip("-").isdigit() else float(number or "nan")
    except ValueError:
        raise _bad(
            path, line, "weight", f"has {cell!r}", "write a number there, or leave the cell empty"
        ) from None


def _bad(path: Path, line: int, column: str, problem: str, advice: str) -> ValueError:
    return ValueError(
        f"{path.name}, line {line}, column {column!r} {problem}. A lexicon has one term a line under the headings "
        f"term and category (weight and source if you like). To mend it: {advice}."
    )


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ValueError(
            f"{path.name} is a workbook, not a CSV file; a lexicon is plain text, one term a line. "
            "In the spreadsheet program choose Save as, CSV UTF-8."
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip(' ;,\t"')), "")
    return first[4:5] if first.startswith("sep=") and len(first) > 4 else max(",;\t", key=first.count)
