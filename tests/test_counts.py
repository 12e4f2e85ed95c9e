"""Counts: words, rows of words and stems, against counting by hand."""

from collections import Counter

import pandas as pd
import pytest

from analysis import articles_from_text, count_words, find_tokens
from analysis.measure.counts import label_stems

TEXT = "The war goes on. The war in the north, the civil war, is a war. No war is a civil war."


@pytest.fixture
def tokens():
    return find_tokens(articles_from_text(TEXT)).assign(
        voice=lambda t: t["word"].map({"civil": "Lee", "war": "Lee"})
    )


def test_words_are_counted_as_a_counter_would(tokens):
    table = count_words(tokens)
    assert dict(zip(table["word"], table["n"], strict=True)) == Counter(tokens["word"])
    assert table["per_1000"].tolist() == pytest.approx((1000 * table["n"] / len(tokens)).tolist())
    assert table["share"].sum() == pytest.approx(1)


def test_groups_have_their_own_total_and_the_missing_voice_is_one(tokens):
    table = count_words(tokens, by="voice")
    lee = table[table["voice"] == "Lee"]
    assert lee[["word", "n", "total"]].values.tolist() == [["war", 6, 8], ["civil", 2, 8]]
    assert table[table["voice"].isna()]["n"].sum() == len(tokens) - 8


def test_what_is_left_out_still_counts_in_the_total(tokens):
    table = count_words(tokens, leave_out=pd.DataFrame({"term": ["the", "is", "a"]}))
    assert "the" not in set(table["word"])
    assert (table["total"] == len(tokens)).all()


def test_order_is_by_count_and_then_by_text(tokens):
    table = count_words(tokens)
    assert table["n"].is_monotonic_decreasing
    first = {word: tokens["word"].tolist().index(word) for word in table["word"]}
    for _, tied in table.groupby("n"):
        assert tied["word"].map(first).is_monotonic_increasing


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_ngrams_are_those_within_sentences(tokens, size):
    expected = Counter()
    for _, sentence in tokens.groupby("sentence_id"):
        words = sentence["word"].tolist()
        expected.update(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    table = count_words(tokens, size=size)
    assert dict(zip(table["word"], table["n"], strict=True)) == expected
    assert (table["total"] == expected.total()).all()


def test_ngrams_do_not_jump_over_a_token_that_was_taken_out(tokens):
    table = count_words(tokens[tokens["word"] != "in"], size=2)
    assert "war the" not in set(table["word"])


def test_ngrams_stay_within_one_voice(tokens):
    table = count_words(tokens, size=2, by="voice")
    assert table[table["voice"] == "Lee"][["word", "n"]].values.tolist() == [["civil war", 2]]


def test_ngrams_may_hold_a_stop_word_inside_and_not_at_the_edge(tokens):
    table = count_words(tokens, size=3, leave_out=["is", "a", "the"])
    assert "war goes on" in set(table["word"])
    assert not table["word"].str.match(r"(is|a|the) |.* (is|a|the)$").any()


def test_stems_take_the_commonest_form():
    tokens = label_stems(find_tokens(articles_from_text("Bomb, bombs, bombs, bombing. News is new.")))
    assert tokens["stem"].tolist() == ["bombs"] * 4 + ["news", "is", "new"]
    assert count_words(tokens.drop(columns="stem"), word="stem")["n"].tolist() == [4, 1, 1, 1]


@pytest.mark.parametrize("size", [1, 2])
def test_no_words_give_no_rows(size):
    assert len(count_words(find_tokens(articles_from_text(" ")), size=size)) == 0


def test_words_seen_less_often_are_not_listed(tokens):
    assert count_words(tokens, least=3)["n"].tolist() == [n for n in count_words(tokens)["n"] if n >= 3] != []
    assert count_words(tokens, size=2, least=2)["n"].tolist() == [2, 2, 2, 2]


def test_wrong_arguments_are_refused_with_what_to_try(tokens):
    with pytest.raises(ValueError, match="size=2"):
        count_words(tokens, size=0)
    with pytest.raises(ValueError, match="read_lexicon"):
        count_words(tokens, leave_out="the")
    with pytest.raises(ValueError, match="lemma"):
        count_words(tokens, word="lemma")
