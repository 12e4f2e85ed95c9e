"""Figures of one harm that cannot all be right.

It cannot tell whether two figures mean the same people or the same day, and it never adds figures up: they overlap
and restate each other.
"""

from itertools import combinations

import pandas as pd

from ..tables import make_table
from .groups import need_columns

_READ = (
    "article_id",
    "sentence_id",
    "text",
    "harm",
    "who",
    "low",
    "high",
    "source",
    "status",
    "when",
    "subset_of",
)
_PAIR = (
    "article_id",
    "harm",
    "figure",
    "other",
    "source",
    "other_source",
    "times",
    "sentence_id",
    "other_sentence_id",
)
_NOT_SO = ("negated", "denied", "planned", "hypothetical")
_ANYBODY = frozenset("people persons others victims dead bodies casualties deaths residents".split())


def compare_figures(casualties: pd.DataFrame) -> pd.DataFrame:
    """Give the pairs of figures for one harm in one article whose intervals do not meet, the widest apart first.

    Columns: `article_id`, `harm`, `figure` and `other` (as printed, the lower one first), `source`, `other_source`,
    `times` (how many times larger the other is at least), `sentence_id`, `other_sentence_id`. Parts of another
    figure, figures of another year, a single victim ("a farmer was killed"), people who are told apart (soldiers,
    civilians), and harm that is denied, planned or hypothetical are left out. A pair is a
    question to the reader: two places, two days or two ways of counting also make two figures.

    >>> from analysis import articles_from_text, find_casualties
    >>> text = "Police said 12 people were killed. Medics counted at least 40 dead."
    >>> compare_figures(find_casualties(articles_from_text(text)))[["figure", "other", "times"]].values.tolist()
    [['12', 'at least 40', 3.3]]
    """
    need_columns(casualties, _READ)
    numbers = casualties["text"].str.contains(r"\d|\bone\b", case=False, regex=True)
    one_victim = (casualties["high"] == 1) & ~numbers
    whole = casualties[casualties["subset_of"].isna() & ~casualties["status"].isin(_NOT_SO) & ~one_victim]
    pairs = []
    for (article, harm, _), group in whole.groupby(["article_id", "harm", "when"], sort=False, dropna=False):
        for a, b in combinations(group.itertuples(), 2):
            low, high = sorted((a, b), key=lambda row: row.low if row.low == row.low else row.high)
            if low.high < high.low and _may_be_same(low.who, high.who):  # false where an end is open
                times = round(high.low / low.high, 1) if low.high else float("inf")
                sources = (None if pd.isna(row.source) else row.source for row in (low, high))
                pair = (
                    article,
                    harm,
                    low.text,
                    high.text,
                    *sources,
                    times,
                    low.sentence_id,
                    high.sentence_id,
                )
                pairs.append(pair)
    return make_table(_PAIR, sorted(pairs, key=lambda pair: -pair[6])).astype({"times": float})


def _may_be_same(a: str | None, b: str | None) -> bool:
    """Whether two figures may count the same people: one says nobody or people, or both end in the same noun."""
    heads = [str(who).lower().split()[-1] for who in (a, b) if isinstance(who, str) and who.split()]
    told = [head for head in heads if head not in _ANYBODY]
    return len(told) < 2 or told[0].rstrip("s") == told[1].rstrip("s")
