"""Quotation marks: which stretches of a text stand between them, however they are printed.

Takes a document, gives spans of characters, and regions of tokens; it knows nothing of who speaks.
It cannot see a quotation without marks, nor mend a mark that stands on the wrong side of a word.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..text import Document

# no line's end behind a space, and no apostrophe inside a word
_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚'`「」『』\n](?:(?<=')'|(?<=`)`)?(?<!\s\n)(?<![^\W_]['’](?=[^\W_]))")
_OPEN, _CLOSE = frozenset(("“", "„", "‟", "``", "«", "‹", "「", "『")), frozenset(("”", "»", "›", "」", "』"))
_SINGLE = frozenset("‘‚`’'")
_BEFORE_OPENING = " \t\n\u00a0\u2009([{<—–-/:\"“„«‘'"
_ELIDED = re.compile(r"(?:\d\ds?|em|tis|twas|til|till|cause|bout|round|n)\b", re.IGNORECASE)
# A line of marks: o opens, c closes, E does either; O and e are straight ones that open, or do either. Of the single
# ones, s opens, as b does where a paragraph begins; S closes; p closes or is an apostrophe. L ends a paragraph.
_QUOTATION = re.compile(
    r"""(?P<words>
      [oE] (?: [bspS] | O [bspS]*c | o [bspS]*c (?=[bspS]*c) )*  # others stand inside
    | (?: [Oe] | [bs] (?=[^pSL]{0,20}Lb) ) (?: [bspS] | o [bspS]*c | O [bspS]*c (?=[bspS]*c) )*
    | [bs] (?: [^bsL]*? (?=S) | [^bsSL]* (?=p) | (?=c) )
    ) (?: (?P<closes>[ceESp]) | (?P<line>Lb?) [bspS]*c )?  # or a mark closes it in the next paragraph""",
    re.VERBOSE,
)


class Region(NamedTuple):
    """Words between marks: the tokens of the marks, tokens [first, last) and characters inside, whether one closes."""

    opens: int
    first: int
    last: int
    closes: int
    start: int
    end: int
    closed: bool


def quoted_spans(document: Document) -> list[tuple[int, int, bool]]:
    """Give the characters of the outermost quotations, in text order, and whether a mark closes each, in one pass.

    No word need be tagged for it. A mark without a partner runs to the end of its paragraph. Where the next paragraph
    opens again, or closes what was left open, the same quotation goes on: it is one span.

    >>> quoted_spans(Document('The “old” plan’s flaw: "It can’t work."'))
    [(5, 8, True), (24, 38, True)]
    """
    found: list[tuple[int, int, bool]] = []
    for start, end, closed, goes_on in _stretches(document):
        words = document.text[start:end]
        if any(map(str.isalnum, words)):
            start, end = end - len(words.lstrip()), start + len(words.rstrip())
            found.append((found.pop()[0] if goes_on and found else start, end, closed))
    return found


def quoted_in(document: Document) -> list[Region]:
    """Give the outermost quotations of a document as regions of its tokens, in text order."""
    p = document.parse
    found: list[Region] = []
    for start, end, closed in document.part(quoted_spans):
        first, last = p.token_at(start), p.token_at(end - 1) + 1
        closes = last if closed and last < len(p.words) else last - 1
        found.append(Region(max(0, first - 1), first, last, closes, start, end, closed))
    return found


def _stretches(document: Document) -> Iterator[tuple[int, int, bool, bool]]:
    """The characters between marks, whether one closes them, and whether what stood before goes on."""
    text, ends = document.text, {span.paragraph: span.end for span in document.sentences}
    line, places, before, paragraph_ends = "", [], -2, {*ends.values()}
    for mark in _MARK.finditer(text):
        if sign := _sign(text, mark, paragraph_ends):
            line += sign
            places.append(mark.span())
    places.append((len(text), len(text)))
    for found in _QUOTATION.finditer(line):
        first, last = found.span("words")
        follows = first - 1 == before and line[before] == "L"
        follows = follows and not text[places[before][1] : places[first][0]].strip()
        yield places[first][1], places[last][0], found["closes"] is not None, follows
        if found["line"]:
            yield places[found.end("line") - 1][1], places[found.end() - 1][0], True, True
        before = last


def _sign(text: str, mark: re.Match, paragraph_ends: set[int]) -> str:
    """What a mark may be by where it stands, "" where it is none."""
    character, before = mark.group(), text[mark.start() - 1 : mark.start()]
    behind, further = text[mark.end() : mark.end() + 1], text[mark.end() + 1 : mark.end() + 2]
    if character == "\n":
        return "L" * (mark.start() in paragraph_ends)
    opens = before in _BEFORE_OPENING and behind.strip() != ""
    closes = before.strip() != "" and not behind.isalnum()
    if character not in _SINGLE:
        return _double(character, opens, closes, behind)
    if opens and (character in "‘‚`" or not _ELIDED.match(text, mark.end())):
        return "" if character == "’" else "s" if before.strip("\n") else "b"
    return ("p" if before == "s" and behind == " " and further.islower() else "S") if closes else ""


def _double(character: str, opens: bool, closes: bool, behind: str) -> str:
    """What a double mark may be by where it stands: also ”so” and »so«, and “so. “ at the end of a line."""
    if character in _OPEN:
        return "c" if not behind.strip("\n") else "E" if closes else "o"
    if character in _CLOSE:
        return "E" if opens else "c"
    return "e" if opens == closes else "O" if opens else "c"
