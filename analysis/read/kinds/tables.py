"""Tables as they come: from CSV, JSON, Parquet and workbooks to rows (dicts) under the table's own column names."""

import codecs
import csv
import gzip
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, zip_longest
from typing import BinaryIO, Literal

from ..plain import find_encoding
from ..problems import LIMITS
from .html_text import parse_html, text_of_html
from .json_rows import flat_row, json_rows
from .workbooks import workbook_tables

Table = tuple[str, Iterator[dict | ValueError]]
"""The name of a table within its file ("" where it is the only one) and its rows, or why one is none."""
_Quoting = Literal[0, 3]  # as usual, or none
_SEPARATORS = ",;\t|"
_ABOVE = 20  # rows in which the headings are looked for


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
        from pyarrow.parquet import ParquetFile

        batches = ParquetFile(file).iter_batches(batch_size=256)
        yield "", (flat_row(row) for batch in batches for row in batch.to_pylist())
    elif start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        yield from ((sheet, _named(rows, wanted)) for sheet, rows in workbook_tables(file, name))
    elif head.startswith((b"<html", b"<!doctype", b"<table")):  # what some services call .xls
        tree = parse_html(file.read(LIMITS.file))
        for number, table in enumerate([] if tree is None else tree.iter("table"), 1):
            rows = [[text_of_html(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
            yield f"table {number}", _named(rows, wanted)
    elif head[:1] in (b"[", b"{") and not name.lower().endswith((".csv", ".tsv")):
        with io.TextIOWrapper(file, find_encoding(start, name)) as lines:
            yield "", json_rows(lines, name, wanted)
    elif name.lower().endswith((".xlsx", ".ods", ".xlsb", ".parquet", ".xlsm", ".json", ".jsonl", ".ndjson")):
        raise ValueError("it is not what its ending says")
    else:
        sample = start.decode(encoding := find_encoding(start, name), "ignore")
        with io.TextIOWrapper(file, encoding, newline="") as lines:
            yield "", _csv_rows(lines, sample, wanted)


def _csv_rows(lines: io.TextIOWrapper, sample: str, wanted: Callable[[str], bool]) -> Iterator[dict]:
    csv.field_size_limit(LIMITS.file)
    sample = sample.removeprefix("\ufeff")
    header = sample[:10_000].split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    if header.lower().startswith("sep=") and len(header.strip()) in (4, 5):  # a note to Excel
        separator = header[4:5]
        lines.readline()
        sample = sample.partition("\n")[2]
    kinds: tuple[_Quoting, ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)  # or quotation marks are of the text
    fitting = (kind for kind in kinds if separator in header and _fits(sample, separator, kind))
    quoting: _Quoting = next(fitting, csv.QUOTE_MINIMAL)
    yield from _named(csv.reader(lines, delimiter=separator, quoting=quoting, strict=True), wanted)


def _fits(sample: str, separator: str, quoting: _Quoting) -> bool:
    """Whether all rows of a sample but the last, which may be cut, have as many fields as the first."""
    whole = len(sample) < 2**19
    reader = csv.reader(io.StringIO(sample, ""), delimiter=separator, quoting=quoting, strict=True)
    try:
        rows = [row for row in reader if row]
    except csv.Error as error:
        return "unexpected end" in str(error) and not whole
    return all(len(row) == len(rows[0]) for row in (rows if whole else rows[:-1]))


def _named(rows: Iterable[list], wanted: Callable[[str], bool]) -> Iterator[dict]:
    """Give rows under the names in the first row that names texts or, without one, has two cells or more.

    Of two columns of one name, the first has it.
    """
    full = filter(_filled, rows)
    begin = list(islice(full, _ABOVE))
    several = [n for n, row in enumerate(begin) if len(_filled(row)) > 1]
    start = next((n for n in several if any(map(wanted, map(str, _filled(begin[n]))))), [*several, 0][0])
    heads = ["" if cell is None else str(cell) for row in begin[start : start + 1] for cell in row]
    names = [None if not name or name in heads[:n] else name for n, name in enumerate(heads)]
    for row in chain(begin[start + 1 :], full):
        yield dict(zip_longest(names, row[: len(names)]))


def _filled(row: list) -> list:
    return [cell for cell in row if cell not in (None, "")]
