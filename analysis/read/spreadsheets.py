"""Tables of articles: from CSV, JSON Lines, Parquet and Excel files to records, one row at a time.

Takes a path and perhaps the name of the text column, gives records with our column names.
It cannot guess a column whose name says nothing: then the name has to be given.
"""

import csv
import datetime
import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from .lexicons import read_lexicon
from .plain import MAX_CHARACTERS, find_encoding, read_bytes

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".xlsx")
"""The endings by which a file is known as a table of articles."""


def read_rows(path: str | Path, text_column: str | None = None) -> Iterator[dict]:
    """Give one record per row: `text` and what else of our columns the table has, each str or None.

    The names of columns are recognised by `data/lexicons/column_names.csv`; other columns are left out.
    Nothing but the row at hand is kept in memory. Raises ValueError where the table is damaged or has no such column.
    """
    path = Path(path)
    read_bytes(path, limit=2**20) if path.stat().st_size < 2**20 else None
    try:
        rows = _READERS[path.suffix.lower()](path)
        first = next(rows, None)
        if first is None:
            raise ValueError("it has no rows")
        chosen = _choose_columns(list(first), path.name, text_column)
        for row in _chain(first, rows):
            yield {ours: _as_text(row.get(theirs)) for ours, theirs in chosen.items()}
    except ImportError:
        raise ValueError(
            f"{path.name} needs more software than is installed; CSV or JSON Lines need none. "
            "Type: pip install 'who-says-so[documents]'"
        ) from None
    except (ValueError, KeyError, OSError, csv.Error, *_library_errors()) as error:
        if isinstance(error, _ColumnsError):
            raise ValueError(str(error)) from None
        raise ValueError(
            f"{path.name} cannot be read ({str(error).splitlines()[0]}); a complete table was expected. "
            "Open it in its own program and save it again."
        ) from None
