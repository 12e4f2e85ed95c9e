"""Contents: the clause, infinitive or noun phrase that a verb governs to its right, or that stands around its cue.

Takes a parse and a verb or cue, gives token spans. It follows patterns of tags: a clause without "that" behind a long
adverbial, or one that ends before its sentence does, can get the wrong border.
"""

import re
from typing import NamedTuple

from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import Span, is_time, phrase_end
from ..text.verb_groups import BE, HAVE, NEGATIONS
from .borders import content_end, main_verb
from .clause_starts import SUBORDINATE
from .cue_speakers import is_somebody, names_claim
from .openings import Behind, opening
from .verbs import NOBODY, Verb, entry_at

_CLAUSELESS = frozenset(["to", "object_to", "ing"])  # these hold no clause of their own
_NEAR = 9  # tokens before a noun in which its verb stands
_SAYING = kind.OPENS + kind.RELATIVE + kind.GERUND
_PREDICATE = (
    kind.DETERMINER + kind.POSSESSIVE + kind.ADJECTIVE + kind.NOUNS + kind.OPENS + kind.NUMBER + kind.ADVERB
)
_POINTING = frozenset(["this", "that", "these", "those"])
_SILENT = frozenset(["comment", "elaborate", "answer", "respond", "say"])
_ADVERBIAL = frozenset(kind.ADVERB + kind.PREPOSITION)
_MARKS = kind.COMMA + kind.DASH + kind.OPENS + kind.CLOSES + "("
_SUBSTANCE = kind.NOUNS + kind.PRONOUN + kind.PRESENT + kind.PAST
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
_DOES = kind.PRESENT + kind.PAST + kind.PARTICIPLE
_AUXILIARY = BE | HAVE | frozenset("will would could should can may might must".split())
_CONTRAST = frozenset(["while", "whereas", "though", "although", "as"])
_HEAD = 4  # tokens of it
_UNNAMED = re.compile(
    r"\bbe (?:only )?(?:named|identified|called|known|photographed)\b|\bnot (?:be|to) (?:use|print|publish|name)"
)
_ASKS = frozenset(["ask", "request", "want", "wish", "prefer"])
_FEW = 8  # tokens in which somebody asks for another name, or for none
_DENIES = NEGATIONS | NOBODY | {"nothing", "few"}
_REACH = 200  # tokens before a cue; with a limit, a sentence of many cues takes linear time


class Governed(NamedTuple):
    """What a verb governs: its tokens [first, last), what it is (see Opening), the rule that found where it begins."""

    first: int
    last: int
    content: str
    rule: str


def governed(
    p: Parse, verb: Verb, ceiling: int, within: bool = False, subject: int | None = None
) -> Governed | None:
    """Give what the verb governs to its right, or None.

    `within` says that the verb stands in a clause that ends before its sentence does: "While he said so, she left";
    `subject` where its subject begins, if it stands before the verb.

    >>> from analysis.find.text.parse import parse
    >>> from analysis.find.quotation.verbs import reporting_verbs
    >>> p = parse("He told aides on Monday that it was over.")
    >>> found = governed(p, reporting_verbs(p)[0], 10)
    >>> " ".join(p.words[found.first : found.last]), found.rule
    ('it was over', 'verb with that')
    """
    having = p.lower[verb.first] == "having" and p.lower[verb.last : verb.last + 2] == ["that", ","]
    rubric = p.lower[(verb.first if subject is None else subject) - 1] == "what"
    asked = verb.mood == "bare participle" and p.codes[verb.last : verb.last + 1] == kind.COMMA
    if having or asked or (rubric and p.words[verb.last : verb.last + 1] == [":"]):
        return None  # "Having said that, ...", "When asked, she said that", "What the papers say: ..."
    found = opening(Behind(p, verb, ceiling, verb.first - 1 if subject is None else subject))
    if found is None:
        return None
    first, content, rule = found
    ceiling = _main_verb(p, verb, first, content, ceiling, within)
    within = within or content in _CLAUSELESS or p.codes[first] in kind.FINITE
    ends_as = "noun" if content == "noun" else "infinitive" if within else "clause"
    last = content_end(p, first, ceiling, ends_as, _tense(p, verb))
    governs = Governed(first, last, content, rule)
    return governs if last > first and _is_said(p, governs, verb) else None


def _main_verb(p: Parse, verb: Verb, first: int, content: str, ceiling: int, within: bool) -> int:
    """Where the clause around goes on, if the cue is only a part of its subject: "a petition calling for it failed"."""
    noun, participle = verb.mood == "noun", verb.mood == "participle"
    if noun:
        floor = max(verb.first - _NEAR, p.sentences[p.sentence_of[verb.first]].first)
        before = p.codes[floor : verb.first]
        if content == "that" and not any(code in kind.FINITE for code in before):
            return main_verb(p, first, ceiling, clause=True)
    hangs = participle and p.codes[verb.first - 1] in kind.NOUNS
    if content == "noun" and (hangs or noun):
        return main_verb(p, first, ceiling)
    return ceiling


