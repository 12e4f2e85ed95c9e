"""Sentences: where paragraphs and sentences begin and end, and what kind of line each is.

Takes a text, gives spans. It cannot see layout that the text file has lost.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from ...read.furniture import dateline_end, prose_end, read_line
from ...read.lexicons import BUILT_IN, Lexicons

_ENDS_OF_LINES = r"\r\n\v\f\x85\u2028\u2029"
_LINE = re.compile(  # with a quotation mark that stands on a line by itself before or behind it
    r"""(?:[ \t]*+(?P<mark>[“„«‘"]{1,3})[ \t]*+[END]\s{0,9}+)?[^END]+"""
    r"""(?:[END]\s{0,9}+(?(mark)[”»’"]|[”»’]){1,3}[ \t]*+(?![^END]))?""".replace("END", _ENDS_OF_LINES)
)
_LONG_LINE = 40  # characters of a line that a width has cut
_CUT_WORD = re.compile(r"[a-z][-‐\u00ad]\s+[a-z]")
_ENDS_SENTENCE = re.compile(r"[.?!:;,…][\"'”’»)\]]*$|[\"”’»]$")
_ENDS_LINE = re.compile(r"[.:;…][\"'”’»)\]]*$")
_LABEL_ENDS = re.compile("[:|»>–—]")
_STOP = re.compile(r"(?P<mark>[.?!…][.?!…]*)[)\]}”’»\"']*(?P<space>\s*)(?=\S)")
_GLUED = re.compile(  # "in Arden.The river"
    r"[.?!](?<=[a-z0-9][a-z0-9)].)[\"”’]?(?=[“\"‘]?(?:[A-Z][a-z]{2,}|A[nst]?|By|He|I[fnst]?|My|No|On|So|To|We)[\s,’']|(?:--|—)[A-Z])"
    r"|[.?!]”(?<=[a-z].”)(?=[A-Z“])"
)
# a small letter, but iPhone and al-Qaida may begin a sentence
_GOES_ON = re.compile(r"(?!\w?\w?-?[a-z]?[A-Z])[^\W\d_A-Z]|[,;:)]|\W\Z")
_OPENING = re.compile(r"\W{0,2}([A-Z]\w*)(?![\w.])")
_INITIALS = re.compile(r"[^\W\d_a-z](?:\.[^\W\d_a-z])*")
_ITEM = re.compile(r"\(?(?:\d{1,2}|\w)\.")  # the number of a paragraph: "1."
_LONGEST = 24  # characters of a word before a stop that are looked at
_HEADING_WORDS = 16
NOT_PROSE = frozenset(("agency", "byline", "caption", "date", "dateline", "link"))
"""The kinds of lines that are no sentences of the article: nobody says anything in them."""


class Span(NamedTuple):
    """A sentence: its characters, its paragraph (from 0) and its kind (body, heading, or one of `NOT_PROSE`)."""

    start: int
    end: int
    paragraph: int
    kind: str


def sentence_id(article_id: str, position: int) -> str:
    """Give the key of the sentence at a position, counted from 1.

    >>> sentence_id("sochi", 7)
    'sochi.007'
    """
    return f"{article_id}.{position:03d}"


def sentence_spans(text: str, lexicons: Lexicons = BUILT_IN) -> list[Span]:
    """Give the sentences of one text as spans, in order.

    >>> [span.kind for span in sentence_spans("Rain in Hull\\nIt rained. Nobody minded.")]
    ['heading', 'body', 'body']
    """
    spans: list[Span] = []
    seen_body, foot = False, prose_end(text, lexicons)
    for number, (start, end) in enumerate(paragraph_spans(text)):
        kind = _kind(text[start:end], lexicons) if start < foot else "link"
        if kind == "body" and not seen_body:
            seen_body = True
            if place := dateline_end(text[start:end], lexicons):
                spans.append(Span(*_stripped(text, start, start + place), number, "dateline"))
                start += place
        paragraph = text[start:end]
        pieces = [(0, end - start)] if kind != "body" else _sentence_pieces(paragraph, lexicons)
        spans += [Span(start + a, start + b, number, kind) for a, b in pieces]
    return spans


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Give the paragraphs of one text as (start, end), white space at the edges left out.

    A line is a paragraph, unless the text is wrapped at a fixed width: then a blank line ends one. A line that ends
    in a hyphen goes on in the next, as a long one does that no sentence ends, where that begins with a small letter.

    >>> paragraph_spans("One.\\nTwo.")
    [(0, 4), (5, 9)]
    """
    lines = [(a, b) for a, b in (_stripped(text, *m.span()) for m in _LINE.finditer(text)) if a < b]
    wrapped, blocks = _is_wrapped(text, lines), lines[:1]
    for (before, end), (a, b) in pairwise(lines):
        long = text[a].islower() and end - before > _LONG_LINE
        carried = long and not _ENDS_LINE.search(text, end - 4, end)
        if (wrapped or carried or _CUT_WORD.match(text, end - 2, a + 1)) and text.count("\n", end, a) < 2:
            blocks[-1] = (blocks[-1][0], b)
        else:
            blocks.append((a, b))
    return blocks


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines that end without a sentence's end are simply carried on in the next line."""
    inner = [(b, c) for (_, b), (c, _) in pairwise(lines) if text.count("\n", b, c) == 1]
    carried = sum(not _ENDS_SENTENCE.search(text, max(0, b - 4), b) and text[c].islower() for b, c in inner)
    return len(inner) > 2 and carried > len(inner) / 3


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))


