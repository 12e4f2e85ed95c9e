"""What stands near a number: its words and marks, each as a constituent that rules name.

Takes a parse and an amount, gives pieces. It sees one sentence, and knows no other sense of a word.
"""

import re
from typing import NamedTuple

from ...read.lexicons import Lexicons, kept
from ..text import Parse, Span, kind
from ..text.rules import signs_of
from .amounts import Amount
from .nouns import UNIT_SIGNS, word_sign

_PIECE = re.compile(
    r"['’](?:s|m|re)\b|[Nn]os?\.(?=\s?(?:\d|$))|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s?(?:\d|$))|Rs\.|o['’]clock|\d[\d.,]*\d|\d|[A-Z]{0,3}[$¢-¥₠-⃀]|No(?=\s\d)|[^\W\d_]+\.(?=[^\W\d_]\.)[^\W\d_]\."
    r"|[^\W\d_]+|[^\w\s]"
)
_PAIR = re.compile(r"[^\W\d_]+\s[^\W\d_]+")
_CORE = re.compile(r"\D{0,60}?([A-Z]{0,3}[$¢-¥₠-⃀]|\b[A-Za-z]{1,5}\.?)\s?(?=\d)")
_VERBS = kind.FINITE + kind.BASE + kind.PARTICIPLE
_BEFORE, _BEHIND = 60, 36  # characters that are read
_SIGNS, _OF_CODE = signs_of("number")
NEAR = vars(_SIGNS)
"""What may stand near a number by name, each with a private character."""


class Pieces(NamedTuple):
    """The words, marks and runs of digits near a number: the characters of their signs, and where they stand."""

    signs: str
    spans: list[Span]


def pieces_around(p: Parse, amount: Amount) -> tuple[Pieces, Pieces]:
    """The words and marks before and behind a number in its sentence; the unit of "40kg" and "$40" is one of them."""
    sentence = p.sentence(p.token_at(amount.start))
    start, end = amount.start, amount.end
    core = _CORE.match(p.text, start, end)  # "more than $5m": the bound stands before the sign
    sign = word_sign(core[1].lower(), p.lexicons) if core else None
    if core and (sign == "CURRENCY" or not core[1][-1:].isalpha() or (sign and core[0] == core[0].rstrip())):
        start = core.end()
    floor, ceiling = max(sentence.start, start - _BEFORE), min(sentence.end, end + _BEHIND)
    return pieces(p, floor, start), pieces(p, end, ceiling)


def pieces(p: Parse, start: int, end: int) -> Pieces:
    """The words and marks of a stretch of text, two words of one entry as one."""
    line, spans, text, at = [], [], p.text, start
    token, most = p.token_at(start), len(p.words)
    pairs, signs = p.lexicons.part(_pairs), p.lexicons.results(_sign)
    while at < end and token < most:
        a, b, word = p.starts[token], p.ends[token], p.lower[token]
        if at <= a and b <= end and text[b : b + 1] in (" ", ",") and word.isalpha() and word not in pairs:
            sign = signs[word, p.codes[token]]
        elif match := _PIECE.search(text, at, end):
            sign, a, b = _piece(p, *match.span())
        else:
            break
        line.append(sign)
        spans.append((a, b))
        at = b
        while token < most and p.ends[token] <= at:
            token += 1
    return Pieces("".join(line), spans)


def _piece(p: Parse, a: int, b: int) -> tuple[str, int, int]:
    """The sign of a piece that need not be a token, and its place, with the second word of an entry of two."""
    text, token, pairs = p.text, p.token_at(a), p.lexicons.part(_pairs)
    word = text[a:b].lower()
    if word in pairs and (two := _PAIR.match(text, a)) and " ".join(two[0].lower().split()) in pairs:
        b = two.end()
    whole = p.starts[token] == a and p.ends[token] == b
    word = p.lower[token] if whole else text[a:b].lower().replace("’", "'")
    sign = p.lexicons.results(_sign)[word, p.codes[token] if whole else ""]
    return _beside(sign, text[a - 1 : a], text[b : b + 1]), a, b


def _beside(sign: str, before: str, behind: str) -> str:
    """What a mark, or money ("P900"), is where a digit, or anything, stands right beside it."""
    if sign == _SIGNS.COLON and before.isdigit() and behind.isdigit():
        return _SIGNS.COLONED
    if sign == _SIGNS.DASH and before.strip() and behind.strip():
        return _SIGNS.HYPHEN
    return _SIGNS.CURRENCY if sign == _SIGNS.MONEY and behind.isdigit() and not before.isalnum() else sign


def _pairs(lexicons: Lexicons) -> frozenset[str]:
    """The entries of two words, and the words that they begin with."""
    terms = [term for term in lexicons.terms("figure_words") if " " in term]
    return frozenset(terms).union(term.split()[0] for term in terms)


@kept
def _sign(word_code: tuple[str, str], lexicons: Lexicons) -> str:
    """The sign of a word with its code (of a part of one: none), by the lists, by what it counts, else by the code."""
    word, code = word_code
    if word[0].isdigit():
        return _SIGNS.NUMBER
    found = word_sign(word, lexicons)
    if found and not (word[1:] and code and code in _VERBS and found in (*UNIT_SIGNS, "NUMBERED")):
        return NEAR[found]
    return _OF_CODE.get(code, _SIGNS.OTHER)
