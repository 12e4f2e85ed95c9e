"""Take words and quotes; give how many words each speaker gets, in direct and in indirect speech.

It counts words, not weight: who opens, who closes and who is believed it cannot see.
"""

import pandas as pd

from .groups import need_columns


def count_speakers(tokens: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Give the words in each speaker's mouth, most first: `speaker, direct, indirect, n, total, share, passages`.

    `n` is all the words that are attributed to the speaker, `total` the words of the text, `share` their ratio;
    words of a report that stand in quotation marks count as direct. The missing speaker stands
    for passages that name nobody. Words in an inner quotation belong to the inner speaker. What somebody denies, does
    not say or might say (`status` of the quotes) is not counted as theirs.

    >>> from analysis import articles_from_text, find_quotes, find_tokens
    >>> articles = articles_from_text("“It rained,” Ann Lee said.")
    >>> quotes = find_quotes(articles)
    >>> count_speakers(find_tokens(articles), quotes)[["speaker", "direct", "total"]].values.tolist()
    [['Ann Lee', 2, 5]]
    """
    need_columns(tokens, ["voice", "voice_kind"])
    total = len(tokens)
    spoken = tokens[tokens["voice_kind"].isin(("direct", "indirect"))]
    direct = spoken["voice_kind"] == "direct"
    counts = (
        pd.DataFrame({"speaker": spoken["voice"], "direct": direct, "indirect": ~direct})
        .groupby("speaker", dropna=False, sort=False)
        .sum()
    )
    speech = quotes[quotes["status"].isin(("said", "asked"))]
    passages = speech.groupby("speaker_name", dropna=False).size().rename_axis("speaker")
    counts = counts.reset_index().astype({"direct": "int64", "indirect": "int64"})
    counts["n"] = counts["direct"] + counts["indirect"]
    counts["total"] = total
    counts["share"] = counts["n"] / max(total, 1)
    counts["passages"] = passages.reindex(counts["speaker"]).fillna(0).astype("int64").to_numpy()
    return counts.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def count_voices(tokens: pd.DataFrame) -> pd.DataFrame:
    """Give the words by voice, the article's own first: `voice, n, total, share`.

    `own`, `direct` and `indirect` are told apart as in `find_tokens`; `quoted` are words in marks of nobody known.

    >>> from analysis import articles_from_text, find_tokens
    >>> articles = articles_from_text("“It rained,” Ann Lee said.")
    >>> count_voices(find_tokens(articles))[["voice", "n"]].values.tolist()
    [['own', 3], ['direct', 2], ['indirect', 0], ['quoted', 0]]
    """
    need_columns(tokens, ["voice", "voice_kind"])
    voices = ["own", "direct", "indirect", "quoted"]
    counts = tokens["voice_kind"].value_counts().reindex(voices, fill_value=0)
    table = pd.DataFrame({"voice": voices, "n": counts.to_numpy()})
    return table.assign(total=len(tokens), share=table["n"] / max(len(tokens), 1))
