"""What readers say: how far their ratings agree with each other and with the methods, and which rows they correct.

It cannot say who is right, nor whether a reader looked at what was left alone.
"""

import numpy as np
import pandas as pd

from ..resources import Later, why
from ..tables import need_columns
from .framing import share_interval
from .tone import METHODS, directions

krippendorff = Later("krippendorff")
_RATING = {"negative": -1, "neutral": 0, "positive": 1}
_FATES = ["right", "changed", "struck", "missed"]


def summarise_agreement(ratings: pd.DataFrame, evidence: pd.DataFrame | None = None) -> pd.DataFrame:
    """Give one row per comparison: `who, alpha, n, raters`: the readers among each other, then each method with them.

    `ratings` has `rater, sentence_id, rating` (negative, neutral, positive, or -1, 0, 1; an empty one is left out), one
    row each; where `start` is there as well, a passage is rated. With `evidence` that `label_tone` has scored, each
    method is a rater beside all readers' mean. `alpha` is Krippendorff's with squared differences: 1 for full
    agreement, 0 for what chance would bring, below 0 for worse; under 0.667 nobody should build on it (Krippendorff
    2004, "Content Analysis"). `n` counts what two or more have rated; missing where all is rated the same.

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
    words = ratings.map(lambda mark: _RATING.get(str(mark).strip().lower(), mark))
    numbers = pd.to_numeric(words, errors="coerce").astype(float)
    told = ratings.notna() & (ratings.astype("str").str.strip() != "")
    wrong = ratings[told & ~numbers.isin(_RATING.values())]
    if len(wrong):
        raise ValueError(why("no rating", wrong.iloc[0]))
    return numbers


def _alpha(ratings: pd.DataFrame) -> tuple[float, int, int]:
    """Krippendorff's alpha of a row a unit and a column a rater, and how many units and raters it stands on."""
    twice = ratings[ratings.notna().sum(axis=1) > 1].to_numpy(dtype=float)
    n, raters = len(twice), int((~np.isnan(twice)).any(axis=0).sum())
    if len(np.unique(twice[~np.isnan(twice)])) < 2:
        return np.nan, n, raters
    return float(krippendorff.alpha(reliability_data=twice.T, level_of_measurement="interval")), n, raters


def summarise_corrections(corrections: pd.DataFrame) -> pd.DataFrame:
    """Give `table, rule, n, right, changed, struck, missed, precision, low, high`: a row a rule, and "all" of a table.

    `n` is how many rows the rule gave (lines `found`), `right` those that nobody touched, `precision` their share
    with its 95 % interval (Wilson 1927). `missed` counts rows that readers added, which no rule gave. `corrections`
    is what `read_corrections` gives.

    >>> row = ("a", "0", "9", "quotes")
    >>> lines = [(*row, "found", "rule", "label", ""), (*row, "strike", "", "", "")]
    >>> columns = ["article_id", "start", "end", "table", "action", "column", "value", "reason"]
    >>> summarise_corrections(pd.DataFrame(lines, columns=columns))[["rule", "n", "struck", "right"]].values.tolist()
    [['label', 1, 1, 0], ['all', 1, 1, 0]]
    """
    rows = pd.DataFrame(_fates(corrections), columns=["table", "rule", "fate"], dtype="str")
    rows = pd.concat([rows[rows["rule"] != ""], rows.assign(rule="all")])
    rows = rows.assign(whole=rows["rule"] == "all")
    counts = rows.groupby(["table", "whole", "rule", "fate"]).size().unstack(fill_value=0)
    table = counts.reindex(columns=_FATES, fill_value=0).reset_index()
    table["n"] = table[["right", "changed", "struck"]].sum(axis=1)
    low, high = share_interval(table["right"].to_numpy(float), table["n"].to_numpy(float))
    share = table["right"] / table["n"].where(table["n"] > 0)
    table = table.assign(precision=share.round(3), low=low.round(3), high=high.round(3))
    return table[["table", "rule", "n", *_FATES, "precision", "low", "high"]].rename_axis(columns=None)


def _fates(corrections: pd.DataFrame) -> list[list[str]]:
    """What became of each row that was found or added; a row whose border moves stays the same row."""
    rows: dict[tuple, list[str]] = {}
    struck: list[list[str]] = []
    for line in corrections.to_dict("records"):
        table, action = line["table"], line["action"]
        place = {"start": line["start"], "end": line["end"]}
        key = (line["article_id"], table, *place.values())
        if action == "found":
            rows.setdefault(key, [table, line["value"], "right"])
        elif action == "add":
            rows[key] = [table, "", "missed"]
        elif key in rows:
            _, rule, fate = rows.pop(key)
            if action == "change":
                moved = place | {line["column"]: line["value"]} if line["column"] in place else place
                rows[*key[:2], *moved.values()] = [table, rule, fate if fate == "missed" else "changed"]
            elif fate != "missed":  # a row that was added and struck out again is taken back
                struck.append([table, rule, "struck"])
    return [*rows.values(), *struck]
