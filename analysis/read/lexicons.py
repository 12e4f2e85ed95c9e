"""Lexicons: the vocabulary that the finders look for, one CSV file each, ready for a spreadsheet.

Takes a name or a path, gives a table of terms. It cannot know whether a term fits the text at hand.
"""

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from .resources import data_path


def read_lexicon(source: str | Path) -> pd.DataFrame:
    """Give one lexicon as a table: `term, category, weight, source` and what other columns it has."""
    path = Path(source) if str(source).endswith(".csv") else data_path(f"lexicons/{source}.csv")
    return pd.read_csv(path, dtype={"term": "str", "category": "str", "source": "str"}, keep_default_na=False)


@lru_cache(maxsize=64)
def lexicon_terms(name: str) -> MappingProxyType:
    """Give a lexicon as a read-only dict, term to its row (a named tuple); kept after the first call."""
    rows = read_lexicon(name).itertuples(index=False)
    return MappingProxyType({row.term: row for row in rows})
