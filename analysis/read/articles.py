"""Articles: from files, folders, pages, tables, uploads and pasted text to one row per article, kept as decoded."""

import sqlite3
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from ..resources import need, own_sample, why
from ..tables import COLUMNS
from .copies import free_id, open_index, with_copies
from .files import check_source, readable
from .kinds.registry import NOTHING, kinds
from .plain import clean_text
from .problems import NOT_READ, NotRead, Problem, problem_of, reason_of
from .sources import checked, completed, distinct_names, found_in, given_by_reader

_NAMED = 5  # files that are named where none could be read


def read_articles(
    source: str | Path | Iterable[str | Path] | pd.DataFrame,
    *,
    text_column: str | None = None,
    fetch: bool = False,
    allow_private: bool = False,
    **stated: str | None,
) -> pd.DataFrame:
    """Give the articles table of a file, folder, table of articles, web address or standard input ("-").

    Its columns, all str, are those of `describe_table("articles")`, and behind them a table's own: `title`, `outlet`
    and so on stand there as an `articles.csv` beside the file or up to two folders above it, the file, or the table
    says; `title, outlet, published, author, url` state what none does. `docs/formats.md` tells what is read from what.
    A folder is read with its subfolders, but links to folders are not followed. A web address is fetched
    only with `fetch=True`, from a private network only with `allow_private=True`. Several sources, in a list, give one
    table; a DataFrame (with `text_column`, "text" unless named) keeps its own columns, and ours are added; without
    `article_id` its rows are numbered.

    What was not read, among other things that were, is told by a warning, and stands in `attrs["problems"]` as rows
    of the table `problems` that `analyse` gives. Raises FileNotFoundError for a missing file, ValueError for what
    cannot be read or holds no text, and for ids that are missing or come twice.

    >>> read_articles(pd.DataFrame({"text": ["It rained."], "leaning": ["left"]}))[["article_id", "leaning"]]
      article_id leaning
    0      row-1    left
    """
    if isinstance(source, pd.DataFrame):
        return _from_table(source, text_column or "text")
    several = isinstance(source, Iterable) and not isinstance(source, str | bytes)
    sources: list[Any] = list(source) if several else [source]  # type: ignore[arg-type]
    need(sources, "no file", source)
    for one in sources:
        check_source(one, fetch)
    need([*map(str, sources)].count("-") < 2, "standard input twice")
    problems: list[Problem] = []
    index = open_index()
    options = {"text_column": text_column, "fetch": fetch, "allow_private": allow_private, **stated}
    names = distinct_names(map(Path, sources)) if len(sources) > 1 else [""]
    found = _found_in(list(zip(sources, names, strict=True)), problems, index=index, **options)
    articles = with_copies(articles_table(found), index)
    if articles.empty:
        raise ValueError(reason_of(problems[0]))
    if problems:
        articles.attrs["problems"] = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        lost = [problem for problem in problems if problem.stage == NOT_READ]
        what = f"Not read: {reason_of(lost[0])}" if lost else reason_of(problems[0])
        warnings.warn(NotRead(f"{what}{more}", len(problems), len(lost)), stacklevel=2)
    return articles


def _found_in(named: list[tuple[Any, str]], problems: list[Problem], **options) -> Iterator[dict]:
    """Give the records of each source; of several, one that gives none costs itself, and is told."""
    for source, name in named:
        told = len(problems)
        try:
            yield from stream_articles(source, called=name, on_problem=problems.append, **options)
        except ValueError as error:
            if len(named) == 1:
                raise
            if len(problems) == told:
                problems.append(problem_of(name, readable(str(source)), NOT_READ, str(error)))


def articles_from_text(text: str, article_id: str = "pasted") -> pd.DataFrame:
    """Give the articles table of one pasted text.

    >>> articles_from_text("It rained.")[["article_id", "text"]].values.tolist()
    [['pasted', 'It rained.']]
    """
    need(isinstance(text, str), "no string", text)
    return articles_table([{"article_id": article_id, "text": clean_text(text)}])


