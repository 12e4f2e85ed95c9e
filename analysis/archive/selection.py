"""Selection: an archive's tables, or the part of them that a question is about, asked by DuckDB.

Takes the folder of the tables, gives rows and the passages behind any number. DuckDB reads the files as it goes, so
memory is bounded however large the archive is. It cannot see what the tables do not hold.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from scipy.stats import binomtest

from ..runs import UNFINISHED
from .actors import name_actors
from .columns import SCHEMA, read_signature
from .dates import read_days

if TYPE_CHECKING:
    import duckdb

MEMORY = "600MB"
"""What DuckDB may hold; beyond that it writes to the disk."""
PERIODS = ("day", "week", "month", "year")
_NEEDED = ("articles", "sentences", "tokens", "people", "quotes", "terms", "labels", "casualties")
_NAMED = {"quotes": "speaker_name", "people": "name", "labels": "name"}  # the column that names an actor
_VOICES = {"own": "voice_kind = 'own'", "quoted": "voice_kind <> 'own'"}


@dataclass(frozen=True)
class Selection:
    """The part of an archive that a question is about; `only` gives a narrower one and changes nothing."""

    folder: Path
    connection: duckdb.DuckDBPyConnection
    conditions: tuple[tuple[str, Any], ...] = ()
    copies: bool = False

    def only(self, **conditions):
        """Give the part of the archive with these: `outlet`, `since`, `until`, `voice`, `actor`, `copies`, or any column.

        `since` and `until` are dates; an article whose date is too vague to tell is left out. `voice` is "own", "quoted"
        or a speaker's name, `actor` a name as `actors` gives it. A value may be a list of several. Syndicated copies count
        once, unless `copies=True`. Raises ValueError for a name that nobody bears, an outlet that is not there, no date.
        """
        copies = conditions.pop("copies", self.copies)
        for name, value in conditions.items():
            self._check(name, value)
        return replace(self, conditions=(*self.conditions, *conditions.items()), copies=copies)

    def relation(self, table: str) -> duckdb.DuckDBPyRelation:
        """Give the rows of a table of this selection as DuckDB's relation, for questions of one's own."""
        return self.connection.sql(self.select("*", table))

    def passages(self, table: str = "quotes", most: int | None = 50, **conditions) -> pd.DataFrame:
        """Give rows of an evidence table, with outlet and days, in the order of time; all with `most=None`."""
        part = self.only(**conditions) if conditions else self
        limit = "" if most is None else f" limit {int(most)}"
        return part.ask(part.select("*", table) + f" order by published nulls last, article_id, start{limit}")

    def behind(self, table: pd.DataFrame, row: int = 0, most: int | None = 50) -> pd.DataFrame:
        """Give the passages behind a row of a table that this archive gave, the first fifty, all with `most=None`.

        Raises ValueError for a table that does not tell where its numbers come from.
        """
        if "behind" not in table.attrs:
            raise ValueError(
                "The table does not say where its numbers come from; one that this archive gave was expected, before "
                "it was changed. Try the table as it came."
            )
        name, keys, where = table.attrs["behind"]
        told = [f"{sql} is not distinct from {_literal(table.iloc[row][key])}" for key, sql in keys.items()]
        limit = "" if most is None else f" limit {int(most)}"
        where = " and ".join([*where, *told]) or "true"
        return self.ask(
            self.select("*", name, where) + f" order by published nulls last, article_id, start{limit}"
        )

    def first_behind(self, table: pd.DataFrame, most: int = 50) -> list[pd.DataFrame]:
        """Give for each row of a table its first passages: `text, sentence, placed, outlet, published`, asked all at once."""
        name, keys, where = table.attrs["behind"]
        columns = ", ".join(f"{sql} as k{i}" for i, sql in enumerate(keys.values()))
        rows = ", ".join(
            f"({', '.join([str(number), *(_literal(row[key]) for key in keys)])})"
            for number, row in enumerate(table.to_dict("records"))
        )
        wanted = f"(values {rows}) wanted(number, {', '.join(f'w{i}' for i in range(len(keys)))})"
        same = " and ".join(
            f"cast(k{i} as varchar) is not distinct from cast(w{i} as varchar)" for i in range(len(keys))
        )
        chosen = self.select(
            f"article_id, sentence_id, start, text, outlet, published, {columns}",
            name,
            " and ".join(where) or "true",
        )
        found = self.ask(
            f"with first as (select number, p.* from ({chosen}) p join {wanted} on {same} qualify row_number() over "
            f"(partition by number order by published nulls last, article_id, start) <= {int(most)}) "
            "select first.*, s.text sentence, first.start - s.start as placed from first "
            "join (select sentence_id, text, start from sentences "
            "where sentence_id in (select sentence_id from first)) s using (sentence_id) "
            "order by number, first.published nulls last, first.article_id, first.start"
        )
        return [found[found["number"] == number] for number in range(len(table))]

    def actors(self) -> pd.DataFrame:
        """Give who is named in this archive, most articles first: `actor, articles, forms, gender, sure`."""
        return self.ask(
            "select actor, count(distinct article_id) articles, string_agg(distinct name, '; ' order by name) forms, "
            "max(gender) gender, min(sure) sure from actors group by actor order by articles desc, actor"
        )

    def coverage(self, by: str = "outlet") -> pd.DataFrame:
        """Give `articles, copies, first_day, last_day, undated, problems` for each outlet, or each value of `by`."""
        by_sql = self._by(by, "articles", "first_day", "last_day")
        return self.ask(
            f"select {by_sql} as {_name(by)}, count(*) articles, count(copy_of) copies, min(first_day) first_day, "
            "max(last_day) last_day, count(*) filter (first_day is null) undated, "
            "count(*) filter (article_id in (select article_id from problems)) problems "
            f"from ({replace(self, copies=True).select('*', 'articles')}) articles group by 1 order by 2 desc, 1"
        )

    def select(self, columns: str, table: str, where: str = "true") -> str:
        """Give the SQL of the rows of a table that are in this selection."""
        if table not in self.tables:
            raise ValueError(
                f"The archive has no table {table!r}; one of {', '.join(self.tables)} was expected."
            )
        known = self._columns(table)
        told = [self._where(name, value, table, known) for name, value in self.conditions]
        once = (
            [] if self.copies or table == "actors" else ["article_id not in (select article_id from copies)"]
        )
        return f"select {columns} from {table} where {' and '.join([*told, *once, f'({where})'])}"

    def ask(self, sql: str) -> pd.DataFrame:
        """Give the answer to a question in SQL as a table."""
        return self.connection.execute(sql).df()

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables there are."""
        return tuple(name for (name,) in self.connection.execute("select name from tables").fetchall())

    def _columns(self, table: str) -> set[str]:
        return {row[0] for row in self.connection.execute(f"describe {table}").fetchall()}

    def _by(self, by: str, table: str, first: str = "published", last: str = "published_last") -> str:
        """The SQL of a column to count by; a period is missing where the date is too vague for it."""
        if by in PERIODS:
            start = f"date_trunc('{by}', {first})"
            return f"case when {start} = date_trunc('{by}', {last}) then {start}::date end"
        if by not in self._columns(table):
            raise ValueError(
                f"There is no column {by!r} in {table}; one of {', '.join((*PERIODS, *sorted(self._columns(table))))} "
                "was expected."
            )
        return _name(by)

    def _where(self, name: str, value: Any, table: str, known: set[str]) -> str:
        first, last = ("first_day", "last_day") if table == "articles" else ("published", "published_last")
        if name in ("since", "until"):
            day = _day(value)
            return f"{first} >= {_literal(day[0])}" if name == "since" else f"{last} <= {_literal(day[1])}"
        if name == "voice" and isinstance(value, str):
            told = _VOICES.get(value, f"voice = {_literal(value)}")
            return told if "voice_kind" in known else "true"
        if name == "actor":
            named = _NAMED.get(table)
            of = f"select article_id, name from actors where actor in {_list(value)}"
            return (
                f"(article_id, {named}) in ({of})"
                if named
                else f"article_id in (select article_id from ({of}))"
            )
        return f"{_name(name)} in {_list(value)}" if name in known else "true"

    def _check(self, name: str, value: Any) -> None:
        """Raise ValueError where a condition can hold for nothing."""
        if name in ("since", "until"):
            _day(value)
        table, column = {"actor": ("actors", "actor"), "outlet": ("articles", "outlet")}.get(name, ("", ""))
        for one in (value if isinstance(value, list | tuple) else [value]) if table else ():
            if not self.connection.execute(
                f"select 1 from {table} where {column} = ? limit 1", [one]
            ).fetchone():
                like = self.connection.execute(
                    f"select distinct {column} from {table} where {column} is not null "
                    f"order by jaro_winkler_similarity({column}, ?) desc, {column} limit 3",
                    [str(one)],
                ).fetchall()
                raise ValueError(
                    f"Nothing in the archive has the {name} {one!r}; one that is there was expected. "
                    f"Try {' or '.join(repr(row[0]) for row in like) or 'another archive'}."
                )


