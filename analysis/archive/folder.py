"""Folders: the tables of an archive as files, seen by DuckDB as tables that can be asked.

Takes the folder, gives a connection. It looks at the head of every file, and not at the rows.
"""

from __future__ import annotations

import json
import os
import tempfile
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..read.lexicons import BUILT_IN
from ..resources import why
from ..runs import UNFINISHED
from .actors import Link, link_names
from .columns import SCHEMA
from .sql import literal

if TYPE_CHECKING:
    import duckdb

MEMORY = "500MB"  # what DuckDB may hold; beyond that it writes to the disk
_NEEDED = ("articles", "sentences", "tokens", "people", "quotes", "terms", "labels", "casualties")
_PARTS = "[!.]*/part-*.parquet"
_SAID = "select file_name, decode(value) from parquet_kv_metadata($1) where key = 'who-says-so'"
_PEOPLE = """
    select name, count(distinct article_id) as articles
    from people where name is not null and kind = 'named' group by name order by articles desc, name
"""


def connect(folder: str | Path) -> tuple[Path, duckdb.DuckDBPyConnection]:
    """Give a folder of tables and a connection that sees them. Raises ValueError where they cannot be asked."""
    import duckdb

    folder = Path(folder if isinstance(folder, str | Path) else type(folder).__name__).absolute()
    if not folder.is_dir():
        raise FileNotFoundError(why("no archive", folder))
    threads, aside = min(4, os.cpu_count() or 1), tempfile.gettempdir()
    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": threads, "temp_directory": aside})
    for name in _check_tables(folder, connection):
        parts = literal(str(folder / name / "part-*.parquet"))
        connection.execute(f"create view {name} as from read_parquet({parts}, union_by_name = true)")
    links = link_names(dict(connection.execute(_PEOPLE).fetchall()))
    fields = [(term, entry.category) for term, entry in BUILT_IN.terms("role_fields").items()]
    connection.register("linked", pd.DataFrame(links, columns=Link._fields, dtype=object))
    connection.register("fields", pd.DataFrame(fields, columns=["term", "field"]))
    connection.execute((resources.files("analysis.archive") / "tables.sql").read_text("utf-8"))
    connection.unregister("linked").unregister("fields")
    return folder, connection


def _check_tables(folder: Path, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Give the names of the tables. Raises ValueError where they are not whole, or not those of one run."""
    files = sorted(folder.glob(_PARTS))
    tables = {name: {file.name for file in of} for name, of in groupby(files, lambda file: file.parent.name)}
    if not files and (folder / "articles.csv").is_file():
        raise ValueError(why("archive as CSV", folder))
    if missing := [name for name in _NEEDED if name not in tables]:
        raise ValueError(why("archive lacks a table", folder, table=missing[0]))
    if (folder / UNFINISHED).exists():
        raise ValueError(why("archive unfinished", folder))
    _check_heads(folder, files, connection)
    for name, of in tables.items():
        if {part for part in of if "-read" not in part} != tables["articles"]:
            trouble = "has other parts than the articles: a run that is not finished, or two mixed"
            raise ValueError(why("archive mixed", name, trouble=trouble))
    return list(tables)


def _check_heads(folder: Path, files: list[Path], connection: duckdb.DuckDBPyConnection) -> None:
    """Raise ValueError where a file is damaged, or does not say of itself that it is of this table and version."""
    try:
        found = connection.execute(_SAID, [str(folder / _PARTS)]).fetchall()
    except Exception as error:
        raise ValueError(
            why("archive mixed", folder, trouble=f"is half written or damaged ({error})")
        ) from None
    said = {Path(file): json.loads(words) for file, words in found}
    for file in files:
        schema, table = (said.get(file, {}).get(name, "not stated") for name in ("schema", "table"))
        if (schema, table) != (SCHEMA, file.parent.name):
            trouble = f"is of another version (schema {schema}, this program reads {SCHEMA})"
            raise ValueError(why("archive mixed", file.relative_to(folder), trouble=trouble))
