"""Voice: in whose words a stretch of text stands: the article's own, a speaker's, or quoted words of nobody known.

Takes a document, gives the voice of any span of it; `find_in` asks it for every row of a table with the columns
`voice, voice_kind`. It hears what the quotations hold: reported speech that was not found passes for the article's own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from ...tables import EVIDENCE, VOICE, need_columns, texts_of
from ..quotation.quote_marks import quoted_spans
from ..quotation.verbs import ASKED, SAID
from ..text import Document
from .speakers import spoken_in

OWN = (None, "own")
Voice = tuple  # (start, end, whose words, None where nobody is known, and how) of a stretch that is not the article's


def heard_in(voices: Iterable[Voice], starts: Sequence[int], ends: Sequence[int]) -> list[tuple]:
    """Give voice and kind of the innermost stretch that each span lies in as a whole, else the article's.

    The spans are given by their starts, which are in order, and their ends.
    """
    told: list[tuple] = [OWN] * len(starts)
    for start, end, name, how in sorted(voices, key=lambda v: (v[0], -v[1])):  # the outer before the inner
        for i in range(bisect_left(starts, start), bisect_right(starts, end)):
            if ends[i] <= end:
                told[i] = name, how
    return told


def voices_in(document: Document) -> list[Voice]:
    """Give the voices of one document.

    `voice_kind` is `own` (the article itself), `direct` (in quotation marks), `indirect` (reported without marks) or
    `quoted` (in marks, but nobody is said to have spoken); `voice` is the speaker's name or phrase, missing where
    nobody is known. What nobody is said to think, and what somebody denies or never said, is the article's own.

    >>> heard_in(voices_in(Document("“It rained,” Ann Lee said of the “drought”.")), [1], [3])
    [('Ann Lee', 'direct')]
    """
    told = ((*row[:3], *row[-3:]) for row in document.part(spoken_in))
    return hear(told, document.part(quoted_spans))


def hear(passages: Iterable[tuple], quoted: Sequence[tuple[int, int, bool]]) -> list[Voice]:
    """Give the voices of a text from what is quoted and its passages: start, end, kind, status, name, kind."""
    said: list[Voice] = []
    for start, end, kind, status, name, known in passages:
        if kind == "direct" or (known != "none" and status in (SAID, ASKED)):
            said.append((start, end, name, "direct" if kind == "direct" else "indirect"))
    heard = heard_in(said, [start for start, *_ in quoted], [end for _, end, _ in quoted])
    for (start, end, _), (voice, kind) in zip(quoted, heard, strict=True):
        if kind != "direct":  # marks within a report are the speaker's own words, others are nobody's
            said.append((start, end, voice, "direct" if kind == "indirect" else "quoted"))
    return said


def split_voices(tokens: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Give the stretches of each sentence that stand in one voice: the evidence columns, `voice, voice_kind`.

    A sentence that is quoted in part gives several rows, so that a quoted word does not count as the
    article's own. A stretch runs from its first word to its last.

    >>> from analysis import articles_from_text, find_tokens
    >>> articles = articles_from_text("“It rained,” Ann Lee said.")
    >>> split_voices(find_tokens(articles), articles)[["text", "voice_kind"]]
               text voice_kind
    0     It rained     direct
    1  Ann Lee said        own
    """
    need_columns(tokens, (*EVIDENCE, *VOICE))
    keys = tokens[["sentence_id", *VOICE]].fillna("")
    new = (keys != keys.shift()).any(axis=1)
    table = tokens.loc[new, ["article_id", "sentence_id", "start", *VOICE]].reset_index(drop=True)
    table["end"] = tokens["end"].to_numpy()[np.roll(new, -1)]
    texts = texts_of(articles, tokens["article_id"].unique())
    spans = zip(table["article_id"], table["start"], table["end"], strict=True)
    table["text"] = pd.array([texts[name][start:end] for name, start, end in spans], dtype="str")
    return table[[*EVIDENCE, "voice", "voice_kind"]]
