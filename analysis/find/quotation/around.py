"""Around the cue: what somebody said that stands, whole or in part, before the verb: "The plan, he said, would fail".

Takes a parse and a cue, gives token spans. It cannot see a content that stands in another sentence than its cue.
"""

from ...read.lexicons import lexicon_terms
from ..text.codes import FINITE
from ..text.parse import Parse
from ..text.phrases import Span, phrase_before
from ..text.subjects import subject_before
from .borders import clause_end
from .clause_starts import SUBORDINATE


def subject_half(p: Parse, cue, first: int, frame: str, floor: int) -> Span | None:
    """Give the half of a content that stands before its cue: "the plan" of "the plan is expected to work"."""
    halved = cue.rule in ("impersonal", "passive") and (
        frame in ("to", "adjective") or p.lower[first] == "as"
    )
    return subject_before(p, cue.verb.first, floor) if halved else None


def object_before(p: Parse, cue, floor: int) -> Span | None:
    """Give the object that stands before its verb: "the plan was condemned", "the plan that she condemned"."""
    if "noun" not in cue.frames:
        return None
    if cue.mood == "passive":
        neutral = lexicon_terms("reporting_verbs")[cue.verb.term].category in ("neutral", "certain")
        if neutral and cue.speaker is None:
            return None  # "the film was shown", "the doctor was called"
        return subject_before(p, cue.verb.first, floor)
    if cue.mood != "finite" or cue.order != "before" or cue.rule or cue.speaker is None:
        return None
    first = cue.speaker[0]
    first -= p.lower[first - 1] == "that"
    return phrase_before(p, first, floor) if first > floor else None


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
    right = more and (p.codes[behind] != "c" if left else phrase or end > floor or as_told)
    last = clause_end(p, behind, ceiling) if right else behind
    return (floor, end) if left else None, (behind, last) if last > behind else None
