"""Quotation marks: which stretches of a text stand between them, however they are printed.

Takes a string, gives spans; it knows nothing of who speaks.
It cannot see a quotation without marks, nor mend a mark that stands on the wrong side of a word.
"""

import re
from typing import NamedTuple

from ..text.document import Document

_MARK = re.compile(r"''|``|[\"“”„‟«»‹›‘’‚'`「」『』\n]")
_KINDS = {
    **dict.fromkeys(("“", "„", "‟", "``", "«", "‹", "「", "『"), "open"),
    **dict.fromkeys(("”", "»", "›", "」", "』"), "close"),
    **dict.fromkeys(('"', "''"), "straight"),
    **dict.fromkeys(("‘", "‚", "`"), "single open"),
    **dict.fromkeys(("’", "'"), "single"),
    "\n": "line",
}
_BEFORE_OPENING = ' \t\n\u00a0\u2009([{<—–-/:"“„«‘'
_ELIDED = re.compile(r"(?:\d\ds?|em|tis|twas|til|till|cause|bout|round|n)\b", re.IGNORECASE)
_LONGEST_SINGLE = 1500
_NEAR = 12  # marks, apostrophes among them, within which a quotation within a quotation closes


class Quoted(NamedTuple):
    """A stretch between marks: `start, end` inside them, `opens, closes` with them."""

    opens: int
    start: int
    end: int
    closes: int
    closed: bool
    single: bool
    continued: bool


def quoted_in(document: Document) -> list[Quoted]:
    """Give the outermost stretches between quotation marks of a document."""
    return find_quoted(document.text)


def find_quoted(text: str) -> list[Quoted]:
    """Give the outermost stretches between quotation marks, in text order, in one pass.

    A mark without a partner runs to the end of its paragraph (`closed` False). Where the next paragraph opens
    again, or closes what was left open, its stretch is `continued`: the same quotation goes on.

    >>> [(q.start, q.end) for q in find_quoted('The “old” plan’s flaw: "It can’t work."')]
    [(5, 8), (24, 38)]
    """
    marks = [(m.start(), m.end(), _role(text, m)) for m in _MARK.finditer(text)]
    closer = _single_closers(text, marks)
    found: list[Quoted] = []
    opened = None  # (opens, start, continued) of the double mark that waits for its partner
    pending = False  # the paragraph before ended inside a quotation
    i = last = 0
    while i < len(marks):
        at, after, role = marks[i]
        first = not text[last:at].strip()  # nothing printed since the mark (or line end) before
        i, last = i + 1, after
        if role == "line":
            if opened:
                _add(text, found, opened, at, at, closed=False)
            pending, opened = bool(opened) or (pending and first), None
        elif opened and role in ("close", "either", "open"):
            inner = _inner_pair(text, marks, opened[0], i - 1) if role == "open" else 0
            if role == "open" and _closes_anyway(text, opened[0], at, after):
                _add(text, found, opened, at, after, closed=True)
                opened = None
            elif inner:
                i = inner  # a quotation within the quotation
            elif role == "open":  # the mark that should have closed is missing
                _add(text, found, opened, at, at, closed=False)
                opened = (at, after, False)
            else:
                _add(text, found, opened, at, after, closed=True)
                opened = None
        elif role in ("open", "either"):
            opened, pending = (at, after, pending and first and bool(found)), False
        elif role == "close" and pending:
            line = text.rfind("\n", 0, at) + 1
            _add(text, found, (line, line, bool(found)), at, after, closed=True)
            pending = False
        elif role == "single open" and not opened and closer[i - 1]:
            end, closes = marks[closer[i - 1]][:2]
            _add(text, found, (at, after, False), end, closes, closed=True, single=True)
            i = closer[i - 1] + 1
    if opened:
        _add(text, found, opened, len(text), len(text), closed=False)
    return found


def _inner_pair(text: str, marks: list[tuple], outer: int, i: int) -> int:
    """The place behind the pair of marks that begins at `marks[i]`, if it stands within a quotation; else 0."""
    behind = [
        k for k in range(i + 1, min(i + _NEAR, len(marks))) if not marks[k][2].startswith(("single", "none"))
    ]
    roles = [marks[k][2] for k in behind[:2]]
    if roles[:1] != ["close"]:
        return 0
    other = (text[marks[i][0]] in "\"'" and text[outer] not in "\"'") or (
        text[marks[i][0]] not in "\"'" and text[outer] in "\"'"
    )
    return behind[0] + 1 if other or roles[1:] == ["close"] else 0


def _closes_anyway(text: str, outer: int, at: int, after: int) -> bool:
    """Whether an opening mark is used to close, as in „so“, or by mistake, as in “so,“ he said."""
    if text[outer] == "„" and text[at] == "“":
        return True
    return text[at - 1] not in _BEFORE_OPENING and not text[after : after + 1].isalnum()


def _role(text: str, mark: re.Match) -> str:
    kind, at, after = _KINDS[mark.group()], mark.start(), mark.end()
    before, behind = text[at - 1 : at], text[after : after + 1]
    opens = (not before or before in _BEFORE_OPENING) and bool(behind) and not behind.isspace()
    if kind == "straight":
        closes = bool(before) and not before.isspace() and not behind.isalnum()
        if before.isdigit() and closes and mark.group() == '"' and _is_inches(text, at):
            return "none"
        return "either" if opens == closes else "open" if opens else "close"
    if kind in ("single", "single open"):
        if opens and not (kind == "single" and _ELIDED.match(text, after)):
            return "single open" if kind == "single open" or mark.group() == "'" else "none"
        return "single close" if before and not before.isspace() and not behind.isalnum() else "none"
    return kind


def _is_inches(text: str, at: int) -> bool:
    return bool(re.search(r"\d['’]\s?\d{1,2}$", text[max(0, at - 6) : at]))


def _single_closers(text: str, marks: list[tuple]) -> list[int]:
    """Give for each opening single mark the index of the mark that closes it (0 where there is none)."""
    closer = [0] * len(marks)
    nearest = 0  # the next mark to the right, in this paragraph, that may close
    for i in range(len(marks) - 1, -1, -1):
        at, after, role = marks[i]
        if role == "line":
            nearest = 0
        elif role == "single close":
            plural = (
                text[at - 1 : at] == "s"
                and text[after : after + 1] == " "
                and text[after + 1 : after + 2].islower()
            )
            nearest = nearest if plural and nearest else i
        elif role == "single open":
            if nearest and marks[nearest][0] - at <= _LONGEST_SINGLE:
                closer[i] = nearest
            nearest = 0
    return closer


def _add(text, found, opened, end, closes, closed, single=False):
    opens, start, continued = opened
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        found.append(Quoted(opens, start, end, max(closes, end), closed, single, continued))
