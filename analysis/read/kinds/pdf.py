"""PDF: the text of its pages, one paragraph a line; not of scanned pages, nor of a locked file."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter

from ...resources import Later, need, pattern
from ..furniture import may_be_headline, read_line
from ..lexicons import BUILT_IN, general_english
from ..problems import LIMITS
from .dates import iso_date
from .exports import ENDS, articles_in
from .registry import Found

pypdf = Later("pypdf")
_LARGER = 1.2  # times the size of most letters, at least, has a headline
_EDGE = 2  # lines at the top and at the foot of a page that may be no prose
_NEAR = 12  # lines around that show the width of a column
_FITS = {True: 0.97, False: 0.88}  # the share of it that leaves room, behind a sentence and within one
_COMMON = 20  # times in a million words
_MARKS = ".,;:!?()“”\"’'"


def read_pdf(data: bytes, name: str) -> Iterator[Found]:
    """Give the record of a PDF, or of the export that it is: paragraphs whole, without page numbers and heads."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%%EOF" not in data[-2048:]:
        raise ValueError("its end is missing")
    pages: list[list[str]] = []
    pieces: list[tuple[float, str]] = []

    def note(text: str, around: list, matrix: list, _font: dict, size: float) -> None:
        if not pages and text.strip():
            pieces.append((round(abs(size * matrix[3] * around[3]), 1), text.strip()))

    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        text = page.extract_text(visitor_text=note)
        pages.append([line.strip() for line in text.splitlines()])
        if len(pages) > LIMITS.pages or len(text) > LIMITS.characters:
            most = f"{LIMITS.pages:,} pages or {LIMITS.characters:,} characters on one"
            raise ValueError(f"it has more than {most}")
    heads, lines = _heads_and_lines(pages)
    need(any(lines), "no text in PDF", name)
    day = next(filter(None, map(iso_date, heads)), None)
    for found in articles_in("\n".join(_paragraphs(lines)), name):
        if isinstance(found, dict):
            found |= {} if found.get("published") else {"published": day}
            found.setdefault("title", _largest(pieces))
        yield found


def _largest(pieces: list[tuple[float, str]]) -> str | None:
    """Give the headline of a page, which has its largest letters, if these words can be one."""
    runs = [(size, " ".join(text for _, text in run)) for size, run in groupby(pieces, itemgetter(0))]
    often = Counter({size: 0 for size, _ in runs})
    for size, text in runs:
        often[size] += len(text)
    size, title = max(runs, key=itemgetter(0), default=(0, ""))
    larger = runs and size >= _LARGER * often.most_common(1)[0][0]
    fits = larger and may_be_headline(read_line(title, BUILT_IN, head=True))
    return " ".join(title.split()) if fits else None


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
            printed = pattern("numbered page").match(line) or pattern("browser print").match(line)
            is_head = at_edge and (is_often or printed)
            (heads if is_head else lines).append(line)
    return heads, lines


def _sign(line: str) -> str:
    return re.sub(r"\d+", "#", line.lower())


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Join the printed lines of a paragraph, which ends where the next word would have found room on its line."""
    widths = [len(line) for line in lines]
    known = {word.lower().strip(_MARKS) for line in lines for word in line.split()}
    text = lines[0]
    for place, (line, below) in enumerate(pairwise(lines)):
        width = max(widths[max(0, place - _NEAR) : place + _NEAR])
        room = len(line) + len(below.split()[0]) < width * _FITS[line[-1] in ENDS]
        if room and not below[0].islower():
            yield text
            text = below
        elif cut := pattern("cut word").search(line):
            text = _joined(text, cut[1], below, known)
        else:
            text = f"{text} {below}"
    yield text


def _joined(text: str, first: str, below: str, known: set[str]) -> str:
    """Join a line to one that ends within a word; the hyphen stays where it is the word's own: "long-term"."""
    rest = re.match(r"[^\W\d_]*", below)[0]  # type: ignore[index]
    whole, parted = f"{first}{rest}".lower(), f"{first}-{rest}".lower()
    often = [general_english().get(word, 0) for word in (whole, first.lower(), rest)]
    parts = parted in known or min(often[1:]) > _COMMON
    own = not rest[:1].islower() or (parts and whole not in known and often[0] < 1)
    return f"{text}{below}" if own else text.rstrip("-\xad‐ ") + below
