"""Tables as they come: from CSV, JSON, Parquet and workbooks to rows (dicts) under the table's own column names."""

import codecs
import contextlib
import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import IO, Any, BinaryIO

from ...resources import Later, pattern, why
from ..plain import find_encoding
from ..problems import LIMITS
from .html_text import parse_html, text_of_html

parquet, calamine, utils = map(Later, ("pyarrow.parquet", "python_calamine", "openpyxl.utils"))
Table = tuple[str, Iterator[dict | ValueError]]
"""The name of a table within its file ("" where it is the only one) and its rows, or why one is none."""
_SEPARATORS = ",;\t|"
_ABOVE = 20  # rows in which the headings are looked for
_CELL_AT_MOST = 220  # bytes of what tells the place of a cell
_DEEPEST = 6  # objects in objects of JSON


def tables_in(file: BinaryIO, name: str, wanted: Callable[[str], bool]) -> Iterator[Table]:
    """Give each table of an open file with its rows; `wanted` tells of a column's name whether it holds texts."""
    start = file.read(2**20)
    file.seek(0)
    if start.startswith(b"\x1f\x8b"):
        with gzip.open(file) as unpacked:
            yield from tables_in(io.BufferedReader(unpacked), name.removesuffix(".gz"), wanted)
        return
    head = start[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"PAR1"):
        batches = parquet.ParquetFile(file).iter_batches(batch_size=256)
        yield "", (flat_row(row) for batch in batches for row in batch.to_pylist())
    elif start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        yield from ((sheet, _named(rows, wanted)) for sheet, rows in _workbook_tables(file, name))
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
    ways: Sequence[Any] = (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)  # or quotation marks are of the text
    fitting = (way for way in ways if separator in header and _fits(sample, separator, way))
    reader = csv.reader(lines, delimiter=separator, quoting=next(fitting, ways[0]), strict=True)
    yield from _named(reader, wanted)


def _fits(sample: str, separator: str, quoting: Any) -> bool:
    """Whether all rows of a sample but the last, which may be cut, have as many fields as the first."""
    whole = len(sample) < 2**19
    reader = csv.reader(io.StringIO(sample, ""), delimiter=separator, quoting=quoting, strict=True)
    try:
        rows = [row for row in reader if row]
    except csv.Error as error:
        return "unexpected end" in str(error) and not whole
    return all(len(row) == len(rows[0]) for row in (rows if whole else rows[:-1]))


def _named(rows: Iterable[list], wanted: Callable[[str], bool]) -> Iterator[dict]:
    """Give rows under the names in the first row that names texts, or else has two cells; of twins the first counts."""
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


def _workbook_tables(file: BinaryIO, called: str) -> Iterator[tuple[str, list[list]]]:
    """Give the name of each sheet that is shown ("" of an only one) and its rows."""
    _check_spans(file, called)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(file)
    except calamine.CalamineError:
        raise ValueError("it is no workbook, or is damaged") from None
    visible = calamine.SheetVisibleEnum.Visible
    shown = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == visible]
    ours = {"articles", "sentences"}.issubset(shown)  # a workbook of a report: its articles alone
    for name in ["articles"] if ours else shown or workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        _check_span(f"{called}, {name}", sheet.total_height, sheet.total_width)
        yield name if len(workbook.sheet_names) > 1 else "", sheet.to_python(skip_empty_area=True)


def _check_spans(file: BinaryIO, called: str) -> None:
    """Raise ValueError where the cells of an .xlsx span too much, before room is made for all that lies between."""
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
        for name in (one for one in archive.namelist() if one.startswith("xl/worksheets/sheet")):
            height, width, before = 0, 1, b""
            with archive.open(name) as sheet:
                while piece := sheet.read(2**20):
                    cells = pattern("cell").findall(before + piece)
                    height = max(height, *map(int, {row for _, row in cells}), 0)
                    letters = {column.decode() for column, _ in cells if column}
                    width = max(width, *map(utils.column_index_from_string, letters), 0)
                    _check_span(f"{called}, {name.rpartition('/')[2][:-4]}", height, width)
                    before = piece[-_CELL_AT_MOST:]
    file.seek(0)


