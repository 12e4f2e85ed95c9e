"""Indirect speech: where the clause, infinitive or noun phrase that a reporting verb governs begins and ends.

Takes a parse and a verb group, gives token spans. It follows patterns of tags: a clause without "that" behind a long
adverbial, or one that ends before its sentence does, can get the wrong border.
"""

from ...read.lexicons import lexicon_terms
from ..text.parse import Parse
from .attribution import FINITE, subject_before
from .borders import clause_end, first_verb, object_end, second_verb
from .phrases import is_time, phrase_before, phrase_end
from .verbs import Verb

_QUESTION = frozenset("whether if how why what who whom when where which whose".split())
_SUBORDINATE = frozenset(
    "because while when after before although though if unless until despite where".split()
)
_OPENING = _SUBORDINATE - {"after", "before", "until", "despite"}  # these may also be prepositions
_ABOUT = frozenset(["about", "around", "over", "under"])
_ANSWERS = frozenset(["yes", "no"])
_NOMINATIVE = frozenset("i he she we they".split())
_SHARES = frozenset("half a two three four most".split())
_RELATIVE = frozenset(["which", "who", "that", "what"])
_SKIPPED = frozenset(
    "publicly privately here again once twice simply then also yet exactly precisely just even".split()
)
_PREPOSITIONS = frozenset(["of", "about", "as", "for"])  # "was accused of theft"
_SILENT = frozenset(["comment", "elaborate", "answer", "respond", "say"])
_REACH = 24  # tokens between a verb and its "that"
_CLAUSE = 40  # tokens in which a clause shows its finite verb
Span = tuple[int, int]


def governed(
    p: Parse, verb: Verb, ceiling: int, within: bool = False, subject: int | None = None
) -> tuple[int, int, str] | None:
    """Give what the verb governs to its right: its tokens [first, last) and the frame that fits, or None.

    `within` says that the verb stands in a clause that ends before its sentence does: "While he said so, she left";
    `subject` where its subject begins, if it stands before the verb.

    >>> from analysis.find.text.parse import parse
    >>> from analysis.find.quotation.verbs import reporting_verbs
    >>> p = parse("He told aides on Monday that it was over.")
    >>> first, last, frame = governed(p, reporting_verbs(p)[0], 10)
    >>> " ".join(p.words[first:last]), frame
    ('it was over', 'that')
    """
    found = _governed(p, verb, ceiling, verb.first - 1 if subject is None else subject)
    if found is None:
        return None
    first, frame = found
    if p.lower[first] in _ANSWERS and (first + 1 >= ceiling or p.codes[first + 1] in ",.c"):
        return first, first + 1, frame  # "said yes"
    if (
        verb.mood == "noun"
        and frame == "that"
        and not any(c in FINITE for c in p.codes[max(0, verb.first - 9) : verb.first])
    ):
        ceiling = second_verb(p, first, ceiling)
    within = (
        within or frame in ("to", "object_to", "ing") or p.codes[first] in FINITE
    )  # these hold no clause of their own
    if verb.mood == "noun" and frame == "noun":
        ceiling = first_verb(p, first, ceiling)
    last = object_end(p, first, ceiling) if frame == "noun" else clause_end(p, first, ceiling, within)
    if frame == "to" and last - first == 2 and p.lower[first + 1] in _SILENT:
        return None  # "declined to comment"
    return (first, last, frame) if last > first else None


def subject_half(p: Parse, cue, first: int, frame: str, floor: int) -> Span | None:
    """Give the half of a content that stands before its cue: "the plan" of "the plan is expected to work"."""
    halved = cue.rule in ("impersonal", "passive") and (
        frame in ("to", "adjective") or p.lower[first] == "as"
    )
    return subject_before(p, cue.verb.first, floor) if halved else None


def object_before(p: Parse, cue, floor: int) -> Span | None:
    """Give the object that stands before its verb: "the plan was condemned", "the plan that she condemned"."""
    if "noun" not in cue.frames:
        return None
    if cue.mood == "passive":
        neutral = lexicon_terms("reporting_verbs")[cue.verb.term].category in ("neutral", "certain")
        if neutral and cue.speaker is None:
            return None  # "the film was shown", "the doctor was called"
        return subject_before(p, cue.verb.first, floor)
    if cue.mood != "finite" or cue.order != "before" or cue.rule or cue.speaker is None:
        return None
    first = cue.speaker[0]
    first -= p.lower[first - 1] == "that"
    return phrase_before(p, first, floor) if first > floor else None


