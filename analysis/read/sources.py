"""Sources: the files of a folder, a table, a web address or standard input, and the records that are found in each."""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from ..resources import pattern, why
from .apart import read_apart
from .files import is_address, list_files, read_bytes, readable
from .kinds.registry import NOTHING, Found, kind_of, kind_of_ending, kinds, read_records
from .pages import fetch_page
from .problems import NO_ARTICLE, Limits, Notice
from .spreadsheets import is_table, raw_rows, read_rows

Named = Iterator[tuple[str, Found]]
"""The id that a record should have, and the record."""
Files = Iterator[tuple[str, Named]]
_FEW = 20
_KNOWN = ("title", "outlet", "published", "byline", "url", "event", "source_note")


def slug(name: str) -> str:
    """Give an article_id from a file's name."""
    return re.sub(r"\W+", "-", name).strip("-").lower() or "article"


def found_in(
    source: str | Path, done: int, each: Callable, text_column: str | None, called: str = "", **options
) -> Files:
    """Give the name of each file of a source and what is found in it: first documents, then tables.

    The first `done` are passed over. `called` is what an only file is called, where its own name says too little.
    """
    path, limits = Path(source).absolute(), options["limits"]  # a worker may stand in another folder
    if path.is_dir() and str(source) != "-":
        yield from _found_in_folder(path, done, each, text_column, limits)
    elif done:
        return
    elif str(source) == "-":
        data = read_bytes("-", limits.file)
        yield "standard input", (("stdin", one) for one in _records(data, "standard input", limits))
    elif is_address(source):
        name = slug(str(source).split("://")[1].split("?")[0].rstrip("/").rsplit("/")[-1])
        yield str(source), iter([(name, fetch_page(str(source), options["allow_private"]))])
    else:
        named = (called or _stem(path), path)
        found = _from_table(named, text_column, limits) if is_table(path) else iter(_from_file(named, limits))
        yield readable(str(source)), found


def distinct_names(paths: Iterable[Path]) -> list[str]:
    """Give an id for each file: from its name or, where others are called so too, from its folders and name."""
    paths = list(paths)
    names = [_stem(path) for path in paths]
    for depth in range(2, 5):
        often = Counter(names)
        names = [
            slug("-".join([*path.parts[-depth:-1], _stem(path)])) if often[name] > 1 else name
            for name, path in zip(names, paths, strict=True)
        ]
    return names


def _stem(path: Path) -> str:
    return slug(path.name.removesuffix(".gz").rpartition(".")[0] if is_table(path) else path.stem)


def _found_in_folder(path: Path, done: int, each: Callable, text_column: str | None, limits: Limits) -> Files:
    files = list_files(path)
    tables, documents = list(filter(is_table, files)), [file for file in files if not is_table(file)]
    if documents:  # which an `articles.csv` may describe, that is no table of articles then
        tables = [file for file in tables if file.name != "articles.csv" or not _known_in(file)]
    names = distinct_names(file.relative_to(path) for file in documents)
    waiting = list(zip(names, documents, strict=True))[done:]
    read = each(partial(_from_file, limits=limits, in_folder=True), waiting)
    for (name, file), items in zip(waiting, read, strict=True):
        ended = isinstance(items, ValueError)  # the file ended its worker
        yield readable(file.relative_to(path)), iter([(name, items)] if ended else items)
    for file in tables[max(0, done - len(documents)) :]:
        yield readable(file.relative_to(path)), _from_table((_stem(file), file), text_column, limits)


def _from_table(named: tuple[str, Path], text_column: str | None, limits: Limits) -> Named:
    name, file = named
    kind = kind_of_ending(file.name)
    try:
        rows = read_rows(file, text_column)
        if kind is not None and kind.apart:
            rows = read_apart(read_rows, str(file), text_column, name=readable(file.name), limits=limits)
        for number, record in enumerate(rows, 1):
            yield f"{name}-{number}", record
    except ValueError as error:
        yield name, error


def _from_file(named: tuple[str, Path], limits: Limits, in_folder: bool = False) -> list[tuple[str, Found]]:
    """Give what is found in a file, or why nothing is; never raises, so that a file costs itself only."""
    name, path = named
    try:
        data = read_bytes(path, limits.file)
        kind = kind_of(io.BytesIO(data), path.name) if in_folder else kinds()[-1]
        if kind is None or kind.reader == NOTHING:
            return [(name, Notice(why("not for a folder", readable(path.name)), NO_ARTICLE))]
        records = list(_records(data, readable(path.name), limits))
    except (ValueError, FileNotFoundError) as error:
        return [(name, ValueError(str(error)))]
    tables = (place / "articles.csv" for place in path.parents[:3])  # the nearest that says something
    known = next(filter(None, map(_known_in, filter(Path.is_file, tables))), {}).get(slug(path.stem), {})
    found = [record for record in records if isinstance(record, dict)]
    several = len(found) > 1
    text = str(found[0]["text"] or "") if len(found) == 1 else ""
    if 0 < len(text.split()) < _FEW and not pattern("sentence").search(text):
        found[0].setdefault("notice", why("a few words", readable(path.name)))
    all_known = (one if isinstance(one, ValueError) else one | known for one in records)
    return [(f"{name}-{n}" if several else name, one) for n, one in enumerate(all_known, 1)]


def _records(data: bytes, name: str, limits: Limits) -> Iterable[Found]:
    """Give the records of a document; what strangers' programs have made is read apart."""
    kind = kind_of(io.BytesIO(data), name)
    if kind is not None and kind.apart and kind.reader:
        return read_apart(read_records, data, name, name=name, limits=limits)
    return read_records(data, name)


def _known_in(table: Path) -> dict[str, dict]:
    return _read_known(table, table.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read_known(table: Path, _changed: int) -> dict[str, dict]:
    """Give what a table says of each article, nothing where it is no such table."""
    with contextlib.suppress(ValueError, OSError):
        rows = {str(row.get("article_id")): row for row in raw_rows(table)}
        return {key: {name: row[name] for name in _KNOWN if row.get(name)} for key, row in rows.items()}
    return {}
