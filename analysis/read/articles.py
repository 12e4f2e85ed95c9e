"""Articles: from files, folders, pages, tables and pasted text to one row per article.

Takes a source, gives the articles table; the text is kept exactly as decoded, line ends included.
It cannot see who published a bare text: that stands in an `articles.csv`, or stays missing.
"""

from __future__ import annotations

import io
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..tables import COLUMNS, make_table
from .apart import read_apart
from .files import check_source, is_address, list_files, read_bytes, readable
from .furniture import with_found
from .kinds.registry import Found, kind_of, kind_of_ending, read_records, readable_endings
from .language import language_of
from .limits import LIMITS, Limits
from .pages import fetch_page
from .plain import clean_text, mend_text
from .resources import own_sample
from .spreadsheets import is_table, raw_rows, read_rows

if TYPE_CHECKING:
    import sqlite3

    Named = Iterator[tuple[str, Found]]  # the id that a record should have, and the record

_KNOWN = ("title", "outlet", "published", "byline", "url", "event", "source_note")
_STATED = {"title": "title", "outlet": "outlet", "published": "published", "author": "byline", "url": "url"}


def read_articles(
    source: str | Path | Iterable[str | Path] | pd.DataFrame,
    *,
    text_column: str | None = None,
    fetch: bool = False,
    allow_private: bool = False,
    limits: Limits = LIMITS,
    **stated: str | None,
) -> pd.DataFrame:
    """Give the articles table of a file, folder, table of articles, web address or standard input ("-").

    Columns, all str: `article_id` (from the file's name, unique), `title, outlet, published, byline, url,
    event, source_note` (from an `articles.csv` beside the file or up to two folders above it, from the
    file, or from the table; missing where nobody says), `text`, `encoding` (as detected:
    `text.encode(encoding)` gives the bytes of a text file again), `copy_of` (the first article of several
    with nearly the same text; none is dropped), `language` (a code such as en; missing where it cannot be
    told). `docs/formats.md` lists the kinds of file and what is read from each; an export of a news
    database gives one row per article. `title, outlet, published, author, url` state what the file does
    not. A folder is read with its subfolders, but links to folders are not followed. A web address is
    fetched only with `fetch=True`, from a private network only with `allow_private=True`.

    Several sources, in a list, give one table; a DataFrame is completed (`articles_from_table`). What was not read,
    among other things that were, is told by a warning, and stands in `attrs["problems"]` of the table as pairs of a
    name and the reason with what to do. Raises FileNotFoundError for a missing file, ValueError for what cannot be
    read or holds no text.
    """
    if isinstance(source, pd.DataFrame):
        return articles_from_table(source, text_column or "text")
    from .copies import open_index

    sources = [source] if isinstance(source, str | Path) else list(source)
    for one in sources:
        check_source(one, fetch)
    problems: list[tuple[str, str]] = []
    options: dict[str, Any] = {"fetch": fetch, "allow_private": allow_private, "limits": limits, **stated}
    options |= {"text_column": text_column, "index": open_index()}
    options["on_problem"] = lambda name, reason: problems.append((name, reason))
    articles = articles_table(record for one in sources for record in stream_articles(one, **options))
    if problems:
        articles.attrs["problems"] = problems
        more = f" (and {len(problems) - 1} more: see attrs['problems'])" if len(problems) > 1 else ""
        warnings.warn(f"Not read: {problems[0][1]}{more}", stacklevel=2)
    return articles


def articles_from_text(text: str, article_id: str = "pasted") -> pd.DataFrame:
    """Give the articles table of one pasted text.

    >>> articles_from_text("It rained.")[["article_id", "text"]].values.tolist()
    [['pasted', 'It rained.']]
    """
    return articles_table([with_found({"article_id": article_id, "text": text})])


def articles_from_table(table: pd.DataFrame, text_column: str = "text") -> pd.DataFrame:
    """Give the articles table of a DataFrame with a column of texts: its own columns stay, those of ours are added.

    Without `article_id` the rows are numbered. Raises ValueError for a table without texts, texts that are no text,
    and ids that are missing or come twice.

    >>> articles_from_table(pd.DataFrame({"text": ["It rained."], "leaning": ["left"]}))[["article_id", "leaning"]]
      article_id leaning
    0      row-1    left
    """
    if text_column not in table:
        raise ValueError(
            f"The table has no column {text_column!r}, only {', '.join(map(repr, table.columns))}. "
            "A column of texts was expected. Try text_column='its name'."
        )
    texts = table[text_column].tolist()
    ids = (
        table["article_id"].tolist() if "article_id" in table else [f"row-{n + 1}" for n in range(len(table))]
    )
    wrong = next((value for value in (*texts, *ids) if not isinstance(value, str)), None)
    if wrong is not None:
        raise ValueError(f"{wrong!r} is no text. A string was expected in every row. Try dropping the row.")
    if len(set(ids)) < len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        raise ValueError(
            f"The article_id {twice!r} comes twice. Each article needs its own. Try numbering them."
        )
    ours = {
        name: pd.array(table[name].tolist() if name in table else [None] * len(table), dtype="str")
        for name in COLUMNS["articles"]
    } | {"article_id": pd.array(ids, dtype="str"), "text": pd.array(texts, dtype="str")}
    return table.reset_index(drop=True).assign(**ours)[[*ours, *(c for c in table.columns if c not in ours)]]


