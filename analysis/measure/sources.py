"""Sources: everybody whom an article quotes or retells, and those it names and never hears.

Takes the tables of `analyse`, gives one row a source. It counts words, not weight: who is believed it cannot see.
"""

import pandas as pd

from .groups import need_tables
from .speaking import count_speakers

NOT_SAID = ("denied", "not said", "asked", "hypothetical")
"""What a passage's `status` may be where its words are not put forward as true by its speaker."""


def summarise_sources(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give one row a source, most words first: `source, role, kind, direct, indirect, n, share, passages, not_said`.

    `source` is the name, or the phrase that introduces one without a name; it is missing for all passages with nobody
    behind them. `kind` is the `speaker_kind` of its passages, `role` what the article calls it, `direct` and
    `indirect` its words (their sum is `n`, its share of all words `share`), `passages` how often it is heard, and
    `not_said` how many of these it denies, is asked, or only might say. Raises ValueError where a table is missing.

    >>> from analysis import analyse, articles_from_text
    >>> tables = analyse(articles_from_text("“It rained,” said Ann Lee, the mayor. “It poured,” she said."))
    >>> summarise_sources(tables)[["source", "direct", "passages"]].values.tolist()
    [['Ann Lee', 4, 2]]
    """
    need_tables(tables, ("tokens", "quotes", "people"))
    quotes = label_sources(tables["quotes"])
    speech = quotes[quotes["kind"] != "scare"]
    counted = count_speakers(tables["tokens"], quotes.assign(speaker_name=quotes["source"]))
    table = counted.rename(columns={"speaker": "source"}).drop(columns="total")
    table = pd.concat([table, _without_words(speech, table["source"])], ignore_index=True)
    said = speech.assign(not_said=speech["status"].isin(NOT_SAID) if "status" in speech else False)
    by_source = said.groupby("source", dropna=False, sort=False)
    kinds = by_source.agg(kind=("speaker_kind", "first"), not_said=("not_said", "sum"))
    roles = tables["people"].dropna(subset=["name", "role"]).drop_duplicates("name").set_index("name")["role"]
    table["role"] = table["source"].map(roles).where(lambda role: role != table["source"]).astype("str")
    table["kind"] = kinds["kind"].reindex(table["source"]).to_numpy()
    table["not_said"] = kinds["not_said"].reindex(table["source"]).fillna(0).astype("int64").to_numpy()
    columns = ["source", "role", "kind", "direct", "indirect", "n", "share", "passages", "not_said"]
    return table.astype({"kind": "str"})[columns]


def _without_words(speech: pd.DataFrame, counted: pd.Series) -> pd.DataFrame:
    """The sources none of whose words count: who only denies, and passages that nobody is said to think."""
    missing = speech.loc[~speech["source"].isin(counted), "source"]
    rows = missing.groupby(missing, dropna=False, sort=False).size().rename_axis("source").rename("passages")
    zeros = dict.fromkeys(("direct", "indirect", "n"), 0)
    return rows.reset_index().assign(**zeros, share=0.0)


def label_sources(quotes: pd.DataFrame) -> pd.DataFrame:
    """Give the quotes with `source`: the speaker's name, or the phrase that introduces one who has none."""
    return quotes.assign(source=quotes["speaker_name"])


def find_unheard(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Give those whom the article names and never quotes or retells: the first mention of each, with `name, role, n`.

    >>> from analysis import analyse, articles_from_text
    >>> tables = analyse(articles_from_text("“It rained,” Ann Lee said. She praised Bob Marsh."))
    >>> find_unheard(tables)["name"].tolist()
    ['Bob Marsh']
    """
    need_tables(tables, ("quotes", "people"))
    people = tables["people"]
    known = people[people["name"].notna()]
    heard = tables["quotes"]["speaker_name"].dropna()
    heard_parts = {part for name in heard for part in (name, *name.split(" and "))}
    printed = known[known["mention"] == "name"].drop_duplicates("name")
    unheard = printed[~printed["name"].isin(heard_parts)]
    n = known["name"].value_counts()
    return unheard.assign(n=unheard["name"].map(n).astype("int64")).reset_index(drop=True)