def _tense(p: Parse, verb: Verb) -> str:
    """The codes of the tense of a verb; of a participle, that of any verb which may go on with its clause."""
    return next((code for code in p.codes[verb.first : verb.last] if code in kind.FINITE), kind.FINITE)


def _is_said(p: Parse, found: Governed, verb: Verb) -> bool:
    """Whether a content is what was said, and no mere silence or noun phrase that was only spoken of."""
    first, last, content, _ = found
    if _UNNAMED.search(" ".join(p.lower[first : min(last, first + _FEW)])) and verb.term in _ASKS:
        return False
    if content == "to":
        return _is_speech(p, first, last, verb)
    if content != "noun":
        return True
    if p.lower[verb.first - 1] == "without":
        return False  # "without admitting guilt"
    bare = p.codes[first] == kind.PRONOUN or p.lower[first] in _POINTING
    if bare and _ADVERBIAL.issuperset(p.codes[first + 1 : last]):
        return False  # "believed her", "disclosed this again"
    if "predicate" in verb.frames:
        at = phrase_end(p, first, last)  # "called the plan a mistake"
        return at < last and p.codes[at] in _PREDICATE
    if "claim" in verb.frames and found.rule == "verb with noun":  # "rejected the idea", not "a bill"
        return names_claim(p, first) or (p.codes[first] + p.codes[last - 1] == kind.OPENS + kind.CLOSES)
    if "topic" in verb.frames or verb.mood == "noun":
        return any(p.codes[i] in _SAYING or p.lower[i] == "that" for i in range(first, last))
    return True


def _is_speech(p: Parse, first: int, last: int, verb: Verb) -> bool:
    """Whether an infinitive is what was said: not "declined to comment", not "refused to open the gate"."""
    if "topic" in verb.frames and not any(entry_at(p, i) for i in range(first + 1, min(last, first + 3))):
        return False
    alone = last - first == 2 or p.codes[first + 2] == kind.COMMA
    return not (alone and p.lower[first + 1] in _SILENT)


def clauses_around(
    p: Parse, cue, floor: int, quoted: bool = False, lower: bool = False
) -> tuple[Span | None, Span | None]:
    """Give the clause before and the clause behind a cue that stands apart: "The plan, he said, would fail".

    Each is missing where there is none: "On Monday, he said: ..." has nothing before it, "It failed, he said."
    nothing behind. `quoted` says that a quotation follows, `lower` that it goes on with the same sentence.
    """
    as_told = p.lower[cue.first - 1 : cue.first] == ["as"]  # "As the mayor said, it failed."
    floor, end = _before(p, cue.first - as_told, floor)
    behind = None if quoted else _behind(p, cue, floor, floor < end)
    if behind and _is_cue_of_all(p, behind):
        return None, None
    goes_on = p.codes[behind : behind + 2] if behind else ""
    said = lower and _may_be_said(p, floor, end, True) if quoted else _is_left(p, floor, end, goes_on)
    if quoted and p.chunk_of[floor] >= 0 and cue.order != "phrase":  # "It was short, he said: “No.”"
        said |= kind.COMMA not in p.codes[floor:end] and any(
            code in kind.FINITE for code in p.codes[floor:end]
        )
    more = behind if cue.order == "phrase" or floor < end or as_told else None
    left = (floor, end) if said and not (as_told and quoted) else None
    return left, None if more is None else _right(p, cue, more)


def _right(p: Parse, cue, first: int) -> Span | None:
    """What goes on behind a cue, unless the speaker acts: "..., he said, and left", not "..., and had failed"."""
    verb = first + 1 + (p.codes[first + 1 : first + 2] == kind.ADVERB)
    acts = p.codes[first] == kind.AND and p.codes[verb : verb + 1] in tuple(_DOES)
    if acts and cue.order != "phrase" and p.lower[verb] not in _AUXILIARY:
        return None
    first += p.lower[first] == "that"  # "There is no proof, he said, that it leaks"
    return first, content_end(p, first, p.sentences[p.sentence_of[cue.first]].last, "clause")


def is_head(p: Parse, floor: int, end: int, behind: int) -> bool:
    """Whether what stands before a cue is little more than a subject: "His own books, he said, were wrong".

    Not where it denies what stands behind the cue: "Nobody, he said, was hurt".
    """
    last = end
    while last > floor and (p.lower[last - 1] in _AUXILIARY or p.codes[last - 1] == kind.ADVERB):
        last -= 1
    whole = p.codes[behind] == kind.AND or not _DENIES.isdisjoint(p.lower[floor:end])
    return end - floor <= _HEAD and not whole and not any(code in kind.FINITE for code in p.codes[floor:last])


