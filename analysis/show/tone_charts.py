"""Take scored passages and their groups; give a chart of tone that shows every passage and how few there may be.

It cannot show a tone that the dictionaries do not see: passages without a known word are only counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..measure.groups import FEW, group_columns
from ..measure.tone import METHODS, summarise_tone
from .style import COLOURS, describe, empty_axes, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAMES = {"polarity": "TextBlob's polarity", "compound": "VADER's compound"}
_OWN = {"voice": "the article itself", "speaker_name": "nobody named"}


def plot_tone(evidence: pd.DataFrame, by: str = "voice", most: int = 12) -> Axes:
    """Give a chart of the tone of each group by both methods: a dot per passage, a bar of the 95 % interval.

    A group with fewer than 5 scored passages has its dots and no bar. Groups are in order of their passages,
    at most `most` of them; each is named at its line with its n, TextBlob above, VADER below.

    >>> scored = pd.DataFrame({"voice": ["Lee"] * 6, "polarity": [0.1] * 6, "compound": [-0.2, 0, 0.1, 0.2, 0, None]})
    >>> plot_tone(scored).description.caption
    'n = 6 passages, 6 scored by TextBlob and 5 by VADER. No bar stands where fewer than 5 are scored.'
    """
    group_columns(evidence, by)
    title = f"Tone by {by.replace('_name', '').replace('_', ' ')}: what two dictionaries say"
    if evidence[list(METHODS)].isna().all(axis=None):
        return empty_axes(title, "Neither dictionary knows a word of these passages.")
    summary = summarise_tone(evidence, by)
    order = evidence[by].value_counts(dropna=False).index[:most]
    ax = new_axes(title, "←  more negative          more positive  →", rows=2 * len(order))
    labels = []
    for line, name in enumerate(order):
        labels.append(_OWN.get(by, "not known") if pd.isna(name) else str(name))
        rows = evidence[evidence[by].isna() if pd.isna(name) else evidence[by] == name]
        for method, offset, colour in zip(METHODS, (-0.17, 0.17), ("direct", "indirect"), strict=True):
            values = rows[method].dropna()
            colour = COLOURS[colour]
            ax.scatter(
                values, [line + offset] * len(values), s=14, color=colour, alpha=0.55, linewidths=0, zorder=3
            )
            if len(values) >= FEW:
                same = summary[by].isna() if pd.isna(name) else summary[by] == name
                low, high, mean = summary.loc[
                    same & (summary["method"] == method), ["low", "high", "mean"]
                ].iloc[0]
                ax.plot(
                    [low, high],
                    [line + offset] * 2,
                    color=colour,
                    linewidth=5,
                    alpha=0.35,
                    solid_capstyle="butt",
                )
                ax.plot(
                    mean, line + offset, marker="|", markersize=11, markeredgewidth=2, color=colour, zorder=4
                )
            ax.text(
                1.06,
                line + offset,
                f"{_NAMES[method]}, n = {len(values)}",
                va="center",
                color=colour,
                fontsize=7,
            )
    ax.axvline(0, color=COLOURS["edge"], linewidth=0.8)
    ax.set(yticks=range(len(labels)), yticklabels=labels, xlim=(-1.05, 1.05), ylim=(len(labels) - 0.5, -0.5))
    scored = evidence[list(METHODS)].notna().sum()
    caption = (
        f"n = {len(evidence)} passages, {scored['polarity']} scored by TextBlob and {scored['compound']} by VADER. "
        f"No bar stands where fewer than {FEW} are scored."
    )
    return describe(ax, alt=f"{title}. {_in_words(summary, by)}", caption=caption, table=summary)


def _in_words(summary: pd.DataFrame, by: str) -> str:
    """The mean of every group by both methods, in a sentence each."""
    said = []
    for name, rows in summary.groupby(by, dropna=False, sort=False):
        means = [
            f"{_NAMES[row.method]} {row.mean:.2f} (n = {row.n})" if row.n else f"{_NAMES[row.method]} none"
            for row in rows[["method", "mean", "n"]].itertuples(index=False, name="Row")
        ]
        said.append(f"{_OWN.get(by, 'not known') if pd.isna(name) else name}: {', '.join(means)}")
    return "; ".join(said) + "."
