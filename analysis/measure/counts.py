"""Counts: how often each word, and each row of words, stands in an article, a voice or a speech.

Takes the tokens table, gives counts with rates per 1,000 words. It cannot tell the senses of a word apart.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from .groups import group_columns, need_columns, word_set


def count_words(
    tokens: pd.DataFrame,
    by: str | Sequence[str] | None = None,
    leave_out: pd.DataFrame | Iterable[str] | None = None,
    word: str = "word",
) -> pd.DataFrame:
    """Give the group columns, `word, n, total, share, per_1000`, the commonest word of each group first.

    `by` names columns of `tokens` ("article_id", "voice"); rows without a value there are a group of their
    own. `leave_out` (a lexicon table or a list) takes words out of the list but not out of `total`, the words
    of the group. `word="stem"` counts the column that `label_stems` adds. Words as common as each other stand
    in the order of the text. Cannot see that "attack" and "attacks" belong together unless stems are counted.

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("War is war. Peace is rare."))
    >>> count_words(tokens, leave_out=["is"]).head(2)
        word  n  total     share    per_1000
    0    war  2      6  0.333333  333.333333
    1  peace  1      6  0.166667  166.666667
    """
    groups = group_columns(tokens, by)
    need_columns(tokens, [word])
    codes, words = pd.factorize(tokens[word])
    group_codes, group_rows = _group_codes(tokens, groups)
    return _counted(
        tokens, groups, group_codes, group_rows, codes, pd.Index(words), _kept(words, leave_out), "word"
    )


def count_ngrams(
    tokens: pd.DataFrame,
    size: int = 2,
    by: str | Sequence[str] | None = None,
    leave_out: pd.DataFrame | Iterable[str] | None = None,
    least: int = 2,
) -> pd.DataFrame:
    """Give the group columns, `ngram, n, total, share, per_1000`: rows of `size` words inside one sentence.

    `leave_out` takes away the n-grams that begin or end in one of its words ("of the"); `least` is the
    smallest `n` to be listed; `total` is the number of n-grams of the group, and the rate is per 1,000 of
    them. Cannot see the comma between two words. Raises ValueError where `size` is below 1.

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("The civil war goes on. A civil war is a war."))
    >>> count_ngrams(tokens)[["ngram", "n", "total"]]
           ngram  n  total
    0  civil war  2      9
    """
    if size < 1:
        raise ValueError(f"An n-gram of {size} words was asked for; 1 or more was expected. Try size=2.")
    groups = group_columns(tokens, by)
    need_columns(tokens, ["word", "sentence_id", "position"])
    group_codes, group_rows = _group_codes(tokens, groups)
    codes, words = pd.factorize(tokens["word"])
    kept = _kept(words, leave_out)
    follows = _follows(tokens, group_codes)
    first = np.arange(max(0, len(codes) - size + 1))
    for step in range(1, size):
        first = first[follows[first + step]]
    joined = codes[first]
    for step in range(1, size):
        joined = pd.factorize(joined.astype(np.int64) * len(words) + codes[first + step])[0]
    seen = np.bincount(joined)
    shown = (seen >= least)[joined] & kept[codes[first]] & kept[codes[first + size - 1]]
    shown_codes, uniques = pd.factorize(joined[shown])
    at = np.zeros(len(uniques), dtype=np.int64)
    at[shown_codes[::-1]] = first[shown][::-1]
    text = pd.Series(words).take(codes[at])
    for step in range(1, size):
        text = (
            text.reset_index(drop=True) + " " + pd.Series(words).take(codes[at + step]).reset_index(drop=True)
        )
    labels = np.full(len(joined), -1)
    labels[shown] = shown_codes
    table = _counted(
        tokens,
        groups,
        group_codes[first],
        group_rows,
        labels,
        pd.Index(text),
        np.ones(len(uniques), bool),
        "ngram",
    )
    return table[table["n"] >= least].reset_index(drop=True)


def label_stems(tokens: pd.DataFrame) -> pd.DataFrame:
    """Give the same tokens with a column `stem`: the commonest printed form of all words that share a stem.

    Stems (Snowball, Porter's second stemmer, in NLTK) and not lemmas, because a lemma needs a dictionary such
    as WordNet, and a stem a few rules that can be read. Cannot see that "universal" and "university" are two
    words, nor that "went" and "go" are one.

    >>> from analysis import articles_from_text, find_tokens
    >>> label_stems(find_tokens(articles_from_text("He attacked. Attacks follow attacks."))).stem.tolist()
    ['he', 'attacks', 'attacks', 'follow', 'attacks']
    """
    need_columns(tokens, ["word"])
    codes, words = pd.factorize(tokens["word"])
    stems, _ = pd.factorize(pd.Series([_stem(word) for word in words], dtype="str"))
    n = np.bincount(codes, minlength=len(words))
    best = {}
    for index in np.argsort(-n, kind="stable").tolist():
        best.setdefault(stems[index], index)
    shown = np.array([best[stem] for stem in stems], dtype=np.int64)
    return tokens.assign(stem=pd.array(pd.Series(words, dtype="str").take(shown[codes]), dtype="str"))


def _counted(tokens, groups, group_codes, group_rows, codes, labels, kept, name) -> pd.DataFrame:
    """The table of counts from group codes and label codes; -1 is counted in `total` and not shown."""
    wide = max(1, len(labels))
    total = np.bincount(group_codes, minlength=max(1, len(group_rows)))
    inside = codes >= 0
    pairs, n = _tally(group_codes[inside] * wide + codes[inside], len(group_rows) * wide)
    group, label = pairs // wide, pairs % wide
    group, label, n = (column[kept[label]] for column in (group, label, n))
    order = np.lexsort((label, -n, group))
    columns = {g: tokens[g].iloc[group_rows[group[order]]].reset_index(drop=True) for g in groups}
    n, total = n[order], total[group[order]]
    return pd.DataFrame(
        columns
        | {
            name: pd.Series(labels, dtype="str").take(label[order]).reset_index(drop=True),
            "n": n,
            "total": total,
            "share": n / total,
            "per_1000": 1000 * n / total,
        }
    )


def _tally(codes: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The codes that occur and how often, by counting in place where the range of codes is small enough."""
    if size <= 4 * len(codes):
        n = np.bincount(codes)
        return np.flatnonzero(n), n[n > 0]
    found, uniques = pd.factorize(codes)
    return uniques, np.bincount(found)


def _group_codes(tokens: pd.DataFrame, groups: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """A code per row in order of first appearance, missing values included, and the first row of each group."""
    codes = np.zeros(len(tokens), dtype=np.int64)
    if not groups:
        return codes, codes[:1]
    for group in groups:
        own, values = pd.factorize(tokens[group], use_na_sentinel=False)
        codes = pd.factorize(codes * max(1, len(values)) + own)[0]
    rows = np.zeros(codes.max(initial=-1) + 1, dtype=np.int64)
    rows[codes[::-1]] = np.arange(len(codes))[::-1]
    return codes, rows


def sentence_runs(tokens: pd.DataFrame) -> np.ndarray:
    """Give a number per token that grows by one wherever the sentence differs from that of the row before.

    >>> sentence_runs(pd.DataFrame({"sentence_id": ["a.001", "a.001", "a.002"]})).tolist()
    [0, 0, 1]
    """
    sentence = tokens["sentence_id"].array
    return np.concatenate([[0], np.cumsum(np.asarray(sentence[1:] != sentence[:-1]))])[: len(tokens)]


def _follows(tokens: pd.DataFrame, group_codes: np.ndarray) -> np.ndarray:
    """Whether each word stands right behind the row before it, in the same sentence and group."""
    follows = np.zeros(len(tokens), dtype=bool)
    same = (np.diff(sentence_runs(tokens)) == 0) & (np.diff(tokens["position"].to_numpy()) == 1)
    follows[1:] = same & (np.diff(group_codes) == 0)
    return follows


def _kept(words, leave_out) -> np.ndarray:
    left = word_set(leave_out)
    return ~pd.Index(words).isin(left) if left else np.ones(len(words), dtype=bool)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return _stemmer().stem(word)


@lru_cache(maxsize=1)
def _stemmer():
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")
