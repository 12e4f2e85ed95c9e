"""Chunks: which words make a base noun phrase, and which of them is its head."""

import pytest

from analysis.find.text.codes import chunks, to_codes

from .case_files import cases


@pytest.mark.parametrize("case", cases("chunks"))
def test_noun_phrases_of(case):
    words, tags = zip(*(token.rsplit("/", 1) for token in case["tagged"].split()), strict=True)
    found = chunks(to_codes(words, tags, {*range(len(words))}))
    assert " | ".join(" ".join(words[c.first : c.last]) for c in found) == case["chunks"]
    assert " | ".join(words[c.head] for c in found) == case["heads"]


def test_no_chunk_crosses_a_sentence():
    assert [(c.first, c.last) for c in chunks("TnNd", [0, 2])] == [(0, 2), (2, 3)]


def test_straight_quotation_marks_open_where_it_is_told():
    words = ['"', "Yes", ",", '"', "he", "said", '"', "yes", '"', "."]
    codes = to_codes(words, ["``", "UH", ",", "''", "PRP", "VBD", "``", "UH", "``", "."], {0, 6})
    assert [code for code in codes if code in "\"'"] == ['"', "'", '"', "'"]


def test_apostrophe_of_a_possessive_is_no_quotation_mark():
    assert to_codes(["workers", "'", "rights"], ["NNS", "POS", "NNS"], {1}) == "nsn"


@pytest.mark.parametrize(
    "piece", ["j", "rj", "j,", "jc", "0", "n", "N", "ns", "T", "g", "v", "Tv", "Nj", "No"]
)
def test_hostile_strings_are_read_to_the_end(piece):
    codes = piece * 20_000
    spans = [(c.first, c.last) for c in chunks(codes)]
    assert spans == sorted(spans)
    assert all(0 <= first < last <= len(codes) for first, last in spans)
