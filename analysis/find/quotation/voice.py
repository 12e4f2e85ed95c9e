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

    >>> from analysis import articles_from_text, find_people, find_quotes
    >>> articles = articles_from_text("Ann Lee arrived late. “It rained,” Ann Lee said.")
    >>> quotes = find_quotes(articles)
    >>> rain = pd.DataFrame({"article_id": ["pasted", "pasted"], "start": [8, 26], "end": [15, 32]})
    >>> label_voice(rain, quotes)
      article_id  start  end    voice voice_kind
    0     pasted      8   15      NaN        own
    1     pasted     26   32  Ann Lee     direct
    """
    if "speaker_name" not in quotes:
        raise ValueError(
            "The quotes have no column 'speaker_name'; quotes labelled with their speakers were expected. "
            "Try label_voice(evidence(quotes, people))."
        )
    kinds = quotes["kind"].to_numpy(dtype=object)
    speech = np.flatnonzero(kinds != "scare")
    inside = _innermost(_spans(evidence), tuple(values[speech] for values in _spans(quotes)))
    at = np.append(speech, -1)[inside]
    voice = np.append(quotes["speaker_name"].to_numpy(dtype=object), None)[at]
    kind = np.append(kinds, "own")[at]
    return evidence.assign(voice=pd.array(voice, dtype="str"), voice_kind=pd.array(kind, dtype="str"))


def _spans(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    offsets = (table[column].to_numpy(dtype=np.int64) for column in ("start", "end"))
    return table["article_id"].to_numpy(dtype=object), *offsets


def _innermost(spans: tuple[np.ndarray, ...], quoted: tuple[np.ndarray, ...]) -> np.ndarray:
    """Give the position of the innermost quotation around each span, -1 for none. Both are (article, start, end)."""
    article = pd.factorize(np.concatenate([spans[0], quoted[0]]))[0].astype(np.int64)
    room = 1 + max((int(ends.max()) for ends in (spans[2], quoted[2]) if len(ends)), default=0)
    shift, quoted_shift = np.split(article * room, [len(spans[0])])  # articles side by side on one line
    starts, ends = quoted[1] + quoted_shift, quoted[2] + quoted_shift
    order = np.lexsort((-ends, starts))
    starts, ends = starts[order], np.append(ends[order], 0)
    around = _around(starts.tolist(), ends.tolist())
    at = np.searchsorted(starts, spans[1] + shift, side="right") - 1
    while (outside := (at >= 0) & (ends[at] < spans[2] + shift)).any():
        at[outside] = around[at[outside]]
    return np.append(order, -1)[at]


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
