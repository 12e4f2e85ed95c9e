"""Tokenizer: where the tokens of a piece of text begin and end.

Takes a text, gives spans: words, numbers and marks, with clitics apart. It cannot join what a line break has cut.
"""

import re
from collections.abc import Mapping

from ...read.lexicons import BUILT_IN, Lexicons

CLITIC = re.compile(r"(?:n['’]t|['’](?:s|ll|re|ve|d|m))$", re.IGNORECASE)
# NLTK's RegexpTokenizer splits by the same pattern in three times the time, which guards patterns less plain than this.
_TOKEN = re.compile(
    r"""
    (?<!\w)(?:[^\W\d_]\.){2,}                     # U.S., a.m.
  | \d+(?:[.,:/]\d+)*(?:[-–]?\w+)*                # 1,500 and 12-year-old
  | https?://\S+ | www\.\S+                       # addresses
  | [@\#]?\w+(?:[-'’&‐‑@]\w+)*(?:@\w[\w.]*\w)?\.? # words, with hyphens and apostrophes inside
  | \.{2,} | -{2,} | \S                           # punctuation
    """,
    re.VERBOSE,
)


def token_spans(text: str, start: int = 0, lexicons: Lexicons = BUILT_IN) -> list[tuple[int, int]]:
    """Give the tokens of a piece of text as (start, end), shifted by `start`; clitics are tokens of their own.

    >>> text = "Syria’s war isn't over, Mr. Lee said."
    >>> [text[a:b] for a, b in token_spans(text)]
    ['Syria', '’s', 'war', 'is', "n't", 'over', ',', 'Mr.', 'Lee', 'said', '.']
    """
    spans, abbreviations = [], lexicons.terms("abbreviations")
    for match in _TOKEN.finditer(text):
        a, b = match.span()
        if b - a > 1:
            cut = _cut(text[a:b], abbreviations)
            if cut:
                spans.append((start + a, start + a + cut))
                a += cut
        spans.append((start + a, start + b))
    return spans


def _cut(token: str, abbreviations: Mapping) -> int:
    """Where a token falls in two: before a clitic, or before a full stop that belongs to no abbreviation; else 0."""
    if token[-1] == ".":
        kept = (
            token.count(".") > 1
            or (len(token) == 2 and token.isupper())
            or _is_abbreviation(token, abbreviations)
        )
        return 0 if kept else len(token) - 1
    if "'" in token[-3:] or "’" in token[-3:]:
        clitic = CLITIC.search(token)
        return clitic.start() if clitic else 0
    return 0


def _is_abbreviation(token: str, abbreviations: Mapping) -> bool:
    row = abbreviations.get(token[:-1].lower())
    return row is not None and row.category == "abbreviation"