def articles_table(records: Iterable[dict]) -> pd.DataFrame:
    """Give the articles table of records, which are dicts with some of its columns.

    >>> articles_table([{"article_id": "a", "text": "It rained."}])["outlet"].isna().tolist()
    [True]
    """
    cleaned = ({**_clean(record), "language": language_of(record["text"])} for record in records)
    return make_table("articles", [tuple(map(record.get, COLUMNS["articles"])) for record in cleaned])


def stream_articles(
    source: str | Path,
    *,
    index: sqlite3.Connection | None = None,
    on_problem: Callable[[str, str], None] | None = None,
    skip: int = 0,
    text_column: str | None = None,
    fetch: bool = False,
    allow_private: bool = False,
    limits: Limits = LIMITS,
    each: Callable[[Callable, Iterable], Iterable] = map,
    **stated: str | None,
) -> Iterator[dict]:
    """Give one record after the other, as `read_articles` gives rows; only the one at hand is in memory.

    `index` (of `copies.open_index`) keeps ids and copies, also over several calls. With `on_problem`, what
    cannot be read is handed to it (name, reason) and left out, instead of raising, where anything else can.
    The first `skip` articles were read before and are passed over; files that the index knows as read are not
    opened again. `each` is `map`, or does the same with several workers: it reads the files of a folder.
    """
    from .copies import count_given, free_id, mark_copy, note_given, open_index

    source = own_sample(source)
    check_source(source, fetch)
    given_by_reader = _given_by_reader(stated)
    index = open_index() if index is None else index
    done, skip, some_text, problem = *count_given(index, skip), skip > 0, ""
    options: dict[str, Any] = {"fetch": fetch, "allow_private": allow_private, "limits": limits}
    for position, items in enumerate(_found_in(source, done, each, text_column, **options), done):
        given = 0
        for given, (wanted, found) in enumerate(_with_notices(items), 1):
            if given <= skip:
                continue
            wanted, record = _checked(found, wanted, limits)
            if isinstance(record, ValueError):
                if on_problem is not None:
                    on_problem(wanted, str(record))
                elif not isinstance(record, _Notice):
                    raise record
                problem = problem or str(record)
                continue
            some_text = some_text or bool(record["text"].strip())
            article_id = free_id(index, wanted)
            yield {
                **record,
                **given_by_reader,
                "article_id": article_id,
                "copy_of": mark_copy(index, article_id, record["text"]),
            }
        note_given(index, position, given)
        skip = max(0, skip - given)
    if not some_text:
        raise ValueError(
            problem
            or f"{readable(str(source))!r} holds no article that can be read; text, in a file or in files, was "
            f"expected. Check that it is the right one, of a kind that can be read ({', '.join(readable_endings())})."
        )


def _given_by_reader(stated: dict[str, str | None]) -> dict[str, str]:
    if unknown := set(stated) - set(_STATED):
        raise TypeError(f"unknown arguments: {', '.join(sorted(unknown))}")
    return {_STATED[name]: value for name, value in stated.items() if value}


def slug(name: str) -> str:
    """Give an article_id from a file's name.

    >>> slug("Storm in Arden (final)")
    'storm-in-arden-final'
    """
    return re.sub(r"\W+", "-", name).strip("-").lower() or "article"


def _clean(record: dict) -> dict:
    """Give a record whose strings can all be written: the one place where what is no character is replaced."""
    cleaned = {name: clean_text(value) if isinstance(value, str) else value for name, value in record.items()}
    texts = {
        name: mend_text(cleaned[name]) for name in ("title", "text") if isinstance(cleaned.get(name), str)
    }
    return cleaned | texts


class _Notice(ValueError):
    """What there is to say of an article that was read all the same."""


def _with_notices(found: Iterable[tuple[str, Found]]) -> Named:
    """Give what is found, and after it, as a problem, what its reader has to say of it."""
    for wanted, record in found:
        notice = record.pop("notice", None) if isinstance(record, dict) else None
        yield wanted, record
        if notice:
            yield wanted, _Notice(notice)


def _checked(found: Found, wanted: str, limits: Limits) -> tuple[str, Found]:
    """Give the name of a record and the record, if it can be used, or why it cannot."""
    if isinstance(found, ValueError):
        return clean_text(wanted), type(found)(clean_text(str(found)))
    record = with_found(_clean({**found, "text": found["text"] or ""}))
    name = record.get("article_id") or clean_text(wanted)
    if not record["text"].strip():
        return name, ValueError(
            f"{name} holds no article text; a text was expected. Check its cell or its file."
        )
    if (size := len(record["text"])) > limits.characters:
        return name, ValueError(
            f"{name} has {size:,} characters; at most {limits.characters:,} were expected in one article. "
            "Split it, or check that the file holds what you think."
        )
    return name, record


