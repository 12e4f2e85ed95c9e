"""Rules: grammar as rows of a table, one CSV file for each finder, ready for a spreadsheet.

Takes a name, gives the rows. What their patterns mean is for the finder's compiler.
"""

import csv

from .resources import data_path

COLUMNS = ("rule", "priority", "construction", "pattern", "meaning", "example", "counter_example")


def read_rules(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of rules, the lowest priority number first.

    >>> read_rules("figure_rules")[0]["rule"]
    'AUXILIARY'
    """
    with data_path(f"rules/{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted(rows, key=lambda row: int(row["priority"]))
