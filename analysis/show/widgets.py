"""Give what a reader fills in within a notebook: a text of their own, and a sheet to rate sentences on.

It cannot see whether a text is an article, nor whether a reader rated alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..output import write_new
from ..read.articles import articles_from_text, articles_from_upload, read_articles
from .page import escape

if TYPE_CHECKING:
    from ipywidgets import VBox

_SIDES = ("negative", "neutral", "positive")


@cache
def show_own_text() -> VBox:
    """Give a field to paste a text, a button to upload a file, and a line for a path or a web page saved here.

    `box.articles(otherwise=text)` gives the articles table of what is there, the upload first, then the path, then the
    pasted text, and `otherwise` where all are empty. What cannot be read is told under the fields, and `otherwise`
    is used.
    """
    from ipywidgets import HTML, FileUpload, Layout, Text, Textarea, VBox

    wide = Layout(width="100%")
    field = Textarea(placeholder="Paste an article here", layout=Layout(width="100%", height="12rem"))
    upload = FileUpload(accept=".txt,.html,.docx,.pdf", description="or upload it")
    path = Text(placeholder="or the path of a file, such as data/articles/sochi.txt", layout=wide)
    told = HTML()
    box = VBox([field, upload, path, told])

    def articles(otherwise: str) -> pd.DataFrame:
        try:
            told.value = ""
            return (
                read_articles(path.value.strip())
                if path.value.strip() and not upload.value
                else (articles_from_upload(upload.value, otherwise=field.value.strip() or otherwise))
            )
        except (ValueError, OSError) as error:
            told.value = f"<p role=alert>{escape(error)} The text above is used meanwhile.</p>"
            return articles_from_text(otherwise)

    box.articles = articles
    return box


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
