"""The evidence contract, held over every finder with texts that nobody would write."""

import inspect

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import analyse, articles_from_text
from analysis.tables import EVIDENCE

FINDERS = [
    name
    for name in analysis.__all__
    if name.startswith(("find_", "split_"))
    and [
        p.name for p in inspect.signature(getattr(analysis, name)).parameters.values() if p.default is p.empty
    ]
    == ["articles"]
]
PIECES = st.sampled_from(
    [
        *(
            "“",
            "”",
            '"',
            "'",
            "‘",
            "’",
            "«",
            "»",
            "(",
            "[",
            "]",
            "—",
            "…",
            ".",
            "?",
            "\n",
            "\n\n",
            "\t",
            "\u2028",
        ),
        *(
            "Smith",
            "Ms Lee",
            "al-Haddad",
            "he",
            "she",
            "U.S.",
            "police",
            "said",
            "claimed",
            "according to",
            "that",
        ),
        *(
            "killed",
            "at least",
            "half a million",
            "12",
            "1,500",
            "dozens",
            "were",
            "was shot by",
            "regime",
            "no one",
        ),
        *("🙂", "\x00", "\u202e", "Москва", "東京", "é", "\u200b", "<script>", "&amp;", ",", ":", ";", " "),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join), st.text()
)


def assert_contract(table: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Fail unless every row says where it stands and stands there."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    assert tuple(table.columns[:5]) == EVIDENCE
    for row in table[list(EVIDENCE)].itertuples(index=False):
        assert texts[row.article_id][row.start : row.end] == row.text
        assert row.sentence_id.startswith(f"{row.article_id}.")
    for left, right, value in (
        ("speaker_start", "speaker_end", "speaker"),
        ("agent_start", "agent_end", "agent"),
    ):
        if left in table:
            for row in table[table[left].notna()].itertuples(index=False):
                named = texts[row.article_id][getattr(row, left) : getattr(row, right)]
                assert named == getattr(row, value)


def test_there_are_finders_to_hold():
    assert {"split_sentences", "find_tokens", "find_quotes", "find_people", "find_casualties"} <= set(FINDERS)


@pytest.mark.parametrize("name", FINDERS)
@given(text=TEXTS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_text_gives_rows_that_stand_where_they_say(name, text):
    articles = articles_from_text(text)
    assert_contract(getattr(analysis, name)(articles), articles)


@pytest.mark.parametrize("name", FINDERS)
def test_no_article_gives_a_table_of_the_same_form(name):
    finder = getattr(analysis, name)
    empty = finder(articles_from_text("").iloc[:0])
    full = finder(
        articles_from_text("“We lost two men,” said Ann Lee. Three were killed by police, she said.")
    )
    assert empty.empty
    assert list(empty.columns) == list(full.columns)
    assert empty.dtypes.astype(str).to_dict() == full.dtypes.astype(str).to_dict()


def test_finders_leave_their_arguments_alone():
    articles = articles_from_text("“We lost two men,” said Ann Lee. The regime was blamed by officials.")
    before = articles.copy(deep=True)
    analyse(articles)
    pd.testing.assert_frame_equal(articles, before)


def test_batches_give_what_one_run_gives():
    texts = ["“No,” said Ann Lee. She left.", "", "Two men were killed, police said.", "It rained."] * 20
    articles = pd.concat([articles_from_text(t, f"a{n}") for n, t in enumerate(texts)], ignore_index=True)
    together = analyse(articles)
    for name, table in together.items():
        if name in ("articles", "problems"):
            continue
        assert_contract(table, articles)
        apart = [analyse(articles.iloc[i : i + 1])[name] for i in range(4)]
        first = table[table["article_id"].isin(["a0", "a1", "a2", "a3"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(first, pd.concat(apart, ignore_index=True), check_dtype=False)
