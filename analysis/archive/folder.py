"""Folders: the tables of an archive as files, seen by DuckDB as tables that can be asked.

Takes the folder, gives a connection. It looks at the head of every file, and not at the rows.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..read.lexicons import BUILT_IN
from ..resources import why
from ..runs import UNFINISHED
from .actors import Link, link_names
from .columns import SCHEMA, read_signature

if TYPE_CHECKING:
    import duckdb

MEMORY = "500MB"  # what DuckDB may hold; beyond that it writes to the disk
_NEEDED = ("articles", "sentences", "tokens", "people", "quotes", "terms", "labels", "casualties")
_PEOPLE = """
    select name, count(distinct article_id) as articles
    from people where name is not null and kind = 'named' group by name order by articles desc, name
"""


def connect(folder: str | Path) -> tuple[Path, duckdb.DuckDBPyConnection]:
    """Give a folder of tables and a connection that sees them. Raises ValueError where they cannot be asked."""
    import duckdb

    folder = Path(folder if isinstance(folder, str | Path) else type(folder).__name__).absolute()
    tables = _check_tables(folder)
    threads, aside = min(4, os.cpu_count() or 1), tempfile.gettempdir()
    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": threads, "temp_directory": aside})
    for name in tables:
        parts = str(folder / name / "part-*.parquet").replace("'", "''")
        connection.execute(f"create view {name} as from read_parquet('{parts}', union_by_name = true)")
    links = link_names(dict(connection.execute(_PEOPLE).fetchall()))
    fields = [(term, entry.category) for term, entry in BUILT_IN.terms("role_fields").items()]
    connection.register("linked", pd.DataFrame(links, columns=Link._fields, dtype=object))
    connection.register("fields", pd.DataFrame(fields, columns=["term", "field"]))
    connection.execute((files("analysis.archive") / "tables.sql").read_text("utf-8"))
    connection.unregister("linked").unregister("fields")
    return folder, connection


def _check_tables(folder: Path) -> list[str]:
    if not folder.is_dir():
        raise FileNotFoundError(why("no archive", folder))
    found: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.glob("[!.]*/part-*.parquet")):
        found[file.parent.name].append(file)
    if not found and (folder / "articles.csv").is_file():
        raise ValueError(why("archive as CSV", folder))
    if missing := [name for name in _NEEDED if name not in found]:
        raise ValueError(why("archive lacks a table", folder, table=missing[0]))
    if (folder / UNFINISHED).exists():
        raise ValueError(why("archive unfinished", folder))
    _check_parts(folder, found)
    return list(found)


def _check_parts(folder: Path, found: dict[str, list[Path]]) -> None:
    parts = {name: {file.name for file in of if "-read" not in file.name} for name, of in found.items()}
    for name, of in found.items():
        for file in of:
            trouble = _trouble(file, name)
            if not trouble and parts[name] != parts["articles"]:
                trouble = "has other fellows than the articles: a run that is not finished, or two mixed"
            if trouble:
                raise ValueError(why("archive mixed", file.relative_to(folder), trouble=trouble))


def _trouble(file: Path, table: str) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        said = read_signature(pq.read_schema(file))
    except (pa.ArrowInvalid, OSError):
        return "is only half written, or damaged"
    if said.get("schema") == SCHEMA and said.get("table") == table:
        return ""
    return f"is of another version (schema {said.get('schema', 'not stated')}, this program reads {SCHEMA})"