def _found_in(
    source: str | Path, done: int, each: Callable, text_column: str | None, **options
) -> Iterator[Iterable[tuple[str, Found]]]:
    """Give what is found in each file of a source, but for those that are done: first documents, then tables."""
    path, limits = Path(source).absolute(), options["limits"]  # a worker may stand in another folder
    if str(source) == "-":
        yield from [_from_stdin(limits)][done:]
    elif is_address(source):
        yield from [_from_web(str(source), **options)][done:]
    elif not path.is_dir():
        one = _from_table(path, text_column, limits) if is_table(path) else iter(_from_file(path, limits))
        yield from [one][done:]
    else:
        yield from _found_in_folder(path, done, each, text_column, limits)


def _found_in_folder(
    path: Path, done: int, each: Callable, text_column: str | None, limits: Limits
) -> Iterator[Iterable[tuple[str, Found]]]:
    files = list_files(path)
    tables = [file for file in files if is_table(file)]
    documents = [file for file in files if not is_table(file)]
    if documents:  # which an `articles.csv` may describe
        tables = [file for file in tables if file.name != "articles.csv" or not _is_known(file)]
    left = max(0, done - len(documents))
    documents = documents[done:]
    for file, items in zip(
        documents, each(partial(_from_file, limits=limits, in_folder=True), documents), strict=True
    ):
        if isinstance(items, ValueError):  # the file ended its worker
            items = [(slug(file.stem), items)]
        yield items
    yield from (_from_table(file, text_column, limits) for file in tables[left:])


def _from_web(url: str, fetch: bool, allow_private: bool, limits: Limits) -> Named:
    yield slug(url.split("://")[1].split("?")[0].rstrip("/").rsplit("/")[-1]), fetch_page(url, allow_private)


def _from_table(file: Path, text_column: str | None, limits: Limits) -> Named:
    kind = kind_of_ending(file.name)
    name = slug(file.name.removesuffix(".gz").rpartition(".")[0])
    try:
        rows = read_rows(file, text_column)
        if kind is not None and kind.apart:
            rows = read_apart(read_rows, str(file), text_column, name=readable(file.name), limits=limits)
        for number, record in enumerate(rows, 1):
            yield f"{name}-{number}", record
    except ValueError as error:
        yield name, error


def _from_file(path: Path, limits: Limits, in_folder: bool = False) -> list[tuple[str, Found]]:
    """Give what is found in a file, or why nothing is; never raises, so that a file costs itself only."""
    name = slug(path.stem)
    try:
        data = read_bytes(path, limits.file)
        if in_folder and kind_of(io.BytesIO(data), path.name) is None:
            raise ValueError(
                f"{readable(path.name)} is not of a kind that is read in a folder; text, pages, documents or tables "
                "were expected. If it holds an article, save that as .txt."
            )
        records = list(_records(data, readable(path.name), limits))
    except (ValueError, FileNotFoundError) as error:
        return [(name, ValueError(str(error)))]
    known = _known_of(path.parent).get(name, {})
    several = sum(isinstance(record, dict) for record in records) > 1
    names = [f"{name}-{number}" if several else name for number in range(1, len(records) + 1)]
    return [(n, r if isinstance(r, ValueError) else r | known) for n, r in zip(names, records, strict=True)]


def _from_stdin(limits: Limits) -> Named:
    data = sys.stdin.buffer.read(limits.file + 1)
    if len(data) > limits.file:
        raise ValueError(
            f"Standard input is too large; at most {limits.file:,} bytes were expected. Split it into parts."
        )
    for record in _records(data, "standard input", limits):
        yield "stdin", record


def _records(data: bytes, name: str, limits: Limits) -> Iterable[Found]:
    """Give the records of a document; what strangers' programs have made is read apart."""
    kind = kind_of(io.BytesIO(data), name)
    if kind is not None and kind.apart and kind.reader:
        return read_apart(read_records, data, name, name=name, limits=limits)
    return read_records(data, name)


def _known_of(folder: Path) -> dict[str, dict]:
    """Give what the nearest `articles.csv`, in the folder or up to two above it, says of each article."""
    for place in (folder, *folder.parents[:2]):
        table = place / "articles.csv"
        if table.is_file() and _is_known(table):
            return _read_known(table, table.stat().st_mtime_ns)
    return {}


def _is_known(table: Path) -> bool:
    """Tell whether a table can be read as one that says something of articles."""
    try:
        _read_known(table, table.stat().st_mtime_ns)
    except (ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=4)
def _read_known(table: Path, _changed: int) -> dict[str, dict]:
    rows = {str(row.get("article_id")): row for row in raw_rows(table)}
    return {key: {name: row[name] for name in _KNOWN if row.get(name)} for key, row in rows.items()}
