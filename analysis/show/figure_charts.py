"""Charts of casualty figures: each an interval, open ends drawn as open, with its source beside it.

Takes the casualties table, gives axes. It cannot show that two figures count the same people: read the sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .style import COLOURS, describe, empty_axes, new_axes

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_LONGEST_SOURCE = 34
_WIDE = 50


def plot_figures(casualties: pd.DataFrame, title: str = "How many, and who says so") -> Axes:
    """Give a chart with one line per figure: a dot for an exact number, a line for a range, an arrow for an open end.

    A hollow dot is approximate or hedged. The label names the harm, the words for the figure and the source, or says
    that no source is named. The scale is logarithmic where the figures are far apart.

    >>> from analysis import articles_from_text, find_casualties
    >>> ax = plot_figures(find_casualties(articles_from_text("At least 40 people died, police said.")))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['killed: At least 40\\npolice']
    """
    rows = casualties.sort_values(["harm", "article_id", "start"], kind="stable")
    if rows.empty:
        return empty_axes(title, "No casualty figure was found.")
    ax = new_axes(
        title, xlabel="people (or families, homes: what the text counts)", rows=round(1.5 * len(rows))
    )
    points = [end for ends in (rows["low"], rows["high"]) for end in ends if end == end]
    if max(points) > _WIDE * max(1.0, min(points)):
        ax.set_xscale("symlog", linthresh=1)
    else:
        ax.locator_params(axis="x", nbins=4)
    for y, row in enumerate(rows.itertuples()):
        _draw(ax, y, row)
    several = rows["article_id"].nunique() > 1
    ax.set_yticks(range(len(rows)), [_label(row, several) for row in rows.itertuples()])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.margins(x=0.35)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x / 1e6:,g} million" if x >= 1e6 else f"{x:,.0f}")
    named = int(rows["source"].notna().sum())
    caption = (
        f"n = {len(rows)} figures, {named} with a source. An arrow is an open end: at least, at most, or a vague word. "
        "A hollow dot is approximate or hedged. Figures are not added up: they overlap and restate each other."
    )
    shown = rows[["harm", "text", "low", "high", "bound", "source", "sentence_id"]].reset_index(drop=True)
    return describe(ax, caption=caption, table=shown)


def _draw(ax: Axes, y: int, row: tuple) -> None:
    low, high = row.low, row.high
    colour = COLOURS["own"] if row.source != row.source else COLOURS["direct"]
    soft = row.bound == "approx" or row.hedge == row.hedge
    if low == low and high == high:
        ax.plot([low, high], [y, y], color=colour, linewidth=3)
        ends = [low] if low == high else [low, high]
    else:
        ends = [low if low == low else high]
        reach = (48 if low == low else -48, 0)
        arrow = {"arrowstyle": "<-", "color": colour, "linewidth": 1.6}
        ax.annotate("", xy=(ends[0], y), xytext=reach, textcoords="offset points", arrowprops=arrow)
    ax.plot(ends, [y] * len(ends), "o", color=colour, markerfacecolor=COLOURS["paper"] if soft else colour)


def _label(row: tuple, several: bool) -> str:
    source = row.source if row.source == row.source else "no source named"
    if len(source) > _LONGEST_SOURCE:
        source = source[: _LONGEST_SOURCE - 1].rsplit(" ", 1)[0] + "…"
    place = f" [{row.article_id}]" if several else ""
    return f"{row.harm}: {row.text}{place}\n{source}"
