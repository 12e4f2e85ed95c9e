"""Sources: everybody whom an article quotes or retells, and whose figures differ.

It counts words, not weight: who is believed it cannot see, nor whether two figures mean the same people or day. Figures
are never added up: they overlap and restate each other.
"""

from itertools import combinations

import pandas as pd

from ..tables import Tables, make_table, need_columns, need_tables
from .unheard import first_silent, label_heard

NOT_SAID = ("denied", "not said", "asked", "hypothetical")
"""What a passage's `status` may be where its words are not put forward as true by its speaker."""
NOT_SO = ("negated", "denied", "planned", "hypothetical")
"""What a figure's `status` may be where what it counts is not told to have happened."""

_FIGURE = "article_id sentence_id text harm who low high source status when subset_of".split()
_PAIR = "article_id harm figure other source other_source times sentence_id other_sentence_id".split()
_ANYBODY = frozenset("people person other victim dead bodie casualtie death resident".split())


def summarise_sources(tables: Tables) -> pd.DataFrame:
    """Give one row a source, most words first: `source, role, kind, direct, indirect, n, share, passages, not_said`.

    `source` is the name, or the phrase that introduces one without a name; missing where nobody stands behind passages.
    `role` is what the article calls it, `kind` the `speaker_kind`, `direct` and `indirect` its words (their sum is `n`,
    its share of all words `share`), `passages` how often it is heard, and `not_said` how many passages it denies, is
    asked, or only might say. Words of a report in quotation marks are direct, those of an inner quotation its
    speaker's.

    >>> from analysis import analyse, articles_from_text
    >>> tables = analyse(articles_from_text("“It rained,” said Ann Lee, the mayor. “It poured,” she said."))
    >>> summarise_sources(tables)[["source", "direct", "passages"]].values.tolist()
    [['Ann Lee', 4, 2]]
    """
    need_tables(tables, ("tokens", "quotes", "people"))
    tokens, quotes = tables["tokens"], tables["quotes"]
    need_columns(tokens, ["voice", "voice_kind"])
    kinds, speech = tokens["voice_kind"], quotes[quotes["kind"] != "scare"]
    status = speech["status"]
    words = {"source": tokens["voice"], "direct": kinds == "direct", "indirect": kinds == "indirect"}
    heard = {"source": speech["speaker_name"], "kind": speech["speaker_kind"], "all": True}
    heard |= {"passages": status.isin(("said", "asked")), "not_said": status.isin(NOT_SAID)}
    rows = pd.concat([pd.DataFrame(words).query("direct or indirect"), pd.DataFrame(heard)])
    counts = ["direct", "indirect", "passages", "not_said", "all"]
    rows[counts] = rows[counts].fillna(False).astype("int64")
    groups = rows.groupby("source", dropna=False, sort=False)
    table = groups.agg({"kind": "first"} | dict.fromkeys(counts, "sum")).reset_index()
    table["n"] = table["direct"] + table["indirect"]
    table["passages"] = table["passages"].where(table["n"] > 0, table["all"])
    table = table.sort_values("n", ascending=False, kind="stable", ignore_index=True)
    table["share"] = table["n"] / max(len(tokens), 1)
    roles = tables["people"].dropna(subset=["name", "role"]).drop_duplicates("name").set_index("name")["role"]
    role = table["source"].map(roles).astype("str")
    table["role"] = role.where(role.str.lower() != table["source"].str.lower())
    return table[["source", "role", "kind", "direct", "indirect", "n", "share", "passages", "not_said"]]


def with_parts(figures: pd.DataFrame, harmed: pd.DataFrame) -> pd.DataFrame:
    """Give figures with the column `part`: the figure that one of people harmed is part of."""
    subsets = harmed[harmed["rule"] == "subset"].rename(columns={"subset_of": "part"})
    return figures.merge(subsets[["article_id", "start", "part"]], how="left", on=["article_id", "start"])


def who_is_heard(tables: Tables) -> Tables:
    """Give three more tables of an article: its `sources`, the `mentions` of everybody, and who is `never_heard`."""
    mentions = label_heard(tables)
    return {"sources": summarise_sources(tables), "mentions": mentions, "never_heard": first_silent(mentions)}


def compare_figures(casualties: pd.DataFrame) -> pd.DataFrame:
    """Give the pairs of figures for one harm in one article whose intervals do not meet, the widest apart first.

    Columns: `article_id`, `harm`, `figure` and `other` (as printed, the lower one first), `source`, `other_source`,
    `times` (how many times larger the other is at least), `sentence_id`, `other_sentence_id`. Parts of another figure,
    figures of another year, a single victim ("a farmer was killed"), people who are told apart (soldiers, civilians),
    and harm that is denied, planned or hypothetical are left out. A pair is a question: two places make two.

    >>> from analysis import articles_from_text, find_casualties
    >>> text = "Police said 12 people were killed. Medics counted at least 40 dead."
    >>> compare_figures(find_casualties(articles_from_text(text)))[["figure", "other", "times"]].values.tolist()
    [['12', 'at least 40', 3.3]]
    """
    need_columns(casualties, _FIGURE)
    numbers = casualties["text"].str.contains(r"\d|\bone\b", case=False, regex=True)
    one_victim = (casualties["high"] == 1) & ~numbers
    whole = casualties[casualties["subset_of"].isna() & ~casualties["status"].isin(NOT_SO) & ~one_victim]
    whole = whole[whole["source"].notna() | source_of_same(whole).isna()]  # no headline's that is said below
    pairs = []
    for (article, harm, _), group in whole.groupby(["article_id", "harm", "when"], sort=False, dropna=False):
        for a, b in combinations(group.itertuples(), 2):
            low, high = sorted((a, b), key=lambda row: row.low if row.low == row.low else row.high)
            if low.high < high.low and _may_be_same(low.who, high.who):  # false where an end is open
                times = round(high.low / low.high, 1) if low.high else float("inf")
                sources = (None if pd.isna(row.source) else row.source for row in (low, high))
                places = low.sentence_id, high.sentence_id
                pairs.append((article, harm, low.text, high.text, *sources, times, *places))
    return make_table(_PAIR, sorted(pairs, key=lambda pair: -pair[6])).astype({"times": float})


def source_of_same(figures: pd.DataFrame) -> pd.Series:
    """Give for each figure the first source that the same one has in its article: a headline's is in the text."""
    number = figures["low"].fillna(figures["high"])  # "26" above, "at least 26" below
    return figures.groupby(["article_id", "harm", number], dropna=False)["source"].transform("first")


def _may_be_same(a: str | None, b: str | None) -> bool:
    """Whether two figures may count the same people: both say nobody or people, or both end in the same noun."""
    heads = [(who.lower().split() or [""])[-1].rstrip("s") if isinstance(who, str) else "" for who in (a, b)]
    return len({"" if head in _ANYBODY else head for head in heads}) == 1
