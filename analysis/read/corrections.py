"""Corrections: what a reader changed in the tables of an article, one change a line, from CSV files.

Whether a line fits its article is for `find.corrections` to say.
"""

import re
from collections.abc import Iterable
from functools import partial
from itertools import chain
from pathlib import Path

import pandas as pd

from ..resources import need, pattern
from .files import list_files, read_start
from .spreadsheets import raw_rows

COLUMNS = ("article_id", "start", "end", "table", "action", "column", "value", "reason")


def read_corrections(sources: str | Path | pd.DataFrame | Iterable[str | Path]) -> pd.DataFrame:
    """Give the corrections of files and folders, or of a table, as they were saved: `article_id, start, end, table,
    action, column, value, reason`, all of them text, "" where a cell is empty.

    `action` is `change` (the `column` of the row that spans `start` to `end` becomes `value`; `start` and `end` are
    columns too), `strike` (the row goes), `add` (a row comes) or `found` (what the rules gave before any change).
    Lines hold in their order. Raises ValueError for what is no table of corrections, FileNotFoundError for no file.
    """
    if isinstance(sources, pd.DataFrame):
        _check("The table", [dict.fromkeys(sources)])
        return _as_text(sources.astype(object).where(sources.notna(), None).to_dict("records"))
    rows: list[dict] = []
    for file in chain.from_iterable(map(_files, [sources] if isinstance(sources, str | Path) else sources)):
        head = read_start(file, 1000).decode("utf-8", "replace")  # all that a file without a correction has
        found: list[dict] = []
        try:
            found = list(raw_rows(file))
        except ValueError:  # of something else, an article for instance
            if COLUMNS[0] in head:
                raise
        _check(file.name, found or [dict.fromkeys(re.findall(r"\w+", head))])
        rows += found
    return _as_text(rows)


def _check(name: str, rows: list[dict]) -> None:
    missing = next((column for column in COLUMNS[:6] for row in rows if column not in row), None)
    need(missing is None, "not corrections", name, column=missing, columns=", ".join(COLUMNS))


def _as_text(rows: list[dict]) -> pd.DataFrame:
    clean = partial(pattern("guard").sub, "")
    cells = [[clean("" if row.get(name) is None else str(row[name])) for name in COLUMNS] for row in rows]
    table = pd.DataFrame(cells, columns=list(COLUMNS), dtype="str")
    places = {name: table[name].str.removesuffix(".0") for name in ("start", "end")}  # as pandas writes them
    return table.assign(**places)


def _files(source: str | Path) -> list[Path]:
    if not Path(source).is_dir():
        return [Path(source)]
    files = [file for file in list_files(Path(source)) if file.suffix.lower() == ".csv"]
    return need(files, "no corrections", source, raises=FileNotFoundError)
