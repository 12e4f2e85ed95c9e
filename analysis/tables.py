"""What every table looks like: its columns, their order and meaning, from `data/codebook.csv`, and their types.

Takes rows as tuples, gives typed DataFrames; takes these, gives CSV. It knows nothing of how the rows were found.
"""

import csv
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
import pandas as pd

from .resources import need, own_rows, words_of

SCHEMA_VERSION = "1"
"""Changes with the name or the meaning of a column; what is stored says by which version it was written."""
EVIDENCE = ("article_id", "sentence_id", "start", "end", "text")
"""The five columns with which every evidence table begins; `article.text[start:end] == text` on every row."""

VOICE = ("voice", "voice_kind")
"""The last two columns of a table whose rows tell in whose words they stand."""

TABLES = tuple(
    "articles sentences tokens people quotes terms labels passives casualties figures problems".split()
)
"""The tables that `analyse` gives."""
Tables = dict[str, pd.DataFrame]
"""Tables by their names."""
_RUN_BY_SPREADSHEETS = tuple("=+-@\t\r\n＝＋－＠")
_EVERY = "every table"  # the name of the rows of the codebook that tell of columns that many tables have
COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(row["column"] for row in rows)
    for name, rows in groupby(own_rows("codebook.csv"), itemgetter("table"))
    if name != _EVERY
}
"""The columns of each table, in order."""


_OFFSETS = {"start", "end", "paragraph", "position"}
_PLACES = {"speaker_start", "speaker_end", "agent_start", "agent_end", "name_start", "name_end"}  # or missing
MEASURED = {"low", "high", "toward_probability"}
"""Columns of numbers that need not be whole."""
_TEXT, _WHOLE = pd.Series(dtype="str").dtype, pd.Int64Dtype()  # looked up once: by name it takes longer


def make_table(columns: str | Sequence[str], rows: Iterable[tuple]) -> pd.DataFrame:
    """Give a typed table from rows.

    `columns` is the name of a table in `COLUMNS` or a sequence of column names. Offsets are int64, offsets that
    may be missing Int64, measured values float64, everything else str; a missing value is NA (NaN in floats).

    >>> make_table("sentences", [("a", "a.001", 0, 3, "Yes", 0, 1, "body")])["start"].dtype
    dtype('int64')
    """
    return join_columns(columns, list(zip(*rows, strict=True)))


def join_columns(columns: str | Sequence[str], values: Sequence[Sequence]) -> pd.DataFrame:
    """Give a typed table from its columns, each a sequence of values; without any, the empty table."""
    names = COLUMNS[columns] if isinstance(columns, str) else tuple(columns)
    values = values or [()] * len(names)
    if len(values) != len(names):
        raise ValueError(f"A row has {len(values)} values where {len(names)} columns were expected: {names}.")
    return pd.DataFrame({n: _typed(n, v) for n, v in zip(names, values, strict=True)}, copy=False)


def _typed(name: str, values: Sequence):
    if name in _OFFSETS:
        return np.array(values, dtype="int64")
    if name in _PLACES:
        return pd.array(values, dtype=_WHOLE)
    if name in MEASURED:
        return np.array([np.nan if value is None else value for value in values], dtype="float64")
    return _text(values)


def _text(values: Sequence):
    if _TEXT.storage != "pyarrow":
        return pd.array(values, dtype=_TEXT)
    import pyarrow as pa  # where pandas keeps text with it, it makes the column in a third of the time

    try:
        return pd.array(pa.array(values, pa.large_string()), dtype=_TEXT)
    except (pa.ArrowException, UnicodeError):  # half a character, or something else than text
        return pd.array(values, dtype=_TEXT)


def need_columns(table: pd.DataFrame, names: Iterable[str]) -> None:
    """Raise ValueError where the table lacks one of the columns."""
    names, makers = list(names), words_of("maker")
    maker = next(filter(None, map(makers.get, names)), "a table that analyse gives")
    columns = ", ".join(map(str, names)) or "columns"
    need(isinstance(table, pd.DataFrame), "no table", table, columns=columns, maker=maker)
    known = ", ".join(map(str, table.columns[:20]))  # a table by article may have thousands
    for name in names:
        maker = makers.get(name, "the name of one of these columns, or add the column first")
        need(name in table.columns, "no column", name, columns=known, maker=maker)


def need_tables(tables: Tables, names: Iterable[str]) -> None:
    """Raise ValueError where one of the tables that `analyse` gives is not there, or is no table."""
    for name in names:
        there = isinstance(tables, dict) and isinstance(tables.get(name), pd.DataFrame)
        need(there, "table missing", name)