def connect(folder: str | Path) -> tuple[Path, duckdb.DuckDBPyConnection]:
    """Give a folder of tables and a connection that sees them. Raises ValueError where they cannot be asked."""
    import duckdb

    folder = Path(folder).absolute()
    tables = _check_tables(folder)
    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": min(4, os.cpu_count() or 1)})
    connection.execute("create table tables (name text)")
    for name in tables:
        files = str(folder / name / "part-*.parquet").replace("'", "''")
        connection.execute(
            f"create view {name} as select * from read_parquet('{files}', union_by_name = true)"
        )
        connection.execute("insert into tables values (?)", [name])
    connection.execute("create table copies as select article_id from articles where copy_of is not null")
    name_actors(connection)
    connection.execute("insert into tables values ('actors')")
    return folder, connection


def with_share(table: pd.DataFrame, n: str = "n", total: str = "total") -> pd.DataFrame:
    """Give the same rows with `share`, and `low` and `high`, its 95 % interval (Wilson 1927, by SciPy)."""
    ends = [
        binomtest(int(k), int(of)).proportion_ci(method="wilson") if of else (float("nan"),) * 2
        for k, of in zip(table[n], table[total], strict=True)
    ]
    low, high = zip(*ends, strict=True) if ends else ((), ())
    return table.assign(share=table[n] / table[total].where(table[total] > 0), low=low, high=high)


