"""Clauses: who does what to whom, and the verb groups that every finder reads."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import articles_from_text
from analysis.find.text.clauses import find_clauses
from analysis.find.text.parse import parse
from analysis.find.text.verb_groups import verb_groups

from .case_files import cases


@pytest.mark.parametrize("case", cases("clauses"))
def test_clauses_of(case):
    found = find_clauses(articles_from_text(case["text"])).astype(object).fillna("")
    shown = []
    for row in found.itertuples():
        said_of = " + ".join(filter(None, (row.subject, row.verb, row.object, row.complement)))
        by = f" + by {row.agent}" if row.agent else ""
        features = " ".join(filter(None, (row.tense, row.voice, row.negation, row.modal)))
        shown.append(f"{said_of}{by} [{features}]")
    assert " | ".join(shown) == case["expected"]


WORDS = "was be been have not , . and to killed told said the man by who ( ) \" had could May it never 's ?".split()


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_mix_of_helpers_gives_groups_in_order(words):
    text = " ".join(words)
    groups = verb_groups(parse(text))
    assert all(a.last <= b.first for a, b in pairwise(groups))
    found = find_clauses(articles_from_text(text))
    assert all(text[row.start : row.end] == row.text for row in found.itertuples())


@pytest.mark.parametrize("piece", ["was ", "he said, ", "and wrote ", "who ", "to be ", "have, in fact, "])
def test_hostile_text_gives_rows(piece):
    found = find_clauses(articles_from_text(piece * 3000))
    assert (found["end"] > found["start"]).all()
