"""Uploads: from a notebook's upload button to one row per article.

Takes the value of an ipywidgets FileUpload, gives the articles table. It cannot see where the file lay before.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

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
        path = Path(folder) / _file_name(files[0]["name"])
        path.write_bytes(files[0]["content"])
        return read_articles(path)


def _file_name(name: str) -> str:
    """Give the last part of a name, or another where no file can have it.

    >>> _file_name("a/rain.txt"), _file_name(".."), _file_name("x" * 300 + ".pdf")
    ('rain.txt', 'upload.txt', 'upload.pdf')
    """
    path = PurePosixPath(name.replace("\\", "/").replace("\0", ""))
    if path.name.strip(". ") and len(path.name.encode("utf-8", "replace")) < 200:
        return path.name.encode("utf-8", "replace").decode()
    return f"upload{path.suffix if 1 < len(path.suffix) < 10 else '.txt'}"
