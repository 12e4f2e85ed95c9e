"""Passives: which clauses leave open who did it."""

import pytest

from analysis import articles_from_text, find_passives
from analysis.find.text.inflection import base_of, bases
from analysis.read.lexicons import BUILT_IN

from .case_files import cases


@pytest.mark.parametrize("case", cases("passives"))
def test_passives_of(case):
    found = find_passives(articles_from_text(case["text"]))
    shown = [
        f"{text} > {agent}".strip()
        for text, agent in zip(found["text"], found["agent"].fillna(""), strict=True)
    ]
    assert " | ".join(shown) == case["expected"]
    for row in found.dropna(subset="agent").itertuples():
        assert case["text"][row.agent_start : row.agent_end] == row.agent


@pytest.mark.parametrize("case", cases("inflection"))
def test_bases_of(case):
    assert " ".join(bases(case["word"], BUILT_IN)) == case["bases"]


@pytest.mark.parametrize("case", cases("verbs_of_participles"))
def test_base_of(case):
    assert base_of(case["participle"].lower(), BUILT_IN) == case["verb"]


@pytest.mark.parametrize(
    "piece", ["was ", "was by ", "was killed and ", "was, ", "be in turn ", "by the man of "]
)
def test_hostile_text_gives_rows_or_none(piece):
    found = find_passives(articles_from_text(piece * 3000))
    assert (found["end"] > found["start"]).all()


def test_first_article():
    from analysis import read_articles
    from analysis.resources import data_path

    found = find_passives(read_articles(data_path("articles/sochi.txt")))
    killed = found[found["verb"] == "kill"].iloc[0]
    assert killed["agent"] == "President Bashar Al-Assad’s government and allied forces"
    assert "involve" not in found["verb"].tolist()
