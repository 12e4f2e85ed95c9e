"""Keyness: which words a text uses more than another text, another voice, or English in general.

It cannot say why a word is frequent: often it is the topic.
"""

from functools import lru_cache

import numpy as np
import pandas as pd

from ..read.resources import data_path
from .association import log_likelihood, log_ratio
from .groups import FEW, need_columns, words_within

GENERAL_TOTAL = 1_000_000_000
"""General English is given as rates; its counts stand for a text of this many words."""

SMALL = 1000
"""A text with fewer words than this is too small for most of its words to be compared."""


def compare_words(
    target: pd.DataFrame, reference: pd.DataFrame | None = None, within: str | None = None
) -> pd.DataFrame:
    """Give the words of the target by how much more it uses them: the keyness table and a `note`.

    Columns `word, n_target, n_reference, rate_target, rate_reference` (per 1,000 words), `log_ratio, low,
    high` (95 % interval), `g2`, and `note`: what is too small to be trusted, missing where nothing is. Both
    are tokens tables, and `reference` may be rows of the same one ("the other voice"); without it the
    reference is general English, the 50,000 commonest words (`data/README.md`), where a rarer word gets the
    rate of the rarest, so that its log ratio is a lower bound, and numbers and words with a hyphen are left
    out, for that list splits them. Order: by the end of the interval nearer to 0, the surest difference
    first. Words that only the reference has are listed too, with `n_target` 0. Cannot see that a name is rare
    because it is a name. Where a side has no words there is nothing to compare, and no row. `within`
    takes only the words in a voice ("own", "quoted", or a speaker's) and compares them with the other words of the
    same table, or with `reference`. See `association` for the methods and their sources.

    >>> from analysis import articles_from_text, find_tokens
    >>> tokens = find_tokens(articles_from_text("Troops shelled the ceasefire line. The ceasefire is over."))
    >>> compare_words(tokens)[["word", "n_target", "n_reference", "log_ratio"]].head(2).round(1)
            word  n_target  n_reference  log_ratio
    0  ceasefire         2         2090       16.7
    1    shelled         1         1200       16.5
    """
    need_columns(target, ["word"])
    if within is not None:
        inside = words_within(target, within)
        target, reference = target[inside], target[~inside] if reference is None else reference
    counts = target["word"].value_counts(sort=False)
    if reference is None:
        counts = counts[~counts.index.str.contains("[0-9-]")]
        rates, total = general_english(), GENERAL_TOTAL
        other = rates.reindex(counts.index).fillna(rates.iloc[-1]) * (total / 1_000_000)
        other = other.round().astype("int64")
    else:
        need_columns(reference, ["word"])
        other, total = reference["word"].value_counts(sort=False), len(reference)
    if not len(target) or not total:
        counts, other = counts.iloc[:0], other.iloc[:0]
    words = counts.index if reference is None else counts.index.union(other.index, sort=False)
    n_target = counts.reindex(words, fill_value=0).to_numpy()
    n_reference = other.reindex(words, fill_value=0).to_numpy()
    size = max(1, len(target))
    total = max(1, total)
    ratio, low, high = log_ratio(n_target, size, n_reference, total)
    g2 = log_likelihood(n_target, n_target + n_reference, size, size + total)
    surely = np.where(low > 0, low, np.where(high < 0, -high, 0.0))
    order = np.lexsort((-g2, -surely))
    table = pd.DataFrame(
        {
            "word": pd.Series(words, dtype="str"),
            "n_target": n_target,
            "n_reference": n_reference,
            "rate_target": 1000 * n_target / size,
            "rate_reference": 1000 * n_reference / total,
            "log_ratio": ratio,
            "low": low,
            "high": high,
            "g2": g2,
            "note": _notes(n_target, n_reference, size, total),
        }
    )
    return table.iloc[order].reset_index(drop=True)


def _notes(n_target, n_reference, target: int, reference: int) -> pd.Series:
    small = "text under 1,000 words" if min(target, reference) < SMALL else ""
    few = "word seen under 5 times"
    notes = np.array([small or None, f"{small}; {few}" if small else few], dtype=object)
    seen = n_target + n_reference * (reference < GENERAL_TOTAL)
    return pd.Series(notes[(seen < FEW).astype(int)], dtype="str")


@lru_cache(maxsize=1)
def general_english() -> pd.Series:
    """Give the rates per million words of the 50,000 commonest English words, the commonest first."""
    path = data_path("frequencies/general_english.csv")
    table = pd.read_csv(path, keep_default_na=False, dtype={"word": "str"})
    return table.set_index("word")["per_million"]
