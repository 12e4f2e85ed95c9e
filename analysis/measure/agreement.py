"""Agreement: do readers rate the same sentences alike, and does either method rate them as the readers do?

Takes ratings and scored evidence, gives Krippendorff's alpha and the disputes. It cannot say who is right.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from .groups import need_columns
from .tone import METHODS, directions

RATING = {"negative": -1, "neutral": 0, "positive": 1}
"""What a rating may be: a word, or its number."""


def summarise_agreement(ratings: pd.DataFrame, evidence: pd.DataFrame | None = None) -> pd.DataFrame:
    """Give one row per comparison: `who, alpha, n, raters`: the readers among each other, then each method with them.

    `ratings` has `rater, sentence_id, rating` (negative, neutral, positive, or -1, 0, 1), one row each; an
    empty rating is left out. Where `start` is there as well, a passage is rated and not its sentence.
    With `evidence` that `label_tone` has scored, each method is a rater beside all
    readers' mean. `alpha` is 1 for full agreement, 0 for what chance would bring, below 0 for worse; under
    0.667 nobody should build on the ratings (Krippendorff 2004, "Content Analysis"; differences squared,
    computed by NLTK). `n` counts the sentences with two or more ratings. Missing where nothing was rated
    twice, or all is rated the same.

    >>> marks = pd.DataFrame({"rater": ["A", "A", "B", "B"], "sentence_id": ["s.001", "s.002"] * 2})
    >>> summarise_agreement(marks.assign(rating=["negative", "positive", "negative", "neutral"])).round(2)
           who  alpha  n  raters
    0  readers   0.73  2       2
    """
    at_passages = "start" in ratings and (evidence is None or "start" in evidence)
    marks = _marks(ratings, at_passages)
    rows = [("readers", *_alpha(marks))]
    if evidence is not None:
        need_columns(evidence, ("sentence_id", *METHODS))
        mean = marks.groupby("sentence_id", as_index=False)["rating"].mean().assign(rater="readers")
        for method in METHODS:
            scored = pd.DataFrame(
                {"sentence_id": _unit(evidence, at_passages), "rating": directions(evidence[method])}
            )
            scored = _marks(scored.assign(rater=method))
            rows.append(
                (method, *_alpha(pd.concat([mean, scored[scored["sentence_id"].isin(mean["sentence_id"])]])))
            )
    return pd.DataFrame(rows, columns=["who", "alpha", "n", "raters"]).astype({"who": "str"})


def compare_ratings(ratings: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Give the rated sentences, the most disputed first: evidence with `negative, neutral, positive, spread`.

    The three columns count the readers; `spread` is the standard deviation of their ratings, 0 where all
    agree.

    >>> from analysis import articles_from_text, label_tone, split_sentences
    >>> told = label_tone(split_sentences(articles_from_text("They fled. They won.")))
    >>> marks = pd.DataFrame({"rater": ["A", "B"], "sentence_id": ["pasted.002"] * 2, "rating": [1, -1]})
    >>> compare_ratings(marks, told)[["text", "negative", "positive", "spread"]]
            text  negative  positive  spread
    0  They won.         1         1     1.0
    """
    at_passages = "start" in ratings and "start" in evidence
    marks = _marks(ratings, at_passages)
    sides = pd.crosstab(marks["sentence_id"], marks["rating"]).reindex(
        columns=list(RATING.values()), fill_value=0
    )
    sides = sides.set_axis(list(RATING), axis=1)
    sides["spread"] = marks.groupby("sentence_id")["rating"].std(ddof=0)
    sides.index.name = "unit"
    units = evidence.assign(unit=_unit(evidence, at_passages))
    table = units.merge(sides.reset_index(), on="unit", how="inner").drop(columns="unit")
    return table.sort_values("spread", ascending=False, kind="stable").reset_index(drop=True)


def _unit(table: pd.DataFrame, at_passages: bool) -> pd.Series:
    """What is rated: the passage where its place is known, the sentence where it is not."""
    unit = table["sentence_id"].astype("str")
    return unit + "@" + table["start"].astype("str") if at_passages else unit


def _marks(ratings: pd.DataFrame, at_passages: bool = False) -> pd.DataFrame:
    """The ratings as numbers, the empty ones left out."""
    need_columns(ratings, ("rater", "sentence_id", "rating"))
    words = ratings["rating"].map(lambda mark: RATING.get(str(mark).strip().lower(), mark))
    numbers = pd.to_numeric(words, errors="coerce")
    wrong = ratings["rating"][
        (numbers.isna() & ratings["rating"].notna()) | ~numbers.fillna(0).isin(RATING.values())
    ]
    wrong = wrong[wrong.astype("str").str.strip() != ""]
    if len(wrong):
        raise ValueError(
            f"The rating {wrong.iloc[0]!r} is none of the three. negative, neutral, positive, or -1, 0, 1 were "
            "expected. Try mending that cell, or leave it empty."
        )
    units = _unit(ratings, at_passages)
    return ratings[["rater"]].assign(sentence_id=units, rating=numbers).dropna()


def _alpha(marks: pd.DataFrame) -> tuple[float, int, int]:
    from nltk.metrics.agreement import AnnotationTask

    twice = marks[marks.duplicated("sentence_id", keep=False)]
    n, raters = twice["sentence_id"].nunique(), twice["rater"].nunique()
    if twice["rating"].nunique() < 2:
        return np.nan, n, raters
    rows: Iterable = twice[["rater", "sentence_id", "rating"]].itertuples(index=False, name=None)
    return float(AnnotationTask(list(rows), distance=lambda a, b: (a - b) ** 2).alpha()), n, raters
