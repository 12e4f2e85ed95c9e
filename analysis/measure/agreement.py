"""Agreement: do readers rate the same sentences alike, and does either method rate them as the readers do?

It cannot say who is right.
"""

import numpy as np
import pandas as pd

from .groups import need_columns
from .tone import METHODS, directions

_RATING = {"negative": -1, "neutral": 0, "positive": 1}


def summarise_agreement(ratings: pd.DataFrame, evidence: pd.DataFrame | None = None) -> pd.DataFrame:
    """Give one row per comparison: `who, alpha, n, raters`: the readers among each other, then each method with them.

    `ratings` has `rater, sentence_id, rating` (negative, neutral, positive, or -1, 0, 1), one row each; an
    empty rating is left out. Where `start` is there as well, a passage is rated and not its sentence.
    With `evidence` that `label_tone` has scored, each method is a rater beside all readers' mean. `alpha` is
    Krippendorff's with squared differences: 1 for full agreement, 0 for what chance would bring, below 0 for worse;
    under 0.667 nobody should build on the ratings (Krippendorff 2004, "Content Analysis"). `n` counts what two or
    more have rated. Missing where nothing was rated twice, or all is rated the same.

    >>> marks = pd.DataFrame({"rater": ["A", "A", "B", "B"], "sentence_id": ["s.001", "s.002"] * 2})
    >>> summarise_agreement(marks.assign(rating=["negative", "positive", "negative", "neutral"])).round(2)
           who  alpha  n  raters
    0  readers   0.73  2       2
    """
    need_columns(ratings, ("rater", "sentence_id", "rating"))
    unit = ["sentence_id"]
    if "start" in ratings and (evidence is None or "start" in evidence):
        unit.append("start")
    readers = ratings.assign(rating=_numbers(ratings["rating"])).pivot_table("rating", unit, "rater")
    rows = [("readers", *_alpha(readers))]
    if evidence is not None:
        need_columns(evidence, (*unit, *METHODS))
        mean = readers.mean(axis=1).rename("readers").reset_index()
        for method in METHODS:
            scored = evidence[unit].assign(method=_numbers(directions(evidence[method])))
            rows.append((method, *_alpha(mean.merge(scored, on=unit)[["readers", "method"]])))
    return pd.DataFrame(rows, columns=["who", "alpha", "n", "raters"]).astype({"who": "str"})


def _numbers(ratings: pd.Series) -> pd.Series:
    """The ratings as numbers, an empty one missing."""
    words = ratings.map(lambda mark: _RATING.get(str(mark).strip().lower(), mark))
    numbers = pd.to_numeric(words, errors="coerce").astype(float)
    told = ratings.notna() & (ratings.astype("str").str.strip() != "")
    wrong = ratings[told & ~numbers.isin(_RATING.values())]
    if len(wrong):
        raise ValueError(
            f"The rating {wrong.iloc[0]!r} is none of the three. negative, neutral, positive, or -1, 0, 1 were "
            "expected. Try mending that cell, or leave it empty."
        )
    return numbers


def _alpha(ratings: pd.DataFrame) -> tuple[float, int, int]:
    """Krippendorff's alpha of a row a unit and a column a rater, and how many units and raters it stands on."""
    import krippendorff

    twice = ratings[ratings.notna().sum(axis=1) > 1].to_numpy(dtype=float)
    n, raters = len(twice), int((~np.isnan(twice)).any(axis=0).sum())
    if len(np.unique(twice[~np.isnan(twice)])) < 2:
        return np.nan, n, raters
    return float(krippendorff.alpha(reliability_data=twice.T, level_of_measurement="interval")), n, raters
