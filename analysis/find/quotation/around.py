"""Around: the clauses before and behind a cue that stands apart, "The plan, he said, would fail".

Takes a parse and a cue, gives token spans. Whose clause goes on behind the cue is told by patterns of tags, and can be
wrong.
"""

import re

from ..text import BE, HAVE, NEGATIONS, Parse, Span, is_time, kind, past_appositions, phrase_end
from ..text.clauses import group_start
from .borders import border_pattern, content_end, line_of
from .clause_starts import ADJUNCTS
from .cue_speakers import is_somebody
from .verbs import NOBODY, entry_at

_MARKS = kind.COMMA + kind.DASH + kind.OPENS + kind.CLOSES + "("
_SUBSTANCE = kind.NOUNS + kind.PRONOUN + kind.PRESENT + kind.PAST
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
_BOUND = re.compile(rf"[^{kind.DETERMINER}]{{2}}{kind.NUMBER}")
_HEAD = 4  # tokens of it
_DENIES = NEGATIONS | NOBODY | {"nothing", "few"}
_REACH = 200  # tokens before a cue; with a limit, a sentence of many cues takes linear time


def clauses_around(p: Parse, cue, floor: int, quoted: int | None) -> tuple[Span | None, Span | None]:
    """Give the clause before and the clause behind a cue that stands apart: "The plan, he said, would fail".

    Each is missing where there is none: "On Monday, he said: ..." has nothing before it, "It failed, he said."
    nothing behind. `quoted` is the mark that opens the quotation which follows.
    """
    as_told = p.lower[cue.first - 1] == "as"  # "As the mayor said, it failed."
    floor, end = before_cue(p, cue.first - as_told, floor)
    behind = _behind(p, cue, floor, end) if quoted is None else None
    if behind and _is_cue(p, end, behind):
        return None, None
    goes_on = p.codes[behind : behind + 2] if behind else ""
    answers = floor < end and p.words[floor - 1] == "?"  # "Did it rain? A little, she said."
    said = _leads(p, cue, floor, end, quoted) if quoted else answers or _is_left(p, floor, end, goes_on)
    more = behind if cue.order == "phrase" or floor < end or as_told else None
    left = (floor, end) if said and not (as_told and quoted) else None
    return left, None if more is None else _right(p, cue, more)


def _leads(p: Parse, cue, first: int, end: int, quoted: int) -> bool:
    """Whether what stands before a cue with a quotation behind it is said, too: "It was short, he said: “No.”"."""
    codes = p.codes[first:end]
    clause = p.chunk_of[first] >= 0 and kind.COMMA not in codes and kind.has_finite(codes)
    goes_on = p.words[quoted + 1][0].islower() and p.lower[end - 1] not in BE  # "It was, he said, “a farce”"
    return (clause and cue.order != "phrase") or (goes_on and _may_be_said(p, first, end, True))


def _right(p: Parse, cue, first: int) -> Span | None:
    """What goes on behind a cue, unless the speaker acts: "..., he said, and left", not "..., and had failed"."""
    verb = first + 1 + (p.codes[first + 1] == kind.ADVERB)
    acts = p.codes[first] == kind.AND and p.codes[verb] in kind.PRESENT + kind.PAST + kind.PARTICIPLE
    if acts and cue.order != "phrase" and p.lower[verb] not in BE | HAVE:
        return None
    first += p.lower[first] == "that"  # "There is no proof, he said, that it leaks"
    return first, content_end(p, first, p.sentence(cue.first).last, "clause")


def is_head(p: Parse, floor: int, end: int, behind: int) -> bool:
    """Whether what stands before a cue is little more than a subject: "His own books, he said, were wrong".

    Not where it denies what stands behind the cue: "Nobody, he said, was hurt".
    """
    told = p.lower[behind - 1] == "that" and entry_at(p, end - 1)  # "He replied, aides said, that it rained"
    last = group_start(p, end - 1 if told else end)
    whole = p.codes[behind] == kind.AND or not _DENIES.isdisjoint(p.lower[floor:end])
    return end - floor <= _HEAD and not whole and not kind.has_finite(p.codes[floor:last])


def before_cue(p: Parse, end: int, floor: int) -> Span:
    """Give the clause that ends before a cue without its marks, from its colon on."""
    colon = p.codes.rfind(kind.DASH, floor, end)  # "She disagrees: no sum, she said", "It rained; she said"
    end = floor + len(p.codes[floor:end].rstrip(_MARKS))
    floor = max(floor, end - _REACH)
    floor += floor < end and _CLOCK.fullmatch(p.words[floor]) is not None  # "14:52 Power is out, she says"
    return min(end, colon + 1) if colon >= floor and p.words[colon] in (":", ";") else floor, end


