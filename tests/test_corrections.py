"""Corrections: what a reader changes holds in Python as on the page, and what does not fit is said."""

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis import analyse, articles_from_text, read_corrections, write_report
from analysis.cli import main
from analysis.find.corrections import apply_corrections
from analysis.measure.readers import summarise_corrections
from analysis.read.corrections import COLUMNS
from analysis.resources import how_sure

TEXT = "“It rained,” she said. Bo Reed claimed the regime had fled. The “drought” ended."


def lines(*rows: tuple) -> pd.DataFrame:
    """Corrections of the article, from place, table, action, column and value."""
    told = [("pasted", str(s), str(e), table, *what, "") for s, e, table, *what in rows]
    return pd.DataFrame(told, columns=list(COLUMNS), dtype="str")


@pytest.fixture(scope="module")
def tables():
    return analyse(articles_from_text(TEXT))


def test_a_speaker_is_changed_and_the_voices_follow(tables):
    mended = apply_corrections(tables, lines((1, 11, "quotes", "change", "speaker_name", "Ann Lee")))
    row = mended["quotes"].iloc[0]
    assert (row["speaker_name"], row["speaker_kind"], row["rule"]) == ("Ann Lee", "named", "reader")
    assert mended["tokens"]["voice"].head(2).tolist() == ["Ann Lee", "Ann Lee"]
    assert tables["quotes"].iloc[0]["rule"] != "reader"


def test_the_figures_that_a_speaker_gives_follow_whoever_says_it_now():
    text = "The union said 12 miners had died and 300 had fled. “Police counted 40 cars,” Bo Reed said."
    tables = analyse(articles_from_text(text))
    start, end = tables["quotes"].iloc[0][["start", "end"]]
    change = (start, end, "quotes", "change", "speaker_name")
    mended = apply_corrections(tables, lines((*change, "Ann Lee"), (*change, "Cy Marsh")))
    given = mended["figures"].set_index("text")["source"]
    assert given.loc[["12", "300"]].tolist() == ["Cy Marsh", "Cy Marsh"]
    assert given["40"] == tables["figures"].set_index("text")["source"]["40"]
    assert mended["casualties"][["source", "source_kind"]].drop_duplicates().values.tolist() == [
        ["Cy Marsh", "reader"]
    ]


def test_a_figure_is_mended_and_people_harmed_follow():
    text = "Police said at least 12 miners had died. The mine sold 300 tonnes to nine buyers."
    tables = analyse(articles_from_text(text))
    first, second, third = tables["figures"][["start", "end"]].values.tolist()
    mended = apply_corrections(
        tables,
        lines(
            *(
                (*first, "figures", "change", column, value)
                for column, value in (("low", "14"), ("high", "15"))
            ),
            (*first, "figures", "change", "what", "mine workers"),
            (*second, "figures", "change", "kind", "people"),
            (*third, "figures", "change", "harm", "injured"),
            (*first, "figures", "change", "bound", "range"),
        ),
    )
    assert not len(mended["problems"])
    figures = mended["figures"].astype(object)
    told = figures[["kind", "what", "low", "high", "bound", "source_kind"]].values.tolist()
    assert told[0] == ["harm", "mine workers", 14.0, 15.0, "range", "reader"]
    assert (told[1][0], told[2][0]) == ("people", "harm")
    harmed = (
        mended["casualties"].astype(object)[["who", "harm", "low", "high", "rule", "source"]].values.tolist()
    )
    assert harmed[0] == ["mine workers", "killed", 14.0, 15.0, "reader", "Police"]
    assert [row[1] for row in harmed] == ["killed", "injured"]
    again = apply_corrections(mended, lines((*first, "figures", "change", "kind", "count")))
    assert again["casualties"]["harm"].tolist() == ["injured"]
    assert again["figures"]["harm"].isna().tolist() == [True, True, False]


def test_a_missed_figure_is_added_in_the_voice_it_stands_in(tables):
    at = TEXT.index("rained")
    given = lines(
        (at, at + 6, "figures", "add", "text", "rained"), (at, at + 6, "figures", "change", "low", "3")
    )
    row = apply_corrections(tables, given)["figures"].iloc[-1]
    assert (row["text"], row["kind"], row["low"], row["bound"]) == ("rained", "count", 3.0, "exact")
    assert (row["source_kind"], row["voice_kind"]) == ("reader", "direct")


