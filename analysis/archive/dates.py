"""Dates: the day an article says it was published, or the first and the last day that it may mean.

Takes the words of a date, gives two days. It cannot know in which zone a day without one was counted.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache

Days = tuple[date, date]
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:$|[T ])")
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


@lru_cache(maxsize=20_000)
def _read(words: str) -> Days | None:
    if not any(sign.isdigit() for sign in words) or len(words) > _LONGEST:
        return None
    if words.count("/") == 1:
        return _between(*words.split("/"))
    if iso := _ISO.match(words):
        return _iso_days(*(int(number or 0) for number in iso.groups())) if iso[3] != "00" else None
    orders = ("MDY", "DMY") if _NUMBERS.match(words) else ("MDY",)
    ends = [end for order in orders for end in _parsed(words, order) or ()]
    return (min(ends), max(ends)) if ends else None


def _between(begin: str, end: str) -> Days | None:
    first, last = _read(begin.strip()), _read(end.strip())
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _iso_days(year: int, month: int, day: int) -> Days | None:
    """The day, or all days of the month where none is given."""
    days = monthrange(year, month)[1] if year in _YEARS and 1 <= month <= 12 else 0
    return (date(year, month, day or 1), date(year, month, day or days)) if days and day <= days else None


def _parsed(words: str, order: str) -> Days | None:
    found = _parser(order).get_date_data(words)
    if found.date_obj is None or found.date_obj.year not in _YEARS:
        return None
    day = found.date_obj.date()
    if found.period == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if found.period == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day


@lru_cache(maxsize=2)
def _parser(order: str):
    from dateparser.date import DateDataParser

    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["year"], "DATE_ORDER": order}
    return DateDataParser(languages=["en"], settings=settings)
