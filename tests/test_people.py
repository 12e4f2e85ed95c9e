"""People: whom a mention names, which role an article gives them, what words that name nobody do not give."""

import re
from itertools import pairwise

import pandas as pd
import pytest

from analysis import articles_from_text, find_people
from analysis.find.text.parse import parse
from analysis.find.who.letters import name_patterns
from analysis.find.who.name_letters import name_letters
from analysis.find.who.names import find_mentions
from analysis.read.lexicons import BUILT_IN
from analysis.resources import read_rules

from .case_files import cases


@pytest.mark.parametrize("case", cases("people"))
def test_names_of(case):
    people = find_people(articles_from_text(case["text"]))
    found = list(zip(people["text"], people["name"].fillna("?"), strict=True))
    expected = [tuple(pair.split(" = ")) for pair in case["expected"].split(" | ") if pair]
    for pair in expected:  # in this order; other mentions may stand between them
        assert pair in found, found
        found = found[found.index(pair) + 1 :]
    for absent in filter(None, case["absent"].split(" | ")):
        assert absent not in people["text"].tolist()


def test_role_is_what_the_article_says_first():
    people = find_people(
        articles_from_text("Kenyan athlete Ruth Chebet won. Chebet, a farmer, smiled. She left.")
    )
    assert people["role"].tolist() == ["Kenyan athlete"] * 4
    assert people["mention"].tolist() == ["name", "name", "role", "pronoun"]


def test_role_is_no_title_where_the_article_says_more():
    people = find_people(
        articles_from_text("Dr Ida Holm, a geologist, left. Ms Ann Lee and Dr Bo Marsh stayed.")
    )
    assert people["role"].tolist() == ["geologist"] * 2 + ["Ms", "Dr"]


def test_every_article_has_its_own_people():
    texts = {"one": "Ann Lee spoke. She left.", "two": "Mary Orr spoke. She left."}
    articles = pd.concat([articles_from_text(t, article_id=i) for i, t in texts.items()], ignore_index=True)
    people = find_people(articles)
    assert people.groupby("article_id")["name"].unique().map(list).to_dict() == {
        "one": ["Ann Lee"],
        "two": ["Mary Orr"],
    }


def test_long_runs_of_capitals_name_nobody():
    for text in ("Ann " * 10_000, "ANN LEE " * 5_000, "President " * 10_000, "Ministry of " * 5_000):
        assert find_people(articles_from_text(text)).empty


def test_hostile_texts_end():
    texts = (
        "Ann Smith and " * 2_000,
        "he " * 5_000,
        ". ".join(f"Ann{i} Smith said he ran" for i in range(2_000)),
    )
    assert [find_people(articles_from_text(text)).empty for text in texts] == [False, False, False]


def test_mentions_do_not_share_their_words_by_name():
    _, mentions = find_mentions(
        parse("Kyoto Mayor Daisaku Tanabe met U.N. Secretary-General Amina Sow at City Hall.")
    )
    names = [m for m in mentions if m.form == "name"]
    assert all(one.last <= other.first for one, other in pairwise(names))


@pytest.mark.parametrize(
    "name", ["first_names", "roles", "group_nouns", "organisations", "places", "name_words"]
)
def test_lexicon_categories(name):
    known = {
        "first_names": {"male", "female", "either"},
        "roles": {"ending", "honorific", "description", "title", "office", "job", "kin", "person", "source"},
        "group_nouns": {"people", "body", "document"},
        "organisations": {"company", "ending", "hint", "place", "known"},
        "places": {"country", "city", "region", "demonym", "group"},
        "name_words": {"stop", "particle", "suffix", "honour", "compound", "of a person", "age"},
    }
    assert {row.category for row in BUILT_IN.terms(name).values()} == known[name]


def holds(row, text):
    """Whether a pattern finds just what stands in braces."""
    before, inside, behind = re.split("[{}]", text)
    parsed = parse(before + inside + behind)
    start = len(before) + len(inside) - len(inside.lstrip())
    first, last = parsed.token_at(start), parsed.token_at(len(before + inside) - 1) + 1
    pattern, shape = name_patterns()[row["rule"]], name_letters(parsed)
    if row["construction"] == "letters":  # what makes one name of several words
        pattern = name_patterns()["run"]
    if row["construction"] == "before":
        found = pattern.search(shape, 0, last)
    else:
        found = pattern.match(
            shape, first, last if row["construction"] in ("run", "between", "letters") else len(shape)
        )
    return found is not None and found.span() == (first, last)


@pytest.mark.parametrize(
    "row", [row for row in read_rules("name_patterns") if row["example"]], ids=lambda row: row["rule"]
)
def test_a_pattern_holds_in_its_example_and_not_in_its_counter_example(row):
    assert holds(row, row["example"])
    assert not holds(row, row["counter_example"])
