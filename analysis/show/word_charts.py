"""Take words and their counts; give charts of where in a text they stand and of whose words they are.

It cannot show why a word is used: its passages do that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..measure.groups import need_columns
from ..read.lexicons import BUILT_IN
from .style import COLOURS, SERIES, describe, empty_axes, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_word_timeline(tokens: pd.DataFrame, words: Sequence[str]) -> Axes:
    """Give a chart of where in the text each word stands: a line per word, a mark per use, from first word to last.

    With several articles, they follow each other. Each line is named with its n.

    >>> tokens = pd.DataFrame({"word": ["war", "and", "peace", "war"]})
    >>> plot_word_timeline(tokens, ["war", "peace"]).description.alt
    'Where the words stand in 4 words. war: n 2, first 1, last 4; peace: n 1, first 3, last 3.'
    """
    need_columns(tokens, ["word"])
    words = [words] if isinstance(words, str) else list(words)
    title = f"Where the words stand in {len(tokens):,} words"
    if not words or tokens.empty:
        return empty_axes(title, "No word was asked for, or the text has none.")
    ax = new_axes(title, "words from the beginning", rows=len(words))
    rows = []
    for line, word in enumerate(words):
        at = np.flatnonzero((tokens["word"] == word.lower()).to_numpy()) + 1
        ax.axhline(line, color=COLOURS["grid"], linewidth=0.8, zorder=0)
        ax.plot(at, [line] * len(at), "|", markersize=13, markeredgewidth=2, color=SERIES[line % 2])
        rows.append((word, len(at), at[0] if len(at) else pd.NA, at[-1] if len(at) else pd.NA))
    table = pd.DataFrame(rows, columns=["word", "n", "first", "last"]).astype(
        {"first": "Int64", "last": "Int64"}
    )
    labels = [f"{word}  n = {n}" for word, n in zip(table["word"], table["n"], strict=True)]
    ax.set(
        yticks=range(len(words)), yticklabels=labels, xlim=(0, len(tokens) + 1), ylim=(len(words) - 0.5, -0.5)
    )
    return describe(ax, caption=f"n = {table['n'].sum()} uses of {len(words)} words.", table=table)


def plot_distinctive_words(
    keyness: pd.DataFrame, target: str = "this text", reference: str = "the other", most: int = 8
) -> Axes:
    """Give a chart of the words that set two texts apart: to the right the target's, to the left the reference's.

    Takes what `compare_words` gives. A dot is the log ratio, a line its 95 % interval (a line across 0: no
    difference can be told), and each dot is named with its word and both counts. At most `most` words on
    either side; the words of the lexicon `stop_words` are left out.

    >>> table = pd.DataFrame({"word": ["war"], "n_target": [9], "n_reference": [2], "log_ratio": [2.1],
    ...                       "low": [0.2], "high": [4.1]})
    >>> plot_distinctive_words(table, "Lee", "Marsh").description.caption
    'Each step to the side is a doubling. n = 9 : 2 uses, Lee : Marsh. 1 of 1 words surely differ.'
    """
    need_columns(keyness, ["word", "n_target", "n_reference", "log_ratio", "low", "high"])
    title = f"Words that set {target} apart from {reference}"
    keyness = keyness[~keyness["word"].isin(BUILT_IN.terms("stop_words"))]
    table = pd.concat([_side(keyness, 1, most), _side(keyness, -1, most)[::-1]], ignore_index=True)
    if table.empty:
        return empty_axes(title, "No word is used more on one side than on the other.")
    ax = new_axes(title, f"←  more in {reference}\nmore in {target}  →", rows=len(table) + 1)
    for line, row in enumerate(table.itertuples()):
        colour = COLOURS["direct" if row.log_ratio > 0 else "indirect"]
        ax.plot([row.low, row.high], [line, line], color=colour, linewidth=1.6, alpha=0.6)
        ax.plot(row.log_ratio, line, "o", color=colour, markersize=5)
    labels = [f"{row.word}  {row.n_target} : {row.n_reference}" for row in table.itertuples()]
    ax.axvline(0, color=COLOURS["edge"], linewidth=0.8)
    ax.set(yticks=range(len(table)), yticklabels=labels, ylim=(len(table) - 0.5, -0.5))
    sure = int(((table["low"] > 0) | (table["high"] < 0)).sum())
    caption = (
        f"Each step to the side is a doubling. n = {table['n_target'].sum()} : {table['n_reference'].sum()} uses, "
        f"{target} : {reference}. {sure} of {len(table)} words surely differ."
    )
    return describe(ax, caption=caption, table=table)


def _side(keyness: pd.DataFrame, side: int, most: int) -> pd.DataFrame:
    return keyness[np.sign(keyness["log_ratio"]) == side].head(most)
