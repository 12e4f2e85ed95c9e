"""Clauses: who does what to whom, and the verb groups that every finder reads."""

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import articles_from_text, find_clauses
from analysis.find.text.clauses import clauses, verb_groups
from analysis.find.text.document import Document
from analysis.find.text.passive_voice import participles_in

from .case_files import cases


@pytest.mark.parametrize("case", cases("clauses"))
def test_clauses_of(case):
    found = find_clauses(articles_from_text(case["text"])).astype(object).fillna("")
    shown = []
    for row in found.itertuples():
        said_of = " + ".join(filter(None, (row.subject, row.verb, row.object, row.complement)))
        by = f" + by {row.agent}" if row.agent else ""
        features = " ".join(filter(None, (row.tense, row.grammatical_voice, row.negation, row.modal)))
        shown.append(f"{said_of}{by} [{features}]")
    assert " | ".join(shown) == case["expected"]


def test_each_clause_has_a_voice():
    found = find_clauses(articles_from_text("Ann Lee said the storm broke the pier. It was old."))
    assert found["voice"].fillna("").tolist() == ["", "Ann Lee", ""]
    assert found["voice_kind"].tolist() == ["own", "indirect", "own"]


WORDS = "was be been have not , . and to killed told said the man by who ( ) \" had could May it never 's ?".split()


def check_spans(document):
    """Whether every phrase of a clause is some words of the text."""
    for verb, *spans in chain.from_iterable(
        map(clauses(document).__getitem__, range(len(document.sentences)))
    ):
        assert all(
            0 <= first < last <= len(document.parse.words) for first, last in filter(None, (verb[:2], *spans))
        )


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_mix_of_helpers_gives_groups_in_order(words):
    document = Document(" ".join(words))
    groups = [verb_groups(document.parse, participles_in(document), s) for s in document.parse.sentences]
    assert all(a.last <= b.first for a, b in pairwise(chain(*groups)))
    check_spans(document)


def test_a_verb_that_begins_a_text_has_nothing_before_it():
    check_spans(Document("was , was , ,"))


@pytest.mark.parametrize("piece", ["was ", "he said, ", "and wrote ", "who ", "to be ", "have, in fact, "])
def test_hostile_text_gives_clauses(piece):
    check_spans(Document(piece * 3000))
