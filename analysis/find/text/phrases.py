"""Whole noun phrases: base noun phrases with what hangs on them, "a senior official in the ministry of defence".

Takes a parse and a token, gives token spans. It cannot tell for certain what a preposition hangs on.
"""

from .parse import Parse

_JOINS = frozenset(
    "of for in at from with on to by near between among against inside within behind about under into over across "
    "around outside throughout like than per".split()
)
_LOOSE = frozenset("in at to with on by".split())
_MANY = frozenset("many most few several some both all others".split())
_BOUNDS = {
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("at", "least"),
    ("up", "to"),
    ("at", "most"),
}
_LONGEST = 60  # tokens of a noun phrase
Span = tuple[int, int]


def phrase_before(p: Parse, end: int, floor: int) -> Span | None:
    """Give the whole noun phrase that ends right before a token, or None.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("Sources close to the ministry of war said so.")
    >>> " ".join(p.words[slice(*phrase_before(p, 7, 0))])
    'Sources close to the ministry of war'
    """
    at = p.chunk_of[end - 1] if end > floor else -1
    if at < 0 and end > floor and p.lower[end - 1] in _MANY:
        return end - 1, end
    if at < 0:  # "Israel's military", where the tagger takes the noun for an adjective
        possessed = end - 3 >= floor and p.codes[end - 2 : end] == "sj" and p.chunk_of[end - 3] >= 0
        return (p.chunks[p.chunk_of[end - 3]].first, end) if possessed else None
    floor = max(floor, end - _LONGEST)
    first = max(floor, p.chunks[at].first)
    if is_time(p, at):
        return None
    if first - 1 > floor and p.codes[first] == "0" and p.lower[first - 1] in p.lexicons.terms("bounds"):
        first -= 1  # "a girl of about nine"
    while first > floor:
        before = first - 1
        before -= p.codes[before] == "r" and before > floor and p.codes[before - 1] == "c"  # "and also"
        left = p.chunk_of[before - 1] if before - 1 >= floor else -1
        if p.codes[before] in "it" and (p.lower[before] in _JOINS or _in_name(p, before)):
            if left >= 0 and not is_time(p, left) and p.codes[before - 1] != "P":
                first = max(floor, p.chunks[left].first)
                continue
            modifier = before - 1 > floor and (p.codes[before - 1] in "jvg" or p.lower[before - 1] == "close")
            further = p.chunk_of[before - 2] if modifier else -1
            if further >= 0 and not is_time(p, further):
                first = max(floor, p.chunks[further].first)
                continue
        elif p.codes[before] == "c" and p.lower[before] in ("and", "or", "nor", "&"):
            joint = phrase_before(p, before - (p.codes[before - 1] == ","), floor)
            if joint and (joint[0] <= floor or p.codes[joint[0] - 1] not in "vdzbgit"):
                first = _list_start(p, joint[0], floor)
        break
    while tuple(p.lower[max(floor, first - 2) : first]) in _BOUNDS:
        first -= 2
    return first, end


def _in_name(p: Parse, at: int) -> bool:
    """Whether a word stands inside a name: Teachers Without Walls."""
    return (
        p.words[at][0].isupper() and at > 0 and p.words[at - 1][0].isupper() and p.words[at + 1][0].isupper()
    )


def _list_start(p: Parse, first: int, floor: int) -> int:
    """Where a list of names begins that ends with the names from `first`: "Lee, Okoro and Diaz"."""
    start = first
    while start - 1 > floor and p.codes[start - 1] == "," and p.chunk_of[start - 2] >= 0:
        start = p.chunks[p.chunk_of[start - 2]].first
        if set(p.codes[start : p.chunks[p.chunk_of[start]].last]) != {"N"}:
            return first
    return start if start == floor else first


def phrase_end(p: Parse, first: int, ceiling: int) -> int:
    """Give the token after the noun phrase that begins at a token, with the phrases that hang on it."""
    at = p.chunk_of[first]
    last = min(ceiling, p.chunks[at].last) if at >= 0 else first
    while last + 1 < ceiling:
        join = p.lower[last] in _JOINS and p.codes[last] in "it"
        both = p.codes[last] == "c" and p.lower[last] in ("and", "&")
        after = p.chunk_of[last + 1]
        if not (join or both) or after < 0 or is_time(p, after):
            break
        if p.lower[last] in _LOOSE and p.codes[last - 1] != "n":
            break
        last = min(ceiling, p.chunks[after].last)
    return last


def is_time(p: Parse, chunk: int) -> bool:
    """Whether a noun phrase is a date or a time of day, which nobody speaks as."""
    head = p.chunks[chunk].head
    if p.lower[head] not in p.lexicons.terms("time_words"):
        return False
    named = p.chunks[chunk].first < head and p.codes[head - 1 : head + 1] == "NN"  # "Theresa May"
    return not (named and p.lower[head - 1] in p.lexicons.terms("first_names"))
