"""Around the cue: what somebody said that stands, whole or in part, before the verb: "The plan, he said, would fail".

Takes a parse and a cue, gives token spans. It cannot see a content that stands in another sentence than its cue.
"""

import re

from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import Span
from ..text.subjects import subject_before
from .borders import content_end
from .clause_starts import SUBORDINATE
from .phrases import is_claim

_MARKS = kind.COMMA + kind.DASH + kind.OPENS + kind.CLOSES + "("
_SUBSTANCE = kind.NOUNS + kind.PRONOUN + kind.PRESENT + kind.PAST
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
_CONTRAST = frozenset(["while", "whereas", "though", "although"])
_REACH = 200  # tokens before a cue; with a limit, a sentence of many cues takes linear time


def object_before(p: Parse, cue, floor: int) -> Span | None:
    """Give the object that stands before its verb: "the plan was condemned by residents"."""
    if "noun" not in cue.frames or cue.mood != "passive" or cue.speaker is None:
        return None
    return subject_before(p, cue.verb.first, floor)


def clauses_around(
    p: Parse, cue, floor: int, quoted: bool = False, lower: bool = False
) -> tuple[Span | None, Span | None]:
    """Give the clause before and the clause behind a cue that stands apart: "The plan, he said, would fail".

    Each is missing where there is none: "On Monday, he said: ..." has nothing before it, "It failed, he said."
    nothing behind. `quoted` says that a quotation follows, `lower` that it goes on with the same sentence.
    """
    as_told = p.lower[cue.first - 1 : cue.first] == ["as"]  # "As the mayor said, it failed."
    floor, end = _before(p, cue.first - as_told, floor)
    behind = None if quoted else _behind(p, cue, floor < end)
    goes_on = p.codes[behind : behind + 2] if behind else ""
    said = _is_said(p, floor, end, lower) if quoted else _is_left(p, floor, end, goes_on)
    left = said and p.lower[end - 1] not in SUBORDINATE  # "closed because, she said, it leaked"
    if left:
        right = goes_on and goes_on[0] != kind.AND
    else:
        right = goes_on and (cue.order == "phrase" or floor < end or as_told)
    ceiling = p.sentences[p.sentence_of[cue.first]].last
    last = content_end(p, behind, ceiling, "clause") if behind and right else 0
    return (floor, end) if left else None, (behind, last) if behind and last > behind else None


def _before(p: Parse, end: int, floor: int) -> Span:
    """What stands before a cue, without the marks around it."""
    while end > floor and p.codes[end - 1] in _MARKS:
        end -= 1
    floor = max(floor, end - _REACH)
    if floor < end and _CLOCK.fullmatch(p.words[floor]):
        floor += 1  # "14:52 Power is out, the utility says"
    colon = p.codes.rfind(kind.DASH, floor, end - 1)
    if colon >= 0 and p.words[colon] == ":":  # "She disagrees: no sum, she said, ..."
        floor = colon + 1
    while floor < end and p.codes[floor] in kind.AND + kind.COMMA + kind.DASH:
        floor += 1
    return floor, end


def _behind(p: Parse, cue, more_before: bool) -> int | None:
    """Where what goes on behind a cue begins: behind a comma, or right behind "in her view"."""
    ceiling, at = p.sentences[p.sentence_of[cue.first]].last, cue.last
    while at < ceiling and p.codes[at] in kind.COMMA + kind.DASH:
        at += 1
    opening = cue.order == "phrase" and not more_before  # "In her view it failed."
    if at >= ceiling - 1 or (at == cue.last and not opening):
        return None
    chunk = p.chunk_of[at]
    place = chunk >= 0 and p.chunks[chunk].last >= ceiling - 1  # "..., she said in Bern, Switzerland."
    which = p.codes[at] == kind.RELATIVE and more_before  # "..., she said, which others deny."
    contrast = p.lower[at] in _CONTRAST and more_before  # "..., she said, although others differ."
    return None if place or which or contrast else at


def _is_said(p: Parse, floor: int, end: int, lower: bool) -> bool:
    """Whether what stands before a cue may be said at all, or begins what a quotation goes on with."""
    codes = p.codes[floor:end]
    return lower and codes[-1:] != kind.RELATIVE and any(code in _SUBSTANCE for code in codes)


def _is_left(p: Parse, floor: int, end: int, goes_on: str) -> bool:
    """Whether what stands before a cue is a part of what was said; `goes_on` are the codes of what follows the cue."""
    codes = p.codes[floor:end]
    if not _is_said(p, floor, end, True):
        return False
    waits = (
        p.lower[floor] in SUBORDINATE and kind.COMMA not in codes and not goes_on
    )  # "When told so, she left"
    clause = any(code in kind.FINITE for code in codes) and not waits
    return clause or (goes_on != "" and codes[0] != kind.PREPOSITION)


def denied_before(p: Parse, cue, floor: int) -> Span | None:
    """Give the clause that a denial behind it is about: "It was empty, a claim (or: which) the firm denied"."""
    if cue.speaker is None or cue.order != "before" or cue.mood != "finite":
        return None
    at = cue.speaker[0]
    if p.codes[max(floor, at - 2) : at] == kind.COMMA + kind.RELATIVE:
        comma = at - 2
    elif is_claim(p, p.chunk_of[at - 1]):
        comma = p.chunks[p.chunk_of[at - 1]].first - 1
    else:
        return None
    floor, end = _before(p, comma, floor)
    return (floor, end) if any(code in kind.FINITE for code in p.codes[floor:end]) else None
