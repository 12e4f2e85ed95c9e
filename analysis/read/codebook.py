"""Codebook: what each column of each table means, in words, from `data/codebook.csv`."""

import pandas as pd

from ..tables import COLUMNS, MEASURED, OFFSETS, PLACES
from .resources import own_rows

SCHEMA_VERSION = "1"
"""Changes with the name or the meaning of a column; what is stored says by which version it was written."""


def describe_table(table: str = "") -> pd.DataFrame:
    """Give the columns of a table in words: `column, type, meaning, values`, one row each, in order.

    `table` is the name of one that `analyse` or a finder gives; without it, all come, with a column `table` in front.
    `type` is text, whole number or number; `values` lists what a column with few values can hold, missing where it
    can hold anything. Raises ValueError for another name.

    >>> describe_table("quotes").set_index("column").loc["cue", "meaning"]
    'the verb or phrase that introduces the words, as printed'
    """
    if table and table not in COLUMNS:
        raise ValueError(
            f"There is no table {table!r}. The name of a table was expected: {', '.join(COLUMNS)}. "
            "Try describe_table('quotes')."
        )
    told = {(row["table"], row["column"]): row for row in own_rows("codebook.csv")}
    rows = []
    for name in [table] if table else COLUMNS:
        for column in COLUMNS[name]:
            kind = (
                "whole number" if column in OFFSETS | PLACES else "number" if column in MEASURED else "text"
            )
            entry = told.get((name, column)) or told.get(("every table", column)) or {}
            rows.append((name, column, kind, entry.get("meaning", ""), entry.get("values") or None))
    found = pd.DataFrame(rows, columns=["table", "column", "type", "meaning", "values"], dtype="str")
    return found.drop(columns="table") if table else found


def codebook_page() -> str:
    """Give the codebook of all tables as a page of Markdown: docs/codebook.md, which `make codebook` writes.

    >>> codebook_page().splitlines()[0]
    '# Codebook'
    """
    lines = ["# Codebook", "", f"What each column of each table means (schema {SCHEMA_VERSION}). In Python: "]
    lines[-1] += '`describe_table("quotes")`. Written from `data/codebook.csv` by `make codebook`.'
    for table in COLUMNS:
        lines += ["", f"## {table}", "", "| column | type | meaning | values |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in describe_table(table).fillna("").values.tolist()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(codebook_page(), end="")
