"""Sentences: where paragraphs and sentences begin and end, and what kind of line each is.

Takes a text, gives spans. It cannot see layout that the text file has lost.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ...bare import bare
from ...read.furniture import dateline_end, kind_of_line, prose_end
from ...read.lexicons import BUILT_IN, Lexicons

with bare("nltk", "nltk.tokenize"):
    from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

_ENDS_OF_LINES = r"\r\n\v\f\x85\u2028\u2029"
_LINE = re.compile(  # with a quotation mark that stands on a line by itself before or behind it
    r"""(?:[ \t]*+(?P<mark>[“„«‘"]{1,3})[ \t]*+[END]\s{0,9}+)?[^END]+"""
    r"""(?:[END]\s{0,9}+(?(mark)[”»’"]|[”»’]){1,3}[ \t]*+(?![^END]))?""".replace("END", _ENDS_OF_LINES)
)
_LONG_LINE = 40  # characters of a line that a width has cut
_CUT_WORD = re.compile(r"[a-z][-‐\u00ad]\s+[a-z]")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}$")
_ENDS_SENTENCE = re.compile(r"[.?!:;,…][\"'”’»)\]]*$|[\"”’»]$")
_ENDS_LINE = re.compile(r"[.:;…][\"'”’»)\]]*$")
_LABEL_ENDS = re.compile("[:|»>–—]")
_GLUED = re.compile(
    r"[.?!](?<=[a-z0-9][a-z0-9)].)[\"”’]?"
    r"(?=[“\"‘]?(?:[A-Z][a-z]{2,}|A[nst]?|By|He|I[fnst]?|My|No|On|So|To|We)[\s,’'])|”(?<=[a-z][.?!]”)(?=[A-Z“])"
)
_ITEM = re.compile(r"\(?\w{1,2}[.)]")  # the number of a paragraph: "1."
# a word and its stop, and what follows: most ends; to tell them at once saves 4 % of the time of an article
_PLAIN_END = re.compile(r"[“\"‘(]?([A-Za-z]{2,})[.?!](?:\s+\S|[”\"’)])")
_SENTENCE_END = re.compile(r"[.?!](?=(?P<after_tok>[)\";}\]*:@'({\[‘’“”«»?!]|\s+(?P<next_tok>\S+)))")
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
    if kind := kind_of_line(paragraph, lexicons):
        return kind
    if _ENDS_SENTENCE.search(paragraph, max(0, len(paragraph) - 4)) or paragraph[:1] in "•-*–—":
        return "body"
    short = paragraph.count(" ") < _HEADING_WORDS and len(_sentence_pieces(paragraph, lexicons)) < 2
    return "heading" if short else "body"


def _sentence_pieces(paragraph: str, lexicons: Lexicons) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    spans = lexicons.part(_punkt).span_tokenize(paragraph)
    for cut in _unglued(paragraph, spans, lexicons):
        start, end = _stripped(paragraph, *cut)
        if start >= end:
            continue
        begin = paragraph[start : start + 2]
        goes_on = begin[0].islower() or begin[0] in ",;:)" or (len(begin) == 1 and not begin.isalnum())
        if pieces and (  # as in `"Who?" he asked.`
            goes_on
            or _ITEM.fullmatch(paragraph, *pieces[-1])
            or _is_abbreviated(paragraph, *pieces[-1], start, lexicons)
        ):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces


def _unglued(
    paragraph: str, spans: Iterable[tuple[int, int]], lexicons: Lexicons
) -> Iterator[tuple[int, int]]:
    """Cut where the space between two sentences is missing: "in Arden.The river"."""
    abbreviations, cuts = lexicons.terms("abbreviations"), []
    for start, end in spans:
        closed = paragraph[start - 1 : start] in tuple(".?!") and paragraph[start] in "”’"
        cuts.append(start + closed)  # a mark that closes what ends there
        for glue in _GLUED.finditer(paragraph, start, end):
            word = paragraph[max(start, glue.start() - 12) : glue.start()].split()[-1:]
            if not word or word[0].strip('(“"').lower() not in abbreviations:
                cuts.append(glue.end())
    return pairwise(sorted({0, *cuts, len(paragraph)}))


def _is_abbreviated(paragraph: str, first: int, end: int, start: int, lexicons: Lexicons) -> bool:
    """Whether the full stop at `end` belongs to what goes on with a number or a name: "No. 10", "B.K. Patil"."""
    words = lexicons.terms("abbreviations")
    if paragraph[start].isdigit():
        return paragraph[max(0, end - 12) : end - 1].rpartition(" ")[2].lower() in words
    initials = _INITIALS.search(paragraph, max(first, end - 12), end) if paragraph[start].isalpha() else None
    return initials is not None and initials.group().lower()[:-1] not in words


class _Marks(PunktLanguageVars):
    """Punkt's marks, found by plain patterns: they are linear, and the guard that NLTK has for others costs more."""

    re_boundary_realignment = re.compile(PunktLanguageVars.re_boundary_realignment.pattern, re.MULTILINE)

    def period_context_re(self):
        return _SENTENCE_END


class _Punkt(PunktSentenceTokenizer):
    """Punkt, which takes apart only those words around a full stop that can be something else than a sentence's end."""

    def text_contains_sentbreak(self, text: str) -> bool:
        plain = _PLAIN_END.match(text)
        known = plain is not None and plain[1].lower() not in self._params.abbrev_types
        return known or super().text_contains_sentbreak(text)


def _punkt(lexicons: Lexicons) -> PunktSentenceTokenizer:
    parameters, terms = PunktParameters(), lexicons.categories["abbreviations"].items()
    parameters.abbrev_types = {term for term, category in terms if category == "abbreviation"}
    parameters.sent_starters = {term for term, category in terms if category == "sentence starter"}
    return _Punkt(parameters, lang_vars=_Marks())
