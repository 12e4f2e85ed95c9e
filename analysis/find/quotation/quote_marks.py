"""Quotation marks: which stretches of a text stand between them, however they are printed.

Takes a string, gives spans; it knows nothing of who speaks.
It cannot see a quotation without marks, nor mend a mark that stands on the wrong side of a word.
"""

import re
from typing import NamedTuple

from ..text import Document
from ..text.sentences import paragraph_spans

_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚'`「」『』\n](?:(?<=')'|(?<=`)`)?")
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
_STRAIGHT = "\"'"
_LONGEST_SINGLE = 1500
_GAP = 8  # characters within which the next paragraph begins
_NEAR = 12  # marks, apostrophes among them, within which a quotation within a quotation closes


class Quoted(NamedTuple):
    """A stretch between marks: the characters inside them, whether a mark closes it, whether it goes on from before."""

    start: int
    end: int
    closed: bool
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
    ends = {end for _, end in paragraph_spans(text)}
    marks = [(m.start(), m.end(), _role(text, m)) for m in _MARK.finditer(text)]
    marks = [mark for mark in marks if mark[2] != "line" or mark[0] in ends]
    pairs = _Pairs(text, marks, _single_closers(text, marks))
    at = 0
    while at < len(marks):
        at = pairs.read(at)
    pairs.close(len(text), closed=False)
    return pairs.found


class _Pairs:
    """Pairs the marks of a text, one after the other; `opened` is the double mark that waits for its partner."""

    def __init__(self, text: str, marks: list[tuple], closer: list[int]):
        self.text, self.marks, self.closer = text, marks, closer
        self.found: list[Quoted] = []
        self.opened: tuple = ()  # where it stands, where its words begin, continued
        self.single: tuple = ()  # a single mark in this paragraph that no single one closes
        self.pending = False  # the paragraph before ended inside a quotation

    def read(self, i: int) -> int:
        """Read a mark; give the number of the next one to read."""
        at, after, role = self.marks[i]
        follows = self.pending and not self.text[self.marks[i - 1][1] : at].strip()
        begins = at, after, follows and bool(self.found)
        if role == "line":
            self.pending, self.single = bool(self.opened) or follows, ()
            self.close(at, closed=False)
        elif self.opened:
            return self._inside(i) if role in ("close", "either", "open") else i + 1
        elif role in ("open", "either"):
            self.opened, self.pending = begins, False
        elif role == "close" and (self.pending or self.single):
            line = self.text.rfind("\n", 0, at) + 1
            self.opened, self.pending = self.single or (line, line, bool(self.found)), False
            self.close(at)
        elif role == "single open":
            return self._single(i, begins)
        return i + 1

    def _single(self, i: int, begins: tuple) -> int:
        """Read a single mark that opens: its partner stands in the paragraph, the next one goes on, or it has none."""
        at, closer = self.marks[i][0], self.closer[i]
        end = -1 if closer else self.text.find("\n", at)
        if closer or (end > 0 and self.text[end : end + _GAP].lstrip().startswith(self.text[at])):
            self.opened, self.pending = begins, False
        else:
            self.single = begins  # ‘...”
        if closer:
            self.close(self.marks[closer][0])
        return max(i, closer) + 1

    def _inside(self, i: int) -> int:
        """Read a double mark while another one is open: it closes, or opens a quotation within the quotation."""
        at, after, role = self.marks[i]
        outer = self.opened[0]
        ends = self.text[at - 1] not in _BEFORE_OPENING and not self.text[after : after + 1].isalnum()
        if role != "open" or ends:  # also „so“, or by mistake “so,“ he said
            self.close(at)
        elif inner := _inner_pair(self.text, self.marks, outer, i):
            return inner
        else:  # the mark that should have closed is missing
            self.close(at, closed=False)
            self.opened = (at, after, False)
        return i + 1

    def close(self, end: int, closed: bool = True) -> None:
        """End here what is open, by a mark or for want of one."""
        if not self.opened:
            return
        text, (_, start, continued) = self.text, self.opened
        self.opened = ()
        words = text[start:end]
        start, end = end - len(words.lstrip()), start + len(words.rstrip())
        if any(character.isalnum() for character in words):
            self.found.append(Quoted(start, end, closed, continued))


def _inner_pair(text: str, marks: list[tuple], outer: int, i: int) -> int:
    """The place behind the pair of marks that begins at `marks[i]`, if it stands within a quotation; else 0."""
    near = range(i + 1, min(i + _NEAR, len(marks)))
    behind = [k for k in near if not marks[k][2].startswith(("single", "none"))]
    roles = [marks[k][2] for k in behind[:2]]
    other = (text[marks[i][0]] in _STRAIGHT) != (text[outer] in _STRAIGHT)
    return behind[0] + 1 if roles[:1] == ["close"] and (other or roles[1:] == ["close"]) else 0


def _role(text: str, mark: re.Match) -> str:
    kind, behind = _KINDS[mark.group()], text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    opens = before in _BEFORE_OPENING and behind.strip() != ""
    closes = before.strip() != "" and not behind.isalnum()
    if not kind.startswith("single"):
        return _double(kind, opens, closes, behind)
    if opens and not (kind == "single" and _ELIDED.match(text, mark.end())):
        return "single open" if kind == "single open" or mark.group() == "'" else "none"
    return "single close" if closes else "none"


def _double(kind: str, opens: bool, closes: bool, behind: str) -> str:
    """What a double mark may be by where it stands: also ”so” and »so«, and “so. “ at the end of a line."""
    if kind == "straight":
        return "either" if opens == closes else "open" if opens else "close"
    if kind == "close":
        return "either" if opens else kind
    return kind if kind == "line" or behind.strip("\n") else "close"


def _single_closers(text: str, marks: list[tuple]) -> list[int]:
    """Give for each opening single mark the index of the mark that closes it (0 where there is none)."""
    closer = [0] * len(marks)
    nearest = 0  # the next mark to the right, in this paragraph, that may close
    for i in range(len(marks) - 1, -1, -1):
        at, after, role = marks[i]
        if role == "line":
            nearest = 0
        elif role == "single close":
            goes_on = text[after : after + 1] == " " and text[after + 1 : after + 2].islower()
            plural = text[at - 1 : at] == "s" and goes_on
            nearest = nearest if plural and nearest else i
        elif role == "single open":
            if nearest and marks[nearest][0] - at <= _LONGEST_SINGLE:
                closer[i] = nearest
            nearest = 0
    return closer
