"""The codebook: every column is described, and the page says what the table says."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import analyse, articles_from_text, describe_table
from analysis.tables import COLUMNS
from benchmarks.codebook import codebook_page

ROOT = Path(__file__).parent.parent


def test_every_column_of_every_table_is_described():
    told = describe_table()
    assert (
        told.loc[told["meaning"] == "", ["table", "column"]].values.tolist() == []
    )  # data/codebook.csv wants them
    for name, table in analyse(articles_from_text("It rained.")).items():
        assert list(table.columns) == describe_table(name)["column"].tolist()


def test_nothing_is_described_that_no_table_has():
    rows = pd.read_csv(ROOT / "data/codebook.csv", dtype="str")
    shared = {column for columns in COLUMNS.values() for column in columns}
    for row in rows.itertuples():
        assert row.column in (shared if row.table == "every table" else COLUMNS[row.table]), row


def test_the_page_is_written_from_the_table():
    assert (ROOT / "docs/codebook.md").read_text(encoding="utf-8") == codebook_page()  # make codebook


def test_types_are_those_of_the_tables():
    for name, table in analyse(articles_from_text("“It rained,” Ann Lee said.")).items():
        types = describe_table(name).set_index("column")["type"]
        for column in table.columns:
            numeric = pd.api.types.is_numeric_dtype(table[column])
            assert numeric == (types[column] != "text"), (name, column)


def test_an_unknown_table_is_told_in_three_parts():
    with pytest.raises(ValueError, match=r"no table 'quote'.*expected.*Try"):
        describe_table("quote")