def with_evidence(
    table: pd.DataFrame, name: str, keys: dict[str, str], where: Sequence[str] = ()
) -> pd.DataFrame:
    """Note from which rows of which table the numbers come: the SQL of each column that says which."""
    table.attrs["behind"] = (name, keys, list(where))
    return table


def _check_tables(folder: Path) -> list[str]:
    """The tables of a folder, each of the same parts and of this schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not folder.is_dir():
        raise FileNotFoundError(
            f"{folder} is not there; the folder of an archive's tables was expected. Check its name."
        )
    names = sorted({file.parent.name for file in folder.glob("[!.]*/part-*.parquet")})
    if missing := [name for name in _NEEDED if name not in names]:
        raise ValueError(
            f"{folder} has no Parquet table {missing[0]!r}; the folder that `tables --format parquet` wrote was expected. "
            "Type that command (again) first."
        )
    if (folder / UNFINISHED).exists():
        raise ValueError(
            f"{folder} holds the tables of a run that is not finished; all of them were expected. Type the command that "
            "writes them again: it does the rest."
        )
    parts = {name: {file.name for file in (folder / name).glob("part-?????.parquet")} for name in names}
    for name in names:
        for file in sorted((folder / name).glob("part-*.parquet")):
            try:
                said = read_signature(pq.read_schema(file))
            except (pa.ArrowInvalid, OSError):
                said = {"schema": None, "table": name}
            what = _trouble(said, name, parts[name] == parts["articles"])
            if what:
                raise ValueError(
                    f"{file.relative_to(folder)} {what}; whole tables of one run of this version were expected. "
                    "Type the command that wrote them again, into an empty folder if need be."
                )
    return names


def _trouble(said: dict, name: str, complete: bool) -> str:
    if said.get("schema", 0) is None:
        return "is only half written, or damaged"
    if said.get("schema") != SCHEMA or said.get("table") != name:
        return (
            f"is of another version (schema {said.get('schema', 'not stated')}, this program reads {SCHEMA})"
        )
    return (
        ""
        if complete
        else "and its fellows are not the parts that the articles have: a run not finished, or two mixed"
    )


def _day(value: Any) -> tuple[date, date]:
    days = read_days(value)
    if days is None:
        raise ValueError(
            f"{value!r} is no date; one such as 2018-03-31, 2018-03 or 2018 was expected. Try that."
        )
    return days


def _list(value: Any) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    return f"({', '.join(map(_literal, values))})"


def _literal(value: Any) -> str:
    if value is None or pd.isna(value):
        return "null"
    if isinstance(value, bool | int | float):
        return repr(value)
    words = value.isoformat()[:10] if isinstance(value, date | pd.Timestamp) else str(value)
    return "'" + words.replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
