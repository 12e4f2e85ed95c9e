"""Tone: scores beside their words, against the libraries asked directly."""

import numpy as np
import pandas as pd
import pytest
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import label_tone
from analysis.find.tone.tone import SCORES
from analysis.measure.tone import directions

from .case_files import cases

TEXTS = [
    "The rescue was a great success, but the storm killed two people.",
    "NOT GOOD at all!!! He is kind of sad :(",
    "A grim, grim winter: no hope, no heat.",
    "Prices rose by 3 % in May.",
    "The least bad plan was very well received.",
]


def table(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.array(texts, dtype="str")})


@pytest.mark.parametrize("case", cases("tone"))
def test_side_of(case):
    row = label_tone(table(case["text"]))
    for method in ("polarity", "compound"):
        assert directions(row[method]).fillna("missing")[0] == case[method]


@pytest.mark.parametrize("text", TEXTS)
def test_scores_are_those_of_the_libraries(text):
    row = label_tone(table(text)).iloc[0]
    blob, vader = TextBlob(text).sentiment, SentimentIntensityAnalyzer().polarity_scores(text)
    assert (0 if pd.isna(row["polarity"]) else row["polarity"]) == pytest.approx(blob.polarity)
    assert (0 if pd.isna(row["subjectivity"]) else row["subjectivity"]) == pytest.approx(blob.subjectivity)
    assert (0 if pd.isna(row["compound"]) else row["compound"]) == pytest.approx(vader["compound"])


def test_words_add_up_to_the_score():
    row = label_tone(table("A sad day for a brave and honest man.")).iloc[0]
    weights = [float(word.rpartition(" ")[2]) for word in row["compound_words"].split("; ")]
    total = sum(weights)
    assert row["compound"] == pytest.approx(total / np.sqrt(total**2 + 15), abs=1e-3)
    polarity = [float(word.rpartition(" ")[2]) for word in row["polarity_words"].split("; ")]
    assert row["polarity"] == pytest.approx(np.mean(polarity), abs=5e-3)


def test_covered_is_the_share_of_known_words():
    assert label_tone(table("A sad day")).loc[0, "covered"] == pytest.approx(1 / 3)
    assert np.isnan(label_tone(table("", "— …")).covered[0])


def test_no_rows_keep_the_columns_and_types():
    empty = label_tone(table())
    assert list(empty.columns) == ["text", *SCORES]
    assert empty.dtypes.equals(label_tone(table("A sad day.")).dtypes)


def test_long_passages_are_weighed_in_pieces_of_the_same_sum():
    sentence = "the very sad day was not good but calm "
    long = label_tone(table(sentence * 200)).iloc[0]
    total = sum(float(word.rpartition(" ")[2]) for word in long["compound_words"].split("; "))
    assert long["compound"] == pytest.approx(total / np.sqrt(total**2 + 15), abs=1e-3)
    assert long["compound_words"].count("sad") == 200


def test_the_argument_is_not_changed_and_the_index_is_kept():
    given = table("A sad day.", "Fine.").set_axis([7, 3])
    before = given.copy()
    assert label_tone(given).index.tolist() == [7, 3]
    pd.testing.assert_frame_equal(given, before)


def test_a_table_without_text_is_refused():
    with pytest.raises(ValueError, match="split_sentences"):
        label_tone(pd.DataFrame({"word": ["sad"]}))
