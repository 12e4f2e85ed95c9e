"""What is no table, tables of other articles, ids that come twice: an error that says what to do."""

import pandas as pd
import pytest

from analysis import (
    analyse,
    articles_from_text,
    compare_sentences,
    compare_words,
    count_collocations,
    count_words,
    find_concordance,
    find_quotes,
    find_terms,
    find_tokens,
    label_articles,
    label_tone,
    label_tone_toward,
    read_articles,
    show_article,
    show_passages,
    show_table,
    split_voices,
)

ARTICLES = articles_from_text(
    "“The war is lost,” Ann Lee said. The war goes on.\nWar is dear. Attacks follow."
)
TABLES = analyse(ARTICLES)
TOKENS = TABLES["tokens"]
OTHERS = articles_from_text("It rained.", article_id="other")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: analyse("my_article.txt"),
        lambda: find_quotes("some text"),
        lambda: find_quotes(TOKENS.drop(columns="text")),
        lambda: find_quotes(pd.concat([ARTICLES, ARTICLES])),
        lambda: analyse(pd.concat([ARTICLES, ARTICLES])),
        lambda: count_words("tokens"),
        lambda: count_words(TOKENS, by="outlet"),
        lambda: compare_words("war"),
        lambda: compare_words(TOKENS, within="Nobody"),
        lambda: count_collocations(find_tokens(ARTICLES).drop(columns="voice"), within="own"),
        lambda: find_concordance(TOKENS, OTHERS, "war"),
        lambda: split_voices(TOKENS, OTHERS),
        lambda: split_voices(ARTICLES, ARTICLES),
        lambda: split_voices(TOKENS.drop(columns="voice"), ARTICLES),
        lambda: label_articles(TOKENS, OTHERS),
        lambda: label_tone(None),
        lambda: label_tone(["It rained."]),
        lambda: label_tone_toward(ARTICLES, ARTICLES),
        lambda: label_tone_toward(TABLES["people"], "It rained."),
        lambda: compare_sentences(ARTICLES, TOKENS),
        lambda: compare_sentences(TABLES["sentences"], ARTICLES),
        lambda: show_article(ARTICLES),
        lambda: show_article({"articles": ARTICLES}),
        lambda: show_passages(TABLES["quotes"], OTHERS),
        lambda: show_table("quotes"),
        lambda: find_terms(ARTICLES, "frame"),
    ],
)
def test_is_told_in_three_parts(wrong):
    with pytest.raises(ValueError, match=r"(?s)expected.*(Try|Did you mean)"):
        wrong()


def test_a_concordance_stays_in_a_voice():
    def starts(within):
        return find_concordance(TOKENS, ARTICLES, "war", within=within)["start"].tolist()

    assert starts("Ann Lee") == starts("quoted") == [5]
    assert sorted(starts("own") + starts("quoted")) == starts(None)


def test_a_concordance_stays_in_its_paragraph():
    rows = find_concordance(TOKENS, ARTICLES, "war", width=20)
    assert rows["left"].tolist()[-1] == ""
    assert rows["right"].tolist()[-2] == "goes on."
    assert not (rows["left"] + rows["right"]).str.contains("\n").any()


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("DET war", ["The war", "The war"]),
        ("attack*/NOUN", ["Attacks"]),
        ("attack*/VERB", []),
        ("Ann NAME", ["Ann Lee"]),
    ],
)
def test_a_concordance_takes_parts_of_speech(phrase, found):
    assert find_concordance(TOKENS, ARTICLES, phrase)["text"].tolist() == found


def test_collocations_and_keyness_stay_in_a_voice():
    pairs = count_collocations(TOKENS, "war", least=1, within="quoted")
    assert set(pairs["collocate"]) == {"the", "is", "lost"}
    told = compare_words(TOKENS, within="own").set_index("word")
    assert told.loc["war", ["n_target", "n_reference"]].tolist() == [2, 1]


def test_words_of_the_readers_own_stand_beside_lists():
    rows = find_terms(ARTICLES, ["attack", "loaded", "go on"])
    assert rows.loc[rows["lexicon"] == "own", "term"].tolist() == ["go on", "attack"]
    assert rows.loc[rows["lexicon"] == "own", "category"].isna().all()


def test_any_column_of_articles_groups_words():
    both = pd.concat([ARTICLES.assign(leaning="left"), OTHERS.assign(leaning="right")])
    counts = count_words(label_articles(find_tokens(both), both), by="leaning")
    assert counts.loc[counts["word"] == "rained", "leaning"].tolist() == ["right"]


@pytest.mark.parametrize(
    "wrong", [None, 3, True, [], b"a.txt", [b"a.txt"], ["a.txt", None], {"text": 1}.items()]
)
def test_what_is_no_source_or_no_text_is_told(wrong):
    with pytest.raises((ValueError, FileNotFoundError), match="expected"):
        read_articles(wrong)
    with pytest.raises(ValueError, match="expected"):
        articles_from_text(wrong)
