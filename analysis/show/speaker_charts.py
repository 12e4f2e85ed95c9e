"""Take the words per speaker; give a chart of who gets how many, in direct and in indirect speech.

It shows how much room each has, not what they do with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.measure.keyness import compare_words

from .style import COLOURS, describe, empty_axes, new_axes
from .word_charts import plot_distinctive_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

UNNAMED = "nobody named"
MOST = 12


def plot_speakers(speakers: pd.DataFrame) -> Axes:
    """Give stacked bars of the words per speaker, direct and indirect: `speakers` is from `count_speakers`.

    >>> table = pd.DataFrame({"speaker": ["Reed"], "direct": [30], "indirect": [4], "n": [34], "total": [99]})
    >>> plot_speakers(table).description.alt
    'Reed has 34 of 34 attributed words. Reed: direct 30, indirect 4, n 34, total 99.'
    """
    if not len(speakers):
        return empty_axes("Who speaks", "No attributed passage was found.")
    shown = speakers.head(MOST)
    names = shown["speaker"].fillna(UNNAMED)
    ax = new_axes(_title(speakers), xlabel="words", rows=len(shown) + 1)
    ax.barh(names, shown["direct"], color=COLOURS["direct"], height=0.66)
    bars = ax.barh(names, shown["indirect"], left=shown["direct"], color=COLOURS["indirect"], height=0.66)
    ax.bar_label(bars, labels=shown["n"].astype(str), padding=4, color=COLOURS["quiet"])
    ax.invert_yaxis()
    ax.xaxis.get_major_locator().set_params(integer=True)
    for row, (direct, n) in enumerate(zip(shown["direct"], shown["n"], strict=True)):
        _label(ax, row, 0, direct, n_max=shown["n"].max(), word="direct")
        _label(ax, row, direct, n - direct, n_max=shown["n"].max(), word="indirect")
    total = int(speakers["total"].iloc[0])
    return describe(
        ax,
        caption=f"n = {speakers['n'].sum()} attributed words of {total}, {_several(speakers)}"
        f"{f', the first {MOST} shown' if len(speakers) > MOST else ''}. The other words are the article’s own.",
        table=speakers,
    )


def plot_own_words(words: pd.DataFrame, most: int = 6) -> Axes:
    """Give the words that set the article's own voice apart from its quotations: `words` is from `label_voice`.

    Where one of the two has no words there is nothing to compare, and the chart says so.

    >>> table = pd.DataFrame({"word": ["rain"], "voice_kind": ["own"]})
    >>> plot_own_words(table).description.caption
    'Only one voice was found, so there is nothing to compare.'
    """
    own = words["voice_kind"] == "own"
    if own.all() or not own.any():
        why = "Only one voice was found, so there is nothing to compare."
        return empty_axes("Words by voice", why)
    compared = compare_words(words[own], words[~own])
    return plot_distinctive_words(compared, "the article itself", "its quotations", most=most)


def _several(speakers: pd.DataFrame) -> str:
    named = int(speakers["speaker"].notna().sum())
    return f"{named} speaker{'s' * (named != 1)}{' and nobody named' * (named < len(speakers))}"


def _title(speakers: pd.DataFrame) -> str:
    named = speakers.dropna(subset=["speaker"])
    if not len(named):
        return f"No speaker of the {speakers['n'].sum()} attributed words is named"
    return f"{named['speaker'].iloc[0]} has {named['n'].iloc[0]} of {speakers['n'].sum()} attributed words"


def _label(ax: Axes, row: int, left: int, width: int, n_max: int, word: str) -> None:
    """The name of a part inside it, where it has the room."""
    if width > n_max * 0.16:
        ax.text(left + width / 2, row, word, va="center", ha="center", color=COLOURS["paper"], size=8.5)
