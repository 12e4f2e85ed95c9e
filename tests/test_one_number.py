"""One number for one thing: where two tables tell of the same thing, they say the same of it."""

from pathlib import Path

import pytest

from analysis import (
    analyse,
    articles_from_text,
    count_terms,
    find_unheard,
    read_articles,
    summarise_agency,
    summarise_sources,
)
from analysis.tables import COLUMNS

ROOT = Path(__file__).parent.parent
PATHS = [ROOT / "data/articles/sochi.txt", *sorted((ROOT / "benchmarks/articles").glob("*.txt"))]


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def tables(request):
    return analyse(read_articles(request.param))


def test_words_of_the_sources_are_the_words_of_their_voices(tables):
    sources, tokens = summarise_sources(tables), tables["tokens"]
    for kind in ("direct", "indirect"):
        assert sources[kind].sum() == (tokens["voice_kind"] == kind).sum()
    told = sources.dropna(subset="source").set_index("source")["n"]
    said = tokens[tokens["voice_kind"].isin(["direct", "indirect"])]["voice"].value_counts()
    assert len(said)
    assert told[told > 0].to_dict() == said.to_dict()


def test_nobody_is_heard_and_unheard(tables):
    heard = set(summarise_sources(tables).query("n > 0")["source"])
    assert heard.isdisjoint(find_unheard(tables)["name"])


def test_a_casualty_is_a_figure_with_the_same_source(tables):
    columns = [name for name in COLUMNS["casualties"] if name in COLUMNS["figures"] and name != "text"]
    assert {"harm", "low", "high", "source", "status"} < set(columns)
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


def test_whoever_wrote_the_article_is_not_unheard():
    articles = articles_from_text("It rained, said Ann Lee. She blamed Bob Marsh. Ida Holt resigned.")
    names = [find_unheard(analyse(articles.assign(byline=by)))["name"].tolist() for by in (None, "Bob Marsh")]
    assert names == [["Bob Marsh", "Ida Holt"], ["Ida Holt"]]
