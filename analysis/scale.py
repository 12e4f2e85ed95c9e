"""From one article to an archive: the same tables, made part by part and written to files.

Takes a source and a folder, writes each table there; a run that was cut off goes on where it stopped. What is written
is checked in the end against what was to be written.
It cannot see beyond one part: what compares articles with each other starts from the written tables.
"""

import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from tqdm import tqdm

from . import runs
from .archive.columns import codebook
from .output import MANIFEST, RUN, check_folder, check_tables, replace_tables, write_whole
from .parts import analyse_part, join_copies, on_workers, write_part
from .read.articles import articles_table, stream_articles
from .read.copies import open_index, with_copies
from .read.files import check_source
from .read.lexicons import BUILT_IN, Lexicons
from .read.problems import Incomplete
from .read.provenance import fingerprint_program, fingerprint_source
from .read.spreadsheets import is_table
from .resources import Later, need
from .tables import TABLES, append_csv, make_table
from .workers import Workers, open_workers

distributed = Later("distributed")
PART = 500  # articles at most: what a worker holds in memory, and what is done again after it was killed
_FIRST = 20  # articles of the first part


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
    """Write every table of the source's articles below `out`; give the numbers of `articles`, `problems` and `lost`.

    "csv" writes `<table>.csv` (UTF-8 with the mark that Excel needs; a cell that a spreadsheet would run, because it
    begins with = + - @, gets an apostrophe before it), "parquet" `<table>/part-00000.parquet` and so on, exact, with
    `part` articles each, here or on Dask: `workers` processes on this machine, or those of a `scheduler` at an
    address, which must see the same folders; they also read. An article that cannot be read or analysed (these are
    `lost`), or a finder that fails on it, becomes a row of `problems`, which says why and what to do, and stops
    nothing. A Parquet run that was cut off, or whose files were damaged, does only what is missing when it is called
    again. `reading` is handed to `read_articles`.

    Raises ValueError where `out` holds other files of these names or the tables of another source (with `force` they
    are replaced), and Incomplete, a ValueError, where in the end not every part is there, or no article could be
    analysed.
    """
    out = Path(out).absolute()
    _check_options(source, reading.get("fetch", False), out, format, bool(workers or scheduler), force)
    lexicons = lexicons or BUILT_IN
    read = partial(_read_parts, source, part, **reading)
    with runs.held(out):
        if format == "csv":
            return _checked(_write_csv(read(progress=progress), out, lexicons, force))
        settings = {name: value for name, value in reading.items() if value}
        sign, program = fingerprint_source(source, part, settings), fingerprint_program(lexicons)
        run = runs.Run(out, sign, program, lexicons)
        with (
            open_workers(workers, scheduler) as crew,
            tqdm(total=0, desc="tables", unit=" parts", disable=not progress) as bar,
        ):
            each: Callable = crew.in_order if crew else map
            if crew and is_table(source) and (Path(source).is_absolute() or not scheduler):
                names = _read_there(crew, run, read, force)
            else:
                names = _read_all(run, partial(read, progress=progress, each=each), force)
            todo = _unfinished(run, names, bar)
            for _ in on_workers(crew, run, todo) if crew else map(partial(analyse_part, run), todo):
                bar.update()
            for error in filter(None, each(join_copies, [run])):
                raise error
        for left in out.glob("*/.*.new"):  # of a process that was killed
            left.unlink(missing_ok=True)
        count = _checked(runs.count_parts(run))
        _write_codebook(out)
        (out / runs.UNFINISHED).unlink(missing_ok=True)
        return count


def _check_options(source: str | Path, fetch: bool, out: Path, format: str, crew: bool, force: bool) -> None:
    """Raise ValueError for what cannot work, before anything is done."""
    need(format in ("csv", "parquet"), "no format", format)
    need(format == "parquet" or not crew, "CSV by workers")
    installed = find_spec("pyarrow") and find_spec("duckdb")
    need(format == "csv" or installed, "no software", "Parquet", less="CSV")
    check_source(source, fetch)
    check_folder(out)
    free = force or format == "csv" or (out / RUN).exists() or not (out / MANIFEST).exists()
    need(free, "name taken", out, reason="holds tables as CSV")
    place, folder = Path(source).resolve(), out.resolve()
    if place.is_relative_to(folder):
        within = place.relative_to(folder).parts
        need(within and Path(within[0]).stem not in TABLES, "tables among sources", out)


