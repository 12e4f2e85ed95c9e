"""Around the cue: what somebody said that stands, whole or in part, before the verb: "The plan, he said, would fail".

Takes a parse and a cue, gives token spans. It cannot see a content that stands in another sentence than its cue.
"""

from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import Span
from ..text.subjects import subject_before
from .borders import content_end
from .clause_starts import SUBORDINATE
from .phrases import is_claim

_MARKS = kind.COMMA + kind.DASH + kind.OPENS + kind.CLOSES + "("
_SUBSTANCE = kind.NOUNS + kind.PRONOUN + kind.PRESENT + kind.PAST
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
    ceiling, behind = p.sentences[p.sentence_of[cue.first]].last, cue.last
    as_told = p.lower[cue.first - 1 : cue.first] == ["as"]  # "As the mayor said, it failed."
    floor, end = _before(p, cue.first - as_told, floor)
    while behind < ceiling and p.codes[behind] in kind.COMMA + kind.DASH:
        behind += 1
    opening = cue.order == "phrase" and end <= floor  # "In her view it failed."
    more = not quoted and (cue.last < behind or opening) and behind < ceiling - 1
    left = _is_left(p, floor, end, quoted, lower, p.codes[behind : behind + 2] if more else "")
    if more and p.chunk_of[behind] >= 0 and p.chunks[p.chunk_of[behind]].last >= ceiling - 1:
        more = False  # "..., she said in Bern, Switzerland."
    if more and p.codes[behind] == kind.RELATIVE and end > floor:
        more = False  # "..., she said, which others deny."
    right = more and (
        p.codes[behind] != kind.AND if left else cue.order == "phrase" or end > floor or as_told
    )
    last = content_end(p, behind, ceiling, "clause") if right else behind
    return (floor, end) if left else None, (behind, last) if last > behind else None


def _before(p: Parse, end: int, floor: int) -> Span:
    """What stands before a cue, without the marks around it."""
    while end > floor and p.codes[end - 1] in _MARKS:
        end -= 1
    floor = max(floor, end - _REACH)
    colon = p.codes.rfind(kind.DASH, floor, end - 1)
    if colon >= 0 and p.words[colon] == ":":  # "She disagrees: no sum, she said, ..."
        floor = colon + 1
    while floor < end and p.codes[floor] in kind.AND + kind.COMMA + kind.DASH:
        floor += 1
    return floor, end


def _is_left(p: Parse, floor: int, end: int, quoted: bool, lower: bool, behind: str) -> bool:
    """Whether what stands before a cue is a part of what was said; `behind` are the codes of what goes on behind it."""
    codes = p.codes[floor:end]
    if not codes or codes[-1] == kind.RELATIVE or not any(code in _SUBSTANCE for code in codes):
        return False
    adverbial = codes[0] == kind.PREPOSITION
    goes_on = behind.lstrip(kind.ADVERB)[:1]
    if len(codes) == 1 and not (goes_on and goes_on in kind.FINITE):
        return False
    if quoted:
        return lower and not adverbial
    waits = (
        p.lower[floor] in SUBORDINATE and kind.COMMA not in codes and not behind
    )  # "When told so, she thought"
    return (any(c in kind.FINITE for c in codes) and not waits) or (bool(behind) and not adverbial)


def denied_before(p: Parse, cue, floor: int) -> Span | None:
    """Give the clause that a denial behind it is about: "It was empty, a claim (or: which) the firm denied"."""
    if cue.speaker is None or cue.order != "before" or cue.mood != "finite":
        return None
    at = cue.speaker[0]
    if at - 2 > floor and p.codes[at - 2 : at] == kind.COMMA + kind.RELATIVE:
        comma = at - 2
    elif at - 1 > floor and is_claim(p, p.chunk_of[at - 1]):
        comma = p.chunks[p.chunk_of[at - 1]].first - 1
    else:
        return None
    floor, end = _before(p, comma, floor)
    return (floor, end) if any(code in kind.FINITE for code in p.codes[floor:end]) else None
