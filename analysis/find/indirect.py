"""Indirect speech: where the clause, infinitive or noun phrase that a reporting verb governs begins and ends.

Takes a parse and a verb group, gives token spans. It follows patterns of tags: a clause without "that" behind a long
adverbial, or one that ends before its sentence does, can get the wrong border.
"""

from ..read.lexicons import lexicon_terms
from .attribution import FINITE
from .inflection import bases
from .parse import Parse
from .phrases import is_time, phrase_end
from .verbs import Verb, entry_at

_QUESTION = frozenset("whether if how why what who whom when where which whose".split())
_SUBORDINATE = frozenset(
    "because while when after before although though if unless until despite where".split()
)
_CAUSES = frozenset("because while after before although though unless despite".split())
_CONTRAST = frozenset("while whereas despite".split())
_SKIPPED = frozenset("publicly privately here again once twice simply then also".split())
_REACH = 24  # tokens between a verb and its "that"
_CLAUSE = 40  # tokens in which a clause shows its finite verb
Span = tuple[int, int]


def governed(p: Parse, verb: Verb, ceiling: int, within: bool = False) -> tuple[int, int, str] | None:
    """Give what the verb governs to its right: its tokens [first, last) and the frame that fits, or None.

    `within` says that the verb stands in a clause that ends before its sentence does: "While he said so, she left".

    >>> from analysis.find.parse import parse
    >>> from analysis.find.verbs import reporting_verbs
    >>> p = parse("He told aides on Monday that it was over.")
    >>> first, last, frame = governed(p, reporting_verbs(p)[0], 10)
    >>> " ".join(p.words[first:last]), frame
    ('it was over', 'that')
    """
    found = _governed(p, verb, ceiling)
    if found is None:
        return None
    first, frame = found
    if (
        verb.mood == "noun"
        and frame == "that"
        and not any(c in FINITE for c in p.codes[max(0, verb.first - 9) : verb.first])
    ):
        ceiling = _second_verb(p, first, ceiling)
    within = within or frame in ("to", "object_to", "ing")  # these hold no clause of their own
    last = object_end(p, first, ceiling) if frame == "noun" else clause_end(p, first, ceiling, within)
    return (first, last, frame) if last > first else None


def clauses_around(
    p: Parse, cue, floor: int, quoted: bool = False, lower: bool = False
) -> tuple[Span | None, Span | None]:
    """Give the clause before and the clause behind a cue that stands apart: "The plan, he said, would fail".

    Each is missing where there is none: "On Monday, he said: ..." has nothing before it, "It failed, he said."
    nothing behind. `quoted` says that a quotation follows, `lower` that it goes on with the same sentence.
    """
    ceiling = p.sentences[p.sentence_of[cue.first]].last
    end = cue.first
    while end > floor and p.codes[end - 1] in ",:('":
        end -= 1
    while floor < end and p.codes[floor] in "c,:":
        floor += 1
    behind = cue.last
    while behind < ceiling and p.codes[behind] in ",:":
        behind += 1
    codes, phrase = p.codes[floor:end], cue.order == "phrase"
    more = not quoted and cue.last < behind < ceiling - 1
    goes_on = more and p.codes[behind : behind + 2].lstrip("r")[:1] in ("z", "d", "m")
    adverbial = codes[:1] in ("i", "")
    if quoted:
        left = lower and not adverbial
    else:
        left = any(c in FINITE for c in codes) or (more and not adverbial)
    left = left and (len(codes) > 1 or goes_on) and any(c in "nNPzd" for c in codes)
    right = more and (p.codes[behind] != "c" if left else phrase)
    last = clause_end(p, behind, ceiling) if right else behind
    return (floor, end) if left else None, (behind, last) if last > behind else None


