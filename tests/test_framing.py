"""Framing: labels, catchphrases and their numbers."""

import pandas as pd
import pytest

from analysis import (
    articles_from_text,
    count_reporting_verbs,
    count_terms,
    find_catchphrases,
    find_labels,
    find_quotes,
    find_terms,
    plot_bars,
    plot_intervals,
    read_articles,
    summarise_agency,
)
from analysis.resources import data_path

from .case_files import cases


@pytest.fixture(scope="module")
def sochi():
    return read_articles(data_path("articles/sochi.txt"))


@pytest.fixture(scope="module")
def quotes(sochi):
    return find_quotes(sochi)


@pytest.mark.parametrize("case", cases("catchphrases"))
def test_catchphrases_of(case):
    found = find_catchphrases(articles_from_text(case["text"]))
    assert (
        " | ".join(f"{p} = {k}" for p, k in zip(found["phrase"], found["kind"], strict=True))
        == case["expected"]
    )


def test_who_calls_whom_what(sochi, quotes):
    labels = find_labels(sochi).dropna(subset=["category"])
    table = count_terms(labels, ["term", "voice_kind", "voice"])
    users = {
        term: sorted(rows["voice"].fillna(rows["voice_kind"]))
        for term, rows in table.groupby("term", sort=False)
    }
    assert users["terrorist"] == ["Bashar Al-Assad", "Vladimir Putin"]
    assert users["regime"] == ["own"]
    assert users["opposition"] == users["resistance group"] == ["own"]


def test_labels_carry_names_and_roles(sochi):
    labels = find_labels(sochi)
    shown = set(labels["text"])
    assert {"Syrian leader Bashar Al-Assad", "The regime", "allied forces", "the terrorists"} <= shown
    assert not labels["label"].isin(["he", "they"]).any()


def test_reporting_verbs_differ_by_speaker(quotes):
    verbs = count_reporting_verbs(quotes).set_index(["speaker_name", "category"])["verbs"]
    assert verbs["Vladimir Putin", "neutral"] == "say 2"
    assert verbs["Bashar Al-Assad", "doubtful"] == "claim 1"


def test_shares_add_up(sochi):
    table = count_terms(find_terms(sochi), ["lexicon", "category"])
    assert table["share"].sum() == pytest.approx(1)


def test_no_passives_gives_a_missing_share_and_a_chart_that_says_so():
    summary = summarise_agency(pd.DataFrame({"agent": pd.array([], dtype="str")}))
    assert summary["share"].isna().all()
    assert "nothing to compare" in plot_intervals(summary, None, "share").caption


def test_charts_of_nothing_say_so(quotes):
    empty = count_terms(find_labels(articles_from_text("It rained.")).assign(voice=pd.NA), ["term", "voice"])
    assert (
        plot_bars(empty, "term", "voice", unit="contested words").caption == "No contested words were found."
    )
    verbs = count_reporting_verbs(quotes.head(0))
    assert plot_bars(verbs, "speaker_name", "category").lines == ()


@pytest.mark.parametrize("case", cases("labels"))
def test_labels_of(case):
    found = find_labels(articles_from_text(case["text"]))
    kinds = [k if pd.isna(c) else f"{k}, {c}" for k, c in zip(found["kind"], found["category"], strict=True)]
    assert " | ".join(f"{x} ({k})" for x, k in zip(found["label"], kinds, strict=True)) == case["expected"]


@pytest.mark.parametrize("case", cases("loaded"))
def test_loaded_words_of(case):
    found = find_terms(articles_from_text(case["text"]), lexicon="loaded")
    assert (
        " | ".join(f"{t} = {c}" for t, c in zip(found["term"], found["category"], strict=True))
        == case["expected"]
    )


@pytest.mark.parametrize(
    "piece", ["the vast majority of ", "bad war ", "‘", "so-called “", "it is said to be ", "1 "]
)
def test_hostile_text_gives_rows_or_none(piece):
    articles = articles_from_text(piece * 3000)
    for find in (find_terms, find_labels, find_catchphrases):
        assert (find(articles)["end"] > find(articles)["start"]).all()


def test_how_many_passives_leave_out_the_doer():
    agents = pd.array([None, "the storm", None, None, None], dtype="str")
    passives = pd.DataFrame({"agent": agents, "voice": ["Lee"] * 4 + ["Holt"]})
    assert summarise_agency(passives)[["n", "total", "share"]].values.tolist() == [[4, 5, 0.8]]
    table = summarise_agency(passives, "voice")
    assert table[["voice", "n", "total", "share"]].values.tolist() == [["Lee", 3, 4, 0.75], ["Holt", 1, 1, 1]]
    assert (table["low"] < table["share"]).all()
