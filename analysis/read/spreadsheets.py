"""Tables of articles: from CSV, JSON, Parquet and workbooks to records, one row in memory at a time.

It cannot guess a column whose name says nothing: then the name has to be given.
"""

import datetime
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from ..resources import need, pattern, why
from ..tables import COLUMNS
from .files import read_start, readable
from .kinds.dates import days_come_first, iso_date
from .kinds.html_text import is_html, text_of_html
from .kinds.registry import SHORT, Found, kind_of_ending
from .kinds.tables import Table, tables_in
from .lexicons import BUILT_IN
from .plain import clean_text
from .problems import LIMITS, in_our_words

_MISSING = frozenset(("", *"nan null none na n/a <na> #n/a nat -".split()))
_OURS = {"", *COLUMNS["articles"], "first_day", "last_day", "part", "notice"}
_BEGIN = 200  # rows by which the order of day and month is told
_NAMED, _SHOWN = 30, 40  # columns that a message names, and characters of each
_Columns = tuple[dict[str, str], list[str], list[str]]
"""Our names, and those of the table's own, to its columns; its texts and summaries, the best first."""


def read_rows(path: str | Path, text_column: str | None = None) -> Iterator[Found]:
    """Give one record per row: `text`, what else of our columns the table has, and its own, each str or None.

    The names of columns are recognised by `data/lexicons/column_names.csv`; others keep the name they have. Where
    several hold texts, the first of that list is taken, or a longer one where it is empty, cut off or far shorter.
    Every sheet of a workbook is read; one without a column of texts is given as a `ValueError`.
    Raises ValueError where the table is damaged or nothing in it has texts.
    """
    with open_table(Path(path)) as file:
        yield from read_table(file, readable(Path(path).name), text_column)


def read_table(file: BinaryIO | bytes, name: str, text_column: str | None = None) -> Iterator[Found]:
    """Give one record per row of an open file or its bytes, as `read_rows` does."""
    file = io.BytesIO(file) if isinstance(file, bytes) else file
    problems, some, asked = [], False, (text_column or "").strip().lower()

    def wanted(column: str) -> bool:
        meant = getattr(_meaning(column), "category", "") == "text"
        return column.strip().lower() == asked if asked else meant

    for sheet, rows in _tables(file, name, wanted):
        label = f"{name}, {sheet}" if sheet else name
        begin = list(islice(rows, _BEGIN))
        first = next((row for row in begin if isinstance(row, dict)), None)
        need(begin or sheet, "no rows", label)
        columns = None if first is None else _choose_columns(first, label, text_column)
        if isinstance(columns, tuple):
            yield from _records(begin, rows, label, columns)
            some = True
        elif columns:
            problems.append(columns)
        else:  # all is damaged, or the sheet is empty
            problems += [ValueError(why("damaged row", label, error=row)) for row in begin]
    if problems and not some:
        raise ValueError(str(problems[0]))
    yield from problems


def raw_rows(path: Path) -> Iterator[dict]:
    """Give one dict per row, with the table's own column names; raises ValueError where it is damaged."""
    with open_table(path) as file:
        for _, rows in _tables(file, readable(path.name), lambda _name: False):
            yield from (row for row in rows if not isinstance(row, ValueError))


def is_table(path: str | Path) -> bool:
    """Tell by its ending whether a file is a table of articles."""
    kind = kind_of_ending(Path(path).name)
    return kind is not None and kind.reader == "table"


def open_table(path: Path) -> BinaryIO:
    """Open a file; raises FileNotFoundError, or ValueError where it is not regular or not readable."""
    read_start(path, 1)
    return path.open("rb")


def _tables(file: BinaryIO, name: str, wanted: Callable[[str], bool]) -> Iterator[Table]:
    """Give the tables of a file; whatever fails on the way is a ValueError that says so."""
    with closing(in_our_words(name, tables_in, file, name, wanted)) as tables:
        for sheet, rows in tables:
            yield sheet, in_our_words(name, iter, rows)


def _choose_columns(row: dict, table: str, text_column: str | None) -> _Columns | ValueError:
    """Choose columns by their names, of several that mean one of ours the weightiest; or say that none has texts."""
    need(len(row) <= LIMITS.columns, "too wide", table, columns=len(row), most=LIMITS.columns)
    names = [name for name in row if name is not None]
    found = defaultdict(list)
    usual = [(entry, name) for name in names if (entry := _meaning(name))]
    for entry, name in sorted(usual, key=lambda pair: -pair[0].weight):
        found[entry.category].append(name)
    texts, brief = found.pop("text", []), found.pop("summary", [])
    if text_column is not None:
        texts, brief = [text_column] * (text_column in names), []
    if not texts and not brief:
        return _no_texts(table, names, text_column, "url" in found)
    ours = {ours: theirs[0] for ours, theirs in found.items() if theirs[0] not in texts}
    taken = {*ours.values(), *texts}
    rest = (name for name in names if not (name in taken or name.strip().lower() in _OURS))
    return ours | {clean_text(name.strip()): name for name in rest}, texts, brief


