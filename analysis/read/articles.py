"""Articles: from files to one row per article.

Takes a text file, a folder or pasted text, gives the articles table. It cannot see who published a bare text.
"""

from pathlib import Path

import pandas as pd

from ..tables import COLUMNS, make_table


def read_articles(source: str | Path) -> pd.DataFrame:
    """Give the articles table of a text file or of a folder of text files."""
    path = Path(source)
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    rows = [(f.stem, *[None] * 7, f.read_bytes().decode("utf-8")) for f in files]
    return make_table("articles", rows)


def articles_from_text(text: str, article_id: str = "pasted") -> pd.DataFrame:
    """Give the articles table of one pasted text.

    >>> articles_from_text("It rained.")[["article_id", "text"]].values.tolist()
    [['pasted', 'It rained.']]
    """
    return make_table("articles", [(article_id, *[None] * (len(COLUMNS["articles"]) - 2), text)])
