"""Speakers: the name of whoever is quoted."""

import pandas as pd
import pytest

from analysis import articles_from_text, find_people, find_quotes, label_speakers
from analysis.find.quotation.speakers import name_speaker

from .case_files import cases


@pytest.mark.parametrize("case", cases("speakers"))
def test_speakers_of(case):
    articles = articles_from_text(case["text"])
    quotes = label_speakers(find_quotes(articles), find_people(articles))
    named = zip(
        quotes["speaker"].fillna("-"), quotes["speaker_name"].fillna("?"), quotes["speaker_kind"], strict=True
    )
    assert " | ".join(f"{speaker} = {name} ({kind})" for speaker, name, kind in named) == case["expected"]


def test_the_tables_given_stay_as_they_were():
    articles = articles_from_text("Ann Lee said it rained.")
    quotes, people = find_quotes(articles), find_people(articles)
    before = quotes.copy(), people.copy()
    labelled = label_speakers(quotes, people)
    pd.testing.assert_frame_equal(quotes, before[0])
    pd.testing.assert_frame_equal(people, before[1])
    assert labelled.columns.tolist() == [*quotes.columns, "speaker_name", "speaker_kind"]


def test_no_quotes():
    articles = articles_from_text("It rained.")
    labelled = label_speakers(find_quotes(articles), find_people(articles))
    assert labelled.empty
    assert labelled["speaker_name"].dtype == "str"


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        ("the Lagos Herald", ("Lagos Herald", "named")),  # printed with capitals, though no mention was found
        ("two people in the crowd", (None, "unnamed")),
        ("it", (None, "unnamed")),
        ("Some", (None, "unnamed")),  # a capital only because it begins the sentence
        ("Élan Ünsal", ("Élan Ünsal", "named")),
        ("a Zenith poll", ("Zenith poll", "role")),
    ],
)
def test_a_speaker_without_a_mention(speaker, named):
    assert name_speaker(speaker, 0, []) == named
