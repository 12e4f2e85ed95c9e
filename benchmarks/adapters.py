"""One callback for each measure, built on the public functions.

Each takes a plain text and gives what the scorers of labelled data expect: spans in characters with their labels.
"""

import pandas as pd

from analysis import analyse, articles_from_text
from analysis.tables import make_table


def tables(texts: list[str]) -> dict[str, pd.DataFrame]:
    """Every table that `analyse` gives for a list of plain texts."""
    articles = [articles_from_text(text, article_id=f"text{n:05d}") for n, text in enumerate(texts)]
    return analyse(pd.concat(articles, ignore_index=True) if articles else make_table("articles", []))


def _records(table: pd.DataFrame) -> list[dict]:
    """Rows as dicts, with None where a value is missing."""
    return table.astype(object).where(table.notna(), None).to_dict("records")
