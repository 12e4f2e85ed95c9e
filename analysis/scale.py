"""From one article to an archive: the same tables, made part by part and written to files.

Takes a source and a folder, writes each table there; a run that was cut off goes on where it stopped. What is written
is checked in the end against what was to be written.
It cannot see beyond one part: what compares articles with each other starts from the written tables.
"""

import io
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd

from .corpus import TABLES, analyse
from .output import (
    INDEX,
    append_csv,
    check_folder,
    check_tables,
    digest,
    is_whole,
    replace_tables,
    write_whole,
)
from .read.articles import articles_table, stream_articles
from .read.files import check_source
from .read.lexicons import BUILT_IN, Lexicons
from .read.problems import problem_of
from .read.provenance import fingerprint_program, fingerprint_source
from .tables import make_table
from .workers import Incomplete, Workers, ended_workers, open_workers

PART = 500
"""Articles in one part: what a worker holds in memory, and what is done again after it was killed."""
_DONE = ".done"
_MANY = (
    20  # articles of one part that end their workers, without one that does not: then it is not the articles
)


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
    lexicons: Lexicons | None = None,
    **reading,
) -> dict[str, int]:
    """Write every table of the source's articles below `out`; give the numbers of articles and of those with problems.

    "csv" writes `<table>.csv` (UTF-8 with the mark that Excel needs; a cell that a spreadsheet would run, because it
    begins with = + - @, gets an apostrophe before it), "parquet" `<table>/part-00000.parquet` and so on, exact, with
    `part` articles each, here or on Dask: `workers` processes on this machine, or those of a `scheduler` at an
    address, which must see the same folders; they also read the files of a folder. An article that cannot be read or
    analysed, or a finder that fails on it, becomes a row of `problems`, which says why and what to do, and stops
    nothing. A Parquet run that was cut off, or whose files were damaged, does only what is missing when it is called
    again. `reading` is handed to `read_articles`.

    Raises ValueError where `out` holds other files of these names or the tables of another source (with `force` they
    are replaced), and Incomplete, a ValueError, where in the end not every part is there, or no article could be
    analysed.
    """
    out = Path(out).absolute()
    _check_options(source, reading.get("fetch", False), out, format, bool(workers or scheduler))
    lexicons = lexicons or BUILT_IN
    show = _progress_bar if progress else lambda steps, **_said: steps
    read = partial(_read_parts, source, part, show, **reading)
    with _held(out):
        if format == "csv":
            return _checked(_write_csv(read(), out, lexicons, force))
        settings = {name: value for name, value in reading.items() if value}
        run = _Run(out, fingerprint_source(source, part, settings), fingerprint_program(lexicons), lexicons)
        with open_workers(workers, scheduler) as crew:
            names = _write_articles(run, partial(read, each=crew.in_order if crew else map), force)
            todo = [name for name in names if _damage(run, name)]
            steps = _on_workers(crew, run, todo) if crew else map(partial(analyse_part, run), todo)
            for _ in show(
                steps, desc="tables", unit=" parts", total=len(names), initial=len(names) - len(todo)
            ):
                pass
        for left in out.glob("*/.*.new"):  # of a process that was killed
            left.unlink(missing_ok=True)
        return _checked(_count_parts(run, names))


class _Run(NamedTuple):
    """What every part of a run has to know, wherever it is made."""

    out: Path
    source: str
    program: str
    lexicons: Lexicons

    @property
    def plan(self) -> str:
        return f"{self.source}-{self.program}"


def analyse_part(run: _Run, name: str, without: tuple[tuple[int, str], ...] = ()) -> None:
    """Make the tables of one part whose articles are written, write them and then mark the part as done.

    `without` are articles that cannot be analysed, by position, with the reason.
    """
    if fingerprint_program(run.lexicons) != run.program:
        raise ValueError("a worker has another version of this program than the command, or other word lists")
    content = (run.out / f"articles/{name}.parquet").read_bytes()
    articles = pd.read_parquet(io.BytesIO(content))
    tables = analyse(articles.drop(index=[position for position, _ in without]), run.lexicons)
    lost = [problem_of(articles["article_id"][place], None, "analyse", reason) for place, reason in without]
    tables["problems"] = pd.concat([tables["problems"], make_table("problems", lost)], ignore_index=True)
    files = {f"articles/{name}.parquet": digest(content)}
    for table, rows in tables.items():
        if table != "articles":
            file = f"{table}/{name}.parquet"
            files[file] = _write_parquet(rows, run.out / file)
    rows = {table: len(articles) if table == "articles" else len(rows) for table, rows in tables.items()}
    marker = {
        "plan": run.plan,
        "count": _count(len(articles), tables["problems"]),
        "rows": rows,
        "files": files,
    }
    write_whole(run.out / _DONE / name, json.dumps(marker, indent=1).encode())


