"""Association: the statistics of a two-by-two table of counts, and by them the words that keep company (collocations)
and those that a text uses more than another text, another voice, or English in general (keyness).

It cannot see grammar, nor say why a word is frequent: often it is the topic.
"""

import numpy as np
import pandas as pd

from ..read.lexicons import general_english
from ..resources import need
from ..tables import need_columns
from .counts import FEW, sentence_runs, words_within

Counts = np.ndarray | int
"""Counts of many words, or one that holds for all of them."""

GENERAL_TOTAL = 1_000_000_000
"""General English is given as rates; its counts stand for a text of this many words."""

SMALL = 1000
"""A text with fewer words than this is too small for most of its words to be compared."""


def log_likelihood(n: Counts, row: Counts, column: Counts, total: Counts) -> np.ndarray:
    """Give G², how surprising it is that `n` of `total` fall where a row and a column of these sums meet.

    0 where `n` is just what chance would bring; above 10.83 a table by chance this far off is rarer than 1 in
    1,000. It grows with the size of the text, so it says how sure, never how strong. Source: Dunning (1993),
    "Accurate methods for the statistics of surprise and coincidence".
    """
    n, row, column, total = (np.asarray(x, dtype=float) for x in (n, row, column, total))
    cells = (n, row - n, column - n, total - row - column + n)
    sums = ((row, column), (row, total - column), (total - row, column), (total - row, total - column))
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs = zip(cells, sums, strict=True)
        parts = [np.where(o > 0, o * np.log(o * total / (r * c)), 0.0) for o, (r, c) in pairs]
    return np.maximum(0.0, 2 * np.sum(parts, axis=0))


def log_ratio(n_target: Counts, target: int, n_reference: Counts, reference: int) -> tuple[np.ndarray, ...]:
    """Give the log ratio of two rates with the low and high end of its 95 % interval.

    Each step of 1 doubles the rate in the target against the reference; a count of 0 is taken as 0.5. The interval is
    that of a ratio of two proportions; it takes words as drawn one by one, and so is too narrow for words that come in
    bursts. Sources: Hardie (2014), "Log Ratio: an informal introduction"; Katz et al. (1978), "Obtaining confidence
    intervals for the risk ratio in cohort studies".
    """
    a, b = (np.where(np.asarray(x, dtype=float) > 0, x, 0.5) for x in (n_target, n_reference))
    ratio = np.log2(a / target) - np.log2(b / reference)
    reach = 1.959964 * np.sqrt(np.maximum(0, 1 / a - 1 / target + 1 / b - 1 / reference)) / np.log(2)
    return ratio, ratio - reach, ratio + reach


def log_dice(n: np.ndarray, n_first: np.ndarray, n_second: np.ndarray) -> np.ndarray:
    """Give logDice: how exclusively two words keep company (Rychlý 2008, "A Lexicographer-Friendly Association Score").

    At most 14, whatever the size of the text: neither is ever without the other; each step less is half as exclusive.
    """
    return 14 + np.log2(2 * np.asarray(n, dtype=float) / (np.asarray(n_first) + np.asarray(n_second)))


def count_collocations(
    tokens: pd.DataFrame, word: str | None = None, window: int = 4, least: int = 2, within: str | None = None
) -> pd.DataFrame:
    """Give pairs of words that stand near each other: `word, collocate, n, n_word, n_collocate, g2, log_dice`.

    `n` counts how often the two stand at most `window` words apart in one sentence, `n_word` and `n_collocate` how
    often each stands in the text. `g2` (how sure) compares `n` with all near pairs, `log_dice` (how exclusive, at most
    14) with the two words' own counts. With `word`, only its pairs; without, each pair once, the word that comes first
    in `word`. Pairs seen fewer than `least` times are left out: in a single article most, of which nothing can be said.
    `within` takes only the words in a voice: "own", "quoted", or a speaker's.

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("The civil war began. No civil war ends well. War goes on."))
    >>> count_collocations(tokens, "war", window=1)[["word", "collocate", "n", "n_word", "n_collocate"]]
      word collocate  n  n_word  n_collocate
    0  war     civil  2       3            2
    """
    need_columns(tokens, ["word", "sentence_id", "position"])
    need(window > 0, "small window", window=window)
    tokens = tokens[words_within(tokens, within)]
    codes, words = pd.factorize(tokens["word"])
    position, sentence = tokens["position"].to_numpy(), sentence_runs(tokens)
    pairs = [np.empty((2, 0), dtype="int64")]
    for step in range(1, min(window, len(tokens) - 1) + 1):
        near = (sentence[step:] == sentence[:-step]) & (position[step:] - position[:-step] <= window)
        pairs.append(np.array([codes[:-step][near], codes[step:][near]]))
    sides = np.hstack(pairs)
    near, n_words = (np.bincount(each, minlength=len(words)) for each in (sides.ravel(), codes))
    pair = np.array([sides.min(axis=0), sides.max(axis=0)])
    if word is not None:
        node = np.flatnonzero(words == word)
        pair = pair[:, np.isin(pair, node).any(axis=0)]
        pair = np.where(np.isin(pair[1], node), pair[::-1], pair)
    keys, n = np.unique(pair[0] * len(words) + pair[1], return_counts=True)
    keys, n = keys[n >= least], n[n >= least]
    first, second = np.divmod(keys, max(1, len(words)))
    both = np.where(first == second, 2 * n, n)  # a word beside itself fills its cell from both sides
    labels = pd.Series(words, dtype="str")
    columns = {
        "word": labels.take(first).array,
        "collocate": labels.take(second).array,
        "n": n,
        "n_word": n_words[first],
        "n_collocate": n_words[second],
        "g2": log_likelihood(both, near[first], near[second], near.sum()),
        "log_dice": log_dice(n, n_words[first], n_words[second]),
    }
    return pd.DataFrame(columns).sort_values("g2", ascending=False, kind="stable", ignore_index=True)


