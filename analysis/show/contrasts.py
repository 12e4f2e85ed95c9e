"""Take what several articles are compared by; give in a few plain sentences where they differ.

It repeats counts and passes no judgement: an article may differ because it is shorter, or older.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from ..measure import same_event
from ..measure.figures import compare_disagreements
from .page import escape, sentence_link
from .words import count, listed

Tables = dict[str, pd.DataFrame]
STATEMENTS = "What several tell and what only one"
"""The heading of the section that the last sentence leads to."""


class Compared(NamedTuple):
    """The tables of all articles, those of the articles that tell of one event, and what both are compared by."""

    all: Tables
    event: Tables
    speech: pd.DataFrame
    pairs: pd.DataFrame


def find_alone(pairs: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences that have a counterpart in no other article; `pairs` is what `compare_sentences` gives."""
    told = pairs.groupby("sentence_id")["told"].transform("any")
    return pairs[~told.astype(bool)].drop_duplicates("sentence_id")


def show_contrasts(compared: Compared) -> Iterator[str]:
    """Give the HTML of at most five sentences, each of which leads to its words."""
    parts = (_said_of_speakers, _said_of_figures, _said_of_words, _said_of_statements)
    yield f'<div class="lead"><p>{" ".join(said for part in parts for said in part(compared))}</p></div>'


def _said_of_speakers(compared: Compared) -> Iterator[str]:
    """How many are heard, and the one with most words whom some article does not hear."""
    named = compared.speech.dropna(subset=["speaker_name"])
    speakers = same_event.compare_articles(named, "speaker_name", words=True)
    articles = compared.all["articles"]["article_id"].tolist()
    hears = speakers.set_index("speaker_name").reindex(columns=articles, fill_value=0) > 0
    n = f'<a href="#Sources">{count(len(hears), "source")}</a>'
    both = "both" if len(articles) == 2 else "all"
    yield f"Together they hear {n}, {count(int(hears.all(axis=1).sum()))} of them in {both}."
    for name, row in hears[~hears.all(axis=1)].head(1).iterrows():
        hear, silent = (escape(listed([a for a in articles if row[a] == yes])) for yes in (True, False))
        yield f"{escape(name)} is heard in {hear}, not in {silent}."


def _said_of_figures(compared: Compared) -> Iterator[str]:
    place = compared.all["sentences"].set_index("sentence_id")["article_id"].astype("str")
    apart = compare_disagreements(compared.event["casualties"].assign(article_id="all"))
    apart = apart.assign(here=apart["sentence_id"].map(place), there=apart["other_sentence_id"].map(place))
    for row in apart[apart["here"] != apart["there"]].head(1).itertuples():
        low = sentence_link(row.sentence_id, row.figure.lower())
        high = sentence_link(row.other_sentence_id, row.other.lower())
        yield f"How many were {escape(row.harm)}: {low} in {escape(row.here)}, {high} in {escape(row.there)}."


def _said_of_words(compared: Compared) -> Iterator[str]:
    labels = compared.all["labels"]
    own = labels[(labels["voice_kind"] == "own") & labels["category"].notna()]
    for category, rows in own.groupby("category", sort=False):
        first = rows.drop_duplicates("article_id")
        if first["article_id"].nunique() > 1 and first["label"].str.lower().nunique() > 1:
            told = [
                f"{escape(r.article_id)} “{sentence_link(r.sentence_id, r.label)}”"
                for r in first.itertuples()
            ]
            yield f"In words of their own, for {escape(category)}: {listed(told)}."
            return


def _said_of_statements(compared: Compared) -> Iterator[str]:
    if not len(compared.pairs):
        return
    n = same_event.compare_statements(compared.pairs)["statement"].nunique()
    alone = find_alone(compared.pairs).groupby("article_id", sort=False).size()
    without = listed([f"{k} of {escape(name)}" for name, k in alone.items()]) or "none"
    told = f'<a href="#{STATEMENTS.replace(" ", "-")}">{count(n, "statement").capitalize()}</a>'
    yield f"{told} seem{'s' if n == 1 else ''} to stand in several; sentences without a counterpart: {without}."
