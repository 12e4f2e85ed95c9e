"""Dates: from the many ways in which files write a day to YYYY-MM-DD.

Takes a line, gives the day, or None where it names no whole day. 03/04/2020 is read as Americans write it.
"""

import re
from datetime import datetime

from dateutil import parser

_MONTH = r"[^\W\d_]{3,10}\.?"
DAY = re.compile(
    rf"\b(?:\d{{4}}-\d\d?-\d\d?|\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}/\d\d?/\d\d?|\d{{1,2}}/\d{{1,2}}/\d{{4}})\b",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\b((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4,6}Z?)?\b")
_OTHER_MONTHS = (  # what other languages call them, by their beginnings
    *(
        ("jan", 1),
        ("ene", 1),
        ("fév", 2),
        ("fev", 2),
        ("feb", 2),
        ("mar", 3),
        ("mär", 3),
        ("maa", 3),
        ("avr", 4),
    ),
    *(
        ("abr", 4),
        ("mai", 5),
        ("may", 5),
        ("mei", 5),
        ("juin", 6),
        ("jun", 6),
        ("juil", 7),
        ("jul", 7),
        ("aoû", 8),
    ),
    *(("ago", 8), ("aug", 8), ("sep", 9), ("set", 9), ("oct", 10), ("okt", 10), ("out", 10), ("nov", 11)),
    *(("déc", 12), ("dec", 12), ("dez", 12), ("dic", 12)),
)


def iso_date(line: str) -> str | None:
    """Give the first day that a line names in full, or None.

    >>> [iso_date(line) for line in ("Tuesday, March 3, 2020, Late Edition", "jeudi 5 octobre 2013", "March 2020")]
    ['2020-03-03', '2013-10-05', None]
    """
    line = line[:300]
    if compact := _COMPACT.search(line):
        return _checked("-".join(compact.groups()))
    match = DAY.search(line)
    return _checked(match[0]) if match else None


def _checked(day: str) -> str | None:
    try:
        return parser.parse(day, default=datetime(1900, 1, 1)).date().isoformat()
    except (ValueError, OverflowError):
        pass
    numbers, word = re.findall(r"\d+", day), re.search(r"[^\W\d_]{3,}", day.lower().replace(" de ", " "))
    month = next((n for begin, n in _OTHER_MONTHS if word and word[0].startswith(begin)), None)
    try:
        return datetime(int(numbers[1]), month or 0, int(numbers[0])).date().isoformat()
    except (ValueError, IndexError):
        return None