def _check_span(name: str, height: int, width: int) -> None:
    if (cells := height * width) > LIMITS.cells:
        raise ValueError(why("far cell", name, cells=cells, most=LIMITS.cells))


def json_rows(lines: IO[str], name: str, wanted: Callable[[str], bool]) -> Iterator[dict | ValueError]:
    """Give the rows of JSON Lines one by one, or those in one document; a damaged line is given as a ValueError."""
    numbered = enumerate(iter(lambda: lines.readline(LIMITS.file), ""), 1)
    filled = ((number, line) for number, line in numbered if line.strip())
    head = list(islice(filled, 2))
    whole = any(line.strip()[:1] == "{" and line.rstrip()[-1] == "}" for _, line in head)
    by_line = name.lower().endswith(("jsonl", "ndjson")) or whole
    if len(head) > 1 and by_line and head[0][1].strip() not in ("[", "{"):
        for number, line in chain(head, filled):
            try:
                yield _object(_loaded(line), f"line {number}")
            except (ValueError, RecursionError) as error:
                yield ValueError(f"line {number}: {error}")
        return
    rest = lines.read(LIMITS.file)
    if len(rest) >= LIMITS.file:
        told = f"one list of more than {LIMITS.file:,} characters"
        raise ValueError(f"{told}; as JSON Lines, one article a line, it has no limit")
    rows = rows_in(_loaded("".join(line for _, line in head) + rest), wanted)
    yield from (_object(row, f"article {number}") for number, row in enumerate(rows, 1))


def _loaded(text: str) -> object:
    """Give what JSON holds; an object with far too many values is refused before they are read, which takes long."""
    if (names := text.count('":')) > 8 * LIMITS.columns * max(1, text.count("{")):
        raise ValueError(why("wide object", names=names, most=LIMITS.columns))
    return json.loads(text)


def _object(row: object, place: str) -> dict | ValueError:
    if isinstance(row, dict):
        return flat_row(row)
    return ValueError(f"{place} is not an object with named values")


def rows_in(value: object, wanted: Callable[[str], bool]) -> list:
    """Give the list of articles in a JSON document: the outermost whose rows have texts, or else the longest."""
    if isinstance(value, dict) and {"articles", "sentences"} <= value.keys():  # a report's tables
        value = value["articles"]
    if isinstance(value, list) and value:
        return value
    found = list(_lists(value))
    for rows in found:
        cells = [cell for row in rows[:20] for cell in flat_row(row).items()]
        if any(isinstance(cell, str | list) and wanted(name) for name, cell in cells):
            return list(rows)
    return list(max(reversed(found), key=lambda rows: (isinstance(rows, list), len(rows)), default=[value]))


def _lists(value: object) -> Iterator[Sequence[dict]]:
    """Give every list of rows in a document, the outer ones first."""
    level = [value]
    for _ in range(_DEEPEST):
        yield from chain.from_iterable(map(_as_rows, level))
        level = [inner for one in level if isinstance(one, dict) for inner in one.values()]


def _as_rows(value: Any) -> Iterator[Sequence[dict]]:
    """Read a value as rows in each way that its form allows: a list as it stands, a tuple where it is read as rows."""
    inner = list(value.values()) if isinstance(value, dict) else value
    kinds = {type(one) for one in inner} if isinstance(inner, list) else set()
    if kinds == {dict}:
        yield inner if inner is value else tuple(inner)  # as records, or by name
    if isinstance(value, dict) and value:
        if kinds == {list} and len(inner) > 1 and len({*map(len, inner)}) == 1:  # by column
            yield tuple(dict(zip(value, row, strict=True)) for row in zip(*inner, strict=True))
        yield (value,)  # one article


def flat_row(row: dict, before: str = "", depth: int = 0) -> dict:
    """Give a row whose nested values stand under names with a dot; of a list of objects, the values in one list."""
    flat: dict = {}
    for name, value in row.items():
        name = f"{before}{name}"
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            keys = dict.fromkeys(key for one in value for key in one)
            value = {key: [one[key] for one in value if one.get(key) is not None] for key in keys}
        nested = isinstance(value, dict) and value and depth < _DEEPEST
        flat |= flat_row(value, f"{name}.", depth + 1) if nested else {name: value}
    return flat