def clauses_around(
    p: Parse, cue, floor: int, quoted: bool = False, lower: bool = False
) -> tuple[Span | None, Span | None]:
    """Give the clause before and the clause behind a cue that stands apart: "The plan, he said, would fail".

    Each is missing where there is none: "On Monday, he said: ..." has nothing before it, "It failed, he said."
    nothing behind. `quoted` says that a quotation follows, `lower` that it goes on with the same sentence.
    """
    ceiling = p.sentences[p.sentence_of[cue.first]].last
    end = cue.first
    as_told = p.lower[end - 1 : end] == ["as"]  # "As the mayor said, it failed."
    end -= as_told
    while end > floor and p.codes[end - 1] in ",:('":
        end -= 1
    opened = max(p.codes.rfind(":", floor, end - 1), floor - 1) if ":" in p.words[floor:end] else floor - 1
    floor = opened + 1 if p.words[opened] in (":", ";") else floor  # "She disagrees: no sum, she said, ..."
    while floor < end and p.codes[floor] in "c,:":
        floor += 1
    behind = cue.last
    while behind < ceiling and p.codes[behind] in ",:":
        behind += 1
    codes, phrase = p.codes[floor:end], cue.order == "phrase"
    more = not quoted and cue.last < behind < ceiling - 1
    goes_on = more and p.codes[behind : behind + 2].lstrip("r")[:1] in ("z", "d", "m")
    waits = p.lower[floor] in _SUBORDINATE and "," not in codes and not more  # "When told so, she thought"
    adverbial = codes[:1] in ("i", "")
    whole = (any(c in FINITE for c in codes) and not waits) or (more and not adverbial)
    left = (lower and not adverbial) if quoted else whole
    left = left and (len(codes) > 1 or goes_on) and any(c in "nNPzd" for c in codes)
    right = more and (p.codes[behind] != "c" if left else phrase or end > floor or as_told)
    last = clause_end(p, behind, ceiling) if right else behind
    return (floor, end) if left else None, (behind, last) if last > behind else None


def _governed(p: Parse, verb: Verb, ceiling: int, subject: int) -> tuple[int, str] | None:
    at, frames = verb.last, verb.frames
    if frames & {"clause", "that", "told"}:
        that = that_behind(p, at, ceiling, "told" in frames)
        if that is not None:
            return that + 1, "that"
    at = _past_adverbs(p, at, ceiling)
    active = verb.mood != "passive"
    if "object_to" in frames and active and at < ceiling:
        end = phrase_end(p, at, ceiling)
        if at < end < ceiling and _is_infinitive(p, end):
            return at, "object_to"
    if "told" in frames and at < ceiling:
        about = _told_about(p, at, ceiling)
        if about is not None:
            return about, "noun"
        at = _past_addressee(p, at, ceiling)
    if at >= ceiling:
        return None
    if p.lower[at] in _QUESTION and ("question" in frames or " " in verb.term):  # "boasted of how it went"
        return at, "question"
    if _is_infinitive(p, at):
        allowed = frames & {"to", "object_to", "told"} or (not active and "clause" in frames)
        return (at, "to") if allowed else None  # "is said to have left"
    if "adjective" in frames and p.codes[at : at + 2].lstrip("r")[:1] == "j":
        return at, "adjective"
    if p.lower[at] in _ANSWERS and "clause" in frames:
        return at, "clause"
    if p.codes[at] in "zdmv" and "clause" in frames and _leaves_gap(p, verb.first, subject, p.codes[at]):
        return at, "clause"
    if frames & {"clause", "told"} and active:
        start = _clause_start(p, at, ceiling, "noun" in frames)
        if start is not None:
            return start, "clause"
    if p.codes[at] == "g" and ("ing" in frames or ("noun" in frames and verb.mood == "finite")):
        return at, "ing"
    joins = _PREPOSITIONS if "noun" in frames else frames & {"as"}
    if not active and p.lower[at] in joins and at + 1 < ceiling:
        return at + (p.lower[at] != "as"), "noun"
    behind = phrase_end(p, at, ceiling)
    if "participle" in frames and active and p.codes[behind : behind + 1] == "g" and p.chunk_of[at] >= 0:
        return at, "noun"  # "a poll shows Ann Lee leading"
    if "as" in frames and active and p.lower[behind : behind + 1] == ["as"] and p.chunk_of[at] >= 0:
        return at, "noun"  # "sees the deal as a loss"
    noun = p.codes[at] in 'TSjnN0P"' or p.chunk_of[at] >= 0
    if noun and "noun" in frames and (active or " " in verb.term):  # "was asked about the report"
        return at, "noun"
    return None


