"""Tokens: which runs of characters count as words."""

import pytest

from analysis import articles_from_text, find_tokens

from .case_files import cases


@pytest.mark.parametrize("case", cases("tokens"))
def test_words_of(case):
    tokens = find_tokens(articles_from_text(case["text"]))
    assert " | ".join(tokens["word"]) == case["expected"]
    assert tokens["position"].tolist() == list(range(1, len(tokens) + 1))
