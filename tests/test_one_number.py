"""One number for one thing: where two tables tell of the same thing, they say the same of it."""

from pathlib import Path

import pytest

from analysis import (
    analyse,
    count_speakers,
    count_terms,
    count_voices,
    find_unheard,
    read_articles,
    summarise_agency,
    summarise_sources,
)

ROOT = Path(__file__).parent.parent
PATHS = [ROOT / "data/articles/sochi.txt", *sorted((ROOT / "benchmarks/articles").glob("*.txt"))]


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def tables(request):
    return analyse(read_articles(request.param))


def test_words_of_the_speakers_are_the_words_of_their_voices(tables):
    speakers = count_speakers(tables["tokens"], tables["quotes"])
    voices = count_voices(tables["tokens"]).set_index("voice")["n"]
    assert speakers[["direct", "indirect"]].sum().tolist() == voices[["direct", "indirect"]].tolist()
    assert voices.sum() == len(tables["tokens"]) == speakers["total"].iloc[0]


def test_a_named_source_has_the_words_and_passages_of_its_speaker(tables):
    sources = summarise_sources(tables).query("kind == 'named' and n > 0").set_index("source")
    speakers = (
        count_speakers(tables["tokens"], tables["quotes"]).dropna(subset="speaker").set_index("speaker")
    )
    columns = ["direct", "indirect", "n", "share", "passages"]
    assert len(sources)
    assert sources[columns].to_dict("index") == speakers.loc[sources.index, columns].to_dict("index")


def test_nobody_is_heard_and_unheard(tables):
    heard = set(summarise_sources(tables).query("n > 0")["source"])
    assert heard.isdisjoint(find_unheard(tables)["name"])


def test_a_casualty_is_a_figure_with_the_same_source(tables):
    columns = [
        "start",
        "end",
        "harm",
        "low",
        "high",
        "bound",
        "source",
        "source_kind",
        "hedge",
        "status",
        "when",
    ]
    figures = tables["figures"].query("kind == 'harm'").reset_index(drop=True)
    assert figures[columns].equals(tables["casualties"][columns])


def test_parts_of_a_table_add_up_to_it(tables):
    terms, passives = tables["terms"], tables["passives"]
    by_category = count_terms(terms)
    assert by_category["n"].sum() == terms["category"].notna().sum()
    assert count_terms(terms, by=["lexicon", "category"])["n"].sum() == by_category["n"].sum()
    if len(passives):
        agency = summarise_agency(passives).iloc[0]
        assert (agency["n"], agency["total"]) == (passives["agent"].isna().sum(), len(passives))


@pytest.mark.parametrize(
    "table", ["tokens", "people", "terms", "labels", "passives", "casualties", "figures"]
)
def test_a_span_has_one_voice_in_all_tables(tables, table):
    keys = ["start", "end"]
    voices = tables["tokens"].set_index(keys)[["voice", "voice_kind"]].fillna("")
    rows = tables[table].set_index(keys)[["voice", "voice_kind"]].fillna("")
    rows = rows[rows.index.isin(voices.index)]
    assert rows.values.tolist() == voices.loc[rows.index].values.tolist()
