"""Runs: the folder of an archive's tables while it is written: what it is made from, what is done, what is damaged.

Takes a folder and a plan, tells what is missing. It cannot see a change that leaves a file's bytes as they were.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from errno import ENOSPC
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

import pandas as pd

from .output import INDEX, is_whole
from .read.copies import open_index
from .read.lexicons import Lexicons
from .resources import why
from .tables import TABLES
from .workers import Incomplete

UNFINISHED = ".unfinished"  # the file that stands in a folder of tables until all are there
DONE, READ, SKETCHES = ".done", ".read", ".sketches"  # what is done, articles as read, what tells copies


class Run(NamedTuple):
    """What every part of a run has to know, wherever it is made."""

    out: Path
    source: str
    program: str
    lexicons: Lexicons

    def __str__(self) -> str:
        return str(self.out)

    @property
    def plan(self) -> str:
        return f"{self.source}-{self.program}"


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Hold the folder while it is written to."""
    from filelock import FileLock, Timeout

    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / ".lock", timeout=0):
            yield
    except Timeout:
        raise ValueError(why("two runs", out)) from None
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode & 255 in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
        raise (OSError(ENOSPC, str(error), str(out)) if full else error) from None


def open_run(run: Run, force: bool) -> sqlite3.Connection:
    """Give the index of a run, to begin or to go on with. Where articles are missing, all are read again."""
    index = open_parts(run.out)
    plan = index.execute("select value from plan where key = 'source'").fetchone()
    begun = index.execute("select 1 from parts").fetchone()  # a source that could not be read leaves nothing
    if plan and begun and plan[0] != run.plan and not force:
        raise ValueError(why("other source"))
    if plan is None:
        ours = any(marker_of(run, file.name) for file in (run.out / DONE).glob("part-*"))
        clear(run.out, names_in(run.out) if ours else [], force)
    elif plan[0] == run.plan:
        signs = [json.loads(files) for (files,) in index.execute("select files from parts")]
        if all(is_whole(run.out / file, sign) for part in signs for file, sign in part.items()):
            return index
    index.close()
    (run.out / INDEX).unlink()
    rmtree(run.out / READ, ignore_errors=True)
    index = open_parts(run.out)
    index.execute("insert into plan values ('source', ?)", (run.plan,))
    index.commit()
    return index


def open_parts(out: Path) -> sqlite3.Connection:
    try:
        index = open_index(out / INDEX)
        index.executescript(
            "create table if not exists plan (key text primary key, value text);"
            "create table if not exists parts (name text primary key, seen integer, unread text, files text)"
        )
        return index
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise
        (out / INDEX).unlink()  # all that it knows can be read again
        return open_parts(out)


def names_in(out: Path) -> list[str]:
    files = [file for table in (READ, *TABLES) for file in (out / table).glob("part-*.parquet")]
    return sorted({file.stem.removesuffix("-read") for file in files})


def clear(out: Path, names: list[str], force: bool) -> None:
    """See that there are no parts but those of these names. Raises ValueError where there are, unless forced."""
    others = set(names_in(out)).difference(names)
    if others and not force:
        raise ValueError(why("other parts", out, part=min(others)))
    for name in others:
        for file in out.glob(f"*/{name}*.parquet"):
            file.unlink()


def damage_of(run: Run, name: str) -> str | None:
    """Say what is missing of a part, None where all is there and is what was written."""
    marker = marker_of(run, name)
    if marker is None:
        return f"{name} was not finished"
    damaged = [file for file, sign in marker["files"].items() if not is_whole(run.out / file, sign)]
    return f"{damaged[0]} is missing or damaged" if damaged else None


def marker_of(run: Run, name: str) -> dict | None:
    """What was noted of a part when it was finished in this run; None where it was not."""
    try:
        marker = json.loads((run.out / DONE / name).read_bytes())
        return marker if marker["plan"] == run.plan else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def part_names(index: sqlite3.Connection) -> list[str]:
    """The parts that were read, in order."""
    return [name for (name,) in index.execute("select name from parts order by name")]


def count_parts(run: Run) -> Counter:
    """Count what is there. Raises Incomplete where any of it is missing."""
    with closing(open_parts(run.out)) as index:
        names = part_names(index)
        unread = [json.loads(count) for (count,) in index.execute("select unread from parts")]
    damages = [damage for name in names if (damage := damage_of(run, name))]
    if damages:
        raise Incomplete(why("parts missing", len(damages), of=len(names), reason=damages[0]))
    counts = [json.loads((run.out / DONE / name).read_bytes())["count"] for name in names]
    return sum(map(Counter, [*counts, *unread]), Counter())


def count_problems(articles: int, problems: pd.DataFrame) -> Counter:
    failed = problems.loc[problems["stage"] == "analyse", "article_id"].nunique()
    return Counter(articles=articles, problems=problems["article_id"].nunique(), failed=failed, lost=failed)


def count_unread(problems: pd.DataFrame) -> Counter:
    return Counter(problems=len(problems), lost=int((problems["stage"] == "read").sum()))
