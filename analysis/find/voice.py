"""Voice: in whose words a passage stands, the article's own or those of somebody it quotes.

Takes any evidence table and the quotes with their speakers, gives the evidence with two more columns.
It sees as much as the quotes do: reported speech that was not found is taken for the article's own voice.
"""

import numpy as np
import pandas as pd


def label_voice(evidence: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Give the evidence with `voice` and `voice_kind`.

    `voice` is the `speaker_name` of the innermost quotation that the whole span lies in; it is missing in the article's
    own voice and where the speaker has no name. `voice_kind` tells these apart: `own`, or the kind of the quotation
    (`direct`, `mixed`, `indirect`). Scare quotes do not count. A span that is only partly quoted is the article's own.
    Raises ValueError where the quotes have no `speaker_name`.

    >>> from analysis import articles_from_text, find_people, find_quotes, label_speakers
    >>> articles = articles_from_text("Ann Lee arrived late. “It rained,” Ann Lee said.")
    >>> quotes = label_speakers(find_quotes(articles), find_people(articles))
    >>> rain = pd.DataFrame({"article_id": ["pasted", "pasted"], "start": [8, 26], "end": [15, 32]})
    >>> label_voice(rain, quotes)
      article_id  start  end    voice voice_kind
    0     pasted      8   15      NaN        own
    1     pasted     26   32  Ann Lee     direct
    """
    if "speaker_name" not in quotes:
        raise ValueError(
            "The quotes have no column 'speaker_name'; quotes labelled with their speakers were expected. "
            "Try label_voice(evidence, label_speakers(quotes, people))."
        )
    speech = quotes[quotes["kind"] != "scare"]
    inside = _innermost(evidence, speech)
    quoted = inside >= 0
    voice = np.where(quoted, _taken(speech["speaker_name"], inside), None)
    kind = np.where(quoted, _taken(speech["kind"], inside), "own")
    return evidence.assign(voice=pd.array(voice, dtype="str"), voice_kind=pd.array(kind, dtype="str"))


def _taken(values: pd.Series, at: np.ndarray) -> np.ndarray:
    return np.append(values.to_numpy(dtype=object), [None])[at]


def _innermost(evidence: pd.DataFrame, speech: pd.DataFrame) -> np.ndarray:
    """Give the position of the innermost quotation around each span, -1 for none."""
    articles, room = (
        pd.factorize(pd.concat([evidence["article_id"], speech["article_id"]], ignore_index=True))[0],
        1,
    )
    room += int(max(evidence["end"].max() if len(evidence) else 0, speech["end"].max() if len(speech) else 0))
    shift, quoted_shift = np.split(articles.astype(np.int64) * room, [len(evidence)])
    starts = speech["start"].to_numpy(dtype=np.int64) + quoted_shift
    ends = speech["end"].to_numpy(dtype=np.int64) + quoted_shift
    order = np.lexsort((-ends, starts))
    starts, ends = starts[order], ends[order]
    around = _around(starts.tolist(), ends.tolist())
    last = evidence["end"].to_numpy(dtype=np.int64) + shift
    at = np.searchsorted(starts, evidence["start"].to_numpy(dtype=np.int64) + shift, side="right") - 1
    while (outside := (at >= 0) & (np.append(ends, 0)[at] < last)).any():
        at[outside] = around[at[outside]]
    return np.where(at >= 0, np.append(order, -1)[at], -1)


def _around(starts: list[int], ends: list[int]) -> np.ndarray:
    """Give for each quotation the nearest one that is still open where it begins, -1 for none."""
    opened: list[int] = []
    around = np.full(len(starts) + 1, -1)
    for i, start in enumerate(starts):
        while opened and ends[opened[-1]] <= start:
            opened.pop()
        around[i] = opened[-1] if opened else -1
        opened.append(i)
    return around
