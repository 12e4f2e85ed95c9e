"""Collocations: which words keep company, and how exclusively.

Takes the tokens table, gives pairs with two statistics. It cannot see grammar: "near" is a number of words.
"""

import numpy as np
import pandas as pd

from .association import log_dice, log_likelihood
from .counts import sentence_runs
from .groups import need_columns, words_within


def count_collocations(
    tokens: pd.DataFrame,
    word: str | None = None,
    window: int = 4,
    least: int = 2,
    within: str | None = None,
) -> pd.DataFrame:
    """Give pairs of words that stand near each other: `word, collocate, n, n_word, n_collocate, g2, log_dice`.

    `n` counts how often the two stand at most `window` words apart in one sentence, on either side; `n_word`
    and `n_collocate` how often each stands in the text. `g2` (how sure) compares `n` with all near pairs,
    `log_dice` (how exclusive, at most 14 for neighbours) with the two words' own counts. With `word`, only
    its pairs; without, each pair once, the word that the text uses first in `word`. Pairs seen fewer than
    `least` times are left out. `within` takes only the words in a voice: "own", "quoted", or a speaker's. In a
    single article most pairs are seen once, and nothing can be said of them.
    See `association` for sources.

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("The civil war began. No civil war ends well. War goes on."))
    >>> count_collocations(tokens, "war", window=1)[["word", "collocate", "n", "n_word", "n_collocate"]]
      word collocate  n  n_word  n_collocate
    0  war     civil  2       3            2
    """
    need_columns(tokens, ["word", "sentence_id", "position"])
    tokens = tokens[words_within(tokens, within)]
    codes, words = pd.factorize(tokens["word"])
    n_words = np.bincount(codes, minlength=len(words))
    left, right = _near(tokens, codes, window)
    total = 2 * len(left)
    near = np.bincount(left, minlength=len(words)) + np.bincount(right, minlength=len(words))
    first, second = np.minimum(left, right), np.maximum(left, right)
    if word is not None:
        node = np.flatnonzero(words == word)
        inside = np.isin(first, node) | np.isin(second, node)
        first, second = first[inside], second[inside]
        swap = np.isin(second, node)
        first, second = np.where(swap, second, first), np.where(swap, first, second)
    pairs, n = np.unique(first * max(1, len(words)) + second, return_counts=True)
    pairs, n = pairs[n >= least], n[n >= least]
    first, second = pairs // max(1, len(words)), pairs % max(1, len(words))
    both = np.where(first == second, 2 * n, n)  # a word beside itself fills its cell from both sides
    g2 = log_likelihood(both, near[first], near[second], total)
    order = np.lexsort((second, first, -g2))
    first, second, n, g2 = first[order], second[order], n[order], g2[order]
    labels = pd.Series(words, dtype="str")
    return pd.DataFrame(
        {
            "word": labels.take(first).array,
            "collocate": labels.take(second).array,
            "n": n,
            "n_word": n_words[first],
            "n_collocate": n_words[second],
            "g2": g2,
            "log_dice": log_dice(n, n_words[first], n_words[second]),
        }
    )


def _near(tokens: pd.DataFrame, codes: np.ndarray, window: int) -> tuple[np.ndarray, np.ndarray]:
    """The codes of the left and the right word of every pair at most `window` words apart in one sentence."""
    if window < 1:
        raise ValueError(f"A window of {window} words was asked for; 1 or more was expected. Try window=4.")
    position = tokens["position"].to_numpy()
    sentence = sentence_runs(tokens)
    left, right = [], []
    for step in range(1, min(window, len(tokens) - 1) + 1):
        near = (sentence[step:] == sentence[:-step]) & (position[step:] - position[:-step] <= window)
        left.append(codes[:-step][near])
        right.append(codes[step:][near])
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([empty, *left]), np.concatenate([empty, *right])
