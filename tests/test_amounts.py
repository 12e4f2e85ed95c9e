"""Numbers as intervals: the table of cases, and text that is hostile or not about numbers at all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.find.figures.amounts import amounts_in
from analysis.find.figures.digits import number_lexicon
from analysis.find.text.document import Document
from analysis.read.lexicons import BUILT_IN

from .case_files import cases


def shown(low, high):
    return "..".join("" if end is None else f"{end:.6f}".rstrip("0").rstrip(".") for end in (low, high))


def told(text, amount):
    """All that is told of an amount: "more than 30: 30.. digits at_least"."""
    bound = "" if amount.bound in ("exact", amount.kind) else f" {amount.bound}"
    return f"{text[amount.start : amount.end]}: {shown(amount.low, amount.high)} {amount.kind}{bound}"


@pytest.mark.parametrize("case", cases("amounts"))
def test_case(case):
    found = amounts_in(Document(case["text"]))
    assert " | ".join(told(case["text"], amount) for amount in found) == case["expected"]


def test_span_takes_in_the_bound():
    text = "He saw more than 30, or roughly 40 or so, and between 5 and 7."
    assert [text[amount.start : amount.end] for amount in amounts_in(Document(text))] == [
        "more than 30",
        "roughly 40 or so",
        "between 5 and 7",
    ]


def test_every_vague_word_is_open_above():
    vague = [
        word for word, (kind, _) in number_lexicon(BUILT_IN).items() if kind == "plural" and word != "scores"
    ]
    for word in vague:
        (amount,) = amounts_in(Document(f"It drew {word} of them."))
        assert (amount.low, amount.high, amount.kind) == (number_lexicon(BUILT_IN)[word][1], None, "vague")


@pytest.mark.parametrize(
    "text",
    ["1" * 10_000, "1 " * 3_000, "and " * 10_000, "one and " * 3_000, "hundreds of " * 3_000, "1,1." * 3_000],
)
def test_hostile_text_gives_spans_in_order(text):
    found = amounts_in(Document(text))
    assert all(a.end <= b.start for a, b in pairwise(found))


def check_amounts(text):
    """Amounts in order, with an interval each."""
    end = 0
    for amount in amounts_in(Document(text)):
        assert end <= amount.start < amount.end <= len(text)
        assert amount.low is not None or amount.high is not None
        assert amount.low is None or amount.high is None or amount.low <= amount.high
        end = amount.end


def test_text_may_begin_and_end_anywhere():
    for text in [case.values[0]["text"] for case in cases("amounts")]:
        for at in range(len(text)):
            check_amounts(text[:at])
            check_amounts(text[at:])


@pytest.mark.parametrize("text", ["1e400", "10^400", "9^-400", "0^-1", "2e-400", "1e999 or more", "10 ^ 400"])
def test_numbers_beyond_all_measure_are_left_out_or_small(text):
    assert all(abs(amount.low or 0) < 1e21 for amount in amounts_in(Document(text)))


WORDS = (
    *(word for word in number_lexicon(BUILT_IN)),
    *"a an and of or to than at least more most up between from no one the minus in out nearly".split(),
    *"12 1,500 3.5 40-plus 1e400 10^9 ½ 9/11 1/3 - – + ( ) % . , ; $ -odd n".split(),
    *"plus so fewer less over under as many half".split(),
)


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([" ", "", "-", "\n"]))
def test_any_mix_of_number_words(words, between):
    check_amounts(between.join(words))


@given(st.text(alphabet="01,. -/and of a million dozen half to e^½²٣İ\n", max_size=60))
def test_spans_do_not_overlap_and_intervals_are_ordered(text):
    check_amounts(text)
