"""Framing in numbers: which words, in whose voice, how often; and how often a clause says who did it.

It cannot tell a chosen word from the only one.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..find.text.inflection import bases
from ..read.lexicons import BUILT_IN, Lexicons, kept
from ..tables import group_columns, need_columns


def count_terms(terms: pd.DataFrame, by: str | Sequence[str] = "category") -> pd.DataFrame:
    """Give the group columns, `n, total, share`: how many of the hits fall into each group, most first.

    `by` names columns of any evidence table ("category", "term", "voice_kind", "voice"); rows without a value there
    are a group of their own. `total` is the number of rows given. Hits are no opinions: say how many, and show them.

    >>> from analysis import articles_from_text, find_terms
    >>> hits = find_terms(articles_from_text("War, war and a ceasefire."), lexicon="frames")
    >>> count_terms(hits)[["category", "n", "total"]].values.tolist()
    [['military', 2, 3], ['political solution', 1, 3]]
    """
    groups = group_columns(terms, by)
    counts = terms.groupby(groups, dropna=False, sort=False).size().reset_index(name="n")
    counts = counts.assign(total=len(terms), share=counts["n"] / len(terms))
    return counts.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def count_reporting_verbs(quotes: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give `speaker_name, category, n, total, share, verbs`: how each speaker's words are introduced.

    The categories are those of the lexicon `reporting_verbs` (neutral, doubtful, certain, emphatic, hostile ...),
    missing for words that are not there ("according to"). `verbs` lists the verbs with their counts; `total` is the
    number of the speaker's passages that have a verb.

    >>> quotes = pd.DataFrame({"speaker_name": ["Reed", "Marsh"], "cue": ["said", "has claimed"]})
    >>> count_reporting_verbs(quotes)[["speaker_name", "category", "verbs"]].values.tolist()
    [['Reed', 'neutral', 'say 1'], ['Marsh', 'doubtful', 'claim 1']]
    """
    need_columns(quotes, ["speaker_name", "cue"])
    cued = quotes[quotes["cue"].notna()]
    found = [reporting_verb(cue, lexicons or BUILT_IN) for cue in cued["cue"]]
    table = pd.DataFrame(found, columns=["verb", "category"], dtype="str")
    table["speaker_name"] = cued["speaker_name"].array
    groups = table.groupby(["speaker_name", "category"], dropna=False, sort=False)["verb"]
    verbs = groups.agg(lambda verbs: ", ".join(f"{verb} {n}" for verb, n in verbs.value_counts().items()))
    counts = pd.DataFrame({"n": groups.size(), "verbs": verbs}).reset_index()
    total = counts.groupby("speaker_name", dropna=False)["n"].transform("sum")
    counts = counts.assign(total=total, share=counts["n"] / total, verbs=counts.pop("verbs"))
    return counts.sort_values(["total", "n"], ascending=False, kind="stable", ignore_index=True)


def summarise_agency(passives: pd.DataFrame, by: str | Sequence[str] | None = None) -> pd.DataFrame:
    """Give the group columns, `n, total, share, low, high`: passive clauses that leave out who did it.

    `n` counts the clauses without a by-phrase, `total` all passive clauses; `low` to `high` is the 95 % interval
    of the share (Wilson 1927). A passive proves nothing by itself: compare with other articles and read the
    sentences, for another sentence may name the doer.

    >>> from analysis import articles_from_text, find_passives
    >>> passives = find_passives(articles_from_text("He was hit. It was seen by Ann."))
    >>> summarise_agency(passives).round(2)
       n  total  share   low  high
    0  1      2    0.5  0.09  0.91
    """
    need_columns(passives, ["agent"])
    groups = group_columns(passives, by)
    rows = passives.assign(n=passives["agent"].isna().astype("int64"), total=1)[[*groups, "n", "total"]]
    grouped = rows.groupby(groups, dropna=False, sort=False).sum().reset_index() if groups else None
    return with_interval(rows.sum().to_frame().T if grouped is None else grouped)


@kept
def reporting_verb(cue: str, lexicons: Lexicons) -> tuple[str, str | None]:
    """Give the entry of the lexicon that a cue as printed ("also emphasised") is a form of, and its category."""
    words, verbs = cue.lower().split(), lexicons.terms("reporting_verbs")
    for length in (3, 2, 1):
        for i in range(len(words) - length, -1, -1):
            for base in bases(words[i], lexicons):
                row = verbs.get(" ".join([base, *words[i + 1 : i + length]]))
                if row:
                    return row.term, row.category or "neutral"
    return cue.lower(), None


def with_interval(counts: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the share of n in total and its 95 % interval."""
    low, high = share_interval(*(counts[name].to_numpy(float) for name in ("n", "total")))
    return counts.assign(share=counts["n"] / counts["total"], low=low, high=high)


def share_interval(n: np.ndarray, total: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of each share; it always holds the share, which a rounded bound could pass at 0 and 1."""
    z = 1.959964
    with np.errstate(invalid="ignore", divide="ignore"):
        share, spread = n / total, z**2 / total
        middle = (share + spread / 2) / (1 + spread)
        half = z / (1 + spread) * np.sqrt(share * (1 - share) / total + spread / (4 * total))
    return np.clip(middle - half, 0, share), np.clip(middle + half, share, 1)
