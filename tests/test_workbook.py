"""All tables of a report in one file: complete, inert, and never over a file of the reader's."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis import analyse, articles_from_text, read_articles, write_report
from analysis.cli import main
from analysis.show.report import write_workbook

TEXT = "“=1+1 it rained,” said Ann Lee.\x07 At least 12 people died, police said. \ud800 Bob Marsh resigned."


@pytest.fixture(scope="module")
def tables():
    return analyse(articles_from_text(TEXT))


def test_a_workbook_holds_every_table(tables, tmp_path):
    book = pd.read_excel(write_workbook(tables, tmp_path / "all.xlsx"), sheet_name=None, engine="openpyxl")
    assert list(book)[:3] == ["about", "sources", "never_heard"]
    assert {name: len(book[name]) for name in tables} == {name: len(table) for name, table in tables.items()}
    assert book["quotes"]["text"][0].startswith("'=1+1 it rained")
    assert book["about"]["version"][0].startswith("Who says so?")
    assert book["never_heard"]["name"].tolist() == ["Bob Marsh"]
    assert book["never_heard"].columns.tolist()[-2:] == [
        "n",
        "asked",
    ]  # and nothing that is only counted with


def test_columns_are_as_wide_as_their_words(tables, tmp_path):
    from openpyxl import load_workbook

    sheet = load_workbook(write_workbook(tables, tmp_path / "all.xlsx"))["sentences"]
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths["text"] > 20 > widths["start"]


def test_json_is_exact(tables, tmp_path):
    told = json.loads(write_workbook(tables, tmp_path / "all.json").read_text("utf-8"))
    assert told["quotes"][0]["text"].startswith("=1+1")
    assert told["casualties"][0]["low"] == 12
    assert told["casualties"][0]["high"] is None
    assert [row["source"] for row in told["sources"]] == ["police", "Ann Lee"]


def test_another_file_is_kept(tables, tmp_path):
    mine = tmp_path / "mine.xlsx"
    mine.write_text("mine")
    with pytest.raises(ValueError, match="--force"):
        write_workbook(tables, mine)
    assert mine.read_text() == "mine"
    assert write_workbook(tables, mine, force=True).stat().st_size > 1000
    with pytest.raises(ValueError, match=r"ending in \.xlsx or \.json"):
        write_workbook(tables, tmp_path / "all.ods")


def test_report_writes_tables_where_the_name_says_so(tmp_path):
    (tmp_path / "story.txt").write_text("“It rained,” she said.", "utf-8")
    lines = (
        "article_id,start,end,table,action,column,value,reason\n"
        + "story,1,11,quotes,change,speaker_name,Ann Lee,\n"
    )
    (tmp_path / "mine.csv").write_text(lines + "story,2,3,quotes,strike,,,\n", "utf-8")
    names = ["report", str(tmp_path / "story.txt"), "--corrections", str(tmp_path / "mine.csv")]
    told = CliRunner().invoke(main, [*names, "--out", str(tmp_path / "out.json")])
    assert told.exit_code == 0, told.output
    assert "line 3 (strike in quotes): there is no such row any more" in told.output
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["sources"][0]["source"] == "Ann Lee"
    assert write_report(articles_from_text("It rained."), tmp_path / "new/b.xlsx").exists()


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_a_workbook_of_a_report_is_read_as_its_article(tables, tmp_path, ending):
    articles = read_articles(write_workbook(tables, tmp_path / f"b.{ending}"))
    assert articles["text"].str.contains("12 people died").tolist() == [True]
