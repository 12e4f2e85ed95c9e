"""Counts: how often each word, or row of words, stands in an article or a voice, and how evenly.

It cannot tell the senses of a word apart, nor judge a word seen only once.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from ..resources import bare, need, why
from ..tables import group_columns, need_columns

FEW = 5
"""Below this many sentences (or sightings of a word) a number says so of itself."""


def count_words(
    tokens: pd.DataFrame,
    by: str | Sequence[str] | None = None,
    leave_out: pd.DataFrame | Iterable[str] | None = None,
    word: str = "word",
    size: int = 1,
    least: int = 1,
) -> pd.DataFrame:
    """Give the group columns, `word, n, total, share, per_1000`, the commonest word of each group first.

    `by` names columns of `tokens` ("article_id", "voice"); rows without a value there are a group of their own.
    `leave_out` (a lexicon table or a list) takes words out of the list but not out of `total`, the words of the group.
    `word="stem"` counts words of one stem (Snowball, in NLTK) as one, under its commonest form; it cannot see that
    "went" and "go" are one. `size=2` or more counts rows of so many words inside one sentence (n-grams), without those
    that begin or end in a word of `leave_out`. Words seen fewer than `least` times are not listed.

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("The civil war goes on. A civil war is a war."))
    >>> count_words(tokens, leave_out=["a"]).head(1).round(2)
      word  n  total  share  per_1000
    0  war  3     11   0.27    272.73
    >>> count_words(tokens, size=2, least=2)[["word", "n", "total"]].values.tolist()
    [['civil war', 2, 9]]
    """
    need(size > 0, "small row", size=size)
    groups = group_columns(tokens, by)
    tokens = label_stems(tokens) if word == "stem" and "stem" not in tokens else tokens
    need_columns(tokens, [word])
    need(not isinstance(leave_out, str), "one string", leave_out)
    left_out = leave_out["term"] if isinstance(leave_out, pd.DataFrame) else leave_out
    edge = set() if left_out is None else set(left_out)
    if size > 1:
        tokens, edge = _ngrams(tokens, groups, word, size, edge), set()
    codes, words = pd.factorize(tokens[word])
    group, firsts = _group_codes(tokens, groups)
    total = np.bincount(group)
    known = codes >= 0
    pairs, n = np.unique(group[known] * max(1, len(words)) + codes[known], return_counts=True)
    group, code = np.divmod(pairs, max(1, len(words)))
    order = np.lexsort((code, -n, group))
    order = order[~words.isin(edge)[code[order]] & (n[order] >= least)]
    group, code, n = group[order], code[order], n[order]
    table = tokens[groups].iloc[firsts[group]].reset_index(drop=True)
    share = n / total[group]
    columns = {"word": pd.array(words[code], dtype="str"), "n": n, "total": total[group], "share": share}
    return table.assign(**columns, per_1000=1000 * share)


def _ngrams(tokens: pd.DataFrame, groups: list[str], word: str, size: int, edge: set[str]) -> pd.DataFrame:
    """A row for each n-gram, with its words, missing where it is not to be listed; none over a comma between two."""
    need_columns(tokens, ["sentence_id", "position"])
    steps = [np.diff(x) for x in (sentence_runs(tokens), _group_codes(tokens, groups)[0], tokens["position"])]
    follows = (steps[0] == 0) & (steps[1] == 0) & (steps[2] == 1)
    runs = np.cumsum(np.append(True, ~follows))
    first = np.flatnonzero(runs[size - 1 :] == runs[: max(0, len(tokens) - size + 1)])
    codes, words = pd.factorize(tokens[word])
    same, edges = np.zeros(len(first), dtype=np.int64), words.isin(edge)[codes]
    for step in range(size):
        same = pd.factorize(same * len(words) + codes[first + step])[0]
    at = first[np.unique(same, return_index=True)[1]]  # where each stands for the first time
    text = pd.Series(map(" ".join, words.to_numpy()[codes[at[:, None] + np.arange(size)]]), dtype="str")
    text = text.mask(edges[at] | edges[at + size - 1])
    return tokens[groups].iloc[first].assign(**{word: text.array.take(same)})


def label_stems(tokens: pd.DataFrame) -> pd.DataFrame:
    """Give the same tokens with `stem`: the commonest printed form of all words that share a stem."""
    need_columns(tokens, ["word"])
    n = tokens["word"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    stems = list(map(_stemmer(), n.index))
    best = dict(zip(stems[::-1], n.index[::-1], strict=True))  # the commonest form of each
    shown = dict(zip(n.index, map(best.get, stems), strict=True))
    return tokens.assign(stem=tokens["word"].map(shown).astype("str"))


def _group_codes(tokens: pd.DataFrame, groups: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """A code per row in order of first appearance, missing values included, and the first row of each group."""
    if not groups:
        return np.zeros(len(tokens), dtype=np.int64), np.zeros(min(1, len(tokens)), dtype=np.int64)
    codes = tokens.groupby(groups, dropna=False, sort=False).ngroup().to_numpy()
    return codes, np.unique(codes, return_index=True)[1]


def words_within(tokens: pd.DataFrame, within: str | None) -> np.ndarray:
    """Tell of each word whether it stands in a voice: "own", "quoted" (anybody else's), or a speaker's."""
    if within is None:
        return np.ones(len(tokens), dtype=bool)
    need_columns(tokens, ["voice", "voice_kind"])
    if within in ("own", "quoted"):
        return (tokens["voice_kind"] == "own").to_numpy(dtype=bool) == (within == "own")
    inside = (tokens["voice"] == within).fillna(False).to_numpy(dtype=bool)
    if not inside.any():
        voices = ", ".join(map(repr, tokens["voice"].dropna().unique()[:8]))
        advice = f"one of {voices}" if voices else "within=None: nobody speaks here"
        raise ValueError(why("no voice", within, advice=advice))
    return inside


def sentence_runs(tokens: pd.DataFrame) -> np.ndarray:
    """Give a number per token that grows by one wherever the sentence differs from that of the row before."""
    sentence = tokens["sentence_id"].array
    return np.concatenate([[0], np.cumsum(np.asarray(sentence[1:] != sentence[:-1]))])[: len(tokens)]


def summarise_dispersion(tokens: pd.DataFrame, parts: str = "sentence_id", least: int = 2) -> pd.DataFrame:
    """Give how evenly each word is spread: `word, n, parts_with, parts, dp, dp_norm`, the most even first.

    `parts` names the column whose values are the parts ("sentence_id", "article_id", "voice"). `dp` is half the sum of
    the differences between each part's share of the word and its share of the text: 0 where a word is as evenly spread
    as the parts are long, near 1 where it stands in one small part; `dp_norm` divides it by the highest value these
    parts allow. A word rarer than there are parts cannot be evenly spread; those seen fewer than `least` times are left
    out. Sources: Gries (2008), "Dispersions and adjusted frequencies in corpora"; Lijffijt and Gries (2012).

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("War is loud. War is long. Peace, peace, peace!"))
    >>> summarise_dispersion(tokens)[["word", "n", "parts_with", "parts", "dp"]].round(2)
        word  n  parts_with  parts    dp
    0    war  2           2      3  0.33
    1     is  2           2      3  0.33
    2  peace  3           1      3  0.67
    """
    need_columns(tokens, ["word", parts])
    part, names = pd.factorize(tokens[parts], use_na_sentinel=False)
    size = np.bincount(part, minlength=len(names)) / max(1, len(tokens))
    counted = tokens.groupby(["word", part], sort=False).size()
    cells = counted.rename_axis(["word", "part"]).reset_index(name="n")
    expected, share = size[cells["part"]], cells["n"] / cells.groupby("word")["n"].transform("sum")
    cells["dp"] = (share - expected).abs() - expected  # a part without the word adds its own size
    table = cells.groupby("word", sort=False).agg(n=("n", "sum"), parts_with=("n", "size"), dp=("dp", "sum"))
    table["dp"] = ((1 + table["dp"]) / 2).clip(0, 1)
    table.insert(2, "parts", len(names))
    most = 1 - size.min(initial=1) or np.nan  # of a single part nothing can be said
    table["dp_norm"] = table["dp"] / most
    table = table[table["n"] >= least].reset_index()
    return table.sort_values(["dp", "n"], ascending=[True, False], kind="stable", ignore_index=True)


@lru_cache(maxsize=1)
def _stemmer():
    # all of NLTK takes longer to load than to compare three articles
    with bare("nltk", "nltk.stem", "nltk.corpus"):
        from nltk import corpus

        # which the module of stemmers names, and this one never asks for
        vars(corpus).setdefault("stopwords")
        from nltk.stem.snowball import SnowballStemmer
    return lru_cache(maxsize=65536)(SnowballStemmer("english").stem)
