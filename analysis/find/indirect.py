"""Indirect speech: where the clause, infinitive or noun phrase that a reporting verb governs begins and ends.

Takes a parse and a verb group, gives token spans. It follows patterns of tags: a clause without "that" behind a long
adverbial, or one that ends before its sentence does, can get the wrong border.
"""

from .attribution import FINITE
from .parse import Parse
from .phrases import is_time, phrase_end
from .verbs import Verb, is_form

_QUESTION = frozenset("whether if how why what who whom when where which whose".split())
_CONTRAST = frozenset("while whereas despite".split())
_SKIPPED = frozenset("publicly privately here there again once twice simply then also".split())
_REACH = 14  # tokens between a verb and its "that"
Span = tuple[int, int]


def governed(p: Parse, verb: Verb, ceiling: int) -> tuple[int, int, str] | None:
    """Give what the verb governs to its right: its tokens [first, last) and the frame that fits, or None.

    >>> from analysis.find.parse import parse
    >>> from analysis.find.verbs import reporting_verbs
    >>> p = parse("He told aides on Monday that it was over.")
    >>> first, last, frame = governed(p, reporting_verbs(p)[0], 10)
    >>> " ".join(p.words[first:last]), frame
    ('it was over', 'that')
    """
    at, frames = verb.last, verb.frames
    clause = frames & {"clause", "that", "told"}
    if clause:
        that = _that(p, at, ceiling)
        if that is not None:
            return that + 1, clause_end(p, that + 1, ceiling), "that"
    at = _past_adverbs(p, at, ceiling)
    if at >= ceiling:
        return None
    if "told" in frames:
        at = _past_addressee(p, at, ceiling)
        if at >= ceiling:
            return None
    if "question" in frames and p.lower[at] in _QUESTION:
        return at, clause_end(p, at, ceiling), "question"
    if _is_infinitive(p, at):
        if frames & {"to", "object_to"} or "told" in frames:
            return at, clause_end(p, at, ceiling), "to"
        return None
    if "object_to" in frames and verb.mood != "passive":
        end = phrase_end(p, at, ceiling)
        if end > at and end < ceiling and _is_infinitive(p, end):
            return at, clause_end(p, at, ceiling), "object_to"
    if frames & {"clause", "told"} and verb.mood != "passive":
        start = _clause_start(p, at, ceiling)
        if start is not None:
            return start, clause_end(p, start, ceiling), "clause"
    if "ing" in frames and p.codes[at] == "g":
        return at, clause_end(p, at, ceiling), "ing"
    if "noun" in frames and verb.mood != "passive" and (p.codes[at] in 'TSjnN0P"' or p.chunk_of[at] >= 0):
        last = object_end(p, at, ceiling)
        return (at, last, "noun") if last > at else None
    return None


def clause_end(p: Parse, first: int, ceiling: int) -> int:
    """Give the token after a clause: the sentence's end, unless a contrast or the speaker's next verb cuts it."""
    last = ceiling
    while last > first and p.codes[last - 1] in ".:,":
        last -= 1
    for i in range(first + 1, last):
        code, word = p.codes[i], p.words[i]
        if word == ";":
            return i
        if code == "," and i + 1 < last:
            after = p.lower[i + 1]
            if after in _CONTRAST or (p.codes[i + 1] == "g" and is_form(p.lower[i + 1])):
                return i
            if p.codes[i + 1] == "c" and _next_verb(p, i + 2, last):
                return i
        elif code == "c" and word in ("and", "but") and p.codes[i - 1] != "," and _next_verb(p, i + 1, last):
            return i
    return last


def object_end(p: Parse, first: int, ceiling: int) -> int:
    """Give the token after a noun phrase that is the content: up to a comma, a new clause or an adverb of time."""
    last = ceiling
    while last > first and p.codes[last - 1] in ".:,":
        last -= 1
    i = first
    while i < last:
        code = p.codes[i]
        if code in ",:;" and i > first:
            return i
        if (
            code == "c"
            and i + 1 < last
            and (p.codes[i + 1] in "zdm" or p.codes[i + 1] == "r" and p.codes[i + 2] in "zd")
        ):
            return i
        if (
            i > first
            and p.chunk_of[i] >= 0
            and p.chunks[p.chunk_of[i]].first == i
            and is_time(p, p.chunk_of[i])
        ):
            return i - 1 if p.codes[i - 1] == "i" else i
        i += 1
    return last


def _that(p: Parse, at: int, ceiling: int) -> int | None:
    """The "that" which opens the clause, behind an addressee, a time, a place; None before any finite verb."""
    for i in range(at, min(ceiling, at + _REACH)):
        if p.lower[i] == "that" and p.codes[i] in "iTW":
            return i if i + 1 < ceiling and (p.codes[i] != "T" or _has_finite(p, i + 1, ceiling)) else None
        if p.codes[i] in 'zdm."W:' or p.lower[i] in ("because", "if", "when", "while", "after"):
            return None
    return None


def _clause_start(p: Parse, at: int, ceiling: int) -> int | None:
    """Where a clause without "that" begins: the subject behind adverbials such as "in a statement on Monday"."""
    start = at
    while start < ceiling:
        chunk = p.chunk_of[start]
        if chunk >= 0 and is_time(p, chunk):
            start = p.chunks[chunk].last
        elif (
            p.codes[start] in "it"
            and start + 1 < ceiling
            and p.chunk_of[start + 1] >= 0
            and p.codes[start + 1] not in "P"
        ):
            after = phrase_end(p, start + 1, ceiling)
            if after < ceiling and (p.chunk_of[after] >= 0 or p.codes[after] in "iteTP0"):
                start = after
            else:
                break
        else:
            break
    if start >= ceiling or p.codes[start] in ",.:ctx'g" or not _has_finite(p, start, ceiling):
        return None
    return start


def _has_finite(p: Parse, first: int, ceiling: int) -> bool:
    return any(p.codes[i] in FINITE for i in range(first, min(ceiling, first + 40)))


def _is_infinitive(p: Parse, at: int) -> bool:
    if p.lower[at] == "not" and at + 1 < len(p.words):
        at += 1
    return p.codes[at] == "t" and p.lower[at] == "to" and any(c == "b" for c in p.codes[at + 1 : at + 4])


def _past_adverbs(p: Parse, at: int, ceiling: int) -> int:
    while at < ceiling and (p.codes[at] == "r" and p.lower[at] != "not" and p.lower[at] in _SKIPPED):
        at += 1
    return at


def _past_addressee(p: Parse, at: int, ceiling: int) -> int:
    if p.chunk_of[at] >= 0:
        return phrase_end(p, at, ceiling)
    return at


def _next_verb(p: Parse, at: int, last: int) -> bool:
    """Whether the words behind "and" or "but" are the speaker's next reporting verb: "but also said"."""
    while at < last and (p.codes[at] == "r" or p.lower[at] in ("has", "have", "had", "then")):
        at += 1
    return at < last and p.codes[at] in "zdv" and is_form(p.lower[at])
