"""What a comparison of articles says in short: who is heard where, figures, words and statements that part them.

It cannot see why they differ. What a sentence counts stands in the sections of the comparison.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from ..measure import same_event
from ..measure.sources import compare_figures
from .page import escape, sentence_link
from .words import count, listed

Tables = dict[str, pd.DataFrame]
STATEMENTS = "What several tell and what only one"


class Compared(NamedTuple):
    """The tables of all articles, those of the articles that tell of one event, and what both are compared by."""

    all: Tables
    event: Tables
    speech: pd.DataFrame
    pairs: pd.DataFrame | None


def in_short(compared: Compared) -> Iterator[str]:
    """Give the HTML of at most five sentences, each of which leads to its words."""
    parts = (_said_of_speakers, _said_of_figures, _said_of_words, _said_of_statements)
    yield f'<div class="lead"><p>{" ".join(said for part in parts for said in part(compared))}</p></div>'


def _said_of_speakers(compared: Compared) -> Iterator[str]:
    """How many are heard, and the one with most words whom some article does not hear."""
    named = compared.speech.dropna(subset=["speaker_name"])
    speakers = same_event.compare_articles(named, "speaker_name", cells="words")
    articles = compared.all["articles"]["article_id"].tolist()
    hears = speakers.set_index("speaker_name").reindex(columns=articles, fill_value=0) > 0
    n = f'<a href="#Sources">{count(len(hears), "source")}</a>'
    both = "both" if len(articles) == 2 else "all"
    yield f"Together they hear {n}, {count(int(hears.all(axis=1).sum()))} of them in {both}."
    for name, row in hears[~hears.all(axis=1)].head(1).iterrows():
        hear, silent = (escape(listed([a for a in articles if row[a] == yes])) for yes in (True, False))
        yield f"Heard in {hear}, not in {silent}: {escape(name)}."


def _said_of_figures(compared: Compared) -> Iterator[str]:
    place = compared.all["sentences"].set_index("sentence_id")["article_id"].astype("str")
    figures = compared.event["casualties"]
    of_event = figures[figures["when"].isna() & figures["subset_of"].isna()]
    first = of_event.drop_duplicates(["article_id", "harm"])  # what an article leads with
    apart = compare_figures(first.assign(article_id="all"))
    apart = apart.assign(here=apart["sentence_id"].map(place), there=apart["other_sentence_id"].map(place))
    apart = apart[apart["here"] != apart["there"]].sort_values(
        "harm", key=lambda harm: harm != "killed", kind="stable"
    )
    for harm in apart["harm"].head(1):
        told = [
            f"{sentence_link(row.sentence_id, row.text.lower())} in {escape(row.article_id)}"
            for row in first[first["harm"] == harm].sort_values("low", kind="stable").itertuples()
        ]
        yield f"How many were {escape(harm)}: {', '.join(told)}."


def _said_of_words(compared: Compared) -> Iterator[str]:
    labels = compared.all["labels"]
    own = labels[(labels["voice_kind"] == "own") & labels["category"].notna()]
    for category, rows in own.groupby("category", sort=False):
        first = rows.drop_duplicates("article_id")
        if first["article_id"].nunique() > 1 and first["label"].str.lower().nunique() > 1:
            labels = [
                f"“{sentence_link(*pair)}”"
                for pair in first[["sentence_id", "label"]].itertuples(index=False)
            ]
            told = [
                f"{escape(name)} {label}" for name, label in zip(first["article_id"], labels, strict=True)
            ]
            yield f"In words of their own, for {escape(category)}: {listed(told)}."
            return


def _said_of_statements(compared: Compared) -> Iterator[str]:
    if compared.pairs is None:
        return
    n = same_event.compare_statements(compared.pairs)["statement"].nunique()
    left = alone(compared.pairs)["article_id"].value_counts(sort=False)
    without = listed([f"{k} of {escape(name)}" for name, k in left.items()]) or "none"
    told = f'<a href="#{STATEMENTS.replace(" ", "-")}">{count(n, "statement").capitalize()}</a>'
    yield f"{told} seem{'s' if n == 1 else ''} to stand in several; sentences without a counterpart: {without}."


def alone(pairs: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences that have a counterpart in no other article; `pairs` is what `compare_sentences` gives."""
    told = pairs.groupby("sentence_id")["told"].transform("any")
    return pairs[~told.astype(bool)].drop_duplicates("sentence_id")
