"""Dates: a day from the many ways in which files write it; none where it is not whole, or one of two (03/04/2020)."""

from collections.abc import Iterable
from datetime import UTC, datetime

from dateutil import parser

from ...resources import pattern, why

_MONTHS = (  # by their beginnings, in English, German, French, Spanish, Portuguese, Italian and Dutch
    "jan|ene|gen fév|fev|feb mar|mär|maa avr|abr|apr mai|may|mei|mag juin|jun|giu juil|jul|lug aoû|ago|aug"
    " sep|set oct|okt|out|ott nov déc|dec|dez|dic"
)
_EXCEL = 25569  # days from the one that workbooks count from to 1970


class _Words(parser.parserinfo):
    """The words of dates, in these languages."""

    JUMP = [*parser.parserinfo.JUMP, "de", "er"]  # noqa: RUF012

    def month(self, name: str) -> int | None:
        begun = (n for n, m in enumerate(_MONTHS.split(), 1) if name.lower().startswith(tuple(m.split("|"))))
        return next(begun, None)


def iso_date(line: str, day_first: bool | None = None) -> str | None:
    """Give the first day that a line names in full, or None; `day_first` says how 03/04/2020 is to be read.

    >>> [iso_date(line) for line in ("Tuesday, March 3, 2020, Late Edition", "jeudi 5 octobre 2013", "03/04/2020")]
    ['2020-03-03', '2013-10-05', None]
    """
    line = pattern("short year").sub(r"\1/20\2", line[:300].strip())
    if epoch := pattern("epoch").fullmatch(line):
        seconds = int(epoch[1] or 0) or (int(epoch[2]) - _EXCEL) * 86400
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if compact := pattern("compact day").search(line):
        return _checked("-".join(compact.groups()))
    match = pattern("day").search(line)
    return _checked(match[0], day_first) if match else None


def stated_day(day: str) -> str:
    """Give a day that a person states, a month or a year as well; raises ValueError for what is none."""
    found = day if pattern("part of a day").fullmatch(day) else iso_date(day)
    if found is None:
        raise ValueError(why("no day", day))
    return found


def days_come_first(days: Iterable[str]) -> bool | None:
    """Tell whether 03/04/2020 is a day of April, by other days of the same column; None where they do not tell."""
    found = (pattern("numbers of a day").match(day.strip()) for day in days)
    parts = [(int(one[1]), int(one[2])) for one in found if one]
    first, second = (any(pair[place] > 12 for pair in parts) for place in (0, 1))
    return first if first != second else None


def _checked(day: str, day_first: bool | None = None) -> str | None:
    if day_first is None and pattern("either way").fullmatch(day):
        return None
    try:
        first = "." in day[:3] or (bool(day_first) and not day[:4].isdigit())  # 2020-03-04 says it itself
        return parser.parse(day, _Words(first), default=datetime(1900, 1, 1)).date().isoformat()
    except (ValueError, OverflowError):
        return None
