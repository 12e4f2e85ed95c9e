"""Language: English is told from other languages, and what is not English gets no tone."""

import pandas as pd
import pytest

from analysis import (
    analyse,
    articles_from_text,
    find_people,
    label_tone,
    label_tone_toward,
    read_articles,
)
from analysis.read.language import language_of
from analysis.show.sections import describe_language

from .case_files import cases

GERMAN = articles_from_text(
    "Die Brücke ist alt. Der Rat, sagte Anna Weber, war gegen die Sperrung, und das war gut."
)


@pytest.mark.parametrize("case", cases("languages"))
def test_language_of(case):
    assert (language_of(case["text"]) or "none") == case["expected"]


def test_what_is_not_english_is_marked_and_has_no_tone():
    tables = analyse(GERMAN)
    assert tables["articles"]["language"].tolist() == ["de"]
    assert label_tone(tables["sentences"])[["polarity", "compound"]].isna().all(axis=None)
    assert label_tone_toward(find_people(GERMAN), GERMAN)["toward"].isna().all()
    assert "German" in describe_language(tables["articles"])


def test_english_articles_keep_their_tone_beside_others():
    english = articles_from_text("It was a terrible day for the town, and the mayor said so.", "en")
    tables = analyse(pd.concat([GERMAN, english], ignore_index=True))
    told = label_tone(tables["sentences"]).set_index("article_id")["compound"]
    assert told["en"] < 0
    assert told["pasted"].isna().all()
    assert describe_language(english) is None


def test_a_part_in_another_language_is_told_and_the_rest_is_read(tmp_path):
    english = (
        "The lower bridge was closed on Monday, and the buses to the harbour had to take the long way. " * 3
    )
    spanish = (
        "El puente estaba cerrado desde el lunes y nadie sabía cuándo volverían a pasar los autobuses. " * 3
    )
    path = tmp_path / "two.txt"
    path.write_text(f"{english}\n\n{spanish}", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"% of the words of 'two' seem to be in Spanish"):
        articles = read_articles(path)
    assert articles["language"].tolist() == ["en"]
    path.write_text(f"{english}\n\n“No pasarán,” said Ida Brandt.", encoding="utf-8")
    assert "problems" not in read_articles(path).attrs