def _no_texts(table: str, names: list[str], text_column: str | None, addresses: bool) -> ValueError:
    asked = f"no column {text_column!r}" if text_column else "no column known to hold texts"
    columns = ", ".join(repr(name[:_SHOWN]) for name in names[:_NAMED]) + ", ..." * (len(names) > _NAMED)
    only = addresses and not text_column
    told = why("only addresses" if only else "no column of texts", table, asked=asked, columns=columns)
    return ValueError(told)


def _meaning(name: str) -> Any:
    """Give the entry for a column's name, in JSON also within an envelope; blanks and a bracket behind mean nothing."""
    known, name = BUILT_IN.terms("column_names"), " ".join(name.lower().split())
    forms = (name, re.sub(r"\s*\([^()]*\)$", "", name), name.replace(" ", ""))
    parts = next((form for form in forms if form in known), name).split(".")
    while len(parts) > 1 and ".".join(parts) not in known:
        if getattr(known.get(parts.pop(0)), "category", "") not in ("envelope", "text"):
            return None
    entry = known.get(".".join(parts))
    return None if entry is None or entry.category == "envelope" else entry


def _records(begin: list, rows: Iterator, label: str, columns: _Columns) -> Iterator[Found]:
    """Give the record of each row; the first whose text is not the whole, or whose day is in doubt, has a notice."""
    days = [str(row.get(columns[0].get("published"))).strip() for row in begin if isinstance(row, dict)]
    day_first, told = days_come_first(days), False
    doubtful = next((day for day in days if day_first is None and pattern("either way").fullmatch(day)), None)
    for number, row in enumerate(chain(begin, rows), 1):
        record = _record(row, f"{label}: row {number}", label, columns)
        if isinstance(record, ValueError):
            yield record
            continue
        notices, day = [], record.get("published")
        if part := record.pop("part", None):
            record["source_note"] = " ".join(filter(None, (record.get("source_note"), f"{part}.")))
            notices += [why("beginnings only", label, part=part.lower(), number=number)][told:]
            told = True
        if doubtful is not None and day == doubtful:
            notices.append(why("two ways of dates", label, day=doubtful))
            doubtful = None
        if day_first is not None:
            record["published"] = iso_date(day or "", day_first) or day
        yield record | ({"notice": " ".join(notices)} if notices else {})


def _record(row: dict | ValueError, place: str, label: str, columns: _Columns) -> Found:
    """Give the record of a row, or why it has none; `part` says why its text is not the whole."""
    if isinstance(row, ValueError):
        return ValueError(why("damaged row", label, error=row))
    if len(row) > LIMITS.columns:
        return ValueError(why("too wide", place, columns=len(row), most=LIMITS.columns))
    names, texts, brief = columns
    record = {ours: _as_text(row.get(theirs), ", ") for ours, theirs in names.items()}
    cells = [row.get(column) for column in texts]
    if wrong := [cell for cell in cells if not _may_be_text(cell)]:
        kind = {bool: "true or false", bytes: "bytes"}.get(type(wrong[0]), "nested values")
        return ValueError(why("no text in cell", place, kind=kind))
    if text := _fullest([_as_text(cell, "\n") for cell in cells]):
        cut = "The text is cut off" if pattern("cut off").search(text[-80:]) else None
        return record | {"text": text, "part": cut}
    for column in brief:
        if text := _as_text(row.get(column), "\n"):
            short = len(text.split()) < SHORT or pattern("cut off").search(text[-80:])
            return record | {"text": text, "part": f"The column {column!r} is a summary" if short else None}
    return record | {"text": None}


def _may_be_text(cell: object) -> bool:
    cells = cell if isinstance(cell, list) else [cell]
    return not any(isinstance(one, bool | bytes | dict | list) for one in cells)


def _fullest(texts: list[str | None]) -> str | None:
    """Give the first of several texts of one article, unless it is missing or cut and another is longer."""
    first, longest = next(iter(texts), None), max(texts, key=lambda text: len(text or ""), default=None)
    whole = first and not pattern("cut off").search(first[-80:]) and len(first) >= len(longest or "") / 2
    return first if first and (whole or len(texts) == 1) else longest


def _as_text(value: object, between: str) -> str | None:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return between.join(filter(None, (_as_text(one, between) for one in value))) or None
    if value is None or value != value or str(value).strip()[:9].lower() in _MISSING:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # workbooks know no whole numbers
    text = str(value)
    return text_of_html(text) if is_html(text) else text
