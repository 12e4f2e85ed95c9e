"""Association: the statistics of a two-by-two table of counts, for keyness and for collocations alike.

Takes counts, gives numbers. It cannot know whether the words were counted in a sensible way.
"""

import numpy as np

Counts = np.ndarray | int
"""Counts of many words, or one that holds for all of them."""


def log_likelihood(n: Counts, row: Counts, column: Counts, total: Counts) -> np.ndarray:
    """Give G², how surprising it is that `n` of `total` fall where a row and a column of these sums meet.

    0 where `n` is just what chance would bring; above 10.83 a table by chance this far off is rarer than 1 in
    1,000. It grows with the size of the text, so it says how sure, never how strong. Source: Dunning (1993),
    "Accurate methods for the statistics of surprise and coincidence".

    >>> float(log_likelihood(10, 20, 50, 100).round(6))
    0.0
    """
    n, row, column, total = (np.asarray(x, dtype=float) for x in (n, row, column, total))
    cells = (n, row - n, column - n, total - row - column + n)
    sums = ((row, column), (row, total - column), (total - row, column), (total - row, total - column))
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [
            np.where(o > 0, o * np.log(o * total / (r * c)), 0.0)
            for o, (r, c) in zip(cells, sums, strict=True)
        ]
    return np.maximum(0.0, 2 * np.sum(parts, axis=0))


def log_ratio(
    n_target: Counts, target: Counts, n_reference: Counts, reference: Counts
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the log ratio of two rates with the low and high end of its 95 % interval.

    Each step of 1 doubles the rate in the target against the reference; 0 means equal rates. A count of 0 is
    taken as 0.5, so that the ratio exists. The interval is that of a ratio of two proportions on the log
    scale; it treats words as drawn one by one, and so is too narrow for words that come in bursts. Sources:
    Hardie (2014), "Log Ratio: an informal introduction"; Katz et al. (1978), "Obtaining confidence intervals
    for the risk ratio in cohort studies".

    >>> ratio, low, high = log_ratio(40, 1000, 10, 1000)
    >>> float(ratio), bool(low < 2 < high)
    (2.0, True)
    """
    a, b = (np.where(np.asarray(x, dtype=float) > 0, x, 0.5) for x in (n_target, n_reference))
    target, reference = np.asarray(target, dtype=float), np.asarray(reference, dtype=float)
    ratio = np.log2(a / target) - np.log2(b / reference)
    reach = 1.959964 * np.sqrt(np.maximum(0, 1 / a - 1 / target + 1 / b - 1 / reference)) / np.log(2)
    return ratio, ratio - reach, ratio + reach


def log_dice(n: np.ndarray, n_first: np.ndarray, n_second: np.ndarray) -> np.ndarray:
    """Give logDice: how exclusively two words keep company; at most 14, whatever the size of the text.

    14 means that neither is ever without the other, one step less that they are half as exclusive.
    Source: Rychlý (2008), "A Lexicographer-Friendly Association Score".

    >>> float(log_dice(5, 5, 5))
    14.0
    """
    return 14 + np.log2(2 * np.asarray(n, dtype=float) / (np.asarray(n_first) + np.asarray(n_second)))
