"""Cases kept as CSV files, so that a teacher can add one without programming."""

import csv
import re
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list:
    """Give the rows of one file of cases as parameters; a row with a `gap` is an expected failure.

    In the cells, `\\n` stands for a new line and `\\u00ad` for the character of that number.
    """
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [{k: _plain(v) for k, v in row.items()} for row in csv.DictReader(file)]
    return [pytest.param(row, id=f"{name}-{n}", marks=_marks(row)) for n, row in enumerate(rows, start=2)]


def _plain(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), cell.replace("\\n", "\n"))


def _marks(row: dict) -> list:
    return [pytest.mark.xfail(reason=row["gap"], strict=True)] if row["gap"] else []
