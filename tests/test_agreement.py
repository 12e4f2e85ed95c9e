"""Agreement between readers and methods, against Krippendorff's formula by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis import summarise_agreement
from analysis.teach import show_rating_sheet


def marks(rows: dict[str, list]) -> pd.DataFrame:
    """Ratings by rater: one number per sentence, None where there is none."""
    return pd.DataFrame(
        [(rater, f"s.{i:03d}", mark) for rater, given in rows.items() for i, mark in enumerate(given)],
        columns=["rater", "sentence_id", "rating"],
    )


def scored(polarity: list, compound: list) -> pd.DataFrame:
    ids = [f"s.{i:03d}" for i in range(len(polarity))]
    return pd.DataFrame({"sentence_id": ids, "text": ids, "polarity": polarity, "compound": compound})


def alpha_by_hand(table: pd.DataFrame) -> float:
    units = [g["rating"].tolist() for _, g in table.dropna().groupby("sentence_id") if len(g) > 1]
    values = [value for unit in units for value in unit]
    seen = sum(sum((a - b) ** 2 for a in unit for b in unit) / (len(unit) - 1) for unit in units) / len(
        values
    )
    chance = sum((a - b) ** 2 for a in values for b in values) / (len(values) * (len(values) - 1))
    return 1 - seen / chance


@pytest.mark.parametrize(
    "rows",
    [
        {"A": [1, 0, -1, 1, 0], "B": [1, 1, -1, 0, 0]},
        {"A": [1, 0, -1, 1, None], "B": [1, None, -1, 0, 0], "C": [1, -1, -1, 1, 0]},
        {"A": [1, -1, 1, -1], "B": [-1, 1, -1, 1]},
    ],
)
def test_alpha_is_the_formula(rows):
    row = summarise_agreement(marks(rows)).iloc[0]
    assert row["alpha"] == pytest.approx(alpha_by_hand(marks(rows)))
    assert row["raters"] == len(rows)


def test_full_agreement_is_one_and_no_variety_is_missing():
    assert summarise_agreement(marks({"A": [1, -1], "B": [1, -1]}))["alpha"][0] == 1
    assert np.isnan(summarise_agreement(marks({"A": [1, 1], "B": [1, 1]}))["alpha"][0])
    assert np.isnan(summarise_agreement(marks({"A": [1, -1]}))["alpha"][0])


def test_methods_are_rated_against_the_mean_reader():
    table = summarise_agreement(
        marks({"A": [1, -1, 0, 1], "B": [1, -1, 0, 0]}), scored([0.9, -0.9, 0, None], [-0.9, 0.9, 0, 0.6])
    ).set_index("who")
    assert table.loc["polarity", "alpha"] == 1
    assert table.loc["polarity", "n"] == 3
    assert table.loc["compound", "alpha"] < 0


def test_words_and_numbers_are_the_same_rating():
    words = marks({"A": ["Positive", " negative ", ""], "B": ["positive", "neutral", "0"]})
    numbers = marks({"A": [1, -1, None], "B": [1, 0, 0]})
    pd.testing.assert_frame_equal(summarise_agreement(words), summarise_agreement(numbers))


def test_another_rating_is_refused():
    with pytest.raises(ValueError, match="'great'"):
        summarise_agreement(marks({"A": ["great"]}))
    with pytest.raises(ValueError, match="2"):
        summarise_agreement(marks({"A": [2]}))


def test_buttons_give_the_ratings():
    sheet = show_rating_sheet(scored([0.1] * 2, [0.2] * 2), "A")
    assert sheet.ratings()["rating"].isna().all()
    sheet.children[0].children[1].value = "negative"
    assert sheet.ratings().iloc[0].tolist() == ["A", "s.000", "negative"]


def test_a_sheet_is_drawn_by_chance_and_in_order_and_comes_back_filled():
    evidence = scored([0.1] * 9, [0.2] * 9)
    sheets = [show_rating_sheet(evidence, name, most=3, seed=2) for name in "AB"]
    for sheet in sheets:
        for line, rating in zip(sheet.children, ("positive", "neutral", "negative"), strict=True):
            line.children[1].value = rating
    filled = pd.concat([sheet.ratings() for sheet in sheets])
    assert sheets[0].ratings()["sentence_id"].is_monotonic_increasing
    assert summarise_agreement(filled)["alpha"][0] == 1


def test_ratings_of_passages_join_on_the_passage():
    told = scored([0.5, -0.5, 0.2], [0.4, -0.4, 0.1]).assign(sentence_id="s.000", start=[0, 10, 20])
    mine = told[["sentence_id", "start"]].assign(rater="A", rating=[1, -1, 0])
    both = pd.concat([mine, mine.assign(rater="B")])
    assert summarise_agreement(both, told)["n"].tolist() == [3, 3, 3]
    assert summarise_agreement(both)["alpha"].item() == 1
