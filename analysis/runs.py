"""Runs: the folder of an archive's tables while it is written: what it is made from, what is done, what is damaged.

Takes a folder and a plan, tells what is missing. It cannot see a change that leaves a file's bytes as they were.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

import pandas as pd

from .output import RUN, is_whole, read_json, write_whole
from .read.lexicons import Lexicons
from .read.problems import Incomplete
from .resources import Later, need, why
from .tables import TABLES

filelock = Later("filelock")
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
    out.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(out / ".lock", timeout=0):
            yield
    except filelock.Timeout:
        raise ValueError(why("two runs", out)) from None
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode & 255 in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
        raise (OSError(ENOSPC, str(error), str(out)) if full else error) from None


def begin(run: Run, force: bool) -> list[str]:
    """Begin a run or go on with it, and give the names of its parts if all was read and is there, or else none.

    Raises ValueError where the folder holds the tables of another run, unless forced.
    """
    known, there = read_json(run.out / RUN), names_in(run.out)
    need(force or not (known and there) or known["plan"] == run.plan, "other source")
    if not known:
        clear(run.out, there if any(marker_of(run, name) for name in there) else [], force)
    if known.get("plan") != run.plan:
        rmtree(run.out / READ, ignore_errors=True)
    read = _noted(run, RUN).get("files", {})
    damaged = [file for file, sign in read.items() if not is_whole(run.out / file, sign)]
    for file in damaged:  # or else a worker would take it before it is read again
        (run.out / file).unlink(missing_ok=True)
    if damaged or not read:
        note_read(run, {})
    return part_names(run)


def note_read(run: Run, files: dict[str, str]) -> None:
    """Note of which run the folder is, and of what was read the files with their digests, once that is all."""
    write_whole(run.out / RUN, json.dumps({"plan": run.plan, "files": files}, indent=1).encode())


def part_names(run: Run) -> list[str]:
    """The parts of a run, in order, once all is read."""
    return [Path(file).stem for file in _noted(run, RUN).get("files", {}) if file.startswith(READ)]


def names_in(out: Path) -> list[str]:
    files = [file for table in (READ, *TABLES) for file in (out / table).glob("part-*.parquet")]
    return sorted({file.stem.removesuffix("-read") for file in files})


def clear(out: Path, names: list[str], force: bool) -> None:
    """See that there are no parts but those of these names. Raises ValueError where there are, unless forced."""
    others = set(names_in(out)).difference(names)
    need(force or not others, "other parts", out, part=min(others, default=""))
    for name in others:
        for file in out.glob(f"*/{name}*.parquet"):
            file.unlink()


def damage_of(run: Run, name: str) -> str | None:
    """Say what is missing of a part, None where all is there and is what was written."""
    marker = marker_of(run, name)
    if not marker:
        return f"{name} was not finished"
    damaged = [file for file, sign in marker["files"].items() if not is_whole(run.out / file, sign)]
    return f"{damaged[0]} is missing or damaged" if damaged else None


def marker_of(run: Run, name: str) -> dict:
    """What was noted of a part when it was finished in this run; nothing where it was not."""
    return _noted(run, f"{DONE}/{name}")


def _noted(run: Run, file: str) -> dict:
    noted = read_json(run.out / file)
    return noted if noted.get("plan") == run.plan else {}


def count_parts(run: Run) -> Counter:
    """Count what is there. Raises Incomplete where any of it is missing."""
    names = part_names(run)
    damages = [damage for name in names if (damage := damage_of(run, name))]
    if damages:
        raise Incomplete(why("parts missing", len(damages), of=len(names), reason=damages[0]))
    unread = map(pd.read_parquet, (run.out / "problems").glob("part-*-read.parquet"))
    counts = [*map(count_unread, unread), *(Counter(marker_of(run, name)["count"]) for name in names)]
    return sum(counts, Counter())


def count_problems(articles: int, problems: pd.DataFrame) -> Counter:
    failed = problems.loc[problems["stage"] == "analyse", "article_id"].nunique()
    return Counter(articles=articles, problems=problems["article_id"].nunique(), failed=failed, lost=failed)


def count_unread(problems: pd.DataFrame) -> Counter:
    return Counter(problems=len(problems), lost=int((problems["stage"] == "read").sum()))
