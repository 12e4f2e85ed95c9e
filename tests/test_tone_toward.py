"""Tone toward a target: whom a sentence speaks well or ill of, and when the model keeps silent."""

import numpy as np
import pandas as pd
import pytest

from analysis import articles_from_text, find_people, label_tone_toward
from analysis.find.text.document import Document
from analysis.find.text.parse import parse
from analysis.find.tone.features import tone_features
from analysis.find.tone.tone_toward import LABELS, SURE, chances_toward, tone_model

from .case_files import cases


@pytest.mark.parametrize("case", cases("tone_toward"))
def test_label_of(case):
    start = case["text"].index(case["target"])
    chances = chances_toward(Document(case["text"]), start, start + len(case["target"]))
    assert LABELS[chances.argmax()] == case["expected"]


def test_chances_sum_to_one_and_depend_on_the_target():
    document = Document("Anna Reed accused Tom Hall of fraud.")
    reed, hall = chances_toward(document, 0, 9), chances_toward(document, 18, 26)
    assert reed.sum() == pytest.approx(1)
    assert hall[LABELS.index("negative")] > reed[LABELS.index("negative")]


def test_names_have_no_tone():
    one, other = Document("On Monday Anna Reed met Tom Hall."), Document("On Monday Ivan Petrov met Li Wei.")
    assert chances_toward(one, 10, 19) == pytest.approx(chances_toward(other, 10, 21))


def test_labels_below_the_threshold_are_missing():
    articles = articles_from_text(
        "Critics accused Anna Reed of lying. The lawyer said Tom Hall was a liar and a friend of the town."
    )
    table = label_tone_toward(find_people(articles), articles)
    sure = table["toward_probability"] >= SURE
    assert table["toward"].notna().equals(sure)
    assert sure.nunique() == 2


def test_no_rows_keep_the_columns_and_types():
    articles = articles_from_text("Critics accused Anna Reed of lying.")
    people = find_people(articles)
    empty = label_tone_toward(people.head(0), articles)
    assert empty.dtypes.equals(label_tone_toward(people, articles).dtypes)


def test_a_missing_article_is_refused():
    articles = articles_from_text("Critics accused Anna Reed of lying.")
    with pytest.raises(ValueError, match="'pasted'"):
        label_tone_toward(find_people(articles), articles.head(0))


@pytest.mark.parametrize(
    "text", ["“" * 3000, "and " * 3000, "not " * 3000, "9" * 3000, " . ", "\x00x", "Ann’s " * 2000]
)
def test_hostile_text_gives_chances(text):
    assert chances_toward(Document(text), 0, 2).sum() == pytest.approx(1)


def test_every_value_is_finite_and_known_features_carry_the_score():
    parsed = parse("Critics accused Anna Reed of lying.")
    found = tone_features(parsed, 2, 4)
    assert np.isfinite(list(found.values())).all()
    assert sum(name in tone_model()[0] for name in found) > len(found) / 3


def test_the_model_names_each_feature_once():
    rows, weights, _ = tone_model()
    assert len(rows) == len(weights)
    assert not pd.Index(list(rows)).str.contains(r"\b(?:trump|obama|clinton|putin|muslim|republican)\b").any()
