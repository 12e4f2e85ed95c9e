"""Indirect speech: the clause, infinitive or noun phrase that a reporting verb governs to its right.

Takes a parse and a verb group, gives token spans. It follows patterns of tags: a clause without "that" behind a long
adverbial, or one that ends before its sentence does, can get the wrong border.
"""

from ..text import codes as kind
from ..text.codes import FINITE
from ..text.parse import Parse
from ..text.phrases import phrase_end
from .borders import content_end, first_verb, second_verb
from .clause_starts import clause_start, is_infinitive, leaves_gap, that_behind
from .verbs import Verb, entry_at

_QUESTION = frozenset("whether if how why what who whom when where which whose".split())
_ANSWERS = frozenset(["yes", "no"])
_SKIPPED = frozenset(
    "publicly privately here again once twice simply then also yet exactly precisely just even".split()
)
_PREPOSITIONS = frozenset(["of", "about", "as", "for"])  # "was accused of theft"
_SILENT = frozenset(["comment", "elaborate", "answer", "respond", "say"])


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
    if verb.mood == "noun":
        ceiling = _before_predicate(p, verb, first, ceiling)
    if (
        verb.mood == "noun"
        and frame == "that"
        and not any(c in FINITE for c in p.codes[max(0, verb.first - 9) : verb.first])
    ):
        ceiling = second_verb(p, first, ceiling)
    within = (
        within or frame in ("to", "object_to", "ing") or p.codes[first] in FINITE
    )  # these hold no clause of their own
    hangs = (
        verb.mood == "participle" and p.codes[verb.first - 1] in "nN"
    )  # "a petition calling for it has failed"
    if within and frame == "to" and verb.mood == "finite":
        ceiling = first_verb(p, first, ceiling)  # "an aide who did not wish to be named said"
    if frame == "noun" and (hangs or verb.mood == "noun"):
        ceiling = first_verb(p, first, ceiling)
    content = "noun" if frame == "noun" else "infinitive" if within else "clause"
    last = content_end(p, first, ceiling, content, _tense(p, verb))
    if frame == "to" and last - first == 2 and p.lower[first + 1] in _SILENT:
        return None  # "declined to comment"
    if frame == "noun" and last > first and not _is_said(p, first, last, verb):
        return None
    return (first, last, frame) if last > first else None


def _before_predicate(p: Parse, noun: Verb, first: int, ceiling: int) -> int:
    """Where a clause ends if a verb tells what its noun is called: "called the claim that it was safe nonsense"."""
    entry = entry_at(p, noun.first - 1) if noun.first else None
    if entry is None or "predicate" not in entry[2]:
        return ceiling
    last = ceiling
    while last > first and p.codes[last - 1] in kind.STOP + kind.CLOSES:
        last -= 1
    at = p.chunks[p.chunk_of[last - 1]].first if p.chunk_of[last - 1] >= 0 else last - 1
    at += p.codes[at] in kind.MAIN_VERBS and at + 1 < last  # "was leaking nonsense"
    return at if any(code in FINITE for code in p.codes[first:at]) else ceiling


def _tense(p: Parse, verb: Verb) -> str:
    """The codes of the tense of a verb; of a participle, that of any verb which may go on with its clause."""
    return next((code for code in p.codes[verb.first : verb.last] if code in kind.FINITE), kind.FINITE)


def _is_said(p: Parse, first: int, last: int, verb: Verb) -> bool:
    """Whether a noun phrase is what was said, and not only what was spoken of."""
    if "predicate" in verb.frames and verb.mood != "passive":
        return _has_predicate(p, first, last)
    if "topic" in verb.frames or verb.mood == "noun":
        return any(p.codes[i] in '"Wg' or p.lower[i] == "that" for i in range(first, last))
    return True


def _has_predicate(p: Parse, first: int, last: int) -> bool:
    """Whether a phrase is an object and what it is called: "the plan a mistake", "it “absurd”"."""
    at = phrase_end(p, first, last)
    return (at < last and (p.codes[at] in 'TSjnN"0r' or p.chunk_of[at] >= 0)) or p.codes[first] == '"'


def _governed(p: Parse, verb: Verb, ceiling: int, subject: int) -> tuple[int, str] | None:
    at, frames = verb.last, verb.frames
    if p.lower[verb.first] == "having" and p.lower[at : at + 2] == ["that", ","]:
        return None  # "Having said that, ..."
    if frames & {"clause", "that", "told"}:
        that = that_behind(p, at, ceiling, "told" in frames)
        if that is not None:
            return that + 1, "that"
    if "quote" in frames and at + 1 < ceiling and p.words[at] == ":" and p.words[at + 1][0].isupper():
        return at + 1, "clause"  # "said: We had no warning"
    at = _past_adverbs(p, at, ceiling)
    active = verb.mood != "passive"
    if "object_to" in frames and active and at < ceiling:
        end = phrase_end(p, at, ceiling)
        if at < end < ceiling and is_infinitive(p, end):
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
    if is_infinitive(p, at):
        allowed = frames & {"to", "object_to", "told"} or (not active and "clause" in frames)
        return (at, "to") if allowed else None  # "is said to have left"
    if "adjective" in frames and p.codes[at : at + 2].lstrip("r")[:1] == "j":
        return at, "adjective"
    if p.lower[at] in _ANSWERS and "clause" in frames:
        return at, "clause"
    if p.codes[at] in "zdmv" and "clause" in frames and leaves_gap(p, verb.first, subject, p.codes[at]):
        return at, "clause"
    if frames & {"clause", "told"} and active:
        start = clause_start(p, at, ceiling, "noun" in frames)
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