def clause_end(p: Parse, first: int, ceiling: int, within: bool = False) -> int:
    """Give the token after a clause: the sentence's end, unless a contrast or the next reporting verb cuts it."""
    last = _before_stop(p, first, ceiling)
    for i in range(first + 1, last):
        code, word = p.codes[i], p.words[i]
        if word == ";":
            return i
        if code == "," and i + 1 < last:
            after = p.codes[i + 1]
            if p.lower[i + 1] in _CONTRAST or (after == "g" and entry_at(p, i + 1)):
                return i
            if after == "c" and (_next_verb(p, i + 2, last) or _drops_subject(p, i + 1, last)):
                return i
            if within and _main_clause(p, i + 1, last):
                return i
        elif code == "c" and p.codes[i - 1] != ",":
            if _next_verb(p, i + 1, last, False) or _drops_subject(p, i, last):
                return i
    return last


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
        if code == "i" and i > first and p.lower[i] in ("in", "at", "during", "on") and _is_setting(p, i + 1):
            return i
        if code == "c" and (behind.lstrip("r")[:1] in ("z", "d", "m", "g") or _main_clause(p, i + 1, last)):
            return i
        chunk = p.chunk_of[i]
        if i > first and chunk >= 0 and p.chunks[chunk].head == i and is_time(p, chunk):
            begins = max(first, p.chunks[chunk].first)
            begins = i if p.codes[begins] == "N" and p.codes[begins - 1] not in "i" else begins
            return begins - 1 if begins - 1 > first and p.codes[begins - 1] == "i" else begins
    return last


def _governed(p: Parse, verb: Verb, ceiling: int) -> tuple[int, str] | None:
    at, frames = verb.last, verb.frames
    if frames & {"clause", "that", "told"}:
        that = _that(p, at, ceiling, "told" in frames)
        if that is not None:
            return that + 1, "that"
    at = _past_adverbs(p, at, ceiling)
    if "told" in frames and at < ceiling:
        at = _past_addressee(p, at, ceiling)
    if at >= ceiling:
        return None
    active = verb.mood != "passive"
    if "question" in frames and p.lower[at] in _QUESTION:
        return at, "question"
    if _is_infinitive(p, at):
        return (at, "to") if frames & {"to", "object_to", "told"} else None
    if "object_to" in frames and active:
        end = phrase_end(p, at, ceiling)
        if at < end < ceiling and _is_infinitive(p, end):
            return at, "object_to"
    if frames & {"clause", "told"} and active:
        start = _clause_start(p, at, ceiling)
        if start is not None:
            return start, "clause"
    if "ing" in frames and p.codes[at] == "g":
        return at, "ing"
    if "noun" in frames and active and (p.codes[at] in 'TSjnN0P"' or p.chunk_of[at] >= 0):
        return at, "noun"
    return None


def _that(p: Parse, at: int, ceiling: int, told: bool) -> int | None:
    """The "that" which opens the clause, behind an adverbial or an addressee, but not behind an object."""
    i, addressed = at, not told
    while i < min(ceiling, at + _REACH):
        code, chunk = p.codes[i], p.chunk_of[i]
        if p.lower[i] == "that" and code in "iTW":
            behind = p.codes[i + 1 : i + 3].lstrip("r")[:1]
            if behind in ("z", "d", "m", "") or (
                code == "T" and i > at and not _subject_and_verb(p, i + 1, ceiling)
            ):
                return None
            return i
        if chunk >= 0 and is_time(p, chunk):
            i = max(i + 1, p.chunks[chunk].last)
        elif code in "it" and i + 1 < ceiling and p.chunk_of[i + 1] >= 0 and p.lower[i] not in _SUBORDINATE:
            i = phrase_end(p, i + 1, ceiling)
        elif code in "r,g" or p.lower[i] == "clear":
            i += 1
        elif chunk >= 0 and not addressed:
            i, addressed = max(i + 1, phrase_end(p, i, ceiling)), True
        else:
            return None
    return None