def _kind(paragraph: str, lexicons: Lexicons) -> str:
    head = paragraph[:60].lower().replace("’", "'")
    mark = _LABEL_ENDS.search(head)
    if mark and head[: mark.start()].rstrip().strip(" *•-[(") in lexicons.terms("link_labels"):
        return "link"
    if kind := read_line(paragraph, lexicons).kind:
        return kind
    if _ENDS_SENTENCE.search(paragraph, max(0, len(paragraph) - 4)) or paragraph[:1] in "•-*–—":
        return "body"
    short = paragraph.count(" ") < _HEADING_WORDS and len(_sentence_pieces(paragraph, lexicons)) < 2
    return "heading" if short else "body"


def _sentence_pieces(paragraph: str, lexicons: Lexicons) -> list[tuple[int, int]]:
    words, cuts = lexicons.categories["abbreviations"], [0]
    for stop in _STOP.finditer(paragraph):
        before = paragraph[max(cuts[-1], stop.start() - _LONGEST) : stop.start()].split()[-1:]
        if _ends_sentence(stop, "".join(before).lstrip("(\"“‘'["), cuts[-1], words):
            cuts.append(stop.end())
    pieces = (_stripped(paragraph, *cut) for cut in pairwise([*cuts, len(paragraph)]))
    return [(start, end) for start, end in pieces if start < end]


def _ends_sentence(stop: re.Match, word: str, first: int, words: Mapping[str, str]) -> bool:
    """Whether a sentence ends at a stop behind a word; `first` is where it begins, `words` those that matter here."""
    paragraph, end = stop.string, stop.end()
    known = words.get(word.lower(), words.get(word.rpartition("-")[2].lower()))
    if not stop["space"]:
        return known != "abbreviation" and _GLUED.match(paragraph, stop.start()) is not None
    if _GOES_ON.match(paragraph, end) or _ITEM.fullmatch(paragraph, first, stop.end("mark")):
        return False  # `"Who?" he asked.`
    if stop["mark"][-1] in "?!":
        return True
    begins = _OPENING.match(paragraph, end)
    starts = begins is not None and words.get(begins[1].lower()) == "sentence starter"
    if stop["mark"] != "." or known == "abbreviation" or _INITIALS.fullmatch(word):
        return starts
    return known is None or not paragraph[end].isdigit()  # "No. 5", "p. 5"
