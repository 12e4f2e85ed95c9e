"""Evidence: how what a finder sees in one text becomes rows of a table; the first tables, sentences and words.

Takes the articles and a finder of one text, gives a table. It cannot see whether what was found is right.
"""

import gc
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, pairwise, repeat
from operator import itemgetter, lt

import pandas as pd

from ...read.lexicons import BUILT_IN, Lexicons
from ...tables import COLUMNS, EVIDENCE, VOICE, join_columns, texts_of
from .document import Document
from .sentences import sentence_id
from .tokenizer import CLITIC

Finder = Callable[[Document], Iterable[tuple]]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python search for no cycles of objects: nothing here makes any, and a long text is searched over and over."""
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        (gc.enable if searches else gc.disable)()


@uncollected()
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
    found: list[list] = [[] for _ in names]
    for article_id, text in texts_of(articles).items():
        add_evidence(found, article_id, Document(text, lexicons or BUILT_IN), finder, names)
    return join_columns(names, found)


def add_evidence(
    columns: list[list], article_id: str, document: Document, finder: Finder, names: Sequence[str] = EVIDENCE
) -> None:
    """Add what a finder sees in one document to the columns of a table, in the order of the text.

    The five columns of evidence come first; where the `names` end with `voice, voice_kind`, so do the columns.
    """
    rows = list(document.part(finder))
    if not rows:
        return
    starts, ends, *further = zip(*rows, strict=True)
    if not all(map(lt, starts, starts[1:])):
        starts, ends, *further = zip(*sorted(rows, key=itemgetter(0, 1)), strict=True)
    text, begins = document.text, [bisect_left(starts, sentence.start) for sentence in document.sentences[1:]]
    counted = enumerate(pairwise((0, *begins, len(rows))), start=1)  # the rows of each sentence
    evidence = [
        repeat(article_id, len(rows)),
        chain.from_iterable([sentence_id(article_id, n)] * (b - a) for n, (a, b) in counted if a < b),
        starts,
        ends,
        [text[start:end] for start, end in zip(starts, ends, strict=True)],
    ]
    if tuple(names[-2:]) == VOICE:
        from ..who.voice import heard_in, voices_in  # who speaks is read from tables of this module's kind

        further += zip(*heard_in(document.part(voices_in), starts, ends), strict=True)
    for column, values in zip(columns, (*evidence, *further), strict=False):
        column += values


def split_sentences(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the sentences of every article: the evidence columns, `paragraph, position, kind`.

    A sentence ends at a stop, unless an abbreviation has it or what follows goes on. `paragraph` counts from 0,
    `position` from 1; `kind` is `body`, `heading` (a short line that ends without a full stop) or what is no prose of
    the article: `link` ("Read: ..."), `byline`, `date`, `agency`, `caption`, `dateline` (before the first sentence).
    Headings that end in a full stop are not seen.

    >>> from analysis import articles_from_text
    >>> split_sentences(articles_from_text("Mr. Lee left. It rained.")).text.tolist()
    ['Mr. Lee left.', 'It rained.']
    """
    return find_in(articles, "sentences", sentences_in, lexicons)


def sentences_in(document: Document) -> list[tuple]:
    """Give `(start, end, paragraph, position, kind)` of each sentence of one document."""
    spans = enumerate(document.sentences, start=1)
    return [(span.start, span.end, span.paragraph, position, span.kind) for position, span in spans]


def find_tokens(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the words of every article: the evidence columns, `position, word`.

    A word is a run of letters and digits with hyphens and apostrophes inside ("non-interference", "don't"); a
    possessive ending ("Syria's") is left out of it. `position` counts the words of the article from 1; `word` is
    the text folded to lower case with straight apostrophes. Punctuation makes no row.
    Cannot see words that a line break has cut in two.

    >>> from analysis import articles_from_text
    >>> find_tokens(articles_from_text("Don't stop Syria’s vote!")).word.tolist()
    ["don't", 'stop', 'syria', 'vote']
    """
    return find_in(articles, "tokens", tokens_in, lexicons)


def tokens_in(document: Document) -> list[tuple]:
    """Give `(start, end, position, word)` of each word of one document, contractions joined again."""
    p = document.parse
    words: list[tuple[int, int, int, str]] = []
    for start, end, word, tag in zip(p.starts, p.ends, p.lower, p.tags, strict=False):
        if not word.isalnum():
            if not any(map(str.isalnum, word)):
                continue
            if "'" in word[:2] and CLITIC.fullmatch(word) and words and words[-1][1] == start:
                if tag != "POS":
                    words[-1] = (words[-1][0], end, len(words), words[-1][3] + word)
                continue
        words.append((start, end, len(words) + 1, word))
    return words
