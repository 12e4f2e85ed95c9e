"""Sentences and paragraphs: where they begin and end, and of what kind they are."""

import pytest

from analysis import articles_from_text, split_sentences
from analysis.find.text.sentences import paragraph_spans, sentence_spans

from .case_files import cases


@pytest.mark.parametrize("case", cases("sentences"))
def test_sentences_of(case):
    sentences = split_sentences(articles_from_text(case["text"]))
    assert " | ".join(sentences["text"]) == case["expected"]


@pytest.mark.parametrize("case", cases("sentence_kinds"))
def test_kind_of(case):
    assert next(span.kind for span in sentence_spans(case["text"])) == case["expected"]


def test_positions_and_paragraphs_count_on():
    sentences = split_sentences(articles_from_text("One. Two.\n\nThree."))
    assert sentences["position"].tolist() == [1, 2, 3]
    assert sentences["paragraph"].tolist() == [0, 0, 1]
    assert sentences["sentence_id"].tolist() == ["pasted.001", "pasted.002", "pasted.003"]


def test_an_odd_line_separator_ends_a_paragraph():
    assert len(paragraph_spans("One.\u2028Two.\x85Three.")) == 3
