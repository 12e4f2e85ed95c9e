"""Passages: what of a text has been given to a speaker so far, as rows of the quotes table.

Takes tokens or quotations with their cue, keeps the rows. It cannot give a word to two speakers: the first keeps it.
"""

from bisect import bisect_left, bisect_right

from ..text import codes as kind
from ..text.parse import Parse
from .cues import Cue
from .regions import Region, is_fragment
from .status import SAID, status_of

_ENDS = kind.COMMA + kind.STOP + kind.DASH
Row = tuple[int, int, str, str | None, str | None, int | None, int | None, str, str | None]
"""Start, end, kind, cue as printed, speaker as printed, where that speaker stands, rule, status."""


class Passages:
    """What is known of one text while its cues are read: which words and which marks have found their speaker."""

    def __init__(self, p: Parse, regions: list[Region]):
        self.p, self.regions = p, regions
        self.opens = [r.opens for r in regions]
        self.inside = bytearray(len(p.words) + 1)
        self.taken = bytearray(len(p.words) + 1)
        self.cue_of: dict[int, Cue] = {}
        self.rows: list[Row] = []
        self.heard: list[tuple[int, Cue]] = []  # where each speaker was heard
        for r in regions:
            self.inside[r.first : r.last] = b"\1" * (r.last - r.first)

    def floor_of(self, token: int) -> int:
        """The first token of the sentence, or the one behind the last quotation before a token."""
        first = self.p.sentences[self.p.sentence_of[token]].first
        at = bisect_right(self.opens, token) - 1
        while at >= 0 and first <= self.regions[at].opens and is_fragment(self.p, self.regions[at]):
            at -= 1  # a word or two in marks end no clause
        behind = self.regions[at].closes + 1 if at >= 0 else 0
        return max(first, behind) if behind <= token else first

    def add_region(self, at: int, cue: Cue, rule: str) -> None:
        """Add a quotation as direct speech of the cue's speaker."""
        r = self.regions[at]
        self.cue_of[at] = cue
        self.taken[r.first : r.last] = b"\1" * (r.last - r.first)
        self.add_row(r.start, r.end, "direct", cue, rule)

    def add(self, first: int, last: int, cue: Cue, rule: str, speech: bool = False) -> None:
        """Add a passage of tokens, carried to the end of a quotation that it cuts; mixed where marks stand in it."""
        p, form = self.p, "indirect"
        first += p.codes[first] == kind.AND and not speech
        if first >= last:
            return  # nothing follows the conjunction
        at = bisect_left(self.opens, first - 1)
        start, end = None, None
        while at < len(self.regions) and self.opens[at] < last:
            r = self.regions[at]
            last, form = max(last, r.closes + 1), "mixed"
            self.cue_of[at] = cue
            if r.opens <= first and r.closes + 1 >= last:
                form, start, end = "direct", r.start, r.end
            at += 1
        while last > first + 1 and p.codes[last - 1] in _ENDS and not speech:
            last -= 1
        self.taken[first:last] = b"\1" * (last - first)
        start = p.starts[first] if start is None else start
        end = p.ends[last - 1] if end is None else end
        self.add_row(start, end, "direct" if speech else form, cue, rule)

    def add_row(
        self, start: int, end: int, form: str, cue: Cue | None, rule: str, carried: bool = False
    ) -> None:
        """Add a row; where the speaker is `carried` on from elsewhere, it has no cue of its own."""
        p = self.p
        if cue is not None and not carried:
            self.heard.append((cue.first, cue))
        printed = speaker = s = e = None
        if cue is not None:
            if not carried and cue.words[1]:
                printed = p.text[p.starts[cue.words[0]] : p.ends[cue.words[1] - 1]]
            if cue.speaker:
                s, e = p.starts[cue.speaker[0]], p.ends[cue.speaker[1] - 1]
                speaker = p.text[s:e]
        tokens = p.token_at(start), p.token_at(end - 1) + 1
        status = SAID if carried else status_of(p, cue, *tokens, form)
        self.rows.append((start, end, form, printed, speaker, s, e, rule, status))
