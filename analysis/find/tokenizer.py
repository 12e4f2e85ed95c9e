"""Tokenizer: where the tokens of a piece of text begin and end.

Takes a text, gives spans: words, numbers and marks, with clitics apart. It cannot join what a line break has cut.
"""

import re
from functools import lru_cache

from nltk.tokenize import RegexpTokenizer

from ..read.lexicons import lexicon_terms

CLITIC = re.compile(r"(?:n['’]t|['’](?:s|ll|re|ve|d|m))$", re.IGNORECASE)
_PATTERN = r"""(?x)
    https?://\S+ | www\.\S+ | \S+@\w[\w.]*\w           # addresses
  | (?<!\w)(?:[^\W\d_]\.){2,}                          # U.S., a.m.
  | (?<!\w)(?:ABBREVIATIONS)\.                         # Mr., Sept.
  | (?<!\w)[A-Z]\.(?=\s)                               # initials
  | \d+(?:[.,:/]\d+)*\w*(?:[-–]\w+)*                   # 1,500 and 12-year-old
  | [@\#]?\w+(?:[-'’&‐‑]\w+)*                          # words, with hyphens and apostrophes inside
  | \.{2,} | -{2,} | \S                                # punctuation
"""


def token_spans(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Give the tokens of a piece of text as (start, end), shifted by `start`; clitics are tokens of their own.

    >>> text = "Syria’s war isn't over."
    >>> [text[a:b] for a, b in token_spans(text)]
    ['Syria', '’s', 'war', 'is', "n't", 'over', '.']
    """
    spans = []
    for a, b in _tokenizer().span_tokenize(text):
        clitic = CLITIC.search(text, max(a, b - 3), b) if b - a > 2 else None
        if clitic and clitic.start() > a:
            spans += [(start + a, start + clitic.start()), (start + clitic.start(), start + b)]
        else:
            spans.append((start + a, start + b))
    return spans


@lru_cache(maxsize=1)
def _tokenizer() -> RegexpTokenizer:
    terms = [t for t, row in lexicon_terms("abbreviations").items() if row.category == "abbreviation" and "." not in t]
    shapes = "|".join(form for t in terms for form in (t, t.capitalize(), t.upper()))
    return RegexpTokenizer(_PATTERN.replace("ABBREVIATIONS", shapes))