def try_article(run: _Run, name: str, position: int) -> None:
    """Analyse one article of a part and keep nothing: to see whether it ends its worker."""
    analyse(pd.read_parquet(run.out / f"articles/{name}.parquet").iloc[[position]], run.lexicons)


def _check_options(source: str | Path, fetch: bool, out: Path, format: str, crew: bool) -> None:
    """Raise ValueError for what cannot work, before anything is done."""
    if format == "csv" and crew:
        raise ValueError(
            "CSV tables are written by one process; several workers were asked for. Add --format parquet."
        )
    if format == "parquet" and find_spec("pyarrow") is None:
        raise ValueError(
            "Parquet needs more software than is installed; CSV needs none. "
            "Type: pip install 'who-says-so[scale]'"
        )
    check_source(source, fetch)
    check_folder(out)
    place, folder = Path(source).resolve(), out.resolve()
    if place.is_relative_to(folder):
        within = place.relative_to(folder).parts
        if not within or Path(within[0]).stem in TABLES:
            raise ValueError(
                f"The tables would stand among what they are made from, in {out}; a folder of their own was "
                "expected. Choose another --out, below it if you like."
            )


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """Hold the folder while it is written to."""
    from filelock import FileLock, Timeout

    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / ".lock", timeout=0):
            yield
    except Timeout:
        raise ValueError(
            f"Another run is writing to {out}; one at a time was expected. Wait until it has ended, or choose "
            "another --out."
        ) from None


