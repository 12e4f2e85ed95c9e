"""Take a text with marks written into it, `{kind|whose|words}`; give the plain text and the marks. Marks nest.

`data/README.md` lists the kinds. It cannot see whether a mark is right.
"""

import re
from typing import NamedTuple

_MARK = re.compile(r"\{([a-z ]+)\|((?:[^{}|]*\|)+)|\}")


class Mark(NamedTuple):
    """One mark: its kind, its status, what else stands in it, its place, and whether it counts neither way."""

    kind: str
    status: str
    fields: tuple[str, ...]
    start: int
    end: int
    borderline: bool


def read_marked(marked: str) -> tuple[str, list[Mark]]:
    """Give the plain text and its marks, in the order in which they end.

    >>> text, marks = read_marked("He said {indirect|Ann Lee/Lee|it rained}.")
    >>> text[marks[0].start : marks[0].end], marks[0].kind, marks[0].fields
    ('it rained', 'indirect', ('Ann Lee/Lee',))
    """
    pieces, length, last = [], 0, 0
    open_marks: list[tuple] = []
    marks = []
    for found in _MARK.finditer(marked):
        pieces.append(marked[last : found.start()])
        length += found.start() - last
        last = found.end()
        if found[1]:
            words = found[1].removeprefix("borderline ")
            kind, _, status = words.partition(" ")
            fields = tuple(found[2].split("|")[:-1])
            open_marks.append((kind, status or "said", fields, length, words != found[1]))
        else:
            kind, status, fields, start, borderline = open_marks.pop()
            marks.append(Mark(kind, status, fields, start, length, borderline))
    return "".join([*pieces, marked[last:]]), marks
