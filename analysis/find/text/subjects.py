"""Subjects: who or what a verb is said of, as the whole noun phrase that is printed.

Takes a parse and where a verb group begins or ends, gives token spans. It reads noun phrases and commas, not a tree:
a subject that stands far from its verb is missed, and a name is not looked up (people.py does that).
"""

from .codes import BASE, FINITE, NAME
from .parse import Parse
from .phrases import Span, is_time, phrase_before, phrase_end

_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_ADJUNCT = frozenset(
    (
        "where",
        "when",
        "while",
        "as",
        "if",
        "although",
        "though",
        "whether",
        "since",
        "after",
        "before",
        "asked",
    )
)
_OBJECTS = frozenset(("him", "her", "them", "me", "us", "it"))
_REFLEXIVE = frozenset(("himself", "herself", "themselves", "itself"))
_FLOATING = frozenset(("all", "both", "each"))  # "the officials all said"
_LONGEST_BRACKET = 15


def subject_before(p: Parse, end: int, floor: int) -> Span | None:
    """Give the subject of a verb group that begins at a token: noun phrase, appositions, relative clause.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("Ann Lee, 45, a nurse at the clinic, said it rained.")
    >>> " ".join(p.words[slice(*subject_before(p, p.lower.index("said"), 0))])
    'Ann Lee , 45 , a nurse at the clinic'
    """
    whole = end
    end = past_adjuncts(p, end, floor)
    if end <= floor:
        return None
    code, word = p.codes[end - 1], p.lower[end - 1]
    if word in _RELATIVE and code in "WiT" and end - 1 > floor:
        comma = p.codes[end - 2] == ","
        return _who(p, phrase_before(p, end - 1 - comma, floor), word)
    if word in (",", "—", "–", "-", "--"):
        return _before_comma(p, end - 1, floor)
    found = _from_start(p, phrase_before(p, end, floor))
    if found is None and (named := _name_before_time(p, end)):
        return named
    if found is None and code in "vg" and end - 1 > floor:  # "a study published on Thursday"
        head = phrase_before(p, end - 1, floor)
        return (head[0], whole) if head else None
    if found and found[0] > floor and p.codes[found[0] - 1] in "bvgditz":
        return _antecedent(p, found[0], end, floor) or (None if p.codes[found[0] - 1] in "bgv" else found)
    return found


def _from_start(p: Parse, found: Span | None) -> Span | None:
    """A phrase with the noun before it that the tagger takes for a verb at the start: "Aid workers fear"."""
    before = found[0] - 1 if found else -1
    starts = before >= 0 and p.codes[before] == BASE and p.sentences[p.sentence_of[before]].first == before
    return (before, found[1]) if found and starts else found


def _who(p: Parse, found: Span | None, word: str) -> Span | None:
    """Whom a relative pronoun is said of: "a call with Ann Lee, who urged calm" is of her, not of the call."""
    last = p.chunk_of[found[1] - 1] if found else -1
    if not found or word != "who" or last < 0 or p.codes[p.chunks[last].head] != NAME:
        return found
    head = p.lower[p.chunks[p.chunk_of[found[0]]].head] if p.chunk_of[found[0]] >= 0 else ""
    somebody = any(head in p.lexicons.terms(name) for name in ("roles", "group_nouns", "unnamed_sources"))
    named = p.codes[found[0] : p.chunks[last].first].find(NAME) >= 0
    return found if somebody or named else (max(found[0], p.chunks[last].first), found[1])


def _name_before_time(p: Parse, end: int) -> Span | None:
    """The name that a time follows without a comma: "Ann Lee last week said"."""
    at = p.chunk_of[end - 1]
    if at < 0 or not is_time(p, at):
        return None
    first = p.chunks[at].first
    time = next((i for i in range(first, end) if p.lower[i] in ("last", "this", "next")), first)
    return (first, time) if time > first and p.codes[first:time].strip("N") == "" else None


def subject_after(p: Parse, first: int, ceiling: int) -> Span | None:
    """Give the subject that stands right behind a verb, as in `..., said Ann Lee, a nurse.`, or None."""
    noun = first + (p.lower[first : first + 1] == ["both"] and p.chunk_of[first] < 0)
    if noun + 1 < ceiling and p.chunk_of[noun] < 0 and p.codes[noun] in "vj":
        noun += 1  # "said retired surgeon Ann Lee"
    if noun >= ceiling or p.chunk_of[noun] < 0 or p.chunks[p.chunk_of[noun]].first < noun:
        return None
    if is_time(p, p.chunk_of[noun]) or p.lower[noun] in _OBJECTS:
        return None
    last = phrase_end(p, noun, ceiling)
    if p.codes[last : last + 2].lstrip("r")[:1] in ("z", "d", "m"):  # "said the plan was dead"
        return None
    if p.lower[last : last + 1] == ["who"]:  # "said an official who knew the plan"
        last = _apposition_end(p, last, ceiling) or last
    while last + 1 < ceiling and p.codes[last] == "," and _begins_apposition(p, last + 1):
        after = _apposition_end(p, last + 1, ceiling)
        if after is None:
            break
        last = after
    return first, last


def subject_of_sentence(p: Parse, first: int, before: int) -> Span | None:
    """Give the subject of the nearest finite verb to the left, for a verb whose own subject is left out."""
    for i in range(before - 1, first, -1):
        if p.codes[i] in FINITE and p.codes[i - 1] not in FINITE and p.lower[i - 1] not in _RELATIVE:
            found = subject_before(p, i, first)
            if found:
                return found
    return None


