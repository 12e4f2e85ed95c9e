"""Tables as they come: from CSV, JSON, Parquet and workbooks to rows under the table's own column names.

Takes an open file, gives one or several tables of rows, each row a dict. Which column means what is decided later.
"""

import codecs
import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import BinaryIO, Literal

from ..plain import find_encoding
from ..problems import LIMITS
from .json_lists import flat_row, rows_in

Table = tuple[str, Iterator[dict | ValueError]]
"""The name of a table within its file ("" where it is the only one) and its rows, or why one is none."""
_Quoting = Literal[0, 3]  # as usual, or none
_SEPARATORS = ",;\t|"


def tables_in(file: BinaryIO, name: str, wanted: Callable[[str], bool]) -> Iterator[Table]:
    """Give each table of an open file with its rows; `wanted` tells of a column's name whether it holds texts.

    Raises what the reading library raises where the table is damaged, ValueError where it is not one.
    """
    start = file.read(2**20)
    file.seek(0)
    if start.startswith(b"\x1f\x8b"):
        with gzip.open(file) as unpacked:
            yield from tables_in(io.BufferedReader(unpacked), name.removesuffix(".gz"), wanted)
        return
    head = start[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"PAR1"):
        yield "", _parquet_rows(file)
    elif start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        yield from _workbook_tables(file)
    elif head.startswith((b"<html", b"<!doctype", b"<table")):  # what some services call .xls
        yield from _html_tables(file)
    elif head[:1] in (b"[", b"{") and not name.lower().endswith((".csv", ".tsv")):
        with io.TextIOWrapper(file, find_encoding(start, name)) as lines:
            yield "", _json_rows(lines, name, wanted)
    elif name.lower().endswith((".xlsx", ".ods", ".xlsb", ".parquet", ".xlsm", ".json", ".jsonl", ".ndjson")):
        raise ValueError("it is not what its ending says")
    else:
        sample = start.decode(encoding := find_encoding(start, name), "ignore")
        with io.TextIOWrapper(file, encoding, newline="") as lines:
            yield "", _csv_rows(lines, sample)


def _csv_rows(lines: io.TextIOWrapper, sample: str) -> Iterator[dict]:
    csv.field_size_limit(LIMITS.file)
    sample = sample.removeprefix("\ufeff")
    header = sample[:10_000].split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    if header.lower().startswith("sep=") and len(header.strip()) in (4, 5):  # a note to Excel
        separator = header[4:5]
        lines.readline()
        sample = sample.partition("\n")[2]
    quoting: _Quoting = csv.QUOTE_MINIMAL
    if (
        separator in header
        and not _fits(sample, separator, quoting)
        and _fits(sample, separator, csv.QUOTE_NONE)
    ):
        quoting = csv.QUOTE_NONE  # a quotation mark at the beginning of a field is one of the text
    yield from csv.DictReader(lines, delimiter=separator, quoting=quoting, strict=True)


def _fits(sample: str, separator: str, quoting: _Quoting) -> bool:
    """Whether all rows of a sample but the last, which may be cut, have as many fields as the first."""
    whole = len(sample) < 2**19
    reader = csv.reader(io.StringIO(sample, ""), delimiter=separator, quoting=quoting, strict=True)
    try:
        rows = [row for row in reader if row]
    except csv.Error as error:
        return "unexpected end" in str(error) and not whole
    return all(len(row) == len(rows[0]) for row in (rows if whole else rows[:-1]))


def _json_rows(
    lines: io.TextIOWrapper, name: str, wanted: Callable[[str], bool]
) -> Iterator[dict | ValueError]:
    """Give the rows of JSON Lines, one after the other, or those in one document, all at once.

    A line that is damaged is given as a ValueError and costs itself.
    """
    numbered = enumerate(iter(lambda: lines.readline(LIMITS.file), ""), 1)
    filled = ((number, line) for number, line in numbered if line.strip())
    head = list(islice(filled, 2))
    whole = any(line.strip()[:1] == "{" and line.rstrip()[-1] == "}" for _, line in head)
    by_line = name.lower().endswith(("jsonl", "ndjson")) or whole
    if len(head) > 1 and by_line and head[0][1].strip() not in ("[", "{"):
        yield from (_row_of(number, line) for number, line in chain(head, filled))
        return
    rest = lines.read(LIMITS.file)
    if len(rest) >= LIMITS.file:
        raise ValueError(
            f"one list of more than {LIMITS.file:,} characters; as JSON Lines, one article a line, it has no limit"
        )
    rows = rows_in(json.loads("".join(line for _, line in head) + rest), wanted)
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            yield flat_row(row)
        else:
            yield ValueError(f"article {number} is not an object with named values")


def _row_of(number: int, line: str) -> dict | ValueError:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ValueError(f"line {number}: {error}")
    return (
        flat_row(row)
        if isinstance(row, dict)
        else ValueError(f"line {number} is not an object with named values")
    )


def _parquet_rows(file: BinaryIO) -> Iterator[dict]:
    from pyarrow.parquet import ParquetFile

    for batch in ParquetFile(file).iter_batches(batch_size=256):
        yield from map(flat_row, batch.to_pylist())


def _workbook_tables(file: BinaryIO) -> Iterator[Table]:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(file)
    names = workbook.sheet_names
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if (cells := sheet.total_height * sheet.total_width) > LIMITS.cells:
            raise ValueError(
                f"the sheet {name!r} spans {cells:,} cells, more than {LIMITS.cells:,}; perhaps one stands far off"
            )
        yield name if len(names) > 1 else "", _named(sheet.to_python(skip_empty_area=True))


def _html_tables(file: BinaryIO) -> Iterator[Table]:
    from .html_text import parse_html, text_of_html

    tree = parse_html(file.read(LIMITS.file))
    for number, table in enumerate([] if tree is None else tree.iter("table"), 1):
        rows = [[text_of_html(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
        yield f"table {number}", _named(rows)


def _named(rows: list[list]) -> Iterator[dict]:
    """Give rows under the names in the first row that has two cells or more, or in the only column."""
    full = [row for row in rows if any(cell not in (None, "") for cell in row)]
    start = next((n for n, row in enumerate(full) if sum(cell not in (None, "") for cell in row) > 1), 0)
    names = [None if name in (None, "") else str(name) for row in full[start : start + 1] for name in row]
    for row in islice(full, start + 1, None):
        yield dict(zip(names, row, strict=False))
