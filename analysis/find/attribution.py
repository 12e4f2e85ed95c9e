"""Attribution: whose words a reporting verb introduces, as the whole noun phrase that is printed.

Takes a parse and a verb group, gives token spans. It reads noun phrases and commas, not a syntactic tree: a subject that
stands far from its verb is missed, and a name is not looked up (people.py does that).
"""

from .parse import Parse
from .verbs import Verb

FINITE = "zdm"
_JOINS = frozenset(
    "of for in at from with on to by near between among against inside within behind about under into over across "
    "around outside throughout like than".split()
)
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow week month year night "
    "morning afternoon evening day weekend january february march april may june july august september october "
    "november december now then ago earlier later".split()
)
Span = tuple[int, int]


def speaker_before(p: Parse, verb: Verb, floor: int) -> Span | None:
    """Give the subject that stands before the verb group, as a token span, or None.

    >>> from analysis.find.parse import parse
    >>> from analysis.find.verbs import reporting_verbs
    >>> p = parse("Ann Lee, 45, a nurse at the clinic, said it rained.")
    >>> " ".join(p.words[slice(*speaker_before(p, reporting_verbs(p)[0], 0))])
    'Ann Lee , 45 , a nurse at the clinic'
    """
    end = verb.first
    if end > floor and p.lower[end - 1] in _RELATIVE and p.codes[end - 1] in "WiT":
        end -= 1
        if end > floor and p.codes[end - 1] == ",":
            end -= 1
        return phrase_before(p, end, floor)
    if end > floor and p.codes[end - 1] in ",:(" and p.words[end - 1] in ",—–-)":
        return _before_comma(p, end - 1, floor)
    return phrase_before(p, end, floor)


def speaker_after(p: Parse, verb: Verb, ceiling: int) -> Span | None:
    """Give the subject that stands right behind the verb, as in `..., said Ann Lee, a nurse.`, or None."""
    first = verb.last
    while first < ceiling and p.codes[first] == "r":
        first += 1
    if first >= ceiling or p.chunk_of[first] < 0 or p.chunks[p.chunk_of[first]].first < first:
        return None
    if is_time(p, p.chunk_of[first]) or p.lower[first] in ("him", "her", "them", "me", "us"):
        return None
    last = phrase_end(p, first, ceiling)
    while last + 1 < ceiling and p.codes[last] == "," and _begins_apposition(p, last + 1):
        after = _apposition_end(p, last + 1, ceiling)
        if after is None:
            break
        last = after
    return first, last


def phrase_before(p: Parse, end: int, floor: int) -> Span | None:
    """Give the whole noun phrase that ends right before a token: "sources close to the ministry of war"."""
    at = p.chunk_of[end - 1] if end > floor else -1
    if at < 0:
        return None
    first = max(floor, p.chunks[at].first)
    while first > floor:
        before = first - 1
        left = p.chunk_of[before - 1] if before - 1 >= floor else -1
        if p.codes[before] in "it" and p.lower[before] in _JOINS:
            if left >= 0 and not is_time(p, left) and p.codes[before - 1] != "P":
                first = max(floor, p.chunks[left].first)
                continue
            modifier = before - 1 > floor and p.codes[before - 1] in "jvg"
            further = p.chunk_of[before - 2] if modifier else -1
            if further >= 0 and not is_time(p, further):
                first = max(floor, p.chunks[further].first)
                continue
        elif p.codes[before] == "c" and p.lower[before] in ("and", "or", "nor", "&") and _coordinates(p, before, floor):
            comma = p.codes[before - 1] == ","
            first = max(floor, p.chunks[p.chunk_of[before - 1 - comma]].first)
            continue
        break
    if is_time(p, at) and p.chunks[at].first <= first:
        return None
    return first, end


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
        if p.lower[last] in ("on", "in", "at", "to", "by", "with") and not _hangs_on(p, last):
            break
        last = min(ceiling, p.chunks[after].last)
    return last


