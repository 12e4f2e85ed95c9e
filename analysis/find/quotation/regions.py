"""Regions: the stretches between quotation marks as tokens, joined over paragraphs, closed where no mark does it.

Takes a parse, gives regions in text order. It cannot tell a speaker's own pause from the writer's missing mark.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from ..text import codes as kind
from ..text.parse import Parse
from ..text.subjects import subject_after, subject_before
from .quote_marks import Quoted
from .verbs import entry_at, verb_group

_FEW = 5
_BESIDE = kind.COMMA + kind.DASH + kind.CLOSES + kind.OPENS
_JOINED = kind.AND + kind.OPENS  # "chanted “Save us” and “Act now”"
_LEADS = (":", ",", ";")
_BETWEEN = kind.FINITE + kind.STOP
_ENDS = kind.COMMA + kind.STOP + kind.DASH
_GAP = 25  # tokens between a cue and the quotation that it leads to
_REACH = 12  # tokens between the comma and the verb of ", Ann Lee said"


class Region(NamedTuple):
    """Words between quotation marks: the tokens of the marks, the tokens [first, last) and characters inside."""

    opens: int
    first: int
    last: int
    closes: int
    start: int
    end: int
    closed: bool


def quoted_regions(p: Parse, stretches: Iterable[Quoted]) -> list[Region]:
    """Give the outermost quotations of a parse; one that goes on in the next paragraph is one region.

    >>> from analysis.find.quotation.quote_marks import find_quoted
    >>> from analysis.find.text.parse import parse
    >>> p = parse("“We are tired, Ann said. She left.")
    >>> [p.text[r.start : r.end] for r in quoted_regions(p, find_quoted(p.text))]
    ['We are tired,']
    """
    joined: list[Quoted] = []
    for quoted in stretches:
        if not quoted.closed:
            quoted = _closed_by_speaker(p, quoted)
        if quoted.continued and joined and not joined[-1].closed:
            begun = joined.pop()
            quoted = quoted._replace(opens=begun.opens, start=begun.start)
        joined.append(quoted)
    found = []
    for q in joined:
        first, last = p.token_at(q.start), p.token_at(q.end - 1) + 1
        if first < last <= len(p.words):
            opens = first - 1 if q.opens < q.start and first and p.starts[first - 1] >= q.opens else first
            closes = last if q.closed and q.closes > q.end and last < len(p.words) else last - 1
            found.append(Region(opens, first, last, closes, q.start, q.end, q.closed))
    return found


def is_fragment(p: Parse, region: Region) -> bool:
    """Whether a region holds a word or a few that do not end like a sentence: a label, a title, a nickname."""
    return (
        region.last - region.first < _FEW
        and p.codes[region.last - 1] not in kind.COMMA + kind.STOP + kind.CLOSES
    )


def region_left(p: Parse, regions: list[Region], opens: list[int], cue) -> int | None:
    """Give the index of the quotation that ends right before a cue: `"We won," she said`."""
    at = bisect_left(opens, cue.first) - 1
    if at < 0 or "quote" not in cue.frames:
        return None
    region, here = regions[at], p.sentences[p.sentence_of[cue.first]]
    there = p.sentences[p.sentence_of[region.closes]]
    if region.closes >= cue.first or here.paragraph != there.paragraph:
        return None
    return at if not p.codes[region.closes + 1 : cue.first].strip(_BESIDE) else None


def region_right(p: Parse, regions: list[Region], opens: list[int], cue) -> int | None:
    """Give the index of the quotation that a cue leads to: `She said: "We won"`."""
    at = bisect_left(opens, cue.last)
    if at >= len(regions) or "quote" not in cue.frames or opens[at] - cue.last > _GAP:
        return None
    gap, words = p.codes[cue.last : opens[at]], p.lower[cue.last : opens[at]]
    if any(code in _BETWEEN for code in gap) or kind.DASH in gap[:-1]:  # "Experts agree - Ann Lee: ..."
        return None
    if words and words[-1] in _LEADS:
        return at
    told = "told" in cue.frames and "that" not in words and p.chunk_of[opens[at] - 1] >= 0
    near = not words or words[-1] == "that" or told
    return at if near and _is_whole(p, regions[at]) else None


def _is_whole(p: Parse, region: Region) -> bool:
    """Whether a quotation is no few words worked into a clause: a sentence ends inside it, or right behind it."""
    behind = p.codes[region.closes + 1 : region.closes + 3]
    ends = behind[:1] in _ENDS or behind == _JOINED or p.codes[region.last - 1] in kind.STOP + kind.COMMA
    return ends and region.last - region.first > 3


def _closed_by_speaker(p: Parse, quoted: Quoted) -> Quoted:
    """End a quotation that nobody closed before ", Ann Lee said", if there is such a place in it."""
    last = p.token_at(quoted.end - 1) + 1
    for comma in range(p.token_at(quoted.start), min(last, len(p.words))):
        if p.words[comma] not in (",", "?", "!"):
            continue
        for i in range(comma + 1, min(comma + _REACH, last)):
            if p.codes[i] in kind.PRESENT + kind.PAST:
                if _is_attribution(p, comma + 1, i, last):
                    end = p.ends[comma]
                    return quoted._replace(end=end, closes=end, closed=True)
                break
    return quoted


def _is_attribution(p: Parse, first: int, at: int, last: int) -> bool:
    entry = entry_at(p, at)
    if entry is None or not {"quote", "clause"} <= entry[2]:
        return False
    verb = verb_group(p, at, *entry)
    subject = subject_before(p, verb.first, first) if at > first else subject_after(p, verb.last, last)
    end = max(verb.last, subject[1]) if subject else last
    return (
        subject is not None
        and subject[0] in (first, at + 1)
        and p.codes[end : end + 1] in kind.STOP + kind.COMMA
    )
