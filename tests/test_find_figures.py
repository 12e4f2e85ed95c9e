"""Figures of any kind: the table of cases, and what stands around a figure."""

import pytest

from analysis import articles_from_text, find_casualties
from analysis.find.figures.figures import find_figures

from .case_files import cases


def shown(row):
    low, high = ("" if end != end else f"{end:g}" for end in (row.low, row.high))
    words = [row.kind, f"{low}..{high}", *(word for word in (row.unit, row.what) if word == word)]
    return " ".join(words) + ("" if row.status == "reported" else f" ({row.status})")


@pytest.mark.parametrize("case", cases("figures"))
def test_case(case):
    found = find_figures(articles_from_text(case["text"]))
    assert " | ".join(map(shown, found.itertuples())) == case["expected"]


def test_people_harmed_are_the_casualties():
    articles = articles_from_text(
        "A lorry overturned. Two people died and 40 sheep were loaded onto a train."
    )
    figures = find_figures(articles)
    harmed = figures[figures["kind"] == "harm"]
    assert harmed["text"].tolist() == find_casualties(articles)["text"].tolist() == ["Two"]
    assert figures["what"].tolist() == ["people", "sheep"]


def test_source_is_the_speaker_of_the_quotation():
    text = "Ann Lee runs the port. She said traffic had fallen by 9 per cent. It has 40 cranes."
    figures = find_figures(articles_from_text(text))
    assert figures["source"].fillna("").tolist() == ["Ann Lee", ""]


def test_figure_of_another_year_has_its_date():
    text = "In 1962, 300 houses stood here; 40 stand today."
    assert find_figures(articles_from_text(text))["when"].fillna("").tolist() == ["In 1962", ""]
