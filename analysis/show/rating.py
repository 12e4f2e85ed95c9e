"""Take sentences; give a sheet on which readers rate them, before they have seen what a method makes of them.

It cannot see whether a reader rated alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..output import write_new

if TYPE_CHECKING:
    from ipywidgets import VBox

_SIDES = ("negative", "neutral", "positive")


def write_rating_sheet(evidence: pd.DataFrame, path: str | Path, most: int = 20, seed: int = 1) -> Path:
    """Write a CSV file with `rater, sentence_id, start, text, rating` for `most` sentences, and give its path.

    The sentences are drawn by chance and stand in the order of the text; a reader fills in `rater` on every line
    and `rating` with negative, neutral or positive. Read the sheets back with pandas, one after the other, for
    `summarise_agreement`. Raises ValueError where another file has that name: it may have been filled in.
    """
    sheet = _drawn(evidence, most, seed).assign(rater="", rating="")
    table = sheet[[c for c in ("rater", "sentence_id", "start", "text", "rating") if c in sheet]].to_csv(
        index=False
    )
    return write_new(path, table.encode("utf-8", "replace"))


def show_rating_sheet(evidence: pd.DataFrame, rater: str, most: int = 20, seed: int = 1) -> VBox:
    """Give the sheet of `write_rating_sheet` as buttons in a notebook; `widget.ratings()` gives what was chosen."""
    from ipywidgets import HTML, ToggleButtons, VBox

    from .page import escape

    drawn = _drawn(evidence, most, seed)
    choices = [
        ToggleButtons(options=[("no rating", None), *((s, s) for s in _SIDES)], value=None, tooltips=())
        for _ in drawn.index
    ]
    lines = [
        VBox([HTML(f"<p>{escape(text)}</p>"), choice])
        for text, choice in zip(drawn["text"], choices, strict=True)
    ]
    box = VBox(lines)
    box.ratings = lambda: pd.DataFrame(
        {
            "rater": rater,
            **{name: drawn[name].array for name in ("sentence_id", "start") if name in drawn},
            "rating": [choice.value for choice in choices],
        }
    )
    return box


def _drawn(evidence: pd.DataFrame, most: int, seed: int) -> pd.DataFrame:
    return evidence.sample(min(most, len(evidence)), random_state=seed).sort_index()
