"""Selection: an archive's tables, or the part of them that a question is about, asked by DuckDB.

The questions stand in `questions.sql`. DuckDB reads the files as it goes, so memory is bounded however large the
archive is. It cannot see what the tables do not hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..resources import need, why
from .sql import PERIODS, among, as_list, days_of, in_days, literal, name, period, read_day

if TYPE_CHECKING:
    import duckdb

_OWN = {"since", "until", "voice", "actor"}  # conditions that are no columns of every table
_NAMES = {"quotes": "speaker_name", "printed": "speaker_name", "people": "name", "labels": "name"}
_ANY_CASE = {"outlet": " collate nocase"}  # of which an archive spells each in one way
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

        `since` and `until` are dates, `month="2018-03"` and the other periods conditions, too; an article whose date is
        too vague to tell is left out. `voice` is "own", "quoted" or a speaker's name, `actor` a name as `actors` gives
        it. A value may be a list, and None what is missing. Syndicated copies count once, unless `copies=True`. Raises
        ValueError for a name that nobody bears, an outlet or column that is not there, no date.
        """
        copies = conditions.pop("copies", self.copies)
        for condition, value in conditions.items():
            self._check(condition, value)
        part = replace(self.fixed(**conditions), copies=copies)
        if {"since", "until"} & conditions.keys() and not part.ask(f"{part.select('articles')} limit 1").size:
            days = part.ask("select min(first_day)::varchar as a, max(last_day)::varchar as b from articles")
            raise ValueError(why("no article then", first=days["a"][0], last=days["b"][0]))
        return part

    def fixed(self, **conditions):
        """Give the part with these conditions, whether or not anything meets them."""
        return replace(self, conditions=(*self.conditions, *conditions.items()))

    def relation(self, table: str) -> duckdb.DuckDBPyRelation:
        """Give the rows of a table of this selection as DuckDB's relation, for questions of one's own."""
        return self.connection.sql(self.select(table))

    def passages(self, table: str = "quotes", most: int | None = 50, **conditions) -> pd.DataFrame:
        """Give rows of an evidence table, with outlet and days, in the order of time; all with `most=None`.

        Beside the tables of `analyse` there are `spoken` (what somebody is said to have spoken, with `actor` and
        `gender`), `named` (mentions of people, with `actor`), `printed` (quotes in quotation marks), `labelled`
        (labels with a contested word, and that word as `label`) and `words` (tokens with a letter).
        """
        known, places = self.columns(table), (days_of(table)[0], "article_id", "start", "end")
        order = {"order": ", ".join(f"{name(place)} nulls last" for place in places if place in known)}
        return self.only(**conditions).answer("passages", table, parts=order, most=most)

    def behind(self, table: pd.DataFrame, row: int = 0, most: int | None = 50) -> pd.DataFrame:
        """Give the passages behind a row of a table that this archive gave, the first fifty, all with `most=None`.

        Raises ValueError for a table that does not tell where its numbers come from.
        """
        source, keys, fixed = evidence_of(table)
        need(-len(table) <= row < len(table), "no such row", row, n=len(table))
        return self.passages(source, most, **fixed, **{key: table.iloc[row][key] for key in keys})

    def first_behind(self, tables: list[pd.DataFrame], most: int = 50) -> list[list[pd.DataFrame]]:
        """Give for each row of each table its first passages: `text, sentence, placed, outlet, published`."""
        first = [self._first(table, most) for table in tables]
        wanted = pd.concat(first, ignore_index=True)[["sentence_id"]].drop_duplicates()
        sentences = self.answer("sentences", wanted=wanted)
        told = []
        for table, found in zip(tables, first, strict=True):
            whole = found.merge(sentences, "left", "sentence_id").eval("placed = start - begins")
            told.append([whole[whole["row"] == row] for row in range(len(table))])
        return told

    def _first(self, table: pd.DataFrame, most: int) -> pd.DataFrame:
        source, keys, fixed = evidence_of(table)
        same = [f"{name(key)}::varchar is not distinct from w{i}::varchar" for i, key in enumerate(keys)]
        days = table[keys].apply(lambda column: column.dt.date if column.dtype.kind == "M" else column)
        wanted = days.set_axis([f"w{i}" for i in range(len(keys))], axis=1).assign(row=range(len(table)))
        parts = {"same": " and ".join(same)}
        return self.answer("first_behind", source, keys, parts, wanted, fixed, most=most)

    def answer(
        self,
        question: str,
        rows: str = "",
        keys: Sequence[str] = (),
        parts: dict[str, str] | None = None,
        wanted: pd.DataFrame | None = None,
        fixed: dict[str, Any] | None = None,
        **values,
    ) -> pd.DataFrame:
        """Give the answer to a question of `questions.sql`, asked of the rows of a table, counted by `keys`.

        `parts` are further pieces of its SQL, `wanted` a table of that name, `values` those of its parameters.
        """
        sql, known = questions()[question], dict(parts or {})
        part = self.fixed(**fixed or {})
        if rows:
            known["rows"] = f"({part.select(rows, keys)})"
            known["columns"] = ", ".join(f"{self.by(key, rows)} as {name(key)}" for key in keys)
            known["keys"] = ", ".join(map(name, keys))
            known |= dict(zip(("first", "second"), map(name, keys), strict=False))
        tables = set(re.findall(r"{(\w+)}", sql)) - known.keys()
        known |= {table: f"({part.select(table)})" for table in tables}
        if wanted is not None:
            self.connection.register("wanted", wanted)
        found = self.ask(sql.format_map(known), values)
        return note_evidence(found, rows, keys, **fixed or {}) if keys else found

    def select(self, table: str, keys: Sequence[str] = ()) -> str:
        """Give the SQL of the rows of a table that are in this selection, with what `keys` only the articles have."""
        known = self.columns(table)
        more = "".join(f", {name(key)}" for key in keys if key not in (*known, *PERIODS))
        joined = f" left join (select article_id{more} from articles) using (article_id)" if more else ""
        told = [self._where(condition, value, table, known) for condition, value in self.conditions]
        if not self.copies:
            told.append("article_id not in (select article_id from copies)")
        return f"from {table}{joined} where {' and '.join(told) or 'true'}"

    def ask(self, sql: str, values: dict[str, Any] | None = None) -> pd.DataFrame:
        """Give the answer to a question in SQL as a table."""
        return self.connection.execute(sql, values or {}).df()

    def by(self, by: str, table: str) -> str:
        """Give the SQL of what rows are counted by: a column, or a period, missing where the date is too vague."""
        known = (*PERIODS, *sorted(self.columns(table) | self.columns("articles")))
        need(by in known, "no column of table", by, table=table, known=", ".join(known))
        return period(by, *days_of(table)) if by in PERIODS else name(by)

    def columns(self, table: str) -> set[str]:
        """Give the columns of a table. Raises ValueError where there is no such table."""
        tables = self._tables()
        return need(tables.get(table), "no table of archive", table, known=", ".join(sorted(tables)))

    def _tables(self) -> dict[str, set[str]]:
        columns = "select table_name, list(column_name) from duckdb_columns() where not internal group by all"
        return {table: set(of) for table, of in self.connection.execute(columns).fetchall()}

    def _where(self, condition: str, value: Any, table: str, known: set[str]) -> str:
        first, last = days_of(table)
        if condition in ("since", "until", *PERIODS):
            return in_days(condition, value, first, last) if first in known else "true"
        if condition == "voice" and isinstance(value, str):
            return _VOICES.get(value, f"voice = {literal(value)}") if "voice_kind" in known else "true"
        if condition == "actor" and "actor" not in known:
            of = f"select article_id, name from actors where {among('actor', value)}"
            if (bearer := _NAMES.get(table)) is None:
                return f"article_id in (select article_id from ({of}))"
            roles = f"{among(bearer, value)} and {bearer} not in (select name from actors)"
            return f"((article_id, {bearer}) in ({of}) or ({roles}))"
        told = among(name(condition) + _ANY_CASE.get(condition, ""), value)
        if condition not in known and condition in self.columns("articles"):
            return f"article_id in (select article_id from articles where {told})"
        return told if condition in known else "true"

    def _check(self, condition: str, value: Any) -> None:
        """Raise ValueError where a condition can hold for nothing."""
        tables = self._tables()
        if condition in ("since", "until"):
            read_day(value)
        elif condition not in {*_OWN, *PERIODS}.union(*tables.values()):
            raise ValueError(why("no condition", condition, known=", ".join(sorted(_OWN))))
        places = [table for table, of in tables.items() if condition in of] if condition != "voice" else []
        for one in [one for one in as_list(value) if places and literal(one) != "NULL"]:
            same = among(name(condition) + _ANY_CASE.get(condition, ""), one)
            asked = (f"select 1 from {place} where {same} limit 1" for place in places)
            if any(self.connection.execute(sql).fetchone() for sql in asked):
                continue
            like = self.connection.execute(
                f"select distinct {name(condition)} as v from {min(places, key=len)} where v is not null "
                "order by jaro_winkler_similarity(v::varchar, $one) desc, v limit 3",
                {"one": str(one)},
            ).fetchall()
            known = " or ".join(repr(row[0]) for row in like) or "another archive"
            raise ValueError(why("nothing has it", one, condition=condition, known=known))


@cache
def questions() -> dict[str, str]:
    text = (files("analysis.archive") / "questions.sql").read_text("utf-8")
    _, *told = re.split(r"^-- (\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(told[::2], told[1::2], strict=True))


def note_evidence(table: pd.DataFrame, source: str, keys: Sequence[str], **fixed) -> pd.DataFrame:
    """Note from which rows of which table the numbers come: those with the row's values in the columns `keys`."""
    table.attrs["behind"] = (source, list(keys), fixed)
    return table


def evidence_of(table: pd.DataFrame) -> tuple[str, list[str], dict[str, Any]]:
    """Give where a table's numbers come from. Raises ValueError for a table that does not tell."""
    return need(table.attrs.get("behind"), "no evidence")
