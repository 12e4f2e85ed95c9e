"""Figures side by side, where they disagree, and their chart."""

import pytest

from analysis import articles_from_text, compare_figures, find_casualties, plot_figures

TEXT = (
    "Police said 12 people were killed, two of them children. Medics counted between 30 and 40 dead. "
    "At least 300 people were injured and dozens are missing. Nobody was arrested."
)


@pytest.fixture(scope="module")
def casualties():
    return find_casualties(articles_from_text(TEXT))


def test_disagreement_leaves_out_parts_and_meeting_intervals(casualties):
    table = compare_figures(casualties)
    assert table[["figure", "other", "times"]].values.tolist() == [["12", "between 30 and 40", 2.5]]


def test_open_ends_do_not_disagree():
    found = find_casualties(
        articles_from_text("At least 12 people were killed. The toll is 40. Dozens died.")
    )
    assert compare_figures(found).empty


def test_missing_column_is_said(casualties):
    with pytest.raises(ValueError, match="source"):
        compare_figures(casualties.drop(columns="source"))


def test_chart_has_a_line_for_each_figure_and_arrows_for_open_ends(casualties):
    chart = plot_figures(casualties)
    assert len(chart.lines) == sum(casualties["harm"] != "detained") == len(casualties) - 1
    assert [mark.shape for line in chart.lines for mark in line.marks].count("more") == 2
    assert f"n = {len(chart.lines)} figures" in chart.caption
    assert len(chart.table) == len(chart.lines) == 5


def test_chart_of_nothing_says_so():
    assert plot_figures(find_casualties(articles_from_text("It rained."))).caption == "No figure was found."


def test_arrests_and_what_is_denied_are_not_drawn():
    text = "Police held 40 people. Nine died. Rumours of 300 dead are false. In 1931, 61 died there."
    assert [line.label for line in plot_figures(find_casualties(articles_from_text(text))).lines] == [
        "9 dead",
        "61 dead (In 1931)",
    ]


def test_a_victim_and_people_told_apart_do_not_disagree():
    one = "A farmer was killed. In all, 12 people were killed."
    apart = "Four soldiers were killed. In all, 30 civilians were killed."
    real = "Police said 12 people were killed. Medics said 40 people were killed."
    found = [compare_figures(find_casualties(articles_from_text(text))) for text in (one, apart, real)]
    assert [len(pairs) for pairs in found] == [0, 0, 1]
