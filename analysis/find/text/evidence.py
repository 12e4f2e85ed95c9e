"""Evidence: how what a finder sees in one text becomes rows of an evidence table.

Takes the articles and a finder of one text, gives a table. It cannot see whether what was found is right.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

import pandas as pd

from ...read.lexicons import BUILT_IN, Lexicons
from ...tables import COLUMNS, EVIDENCE, VOICE, make_table
from .document import Document
from .sentences import sentence_id

Finder = Callable[[Document], Iterable[tuple]]


def find_in(
    articles: pd.DataFrame, columns: str | Sequence[str], finder: Finder, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Give the evidence table of a finder, which takes a document and gives `(start, end, *further columns)` tuples.

    `columns` is the name of a table in `tables.COLUMNS`, or the columns that follow the five of evidence. A row
    carries the sentence that it begins in.

    >>> from analysis import articles_from_text
    >>> find_in(articles_from_text("So it is."), ["word"], lambda document: [(0, 2, "so")])[["sentence_id", "word"]]
      sentence_id word
    0  pasted.001   so
    """
    names = COLUMNS[columns] if isinstance(columns, str) else (*EVIDENCE, *columns)
    rows: list[tuple] = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        rows += evidence_rows(article_id, Document(text, lexicons or BUILT_IN), finder, names)
    return make_table(names, rows)


def evidence_rows(
    article_id: str, document: Document, finder: Finder, columns: Sequence[str] = ()
) -> Iterator[tuple]:
    """Give the rows of one document in the order of the text, each with the five columns of evidence in front.

    Where `columns` end with `voice, voice_kind`, so does each row.
    """
    text, starts, at = document.text, [sentence.start for sentence in document.sentences], 0
    starts.append(len(text) + 1)
    voices = _voices(document) if tuple(columns[-2:]) == VOICE else None
    for start, end, *further in sorted(document.part(finder), key=itemgetter(0, 1)):
        while starts[at + 1 : at + 2] and starts[at + 1] <= start:
            at += 1
        voice = voices.at(start, end) if voices else ()
        yield (article_id, sentence_id(article_id, at + 1), start, end, text[start:end], *further, *voice)


def _voices(document: Document):
    from ..who.voice import (
        voices_in,  # who speaks is read from tables of this module's kind, so it comes later
    )

    return document.part(voices_in)