def _clause_start(p: Parse, at: int, ceiling: int) -> int | None:
    """Where a clause without "that" begins: the subject behind adverbials such as "in a statement on Monday"."""
    start = at
    while start < ceiling:
        chunk = p.chunk_of[start]
        if chunk >= 0 and is_time(p, chunk) and p.chunks[chunk].last < ceiling:
            start = max(start + 1, p.chunks[chunk].last)
        elif (
            p.codes[start] in "it" and p.lower[start] != "if" and p.chunk_of[min(start + 1, ceiling - 1)] >= 0
        ):
            start = max(start + 1, phrase_end(p, start + 1, ceiling))
        else:
            break
    if start < ceiling and (p.lower[start] == "if" or _subject_and_verb(p, start, ceiling)):
        return start
    return None


def _subject_and_verb(p: Parse, first: int, ceiling: int) -> bool:
    """Whether a noun phrase begins here and its finite verb follows, behind an apposition or a relative clause."""
    while first < ceiling and p.codes[first] in 'rc"' and p.lower[first] != "there":
        first += 1
    if first >= ceiling or (p.chunk_of[first] < 0 and p.codes[first] not in "eWTSgr"):
        return False
    commas = relative = 0
    inserted = False  # between the commas of "the economy, including jobs, is weak"
    for i in range(first, min(ceiling, first + _CLAUSE)):
        code = p.codes[i]
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
        elif i > first and p.lower[i] in _SUBORDINATE and not relative and not inserted and code in "iW":
            return False
        elif code in ".:t" and p.codes[first] == "P":
            return False
    return False


def _second_verb(p: Parse, first: int, ceiling: int) -> int:
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


def _is_setting(p: Parse, at: int) -> bool:
    """Whether a phrase tells where something was said: "in a statement", "at a rally"."""
    if at >= len(p.words) or p.chunk_of[at] < 0:
        return False
    return any(
        base in lexicon_terms("speech_settings") for base in bases(p.lower[p.chunks[p.chunk_of[at]].head])
    )


def _before_stop(p: Parse, first: int, ceiling: int) -> int:
    while ceiling > first and p.codes[ceiling - 1] in ".:,":
        ceiling -= 1
    return ceiling


def _drops_subject(p: Parse, joint: int, last: int) -> bool:
    """Whether ", but" goes on with a verb in the past and no subject, as the speaker's next deed: "but gave no reason"."""
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


def _is_infinitive(p: Parse, at: int) -> bool:
    if p.lower[at] == "not" and at + 1 < len(p.words):
        at += 1
    return p.codes[at] == "t" and p.lower[at] == "to" and any(c == "b" for c in p.codes[at + 1 : at + 4])


def _past_adverbs(p: Parse, at: int, ceiling: int) -> int:
    while at < ceiling and (p.codes[at] == "r" and p.lower[at] != "not" and p.lower[at] in _SKIPPED):
        at += 1
    return at


def _past_addressee(p: Parse, at: int, ceiling: int) -> int:
    """Step over whom something is told; a phrase right before a finite verb is the clause's own subject."""
    if p.chunk_of[at] < 0:
        return at
    end = phrase_end(p, at, ceiling)
    behind = p.codes[end : end + 2].lstrip("r")[:1]
    alone = end >= ceiling or p.codes[end] in ".,:c"  # "promised a review" is no address
    return at if behind in ("z", "d", "m") or alone else end


def _next_verb(p: Parse, at: int, last: int, subject: bool = True) -> bool:
    """Whether the words behind "and" or "but" are the next reporting verb: "but also said", "and she denied"."""
    if subject and at < last and p.chunk_of[at] >= 0:
        at = phrase_end(p, at, last)
    while at < last and (p.codes[at] == "r" or p.lower[at] in ("has", "have", "had", "then")):
        at += 1
    entry = entry_at(p, at) if at < last and p.codes[at] in "zdv" else None
    return entry is not None and (not subject or bool(entry[2] & {"clause", "that"}))