def articles_from_upload(files: Sequence[dict], otherwise: str = "") -> pd.DataFrame:
    """Give the articles table of the first file of a notebook's upload button (an ipywidgets FileUpload's value) or,
    where nothing was uploaded, of the text `otherwise`; with the errors of `read_articles`.

    >>> articles_from_upload([], otherwise="It rained.")["text"].tolist()
    ['It rained.']
    >>> articles_from_upload([{"name": "rain.txt", "content": b"It rained."}])["article_id"].tolist()
    ['rain']
    """
    if not files:
        return articles_from_text(otherwise)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _file_name(files[0]["name"])
        path.write_bytes(files[0]["content"])
        return read_articles(path)


def _file_name(name: str) -> str:
    """Give the last part of a name, or another where no file can have it."""
    path = PurePosixPath(name.replace("\\", "/").replace("\0", ""))
    if path.name.strip(". ") and len(path.name.encode("utf-8", "replace")) < 200:
        return path.name.encode("utf-8", "replace").decode()
    return f"upload{path.suffix if 1 < len(path.suffix) < 10 else '.txt'}"


def _from_table(table: pd.DataFrame, text_column: str) -> pd.DataFrame:
    columns = ", ".join(map(repr, table.columns))
    need(text_column in table, "no text column in frame", text_column, columns=columns)
    texts, numbered = table[text_column].tolist(), [f"row-{n + 1}" for n in range(len(table))]
    ids = table["article_id"].tolist() if "article_id" in table else numbered
    for value in (*texts, *ids):
        need(isinstance(value, str), "no string", value)
    for twice in (name for name, often in Counter(ids).items() if often > 1):
        raise ValueError(why("id twice", twice))
    given = {name: table[name].tolist() for name in table} | {"article_id": ids, "text": texts}
    ours = {name: pd.array(given.get(name, [None] * len(ids)), dtype="str") for name in COLUMNS["articles"]}
    return table.reset_index(drop=True).assign(**ours)[[*ours, *(c for c in table.columns if c not in ours)]]


def articles_table(records: Iterable[dict]) -> pd.DataFrame:
    """Give the articles table of dicts: mended, with language and what a text says of itself; own columns come last."""
    table = pd.DataFrame(list(map(completed, records)))
    return table.reindex(columns=list(dict.fromkeys((*COLUMNS["articles"], *table)))).astype("str")


def stream_articles(
    source: str | Path,
    *,
    index: sqlite3.Connection | None = None,
    on_problem: Callable[[Problem], None],
    called: str = "",
    text_column: str | None = None,
    fetch: bool = False,
    allow_private: bool = False,
    each: Callable[[Callable, Iterable], Iterable] = map,
    **stated: str | None,
) -> Iterator[dict]:
    """Give one record after the other, to be completed by `articles_table`; only the one at hand is in memory.

    `index` (of `copies.open_index`) keeps ids, also over several calls. What cannot be read is handed to
    `on_problem` and left out, or raised where nothing else can. `each`, as `map`, reads the files of a
    folder, perhaps with workers.
    """
    source = own_sample(source)
    check_source(source, fetch)
    stated_fields = given_by_reader(stated)
    index = open_index() if index is None else index
    some_text, problems = False, []
    for file, items in found_in(source, each, text_column, called, allow_private):
        for wanted, record in checked(file, items):
            if isinstance(record, ValueError):
                stage = getattr(record, "stage", NOT_READ)
                problems.append(problem_of(wanted, file, stage, str(record)))
                on_problem(problems[-1])
                continue
            some_text = True
            yield {**record, **stated_fields, "article_id": free_id(index, wanted)}
    if not some_text:
        raise ValueError(_why_nothing(source, problems))


def _why_nothing(source: str | Path, problems: list[Problem]) -> str:
    if not problems:
        read = sorted(" ".join(kind.endings for kind in kinds() if kind.reader not in ("", NOTHING)).split())
        return why("nothing in it", readable(str(source)), kinds=", ".join(read))
    others = list(dict.fromkeys(p.source or "" for p in problems[1:] if p.source != problems[0].source))
    named = ", ".join(others[:_NAMED]) + ", ..." * (len(others) > _NAMED)
    return reason_of(problems[0]) + (f" Nor could be read: {named} ({len(others)})." if others else "")
