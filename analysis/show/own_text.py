"""Give the fields of a notebook into which a reader puts a text of their own: pasted, uploaded, or a file's name.

They are made once, so that running all cells again keeps what was put in. It cannot see whether it is an article.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from ..read.articles import articles_from_text, read_articles
from ..read.uploads import articles_from_upload
from .page import escape

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
