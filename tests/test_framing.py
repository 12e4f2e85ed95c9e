"""Framing: labels, catchphrases and their numbers."""

import pandas as pd
import pytest
from scipy.stats import binomtest

from analysis import (
    articles_from_text,
    count_frames,
    count_labels,
    count_reporting_verbs,
    count_terms,
    find_catchphrases,
    find_labels,
    find_loaded,
    find_quotes,
    find_terms,
    label_voice,
    plot_agency,
    plot_frames,
    plot_labels,
    plot_reporting_verbs,
    read_articles,
    split_sentences,
    summarise_agency,
)
from analysis.read.resources import data_path

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
    table = count_labels(label_voice(find_labels(sochi), quotes))
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


def test_frames_are_counted_by_sentence_without_links(sochi):
    hits, sentences = find_terms(sochi, lexicon="frames"), split_sentences(sochi)
    table = count_frames(hits, sentences)
    assert (table["total"] == (sentences["kind"] != "link").sum()).all()
    assert (table["sentences"] <= table["n"]).all()
    assert (
        "legal or crime" not in table["category"].tolist()
    )  # its one phrase stands in the link to another story


def test_shares_add_up(sochi):
    table = count_terms(find_terms(sochi), ["lexicon", "category"])
    assert table["share"].sum() == pytest.approx(1)


@pytest.mark.parametrize(("n", "total"), [(4, 5), (0, 3), (7, 7), (30, 100)])
def test_interval_agrees_with_scipy(n, total):
    agents = pd.array([None] * n + ["Reed"] * (total - n), dtype="str")
    row = summarise_agency(pd.DataFrame({"agent": agents})).iloc[0]
    low, high = binomtest(n, total).proportion_ci(method="wilson")
    assert (row["low"], row["high"]) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


def test_no_passives_gives_a_missing_share_and_a_chart_that_says_so():
    summary = summarise_agency(pd.DataFrame({"agent": pd.array([], dtype="str")}))
    assert summary["share"].isna().all()
    assert "No passive clause" in plot_agency(summary).description.caption


def test_charts_of_nothing_say_so(quotes):
    empty = find_labels(articles_from_text("It rained.")).assign(voice=pd.NA, voice_kind="own")
    assert "No contested words" in plot_labels(count_labels(empty)).description.caption
    assert "No words of a frame" in plot_frames(empty.assign(n=1)).description.caption
    assert "No passages" in plot_reporting_verbs(count_reporting_verbs(quotes.head(0))).description.caption


@pytest.mark.parametrize("case", cases("labels"))
def test_labels_of(case):
    found = find_labels(articles_from_text(case["text"]))
    kinds = [k if pd.isna(c) else f"{k}, {c}" for k, c in zip(found["kind"], found["category"], strict=True)]
    assert " | ".join(f"{x} ({k})" for x, k in zip(found["label"], kinds, strict=True)) == case["expected"]


@pytest.mark.parametrize("case", cases("loaded"))
def test_loaded_words_of(case):
    found = find_loaded(articles_from_text(case["text"]))
    assert (
        " | ".join(f"{t} = {c}" for t, c in zip(found["term"], found["category"], strict=True))
        == case["expected"]
    )


@pytest.mark.parametrize(
    "piece", ["the vast majority of ", "bad war ", "‘", "so-called “", "it is said to be ", "1 "]
)
def test_hostile_text_gives_rows_or_none(piece):
    articles = articles_from_text(piece * 3000)
    for find in (find_terms, find_labels, find_catchphrases, find_loaded):
        assert (find(articles)["end"] > find(articles)["start"]).all()
