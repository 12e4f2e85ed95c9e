"""Voices: the text cut into stretches, each in the words of one voice.

Takes tokens with their voice and the articles, gives evidence. It hears the voices that `label_voice` does.
"""

import numpy as np
import pandas as pd

from ...tables import EVIDENCE


def split_voices(tokens: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Give the stretches of each sentence that stand in one voice: the evidence columns, `voice, voice_kind`.

    A sentence that is quoted in part gives several rows, so that a quoted word does not count as the
    article's own. `tokens` are those that `label_voice` gave back; a stretch runs from its first word to its
    last.

    >>> from analysis import articles_from_text, find_people, find_quotes, find_tokens, label_voice
    >>> articles = articles_from_text("“It rained,” Ann Lee said.")
    >>> quotes = find_quotes(articles)
    >>> split_voices(label_voice(find_tokens(articles), quotes), articles)[["text", "voice_kind"]]
               text voice_kind
    0     It rained     direct
    1  Ann Lee said        own
    """
    if "voice_kind" not in tokens.columns:
        raise ValueError(
            "The tokens have no column 'voice_kind'. Tokens with their voice were expected. "
            "Try label_voice(find_tokens(articles), quotes) first."
        )
    keys = tokens[["sentence_id", "voice", "voice_kind"]].fillna("").to_numpy(dtype=object)
    new = np.ones(len(tokens), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]).any(axis=1)
    last = np.roll(new, -1)
    table = tokens.loc[new, ["article_id", "sentence_id", "start", "voice", "voice_kind"]].reset_index(
        drop=True
    )
    table["end"] = tokens["end"].to_numpy()[last]
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    spans = zip(table["article_id"], table["start"], table["end"], strict=True)
    table["text"] = pd.array([texts[name][start:end] for name, start, end in spans], dtype="str")
    return table[[*EVIDENCE, "voice", "voice_kind"]]
