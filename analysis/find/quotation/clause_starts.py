"""Clause starts: where what somebody said begins, behind an adverbial, an addressee or "that".

Takes a parse and a token, gives tokens or yes and no. It looks for a subject and its finite verb, and takes a past
participle for a past tense only where a pronoun stands before it.
"""

from ..text.codes import FINITE
from ..text.parse import Parse
from ..text.phrases import is_time, phrase_end

SUBORDINATE = frozenset(
    "because while when after before although though if unless until despite where".split()
)
_OPENING = SUBORDINATE - {"after", "before", "until", "despite"}  # these may also be prepositions
_ABOUT = frozenset(["about", "around", "over", "under"])
_NOMINATIVE = frozenset("i he she we they".split())
_SHARES = frozenset("half a two three four most".split())
_RELATIVE = frozenset(["which", "who", "that", "what"])
_NO_ADJUNCT = frozenset(["if", "since"])
_LIMITS = frozenset(["least", "most", "first"])
_REACH = 24  # tokens between a verb and its "that"
_CLAUSE = 40  # tokens in which a clause shows its finite verb


def that_behind(p: Parse, at: int, ceiling: int, told: bool = False) -> int | None:
    """The "that" which opens the clause, behind an adverbial or an addressee, but not behind an object."""
    i, addressed = at, not told
    while i < min(ceiling, at + _REACH):
        code, chunk = p.codes[i], p.chunk_of[i]
        if p.lower[i] == "that" and code in "iTW":
            behind = p.codes[i + 1 : i + 5].lstrip("r")[:1]
            if behind in ("z", "d", "m", "") or (
                code == "T" and i > at and not _subject_and_verb(p, i + 1, ceiling)
            ):
                return None
            return i
        if chunk >= 0 and is_time(p, chunk):
            i = max(i + 1, p.chunks[chunk].last)
        elif code in "it" and i + 1 < ceiling and p.chunk_of[i + 1] >= 0 and _is_adjunct(p, i, ceiling):
            i = phrase_end(p, i + 1, ceiling)
        elif told and p.lower[i] == "who":  # "told teachers who filled the lawn that"
            i = next(
                (k for k in range(i + 1, min(ceiling, i + _REACH // 2)) if p.lower[k] == "that"), ceiling
            )
        elif code in "r,g" or p.lower[i] == "clear":
            i += 1
        elif chunk >= 0 and not addressed:
            i, addressed = max(i + 1, phrase_end(p, i, ceiling)), True
        else:
            return None
    return None


def _is_adjunct(p: Parse, at: int, ceiling: int) -> bool:
    """Whether a preposition's phrase stands here, and not a clause: "after the vote that", "after the vote failed"."""
    if p.lower[at] not in SUBORDINATE:
        return True
    end = phrase_end(p, at + 1, ceiling)
    return end < ceiling and p.lower[end] == "that"


def leaves_gap(p: Parse, first: int, subject: int, code: str) -> bool:
    """Whether the content has its subject before the cue: "which critics said was false", "a plan he says may fail"."""
    while first > 1 and p.codes[first - 1] == "r":
        first -= 1
    if p.codes[first - 1] == "c":  # "which he likes but says would fail"
        return any(word in _RELATIVE for word in p.lower[max(0, first - 8) : first])
    while subject > 1 and p.codes[subject - 1] == "r":
        subject -= 1
    return code == "m" or p.lower[subject - 1] in _RELATIVE


def clause_start(p: Parse, at: int, ceiling: int, noun: bool) -> int | None:
    """Where a clause without "that" begins: the subject behind adverbials such as "in a statement on Monday"."""
    start = at
    while start < ceiling:
        chunk = p.chunk_of[start]
        if chunk >= 0 and is_time(p, chunk) and p.chunks[chunk].last < ceiling:
            start = max(start + 1, p.chunks[chunk].last)
        elif (
            p.codes[start] in "it"
            and p.lower[start] not in _NO_ADJUNCT
            and not _is_bound(p, start)
            and p.chunk_of[min(start + 1, ceiling - 1)] >= 0
        ):
            start = max(start + 1, phrase_end(p, start + 1, ceiling))
        else:
            break
    for first in dict.fromkeys((start, at)):  # "said about half of the losses came from taxes"
        if first < ceiling and (p.lower[first] == "if" or _subject_and_verb(p, first, ceiling, noun)):
            return first
    return None


def _is_bound(p: Parse, at: int) -> bool:
    """Whether "at least 40" stands here, which is part of a noun phrase."""
    return p.lower[at] == "at" and not _LIMITS.isdisjoint(p.lower[at + 1 : at + 2])


def _subject_and_verb(p: Parse, first: int, ceiling: int, noun: bool = True) -> bool:
    """Whether a noun phrase begins here and its finite verb follows, behind an apposition or a relative clause.

    `noun` says that a noun phrase alone could be the content: "noted the gap before the vote was held".
    """
    if _is_bound(p, first):
        first = min(first + 2, ceiling - 1)
    if p.lower[first] == "since":  # "said since he left, they spoke often"
        return p.codes[first:ceiling].count(",") > 0 and first + 1 < ceiling
    about = p.lower[first] in _ABOUT and first + 1 < ceiling
    if about and (p.codes[first + 1] == "0" or p.lower[first + 1] in _SHARES):
        first += 1
    if p.lower[first] in _NOMINATIVE and p.codes[first + 1 : first + 2] not in (",", "."):
        return True
    while first < ceiling and p.codes[first] in 'rc"' and p.lower[first] != "there":
        first += 1
    if first >= ceiling or (
        p.chunk_of[first] < 0 and p.codes[first] not in "eTSgr" and p.lower[first] != "what"
    ):
        return False
    commas = relative = 0
    inserted = False  # between the commas of "the economy, including jobs, is weak"
    for i in range(first, min(ceiling, first + _CLAUSE)):
        code = p.codes[i]
        if p.words[i] == ";":
            return False
        if code in FINITE:
            if not relative and not inserted:
                return i > first
            relative = max(0, relative - 1)
        elif (
            code == "v" and i > first and p.codes[i - 1] in '"P'
        ):  # a past tense that the tagger took for a participle
            return True
        elif code == "W" and i > first:
            relative += 1
        elif code == ",":
            commas += 1
            relative = 0 if commas == 2 else relative
            inserted = not inserted and p.codes[i + 1 : i + 2] in ("g", "c", "i", "W")
            if commas > 2:
                return False
        elif (
            i > first
            and p.lower[i] in (SUBORDINATE if noun else _OPENING)
            and not relative
            and not inserted
            and code in "iW"
        ) or (code in ".:t" and p.codes[first] == "P"):
            return False
    return False


def is_infinitive(p: Parse, at: int) -> bool:
    """Whether "to" and a verb stand here, also "not to" and "to fully"."""
    if p.lower[at] == "not" and at + 1 < len(p.words):
        at += 1
    return p.codes[at] == "t" and p.lower[at] == "to" and any(c == "b" for c in p.codes[at + 1 : at + 4])
