"""Resampling: how far chance alone would move a mean, or part two.

Takes numbers and a seeded generator, gives intervals and p. It cannot know whether they were drawn one by one.
"""

from itertools import combinations
from math import comb

import numpy as np

RESAMPLES = 2000
SHUFFLES = 10_000


def bootstrap_interval(values: np.ndarray, generator: np.random.Generator) -> tuple[float, float]:
    """Give the low and high end of the 95 % interval of the mean, NaN for fewer than two values.

    Percentile bootstrap (Efron 1979), 2,000 resamples; with few values it is rather too narrow.

    >>> low, high = bootstrap_interval(np.array([0.0, 1.0, 2.0]), np.random.default_rng(1))
    >>> bool(0 <= low < 1 < high <= 2)
    True
    """
    if len(values) < 2:
        return np.nan, np.nan
    low, high = np.quantile(resampled_means(values, generator), [0.025, 0.975])
    return float(low), float(high)


def resampled_means(values: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Give the means of 2,000 resamples, drawn in blocks so that many values need little memory."""
    block = max(1, 1_000_000 // len(values))
    sizes = [min(block, RESAMPLES - done) for done in range(0, RESAMPLES, block)]
    return np.concatenate(
        [values[generator.integers(len(values), size=(n, len(values)))].mean(axis=1) for n in sizes]
    )


def permutation_p(first: np.ndarray, second: np.ndarray, generator: np.random.Generator) -> float:
    """Give the share of the ways to deal the values to two groups of these sizes that part the means at least as far.

    Two-sided permutation test (Fisher 1935): all ways where there are at most 10,000, else 10,000 drawn ones, the
    seen one among them.

    >>> permutation_p(np.array([1.0, 2.0]), np.array([8.0, 9.0]), np.random.default_rng(1)).__round__(3)
    0.333
    """
    values, n = np.concatenate([first, second]), len(first)

    def apart(sums: np.ndarray) -> np.ndarray:
        return np.abs(sums / n - (values.sum() - sums) / len(second))

    seen = abs(first.mean() - second.mean()) - 1e-12
    if comb(len(values), n) <= SHUFFLES:
        ways = np.array(list(combinations(range(len(values)), n)))
        return float((apart(values[ways].sum(axis=1)) >= seen).mean())
    sums = np.array([generator.permutation(values)[:n].sum() for _ in range(SHUFFLES)])
    return float((1 + (apart(sums) >= seen).sum()) / (1 + SHUFFLES))
