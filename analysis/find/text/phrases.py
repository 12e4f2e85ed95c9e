"""Whole noun phrases: base noun phrases with what hangs on them, "a senior official in the ministry of defence".

Takes a parse and a token, gives token spans. It cannot tell for certain what a preposition hangs on.
"""

from ...read.lexicons import category
from . import codes as kind
from .parse import Parse

_JOINS = frozenset(
    "of for in at from with on to by near between among against inside within behind about under into over across "
    "around outside throughout like than per".split()
)
_LOOSE = frozenset("in at to with on by".split())
_BOUNDS = ("at_least", "at_most")
_MODIFIERS = kind.ADJECTIVE + kind.VERBALS
_LONGEST, LONGEST_BRACKET = 60, 15  # tokens of a noun phrase, and of what stands in brackets
Span = tuple[int, int]


def phrase_before(p: Parse, end: int, floor: int) -> Span | None:
    """Give the whole noun phrase that ends right before a token, or None.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("Sources close to the ministry of war said so.")
    >>> " ".join(p.words[slice(*phrase_before(p, 7, 0))])
    'Sources close to the ministry of war'
    """
    if end <= floor:
        return None
    at = p.chunk_of[end - 1]
    if at < 0:
        owner = p.chunk_of[end - 3] if p.codes[end - 2 : end] == kind.GENITIVE + kind.ADJECTIVE else -1
        first = p.chunks[owner].first if owner >= 0 else end - 1  # "Israel's military"
        many = category(p.lexicons, "reference_words", p.lower[end - 1]) == "indefinite"  # "few said"
        return (first, end) if owner >= 0 or many else None
    if is_time(p, at):
        return None
    floor = max(floor, end - _LONGEST)
    first = max(floor, p.chunks[at].first)
    about = first - 1 > floor and p.lower[first - 1] in p.lexicons.terms("bounds")
    first -= about and p.codes[first] == kind.NUMBER  # "a girl of about nine"
    while first > floor:
        wider = _wider(p, first, floor)
        if wider is None:
            first = _joined(p, first, floor)
            break
        first = wider
    while (
        first - 2 >= floor and category(p.lexicons, "bounds", " ".join(p.lower[first - 2 : first])) in _BOUNDS
    ):
        first -= 2
    return first, end


def before_relative(p: Parse, relative: int, floor: int) -> Span | None:
    """Give the noun phrase that a relative clause is of, without an age between them: "Ann Lee, 31, who left"."""
    end = relative - (p.codes[relative - 1] == kind.COMMA)
    at = p.chunk_of[end - 1]
    if is_time(p, at):  # "a report in May, which found"
        end = p.chunks[at].first - (p.codes[p.chunks[at].first - 1] == kind.PREPOSITION)
    found = phrase_before(p, end - 2 * (p.codes[end - 2 : end] == kind.COMMA + kind.NUMBER), floor)
    if found and p.lower[found[0] - 1] == "not":  # "It was Ann Lee, and not her son, who said"
        found = phrase_before(p, found[0] - 2 - (p.lower[found[0] - 2] == "and"), floor) or found
    return found


def _join(p: Parse, first: int, floor: int) -> int:
    """The word that may join a phrase to what stands before it: the one before, or the "and" of "and also"."""
    before = first - 1
    also = p.codes[before] == kind.ADVERB and before > floor and p.codes[before - 1] == kind.AND
    return before - also


def _wider(p: Parse, first: int, floor: int) -> int | None:
    """Where the noun phrase begins that this one hangs on by a preposition: "sources close to the ministry"."""
    join = _join(p, first, floor)
    name = all(word[0].isupper() for word in p.words[join - 1 : join + 2])  # Teachers Without Walls
    if p.codes[join] not in kind.PREPOSITIONS or not (p.lower[join] in _JOINS or name):
        return None
    left = p.chunk_of[join - 1] if join - 1 >= floor else -1
    if left >= 0 and not is_time(p, left) and p.codes[join - 1] != kind.PRONOUN:
        return max(floor, p.chunks[left].first)
    modified = join - 1 > floor and (p.codes[join - 1] in _MODIFIERS or p.lower[join - 1] == "close")
    further = p.chunk_of[join - 2] if modified else -1
    return max(floor, p.chunks[further].first) if further >= 0 and not is_time(p, further) else None