def compare_words(
    target: pd.DataFrame, reference: pd.DataFrame | None = None, within: str | None = None
) -> pd.DataFrame:
    """Give the words of the target by how much more it uses them: the keyness table and a `note`.

    Columns `word, n_target, n_reference, rate_target, rate_reference` (per 1,000 words), `log_ratio, low, high` (95 %
    interval), `g2`, and `note`: what is too small to be trusted. The end of the interval nearer to 0 gives the order,
    the surest difference first. Both are tokens tables, and `reference` may be rows of the same one; without it, it is
    general English, the 50,000 commonest words (`data/README.md`): a rarer word gets the rate of the rarest, so its log
    ratio is a lower bound, and numbers and words with a hyphen, which that list splits, are left out. `within` takes
    only the words in a voice ("own", "quoted", or a speaker's) and compares them with `reference`, or the table's other
    words. Cannot see that a name is rare because it is a name. Where a side has no words, there is no row.

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("Troops shelled the ceasefire line. The ceasefire is over."))
    >>> compare_words(tokens)[["word", "n_target", "n_reference", "log_ratio"]].head(2).round(1)
            word  n_target  n_reference  log_ratio
    0  ceasefire         2         2090       16.7
    1    shelled         1         1200       16.5
    """
    need_columns(target, ["word"])
    if within is not None:
        inside = words_within(target, within)
        target, reference = target[inside], target[~inside] if reference is None else reference
    counts = target["word"].value_counts(sort=False)
    if reference is None:
        counts = counts[~counts.index.str.contains("[0-9-]")]
        rates, total = general_english(), GENERAL_TOTAL
        other = rates.reindex(counts.index).fillna(rates.iloc[-1]) * (total / 1_000_000)
        other = other.round().astype("int64")
    else:
        need_columns(reference, ["word"])
        other, total = reference["word"].value_counts(sort=False), len(reference)
    if not len(target) or not total:
        counts, other = counts.iloc[:0], other.iloc[:0]
    words = counts.index if reference is None else counts.index.union(other.index, sort=False)
    n_target, n_reference = (n.reindex(words, fill_value=0).to_numpy() for n in (counts, other))
    return keyness(words, n_target, n_reference, max(1, len(target)), max(1, total))


def keyness(words, n_target: Counts, n_reference: Counts, size: int, total: int) -> pd.DataFrame:
    """Give the table of `compare_words` from counts: of each word on either side, and of all words of each."""
    ratio, low, high = log_ratio(n_target, size, n_reference, total)
    columns = {
        "word": pd.Series(words, dtype="str"),
        "n_target": n_target,
        "n_reference": n_reference,
        "rate_target": 1000 * n_target / size,
        "rate_reference": 1000 * n_reference / total,
        "log_ratio": ratio,
        "low": low,
        "high": high,
        "g2": log_likelihood(n_target, n_target + n_reference, size, size + total),
        "note": _notes(n_target, n_reference, size, total),
    }
    order = np.lexsort((-columns["g2"], -np.maximum(np.maximum(low, -high), 0)))
    return pd.DataFrame(columns).iloc[order].reset_index(drop=True)


def _notes(n_target, n_reference, target: int, reference: int) -> pd.Series:
    small = "text under 1,000 words" if min(target, reference) < SMALL else ""
    few = "word seen under 5 times"
    notes = np.array([small or None, f"{small}; {few}" if small else few], dtype=object)
    seen = n_target + n_reference * (reference < GENERAL_TOTAL)
    return pd.Series(notes[(seen < FEW).astype(int)], dtype="str")