def is_time(p: Parse, chunk: int) -> bool:
    """Whether a noun phrase is a date or a time of day, which nobody speaks as."""
    return p.lower[p.chunks[chunk].head] in _TIMES


def subject_of_sentence(p: Parse, first: int, before: int) -> Span | None:
    """Give the subject of the nearest finite verb to the left, for a verb whose own subject is left out."""
    for i in range(before - 1, first, -1):
        if p.codes[i] in FINITE and not (p.codes[i - 1] in FINITE or p.lower[i - 1] in ("who", "which", "that")):
            end = i
            while end > first and p.codes[end - 1] == "r":
                end -= 1
            if end > first and p.words[end - 1] == ",":
                found = _before_comma(p, end - 1, first)
            else:
                found = phrase_before(p, end, first)
            if found:
                return found
    return None


def _coordinates(p: Parse, joint: int, floor: int) -> bool:
    end = joint - (p.codes[joint - 1] == ",")
    if end - 1 < floor or p.chunk_of[end - 1] < 0 or is_time(p, p.chunk_of[end - 1]):
        return False
    first = p.chunks[p.chunk_of[end - 1]].first
    return first <= floor or p.codes[first - 1] not in "vdzbgit"


def _before_comma(p: Parse, comma: int, floor: int) -> Span | None:
    """The subject of `NAME, apposition, said`: the phrase before the comma that pairs with this one."""
    finite = False
    for j in range(comma - 1, floor, -1):
        code = p.codes[j]
        if code == "," or p.words[j] in ("—", "–", "("):
            begins = p.codes[j + 1]
            relative = p.lower[j + 1] in _RELATIVE or p.lower[j + 1] in ("where", "when", "while", "as", "if", "although")
            head = phrase_before(p, j, floor)
            if head and (relative or not finite) and not _is_adjunct(p, head[0], floor):
                outer = _before_comma(p, head[0] - 1, floor) if _continues(p, head, floor) else None
                if outer:
                    head = outer
                adjunct = begins in "girvt" or p.lower[j + 1] in ("when", "while", "as", "if", "although")
                return head if adjunct and not outer else (head[0], comma)
            if relative:
                finite = False
        elif code in FINITE:
            finite = True
        elif code == ".":
            return None
    return None


def _continues(p: Parse, head: Span, floor: int) -> bool:
    """Whether a phrase is itself an apposition: `Ann Lee, a nurse, ...`."""
    return head[0] - 1 > floor and p.codes[head[0] - 1] == "," and p.codes[head[0]] in "Tn0j"


def _is_adjunct(p: Parse, first: int, floor: int) -> bool:
    return first > floor and p.codes[first - 1] in "i" and p.lower[first - 1] not in ("that", "while", "as", "because")


def _begins_apposition(p: Parse, at: int) -> bool:
    return p.codes[at] in "T0nNjS" and p.chunk_of[at] >= 0 or p.lower[at] in ("who", "whose", "which")


def _apposition_end(p: Parse, first: int, ceiling: int) -> int | None:
    """Where the apposition that begins at `first` ends, if it runs to a comma or the sentence's end."""
    relative = p.lower[first] in ("who", "whose", "which")
    for i in range(first, ceiling):
        if p.codes[i] in ",.:\"" or i == ceiling - 1 and p.codes[i] in "'.":
            return i
        if p.codes[i] in "c'" and not relative:
            continue
        if p.codes[i] in FINITE and not relative and p.lower[i - 1] not in _RELATIVE:
            return None
    return ceiling


def _hangs_on(p: Parse, joint: int) -> bool:
    """Whether "in", "on", ... more likely belongs to the name before it than to the verb: "director at the museum"."""
    head = p.codes[joint - 1]
    return head == "n" and p.lower[joint] in ("in", "at", "to", "with", "on") and p.codes[joint + 1] in "TNnj"