def test_a_passage_is_struck_out_and_its_words_are_the_articles_own(tables):
    start, end = tables["quotes"].iloc[1][["start", "end"]]
    mended = apply_corrections(tables, lines((start, end, "quotes", "strike", "text", TEXT[start:end])))
    assert len(mended["quotes"]) == len(tables["quotes"]) - 1
    inside = mended["labels"][mended["labels"]["start"].between(start, end)]
    assert len(inside)
    assert (inside["voice_kind"] == "own").all()


def test_a_passage_is_added_and_its_border_moved(tables):
    at = TEXT.index("The “")
    mended = apply_corrections(
        tables,
        lines(
            (at, at + 3, "quotes", "add", "text", "The"),
            (at, at + 3, "quotes", "change", "kind", "indirect"),
            (at, at + 3, "quotes", "change", "start", str(at - 1)),
            (at - 1, at + 3, "quotes", "change", "start", str(at)),
        ),
    )
    assert not len(mended["problems"])
    row = mended["quotes"].set_index("start").loc[at]
    assert (row["text"], row["kind"], row["rule"]) == ("The", "indirect", "reader")
    assert row["sentence_id"] == "pasted.003"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ((2, 9, "quotes", "change", "kind", "direct"), "no such row"),
        ((1, 11, "quotes", "change", "kind", "loud"), "no such column or value"),
        ((1, 11, "quotes", "change", "text", "x"), "no such column or value"),
        ((1, 11, "quotes", "sing", "", ""), "no such action"),
        ((3, 9, "quotes", "add", "text", "other words"), "other words"),
        ((3, 9, "quotes", "add", "", ""), "another one"),
        ((1, 11, "quotes", "change", "end", "40"), "another one"),
        ((1, 11, "quotes", "change", "end", "99999"), "no such place"),
        ((1, 11, "quotes", "change", "start", "-3"), "no such place"),
        ((5, 2, "quotes", "strike", "", ""), "no such place"),
        (("x", 2, "quotes", "strike", "", ""), "a place in the text"),
        ((1, 11, "figures", "change", "low", "3"), "no such row"),
        ((1, 11, "casualties", "strike", "", ""), "a table that can be corrected"),
        ((1, 11, "tokens", "strike", "", ""), "a table that can be corrected"),
        ((1, 11, "labels", "add", "", ""), "no rows can be added"),
    ],
)
def test_a_line_that_does_not_fit_changes_nothing_and_is_told(tables, line, said):
    mended = apply_corrections(tables, lines(line))
    pd.testing.assert_frame_equal(mended["quotes"], tables["quotes"], check_dtype=False)
    assert said in mended["problems"]["problem"].item()
    assert mended["problems"]["stage"].item() == "corrections"


def test_lines_about_another_article_are_told_once(tables):
    other = lines((1, 11, "quotes", "strike", "", ""), (1, 2, "quotes", "strike", "", ""))
    told = apply_corrections(tables, other.assign(article_id="elsewhere"))["problems"]
    assert told["problem"].tolist() == ["lines about an article that is not here: 2"]


def test_types_stay_as_they_are(tables):
    mended = apply_corrections(tables, lines((1, 11, "quotes", "change", "status", "denied")))
    for name, table in tables.items():
        assert mended[name].dtypes.to_dict() == table.dtypes.to_dict(), name


def test_corrections_are_read_as_they_were_saved(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(f"{','.join(COLUMNS)}\n007,1,2,quotes,change,speaker_name,'=1+1,\n", "utf-8-sig")
    assert read_corrections(file).iloc[0].tolist()[:7] == [
        "007",
        "1",
        "2",
        "quotes",
        "change",
        "speaker_name",
        "=1+1",
    ]
    assert len(read_corrections(tmp_path)) == 1


def test_what_is_no_table_of_corrections_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("text\nIt rained.\n")
    with pytest.raises(ValueError, match="no column 'article_id'"):
        read_corrections(tmp_path / "a.csv")
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="no CSV file"):
        read_corrections(tmp_path / "empty")


