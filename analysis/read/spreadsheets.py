"""Tables of articles: from CSV, JSON, Parquet and Excel files to records, one row at a time.

Takes a path and perhaps the name of the text column, gives records with our column names.
It cannot guess a column whose name says nothing: then the name has to be given.
"""

import csv
import datetime
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from .files import read_start
from .lexicons import lexicon_terms
from .limits import LIMITS
from .plain import find_encoding


def read_rows(path: str | Path, text_column: str | None = None) -> Iterator[dict]:
    """Give one record per row: `text` and what else of our columns the table has, each str or None.

    The names of columns are recognised by `data/lexicons/column_names.csv`; other columns are left out. Only
    the row at hand is kept in memory. Raises ValueError where the table is damaged or has no column of texts.
    """
    path = Path(path)
    rows = raw_rows(path)
    first = next(rows, {})
    chosen = _choose_columns([name for name in first if name is not None], path.name, text_column)
    for row in chain([first], rows):
        yield {ours: _as_text(row.get(theirs)) for ours, theirs in chosen.items()}


def raw_rows(path: Path) -> Iterator[dict]:
    """Give one dict per row, with the table's own column names; raises ValueError where it is damaged."""
    read_start(path, 1)  # is it there and readable
    try:
        yield from _READERS[path.suffix.lower()](path)
    except ImportError:
        raise ValueError(
            f"{path.name} needs more software than is installed; CSV or JSON Lines need none. "
            "Type: pip install 'who-says-so[documents]'"
        ) from None
    except Exception as error:  # whatever the reading library raises for a damaged file
        reason = str(error).split("\n")[0] or type(error).__name__
        raise ValueError(
            f"{path.name} cannot be read as a table ({reason}); a complete table was expected. "
            "Open it in its own program and save it again."
        ) from None


def is_table(path: str | Path) -> bool:
    """Tell by its ending whether a file is a table of articles.

    >>> is_table("export.csv"), is_table("article.txt")
    (True, False)
    """
    return Path(path).suffix.lower() in _READERS


def _choose_columns(names: list[str], table: str, text_column: str | None) -> dict[str, str]:
    """Give our column name to the table's; where several fit, the one with the largest weight."""
    known, chosen = lexicon_terms("column_names"), {}
    usual = [(known[key], name) for name in names if (key := name.strip().lower()) in known]
    for row, name in sorted(usual, key=lambda pair: pair[0].weight):
        chosen[row.category] = name
    if text_column is not None:
        chosen["text"] = text_column
    if chosen.get("text") not in names:
        asked = f"no column {text_column!r}" if text_column else "no column known to hold texts"
        raise ValueError(
            f"{table} has {asked}; its columns are: {', '.join(map(repr, names)) or 'none'}. "
            "Name the one that holds the texts: --text-column NAME, or text_column=."
        )
    return chosen


def _csv_rows(path: Path) -> Iterator[dict]:
    csv.field_size_limit(LIMITS.file)
    sample = read_start(path)
    with path.open(encoding=find_encoding(sample, path.name), newline="") as handle:
        header = handle.readline(10_000)
        handle.seek(0)
        yield from csv.DictReader(handle, delimiter=max(",;\t", key=header.count), strict=True)


def _json_rows(path: Path) -> Iterator[dict]:
    with path.open(encoding=find_encoding(read_start(path), path.name)) as handle:
        if handle.read(1) == "[":  # one list of all articles instead of one article a line
            rows = enumerate(json.loads("[" + handle.read(LIMITS.file)), 1)
        else:
            handle.seek(0)
            lines = enumerate(iter(lambda: handle.readline(LIMITS.file), ""), 1)
            rows = ((number, _json_line(number, line)) for number, line in lines if line.strip())
        for number, row in rows:
            if not isinstance(row, dict):
                raise ValueError(f"article {number} is not an object with named values")
            yield row


def _json_line(number: int, line: str) -> object:
    try:
        return json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number}: {error}") from None


def _parquet_rows(path: Path) -> Iterator[dict]:
    from pyarrow.parquet import ParquetFile

    for batch in ParquetFile(path).iter_batches(batch_size=256):
        yield from batch.to_pylist()


def _excel_rows(path: Path) -> Iterator[dict]:
    from openpyxl import load_workbook

    rows = load_workbook(path, read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True)
    names = [None if name is None else str(name) for name in next(rows, ())]
    yield from (dict(zip(names, row, strict=False)) for row in rows if any(cell is not None for cell in row))


def _as_text(value: object) -> str | None:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or value != value or value == "":
        return None
    return (
        str(value).encode("utf-8", "replace").decode("utf-8")
    )  # half a character, as JSON allows, becomes "?"


_READERS = {
    ".csv": _csv_rows,
    ".tsv": _csv_rows,
    ".json": _json_rows,
    ".jsonl": _json_rows,
    ".ndjson": _json_rows,
    ".parquet": _parquet_rows,
    ".xlsx": _excel_rows,
}
