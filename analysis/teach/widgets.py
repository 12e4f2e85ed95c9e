"""What a reader does within a notebook: a text of their own, a sheet to rate sentences on, questions with hints.

It cannot see whether a text is an article, nor whether a reader rated alone or which answer was chosen first.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from ..read.articles import articles_from_text, articles_from_upload, read_articles
from ..resources import data_path, why
from ..show.page import Shown, escape

if TYPE_CHECKING:
    from ipywidgets import VBox


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
        told.value = ""
        try:
            if path.value.strip() and not upload.value:
                return read_articles(path.value.strip())
            return articles_from_upload(upload.value, otherwise=field.value.strip() or otherwise)
        except (ValueError, OSError) as error:
            pasted = field.value.strip()
            used = "What stands in the field" if pasted else "The example"
            told.value = f"<p role=alert>{escape(error)} {used} is used meanwhile.</p>"
            return articles_from_text(pasted or otherwise)

    box.articles = articles
    return box


def show_rating_sheet(evidence: pd.DataFrame, rater: str, most: int = 20, seed: int = 1) -> VBox:
    """Give `most` sentences drawn by chance, in the order of the text, with buttons to rate them in a notebook.

    `widget.ratings()` gives what was chosen, as `summarise_agreement` takes it: `rater, sentence_id, start, rating`.
    """
    from ipywidgets import HTML, ToggleButtons, VBox

    drawn = evidence.sample(min(most, len(evidence)), random_state=seed).sort_index()
    options = [("no rating", None), *((side, side) for side in ("negative", "neutral", "positive"))]
    choices = [ToggleButtons(options=options, value=None, tooltips=()) for _ in drawn.index]
    texts = [HTML(f"<p>{escape(text)}</p>") for text in drawn["text"]]
    box = VBox([VBox(line) for line in zip(texts, choices, strict=True)])
    places = drawn[[name for name in ("sentence_id", "start") if name in drawn]].reset_index(drop=True)
    places.insert(0, "rater", rater)
    box.ratings = lambda: places.assign(rating=[choice.value for choice in choices])
    return box


def show_checks(lesson: str) -> Shown:
    """Give the questions of a lesson for a notebook or a page; no script runs.

    The questions stand in `data/lessons/checks.csv`. In the teacher's edition the answers stand open, and the right
    one is marked. Raises ValueError where the lesson has none.

    >>> "<summary>" in show_checks("01").data
    True
    """
    table = pd.read_csv(data_path("lessons/checks.csv"), dtype="str")
    mine = table[table["lesson"] == lesson]
    if not len(mine):
        known = ", ".join(table["lesson"].unique())
        raise ValueError(why("no questions", lesson, known=known))
    items = []
    for question, answers in mine.groupby("question", sort=False):
        told = "".join(
            f'<details class="answer{" right" * (row.right == "yes")}"><summary>{escape(row.answer)}</summary>'
            f"<p>{escape(row.hint)}</p></details>"
            for row in answers.itertuples()
        )
        items.append(f"<li><p>{escape(question)}</p>{told}</li>")
    return Shown(f'<ol class="questions">{"".join(items)}</ol>')
