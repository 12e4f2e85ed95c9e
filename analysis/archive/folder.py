"""Folders: the tables of an archive as files, seen by DuckDB as tables that can be asked.

Takes the folder, gives a connection. It looks at the head of every file, and not at the rows.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from ..runs import UNFINISHED
from .actors import name_actors
from .columns import SCHEMA, read_signature

if TYPE_CHECKING:
    import duckdb

MEMORY = "500MB"
"""What DuckDB may hold; beyond that it writes to the disk."""
_NEEDED = ("articles", "sentences", "tokens", "people", "quotes", "terms", "labels", "casualties")
_SPEECH = "kind <> 'scare' and coalesce(status, 'said') in ('said', 'asked')"
_VIEWS = {
    "spoken": f"""
        select q.*, coalesce(a.actor, speaker_name) as actor,
            case when speaker_kind = 'named' then coalesce(a.gender, 'not known') end as gender
        from (select * from quotes where {_SPEECH}) q
        left join actors a on q.article_id = a.article_id and speaker_name = name
    """,
    "named": "select p.*, actor, gender from people p join actors a using (article_id, name)",
    "printed": "select * from quotes where kind in ('direct', 'mixed')",
    "labelled": "select * replace (lower(label) as label) from labels",
}
"""Tables that are made of the others; `Selection.passages` says what they hold."""


def connect(folder: str | Path) -> tuple[Path, duckdb.DuckDBPyConnection]:
    """Give a folder of tables and a connection that sees them. Raises ValueError where they cannot be asked."""
    import duckdb

    folder = Path(folder).absolute()
    tables = _check_tables(folder)
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "threads": min(4, os.cpu_count() or 1),
            "temp_directory": tempfile.gettempdir(),
        }
    )
    for name in tables:
        files = str(folder / name / "part-*.parquet").replace("'", "''")
        connection.execute(f"create view {name} as from read_parquet('{files}', union_by_name = true)")
    connection.execute("create table copies as select article_id from articles where copy_of is not null")
    name_actors(connection)
    for name, sql in _VIEWS.items():
        connection.execute(f"create view {name} as {sql}")
    return folder, connection


def _check_tables(folder: Path) -> list[str]:
    """The tables of a folder, each of the same parts and of this schema."""
    if not folder.is_dir():
        raise FileNotFoundError(
            f"{folder} is not there; the folder of an archive's tables was expected. Check its name."
        )
    files: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.glob("[!.]*/part-*.parquet")):
        files[file.parent.name].append(file)
    if missing := [name for name in _NEEDED if name not in files]:
        raise ValueError(
            f"{folder} has no Parquet table {missing[0]!r}; the folder that `tables --format parquet` wrote "
            "was expected. Type that command (again) first."
        )
    if (folder / UNFINISHED).exists():
        raise ValueError(
            f"{folder} holds the tables of a run that is not finished; all of them were expected. Type the "
            "command that writes them again: it does the rest."
        )
    parts = {name: {file.name for file in of if "-read" not in file.name} for name, of in files.items()}
    for name, of in files.items():
        for file in of:
            if trouble := _trouble(file, name) or _not_its_fellows(parts[name], parts["articles"]):
                raise ValueError(
                    f"{file.relative_to(folder)} {trouble}; whole tables of one run of this version were "
                    "expected. Type the command that wrote them again, into an empty folder if need be."
                )
    return list(files)


def _trouble(file: Path, table: str) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        said = read_signature(pq.read_schema(file))
    except (pa.ArrowInvalid, OSError):
        return "is only half written, or damaged"
    if said.get("schema") != SCHEMA or said.get("table") != table:
        return (
            f"is of another version (schema {said.get('schema', 'not stated')}, this program reads {SCHEMA})"
        )
    return ""


def _not_its_fellows(parts: set[str], articles: set[str]) -> str:
    if parts == articles:
        return ""
    return "and its fellows are not the parts that the articles have: a run not finished, or two mixed"