def says_itself(p: Parse, first: int, last: int, frame: str) -> bool:
    """Whether another verb of speech stands in a content: "is alleged to have said", "quoted an aide as saying"."""
    if frame == "noun":
        told = entry_at(p, first) if p.codes[first] == kind.GERUND else None
        if told is not None and told[2] >= {"clause", "quote"}:
            return True  # "was accused of saying that"
        saying = p.codes.find(kind.GERUND, first + 1, min(last, first + _REACH))
        return saying > 0 and p.lower[saying - 1] == "as" and entry_at(p, saying) is not None
    told = entry_at(p, first + 2) if p.lower[first + 1 : first + 2] == ["have"] and first + 2 < last else None
    return told is not None and (told[2] == {"quote"} or not told[2].isdisjoint(("clause", "that", "told")))


def _before(p: Parse, end: int, floor: int) -> Span:
    while end > floor and p.codes[end - 1] in _MARKS:
        end -= 1
    floor = max(floor, end - _REACH)
    if floor < end and _CLOCK.fullmatch(p.words[floor]):
        floor += 1  # "14:52 Power is out, the utility says"
    colon = p.codes.rfind(kind.DASH, floor, end - 1)
    if colon >= 0 and p.words[colon] in (":", ";"):  # "She disagrees: no sum, she said, ..."
        floor = colon + 1
    return floor, end


def _behind(p: Parse, cue, floor: int, more_before: bool) -> int | None:
    ceiling, at = p.sentences[p.sentence_of[cue.first]].last, cue.last
    while at < ceiling and p.codes[at] in kind.COMMA + kind.DASH:
        at += 1
    if at >= ceiling - 1 or (at == cue.last and more_before):  # but "In her view it failed."
        return None
    if p.words[at - 1] == ";" and p.codes[at : at + 1] not in (kind.PRONOUN, kind.POSSESSIVE):
        return None  # "..., she said; police differ"
    # "..., she said in Bern, Switzerland."
    place = not p.codes[at:ceiling].rstrip(kind.STOP).strip(kind.NAME)
    if p.lower[at] == "citing" and cue.order == "phrase":  # "According to the paper, citing Bo, it rained"
        at = p.codes.find(kind.COMMA, at, ceiling - 2) + 1 or at
    cites = p.codes[at] == kind.GERUND and entry_at(p, at)  # "..., she said, citing a friend"
    cleft = p.lower[floor] == "it" and p.lower[at] == "that"  # "It is that clause, he said, that is unfair"
    # "..., although others differ."
    own = cites or (p.codes[at] == kind.RELATIVE and not cleft) or p.lower[at] in _CONTRAST
    return None if place or own else at


def _is_cue_of_all(p: Parse, at: int) -> bool:
    """Whether another cue stands there and ends the sentence: "Whether it works, nobody knows, Ann adds"."""
    last = p.sentences[p.sentence_of[at]].last
    entry = entry_at(p, phrase_end(p, at, last - 1))
    return entry is not None and p.codes[entry[0] : last] == kind.STOP


def _may_be_said(p: Parse, floor: int, end: int, goes_on: bool) -> bool:
    codes = p.codes[floor:end]
    # "shut because, she said, it leaked"
    opens = p.lower[end - 1] in SUBORDINATE and codes[-1:] != kind.ADVERB
    waits = goes_on and (opens or codes[-1:] == kind.RELATIVE)
    return not waits and any(code in _SUBSTANCE for code in codes)


def _is_left(p: Parse, floor: int, end: int, goes_on: str) -> bool:
    """Whether what stands before a cue is a part of what was said; `goes_on` are the codes of what follows the cue."""
    codes = p.codes[floor:end]
    if not _may_be_said(p, floor, end, goes_on != ""):
        return False
    # "When told so, she left"
    waits = p.lower[floor] in SUBORDINATE and kind.COMMA not in codes and not goes_on
    clause = any(code in kind.FINITE for code in codes) and not waits
    alone = end - floor > _HEAD and floor == p.sentences[p.sentence_of[floor]].first
    somebody = (
        is_somebody(p, floor) and phrase_end(p, floor, end) == end
    )  # "A nurse of 30 years, Ann, agreed."
    headline = alone and p.chunk_of[floor] >= 0 and not is_time(p, p.chunk_of[floor]) and not somebody
    return clause or headline or (goes_on != "" and codes[0] != kind.PREPOSITION)
