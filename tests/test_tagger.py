"""Tagger: the part of speech of words in their sentence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.find.text.tagger import model, tag
from analysis.find.text.tagger.features import mark
from analysis.find.text.tagger.model import TAGS
from benchmarks.train_tagger import packed

from .case_files import cases


@pytest.mark.parametrize("case", cases("tagger"))
def test_tags_of(case):
    words = case["words"].split()
    found = [f"{word}/{name}" for word, name in zip(words, tag(words, [0]), strict=True)]
    expected = case["expected"].split()
    tested = [token.rsplit("/", 1)[0] for token in expected]
    assert [token for token in found if token.rsplit("/", 1)[0] in tested] == expected


def test_sentences_do_not_change_each_other():
    first, second = "The mayor rejected the plan .".split(), "Plans were rejected".split()
    assert tag([*first, *second], [0, len(first)]) == [*tag(first, [0]), *tag(second, [0])]


def test_tags_do_not_depend_on_what_was_read_before():
    words = "The Quellmann company has closed the bakery in Zarqabad .".split()
    before = tag(words, [0])
    tag([f"w{i}x" for i in range(2 * model.CACHED_TYPES)], [0])
    assert tag(words, [0]) == before


def test_apostrophes_of_both_kinds_are_the_same():
    assert tag(["Syria", "’s", "war"], [0]) == tag(["Syria", "'s", "war"], [0])


def test_capitals_mean_nothing_where_all_letters_are_capitals():
    assert mark(["PM", "LEAVES", "ROME", "Ann", "left"], [0, 3]) == [
        "\x02pm",
        "\x02leaves",
        "\x02rome",
        "\x01Ann",
        "left",
    ]


def test_sorted_numbers_are_stored_and_read_again():
    numbers = np.array([0, 7, 8, 70_000, 4_000_000_000], dtype=np.uint32)
    assert model.unpacked(packed(numbers)).tolist() == numbers.tolist()


def test_no_words_no_tags():
    assert tag([], []) == []


@given(st.lists(st.text(max_size=8), max_size=30), st.lists(st.integers(0, 40), max_size=4))
def test_any_words_get_a_tag_each(words, starts):
    found = tag(words, starts)
    assert len(found) == len(words)
    assert set(found) <= set(TAGS)
