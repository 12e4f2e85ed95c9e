"""Dates: the day an article says it was published, or the first and the last day that it may mean.

Takes the words of a date, gives two days. It cannot know in which zone a day without one was counted.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache

import pandas as pd

Days = tuple[date, date]
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T ])")
_NUMBERS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_YEARS = range(1400, 2201)
_LONGEST = 80  # characters: more is no date


def read_days(words: object) -> Days | None:
    """Give the first and the last day that a stated date may mean, the same where it names a day; None for no date.

    A month or a year is all its days, "2018-03-01/2018-03-05" those between, and "03/04/2018", which two readers take
    for two days, lies between these. Days without a year, and words such as "yesterday", are no date. The day is that
    of the place where it was written. Words are read by the library dateparser.

    >>> [day.isoformat() for day in read_days("February 2018")]
    ['2018-02-01', '2018-02-28']
    >>> read_days("yesterday") is None
    True
    """
    if isinstance(words, datetime | date):
        day = words.date() if isinstance(words, datetime) else words
        return (day, day)
    return _read(words.strip()) if isinstance(words, str) else None


def label_days(
    table: pd.DataFrame, first: str = "published", last: str = "published_last", stated: str = "published"
) -> pd.DataFrame:
    """Give the same rows with the first and the last day of the column of stated dates, missing where it has none.

    >>> label_days(pd.DataFrame({"published": ["2018", "soon"]}))["published_last"].tolist()
    [datetime.date(2018, 12, 31), None]
    """
    days = [read_days(words) or (None, None) for words in table[stated]]
    ends = list(zip(*days, strict=True)) or [(), ()]
    columns = {
        name: pd.Series(list(end), index=table.index, dtype=object)
        for name, end in zip((first, last), ends, strict=True)
    }
    return table.assign(**columns)


@lru_cache(maxsize=20_000)
def _read(words: str) -> Days | None:
    if not any(sign.isdigit() for sign in words) or len(words) > _LONGEST:
        return None
    if words.count("/") == 1:
        first, last = (_one(end.strip()) for end in words.split("/"))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    return _one(words)


def _one(words: str) -> Days | None:
    if iso := _ISO.match(words):
        try:
            day = date(*map(int, iso.groups()))
        except ValueError:
            return None
        return (day, day) if day.year in _YEARS else None
    orders = ("MDY", "DMY") if _NUMBERS.match(words) else ("MDY",)
    readings = [days for order in orders if (days := _parsed(words, order))]
    if not readings:
        return None
    return min(first for first, _ in readings), max(last for _, last in readings)


def _parsed(words: str, order: str) -> Days | None:
    found = _parser(order).get_date_data(words)
    day, period = found.date_obj, found.period
    if day is None or day.year not in _YEARS:
        return None
    if period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if period == "month":
        return date(day.year, day.month, 1), date(day.year, day.month, monthrange(day.year, day.month)[1])
    return day.date(), day.date()


@lru_cache(maxsize=2)
def _parser(order: str):
    from dateparser.date import DateDataParser

    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["year"], "DATE_ORDER": order}
    return DateDataParser(languages=["en"], settings=settings)
