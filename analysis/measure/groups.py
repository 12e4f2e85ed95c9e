"""What the measures share: groups by column, and notes where too little was counted to say anything.

Takes tables and column names, gives checked lists. It cannot know whether a group makes sense.
"""

from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

import numpy as np
import pandas as pd

from ..resources import need, why
from ..tables import Tables, need_columns, texts_of

FEW = 5
"""Below this many sentences (or sightings of a word) a number says so of itself."""
_NO_MARKS = str.maketrans("øØłŁđĐı", "oOlLdDi") | {ord("ß"): "ss", ord("æ"): "ae"}


def group_columns(table: pd.DataFrame, by: str | Sequence[str] | None) -> list[str]:
    """Give the names of the columns to group by as a list, each checked to be in the table."""
    names = [] if by is None else [by] if isinstance(by, str) else list(by)
    need_columns(table, names)
    return names


def label_articles(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Give the same rows with every column of `articles` but the text, for `by="outlet"` or by a column of your own.

    A column that the table has already is kept as it is; `published` is text as in the articles. Raises ValueError
    for rows of an article that is not there.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["", ""], "outlet": ["Post", "Times"]})
    >>> label_articles(pd.DataFrame({"article_id": ["b", "a"], "word": ["war", "peace"]}), articles)["outlet"].tolist()
    ['Times', 'Post']
    """
    need_columns(table, ["article_id"])
    texts_of(articles, table["article_id"].unique())
    new = articles.columns.difference([*table.columns, "text", "encoding"], sort=False)
    rows = articles.set_index("article_id")[new].reindex(table["article_id"])
    return table.assign(**{name: rows[name].array for name in new})


def words_within(tokens: pd.DataFrame, within: str | None) -> np.ndarray:
    """Tell of each word whether it stands in a voice: "own", "quoted" (anybody else's), or a speaker's."""
    if within is None:
        return np.ones(len(tokens), dtype=bool)
    need_columns(tokens, ["voice", "voice_kind"])
    if within in ("own", "quoted"):
        return (tokens["voice_kind"] == "own").to_numpy(dtype=bool) == (within == "own")
    inside = (tokens["voice"] == within).fillna(False).to_numpy(dtype=bool)
    if not inside.any():
        voices = ", ".join(map(repr, tokens["voice"].dropna().unique()[:8]))
        advice = f"one of {voices}" if voices else "within=None: nobody speaks here"
        raise ValueError(why("no voice", within, advice=advice))
    return inside


def need_tables(tables: Tables, names: Iterable[str]) -> None:
    """Raise ValueError where one of the tables that `analyse` gives is not there, or is no table."""
    for name in names:
        there = isinstance(tables, dict) and isinstance(tables.get(name), pd.DataFrame)
        need(there, "table missing", name)


def word_set(words: pd.DataFrame | Iterable[str] | None) -> set[str]:
    """Give the words of a lexicon table, or of any collection, as a set."""
    if words is None:
        return set()
    need(not isinstance(words, str), "one string", words)
    return set(words["term"] if isinstance(words, pd.DataFrame) else words)


def unaccented(name: str) -> str:
    """Give a name without the marks of its letters.

    >>> unaccented("Jiří Øverås")
    'Jiri Overas'
    """
    return "".join(sign for sign in normalize("NFKD", name.translate(_NO_MARKS)) if not combining(sign))
