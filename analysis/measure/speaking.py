"""Take words and quotes; give how many words each speaker gets, in direct and in indirect speech.

It counts words, not weight: who opens, who closes and who is believed it cannot see.
"""

import pandas as pd

from ..find.quotation.voice import label_voice


def count_speakers(tokens: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Give the words in each speaker's mouth, most first: `speaker, direct, indirect, n, total, share, passages`.

    `n` is all the words that are attributed to the speaker, `total` the words of the text, `share` their ratio;
    mixed speech counts as indirect, save for the words within its quotation marks. The missing speaker stands
    for passages that name nobody. Words in an inner quotation belong to the inner speaker. What somebody denies, does
    not say or might say (`status` of the quotes) is not counted as theirs.

    >>> from analysis import articles_from_text, find_people, find_quotes, find_tokens
    >>> articles = articles_from_text("“It rained,” Ann Lee said.")
    >>> quotes = find_quotes(articles)
    >>> count_speakers(find_tokens(articles), quotes)[["speaker", "direct", "total"]].values.tolist()
    [['Ann Lee', 2, 5]]
    """
    if "status" in quotes:
        quotes = quotes[quotes["status"].isin(("said", "asked"))]
    spoken = label_voice(tokens, quotes)
    total = len(spoken)
    spoken = spoken[spoken["voice_kind"] != "own"]
    direct = spoken["voice_kind"] == "direct"
    counts = (
        pd.DataFrame({"speaker": spoken["voice"], "direct": direct, "indirect": ~direct})
        .groupby("speaker", dropna=False, sort=False)
        .sum()
    )
    speech = quotes[quotes["kind"] != "scare"]
    passages = speech.groupby("speaker_name", dropna=False).size().rename_axis("speaker")
    counts = counts.reset_index().astype({"direct": "int64", "indirect": "int64"})
    counts["n"] = counts["direct"] + counts["indirect"]
    counts["total"] = total
    counts["share"] = counts["n"] / max(total, 1)
    counts["passages"] = passages.reindex(counts["speaker"]).fillna(0).astype("int64").to_numpy()
    return counts.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def count_voices(tokens: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Give the words by voice, the article's own first: `voice, n, total, share`; mixed counts as indirect.

    >>> from analysis import articles_from_text, find_people, find_quotes, find_tokens
    >>> articles = articles_from_text("“It rained,” Ann Lee said.")
    >>> quotes = find_quotes(articles)
    >>> count_voices(find_tokens(articles), quotes)[["voice", "n"]].values.tolist()
    [['own', 3], ['direct', 2], ['indirect', 0]]
    """
    kinds = label_voice(tokens, quotes)["voice_kind"].replace("mixed", "indirect").value_counts()
    voices = ["own", "direct", "indirect"]
    table = pd.DataFrame({"voice": voices, "n": kinds.reindex(voices, fill_value=0).to_numpy()})
    return table.assign(total=len(tokens), share=table["n"] / max(len(tokens), 1))
