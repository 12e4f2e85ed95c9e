"""Concordance: a word wherever it stands, with what stands before and behind it.

Takes tokens and their articles, gives one row a hit. It reads words as printed: no senses, no grammar.
"""

from fnmatch import translate
from re import compile as pattern

import numpy as np
import pandas as pd

from ..tables import EVIDENCE
from .counts import sentence_runs
from .groups import need_columns


def find_concordance(
    tokens: pd.DataFrame, articles: pd.DataFrame, phrase: str, width: int = 6, sort: str = "text"
) -> pd.DataFrame:
    """Give the evidence columns of each hit with `left` and `right`, the text of up to `width` words on either side.

    `phrase` is one word or several in a row, within one sentence; `*` stands for any letters ("terroris*").
    `sort` orders the rows as they come in the "text", by the words to the "left" (the nearest first) or to
    the "right": that is how a habit of speech shows. Known as KWIC, key word in context (Luhn 1960). Raises
    ValueError for an empty phrase or another `sort`.

    >>> from analysis import articles_from_text, find_tokens
    >>> articles = articles_from_text("The war began. A civil war is a war.")
    >>> find_concordance(find_tokens(articles), articles, "war", width=2, sort="left")[["left", "text", "right"]]
           left text    right
    0      is a  war        .
    1   A civil  war     is a
    2       The  war  began. A
    """
    need_columns(tokens, (*EVIDENCE, "word"))
    parts = [pattern(translate(part)) for part in phrase.lower().replace("’", "'").split()]
    if not parts or sort not in ("text", "left", "right"):
        raise ValueError(
            f"phrase={phrase!r} with sort={sort!r} cannot be looked up. A word or a phrase was expected, and 'text', "
            "'left' or 'right' for sort. Try phrase='victory', sort='left'."
        )
    codes, words = pd.factorize(tokens["word"])
    hits = np.ones(max(0, len(tokens) - len(parts) + 1), dtype=bool)
    runs = sentence_runs(tokens)
    for step, part in enumerate(parts):
        fits = np.array([bool(part.match(word)) for word in words], dtype=bool)
        hits &= fits[codes[step : step + len(hits)]] & (runs[step : step + len(hits)] == runs[: len(hits)])
    return _in_context(tokens.reset_index(drop=True), articles, np.flatnonzero(hits), len(parts), width, sort)


def _in_context(tokens, articles, at: np.ndarray, size: int, width: int, sort: str) -> pd.DataFrame:
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    article = pd.factorize(tokens["article_id"])[0]
    first, last = np.searchsorted(article, article[at]), np.searchsorted(article, article[at], side="right")
    begins, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    words = tokens["word"].to_numpy(dtype=object)
    rows, keys = [], []
    for i, low, high in zip(at.tolist(), first.tolist(), last.tolist(), strict=True):
        low, stop = max(low, i - width), i + size
        high = min(high, stop + width)
        name, sentence = tokens.at[i, "article_id"], tokens.at[i, "sentence_id"]
        text, start, end = texts[name], int(begins[i]), int(ends[stop - 1])
        left, right = text[begins[low] : start], text[end : ends[high - 1]] if high > stop else text[end:]
        rows.append((name, sentence, start, end, text[start:end], left.strip(), right.strip()))
        keys.append({"text": (), "left": tuple(words[low:i][::-1]), "right": tuple(words[stop:high])}[sort])
    order = sorted(range(len(rows)), key=keys.__getitem__)
    table = pd.DataFrame([rows[i] for i in order], columns=[*EVIDENCE, "left", "right"])
    return table.astype({"start": "int64", "end": "int64"} | dict.fromkeys(("left", "right", "text"), "str"))
