"""SQL: how names, values and conditions of ours are written in a question to DuckDB.

Takes Python's values, gives pieces of SQL in which nothing of them is read as SQL.
"""

from datetime import date
from typing import Any

import pandas as pd

from ..read.kinds.dates import read_days
from ..resources import Later, need

duckdb = Later("duckdb")
PERIODS = ("day", "week", "month", "year")


def name(words: str) -> str:
    """Give the name of a table or column as SQL has it."""
    return '"' + words.replace('"', '""') + '"'


def literal(value: Any) -> str:
    """Give a value as SQL has it: a number, a day, words, or what is missing."""
    return str(duckdb.ConstantExpression(None if pd.isna(value) else value))


def as_list(value: Any) -> list:
    return list(value) if isinstance(value, list | tuple | set) else [value]


def among(sql: str, value: Any) -> str:
    """The condition that something is a value or, of a list, one of several; what is missing is a value too."""
    values = [literal(one) for one in as_list(value)]
    known = ", ".join(one for one in values if one != "NULL")
    told = [f"{sql} in ({known})"] * bool(known) + [f"{sql} is null"] * ("NULL" in values)
    return f"({' or '.join(told) or 'false'})"


def period(every: str, first: str, last: str) -> str:
    """The first day of the period that a date lies in, missing where the date is too vague to tell."""
    begun, ended = (f"date_trunc('{every}', {day})" for day in (first, last))
    return f"case when {begun} = {ended} then {begun}::date end"


def days_of(table: str) -> tuple[str, str]:
    return ("first_day", "last_day") if table == "articles" else ("published", "published_last")


def in_days(condition: str, value: Any, first: str, last: str) -> str:
    """The condition that days lie in one of the periods that begin with these days, since a day or until one."""
    if condition in PERIODS:
        days = [None if literal(one) == "NULL" else read_day(one)[0] for one in as_list(value)]
        starts = [day and pd.Period(day, condition[0].upper()).start_time for day in days]
        return among(period(condition, first, last), starts)
    day = read_day(value)
    return f"{first} >= {literal(day[0])}" if condition == "since" else f"{last} <= {literal(day[1])}"


def read_day(value: Any) -> tuple[date, date]:
    return need(read_days(value), "no date", value)
