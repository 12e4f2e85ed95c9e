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
    codes, words = _codes(tokens[word])
    group, firsts = _group_codes(tokens, groups)
    total = np.bincount(group)
    known = codes >= 0
    pairs, n = _tally(group[known] * max(1, len(words)) + codes[known], len(firsts) * len(words))
    group, code = np.divmod(pairs, max(1, len(words)))
    order = np.lexsort((code, -n, group))
    order = order[~words.isin(word_set(leave_out))[code[order]]]
    group, code, n = group[order], code[order], n[order]
    table = tokens[groups].iloc[firsts[group]].reset_index(drop=True)
    share = n / total[group]
    columns = {"word": pd.array(words[code], dtype="str"), "n": n, "total": total[group], "share": share}
    return table.assign(**columns, per_1000=1000 * share)


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
    codes, words = pd.factorize(tokens["word"])
    follows = _follows(tokens, _group_codes(tokens, groups)[0])
    first = np.arange(max(0, len(codes) - size + 1))
    for step in range(1, size):
        first = first[follows[first + step]]
    joined = codes[first]
    for step in range(1, size):
        joined = pd.factorize(joined.astype(np.int64) * len(words) + codes[first + step])[0]
    at = np.zeros(joined.max(initial=-1) + 1, dtype=np.int64)
    at[joined[::-1]] = first[::-1]
    edge = words.isin(word_set(leave_out))[codes]
    shown = (np.bincount(joined) >= least) & ~edge[at] & ~edge[at + size - 1]
    text = pd.Series(words[codes[at[shown]]], dtype="str")
    for step in range(1, size):
        text = text + " " + pd.Series(words[codes[at[shown] + step]], dtype="str")
    labels = np.where(shown, np.cumsum(shown) - 1, -1)[joined]
    ngrams = tokens[groups].iloc[first].assign(word=pd.Categorical.from_codes(labels, text))
    table = count_words(ngrams, by)
    return table[table["n"] >= least].rename(columns={"word": "ngram"}).reset_index(drop=True)


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
    best: dict[int, int] = {}
    for index in np.argsort(-n, kind="stable").tolist():
        best.setdefault(stems[index], index)
    shown = np.array([best[stem] for stem in stems], dtype=np.int64)
    return tokens.assign(stem=pd.array(pd.Series(words, dtype="str").take(shown[codes]), dtype="str"))


def _codes(words: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """A code per word, -1 where it is missing, and the words by code."""
    if isinstance(words.dtype, pd.CategoricalDtype):
        return words.cat.codes.to_numpy().astype(np.int64), words.cat.categories
    return pd.factorize(words)


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


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return _stemmer().stem(word)


@lru_cache(maxsize=1)
def _stemmer():
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")
