"""From one article to an archive: the same tables, made part by part and written to files.

Takes a source and a folder, writes each table there; a run that was cut off goes on where it stopped.
It cannot see beyond one part: what compares articles with each other starts from the written tables.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from .corpus import analyse
from .read.articles import articles_table, list_files, stream_articles
from .read.lexicons import BUILT_IN, Lexicons
from .tables import make_table
from .workers import Workers, open_workers

PART = 500
"""Articles in one part: what a worker holds in memory, and what is done again after it was killed."""


def write_tables(
    source: str | Path,
    out: str | Path,
    *,
    format: str = "csv",
    workers: int = 0,
    scheduler: str | None = None,
    part: int = PART,
    force: bool = False,
    progress: bool = False,
    lexicons: Lexicons = BUILT_IN,
    **reading,
) -> dict[str, int]:
    """Write every table of the source's articles below `out`; give the numbers of articles and of problems.

    "csv" writes `<table>.csv` (UTF-8 with the mark that Excel needs), "parquet" `<table>/part-00000.parquet`
    and so on, with `part` articles each, here or on Dask: `workers` processes on this machine, or those of a
    `scheduler` at an address, which must see the same folders; they also read the files of a folder. An article
    that cannot be read or analysed becomes a row of `problems` (`article_id, stage, problem`) and stops nothing.
    A Parquet run that was cut off does only what is missing when it is called again. `reading` is handed to
    `read_articles`.

    Raises ValueError where `out` holds the tables of another source or where a part cannot be finished.
    """
    out = Path(out).absolute()
    if format == "csv" and (workers or scheduler):
        raise ValueError(
            "CSV tables are written by one process; several workers were asked for. Add --format parquet."
        )
    bar = _progress_bar if progress else lambda steps, **_said: steps
    if format == "csv":
        return _write_csv(_read_parts(source, part, bar, **reading), out, lexicons)
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise ValueError(
            "Parquet needs more software than is installed; CSV needs none. "
            "Type: pip install 'who-says-so[scale]'"
        ) from None
    plan = _fingerprint(source, part, reading, lexicons)
    with open_workers(workers, scheduler) as crew:
        each = crew.in_order if crew else map
        names = _write_articles(out, plan, partial(_read_parts, source, part, bar, each=each, **reading))
        todo = [name for name in names if not (out / ".done" / name).exists()]
        for folder in (".done", "problems"):
            (out / folder).mkdir(exist_ok=True)
        make = partial(analyse_part, out, lexicons=lexicons)
        steps = _on_workers(crew, make, todo) if crew else map(make, todo)
        for _ in bar(steps, desc="tables", unit=" parts", total=len(names), initial=len(names) - len(todo)):
            pass
    for left in out.glob("*/.*.new"):
        left.unlink(missing_ok=True)
    return {table: _count_rows(out / table) for table in ("articles", "problems")}


def analyse_part(out: Path, name: str, lexicons: Lexicons = BUILT_IN) -> None:
    """Make the tables of one part whose articles are written, write them and then mark the part as done."""
    tables = analyse(pd.read_parquet(out / "articles" / f"{name}.parquet"), lexicons)
    del tables["articles"]
    for table, rows in tables.items():
        _write_whole(rows, out / table / f"{name}.parquet")
    (out / ".done" / name).touch()


def _read_parts(source, size: int, bar, **reading) -> Iterator[tuple[pd.DataFrame, list[tuple]]]:
    problems: list[tuple] = []
    stream = stream_articles(source, on_problem=lambda *what: problems.append(what), **reading)
    stream = iter(bar(stream, desc="read", unit=" articles"))
    while (records := list(islice(stream, size))) or problems:
        yield articles_table(records), [(name, "read", reason) for name, reason in problems]
        problems.clear()


def _write_csv(
    parts: Iterator[tuple[pd.DataFrame, list[tuple]]], out: Path, lexicons: Lexicons
) -> dict[str, int]:
    count = {"articles": 0, "problems": 0}
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-", dir=out) as waiting:
        for number, (articles, unread) in enumerate(parts):
            tables = analyse(articles, lexicons)
            tables["problems"] = pd.concat([make_table("problems", unread), tables["problems"]])
            for name, table in tables.items():
                file = Path(waiting, f"{name}.csv")
                encoding = "utf-8" if number else "utf-8-sig"
                table.to_csv(file, mode="a", header=not number, index=False, encoding=encoding)
            count = {name: count[name] + len(tables[name]) for name in count}
        for file in Path(waiting).iterdir():
            file.replace(out / file.name)
    return count


def _progress_bar(steps: Iterator, **said) -> Iterator:
    from tqdm import tqdm

    return tqdm(steps, **said)


def _write_articles(out: Path, plan: str, read: Callable[..., Iterator]) -> list[str]:
    """Write the articles, part by part, and give the names of the parts; goes on after a run cut off."""
    from .read.copies import open_index

    out.mkdir(parents=True, exist_ok=True)
    with closing(open_index(out / ".index.sqlite")) as index:
        index.execute("create table if not exists parts (name text primary key, seen integer)")
        index.execute("create table if not exists plan (key text primary key, value text)")
        _check_plan(index, plan)
        names, seen = index.execute("select count(*), sum(seen) from parts").fetchone()
        if index.execute("select 1 from plan where key = 'read'").fetchone() is None:
            for articles, unread in read(index=index, skip=seen or 0):
                name = f"part-{names:05}"
                _write_whole(articles, out / "articles" / f"{name}.parquet")
                if unread:
                    _write_whole(make_table("problems", unread), out / "problems" / f"{name}-read.parquet")
                index.execute("insert into parts values (?, ?)", (name, len(articles) + len(unread)))
                index.commit()
                names += 1
            index.execute("insert into plan values ('read', 'all')")
            index.commit()
        return [name for (name,) in index.execute("select name from parts order by name")]


def _check_plan(index, plan: str) -> None:
    begun = index.execute(
        "select 1 from parts"
    ).fetchone()  # a source that could not be read leaves nothing behind
    index.execute(f"insert or {'ignore' if begun else 'replace'} into plan values ('source', ?)", (plan,))
    index.commit()
    if index.execute("select value from plan where key = 'source'").fetchone()[0] != plan:
        raise ValueError(
            "The folder holds the tables of another source, of other settings or of a source that has changed; "
            "an empty folder, or that of a run that was cut off, was expected. Choose another --out."
        )


def _fingerprint(source, size: int, reading: dict, lexicons: Lexicons) -> str:
    path = Path(source)
    files = list_files(path) if path.is_dir() else [path] if path.is_file() else []
    stats = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    plan = [str(source), stats, size, reading, version("who-says-so"), repr(lexicons.choices)]
    return hashlib.sha256(json.dumps(plan, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()


def _on_workers(crew: Workers, make: Callable[[str], None], names: list[str]) -> Iterator[None]:
    lost = []
    for error in crew.as_done(make, names):
        lost += [error] if error else []
        yield
    if lost:
        raise ValueError(
            f"{len(lost)} of {len(names)} parts could not be finished ({lost[0]}); all were expected. The others "
            "are written and stay good; see to the cause and type the same command again."
        )


def _write_whole(table: pd.DataFrame, file: Path) -> None:
    """Write a Parquet file under another name first, so that under its own name it is always whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.new")
    with unfinished.open("wb") as handle:
        table.to_parquet(handle, index=False)
        handle.flush()
        os.fsync(handle.fileno())
    unfinished.replace(file)


def _count_rows(folder: Path) -> int:
    from pyarrow.parquet import read_metadata

    return sum(read_metadata(file).num_rows for file in folder.glob("part-*.parquet"))
