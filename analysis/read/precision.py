"""Precision: how often each rule was right on the articles that were marked by hand, in words.

Takes a rule's name, gives words from `data/labelled/precision.csv`, which `benchmarks/precision.py` writes.
It cannot know how often the rule is right on an article of another kind.
"""

import csv
from functools import cache

from .resources import data_path

ENOUGH = 5
"""Below so many cases nothing is said."""
SURE = "nearly always right"
_WORDS = ((0.9, SURE), (0.7, "mostly right"), (0.0, "often wrong"))


def how_sure(table: str, rule: object) -> str:
    """Give how often a rule was right: "nearly always right" (from 90 in 100), "mostly right" (from 70), "often wrong".

    Right is a passage or a figure whose place and whose source are as marked. "" where fewer than 5 were seen.

    >>> how_sure("quotes", "no such rule")
    ''
    """
    n, right = _measured().get((table, str(rule)), (0, 0))
    return next(words for least, words in _WORDS if right / n >= least) if n >= ENOUGH else ""


@cache
def _measured() -> dict[tuple[str, str], tuple[int, int]]:
    with data_path("labelled/precision.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["table"], row["rule"]): (int(row["n"]), int(row["right"])) for row in csv.DictReader(file)
        }
