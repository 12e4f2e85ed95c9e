"""The same event, told differently: what is compared, and what a difference must not hide."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import (
    articles_from_text,
    compare_articles,
    compare_sentences,
    find_labels,
    find_quotes,
    find_tokens,
    read_articles,
    split_sentences,
    summarise_toward,
)
from analysis.measure.same_event import compare_statements, find_events, label_same_names

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return read_articles(ROOT / "data/articles/same_event")


@pytest.fixture(scope="module")
def pairs(articles) -> pd.DataFrame:
    return compare_sentences(split_sentences(articles), find_tokens(articles))


def told(pairs: pd.DataFrame, words: str, other: str) -> bool:
    (answer,) = pairs[pairs["text"].str.contains(words) & (pairs["other"] == other)]["told"]
    return answer


@pytest.mark.parametrize(
    ("words", "other", "answer"),
    [
        ("closed the road to Velmora", "official", True),
        ("closed the road to Velmora", "local", True),
        ("called for an independent inquiry", "local", True),
        ("called for an independent inquiry", "official", False),
        ("19 pairs of boots", "official", False),
        ("Star of Duty", "wire", False),
        ("17 firearms", "wire", False),
        ("two hunting rifles", "wire", False),
    ],
)
def test_what_one_tells_and_another_leaves_out(pairs, words, other, answer):
    assert told(pairs, words, other) is answer


def test_every_sentence_meets_every_other_article_once(pairs, articles):
    sentences = split_sentences(articles)
    assert len(pairs) == 2 * len(sentences[sentences["kind"] == "body"])
    assert not pairs.duplicated(["sentence_id", "other"]).any()
    assert (pairs["article_id"] != pairs["other"]).all()
    assert pairs["likeness"].between(0, 1.001).all()
    texts = articles.set_index("article_id")["text"]
    assert [texts[r.article_id][r.start : r.end] for r in pairs.itertuples()] == pairs["text"].tolist()


def test_same_sentence_is_alike_and_strange_sentence_is_not():
    texts = {"a": "The bridge fell at noon. Lee spoke.", "b": "The bridge fell at noon. Bread costs more."}
    two = pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)
    table = compare_sentences(split_sentences(two), find_tokens(two))
    assert table["likeness"].tolist() == pytest.approx([1, 0, 1, 0], abs=0.001)


def test_one_article_cannot_be_compared():
    one = articles_from_text("It rained.")
    with pytest.raises(ValueError, match="at least two were expected"):
        compare_sentences(split_sentences(one), find_tokens(one))


def test_articles_without_words_are_unlike():
    two = pd.concat(
        [articles_from_text("!!! ...", "a"), articles_from_text("The bridge fell.", "b")], ignore_index=True
    )
    assert not compare_sentences(split_sentences(two), find_tokens(two))["told"].any()


def test_speakers_stand_side_by_side(articles):
    quotes = find_quotes(articles)
    table = compare_articles(quotes, by="speaker_name", cells="words").set_index("speaker_name")
    assert list(table.columns) == ["local", "official", "wire"]
    assert table.loc["Marta Kolin", "official"] == 0
    assert (table.loc["Tomas Halvek"] > 0).all()
    assert table.loc["Vera Nolt", ["local", "wire"]].tolist() == [0, 0]
    assert table.to_numpy().sum() == quotes["text"].str.split().str.len().sum()


def test_a_name_without_its_accents_is_the_same_name():
    quotes = pd.DataFrame({"article_id": ["a", "b", "b"], "speaker_name": ["Jiří Bøk", "Jiri Bok", "Bok"]})
    table = compare_articles(quotes.assign(text="one word"), "speaker_name")
    assert table.values.tolist() == [["Jiří Bøk", 1, 2]]


def test_what_two_sentences_share_is_more_than_who_speaks():
    texts = {
        "a": "Colonel Issa Maro, the spokesman, said rebels had burned the mill. Rain fell on the hills.",
        "b": "The spokesman, Colonel Issa Maro, said that roads would open soon. Snow lay in Marl.",
    }
    articles = pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)
    pairs = compare_sentences(split_sentences(articles), find_tokens(articles))
    assert pairs["told"].any()
    assert not pairs["sure"].any()


def test_two_people_with_one_last_name_stay_apart():
    names = pd.DataFrame({"speaker_name": ["Ann Lee", "Tom Lee", "Lee", "Ida Holm", "Holm", "army"]})
    assert label_same_names(names)["speaker_name"].tolist() == [
        *("Ann Lee", "Tom Lee", "Lee", "Ida Holm", "Ida Holm", "army")
    ]


def test_a_place_is_not_the_body_that_is_called_after_it():
    names = ["Holm", "Save Holm", "Kent", "University of Kent", "Marrel", "Mark Marrel"]
    table = label_same_names(pd.DataFrame({"speaker_name": names}))
    assert table["speaker_name"].tolist() == [*names[:4], "Mark Marrel", "Mark Marrel"]


def test_tone_toward_an_actor_is_as_unsure_as_its_few_mentions():
    sides = ["negative"] * 2 + ["positive"] * 40 + [None]
    people = pd.DataFrame({"name": "Lee", "article_id": ["a"] * 2 + ["b"] * 41, "toward": sides})
    table = summarise_toward(people, ["name", "article_id"]).set_index("article_id")
    assert table.loc[["a", "b"], "balance"].tolist() == [-1, 1]
    assert table.loc[["a", "b"], "unsure"].tolist() == [0, 1]
    assert table.loc["a", "low"] < -0.9
    assert table.loc["a", "high"] > 0, "two mentions prove nothing"
    assert table.loc["b", "low"] == pytest.approx(2 * 40 / (40 + 1.96**2) - 1, abs=0.001), (
        "twice Wilson's less one"
    )


def test_tone_is_missing_where_no_mention_was_judged():
    people = pd.DataFrame({"name": ["Lee"] * 2, "article_id": ["a", "b"], "toward": [None, "neutral"]})
    table = summarise_toward(people, ["name", "article_id"]).set_index("article_id")
    assert table.loc["a", ["balance", "low", "high"]].isna().all()


def test_wordings_stand_side_by_side(articles):
    table = compare_articles(find_labels(articles), by="category", cells="label").set_index("category")
    assert "regime" in table.loc["government", "local"]
    assert "regime" not in table.loc["government", "official"]
    assert "troublemakers" in table.loc["unrest", "official"]
    assert pd.isna(table.loc["use of force", "wire"])


def test_statements_are_sure_on_both_sides(pairs):
    statements = compare_statements(pairs)
    sure = pairs[pairs["sure"]]
    assert set(statements["sentence_id"]) == set(sure["sentence_id"]) == set(sure["nearest"])
    assert sure["told"].all()
    sizes = statements.groupby("statement")["article_id"].nunique()
    assert sizes.min() > 1
    assert sizes.is_monotonic_decreasing


def test_articles_of_one_event_are_told_from_others(articles):
    other = articles_from_text(
        "The orchestra of Lund plays Mahler tonight; its conductor Eva Holm is ill.", "music"
    )
    events = find_events(find_tokens(pd.concat([articles, other], ignore_index=True)))
    assert events.tolist() == [0, 0, 0, 1]
    assert find_events(find_tokens(other)).to_dict() == {"music": 0}


def test_two_rare_names_make_one_event_however_differently_it_is_told():
    texts = {
        "wire": "Seven people died when the ferry Halcyra caught fire off Torvik on Sunday, the coastguard said.",
        "ministry": "The minister praised the crew of the Halcyra. No ship near Torvik had been safer, he said.",
        "one_name": "Torvik sells its old school. The council wants a library there and no flats.",
    }
    three = pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)
    assert find_events(find_tokens(three)).tolist() == [0, 0, 1]
    assert find_events(find_tokens(three.head(0))).empty


def test_a_name_of_two_words_counts_with_a_rare_one():
    wire = (
        "Seven people died when the Halcyra of Oak Lines caught fire. Smoke filled the deck, lifeboats were full, and "
        "a helicopter lifted children from the water until fog closed in around midnight."
    )
    owner = (
        "Every captain of Oak Lines trains twice a year, none better than that of the Halcyra, a proud director told "
        "shareholders over dinner. Profits rose by a tenth, wages are generous, and critics ought to read our brochure."
    )
    other = (
        "Clerks at the Oak Lines office move in spring to brighter rooms with plants, coffee and a garden."
    )
    plain = owner.replace("Oak Lines", "the firm")
    articles = [
        articles_from_text(text, name) for name, text in zip("abcd", (wire, owner, other, plain), strict=True)
    ]
    assert find_events(find_tokens(pd.concat(articles[:3], ignore_index=True))).tolist() == [0, 0, 1]
    assert find_events(find_tokens(pd.concat([articles[0], articles[3]], ignore_index=True))).tolist() == [
        0,
        1,
    ]


def test_the_wording_that_is_used_most_comes_first():
    labels = pd.DataFrame({"article_id": ["a"] * 3, "name": ["army"] * 3, "label": ["junta", "army", "army"]})
    assert compare_articles(labels, by="name", cells="label").values.tolist() == [["army", "army (2), junta"]]


def test_one_rare_name_of_two_words_is_no_counterpart():
    texts = {
        "a": "Marlow Spa had passengers. It rained all day. The mayor spoke at noon. Shops were shut.",
        "b": "Marlow Spa is closed. Trains stood still. Cows grazed near the river. A dog barked at night.",
    }
    articles = pd.concat([articles_from_text(text, name) for name, text in texts.items()], ignore_index=True)
    assert not compare_sentences(split_sentences(articles), find_tokens(articles))["sure"].any()
