"""Tokens: the words of a text and where they stand.

Takes the articles table, gives the tokens table. It cannot tell a name from a word, nor one sense from another.
"""

import pandas as pd

from ...tables import make_table
from .parse import Parse, parse
from .sentences import sentence_id
from .tokenizer import CLITIC


def find_tokens(articles: pd.DataFrame) -> pd.DataFrame:
    """Give the words of every article: the evidence columns, `position, word`.

    A word is a run of letters and digits with hyphens and apostrophes inside ("non-interference", "don't"); a
    possessive ending ("Syria's") is left out of it. `position` counts the words of the article from 1; `word` is
    the text folded to lower case with straight apostrophes. Punctuation makes no row.
    Cannot see words that a line break has cut in two.

    >>> from analysis import articles_from_text
    >>> find_tokens(articles_from_text("Don't stop Syria’s vote!")).word.tolist()
    ["don't", 'stop', 'syria', 'vote']
    """
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        for position, (sentence, start, end, word) in enumerate(_words(parse(text)), start=1):
            row = (article_id, sentence_id(article_id, sentence + 1), start, end, text[start:end])
            rows.append((*row, position, word))
    return make_table("tokens", rows)


def _words(parsed: Parse) -> list[tuple[int, int, int, str]]:
    """Sentence index, start, end and folded form of every word, contractions joined again."""
    words: list[tuple[int, int, int, str]] = []
    columns = zip(parsed.sentence_of, parsed.starts, parsed.ends, parsed.lower, parsed.tags, strict=True)
    for sentence, start, end, word, tag in columns:
        if not any(map(str.isalnum, word)):
            continue
        if "'" in word[:2] and CLITIC.fullmatch(word) and words and words[-1][2] == start:
            if tag != "POS":
                words[-1] = (words[-1][0], words[-1][1], end, words[-1][3] + word)
        else:
            words.append((sentence, start, end, word))
    return words
