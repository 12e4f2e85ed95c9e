"""Clauses: who does what to whom, and the verb groups that every finder reads."""

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.find.text.clauses import clauses
from analysis.find.text.document import Document
from analysis.find.text.inflection import base_of
from analysis.find.text.verb_groups import verb_groups

from .case_files import cases


def words(p, span):
    return p.text[p.starts[span[0]] : p.ends[span[1] - 1]] if span else ""


@pytest.mark.parametrize("case", cases("clauses"))
def test_clauses_of(case):
    document, shown = Document(case["text"]), []
    p = document.parse
    for verb, subject, object_ in chain(*clauses(document)):
        base = base_of(p.lower[verb.main], p.lexicons)
        said_of = filter(None, (words(p, subject), base, words(p, object_)))
        shown.append(f"{' + '.join(said_of)} [{verb.voice}]")
    assert " | ".join(shown) == case["expected"]


WORDS = "was be been have not , . and to killed told said the man by who ( ) \" had could May it never 's ?".split()


def check_spans(document):
    """Whether every phrase of a clause is some words of the text."""
    for verb, *spans in chain(*clauses(document)):
        assert all(
            0 <= first < last <= len(document.parse.words) for first, last in filter(None, (verb[:2], *spans))
        )


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_mix_of_helpers_gives_groups_in_order(words):
    document = Document(" ".join(words))
    assert all(a.last <= b.first for a, b in pairwise(verb_groups(document)))
    check_spans(document)


@pytest.mark.parametrize("piece", ["was ", "he said, ", "and wrote ", "who ", "to be ", "have, in fact, "])
def test_hostile_text_gives_clauses(piece):
    check_spans(Document(piece * 3000))
