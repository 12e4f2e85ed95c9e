"""Evidence: how what a finder sees in one text becomes rows of an evidence table.

Takes the articles and a finder of one text, gives a table. It cannot see whether what was found is right.
"""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from ...tables import COLUMNS, EVIDENCE, make_table
from .parse import parse
from .sentences import sentence_id


def find_in(
    articles: pd.DataFrame, columns: str | Sequence[str], finder: Callable[[str], Iterable[tuple]]
) -> pd.DataFrame:
    """Give the evidence table of a finder that takes one text and gives `(start, end, *further columns)` tuples.

    `columns` is the name of a table in `tables.COLUMNS`, or the columns that follow the five of evidence. A row
    carries the sentence that it begins in.

    >>> from analysis import articles_from_text
    >>> find_in(articles_from_text("So it is."), ["word"], lambda text: [(0, 2, "so")])[["sentence_id", "text", "word"]]
      sentence_id text word
    0  pasted.001   So   so
    """
    names = COLUMNS[columns] if isinstance(columns, str) else (*EVIDENCE, *columns)
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        parsed = parse(text)
        for start, end, *further in sorted(finder(text), key=lambda row: row[:2]):
            sentence = sentence_id(article_id, parsed.sentence_at(start) + 1)
            rows.append((article_id, sentence, start, end, text[start:end], *further))
    return make_table(names, rows)
