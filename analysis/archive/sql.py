"""SQL: how names, values and conditions of ours are written in a question to DuckDB.

Takes Python's values, gives pieces of SQL in which nothing of them is read as SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

PERIODS = ("day", "week", "month", "year")


def name(words: str) -> str:
    """Give the name of a table or column."""
    return '"' + words.replace('"', '""') + '"'


def names(columns: Iterable[str]) -> str:
    """Give several names, one after the other."""
    return ", ".join(map(name, columns))


def literal(value: Any) -> str:
    """Give a value: a number, a day, words, or what is missing."""
    if value is None or pd.isna(value):
        return "null"
    if isinstance(value, bool | int | float):
        return repr(value)
    words = value.isoformat()[:10] if isinstance(value, date | pd.Timestamp) else str(value)
    return "'" + words.replace("'", "''") + "'"


def among(sql: str, value: Any) -> str:
    """Give the condition that something is a value or, of a list, one of several; what is missing is a value too."""
    values = list(value) if isinstance(value, list | tuple | set) else [value]
    known = ", ".join(literal(one) for one in values if literal(one) != "null")
    told = [f"{sql} in ({known})"] if known else []
    told += [f"{sql} is null"] if any(literal(one) == "null" for one in values) else []
    return f"({' or '.join(told) or 'false'})"


def period(every: str, first: str, last: str) -> str:
    """Give the first day of the period that a date lies in, missing where the date is too vague to tell."""
    return (
        f"case when date_trunc('{every}', {first}) = date_trunc('{every}', {last}) "
        f"then date_trunc('{every}', {first})::date end"
    )


def limit(most: int | None) -> str:
    """Give how many rows are wanted, all with None."""
    return "" if most is None else f" limit {int(most)}"
