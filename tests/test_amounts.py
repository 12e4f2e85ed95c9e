"""Numbers as intervals: the table of cases, and text that is hostile or not about numbers at all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import articles_from_text, find_amounts
from analysis.find.figures.amounts import amounts_of
from analysis.find.figures.number_words import number_lexicon

from .case_files import cases


def shown(low, high):
    return "..".join("" if end is None else f"{end:.6f}".rstrip("0").rstrip(".") for end in (low, high))


@pytest.mark.parametrize("case", cases("amounts"))
def test_case(case):
    found = amounts_of(case["text"])
    assert " | ".join(shown(a.low, a.high) for a in found) == case["expected"]
    if case["kind"]:
        assert [a.kind for a in found] == [case["kind"]]


def test_span_takes_in_the_bound():
    table = find_amounts(articles_from_text("He saw more than 30, or roughly 40 or so, and between 5 and 7."))
    assert table["text"].tolist() == ["more than 30", "roughly 40 or so", "between 5 and 7"]


def test_every_vague_word_is_open_above():
    vague = [word for word, (kind, _) in number_lexicon().items() if kind == "plural" and word != "scores"]
    for word in vague:
        (amount,) = amounts_of(f"It drew {word} of them.")
        assert (amount.low, amount.high, amount.kind) == (number_lexicon()[word][1], None, "vague")


@pytest.mark.parametrize(
    "text",
    ["1" * 10_000, "1 " * 3_000, "and " * 10_000, "one and " * 3_000, "hundreds of " * 3_000, "1,1." * 3_000],
)
def test_hostile_text_gives_spans_in_order(text):
    found = amounts_of(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet="01,. -/and of a million dozen half to e^½²٣İ\n", max_size=60))
def test_spans_do_not_overlap_and_intervals_are_ordered(text):
    end = 0
    for amount in amounts_of(text):
        assert end <= amount.start < amount.end <= len(text)
        assert amount.low is not None or amount.high is not None
        assert amount.low is None or amount.high is None or amount.low <= amount.high
        end = amount.end
