"""Sentences and words: the tables of both, and where they stand.

Takes the articles table, gives an evidence table. It cannot tell a name from a word, nor one sense from another.
"""

import pandas as pd

from ...read.lexicons import Lexicons
from .document import Document
from .evidence import find_in
from .tokenizer import CLITIC


def split_sentences(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the sentences of every article: the evidence columns, `paragraph, position, kind`.

    NLTK's Punkt tokenizer, with our own list of abbreviations, splits each paragraph. `paragraph` counts from 0,
    `position` from 1; `kind` is `body`, `heading` (a short line that ends without a full stop) or what is not
    the article's own prose: `link` ("Read: ..."), `byline`, `date`, `agency`, `caption`, or the `dateline` before
    the first sentence.
    Cannot see headings that end in a full stop. Method: Kiss and Strunk (2006), "Unsupervised Multilingual
    Sentence Boundary Detection".

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
    words: list[tuple[int, int, str]] = []
    for start, end, word, tag in zip(p.starts, p.ends, p.lower, p.tags, strict=True):
        if not word.isalnum():
            if not any(map(str.isalnum, word)):
                continue
            if "'" in word[:2] and CLITIC.fullmatch(word) and words and words[-1][1] == start:
                if tag != "POS":
                    words[-1] = (words[-1][0], end, words[-1][2] + word)
                continue
        words.append((start, end, word))
    return [(start, end, position, word) for position, (start, end, word) in enumerate(words, start=1)]
