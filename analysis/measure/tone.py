"""Tone by group: means with their interval, their n and how far the methods agree; and two groups compared.

It cannot make few sentences say more, nor know whether passages are independent of each other.
"""

from collections.abc import Hashable, Sequence
from functools import reduce

import numpy as np
import pandas as pd

from ..resources import Later, need
from ..tables import group_columns, need_columns
from .counts import FEW

stats, optimize = map(Later, ("scipy.stats", "scipy.optimize"))  # which take as long as reading an article

METHODS = ("polarity", "compound")
"""The scores that have a direction, one per method: TextBlob's and VADER's."""

SIDES = ("negative", "neutral", "positive")
_RESAMPLES, _SHUFFLES = 2000, 10_000
_HELD = 1_000_000  # numbers in memory at once
_NORMAL, _NEXT = 1.959964, 1e-9  # of the normal distribution, 95 % lie within; the difference beside one

EDGE = 0.05
"""A score this near to 0 has no direction: the bound that VADER's authors advise, used for both methods."""


def summarise_tone(
    evidence: pd.DataFrame, by: str | Sequence[str] | None = None, seed: int = 1
) -> pd.DataFrame:
    """Give one row per group and method: the group columns, `method, mean, low, high, n, missing, agreement, note`.

    `n` counts the passages that the method scored, `missing` those in which it knows no word, which are no part of the
    mean. `low` and `high` hold 95 % of the means of 2,000 seeded resamples (percentile bootstrap, Efron 1979), missing
    below 2; passages are taken as independent, which sentences of one speech are not, so they are rather too narrow.
    `agreement` is the share of the passages scored by both methods that they put on the same side (negative, neutral,
    positive); `note` says where n is below 5: then look at the passages, not at the mean. Rows without a value in `by`
    are a group of their own.

    >>> from analysis import articles_from_text, label_tone, split_sentences
    >>> told = label_tone(split_sentences(articles_from_text("A sad day. A good day. It rained.")))
    >>> summarise_tone(told)[["method", "mean", "n", "missing", "note"]].round(2)
         method  mean  n  missing                   note
    0  polarity  0.10  2        1  fewer than 5 passages
    1  compound -0.02  2        1  fewer than 5 passages
    """
    groups = group_columns(evidence, by)
    need_columns(evidence, METHODS)
    generator = np.random.default_rng(seed)
    evidence = evidence.assign(agree=methods_agree(evidence))
    rows: list[tuple] = []
    for key, group in evidence.groupby(groups, dropna=False, sort=False) if groups else [((), evidence)]:
        agreement = group["agree"].mean()
        for method in METHODS:
            values = group[method].dropna().to_numpy(dtype=float)
            low, high = bootstrap_interval(values, generator=generator)
            mean = values.mean() if len(values) else np.nan
            note = f"fewer than {FEW} passages" if len(values) < FEW else None
            n, missing = len(values), len(group) - len(values)
            rows.append((*key, method, mean, low, high, n, missing, agreement, note))
    columns = [*groups, "method", "mean", "low", "high", "n", "missing", "agreement", "note"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({name: evidence[name].dtype for name in groups} | {"method": "str", "note": "str"})


def compare_tone(
    evidence: pd.DataFrame, first: Hashable, second: Hashable, by: str = "voice", seed: int = 1
) -> pd.DataFrame:
    """Give one row per method: is `first` more positive than `second`, and could chance alone make that difference?

    Columns `method, mean_first, mean_second, difference, low, high` (95 % bootstrap interval of the difference), `p,
    n_first, n_second, note`. `p` is the share of the ways to deal the same scores out to two groups of these sizes that
    part their means at least as far (permutation test, Fisher 1935): of all ways, or of 10,000 seeded ones where there
    are more. `None` stands for the rows without a value in `by`, the article's own voice in `voice`. Cannot tell a
    difference of tone from one of topic. Raises ValueError for a name that is not in `by`.

    >>> scores = pd.DataFrame({"voice": ["A"] * 3 + ["B"] * 3, "polarity": [0.1, 0.2, 0.3, -0.1, -0.2, -0.3]})
    >>> table = compare_tone(scores.assign(compound=scores.polarity), "A", "B")
    >>> float(table["p"][0])
    0.1
    """
    need_columns(evidence, (by, *METHODS))
    column = evidence[by]
    sides = [evidence[column.isna() if pd.isna(name) else column == name] for name in (first, second)]
    known = ", ".join(map(repr, column.dropna().unique()[:8]))
    for name, side in zip((first, second), sides, strict=True):
        need(len(side), "no such value", name, by=by, known=known)
    generator = np.random.default_rng(seed)
    rows: list[tuple] = []
    for method in METHODS:
        a, b = (side[method].dropna().to_numpy(dtype=float) for side in sides)
        note = f"fewer than {FEW} passages" if min(len(a), len(b)) < FEW else None
        if len(a) and len(b):
            means = a.mean(), b.mean(), a.mean() - b.mean()
            low, high = bootstrap_interval(a, b, generator=generator)
            rows.append((*means, low, high, _permutation_p(a, b, generator), len(a), len(b), note))
        else:
            rows.append((*[np.nan] * 6, len(a), len(b), "a side without any score"))
    columns = ["mean_first", "mean_second", "difference", "low", "high", "p", "n_first", "n_second", "note"]
    table = pd.DataFrame(rows, columns=columns).astype({"note": "str"})
    table.insert(0, "method", pd.array(METHODS, dtype="str"))
    return table


def summarise_toward(evidence: pd.DataFrame, by: str | Sequence[str] = "name") -> pd.DataFrame:
    """Give the tone toward each group: its columns, `negative, neutral, positive, unsure, n, balance, low, high, note`.

    Takes mentions that `label_tone_toward` has judged; `by=["voice", "name"]` tells the article's own tone toward
    somebody from that of each speaker. Counts of mentions, the most mentioned first; `unsure` are those the model keeps
    silent on, `n` the others. `balance` (-1 to 1) is the share of positive less that of negative ones among these,
    `low` to `high` its 95 % interval (the score interval of Tango 1998), missing where none was judged.

    >>> told = pd.DataFrame({"name": ["Lee"] * 3, "toward": ["negative", None, "neutral"]})
    >>> summarise_toward(told)[["name", "negative", "unsure", "n", "balance", "note"]].values.tolist()
    [['Lee', 1, 1, 2, -0.5, 'fewer than 5 passages']]
    """
    groups = group_columns(evidence, by)
    need_columns(evidence, ["toward"])
    sides = {side: evidence["toward"] == side for side in SIDES} | {"unsure": evidence["toward"].isna()}
    marks = evidence[groups].assign(**{name: mark.astype("int64") for name, mark in sides.items()})
    table = marks.groupby(groups, dropna=False, sort=False).sum().reset_index()
    table["n"] = table[list(SIDES)].sum(axis=1)
    counts, judged = table[list(SIDES)].to_numpy(), table["n"].to_numpy(float)
    judged[judged == 0] = np.nan
    table["balance"] = (counts[:, 2] - counts[:, 0]) / judged
    table[["low", "high"]] = np.array([*map(_balance_interval, counts)], dtype=float).reshape(-1, 2)
    table["note"] = pd.Series(f"fewer than {FEW} passages", table.index, dtype="str").where(table["n"] < FEW)
    return table.iloc[(-table["n"] - table["unsure"]).argsort(kind="stable")].reset_index(drop=True)


def bootstrap_interval(*samples: np.ndarray, generator: np.random.Generator) -> tuple[float, float]:
    """The 95 % interval of the mean of one sample, or of the difference of the means of two; NaN below two values."""
    if min(map(len, samples)) < 2:
        return np.nan, np.nan

    def mean(*drawn: np.ndarray, axis: int) -> np.ndarray:
        return reduce(np.subtract, (sample.mean(axis=axis) for sample in drawn))

    options = {"n_resamples": _RESAMPLES, "batch": max(1, _HELD // max(map(len, samples))), "rng": generator}
    low, high = stats.bootstrap(
        samples, mean, vectorized=True, method="percentile", **options
    ).confidence_interval
    return float(low), float(high)


def _permutation_p(first: np.ndarray, second: np.ndarray, generator: np.random.Generator) -> float:
    def apart(a: np.ndarray, b: np.ndarray, axis: int) -> np.ndarray:
        return np.abs(a.mean(axis=axis) - b.mean(axis=axis))

    batch = max(1, _HELD // (len(first) + len(second)))
    options = {"n_resamples": _SHUFFLES, "batch": batch, "alternative": "greater", "rng": generator}
    return float(stats.permutation_test((first, second), apart, vectorized=True, **options).pvalue)


def _balance_interval(counts: np.ndarray) -> tuple[float, float]:
    """The differences that a score test does not refuse, so the difference itself lies among them."""
    negative, neutral, positive = counts.tolist()
    n, difference = negative + neutral + positive, positive - negative
    if not n:
        return np.nan, np.nan

    def beyond(balance: float) -> float:
        b = (2 * n - difference) * balance - negative - positive
        root = np.sqrt(max(b * b + 8 * n * negative * balance * (1 - balance), 0.0))
        least = (root - b) / (4 * n)
        spread = n * (2 * least + balance * (1 - balance))
        return (difference - n * balance) ** 2 - _NORMAL**2 * max(spread, 0.0)

    here = difference / n
    low = optimize.brentq(beyond, -1.0, here - _NEXT) if here > -1 else -1.0
    high = optimize.brentq(beyond, here + _NEXT, 1.0) if here < 1 else 1.0
    return float(low), float(high)


def directions(scores: pd.Series) -> pd.Series:
    """Give `negative`, `neutral` or `positive` for each score, missing where the score is."""
    sides = pd.Series("neutral", index=scores.index, dtype="str")
    return sides.mask(scores > EDGE, "positive").mask(scores < -EDGE, "negative").where(scores.notna())


def methods_agree(evidence: pd.DataFrame) -> pd.Series:
    """Give 1.0 for each passage that both methods put on the same side, else 0.0; NaN where one has no score."""
    first, second = (directions(evidence[method]) for method in METHODS)
    return (first == second).astype(float).where(first.notna() & second.notna())
