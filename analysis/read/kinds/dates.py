"""Dates: a day from the many ways in which files write it, or the first and the last day that a date may mean.

It cannot know in which zone a day without one was counted.
"""

import contextlib
from collections.abc import Iterable
from datetime import UTC, date, datetime

from dateutil import parser

from ...resources import need, pattern

_EXCEL = 25569  # days from the one that workbooks count from to 1970
_ENDS = datetime(1, 1, 1), datetime(2000, 12, 31)  # what is filled in where a month or a day is not stated
_YEARS = range(1400, 2201)
_LONGEST = 80  # characters: more is no date
Days = tuple[date, date]


class _Words(parser.parserinfo):
    """The words of dates, in these languages."""

    JUMP = [*parser.parserinfo.JUMP, "de", "er", "the"]  # noqa: RUF012

    def month(self, name: str) -> int | None:
        begun = pattern("month").match(name)
        return begun.lastindex if begun else None


def iso_date(line: str, day_first: bool | None = None) -> str | None:
    """Give the first day that a line names in full; `day_first` says how 03/04/2020 is to be read, or else it is none.

    >>> [iso_date(line) for line in ("Tuesday, March 3, 2020, Late Edition", "jeudi 5 octobre 2013", "03/04/2020")]
    ['2020-03-03', '2013-10-05', None]
    """
    line = pattern("short year").sub(r"\1/20\2", line[:300].strip())
    if epoch := pattern("epoch").fullmatch(line):
        seconds = int(epoch[1] or 0) or (int(epoch[2]) - _EXCEL) * 86400
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    compact = pattern("compact day").search(line)
    match = pattern("day").search("-".join(compact.groups()) if compact else line)
    if match is None or (day_first is None and pattern("either way").fullmatch(match[0])):
        return None
    day = match[0]
    first = "." in day[:3] or (bool(day_first) and not day[:4].isdigit())  # 2020-03-04 says it itself
    with contextlib.suppress(ValueError, OverflowError):
        return parser.parse(day, _Words(first), default=datetime(1900, 1, 1)).date().isoformat()
    return None


def stated_day(day: str) -> str:
    """Give a day that a person states, a month or a year as well; raises ValueError for what is none."""
    return need(day if pattern("part of a day").fullmatch(day) else iso_date(day), "no day", day)


def read_days(words: object) -> Days | None:
    """Give the first and the last day that a stated date may mean, the same where it names a day; None for no date.

    A month or a year is all its days, "2018-03-01/2018-03-05" those between, and "03/04/2018", which two readers take
    for two days, lies between these. Days without a year, and words such as "yesterday", are no date. The day is that
    of the place where it was written.

    >>> [day.isoformat() for day in read_days("February 2018")]
    ['2018-02-01', '2018-02-28']
    >>> read_days("yesterday") is None
    True
    """
    if isinstance(words, date):
        words = words.isoformat()
    if not isinstance(words, str) or len(words) > _LONGEST or not any(map(str.isdigit, words)):
        return None
    if words.count("/") == 1:
        ends = list(filter(None, map(read_days, words.split("/"))))
        return (ends[0][0], ends[1][1]) if len(ends) == 2 and ends[0][0] <= ends[1][1] else None
    day = iso_date(words)
    return (date.fromisoformat(day),) * 2 if day else _all_its_days(words)


def _all_its_days(words: str) -> Days | None:
    """Give the first and last day of a month or a year, or of the two that numbers may mean."""
    ways = (False, True) if pattern("numbers of a day").match(words) else (False,)
    with contextlib.suppress(ValueError, OverflowError):
        ends = [parser.parse(words, _Words(way), default=end, ignoretz=True) for way in ways for end in _ENDS]
        if ends[0].year == ends[1].year and ends[0].year in _YEARS:
            return min(ends).date(), max(ends).date()
    return None


def days_come_first(days: Iterable[str]) -> bool | None:
    """Tell whether 03/04/2020 is a day of April, by other days of the same column; None where they do not tell."""
    found = (pattern("numbers of a day").match(day.strip()) for day in days)
    parts = [(int(one[1]), int(one[2])) for one in found if one]
    first, second = (any(pair[place] > 12 for pair in parts) for place in (0, 1))
    return first if first != second else None
