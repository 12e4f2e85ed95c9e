"""Around the cue: what somebody said that stands, whole or in part, before the verb: "The plan, he said, would fail".

Takes a parse and a cue, gives token spans. It cannot see a content that stands in another sentence than its cue.
"""

from ..text.codes import FINITE
from ..text.parse import Parse
from ..text.phrases import Span
from ..text.subjects import subject_before
from .borders import content_end
from .clause_starts import SUBORDINATE

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
    ceiling = p.sentences[p.sentence_of[cue.first]].last
    end = cue.first
    as_told = p.lower[end - 1 : end] == ["as"]  # "As the mayor said, it failed."
    end -= as_told
    while end > floor and p.codes[end - 1] in ",:('":
        end -= 1
    floor = max(floor, end - _REACH)
    colon = p.codes.rfind(":", floor, end - 1)
    floor = (
        colon + 1 if colon >= 0 and p.words[colon] == ":" else floor
    )  # "She disagrees: no sum, she said, ..."
    while floor < end and p.codes[floor] in "c,:":
        floor += 1
    behind = cue.last
    while behind < ceiling and p.codes[behind] in ",:":
        behind += 1
    codes, phrase = p.codes[floor:end], cue.order == "phrase"
    more = not quoted and cue.last < behind < ceiling - 1
    goes_on = more and p.codes[behind : behind + 2].lstrip("r")[:1] in ("z", "d", "m")
    waits = p.lower[floor] in SUBORDINATE and "," not in codes and not more  # "When told so, she thought"
    adverbial = codes[:1] in ("i", "")
    whole = (any(c in FINITE for c in codes) and not waits) or (more and not adverbial)
    left = (lower and not adverbial) if quoted else whole
    left = left and (len(codes) > 1 or goes_on) and any(c in "nNPzd" for c in codes)
    if more and p.chunk_of[behind] >= 0 and p.chunks[p.chunk_of[behind]].last >= ceiling - 1:
        more = False  # "..., she said in Bern, Switzerland."
    right = more and (p.codes[behind] != "c" if left else phrase or end > floor or as_told)
    last = content_end(p, behind, ceiling, "clause") if right else behind
    return (floor, end) if left else None, (behind, last) if last > behind else None
