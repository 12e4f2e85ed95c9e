"""Articles: from files, folders, pages, tables and pasted text to one row per article.

Takes a source, gives the articles table; the text is kept exactly as decoded, line ends included.
It cannot see who published a bare text: that stands in an `articles.csv`, or stays missing.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..tables import COLUMNS, make_table
from .plain import MAX_BYTES, check_text, decode_text, read_bytes
from .spreadsheets import is_table, raw_rows, read_rows

if TYPE_CHECKING:
    import sqlite3

_PAGES = {".html", ".htm", ".xhtml"}
_DOCUMENTS = {".txt", ".text", ".docx", ".pdf", *_PAGES}
_KNOWN = ("title", "outlet", "published", "byline", "url", "event", "source_note")
_OTHERS = {
    ".doc": ".docx",
    ".odt": ".docx",
    ".rtf": ".docx",
    ".xls": ".xlsx",
    ".ods": ".xlsx",
    ".epub": ".html",
}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)", re.IGNORECASE)


def read_articles(
    source: str | Path | Iterable[str | Path],
    *,
    text_column: str | None = None,
    fetch: bool = False,
    allow_private: bool = False,
) -> pd.DataFrame:
    """Give the articles table of a file, folder, table of articles, web address or standard input ("-").

    Columns, all str: `article_id` (from the file's name, unique), `title, outlet, published, byline, url,
    event, source_note` (from an `articles.csv` beside the file or up to two folders above it, from the page,
    or from the table; missing where nobody says), `text`, `encoding` (as detected: `text.encode(encoding)`
    gives the bytes of a text file again), `copy_of` (the first article of several with nearly the same text;
    none is dropped). A folder is read with its subfolders, but links to folders are not followed. A web
    address is fetched only with `fetch=True`, from a private network only with `allow_private=True`.

    Several sources, in a list, give one table. Raises FileNotFoundError for a missing file, ValueError for what
    cannot be read or holds no text.
    """
    options = {"text_column": text_column, "fetch": fetch, "allow_private": allow_private}
    if not isinstance(source, str | Path):
        from .copies import open_index

        options["index"] = open_index()
    sources = [source] if isinstance(source, str | Path) else source
    return articles_table(record for one in sources for record in stream_articles(one, **options))


def articles_from_text(text: str, article_id: str = "pasted") -> pd.DataFrame:
    """Give the articles table of one pasted text.

    >>> articles_from_text("It rained.")[["article_id", "text"]].values.tolist()
    [['pasted', 'It rained.']]
    """
    return articles_table([{"article_id": article_id, "text": text}])


def articles_table(records: Iterable[dict]) -> pd.DataFrame:
    """Give the articles table of records, which are dicts with some of its columns.

    >>> articles_table([{"article_id": "a", "text": "It rained."}])["outlet"].isna().tolist()
    [True]
    """
    return make_table("articles", [tuple(map(record.get, COLUMNS["articles"])) for record in records])


def stream_articles(
    source: str | Path,
    *,
    index: sqlite3.Connection | None = None,
    on_problem: Callable[[str, str], None] | None = None,
    skip: int = 0,
    text_column: str | None = None,
    fetch: bool = False,
    allow_private: bool = False,
    each: Callable[[Callable, Iterable], Iterable] = map,
) -> Iterator[dict]:
    """Give one record after the other, as `read_articles` gives rows; only the one at hand is in memory.

    `index` (of `copies.open_index`) keeps ids and copies, also over several calls. With `on_problem`, one
    article among several that cannot be read is handed to it (name, reason) and left out, instead of raising.
    The first `skip` articles were read before and are passed over. `each` is `map`, or does the same with
    several workers: it reads the files of a folder, in their order.
    """
    name, path, some_text, problem = str(source), Path(source), skip > 0, None
    several = name != "-" and (path.is_dir() or is_table(path))
    if _ADDRESS.match(name):
        found = _from_web(name, fetch, allow_private)
    elif several:
        found = _from_path(path, text_column, skip, each)
    else:
        found = _from_stdin() if name == "-" else iter([_from_file(path)])
    mark = _marker(index) if several or index is not None else lambda record: record
    for wanted, record in found if several else islice(found, skip, None):
        try:
            if isinstance(record, ValueError):
                raise record
            text = check_text(record["text"] or "", wanted)
        except ValueError as error:
            if on_problem is None or not several:
                raise
            problem = problem or error
            on_problem(wanted, str(error))
            continue
        some_text = some_text or bool(text.strip())
        yield mark({"article_id": wanted, **record, "text": text})
    if not some_text:
        raise problem or ValueError(
            f"{name!r} holds no article that can be read; text, in a file or in files, was expected. "
            f"Check that it is the right one, of a kind that can be read ({', '.join(sorted(_DOCUMENTS))})."
        )


def list_files(folder: Path) -> list[Path]:
    """Give the files below a folder in the order of their names, without hidden ones and linked folders."""
    found = []
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        found += [Path(place, name) for name in sorted(names) if not name.startswith((".", "_"))]
    return found


def slug(name: str) -> str:
    """Give an article_id from a file's name.

    >>> slug("Storm in Arden (final)")
    'storm-in-arden-final'
    """
    return re.sub(r"\W+", "-", name).strip("-").lower() or "article"


def _marker(index: sqlite3.Connection | None) -> Callable[[dict], dict]:
    from .copies import free_id, mark_copy, open_index

    index = open_index() if index is None else index

    def mark(record: dict) -> dict:
        article_id = free_id(index, record["article_id"])
        return {**record, "article_id": article_id, "copy_of": mark_copy(index, article_id, record["text"])}

    return mark


def _from_web(url: str, fetch: bool, allow_private: bool) -> Iterator[tuple[str, dict]]:
    if not fetch:
        raise ValueError(
            f"{url} is a web address, and nothing is fetched unasked; a file or a folder was expected. "
            "To fetch it say so: --fetch, or fetch=True."
        )
    from .pages import fetch_page

    yield slug(url.split("://")[1].split("?")[0].rstrip("/").rsplit("/")[-1]), fetch_page(url, allow_private)


def _from_path(
    path: Path, text_column: str | None, skip: int, each: Callable
) -> Iterator[tuple[str, dict | ValueError]]:
    """Give the articles of a table, or of all documents (where there are none, all tables) below a folder."""
    path = path.absolute()  # a worker may stand in another folder
    files = list_files(path) if path.is_dir() else [path]
    documents = [file for file in files if file.suffix.lower() in _DOCUMENTS]
    yield from each(_from_file_or_problem, documents[skip:])
    if not documents:
        yield from islice(_from_tables(filter(is_table, files), text_column), skip, None)


def _from_tables(files: Iterable[Path], text_column: str | None) -> Iterator[tuple[str, dict]]:
    for file in files:
        for number, record in enumerate(read_rows(file, text_column), 1):
            yield record.pop("article_id", None) or f"{slug(file.stem)}-{number}", record


def _refuse(error: OSError) -> None:
    raise ValueError(
        f"The folder {error.filename!r} cannot be read ({error.strerror}); a readable folder was expected. "
        "Check its permissions."
    )


def _from_file_or_problem(path: Path) -> tuple[str, dict | ValueError]:
    try:
        return _from_file(path)
    except (ValueError, FileNotFoundError) as error:
        return slug(path.stem), ValueError(str(error))


def _from_file(path: Path) -> tuple[str, dict]:
    kind, data = path.suffix.lower(), read_bytes(path)
    if kind in _OTHERS:
        raise ValueError(
            f"{path.name} is of a kind that cannot be read; {_OTHERS[kind]} or .txt was expected. "
            f"Open it in its own program and save it as {_OTHERS[kind]}."
        )
    if kind in (".docx", ".pdf"):
        from .documents import read_document

        record = read_document(data, path.name)
    else:
        record = _from_bytes(data, path.name, kind)
    article_id = slug(path.stem)
    return article_id, record | _known_of(path.absolute().parent).get(article_id, {})


def _from_stdin() -> Iterator[tuple[str, dict]]:
    yield "stdin", _from_bytes(sys.stdin.buffer.read(MAX_BYTES), "standard input")


def _from_bytes(data: bytes, name: str, kind: str = "") -> dict:
    if kind in _PAGES or _MARKUP.match(data):
        from .pages import read_page

        return read_page(data, name)
    text, encoding = decode_text(data, name)
    return {"text": text, "encoding": encoding}


def _known_of(folder: Path) -> dict[str, dict]:
    """Give what the nearest `articles.csv`, in the folder or up to two above it, says of each article."""
    for place in (folder, *folder.parents[:2]):
        table = place / "articles.csv"
        if table.is_file():
            return _read_known(table, table.stat().st_mtime_ns)
    return {}


@lru_cache(maxsize=4)
def _read_known(table: Path, _changed: int) -> dict[str, dict]:
    rows = {row.get("article_id"): row for row in raw_rows(table)}
    return {key: {name: row[name] for name in _KNOWN if row.get(name)} for key, row in rows.items()}
