"""Borders: where a clause, or a noun phrase that is all there is of the content, ends.

Takes a parse and the token where the content begins, gives the token behind it. The rule is the sentence's end, and it
looks for what speaks against that: it cannot tell whose ", but" a clause is when no verb of speech follows.
"""

from ..text.codes import FINITE
from ..text.parse import Parse
from ..text.phrases import is_time, phrase_end
from .phrases import is_attitude, is_setting
from .verbs import entry_at

_CAUSES = frozenset(["because", "while", "after", "before", "although", "though", "unless", "despite"])
_THOUGH = frozenset(["though", "although"])
_CONTRAST = frozenset(["while", "whereas", "despite", "although"])
_DASHES = frozenset(["—", "–", "-", "--"])


def clause_end(p: Parse, first: int, ceiling: int, within: bool = False) -> int:
    """Give the token after a clause: the sentence's end, unless a contrast or the next reporting verb cuts it."""
    last = _before_stop(p, first, ceiling)
    for i in range(first + 1, last):
        code, word = p.codes[i], p.words[i]
        if word == ";" or (word == ":" and p.codes[i + 1] == '"'):
            return i
        if word in _DASHES and i + 2 < last and _is_aside(p, i, last):
            return i
        if code == "," and i + 1 < last:
            after = p.codes[i + 1]
            if p.lower[i + 1] in _CONTRAST or (after == "g" and entry_at(p, i + 1)) or is_attitude(p, i + 1):
                return i
            if after == "c" and (_next_verb(p, i + 2, last) or _drops_subject(p, i + 1, last)):
                return i
            if within and _main_clause(p, i + 1 + (after == "c" or p.lower[i + 1] in _THOUGH), last):
                return i
        elif _next_deed(p, i, last):
            return i
    return last


def _is_aside(p: Parse, dash: int, last: int) -> bool:
    """Whether what follows a dash is the writer's own: "said it was safe — but it was not"."""
    if not _DASHES.isdisjoint(p.words[dash + 1 : last]):
        return False
    joint = p.codes[dash + 1] == "c" or p.lower[dash + 1] in _THOUGH
    return joint or (p.codes[dash + 1] == "P" and p.codes[dash + 2] in FINITE)


def object_end(p: Parse, first: int, ceiling: int) -> int:
    """Give the token after a noun phrase that is the content: up to a comma, a new clause or an adverbial."""
    last = _before_stop(p, first, ceiling)
    for i in range(first, last):
        code, behind = p.codes[i], p.codes[i + 1 : i + 3]
        if (code == "," and not _is_list(p, i, last)) or (
            i > first and p.lower[i] in _CAUSES and code in "iW"
        ):
            return i
        if code == ":" and p.words[i] != "-":
            return i
        if code == "i" and i > first and p.lower[i] in ("in", "at", "during", "on") and is_setting(p, i + 1):
            return i
        if code == "c" and (behind.lstrip("r")[:1] in ("z", "d", "m", "g") or _main_clause(p, i + 1, last)):
            return i
        chunk = p.chunk_of[i]
        if i > first and chunk >= 0 and p.chunks[chunk].head == i and is_time(p, chunk):
            begins = max(first, p.chunks[chunk].first)
            begins = i if p.codes[begins] == "N" and p.codes[begins - 1] not in "i" else begins
            return begins - 1 if begins - 1 > first and p.codes[begins - 1] == "i" else begins
    return last


def second_verb(p: Parse, first: int, ceiling: int) -> int:
    """Where the main verb of "the claim that it was safe surprised us" stands: the second finite verb."""
    seen = False
    for i in range(first, ceiling):
        if p.codes[i] == "W" or (p.codes[i] in ",c" and seen):
            return ceiling
        if p.codes[i] in FINITE and p.codes[i - 1] not in "mr":
            if seen:
                return i
            seen = True
    return ceiling


def first_verb(p: Parse, first: int, ceiling: int) -> int:
    """Where the main verb of "fears of a flood have grown" stands: the first finite verb outside a relative clause."""
    for i in range(first, ceiling):
        if p.codes[i] == "W" or p.lower[i] == "that":
            return ceiling
        if p.codes[i] in FINITE:
            return i
    return ceiling


def _next_verb(p: Parse, at: int, last: int, subject: bool = True) -> bool:
    """Whether the words behind "and" or "but" are the next reporting verb: "but also said", "and she denied"."""
    while subject and at < last and p.codes[at] == "r":  # "and even her critics concede"
        at += 1
    if subject and at < last and p.chunk_of[at] >= 0:
        at = phrase_end(p, at, last)
    while at < last and (p.codes[at] == "r" or p.lower[at] in ("has", "have", "had", "then")):
        at += 1
    entry = entry_at(p, at) if at < last and p.codes[at] in "zdvj" else None
    return entry is not None and (not subject or bool(entry[2] & {"clause", "that"}))


def _next_deed(p: Parse, joint: int, last: int) -> bool:
    """Whether "and" or "but" without a comma goes on with the speaker's next verb."""
    if p.codes[joint] != "c" or p.codes[joint - 1] == ",":
        return False
    return _next_verb(p, joint + 1, last, False) or _drops_subject(p, joint, last)


def _drops_subject(p: Parse, joint: int, last: int) -> bool:
    """Whether "but" goes on with a past tense and no subject, as the speaker's next deed: "but gave no reason"."""
    behind = p.codes[joint + 1 : joint + 3].lstrip("r")[:1]
    return p.lower[joint] == "but" and behind == "d" and joint + 2 < last


def _main_clause(p: Parse, at: int, last: int) -> bool:
    """Whether the main clause goes on: a finite verb, or a noun phrase and its finite verb."""
    end = phrase_end(p, at, last) if p.chunk_of[at] >= 0 else at
    while end < last and p.codes[end] == "r":
        end += 1
    return end < last and p.codes[end] in FINITE


def _is_list(p: Parse, comma: int, last: int) -> bool:
    """Whether a comma divides the items of a list: another phrase, then "and"."""
    at = comma + 1
    for _ in range(4):
        if at >= last or p.chunk_of[at] < 0:
            return False
        at = phrase_end(p, at, last)
        if p.codes[at - 2] == "c" or p.codes[at : at + 1] == "c" or p.codes[at : at + 2] == ",c":
            return True
        if p.codes[at : at + 1] != ",":
            return "c" in p.codes[comma + 1 : at]
        at += 1
    return False


def _before_stop(p: Parse, first: int, ceiling: int) -> int:
    while ceiling > first and p.codes[ceiling - 1] in ".:,":
        ceiling -= 1
    return ceiling
