"""Those who were asked and gave no answer, and the phrases of the lexicon `silence` by their kind.

It sees what one sentence tells: "Ann Lee and her lawyer did not respond".
"""

import re
from functools import cache

import pandas as pd

from ..read.lexicons import BUILT_IN

_JOINED = re.compile(r"(?: \([^)]*\))?,? (?:and|or) (?:the )?")


def unanswered(people: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    """What sentences tell of those who were asked and gave no answer, at the mentions in them."""
    single, several = phrases("no answer"), phrases("neither answered")
    asked = pd.Series(None, people.index, dtype=object)
    who = people[people["voice_kind"].ne("direct") & ~people["name"].str.match(r"\d")]
    for begin, text, sentence_id in zip(*map(sentences.get, ("start", "text", "sentence_id")), strict=True):
        for found in several.finditer(text):
            within = who["start"].between(begin + found.start(), begin + found.end())
            asked[who.index[within & (who["sentence_id"] == sentence_id)]] = found[0]
        for found in single.finditer(text):
            before, last = who[who["end"] <= begin + found.start()], None
            for row in before[before["sentence_id"] == sentence_id][::-1].itertuples():
                led = text[: row.start - begin].rstrip().removesuffix(" the")
                inside = ends_in(led, "place") or ends_in(led, "member")
                if last is not None and not _JOINED.fullmatch(text[row.end - begin : last - begin]):
                    break
                if last is not None or not inside:  # not "now at a rival"
                    asked[row.Index], last = found[0], row.start
    return asked


def ends_in(words: str, kind: str) -> bool:
    """Whether words end in a phrase of a kind."""
    return bool(phrases(kind, "$").search(words[-60:]))


@cache
def phrases(kind: str, end: str = "") -> re.Pattern:
    """Give the phrases of a kind as one pattern; `*` in one stands for up to four words."""
    terms = [row.term for row in BUILT_IN.rows("silence") if row.category == kind]
    words = "|".join(r"\s".join(map(re.escape, term.split())) for term in terms)
    words = words.replace(r"\s\*", r"(?:\s\S+){0,4}?").replace("'", "[’']")
    return re.compile(rf"(?<!\w)(?:{words})\b{end}", re.IGNORECASE)