def _leaves_gap(p: Parse, first: int, subject: int, code: str) -> bool:
    """Whether the content has its subject before the cue: "which critics said was false", "a plan he says may fail"."""
    while first > 1 and p.codes[first - 1] == "r":
        first -= 1
    if p.codes[first - 1] == "c":  # "which he likes but says would fail"
        return any(word in _RELATIVE for word in p.lower[max(0, first - 8) : first])
    while subject > 1 and p.codes[subject - 1] == "r":
        subject -= 1
    return code == "m" or p.lower[subject - 1] in _RELATIVE


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
        elif code in "it" and i + 1 < ceiling and p.chunk_of[i + 1] >= 0 and p.lower[i] not in _SUBORDINATE:
            i = phrase_end(p, i + 1, ceiling)
        elif code in "r,g" or p.lower[i] == "clear":
            i += 1
        elif chunk >= 0 and not addressed:
            i, addressed = max(i + 1, phrase_end(p, i, ceiling)), True
        else:
            return None
    return None


def _clause_start(p: Parse, at: int, ceiling: int, noun: bool) -> int | None:
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
    for first in dict.fromkeys((start, at)):  # "said about half of the losses came from taxes"
        if first < ceiling and (p.lower[first] == "if" or _subject_and_verb(p, first, ceiling, noun)):
            return first
    return None


def _subject_and_verb(p: Parse, first: int, ceiling: int, noun: bool = True) -> bool:
    """Whether a noun phrase begins here and its finite verb follows, behind an apposition or a relative clause.

    `noun` says that a noun phrase alone could be the content: "noted the gap before the vote was held".
    """
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
            and p.lower[i] in (_SUBORDINATE if noun else _OPENING)
            and not relative
            and not inserted
            and code in "iW"
        ) or (code in ".:t" and p.codes[first] == "P"):
            return False
    return False


def _is_infinitive(p: Parse, at: int) -> bool:
    if p.lower[at] == "not" and at + 1 < len(p.words):
        at += 1
    return p.codes[at] == "t" and p.lower[at] == "to" and any(c == "b" for c in p.codes[at + 1 : at + 4])


def _past_adverbs(p: Parse, at: int, ceiling: int) -> int:
    while at < ceiling and (p.codes[at] == "r" and p.lower[at] != "not" and p.lower[at] in _SKIPPED):
        at += 1
    return at


def _told_about(p: Parse, at: int, ceiling: int) -> int | None:
    """Where the topic begins in "asked the mayor about the report", or in "asked about it"."""
    at = p.chunks[p.chunk_of[at]].last if p.chunk_of[at] >= 0 else at
    told = (
        at + 1 < ceiling and p.lower[at] == "about" and (p.chunk_of[at + 1] >= 0 or p.codes[at + 1] in "gW")
    )
    return at + 1 if told else None


def _past_addressee(p: Parse, at: int, ceiling: int) -> int:
    """Step over whom something is told; a phrase right before a finite verb is the clause's own subject."""
    if p.chunk_of[at] < 0:
        return at
    end = phrase_end(p, at, ceiling)
    behind = p.codes[end : end + 2].lstrip("r")[:1]
    alone = end >= ceiling or p.codes[end] in ".,:c"  # "promised a review" is no address
    return at if behind in ("z", "d", "m") or alone else end
