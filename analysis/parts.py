"""Parts: some hundred articles of an archive, read, made into tables and written, on whichever process has them.

Takes a run and the name of a part that was read, writes its tables and then its marker. It cannot see the other parts:
which article is a copy is told in the end, from the sketches of all.
"""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from importlib.resources import files
from itertools import chain, groupby
from operator import itemgetter
from tempfile import gettempdir
from typing import Any

import pandas as pd

from .archive.columns import archive_tables, parquet_bytes, with_days
from .output import digest, write_whole
from .read.articles import articles_table
from .read.copies import BANDS, mark_copy, open_index, sketch_of
from .read.problems import Incomplete, problem_of
from .read.provenance import fingerprint_program
from .resources import Later, need, why
from .runs import DONE, READ, SKETCHES, Run, count_problems, marker_of
from .tables import make_table
from .workers import Workers, ended_workers

duckdb, pa, pq = map(Later, ("duckdb", "pyarrow", "pyarrow.parquet"))
_HELD: dict[str, Any] = {"memory_limit": "60MB", "threads": 1, "preserve_insertion_order": False}
"""What DuckDB may hold of sketches beside what a worker has; beyond that it writes to the disk."""
_MET = "select part, article_id, sketch from sketches where (part, place) in (from alike) order by 1, place"
_MANY = 20  # articles of a part that end their workers, and none that does not: then it is not the articles


def analyse_part(run: Run, name: str, without: tuple[tuple[int, str], ...] = ()) -> None:
    """Make the tables of one part that was read, write them and then mark the part as done.

    `without` are articles that cannot be analysed, by position, with the reason.
    """
    if fingerprint_program(run.lexicons) != run.program:
        raise ValueError("a worker has another version of this program than the command, or other word lists")
    content, articles = _articles_of(run, name)
    tables = archive_tables(articles.drop(index=[position for position, _ in without]), run.lexicons)
    lost = [problem_of(articles["article_id"][place], None, "analyse", reason) for place, reason in without]
    tables["problems"] = pd.concat([tables["problems"], make_table("problems", lost)], ignore_index=True)
    tables["articles"] = with_days(articles)
    ids, sketches = articles["article_id"].tolist(), [sketch_of(text) or None for text in articles["text"]]
    types = pa.schema({"article_id": pa.string(), "sketch": pa.binary()})
    known = pa.table({"article_id": ids, "sketch": sketches}, types).drop_null()
    rows = {f"{table}/{name}.parquet": rows for table, rows in (tables | {SKETCHES: known}).items()}
    written = {f"{READ}/{name}.parquet": digest(content)}
    written |= {file: write_part(run, file, table) for file, table in rows.items()}
    count = count_problems(len(articles), tables["problems"])
    _mark_done(run, name, {"plan": run.plan, "count": count, "files": written, "copies": {}})


def _mark_done(run: Run, name: str, marker: dict) -> None:
    write_whole(run.out / DONE / name, json.dumps(marker, indent=1).encode())


def try_article(run: Run, name: str, position: int) -> None:
    """Analyse one article of a part and keep nothing: to see whether it ends its worker."""
    archive_tables(_articles_of(run, name)[1].iloc[[position]], run.lexicons)


def on_workers(crew: Workers, run: Run, names: Iterable[str]) -> Iterator[None]:
    """Make the parts; one that ends its workers is made again by itself, then without the articles that do."""
    errors, suspects, number = [], [], 0
    for name, error in crew.as_done(partial(analyse_part, run), names):
        number += 1
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
        raise Incomplete(why("parts missing", len(errors), of=number, reason=errors[0]))


def _find_culprits(crew: Workers, run: Run, name: str) -> tuple[tuple[int, str], ...]:
    """The articles of a part, by position, that end the workers which have them, one after the other."""
    size = len(pd.read_parquet(run.out / READ / f"{name}.parquet", columns=["article_id"]))
    culprits: list[tuple[int, str]] = []
    for at in range(size):
        if error := crew.alone(partial(try_article, run, name), at):
            culprits.append((at, f"it ended the workers that had it ({type(error).__name__})"))
        need(len(culprits) < _MANY or len(culprits) <= at, "workers end", raises=Incomplete)
    return tuple(culprits)


def write_part(run: Run, file: str, rows: Any) -> str:
    """Write a table, of pandas or Arrow, as a Parquet file of a run and give its digest."""
    table = file.partition("/")[0]
    content = parquet_bytes(rows, "articles" if table == READ else table)
    write_whole(run.out / file, content)
    return digest(content)


def join_copies(run: Run) -> None:
    """Note in each part, in the order they were read, which of its articles are copies, and of which first one.

    Those whose sketch has a band in common with that of another one are compared.
    """
    with closing(open_index("")) as index:
        for name, rows in groupby(_alike(run), key=itemgetter(0)):
            first = {article_id: mark_copy(index, article_id, sketch) for _, article_id, sketch in rows}
            _note_copies(run, name, {copy: original for copy, original in first.items() if original})


def _note_copies(run: Run, name: str, copies: dict[str, str]) -> None:
    """Write the articles of a part again, with `copy_of`, and what their file is now into the marker."""
    marker = marker_of(run, name)
    if not marker or marker["copies"] == copies:
        return
    file = f"articles/{name}.parquet"
    articles = pq.ParquetFile(run.out / file).read()
    place = articles.schema.get_field_index("copy_of")
    first = pa.array(map(copies.get, articles["article_id"].to_pylist()), articles.schema.field(place).type)
    sign = write_part(run, file, articles.set_column(place, articles.schema.field(place), first))
    _mark_done(run, name, marker | {"copies": copies, "files": marker["files"] | {file: sign}})


def _articles_of(run: Run, name: str) -> tuple[bytes, pd.DataFrame]:
    content = (run.out / READ / f"{name}.parquet").read_bytes()
    return content, articles_table(pq.read_table(io.BytesIO(content)).to_pylist())


def _alike(run: Run) -> Iterator[tuple[str, str, bytes]]:
    """Give part, id and sketch of each article that may be a copy or have one, in order; one band at a time is held."""
    asked = (files("analysis.archive") / "alike.sql").read_text("utf-8")
    written = str(run.out / SKETCHES / "part-*.parquet")
    with duckdb.connect(config=_HELD | {"temp_directory": gettempdir()}) as connection:
        sketches = connection.read_parquet(written, filename=True, file_row_number=True)
        sketches = sketches.project("parse_filename(filename, true) part, file_row_number place, *")
        sketches.create_view("sketches")
        connection.execute("create table alike (part text, place bigint)")
        for band in range(BANDS):
            connection.execute(asked, {"band": band})
        found = connection.execute(_MET)
        yield from chain.from_iterable(iter(partial(found.fetchmany, 1000), []))
