"""Resampling: how far chance alone would move a mean, or part two.

Takes numbers and a seeded generator, gives intervals and p. It cannot know whether they were drawn one by one.
"""

import numpy as np
from scipy import stats

RESAMPLES = 2000
SHUFFLES = 10_000
_HELD = 1_000_000  # numbers in memory at once


def bootstrap_interval(*samples: np.ndarray, generator: np.random.Generator) -> tuple[float, float]:
    """Give the 95 % interval of the mean of one sample, or of the difference of the means of two.

    Percentile bootstrap (Efron 1979) with 2,000 resamples, by SciPy; with few values it is rather too narrow. NaN
    where a sample has fewer than two values.

    >>> low, high = bootstrap_interval(np.array([0.0, 1.0, 2.0]), generator=np.random.default_rng(1))
    >>> bool(0 <= low < 1 < high <= 2)
    True
    """
    if min(map(len, samples)) < 2:
        return np.nan, np.nan
    statistic = np.mean if len(samples) == 1 else _difference
    batch = max(1, _HELD // max(map(len, samples)))
    options = {"n_resamples": RESAMPLES, "batch": batch, "method": "percentile", "rng": generator}
    interval = stats.bootstrap(samples, statistic, vectorized=True, **options).confidence_interval
    return float(interval.low), float(interval.high)


def permutation_p(first: np.ndarray, second: np.ndarray, generator: np.random.Generator) -> float:
    """Give the share of the ways to deal the values to two groups of these sizes that part the means at least as far.

    Two-sided permutation test (Fisher 1935) by SciPy: all ways where there are at most 10,000, else as many drawn ones.

    >>> permutation_p(np.array([1.0, 2.0]), np.array([8.0, 9.0]), np.random.default_rng(1)).__round__(3)
    0.333
    """

    def apart(a: np.ndarray, b: np.ndarray, axis: int) -> np.ndarray:
        return np.abs(_difference(a, b, axis))

    batch = max(1, _HELD // (len(first) + len(second)))
    options = {"n_resamples": SHUFFLES, "batch": batch, "alternative": "greater", "rng": generator}
    return float(stats.permutation_test((first, second), apart, vectorized=True, **options).pvalue)


def _difference(a: np.ndarray, b: np.ndarray, axis: int) -> np.ndarray:
    return a.mean(axis=axis) - b.mean(axis=axis)
