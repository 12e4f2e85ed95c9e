"""Codebook: what each column of each table means, in words, from `data/codebook.csv`.

Takes the name of a table, gives its columns described. It describes what a column is for, not what an article holds.
"""

from functools import lru_cache

import pandas as pd

from ..tables import COLUMNS, MEASURED, OFFSETS, PLACES
from .resources import data_path

SCHEMA_VERSION = "1"
"""Changes with the name or the meaning of a column; what is stored says by which version it was written."""
_SHARED = "every table"


def describe_table(table: str = "") -> pd.DataFrame:
    """Give the columns of a table in words: `column, type, meaning, values`, one row each, in order.

    `table` is the name of one that `analyse` or a finder gives; without it, all come, with a column `table` in front.
    `type` is text, whole number or number; `values` lists what a column with few values can hold, missing where it
    can hold anything. Raises ValueError for another name.

    >>> describe_table("quotes").set_index("column").loc["cue", "meaning"]
    'the verb or phrase that introduces the words, as printed'
    """
    if not table:
        return pd.concat([describe_table(name).assign(table=name) for name in COLUMNS], ignore_index=True)[
            ["table", "column", "type", "meaning", "values"]
        ]
    if table not in COLUMNS:
        raise ValueError(
            f"There is no table {table!r}. The name of a table was expected: {', '.join(COLUMNS)}. "
            "Try describe_table('quotes')."
        )
    told = _entries()
    rows = [
        (name, _type_of(name), *told.get((table, name), told.get((_SHARED, name), ("", ""))))
        for name in COLUMNS[table]
    ]
    return pd.DataFrame(rows, columns=["column", "type", "meaning", "values"], dtype="str").replace(
        {"values": {"": None}}
    )


def column_meanings(table: str) -> dict[str, str]:
    """Give column and meaning of a table, with the values it can hold, as for the metadata of a stored file.

    >>> column_meanings("sentences")["paragraph"]
    'the paragraph, counted from 0'
    """
    rows = describe_table(table).fillna("").itertuples()
    return {row.column: f"{row.meaning} ({row.values})" if row.values else row.meaning for row in rows}


def codebook_page() -> str:
    """Give the codebook of all tables as a page of Markdown: docs/codebook.md, which `make codebook` writes.

    >>> codebook_page().splitlines()[0]
    '# Codebook'
    """
    lines = ["# Codebook", "", f"What each column of each table means (schema {SCHEMA_VERSION}). In Python: "]
    lines[-1] += '`describe_table("quotes")`. Written from `data/codebook.csv` by `make codebook`.'
    for table in COLUMNS:
        lines += ["", f"## {table}", "", "| column | type | meaning | values |", "|---|---|---|---|"]
        for row in describe_table(table).fillna("").itertuples():
            lines.append(f"| {row.column} | {row.type} | {row.meaning} | {row.values} |")
    return "\n".join(lines) + "\n"


def _type_of(column: str) -> str:
    return "whole number" if column in OFFSETS | PLACES else "number" if column in MEASURED else "text"


@lru_cache(maxsize=1)
def _entries() -> dict[tuple[str, str], tuple[str, str]]:
    table = pd.read_csv(data_path("codebook.csv"), keep_default_na=False, dtype="str")
    return {(row.table, row.column): (row.meaning, row.values) for row in table.itertuples()}


if __name__ == "__main__":
    print(codebook_page(), end="")
