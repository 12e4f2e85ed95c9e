"""A chart as SVG that is read on a phone, on paper, in the dark and by a screen reader, from lines of marks.

Places are shares of the width, so that a narrow page squeezes the marks and never the letters. It cannot see whether
a title says what the numbers say: that stays with whoever draws the chart.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import shorten
from typing import NamedTuple

import pandas as pd

from .page import cell_text, fill, house_style, none, table_html

LOOKS = ("direct", "indirect", "third", "fourth", "own")
"""The colours of series, as the style sheet names them: they differ in lightness too, and each is named in words."""

_LINE, _SUB = 42, 15  # heights in pixels: of a line with its label and marks, and of a second label


class Mark(NamedTuple):
    """A bar, range, dot, ring (not certain), tick or arrow (`less`, `more`) from `start` to `end` of the axis."""

    shape: str
    start: float
    end: float
    look: str
    said: str = ""


class Line(NamedTuple):
    """One line of a chart: its label, its marks, a quieter second label, and a number at the right."""

    label: str
    marks: tuple[Mark, ...]
    sub: str = ""
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart that shows itself with its caption, words and numbers; without lines it is one sentence that says why.
    `scale` turns a value into a length (linear unless given)."""

    title: str
    caption: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    lines: tuple[Line, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    axis: str = ""
    bounds: tuple[float, float] | None = None
    scale: Callable[[float], float] = float

    @property
    def alt(self) -> str:
        """The chart in words: its title and the first 12 rows of its table.

        >>> Chart("Reed speaks", "n = 31 words", pd.DataFrame({"speaker": ["Reed"], "words": [31]})).alt
        'Reed speaks. Reed: words 31.'
        """
        told = f". {_in_words(self.table)}." if len(self.table) else f": {self.caption}"
        return f"{self.title}{told}"

    def _repr_html_(self) -> str:
        if not self.lines:
            return none(f"{self.title}: {self.caption}")
        numbers = table_html(self.table) if len(self.table) else ""
        return house_style("chart.css") + fill("chart.html", chart=self, numbers=numbers)

    def svg(self) -> str:
        """Give the drawing alone. Its widths are shares, its heights pixels."""
        marks = [mark for line in self.lines for mark in line.marks]
        ends = [end for mark in marks for end in (mark.start, mark.end) if math.isfinite(end)]
        low, high = self.bounds or (min([0.0, *ends]), max(ends, default=1.0))
        high = high if high > low else low + 1
        ticks, lines, bottom = _ticks(low, high, self.scale) if self.axis else [], [], 0
        for line in self.lines:  # labels fit a phone
            label, sub = (shorten(*words, placeholder=" …") for words in ((line.label, 36), (line.sub, 44)))
            lines.append((line, label, sub, bottom))
            bottom += _LINE + _SUB * bool(sub)
        first, last = self.scale(low), self.scale(high)

        def place(value: float) -> str:
            share = (self.scale(min(max(value, low), high)) - first) / (last - first)
            return f"{1 + 97 * share:.2f}%"  # of the width, with a little room at either side

        drawn = {"place": place, "ticks": ticks, "lines": lines, "bottom": bottom}
        return fill("drawing.html", chart=self, words=cell_text, **drawn)


def _ticks(low: float, high: float, scale: Callable[[float], float]) -> list[float]:
    """At most five round numbers from low to high: equal steps, or powers of ten on a scale that is no line."""
    if scale is not float:
        powers = [10.0**p for p in range(max(0, math.ceil(math.log10(max(high, 1)))) + 1)]
        inside = [low, *(p for p in powers if low < p <= high)]
        return inside[:: math.ceil(len(inside) / 4)]
    half = (high - low) / 2 * (1 + 1e-9)
    step = 10.0 ** math.floor(math.log10(half))
    step *= next(factor for factor in (5, 2, 1) if factor * step <= half)
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]


def _in_words(table: pd.DataFrame) -> str:
    rows = []
    for row in table.head(12).itertuples(index=False):
        first, *rest = zip(map(str, table.columns), row, strict=True)
        said = (f"{name} {cell_text(value, name)}" for name, value in rest if not name.endswith("_id"))
        rows.append(f"{cell_text(first[1], first[0])}: {', '.join(said)}")
    more = [f"and {len(table) - 12} more rows in the table"] if len(table) > 12 else []
    return "; ".join(rows + more)
