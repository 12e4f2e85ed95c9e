"""What summaries promise in their docstrings: their columns, in order, and the order of their rows."""

import inspect
import re

import pandas as pd
import pytest

from analysis import analyse, articles_from_text
from analysis.measure import association, counts, framing, same_event, sources, tone
from analysis.measure.association import GENERAL_TOTAL, compare_words
from analysis.read.lexicons import general_english

TEXTS = {
    "wire": (
        "“We lost the roof of the school and two good men in one single night,” said Ann Lee. The regime denied it. "
        "Bob Ray claimed that terrorists had won. Twelve people were killed, police said. Ann Lee insisted that the "
        "regime had lied. Five soldiers were hurt. At least 40 people were killed, rebels said. The roof was lost."
    ),
    "local": (
        "“It was the regime,” Bob Ray said. “Nobody came to the school, and nobody ever asked us what we had seen of "
        "it,” Ann Lee said. Ten people were killed, officials said. The militants were praised. Nobody was hurt."
    ),
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    articles = [articles_from_text(text, name) for name, text in TEXTS.items()]
    return analyse(pd.concat(articles, ignore_index=True))


def toward(people: pd.DataFrame) -> pd.DataFrame:
    """People with a tone toward each, every side in turn."""
    return people.assign(toward=(["negative", "neutral", "positive", None] * len(people))[: len(people)])


SUMMARIES = {
    sources.summarise_sources: lambda t: (t,),
    framing.count_terms: lambda t: (t["terms"],),
    framing.count_reporting_verbs: lambda t: (t["quotes"],),
    association.count_collocations: lambda t: (t["tokens"],),
    counts.summarise_dispersion: lambda t: (t["tokens"],),
    tone.summarise_toward: lambda t: (toward(t["people"]),),
}


@pytest.mark.parametrize("summary", SUMMARIES, ids=lambda summary: summary.__name__)
def test_columns_are_those_of_the_docstring(tables, summary):
    told = re.sub(r"[`\s]+", " ", inspect.getdoc(summary))
    columns = list(summary(*SUMMARIES[summary](tables)).columns)
    places = [re.search(rf"\b{column}\b", told) for column in columns if column not in ("category", "name")]
    assert None not in places, columns
    starts = [place.start() for place in places]
    assert starts == sorted(starts), columns


@pytest.mark.parametrize(
    "summary", [sources.summarise_sources, framing.count_terms], ids=lambda summary: summary.__name__
)
def test_rows_come_most_first(tables, summary):
    numbers = summary(*SUMMARIES[summary](tables))["n"].tolist()
    assert len(set(numbers)) > 1
    assert numbers == sorted(numbers, reverse=True)


def test_articles_side_by_side_come_with_the_largest_sum_first(tables):
    wide = same_event.compare_articles(tables["quotes"], by="speaker_name", cells="words").set_index(
        "speaker_name"
    )
    sums = wide.sum(axis=1).tolist()
    assert len(set(sums)) > 1
    assert sums == sorted(sums, reverse=True)
    assert list(wide.columns) == list(TEXTS)


def test_general_english_is_counted_as_often_as_its_rates_say(tables):
    found = compare_words(tables["tokens"]).set_index("word")
    for word in ("the", "school"):
        assert found.loc[word, "n_reference"] == round(general_english()[word] * GENERAL_TOTAL / 1e6)
