"""Figures of any kind: the table of cases, and what stands around a figure."""

import pytest

from analysis import articles_from_text, find_casualties
from analysis.find.figures import kinds
from analysis.find.figures.amounts import amounts_in
from analysis.find.figures.figures import find_figures
from analysis.find.text.document import Document
from analysis.resources import own_rows, read_rules

from .case_files import cases


def shown(row):
    """All that is told of a figure: "9 per cent: share 9..9 % profit, source Ann Lee (named)"."""
    low, high = ("" if end != end else f"{end:g}" for end in (row.low, row.high))
    words = [f"{row.text}: {row.kind}", f"{low}..{high}"] + [w for w in (row.unit, row.what) if w == w]
    words = [" ".join(words) + f" {row.bound}" * (row.bound != "exact")]
    words += [f"source {row.source} ({row.source_kind})"] * (row.source == row.source)
    words += [f"{name} {value}" for name in ("hedge", "when") if (value := getattr(row, name)) == value]
    return ", ".join([*words, *[row.status] * (row.status != "reported")])


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


def rules_that_hold(text, monkeypatch):
    held, document = [], Document(text)
    kind = kinds._kind
    monkeypatch.setattr(
        kinds, "_kind", lambda p, a, rule, *rest: held.append(rule.row) or kind(p, a, rule, *rest)
    )
    for amount in amounts_in(document):
        kinds.kind_of(document.parse, amount)
    return held


@pytest.mark.parametrize("row", [row for row in read_rules("number_rules") if row["construction"] != "part"])
def test_rule_holds_in_its_example_and_not_in_its_counter_example(row, monkeypatch):
    assert row in rules_that_hold(row["example"], monkeypatch)
    assert row not in rules_that_hold(row["counter_example"], monkeypatch)


@pytest.mark.parametrize("row", own_rows("rules/figure_dates.csv"), ids=lambda row: row["date"])
def test_date_is_seen_in_its_example_and_not_in_its_counter_example(row):
    dated, undated = (find_figures(articles_from_text(row[name])) for name in ("example", "counter_example"))
    assert dated["when"].notna().any()
    assert undated["when"].isna().all()


def test_no_source_is_a_pronoun():
    figures = find_figures(
        articles_from_text("It was late. They said 40 sheep were gone. It counted nine dogs.")
    )
    assert figures["source"].isna().all()


@pytest.mark.parametrize(
    "text", ["She waited five hours in hundreds of days.", "The score was 3 in 0 games."]
)
def test_a_share_of_what_has_no_number_is_none(text):
    assert "share" not in find_figures(articles_from_text(text))["kind"].tolist()
