"""Tokenizer: where the tokens of a piece of text begin and end.

Takes a text, gives spans: words, numbers and marks, with clitics apart. It cannot join what a hyphen has cut mid-line.
"""

import re
from bisect import bisect_right

from ...read.lexicons import BUILT_IN, Lexicons, category
from .tagger import known_tag

CLITIC = re.compile(r"(?:n['’]t|['’](?:s|ll|re|ve|d|m))$", re.IGNORECASE)
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, and what has no width
_LINE_END = r"[-‐\u00ad]\r?\n[ \t]*"  # where a line break has cut a word
_JOINT = rf"(?:[{_UNSEEN}]*[-'’&‐‑@{_UNSEEN}][{_UNSEEN}]*|{_LINE_END}(?=[a-z]))"
_CUT_BY_LINE = re.compile(_LINE_END)
PARTS = (*_UNSEEN, *(hyphen + end for hyphen in "-‐" for end in ("\n", "\r\n")))
"""What a word may hold that is not seen where it is printed elsewhere."""
_CUTS = re.compile("[.'’]")
_WHOLE = re.compile(r"[Nn]o\. ?\d|[DRI]-[A-Z]")  # the world No. 1; D-Calif.
_SEEN = str.maketrans("", "", _UNSEEN)
# NLTK's RegexpTokenizer splits by the same pattern in three times the time, which guards patterns less plain than this.
_TOKEN = re.compile(
    r"""
    (?!\s)(?:                                       # spaces are passed at once
    [A-Z]?[a-z]+(?=[ ,;)”"!?—])                     # most words, and most marks
  | [,;!?()“”"]
  | (?<!\w)(?:[^\W\d_]\.){2,}                       # U.S., a.m.
  | (?:(?<=UPDATE\s)|(?<=WRAPUP\s))\d(?=-[A-Z])    # the 2 of a wire's "UPDATE 2-Quake"
  | \d+(?:[.,:/\u00a0\u2009\u202f]\d+)*(?:[-–]?\w+)*(?:['’]s\b)?  # 1,500, 12-year-old and 4's
  | https?://\S+ | www\.\S+                       # addresses
  | [A-Z][A-Z0-9]{1,5}\.[A-Z]{1,2}\b(?!\.)           # a share's sign: VALM3.SA
  | \b[DRI]-(?:[A-Z][a-z]{0,4}\.)+(?=[,)])          # party and state: D-Calif., R-S.C.
  | [A-Z]\w+\.(?:com|org|net|tv|co\.[a-z]{2})\b(?:['’]s\b)?  # sites: Booking.com, Amazon.co.uk
  | [@\#]?\w+(?:JOINT\w+)*(?:@\w[\w.]*\w)?\.?      # words, with hyphens and apostrophes inside
  | \.{2,} | -{2,} | \S )                         # punctuation
    """.replace("JOINT", _JOINT),
    re.VERBOSE,
)


def token_spans(
    text: str, start: int = 0, end: int | None = None, lexicons: Lexicons = BUILT_IN
) -> list[tuple[int, int]]:
    """Give the tokens between two places of a text as (start, end); clitics are tokens of their own.

    >>> text = "Syria’s war isn't over, Mr. Lee said."
    >>> [text[a:b] for a, b in token_spans(text)]
    ['Syria', '’s', 'war', 'is', "n't", 'over', ',', 'Mr.', 'Lee', 'said', '.']
    """
    end = len(text) if end is None else end
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    whole, done, last = [], 0, -1
    for mark in _CUTS.finditer(text, start, end):  # few tokens have a mark, so only these are looked at
        i = bisect_right(spans, (mark.start(), end)) - 1
        a, b = spans[i]
        if i > last and b - a > 1 and not _WHOLE.match(text, a) and (cut := _cut(text[a:b], lexicons)):
            whole += [*spans[done:i], (a, a + cut), (a + cut, b)]
            done = i + 1
        last = i
    return whole + spans[done:] if done else spans


def whole_word(token: str) -> str:
    r"""Give a token as it would be printed elsewhere: without soft hyphens, and joined where a line break cuts it.

    A hyphen at the end of a line stays where the word is known with it, or both its parts are words.

    >>> [whole_word(token) for token in ("govern-\nment", "well-\nknown", "bor\u00adder")]
    ['government', 'well-known', 'border']
    """
    if "\n" in token:
        joined, parted = _CUT_BY_LINE.sub("", token), _CUT_BY_LINE.sub("-", token)
        known = [known_tag(word.lower()) != "-" for word in (parted, joined, *parted.split("-"))]
        token = parted if known[0] or (not known[1] and all(known[2:])) else joined
    return token.translate(_SEEN)


def _cut(token: str, lexicons: Lexicons) -> int:
    """Where a token falls in two: before a clitic, or before a full stop that belongs to no abbreviation; else 0."""
    if token[-1] == ".":
        initial = token.count(".") > 1 or (len(token) == 2 and token.isupper())
        known = category(lexicons, "abbreviations", token[:-1].lower()) == "abbreviation"
        return 0 if initial or known else len(token) - 1
    clitic = CLITIC.search(token)
    return clitic.start() if clitic else 0