def _joined(p: Parse, first: int, floor: int) -> int:
    """Where the phrases begin that "and" joins to one, else where this one does."""
    join = _join(p, first, floor)
    if p.codes[join] != kind.AND or p.lower[join] not in ("and", "or", "nor", "&"):
        return first
    joint = phrase_before(p, join - (p.codes[join - 1] == kind.COMMA), floor)
    governed = joint and joint[0] > floor and p.codes[joint[0] - 1] in kind.GOVERNS
    return _list_start(p, joint[0], floor) if joint and not governed else first


def _list_start(p: Parse, first: int, floor: int) -> int:
    """Where a list of names begins that ends with the names from `first`: "Lee, Okoro and Diaz"."""
    start = first
    while start - 1 > floor and p.codes[start - 1] == kind.COMMA and p.chunk_of[start - 2] >= 0:
        start = p.chunks[p.chunk_of[start - 2]].first
        if set(p.codes[start : p.chunks[p.chunk_of[start]].last]) != {kind.NAME}:
            return first
    return start if start == floor else first


def phrase_end(p: Parse, first: int, ceiling: int) -> int:
    """Give the token after the noun phrase that begins at a token, with the phrases that hang on it."""
    at, ceiling = p.chunk_of[first], min(ceiling, first + _LONGEST)
    last = min(ceiling, p.chunks[at].last) if at >= 0 else first
    while last + 1 < ceiling:
        if p.codes[last - 1 : last + 1] == kind.NAME + kind.NUMBER and p.chunk_of[last] >= 0:
            last = min(ceiling, p.chunks[p.chunk_of[last]].last)  # "Radio 4's Today programme"
        join = p.lower[last] in _JOINS and p.codes[last] in kind.PREPOSITIONS
        both = p.codes[last] == kind.AND and p.lower[last] in ("and", "&")
        after = p.chunk_of[last + 1]
        if not (join or both) or after < 0 or is_time(p, after):
            break
        if p.lower[last] in _LOOSE and p.codes[last - 1] != kind.NOUN:
            break
        last = min(ceiling, p.chunks[after].last)
    return last


def is_time(p: Parse, chunk: int) -> bool:
    """Whether a noun phrase is a date or a time of day, which nobody speaks as; none (-1) is not."""
    if chunk < 0 or p.lower[head := p.chunks[chunk].head] not in p.lexicons.terms("time_words"):
        return False
    named = p.chunks[chunk].first < head and p.codes[head - 1 : head + 1] == kind.NAME * 2  # "Theresa May"
    of = p.lower[head + 1] == "of" and p.lower[p.chunks[chunk].first] in ("a", "an")  # "a day of action"
    return not of and not (named and p.lower[head - 1] in p.lexicons.terms("first_names"))


def past_time(p: Parse, at: int) -> int:
    """Give the token behind the time that begins at a token, "on Monday" or "last week"; that token where none does."""
    chunk = p.chunk_of[at + (p.codes[at] == kind.PREPOSITION)]
    return p.chunks[chunk].last if is_time(p, chunk) else at


def past_adjuncts(p: Parse, end: int, floor: int) -> int:
    """Step left over what may stand between subject and verb: adverbs, "on Monday", "(R-Ohio)"."""
    while end > floor:
        before, chunk, word = end, p.chunk_of[end - 1], p.lower[end - 1]
        floats = word in ("all", "both", "each") and end - 2 >= floor and p.chunk_of[end - 2] >= 0
        reflexive = p.codes[end - 1] == kind.PRONOUN and word.endswith(("self", "selves"))  # not "Will Self"
        if floats or reflexive or p.codes[end - 1] in kind.ADVERB + kind.THERE:
            end -= 1  # "the officials all said"
        elif is_time(p, chunk):
            end = _past_time(p, chunk, end, floor)
        elif p.words[end - 1] in (")", "]"):
            opening = range(end - 2, max(floor, end - LONGEST_BRACKET), -1)
            end = next((i for i in opening if p.words[i] in ("(", "[")), end)
        if end == before:
            break
    return end


def _past_time(p: Parse, chunk: int, end: int, floor: int) -> int:
    first, head = p.chunks[chunk].first, p.chunks[chunk].head
    tied = p.codes[first - 1] in kind.PREPOSITION + kind.DETERMINER
    if head > first and p.codes[head - 1] == kind.NAME and not tied:
        return end - (head == end - 1)  # "Ann Lee Monday", "start-up Loop Foods today"
    if first <= floor:
        return end
    first -= p.lower[first - 1] in ("that", "this")  # "that night"
    return first - (p.codes[first - 1] == kind.PREPOSITION)
