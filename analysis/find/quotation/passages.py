"""Passages: the stretches between quotation marks as tokens, and what of a text has been given to a speaker so far.

Takes a parse, keeps the rows of the quotes table. It cannot give a word to two speakers: the first keeps it; nor tell a
speaker's own pause from the writer's missing mark.
"""

from bisect import bisect_left, bisect_right

from ..text import Parse, kind, phrase_end
from .cues import Cue
from .quote_marks import Region
from .verbs import status_of

FEW = 5  # words below which marks hold no speech of their own
_FRAGMENTS = 9  # fragments in one clause; with a limit, the time is linear in the text
_BESIDE = kind.COMMA + kind.DASH + kind.CLOSES + kind.OPENS
_PAIRS = frozenset(["neither", "either", "both"])
_BETWEEN = frozenset(kind.FINITE + kind.STOP)
_GAP = 25  # tokens between a cue and the quotation that it leads to
Row = tuple[int, int, str, str | None, str | None, int | None, int | None, str, str | None]
"""Start, end, kind, cue as printed, speaker as printed, where that speaker stands, rule, status."""


def is_fragment(p: Parse, region: Region) -> bool:
    """Whether a region holds a word or a few that do not end like a sentence: a label, a title, a nickname."""
    ends = p.codes[region.last - 1] in kind.COMMA + kind.STOP + kind.CLOSES
    return not ends and region.last - region.first < FEW


def _leads_to(p: Parse, region: Region, words: list[str], cue) -> bool:
    """Whether the words between a cue and a quotation let the one lead to the other, without a mark between them."""
    told = "told" in cue.frames and "that" not in words
    of = kind.GERUND in p.codes[cue.last : region.opens] and cue.frames.isdisjoint(("clause", "that", "told"))
    that = words[-1:] == ["that"] and not of  # not "accused it of hiding a note that “...”"
    near = words in ([], ["as"]) or that or (told and phrase_end(p, cue.last, region.opens) == region.opens)
    alone = cue.frames == {"quote"}  # "chanted “Out” as she passed"
    if p.codes[region.opens + 1] == kind.PREPOSITION and p.words[region.opens + 1].islower():
        return False  # "the work would begin “in days”"
    ends = p.codes[region.closes + 1] in kind.ENDS or p.lower[region.closes + 1] in ("as", "while", "when")
    answer = words == [] and "noun" not in cue.frames and ends
    return near and (alone or answer or _is_whole(p, region, that))


def _is_whole(p: Parse, region: Region, that: bool) -> bool:
    """Whether a quotation is no few words worked into a clause: a sentence ends inside it, or right behind it."""
    behind = p.codes[region.closes + 1 : region.closes + 3]
    joined = behind == kind.AND + kind.OPENS and not that  # "chanted “Save us” and “Act now”"
    ends = behind[:1] in kind.ENDS or joined or p.codes[region.last - 1] in kind.STOP + kind.COMMA
    return ends and (region.last - region.first > 3 or p.words[region.last - 1] in "!?")


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
        first = self.p.sentence(token).first
        at = bisect_right(self.opens, token) - 1
        fewest = max(-1, at - _FRAGMENTS)
        while at > fewest and first <= self.regions[at].opens and is_fragment(self.p, self.regions[at]):
            at -= 1  # a word or two in marks end no clause
        behind = self.regions[at].closes + 1 if at >= 0 else 0
        return max(first, behind) if behind <= token else first

    def region_left(self, cue: Cue) -> int | None:
        """Give the index of the quotation that ends right before a cue: `"We won," she said`."""
        p, at = self.p, bisect_left(self.opens, cue.first) - 1
        if at < 0 or "quote" not in cue.frames:
            return None
        region = self.regions[at]
        if p.sentence(cue.first).paragraph != p.sentence(region.closes).paragraph:
            return None
        gap = p.codes[region.closes + 1 : min(cue.first, region.closes + _GAP)].strip(_BESIDE)
        title = p.codes[region.last - 1] == kind.COMMA and cue.mood == "finite" and _BETWEEN.isdisjoint(gap)
        return at if not gap or title else None  # also "“No,” the secretary general, Ann Lee, told the crowd"

    def region_right(self, cue: Cue) -> int | None:
        """Give the index of the quotation that a cue leads to: `She said: "We won"`."""
        p, at = self.p, bisect_left(self.opens, cue.last)
        if at == len(self.opens) or "quote" not in cue.frames or self.opens[at] - cue.last > _GAP:
            return None
        gap, words = p.codes[cue.last : self.opens[at]], p.lower[cue.last : self.opens[at]]
        told = cue.mood == "passive" and gap[:1] == kind.TO  # "She is said to have shouted: ..."
        if told or not _BETWEEN.isdisjoint(gap) or kind.DASH in gap[:-1]:  # "Experts agree - Ann Lee: ..."
            return None
        region = self.regions[at]
        goes_on = p.codes[region.closes + 1] == kind.COMMA and p.codes[region.closes + 2] in kind.FINITE
        if words[1:] and is_fragment(p, region) and goes_on:
            return None  # "She said the bridge, “a joke”, would close"
        led = words[-1:] in ([":"], [","], [";"]) or _leads_to(p, region, words, cue)
        return at if led else None

    def is_free(self, first: int, last: int) -> bool:
        """Whether no speaker has a word of tokens [first, last) yet."""
        return not any(self.taken[first:last])

    def add(self, first: int, last: int, cue: Cue, rule: str, speech: bool = False) -> None:
        """Add a passage of tokens, carried to the end of a quotation that it cuts; mixed where marks stand in it."""
        p, form, whole, at = self.p, "indirect", None, bisect_left(self.opens, first - 1)
        first += p.codes[first] == kind.AND and p.lower[first] not in _PAIRS and not speech
        if first >= last:
            return  # nothing follows the conjunction
        while at < len(self.regions) and self.opens[at] < last:
            r = self.regions[at]
            last, form = max(last, r.closes + 1), "mixed"
            self.cue_of[at] = cue
            if r.opens <= first and r.closes + 1 >= last:
                form, whole = "direct", (r.start, r.end)
            at += 1
        ends = kind.ENDS + kind.AND * (p.lower[last - 1 : last + 1] == ["and", ","])  # "and, he said, left"
        while last > first + 1 and p.codes[last - 1] in ends and not speech:
            last -= 1
        self.taken[first:last] = b"\1" * (last - first)
        start, end = whole or (p.starts[first], p.ends[last - 1])
        self.add_row(start, end, "direct" if speech else form, cue, rule)

    def add_row(self, start: int, end: int, form: str, cue: Cue, rule: str) -> None:
        p, (first, last) = self.p, cue.speaker or (0, 0)
        self.heard.append((cue.first, cue))
        printed = p.text[p.starts[cue.words[0]] : p.ends[cue.words[1] - 1]] if cue.words[1] else None
        s, e = (p.starts[first], p.ends[last - 1]) if cue.speaker else (None, None)
        status = status_of(p, cue, p.token_at(start), p.token_at(end - 1) + 1, form)
        speaker = p.text[s:e] if cue.speaker else None
        self.rows.append((start, end, form, printed, speaker, s, e, rule, status))
