"""Dispersion: whether a word runs through the whole text or crowds into one part of it.

Takes tokens and what counts as a part, gives one row per word. It cannot judge a word seen only once.
"""

import numpy as np
import pandas as pd

from .groups import need_columns


def summarise_dispersion(tokens: pd.DataFrame, parts: str = "sentence_id", least: int = 2) -> pd.DataFrame:
    """Give how evenly each word is spread: `word, n, parts_with, parts, dp, dp_norm`, the most even first.

    `parts` names the column whose values are the parts ("sentence_id", "article_id", "voice"). `dp` is Gries'
    deviation of proportions: half the sum of the differences between each part's share of the word and its
    share of the text: 0 where a word is spread as evenly as the parts are long, near 1 where it stands in one
    small part. `dp_norm` divides it by the highest value these parts allow. A word rarer than there are parts
    cannot be evenly spread. Words seen fewer than `least` times are left out. Sources: Gries (2008),
    "Dispersions and adjusted frequencies in corpora"; Lijffijt and Gries (2012).

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("War is loud. War is long. Peace, peace, peace!"))
    >>> summarise_dispersion(tokens)[["word", "n", "parts_with", "parts", "dp"]].round(2)
        word  n  parts_with  parts    dp
    0    war  2           2      3  0.33
    1     is  2           2      3  0.33
    2  peace  3           1      3  0.67
    """
    need_columns(tokens, ["word", parts])
    codes, words = pd.factorize(tokens["word"])
    part, names = pd.factorize(tokens[parts], use_na_sentinel=False)
    size = np.bincount(part, minlength=len(names)) / max(1, len(tokens))
    n = np.bincount(codes, minlength=len(words))
    cells, seen = np.unique(codes * max(1, len(names)) + part, return_counts=True)
    cell_word, cell_part = cells // max(1, len(names)), cells % max(1, len(names))
    expected = size[cell_part]
    change = np.abs(seen / n[cell_word] - expected) - expected  # a part without the word adds its own size
    dp = (1 + np.bincount(cell_word, weights=change, minlength=len(words))) / 2
    dp = np.clip(dp, 0, 1)
    most = 1 - size.min(initial=1)
    table = pd.DataFrame(
        {
            "word": pd.Series(words, dtype="str"),
            "n": n,
            "parts_with": np.bincount(cell_word, minlength=len(words)),
            "parts": len(names),
            "dp": dp,
            "dp_norm": dp / most if most > 0 else np.nan,
        }
    )
    table = table[table["n"] >= least]
    return table.sort_values(["dp", "n"], ascending=[True, False], kind="stable").reset_index(drop=True)