def group_columns(table: pd.DataFrame, by: str | Sequence[str] | None) -> list[str]:
    """Give the names of the columns to group by as a list, each checked to be in the table."""
    names = [] if by is None else [by] if isinstance(by, str) else list(by)
    need_columns(table, names)
    return names


def texts_of(articles: pd.DataFrame, ids: Iterable[str] = ()) -> dict[str, str]:
    """Give article_id and text of each article.

    Raises ValueError where `articles` is no table of articles, where two have one id, and where one of `ids` is of
    an article that is not there.
    """
    is_table = isinstance(articles, pd.DataFrame)
    given = f"the table with {', '.join(map(str, articles))}" if is_table else str(articles)
    need(is_table and {"article_id", "text"} <= set(articles), "no table of articles", given[:200])
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    twice = articles["article_id"][articles["article_id"].duplicated()]
    need(twice.empty, "id twice", next(iter(twice), None))
    strange = next((name for name in ids if name not in texts), None)
    need(strange is None, "strange row", strange, known=", ".join(list(texts)[:5]))
    return texts


def label_articles(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Give the same rows with every column of `articles` but the text, for `by="outlet"` or by a column of your own.

    A column that the table has already is kept as it is; `published` is text as in the articles. Raises ValueError
    for rows of an article that is not there.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["", ""], "outlet": ["Post", "Times"]})
    >>> label_articles(pd.DataFrame({"article_id": ["b", "a"], "word": ["war", "peace"]}), articles)["outlet"].tolist()
    ['Times', 'Post']
    """
    need_columns(table, ["article_id"])
    texts_of(articles, table["article_id"].unique())
    new = articles.columns.difference([*table.columns, "text", "encoding"], sort=False)
    rows = articles.set_index("article_id")[new].reindex(table["article_id"])
    return table.assign(**{name: rows[name].array for name in new})


def describe_table(table: str = "") -> pd.DataFrame:
    """Give the columns of a table in words: `column, type, meaning, values`, one row each, in order.

    `table` is the name of one that `analyse` or a finder gives; without it, all come, with a column `table` in front.
    `type` is text, whole number or number; `values` lists what a column with few values can hold, missing where it
    can hold anything. Raises ValueError for another name.

    >>> describe_table("quotes").set_index("column").loc["cue", "meaning"]
    'the verb or phrase that introduces the words, as printed'
    """
    need(not table or table in COLUMNS, "no such table", table, tables=", ".join(COLUMNS))
    told = own_rows("codebook.csv")
    shared = {row["column"]: row for row in told if row["table"] == _EVERY}
    rows = []
    for row in (row for row in told if row["table"] in ([table] if table else COLUMNS)):
        column, entry = row["column"], row if row["meaning"] else shared.get(row["column"], row)
        kind = "whole number" if column in _OFFSETS | _PLACES else "number" if column in MEASURED else "text"
        rows.append((row["table"], column, kind, entry["meaning"], entry["values"] or None))
    found = pd.DataFrame(rows, columns=["table", "column", "type", "meaning", "values"], dtype="str")
    return found.drop(columns="table") if table else found


def append_csv(table: pd.DataFrame, file: Path) -> None:
    """Add rows to a CSV file, a new column behind the others; it begins with headings and the mark that Excel needs."""
    table, new = for_spreadsheets(table), not file.exists()
    known = [] if new else list(pd.read_csv(file, nrows=0))
    names = list(dict.fromkeys((*known, *table)))
    if not new and known != names:
        before = pd.read_csv(file, dtype="str", keep_default_na=False).reindex(columns=names)
        before.to_csv(file, index=False, encoding="utf-8-sig", quoting=csv.QUOTE_ALL)
    texts = table.select_dtypes(exclude="number")
    bare = any(column.str.contains("\r", regex=False).any() for _, column in texts.items())
    quoting = csv.QUOTE_NONNUMERIC if bare else csv.QUOTE_MINIMAL  # which leaves a line end "\r" bare
    encoding, table = "utf-8-sig" if new else "utf-8", table.reindex(columns=names)
    table.to_csv(file, mode="a", header=new, index=False, encoding=encoding, quoting=quoting)


def for_spreadsheets(table: pd.DataFrame) -> pd.DataFrame:
    """Give a table whose cells no spreadsheet runs: an apostrophe stands before a text that begins with = + - @."""
    texts = table.select_dtypes(exclude="number")
    risky = {name: column.str.startswith(_RUN_BY_SPREADSHEETS, na=False) for name, column in texts.items()}
    table = table.assign(**{n: texts[n].mask(m, "'" + texts[n]) for n, m in risky.items() if m.any()})
    return table.rename(columns=lambda name: f"'{name}" if name.startswith(_RUN_BY_SPREADSHEETS) else name)