def past_adjuncts(p: Parse, end: int, floor: int) -> int:
    """Step left over what may stand between subject and verb: adverbs, "on Monday", "(R-Ohio)"."""
    while end > floor:
        code, chunk = p.codes[end - 1], p.chunk_of[end - 1]
        floating = p.lower[end - 1] in _FLOATING and end - 2 >= floor and p.chunk_of[end - 2] >= 0
        if code == "r" or p.lower[end - 1] in _REFLEXIVE or floating:
            end -= 1
        elif chunk >= 0 and is_time(p, chunk) and p.chunks[chunk].first > floor:
            first = p.chunks[chunk].first
            first -= p.lower[first - 1] in ("that", "this")  # "that night"
            if p.chunks[chunk].head > first and p.codes[first] == "N" and p.codes[first - 1] not in "iT":
                return end - 1 if p.chunks[chunk].head == end - 1 else end
            end = first - (p.codes[first - 1] == "i")
        elif p.words[end - 1] in ")]":
            opens = next(
                (i for i in range(end - 2, max(floor, end - _LONGEST_BRACKET), -1) if p.words[i] in "(["),
                None,
            )
            if opens is None:
                return end
            end = opens
        else:
            return end
    return end


def _antecedent(p: Parse, before: int, end: int, floor: int) -> Span | None:
    """The noun phrase with a relative clause that ends at `end`: "people who know the plan", "a poll taken in May"."""
    passed = False
    for i in range(before - 1, floor, -1):
        code = p.codes[i]
        if p.lower[i] in ("who", "which", "that", "whose") and code in "WiTS":
            comma = p.codes[i - 1] == ","
            head = phrase_before(p, i - comma, floor)
            return (head[0], end) if head else None
        if code in "vg" and not passed and p.chunk_of[i - 1] >= 0 and p.chunk_of[i] < 0:
            head = phrase_before(p, i, floor)
            return (head[0], end) if head and not _is_adjunct(p, head[0], floor) else None
        if code in FINITE:
            if passed:
                return None
            passed = True
        elif code in ",.:\"'":
            return None
    return None


def _before_comma(p: Parse, comma: int, floor: int) -> Span | None:
    """The subject of `NAME, apposition, said`: the phrase before the comma that pairs with this one."""
    finite = 0
    for j in range(comma - 1, floor, -1):
        code, word = p.codes[j], p.lower[j]
        if code == "," or word in ("—", "–", "-", "--"):
            begins, after = p.codes[j + 1], p.lower[j + 1]
            apart = after in _ADJUNCT or after in _RELATIVE or begins in "gv"
            finite = 0 if apart else finite
            head = _head_before(p, past_adjuncts(p, j, floor), floor) if not finite else None
            if head:
                outer = _outermost(p, head, floor)
                adjunct = begins in "girvtx" or after in _ADJUNCT
                return outer if adjunct and outer == head else (outer[0], comma)
        elif code in FINITE:
            finite += 1
        elif code == "W" or (word == "that" and code != "T"):
            finite = max(0, finite - 1)
        elif code == ".":
            break
    named = phrase_before(p, comma, floor)  # "..., Ann Lee, said"
    return named if named and "N" in p.codes[named[0] : named[1]] and p.codes[named[0] - 1] == "," else None


def _outermost(p: Parse, head: Span, floor: int) -> Span:
    """The name that a chain of appositions begins with: "Ann Lee, 45, a nurse"."""
    while head[0] - 1 > floor and p.codes[head[0] - 1] == "," and p.codes[head[0]] in "TnS0j":
        left = _head_before(p, past_adjuncts(p, head[0] - 1, floor), floor)
        if left is None:
            break
        head = (left[0], head[1])
    return head


def _head_before(p: Parse, end: int, floor: int) -> Span | None:
    """The noun phrase that ends at a comma and may be a subject, with a participle's phrase that hangs on it."""
    head = phrase_before(p, end, floor)
    if head and head[0] > floor and p.codes[head[0] - 1] in "gv":
        noun = phrase_before(p, head[0] - 1, floor)
        return (noun[0], end) if noun and not _is_adjunct(p, noun[0], floor) else None
    return head if head and not _is_adjunct(p, head[0], floor) else None


def _is_adjunct(p: Parse, first: int, floor: int) -> bool:
    return (
        first > floor
        and p.codes[first - 1] in "ibgv"
        and p.lower[first - 1] not in ("that", "while", "as", "because")
    )


def _begins_apposition(p: Parse, at: int) -> bool:
    return (p.codes[at] in "T0nNjS" and p.chunk_of[at] >= 0) or p.lower[at] in ("who", "whose", "which")


def _apposition_end(p: Parse, first: int, ceiling: int) -> int | None:
    """Where the apposition that begins at `first` ends, if it runs to a comma or the sentence's end."""
    relative = p.lower[first] in ("who", "whose", "which")
    for i in range(first, ceiling):
        if p.codes[i] in ',.:"':
            return i
        if p.codes[i] in FINITE and not relative and p.lower[i - 1] not in _RELATIVE:
            return None
        if p.codes[i] == "g" and p.lower[i - 1] == ",":
            return i - 1
    return ceiling
