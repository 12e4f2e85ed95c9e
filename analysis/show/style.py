"""Take a title and a table of numbers; give axes in the house style and a figure that everyone can read.

Every chart carries a text alternative with its numbers, a caption that names n, and its data as a table.
It cannot see whether a title says what the numbers say: that stays with whoever draws the chart.
"""

from __future__ import annotations

import base64
import io
import textwrap
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from analysis.show.page import escape, table_html

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML
    from matplotlib.axes import Axes

# Each colour beside its counterpart on a dark page. The series differ in lightness, so that they stay
# apart in grey and for colour-blind readers; nothing is told by colour alone.
COLOURS = {
    "direct": "#1d3557",  # direct speech, and the first series
    "indirect": "#b8472a",  # indirect and mixed speech, and the second
    "own": "#7d8590",  # the article's own voice
    "third": "#2a9d8f",
    "fourth": "#d9a441",
    "ink": "#20242b",
    "quiet": "#4f5661",
    "grid": "#e4e1da",
    "edge": "#9aa0a8",
    "paper": "#ffffff",  # for words inside a dark bar
}
DARK = {
    "#1d3557": "#8fb8ea",
    "#b8472a": "#f0936f",
    "#7d8590": "#9aa3af",
    "#2a9d8f": "#62cfc0",
    "#d9a441": "#efc872",
    "#20242b": "#e9e7e2",
    "#4f5661": "#b3b9c2",
    "#e4e1da": "#373c44",
    "#9aa0a8": "#6d757f",
    "#ffffff": "#15171b",
}
SERIES = [COLOURS[name] for name in ("direct", "indirect", "third", "fourth", "own")]


class Description(NamedTuple):
    """What a chart says in words: its text alternative, its caption and its data."""

    alt: str
    caption: str
    table: pd.DataFrame | None


def new_axes(title: str, xlabel: str = "", ylabel: str = "", rows: int | None = None) -> Axes:
    """Give empty matplotlib Axes in the house style, on a figure of their own.

    `title` states what is seen ("Putin has twice the words of Al-Assad"). With `rows`, the number of bars or
    lines of text, the figure is as high as they need. The figure is not registered with pyplot, so nothing
    is drawn until `show_chart` is asked.

    >>> new_axes("Two speakers", xlabel="words", rows=2).get_xlabel()
    'words'
    """
    import matplotlib.style
    from matplotlib.figure import Figure

    wrapped = textwrap.fill(title, 52)
    with matplotlib.style.context(_style()):
        height = 3.0 if rows is None else 0.55 + 0.34 * max(rows, 1) + 0.25 * bool(xlabel)
        figure = Figure(figsize=(5.2, height + 0.2 * (wrapped.count("\n") + 1)))
        ax = figure.add_subplot(xlabel=xlabel, ylabel=ylabel)
        figure.suptitle(wrapped, x=0.01, ha="left", color=COLOURS["ink"])
    return ax


def empty_axes(title: str, why: str) -> Axes:
    """Give axes that say in words why there is nothing to draw ("No quote was found.").

    >>> empty_axes("Tone per speaker", "No quote was found.").description.alt
    'Tone per speaker: No quote was found.'
    """
    ax = new_axes(title, rows=1)
    ax.set_axis_off()
    ax.text(0, 0.5, why, color=COLOURS["quiet"], va="center", transform=ax.transAxes)
    return describe(ax, alt=f"{title}: {why}", caption=why)


def describe(ax: Axes, alt: str = "", caption: str = "", table: pd.DataFrame | None = None) -> Axes:
    """Attach the text alternative, the caption and the data of a chart, and give the same axes back.

    Without `alt` one is made from the title and the first 12 rows of `table`. The caption should name n.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"speaker": ["Reed", "Marsh"], "words": [31, 12]})
    >>> describe(new_axes("Reed speaks most"), caption="n = 43 words", table=data).description.alt
    'Reed speaks most. Reed: words 31; Marsh: words 12.'
    """
    title = ax.figure.get_suptitle().replace("\n", " ")
    if not alt and table is not None:
        alt = f"{title}. {_in_words(table)}."
    ax.description = Description(alt or title, caption, table)
    return ax


def show_chart(ax: Axes) -> HTML:
    """Give a figure for a notebook: the chart as SVG, its caption, and its data in a table to unfold.

    The text alternative, the caption and the table are those given to `describe`.
    """
    from IPython.display import HTML

    said = getattr(ax, "description", None) or describe(ax).description
    width = round(ax.figure.get_figwidth() * 100)
    height = round(ax.figure.get_figheight() * 100)
    image = f'<img alt="{escape(said.alt)}" width="{width}" height="{height}" src="{_as_uri(ax)}"'
    numbers = ""
    if said.table is not None and len(said.table):
        numbers = (
            f"<details><summary>The numbers behind this chart</summary>{table_html(said.table)}</details>"
        )
    return HTML(
        f'<figure class="chart">{image} style="max-width:100%;height:auto">'
        f"<figcaption>{escape(said.caption)}{numbers}</figcaption></figure>"
    )


@cache
def _style() -> str:
    return str(files("analysis.show") / "house.mplstyle")


@cache
def _chart_css() -> str:
    """Rules inside the SVG, so that a chart turns dark with its page also where it is only an image."""
    swaps = (
        f'[style*="{kind}: {light}"]{{{kind}:{dark}!important}}'
        for light, dark in DARK.items()
        for kind in ("fill", "stroke")
    )
    css = (files("analysis.show") / "template" / "chart.css").read_text(encoding="utf-8")
    return f"{css}@media (prefers-color-scheme: dark){{text{{fill:#e9e7e2}}{''.join(swaps)}}}"


def _as_uri(ax: Axes) -> str:
    import matplotlib.style

    buffer = io.StringIO()
    with matplotlib.style.context(_style()):
        ax.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    opening = svg.index(">") + 1
    lines = (line.strip() for line in svg[opening:].splitlines())
    svg = f"{svg[:opening]}<style>{_chart_css()}</style>{' '.join(lines)}"
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _in_words(table: pd.DataFrame) -> str:
    from analysis.show.page import cell_text

    rows = []
    for row in table.head(12).itertuples(index=False):
        first, *rest = zip(table.columns, row, strict=True)
        said = ", ".join(f"{name} {cell_text(value, name)}" for name, value in rest)
        head = cell_text(first[1], first[0])
        rows.append(f"{head}: {said}" if said else head)
    more = [f"and {len(table) - 12} more rows in the table"] if len(table) > 12 else []
    return "; ".join(rows + more)
