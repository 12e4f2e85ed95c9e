"""Uploads: from a notebook's upload button to one row per article.

Takes the value of an ipywidgets FileUpload, gives the articles table. It cannot see where the file lay before.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from .articles import articles_from_text, read_articles


def articles_from_upload(files: Sequence[dict], otherwise: str = "") -> pd.DataFrame:
    """Give the articles table of the first uploaded file or, where nothing was uploaded, of the text `otherwise`.

    A file is read as `read_articles` reads one of its kind, with the same errors.

    >>> articles_from_upload([], otherwise="It rained.")["text"].tolist()
    ['It rained.']
    >>> articles_from_upload([{"name": "rain.txt", "content": b"It rained."}])["article_id"].tolist()
    ['rain']
    """
    if not files:
        return articles_from_text(otherwise)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(files[0]["name"]).name or "upload.txt")
        path.write_bytes(files[0]["content"])
        return read_articles(path)
