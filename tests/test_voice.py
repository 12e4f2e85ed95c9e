"""Voice: whose words a passage stands in, and that all who count by voice count alike."""

import re

import pytest

from analysis import (
    analyse,
    articles_from_text,
    count_terms,
    read_articles,
    show_section,
    split_voices,
    summarise_sources,
)
from analysis.find.who.voice import heard_in
from analysis.resources import data_path

VOICED = ("tokens", "people", "terms", "labels", "passives", "casualties")


def voices_of(text, words):
    tokens = analyse(articles_from_text(text))["tokens"]
    found = {
        row.word: (row.voice if row.voice == row.voice else None, row.voice_kind)
        for row in tokens.itertuples()
    }
    return [found[word] for word in words.split()]


def test_inside_outside_and_across_a_border():
    one = [(10, 20, "Ann", "direct")]
    told = heard_in(one, [0, 10, 15, 20], [5, 20, 25, 22])
    assert told == [(None, "own"), ("Ann", "direct"), (None, "own"), (None, "own")]


def test_the_innermost_stretch_holds():
    nested = [(30, 40, "Cy", "direct"), (0, 100, "Ann", "indirect"), (20, 60, "Bob", "direct")]
    told = heard_in(nested, [5, 22, 31, 38, 59, 70], [8, 25, 35, 45, 61, 80])
    assert [name for name, _ in told] == ["Ann", "Bob", "Cy", "Bob", "Ann", "Ann"]


def test_crossing_stretches():
    crossing = [(0, 30, "Ann", "indirect"), (20, 50, "Bob", "direct")]
    assert [name for name, _ in heard_in(crossing, [1, 25, 32], [3, 28, 40])] == ["Ann", "Bob", "Bob"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("“It poured,” said Ann Lee.", "poured said", [("Ann Lee", "direct"), (None, "own")]),
        ("Ann Lee said it “poured”.", "it poured", [("Ann Lee", "indirect"), ("Ann Lee", "direct")]),
        ("The “experts” left early.", "experts left", [(None, "quoted"), (None, "own")]),
        (
            "Somebody had painted “No more dams here” on it.",
            "dams painted",
            [(None, "quoted"), (None, "own")],
        ),
        ("The banner: “No more dams, they are old", "banner", [(None, "own")]),
        ("It is thought that the dam will hold.", "dam", [(None, "own")]),
        ("Ann Lee never said that the dam was safe.", "safe", [(None, "own")]),
        ("A woman of 50 was there. “It burst,” she said.", "burst", [("a woman of 50", "direct")]),
        ("Officials said the dam was safe.", "safe", [("officials", "indirect")]),
    ],
)
def test_whose_words(text, words, expected):
    assert voices_of(text, words) == expected


@pytest.mark.parametrize(
    "text", ["He wrote “it is late", "The “experts’ left.", 'A sign: "no entry. It hung there.']
)
def test_words_behind_a_mark_that_nobody_closes_are_not_the_articles_own(text):
    tokens = analyse(articles_from_text(text))["tokens"]
    mark = re.search('[“"]', text).start()
    assert (tokens.loc[tokens["start"] == mark + 1, "voice_kind"] != "own").all()


def test_every_table_tells_the_voice_of_its_rows_as_the_words_do():
    tables = analyse(read_articles(data_path("articles/sochi.txt")))
    kind_at = dict(zip(tables["tokens"]["start"], tables["tokens"]["voice_kind"], strict=True))
    for name in VOICED:
        table = tables[name]
        assert table["voice_kind"].isin(["own", "direct", "indirect", "quoted"]).all()
        assert table["voice"][table["voice_kind"].isin(["own", "quoted"])].isna().all()
        own = table[table["voice_kind"] != "own"]
        assert all(kind_at.get(start, "") != "own" for start in own["start"])


@pytest.mark.parametrize(
    "file", ["sochi.txt", "same_event/local.txt", "same_event/official.txt", "same_event/wire.txt"]
)
def test_findings_counts_and_tables_give_one_number_for_one_thing(file):
    articles = read_articles(data_path(f"articles/{file}"))
    tables = analyse(articles)
    tokens, sources = tables["tokens"], summarise_sources(tables)
    voices = count_terms(tokens, by="voice_kind").set_index("voice_kind")["n"]
    assert voices.sum() == len(tokens)
    assert sources["direct"].sum() == voices["direct"]
    assert sources["indirect"].sum() == voices["indirect"]
    assert (sources["n"] == sources["direct"] + sources["indirect"]).all()
    pieces = split_voices(tokens, articles)
    assert pieces["text"].str.len().sum() <= articles["text"].str.len().sum()
    told = re.sub(r"<[^>]*>", "", show_section(tables, "in short").data)
    assert f"are quoted ({voices['direct']}) and" in told
    assert f"reported ({voices['indirect']})." in told


def test_stretches_of_one_voice():
    articles = articles_from_text("“It rained,” Ann Lee said. The “experts” left.")
    pieces = split_voices(analyse(articles)["tokens"], articles)
    assert pieces[["text", "voice_kind"]].values.tolist() == [
        ["It rained", "direct"],
        ["Ann Lee said", "own"],
        ["The", "own"],
        ["experts", "quoted"],
        ["left", "own"],
    ]