def test_the_report_marks_what_the_reader_corrected(tmp_path):
    given = lines((1, 11, "quotes", "change", "speaker_name", "Ann Lee"))
    page = write_report(articles_from_text(TEXT), tmp_path, corrections=given).read_text("utf-8")
    assert "<h3>Ann Lee</h3>" in page
    assert "Ann Lee, direct · corrected" in page
    assert "corrected by the reader" in page


def test_how_sure_a_rule_is_said_in_words():
    assert how_sure("quotes", "quote, then speaker") == "nearly always right"
    assert how_sure("quotes", "verb with noun") != "nearly always right"


def test_what_readers_corrected_says_how_often_each_rule_was_right():
    found = [(s, s + 5, "quotes", "found", "rule", "label") for s in (0, 10, 20, 30)]
    told = lines(
        *found,
        (0, 5, "quotes", "change", "start", "1"),
        (1, 5, "quotes", "change", "speaker_name", "Ann Lee"),
        (10, 15, "quotes", "strike", "", ""),
        (40, 45, "quotes", "add", "text", "words"),
        (50, 55, "quotes", "add", "text", "words"),
        (50, 55, "quotes", "strike", "", ""),
    )
    table = summarise_corrections(told).set_index("rule")
    assert table.loc["label", ["n", "right", "changed", "struck", "missed"]].tolist() == [4, 2, 1, 1, 0]
    assert table.loc["all", ["n", "missed", "precision"]].tolist() == [4, 1, 0.5]
    assert table.loc["label", "low"] < 0.5 < table.loc["label", "high"]
    assert not len(summarise_corrections(told.head(0)))


def test_score_and_corrections_at_the_command_line(tmp_path):
    (tmp_path / "story.txt").write_text(TEXT, "utf-8")
    given = lines((1, 11, "quotes", "found", "rule", "label"), (2, 3, "quotes", "strike", "", ""))
    given.assign(article_id="story").to_csv(tmp_path / "mine.csv", index=False)
    told = CliRunner().invoke(main, ["score", str(tmp_path / "mine.csv")])
    assert told.exit_code == 0
    assert "label" in told.output
    assert "What nobody touched counts as right" in told.stderr
    names = [
        "report",
        str(tmp_path / "story.txt"),
        "--out",
        str(tmp_path),
        "--corrections",
        str(tmp_path / "mine.csv"),
    ]
    told = CliRunner().invoke(main, names)
    assert told.exit_code == 0
    assert "line 3 (strike in quotes): there is no such row any more" in told.output
    told = CliRunner().invoke(main, ["score", str(tmp_path / "none.csv")])
    assert told.exit_code == 2
    assert "Traceback" not in told.output


def test_places_that_pandas_has_written_with_a_point_are_whole_numbers(tmp_path):
    (tmp_path / "mine.csv").write_text(
        "article_id,start,end,table,action,column,value,reason\na,1.0,11.0,quotes,change,speaker_name,Ann Lee,\n"
    )
    assert read_corrections(tmp_path / "mine.csv")[["start", "end"]].values.tolist() == [["1", "11"]]


def test_corrections_are_taken_as_a_file_or_as_a_table_of_any_types(tmp_path):
    articles = articles_from_text("“It rained,” she said. Up to 12 fled.")
    first, last = analyse(articles)["figures"][["start", "end"]].iloc[0]
    told = [("pasted", 1, 11, "quotes", "change", "speaker_name", "Ann Lee", None)]
    told += [("pasted", first, last, "figures", "change", "low", 0, None)]
    table = pd.DataFrame(told, columns=list(COLUMNS))
    table.to_csv(tmp_path / "corrections.csv", index=False)
    for given in (table, tmp_path / "corrections.csv", str(tmp_path)):
        mended = analyse(articles, corrections=given)
        assert mended["quotes"]["speaker_name"].tolist() == ["Ann Lee"]
        assert mended["figures"]["low"].tolist() == [0]
        assert mended["problems"].empty


def test_a_table_that_is_none_of_corrections_is_told_by_the_column_that_it_lacks():
    with pytest.raises(ValueError, match="The table has no column 'action'"):
        analyse(articles_from_text("It rained."), corrections=lines().drop(columns="action"))