def _behind(p: Parse, cue, floor: int, end: int) -> int | None:
    ceiling, at = p.sentence(cue.first).last, cue.last
    while at < ceiling and p.codes[at] in kind.COMMA + kind.DASH:
        at += 1
    if at >= ceiling - 1 or (at == cue.last and floor < end):  # but "In her view it failed."
        return None
    if p.words[at - 1] == ";" and p.codes[at] not in (kind.PRONOUN, kind.POSSESSIVE):
        return None  # "..., she said; police differ"
    place = not p.codes[at:ceiling].rstrip(kind.STOP).strip(kind.NAME)  # "she said in Bern, Switzerland."
    at = _past_source(p, at, ceiling) if cue.order == "phrase" else at
    doubted = p.lower[at] == "but" and (cue.order == "phrase" or p.codes[at - 1] == kind.DASH)
    if place or doubted:
        return None
    # the article goes on: "..., she said, citing a friend", "..., although others differ"
    signs, _ = line_of(p, at, min(ceiling, at + _REACH))
    front = "tail" if kind.has_finite(p.codes[floor : cue.first]) else "start"
    return None if border_pattern(front).match(kind.COMMA + signs) else at


def _past_source(p: Parse, at: int, ceiling: int) -> int:
    """Step over what is told of a source: "According to the draft, to which we had access, it rained"."""
    led = p.codes[at : at + 2] == kind.PREPOSITION + kind.RELATIVE
    led |= p.lower[at] in ("that", "who") and p.codes[at - 1] in kind.NOUNS  # "... to files that leaked, ..."
    led |= p.codes[at - 1 : at + 1] == kind.NOUN + kind.PAST  # "According to two people briefed on it, ..."
    led |= p.lower[at] in ("citing", "speaking") or (p.codes[at] == kind.PARTICIPLE and p.chunk_of[at] < 0)
    comma = p.codes.find(kind.COMMA, at, ceiling - 2) if led else -1
    return at if comma < 0 else past_appositions(p, comma, ceiling) + 1


def _is_cue(p: Parse, end: int, at: int) -> bool:
    """Whether another cue stands there: "Whether it works, nobody knows, Ann adds", "and, he adds, said that"."""
    if p.codes[end - 1] == kind.AND and entry_at(p, at):
        return True
    last = p.sentence(at).last
    entry = entry_at(p, phrase_end(p, at, last - 1))
    return entry is not None and p.codes[entry[0] : last] == kind.STOP


def _may_be_said(p: Parse, floor: int, end: int, goes_on: bool) -> bool:
    codes = p.codes[floor:end]
    opens = p.lower[end - 1] in ADJUNCTS and codes[-1:] != kind.ADVERB  # "shut because, she said, it leaked"
    waits = goes_on and (opens or codes[-1:] in (kind.RELATIVE, kind.AND))  # "but, she said, it leaked"
    withdrawn = p.lower[end - 2] in ("and", "but") and p.lower[end - 1] in NEGATIONS  # "but not, she said"
    return not waits and not withdrawn and any(code in _SUBSTANCE for code in codes)


def _is_left(p: Parse, floor: int, end: int, goes_on: str) -> bool:
    """Whether what stands before a cue is a part of what was said; `goes_on` are the codes of what follows the cue."""
    codes = p.codes[floor:end]
    if not _may_be_said(p, floor, end, goes_on != ""):
        return False
    # "When told so, she left", "Asked who left, he said Bo."
    waits = p.lower[floor] in (*ADJUNCTS, "as", "asked") and kind.COMMA not in codes and not goes_on
    clause = kind.has_finite(codes) and not waits
    somebody = is_somebody(p, floor) and phrase_end(p, floor, end) == end  # "A nurse of 30, Ann, agreed."
    headline = not somebody and _is_headline(p, floor, end)
    return clause or headline or (goes_on != "" and codes[0] != kind.PREPOSITION)


def _is_headline(p: Parse, floor: int, end: int) -> bool:
    first, *_, form = p.sentence(floor)  # "Rates to rise, bank says"; in prose also "Exclusive: Floods ..."
    bound = 2 * bool(form == "heading" and _BOUND.match(p.codes, floor))  # "At least 31 killed, police say"
    chunk = p.chunk_of[floor + bound]
    long = end - floor > 2 if form == "heading" else floor - first in (0, 2) and end - floor > _HEAD
    return long and chunk >= 0 and not is_time(p, chunk)