def _read_parts(source, size: int, show, **reading) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Give the articles, `size` at a time, and what could not be read."""
    problems: list[tuple] = []
    stream = stream_articles(source, on_problem=problems.append, **reading)
    stream = iter(show(stream, desc="read", unit=" articles"))
    while (records := list(islice(stream, size))) or problems:
        unread = make_table("problems", problems)
        problems.clear()
        yield articles_table(records), unread


def _progress_bar(steps: Iterator, **said) -> Iterator:
    from tqdm import tqdm

    return tqdm(steps, **said)


def _count(articles: int, problems: pd.DataFrame) -> Counter:
    failed = problems.loc[problems["stage"] == "analyse", "article_id"].nunique()
    return Counter(articles=articles, problems=problems["article_id"].nunique(), failed=failed)


def _checked(count: Counter) -> dict[str, int]:
    """Give the numbers to tell. Raises Incomplete where no article could be analysed."""
    if count["articles"] and count["failed"] == count["articles"]:
        raise Incomplete(
            "No article could be analysed; at least one was expected. The table `problems` says why for each."
        )
    return {name: count[name] for name in ("articles", "problems")}


def _write_csv(parts: Iterator, out: Path, lexicons: Lexicons, force: bool) -> Counter:
    check_tables(out, TABLES, force)
    count: Counter = Counter()
    for left in out.glob(".new-*"):
        shutil.rmtree(left)
    with TemporaryDirectory(prefix=".new-", dir=out) as fresh:
        for articles, unread in parts:
            tables = analyse(articles, lexicons)
            count += _count(len(articles), tables["problems"]) + Counter(problems=len(unread))
            tables["problems"] = pd.concat([unread, tables["problems"]])
            for name, table in tables.items():
                append_csv(table, Path(fresh, f"{name}.csv"))
        replace_tables(Path(fresh), out, force)
    return count


def _write_articles(run: _Run, read: Callable[..., Iterator], force: bool) -> list[str]:
    """Write the articles, part by part, and give the names of the parts; goes on after a run cut off."""
    with closing(_open_run(run, force)) as index:
        done, seen = index.execute("select count(*), sum(seen) from parts").fetchone()
        if index.execute("select 1 from plan where key = 'read'").fetchone() is None:
            for number, (articles, unread) in enumerate(read(index=index, skip=seen or 0), done):
                name = f"part-{number:05}"
                files = {f"articles/{name}.parquet": articles}
                files |= {f"problems/{name}-read.parquet": unread} if len(unread) else {}
                signs = {file: _write_parquet(rows, run.out / file) for file, rows in files.items()}
                count = (len(articles) + len(unread), len(unread))
                index.execute("insert into parts values (?, ?, ?, ?)", (name, *count, json.dumps(signs)))
                index.commit()
            index.execute("insert into plan values ('read', 'all')")
            index.commit()
        names = [name for (name,) in index.execute("select name from parts order by name")]
    _clear(run.out, names, force)
    return names


def _open_run(run: _Run, force: bool) -> sqlite3.Connection:
    """Give the index of a run, to begin or to go on with. Where articles are missing, all are read again."""
    index = _open_index(run.out)
    plan = index.execute("select value from plan where key = 'source'").fetchone()
    begun = index.execute("select 1 from parts").fetchone()  # a source that could not be read leaves nothing
    if plan and begun and plan[0] != run.plan and not force:
        raise ValueError(
            "The folder holds the tables of another source, of other settings or of a source that has changed; "
            "an empty folder, or that of a run that was cut off, was expected. Choose another --out, or replace "
            "them with --force."
        )
    if plan is None:
        ours = any(_marker(run, file.name) for file in (run.out / _DONE).glob("part-*"))
        _clear(run.out, _names(run.out) if ours else [], force)
    elif plan[0] == run.plan:
        signs = [json.loads(files) for (files,) in index.execute("select files from parts")]
        if all(is_whole(run.out / file, sign) for part in signs for file, sign in part.items()):
            return index
    index.close()
    (run.out / INDEX).unlink()
    index = _open_index(run.out)
    index.execute("insert into plan values ('source', ?)", (run.plan,))
    index.commit()
    return index


def _open_index(out: Path) -> sqlite3.Connection:
    from .read.copies import open_index

    try:
        index = open_index(out / INDEX)
        index.execute("create table if not exists plan (key text primary key, value text)")
        index.execute(
            "create table if not exists parts (name text primary key, seen integer, unread integer, files text)"
        )
        return index
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise
        (out / INDEX).unlink()  # all that it knows can be read again
        return _open_index(out)


def _names(out: Path) -> list[str]:
    files = [file for table in TABLES for file in (out / table).glob("part-*.parquet")]
    return sorted({file.stem.removesuffix("-read") for file in files})


def _clear(out: Path, names: list[str], force: bool) -> None:
    """See that there are no parts but those of these names. Raises ValueError where there are, unless forced."""
    others = set(_names(out)).difference(names)
    if others and not force:
        raise ValueError(
            f"{out} holds parts that are not of this run ({min(others)}); a folder without them was expected, so "
            "that nothing is mixed. Choose another --out, or remove them with --force."
        )
    for name in others:
        for file in out.glob(f"*/{name}*.parquet"):
            file.unlink()


def _on_workers(crew: Workers, run: _Run, names: list[str]) -> Iterator[None]:
    """Make the parts; one that ends its workers is made again by itself, then without the articles that do."""
    errors, suspects = [], []
    for name, error in crew.as_done(partial(analyse_part, run), names):
        if error and ended_workers(error):
            suspects.append(name)
        else:
            errors += [error] if error else []
            yield
    for name in suspects:
        error = crew.alone(partial(analyse_part, run), name)
        if error and ended_workers(error):
            error = crew.alone(partial(analyse_part, run, without=_find_culprits(crew, run, name)), name)
        errors += [error] if error else []
        yield
    if errors:
        raise _incomplete(len(errors), len(names), errors[0])


def _find_culprits(crew: Workers, run: _Run, name: str) -> tuple[tuple[int, str], ...]:
    """The articles of a part, by position, that end the workers which have them."""
    size = len(pd.read_parquet(run.out / f"articles/{name}.parquet", columns=["article_id"]))
    suspects, done = [], 0
    for position, error in crew.as_done(partial(try_article, run, name), range(size)):
        suspects += [position] if error else []
        done += not error
        if len(suspects) == _MANY and not done:
            raise Incomplete(
                "Every article ends its worker; workers that live were expected. Look at their memory, then type "
                "the same command again."
            )
    errors = [
        (position, crew.alone(partial(try_article, run, name), position)) for position in sorted(suspects)
    ]
    return tuple(
        (position, f"it ended the workers that had it ({type(error).__name__})")
        for position, error in errors
        if error
    )


def _damage(run: _Run, name: str) -> str | None:
    """Say what is missing of a part, None where all is there and is what was written."""
    marker = _marker(run, name)
    if marker is None:
        return f"{name} was not finished"
    damaged = [file for file, sign in marker["files"].items() if not is_whole(run.out / file, sign)]
    return f"{damaged[0]} is missing or damaged" if damaged else None


def _marker(run: _Run, name: str) -> dict | None:
    """What was noted of a part when it was finished in this run; None where it was not."""
    try:
        marker = json.loads((run.out / _DONE / name).read_bytes())
        return marker if marker["plan"] == run.plan else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _count_parts(run: _Run, names: list[str]) -> Counter:
    """Count what is there. Raises Incomplete where any of it is missing."""
    damages = [damage for name in names if (damage := _damage(run, name))]
    if damages:
        raise _incomplete(len(damages), len(names), damages[0])
    with closing(_open_index(run.out)) as index:
        (unread,) = index.execute("select total(unread) from parts").fetchone()
    counts = [json.loads((run.out / _DONE / name).read_bytes())["count"] for name in names]
    return sum(map(Counter, counts), Counter(problems=int(unread)))


def _incomplete(parts: int, of: int, reason: object) -> Incomplete:
    return Incomplete(
        f"{parts} of {of} parts could not be finished ({reason}); all were expected. The others are written and "
        "stay good; see to the cause and type the same command again."
    )


def _write_parquet(table: pd.DataFrame, file: Path) -> str:
    """Write a Parquet file and give its digest."""
    content = io.BytesIO()
    table.to_parquet(content, index=False)
    write_whole(file, content.getvalue())
    return digest(content.getvalue())