def _read_parts(
    source, most: int, progress: bool = False, **reading
) -> Iterator[tuple[list[dict], pd.DataFrame]]:
    """Give the articles as read, a part at a time, and what could not be read; the first parts are small."""
    problems: list[tuple] = []
    stream = stream_articles(source, on_problem=problems.append, **reading)
    stream = iter(tqdm(stream, desc="read", unit=" articles", disable=not progress))
    sizes = (min(most, _FIRST * 2 ** min(number, 30)) for number in count())
    while (records := list(islice(stream, next(sizes)))) or problems:
        unread = make_table("problems", problems)
        problems.clear()
        yield records, unread


def _checked(count: Counter) -> dict[str, int]:
    """Give the numbers to tell. Raises Incomplete where no article could be analysed."""
    some = not count["articles"] or count["failed"] < count["articles"]
    need(some, "nothing analysed", raises=Incomplete)
    return {name: count[name] for name in ("articles", "problems", "lost")}


def _write_csv(parts: Iterator, out: Path, lexicons: Lexicons, force: bool) -> Counter:
    from .corpus import analyse

    check_tables(out, TABLES, force)
    count, index = Counter[str](), open_index("")
    for left in out.glob(".new-*"):
        shutil.rmtree(left)
    with TemporaryDirectory(prefix=".new-", dir=out) as fresh:
        for records, unread in parts:
            articles = with_copies(articles_table(records), index)
            tables = analyse(articles, lexicons)
            count += runs.count_problems(len(articles), tables["problems"]) + runs.count_unread(unread)
            tables["problems"] = pd.concat([unread, tables["problems"]])
            for name, table in tables.items():
                append_csv(table, Path(fresh, f"{name}.csv"))
        replace_tables(Path(fresh), out, force)
    return count


def _read_all(run: runs.Run, read: Callable[..., Iterator], force: bool) -> Iterator[str]:
    """Write what is read, part by part, and give the name of each part that is there; after a cut all is read again."""
    names, files = runs.begin(run, force), dict[str, str]()
    (run.out / runs.UNFINISHED).touch()
    yield from names
    if not names:
        with closing(open_index("")) as index:
            for number, (records, unread) in enumerate(read(index=index)):
                names.append(f"part-{number:05}")
                part = {f"{runs.READ}/{names[-1]}.parquet": pd.DataFrame(records, dtype="str")}
                part |= {f"problems/{names[-1]}-read.parquet": unread} if len(unread) else {}
                files |= {file: write_part(run, file, table) for file, table in part.items()}
                yield names[-1]
        runs.note_read(run, files)
    runs.clear(run.out, names, force)


def _read_there(crew: Workers, run: runs.Run, read: Callable[..., Iterator], force: bool) -> Iterator[str]:
    """Let a worker read, and give the name of each part as soon as it is there; what is left then is read here."""
    runs.begin(run, force)
    number = 0
    for _ in crew.beside(partial(_read_beside, read=read, force=force), run):
        while (run.out / runs.READ / f"part-{number:05}.parquet").is_file():
            yield f"part-{number:05}"
            number += 1
    yield from islice(_read_all(run, read, force), number, None)


def _read_beside(run: runs.Run, read: Callable[..., Iterator], force: bool) -> None:
    """Read all on a worker, which does its other work meanwhile, so that a row costs the command nothing."""
    distributed.secede()
    deque(_read_all(run, read, force), maxlen=0)


def _unfinished(run: runs.Run, names: Iterable[str], bar) -> Iterator[str]:
    """Give the parts of which something is missing, as they come, and tell the bar of all."""
    for name in names:
        bar.total += 1
        if runs.damage_of(run, name):
            yield name
        else:
            bar.update()


def _write_codebook(out: Path) -> None:
    """Write what the columns mean beside the tables, unless a file of the reader's has that name."""
    if (out / "articles/part-00000.parquet").is_file() and not (out / "codebook.csv").exists():
        write_whole(out / "codebook.csv", codebook(out).to_csv(index=False).encode())
