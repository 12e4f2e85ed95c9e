"""PDF: the text of its pages, one paragraph a line; not of scanned pages, nor of a locked file."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ...resources import own_rows, why
from ..problems import LIMITS
from .dates import iso_date
from .exports import ENDS, articles_in
from .registry import Found

_NUMBERED = re.compile(  # the number of a page alone, or a line of a head with it
    r"\W*(?:page |p\. ?)?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?\W*$|(?=.{6,120}$).*\bpage \d{1,4}\b.{0,60}$(?<![.?!”])",
    re.IGNORECASE,
)
_EDGE = 2  # lines at the top and at the foot of a page that may be no prose
_NEAR = 12  # lines around that show the width of a column
_FITS = {True: 0.97, False: 0.88}  # the share of it that leaves room, behind a sentence and within one
_COMMON = 20  # times in a million words
_CUT = re.compile(r"(\w+)[-\xad‐]$")


def read_pdf(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of a PDF, or those of the export that it is: paragraphs whole, without page numbers and heads.

    Raises ValueError where it is over a limit, damaged, locked or without text.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%%EOF" not in data[-2048:]:
        raise ValueError("its end is missing")
    pages: list[list[str]] = []
    for page in PdfReader(io.BytesIO(data)).pages:
        text = page.extract_text()
        pages.append([line.strip() for line in text.splitlines()])
        if len(pages) > LIMITS.pages or len(text) > LIMITS.characters:
            raise ValueError(
                f"it has more than {LIMITS.pages:,} pages or {LIMITS.characters:,} characters on one"
            )
    heads, lines = _heads_and_lines(pages)
    if not any(lines):
        raise ValueError(why("no text in PDF", name))
    day = next(filter(None, map(iso_date, heads)), None)
    for found in articles_in("\n".join(_paragraphs(lines)), name):
        if isinstance(found, dict) and not found.get("published"):
            found |= {"published": day}
        yield found


def _heads_and_lines(pages: list[list[str]]) -> tuple[list[str], list[str]]:
    """Give the lines at the edges that are heads, by a page's number or as on every other page; and all other lines."""
    pages = [[line for line in page if line] for page in pages]
    often = Counter(sign for page in pages for sign in {_sign(ln) for ln in (*page[:_EDGE], *page[-_EDGE:])})
    heads: list[str] = []
    lines: list[str] = []
    for page in pages:
        for place, line in enumerate(page):
            at_edge = place < _EDGE or place >= len(page) - _EDGE
            # the first page may have none, others every second time
            is_often = (count := often[_sign(line)]) > 1 and count * 2 >= len(pages) - 1
            is_head = at_edge and (is_often or _NUMBERED.match(line))
            (heads if is_head else lines).append(line)
    return heads, lines


def _sign(line: str) -> str:
    return re.sub(r"\d+", "#", line.lower())


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Join the printed lines of a paragraph, which ends where the next word would have found room on its line."""
    widths, known = [len(line) for line in lines], {word.lower() for line in lines for word in line.split()}
    text = lines[0]
    for place, (line, below) in enumerate(pairwise(lines)):
        width = max(widths[max(0, place - _NEAR) : place + _NEAR])
        room = len(line) + len(below.split()[0]) < width * _FITS[line[-1] in ENDS]
        if room and not below[0].islower():
            yield text
            text = below
        elif cut := _CUT.search(line):
            text = _joined(text, cut[1], below, known)
        else:
            text = f"{text} {below}"
    yield text


def _joined(text: str, first: str, below: str, known: set[str]) -> str:
    """Join a line to one that ends within a word; the hyphen stays where it is the word's own: "long-term"."""
    rest = re.match(r"[^\W\d_]*", below)[0]  # type: ignore[index]
    whole, parted = f"{first}{rest}".lower(), f"{first}-{rest}".lower()
    often = [_english().get(word, 0) for word in (whole, first.lower(), rest)]
    parts = parted in known or min(often[1:]) > _COMMON
    own = not rest[:1].islower() or (parts and whole not in known and often[0] < 1)
    return f"{text}{below}" if own else f"{text[:-1]}{below}"


@cache
def _english() -> dict[str, float]:
    """Give how often a million words of English have a word."""
    return {row["word"]: float(row["per_million"]) for row in own_rows("frequencies/general_english.csv")}
