"""Selection: an archive's tables, or the part of them that a question is about, asked by DuckDB.

Takes the folder of the tables, gives rows and the passages behind any number. DuckDB reads the files as it goes, so
memory is bounded however large the archive is. It cannot see what the tables do not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from .dates import read_days
from .evidence import evidence_of
from .sql import PERIODS, among, limit, literal, name, period

if TYPE_CHECKING:
    import duckdb

_ORDER = "published nulls last, article_id, start"
_OWN = {"since", "until", "voice", "actor"}  # conditions that are no columns of every table
_NAMES = {"quotes": "speaker_name", "printed": "speaker_name", "people": "name", "labels": "name"}
_VOICES = {"own": "voice_kind = 'own'", "quoted": "voice_kind <> 'own'"}


@dataclass(frozen=True)
class Selection:
    """The part of an archive that a question is about; `only` gives a narrower one and changes nothing."""

    folder: Path
    connection: duckdb.DuckDBPyConnection
    conditions: tuple[tuple[str, Any], ...] = ()
    copies: bool = False

    def only(self, **conditions):
        """Give the part of the archive with these: `outlet, since, until, voice, actor, copies`, or any column.

        `since` and `until` are dates; an article whose date is too vague to tell is left out. `voice` is "own",
        "quoted" or a speaker's name, `actor` a name as `actors` gives it; `month="2018-03"` and the other periods are
        conditions too. A value may be a list, and None what is missing. Syndicated copies count once, unless
        `copies=True`. Raises ValueError for a name that nobody bears, an outlet or column that is not there, no date.
        """
        copies = conditions.pop("copies", self.copies)
        for condition, value in conditions.items():
            self._check(condition, value)
        return replace(self, conditions=(*self.conditions, *conditions.items()), copies=copies)

    def relation(self, table: str) -> duckdb.DuckDBPyRelation:
        """Give the rows of a table of this selection as DuckDB's relation, for questions of one's own."""
        return self.connection.sql(self.select("*", table))

    def passages(self, table: str = "quotes", most: int | None = 50, **conditions) -> pd.DataFrame:
        """Give rows of an evidence table, with outlet and days, in the order of time; all with `most=None`.

        Beside the tables of `analyse` there are `spoken` (what somebody is said to have spoken, with `actor` and
        `gender`), `named` (mentions of people, with `actor`), `printed` (quotes in quotation marks) and `labelled`
        (labels in small letters).
        """
        part = self.only(**conditions)
        return part.ask(f"{part.select('*', table)} order by {_ORDER}{limit(most)}")

    def behind(self, table: pd.DataFrame, row: int = 0, most: int | None = 50) -> pd.DataFrame:
        """Give the passages behind a row of a table that this archive gave, the first fifty, all with `most=None`.

        Raises ValueError for a table that does not tell where its numbers come from.
        """
        source, keys, fixed = evidence_of(table)
        return self.passages(source, most, **fixed, **{key: table.iloc[row][key] for key in keys})

    def first_behind(self, tables: list[pd.DataFrame], most: int = 50) -> list[list[pd.DataFrame]]:
        """Give for each row of each table its first passages: `text, sentence, placed, outlet, published`.

        A table is asked at once, and the sentences of all of them.
        """
        first = [self._first(table, most) for table in tables]
        self.connection.register(
            "wanted", pd.concat(first, ignore_index=True)[["sentence_id"]].drop_duplicates()
        )
        sentences = self.ask(
            "select sentence_id, text as sentence, start as begins from sentences where sentence_id in (from wanted)"
        )
        self.connection.unregister("wanted")
        whole = [found.merge(sentences, "left", "sentence_id") for found in first]
        whole = [found.assign(placed=found["start"] - found["begins"]) for found in whole]
        sizes = map(len, tables)
        return [
            [found[found["row"] == row] for row in range(n)] for found, n in zip(whole, sizes, strict=True)
        ]

    def _first(self, table: pd.DataFrame, most: int) -> pd.DataFrame:
        source, keys, fixed = evidence_of(table)
        part, places = self.only(**fixed), range(len(keys))
        values = (
            ", ".join([str(n), *map(literal, row)])
            for n, row in enumerate(table[keys].itertuples(False, None))
        )
        same = " and ".join(f"k{i}::varchar is not distinct from w{i}::varchar" for i in places)
        columns = ", ".join(f"{self.by(key, source)} as k{i}" for i, key in enumerate(keys))
        return self.ask(f"""
            with wanted({", ".join(["row", *(f"w{i}" for i in places)])}) as (values ({"), (".join(values)})),
            chosen as (
                select article_id, sentence_id, start, text, outlet, published, {columns}
                from ({part.select("*", source)})
            )
            select row, article_id, sentence_id, start, text, outlet, published from chosen join wanted on {same}
            qualify row_number() over (partition by row order by {_ORDER}) <= {int(most)}
            order by row, {_ORDER}
        """)

    def actors(self) -> pd.DataFrame:
        """Give who is named in this archive, most articles first: `actor, articles, forms, gender, sure`."""
        return self.ask(f"""
            select actor, count(distinct article_id) as articles,
                string_agg(distinct name, '; ' order by name) as forms, max(gender) as gender, min(sure) as sure
            from ({self.select("*", "actors")}) group by actor order by articles desc, actor
        """)

    def coverage(self, by: str = "outlet") -> pd.DataFrame:
        """Give `articles, copies, first_day, last_day, undated, problems` for each outlet, or each value of `by`."""
        every = replace(self, copies=True)
        return self.ask(f"""
            select {self.by(by, "articles")} as {name(by)}, count(*) as articles, count(copy_of) as copies,
                min(first_day) as first_day, max(last_day) as last_day, count(*) filter (first_day is null) as undated,
                count(*) filter (article_id in (select article_id from problems)) as problems
            from ({every.select("*", "articles")}) group by 1 order by articles desc, 1
        """)

    def select(self, columns: str, table: str) -> str:
        """Give the SQL of the rows of a table that are in this selection."""
        known = self.columns(table)
        told = [self._where(condition, value, table, known) for condition, value in self.conditions]
        if not self.copies:
            told.append("article_id not in (select article_id from copies)")
        return f"select {columns} from {table} where {' and '.join(told) or 'true'}"

    def ask(self, sql: str) -> pd.DataFrame:
        """Give the answer to a question in SQL as a table."""
        return self.connection.execute(sql).df()

    def by(self, by: str, table: str) -> str:
        """Give the SQL of what rows are counted by: a column, or a period, missing where the date is too vague."""
        if by in PERIODS:
            return period(by, *_days_of(table))
        known = self.columns(table)
        if by not in known:
            raise ValueError(
                f"There is no column {by!r} in {table}; one of {', '.join((*PERIODS, *sorted(known)))} was expected."
            )
        return name(by)

    def columns(self, table: str) -> set[str]:
        """Give the columns of a table. Raises ValueError where there is no such table."""
        tables = self._tables()
        if table not in tables:
            raise ValueError(
                f"The archive has no table {table!r}; one of {', '.join(sorted(tables))} was expected."
            )
        return tables[table]

    def _tables(self) -> dict[str, set[str]]:
        rows = self.connection.execute(
            "select table_name, list(column_name) from duckdb_columns() group by all"
        )
        return {table: set(columns) for table, columns in rows.fetchall()}

    def _where(self, condition: str, value: Any, table: str, known: set[str]) -> str:
        first, last = _days_of(table)
        if condition in ("since", "until") or condition in PERIODS:
            if first not in known:
                return "true"
            if condition in PERIODS:
                values = value if isinstance(value, list | tuple) else [value]
                return among(period(condition, first, last), [_start(condition, one) for one in values])
            day = _day(value)
            return f"{first} >= {literal(day[0])}" if condition == "since" else f"{last} <= {literal(day[1])}"
        if condition == "voice" and isinstance(value, str):
            return _VOICES.get(value, f"voice = {literal(value)}") if "voice_kind" in known else "true"
        if condition == "actor" and "actor" not in known:
            of = f"select article_id, name from actors where {among('actor', value)}"
            if (bearer := _NAMES.get(table)) is None:
                return f"article_id in (select article_id from ({of}))"
            roles = f"{among(bearer, value)} and {bearer} not in (select name from actors)"
            return f"((article_id, {bearer}) in ({of}) or ({roles}))"
        return among(name(condition), value) if condition in known else "true"

    def _check(self, condition: str, value: Any) -> None:
        """Raise ValueError where a condition can hold for nothing."""
        if condition in ("since", "until"):
            _day(value)
        elif condition not in (*_OWN, *PERIODS) and not any(
            condition in of for of in self._tables().values()
        ):
            raise ValueError(
                f"No table of the archive has a column {condition!r}; one that is there was expected, or one of "
                f"{', '.join(sorted(_OWN))}. Try outlet='...'."
            )
        places = {"actor": ("actors", "spoken"), "outlet": ("articles",)}.get(condition, ())
        for one in (value if isinstance(value, list | tuple) else [value]) if places else ():
            asked = (f"select 1 from {place} where {among(condition, one)} limit 1" for place in places)
            if not any(self.connection.execute(sql).fetchone() for sql in asked):
                raise self._nothing(condition, one, places[0])

    def _nothing(self, condition: str, value: Any, table: str) -> ValueError:
        like = self.connection.execute(
            f"select distinct {condition} from {table} where {condition} is not null "
            f"order by jaro_winkler_similarity({condition}, ?) desc, {condition} limit 3",
            [str(value)],
        ).fetchall()
        return ValueError(
            f"Nothing in the archive has the {condition} {value!r}; one that is there was expected. "
            f"Try {' or '.join(repr(row[0]) for row in like) or 'another archive'}."
        )


def _days_of(table: str) -> tuple[str, str]:
    return ("first_day", "last_day") if table == "articles" else ("published", "published_last")


def _start(every: str, value: Any) -> Any:
    """The first day of the period that a day lies in; what is missing stays so."""
    return None if literal(value) == "null" else pd.Period(_day(value)[0], every[0].upper()).start_time


def _day(value: Any) -> tuple[date, date]:
    days = read_days(value)
    if days is None:
        raise ValueError(
            f"{value!r} is no date; one such as 2018-03-31, 2018-03 or 2018 was expected. Try that."
        )
    return days
