"""Contents: the clause, infinitive or noun phrase that a verb governs to its right, or that stands around its cue.

Takes a parse and a verb or cue, gives token spans. It follows patterns of tags: a clause without "that" behind a long
adverbial, or one that ends before its sentence does, can get the wrong border.
"""

import re

from ..text import Parse, kind, phrase_before, phrase_end
from .borders import content_end, main_verb
from .clause_starts import ADJUNCTS
from .cue_speakers import is_headed
from .openings import Behind, opening
from .verbs import Verb, entry_at

_CLAUSELESS = frozenset(["to", "object_to", "ing"])  # these hold no clause of their own
_NEAR = 9  # tokens before a noun in which its verb stands
_SAYING = kind.OPENS + kind.RELATIVE + kind.GERUND
_PREDICATE = (
    kind.DETERMINER + kind.POSSESSIVE + kind.ADJECTIVE + kind.NOUNS + kind.OPENS + kind.NUMBER + kind.ADVERB
)
_RELATED = kind.FINITE + kind.RELATIVE
_UNNAMED = re.compile(
    r"\bbe (?:only )?(?:named|identified|quoted|called|known|photographed)\b|\bnot (?:be|to) (?:use|print|publish|name)"
    r"|\bgive (?:a|her|his|my|their) (?:\w+ )?names?\b|\bnames? (?:used|print|publish)|\banonymous\b"
)
_ASKS = frozenset(["ask", "request", "want", "wish", "prefer"])
_FEW = 8  # tokens in which somebody asks for another name, or for none
_REACH = 200  # tokens before a cue; with a limit, a sentence of many cues takes linear time


def governed(
    p: Parse, verb: Verb, ceiling: int, within: bool = False, subject: int | None = None
) -> tuple[int, int, str, str] | None:
    """Give the tokens [first, last) that a verb governs to its right, what they are (see `opening`), and the rule.

    `within` says that the verb stands in a clause that ends before its sentence does: "While he said so, she left";
    `subject` where its subject begins, if it stands before the verb.

    >>> from analysis.find.text.parse import parse
    >>> from analysis.find.quotation.verbs import reporting_verbs
    >>> p = parse("He told aides on Monday that it was over.")
    >>> first, last, content, rule = governed(p, reporting_verbs(p)[0], 10)
    >>> " ".join(p.words[first:last]), rule
    ('it was over', 'verb with that')
    """
    if _governs_nothing(p, verb, verb.first if subject is None else subject):
        return None
    found = opening(Behind(p, verb, ceiling, verb.first - 1 if subject is None else subject))
    if found is None:
        return None
    first, content, rule = found
    ceiling = _main_verb(p, verb, first, content, ceiling)
    bare = content in _CLAUSELESS or p.codes[first] in kind.FINITE
    ends_as = "noun" if content == "noun" else "infinitive" if bare else "inner" if within else "clause"
    # of a participle, that of any verb which may go on with its clause
    tense = "".join(filter(kind.FINITE.__contains__, p.codes[verb.first : verb.last])) or kind.FINITE
    last = content_end(p, first, ceiling, ends_as, tense)
    if within and content in ("that", "question") and (resumed := _resumed(p, first, last, ceiling)):
        last = content_end(p, resumed, ceiling, ends_as, tense)
    said = last > first and _is_said(p, first, last, content, rule, verb)
    return (first, last, content, rule) if said else None


def _resumed(p: Parse, first: int, last: int, ceiling: int) -> int | None:
    """The first finite verb behind an aside before which a clause has none: "that the pipe, laid in May, leaked"."""
    at = next((i for i in range(last, ceiling) if p.codes[i] in kind.FINITE), first)
    return at if p.codes[at - 1] == kind.COMMA and not kind.has_finite(p.codes[first:last]) else None


def _governs_nothing(p: Parse, verb: Verb, subject: int) -> bool:
    """Whether nothing follows: "Having said that, ...", "When asked, she said that", "What the papers say about it"."""
    having = p.lower[verb.first] == "having" and p.lower[verb.last : verb.last + 2] == ["that", ","]
    label = p.codes[verb.last] == kind.DASH and verb.first == p.sentence(verb.first).first  # "Explained: ..."
    asked = p.codes[verb.last : verb.last + 2].lstrip(kind.ADVERB)[:1] == kind.COMMA
    asked = label or (asked and verb.mood == "bare participle")
    what = p.lower[subject - 1] in ("what", "whatever") and p.lower[verb.last] in (":", "about", "of")
    what |= verb.mood == "finite" and p.lower[verb.first - 1] == "what"  # "What worries him is that"
    return having or asked or what or p.lower[verb.first - 1 : verb.last] == ["without", "knowing"]


def _main_verb(p: Parse, verb: Verb, first: int, content: str, ceiling: int) -> int:
    """Where the clause around goes on, if the cue is only a part of its subject: "a petition calling for it failed"."""
    opens = p.codes[p.sentence(verb.first).first : verb.first]
    ends = _own_verb(p, first, ceiling)
    noun = opens[-1:] in tuple(kind.NOUNS) and verb.mood == "participle"  # "fears of a flood have grown"
    if _is_of_subject(p, verb, opens, content, noun):
        return main_verb(p, ends + 1, ceiling)
    wish = opens[-1:] == kind.RELATIVE and content in _CLAUSELESS and not kind.has_finite(opens)
    if content in _CLAUSELESS and ends < ceiling and p.codes[ends - 1] == kind.AND:
        return ends - 1  # "denied stealing it and fled"
    alone = wish and kind.COMMA not in opens + p.codes[first:ends]  # "those who wish to go can"
    return ends if alone or (content == "noun" and (noun or verb.mood == "noun")) else ceiling


def _own_verb(p: Parse, first: int, ceiling: int) -> int:
    """The first finite verb, or the ceiling where a relative clause begins before there is one."""
    verbs = (i for i in range(first, ceiling) if p.codes[i] in _RELATED or p.lower[i] == "that")
    return at if p.codes[at := next(verbs, ceiling)] in kind.FINITE else ceiling


def _is_of_subject(p: Parse, verb: Verb, opens: str, content: str, noun: bool) -> bool:
    """Whether a clause hangs on a subject: "the claim that it was safe surprised us", "the man who said so left"."""
    if verb.mood == "noun":
        return content == "that" and not kind.has_finite(opens[-_NEAR:])
    if content not in ("that", "clause"):
        return False
    if opens[-1:] == kind.RELATIVE or p.lower[verb.first - 1] in ("as", "of"):  # "a man quoted as saying so"
        return kind.COMMA not in opens and not kind.has_finite(opens)
    begins = verb.first - len(opens)
    head = phrase_before(p, verb.first, begins) if noun else None
    return head is not None and (head[0] == begins or p.lower[head[0] - 1] in ADJUNCTS)


def _is_said(p: Parse, first: int, last: int, content: str, rule: str, verb: Verb) -> bool:
    """Whether a content is what was said, and no mere silence or noun phrase that was only spoken of."""
    if verb.term in _ASKS and _UNNAMED.search(" ".join(p.lower[first : min(last, first + _FEW)])):
        return False
    if content == "that" and verb.mood == "noun" and p.codes[last - 2 : last - 1] != kind.TO:
        told = entry_at(p, last - 1) if p.chunk_of[last - 1] < 0 else None  # "a claim that nobody believed"
        return told is None or "noun" not in told[2] or sum(map(p.codes[first:last].count, kind.FINITE)) > 1
    if content == "to":
        return _is_speech(p, first, last, verb)
    return content != "noun" or _is_thing_said(p, first, last, rule, verb)


def _is_thing_said(p: Parse, first: int, last: int, rule: str, verb: Verb) -> bool:
    """Whether a noun phrase is what was said: not "without admitting guilt"."""
    if p.lower[verb.first - 1] == "without" or _only_points(p, first, last):
        return False
    if "predicate" in verb.frames and rule != "verb with finding":
        at = phrase_end(p, first, last)  # "called the plan to sell it a mistake"
        at = phrase_end(p, at + 2, last) if p.codes[at - 1 : at + 1] == kind.NOUN + kind.TO else at
        return at < last and p.codes[at] in _PREDICATE
    if "claim" in verb.frames and rule == "verb with noun":  # "rejected the idea", not "a bill"
        marked = p.codes[first] + p.codes[last - 1] == kind.OPENS + kind.CLOSES
        return marked or is_headed(p, first, "attitude_words", "noun")
    if "topic" in verb.frames or verb.mood == "noun":
        return any(p.codes[i] in _SAYING or p.lower[i] == "that" for i in range(first, last))
    return True


def _only_points(p: Parse, first: int, last: int) -> bool:
    """Whether a phrase points or names: "believed her", "asked about that in Bern", "calls itself the Free List"."""
    word, behind = p.lower[first], first + 1
    if word.endswith(("self", "selves")) and p.codes[p.phrase_at(behind).head] == kind.NAME:
        return p.lower[behind] not in ("a", "an")
    bare = p.codes[first] == kind.PRONOUN or word in ("this", "that", "these", "those")
    placed = word in ("this", "that") and p.lower[behind] in ("in", "at", "during")
    return bare and (placed or not p.codes[behind:last].strip(kind.ADVERB + kind.PREPOSITION))


def _is_speech(p: Parse, first: int, last: int, verb: Verb) -> bool:
    """Whether an infinitive is what was said: not "declined to comment", not "refused to open the gate"."""
    says = "topic" not in verb.frames or any(entry_at(p, i) for i in range(first + 1, min(last, first + 3)))
    alone = last - first == 2 or p.codes[first + 2] == kind.COMMA
    return says and p.lower[first + 1] not in ("comment", "elaborate") + ("answer", "respond", "say") * alone


def says_itself(p: Parse, first: int, last: int, frame: str) -> bool:
    """Whether another verb of speech stands in a content: "is alleged to have said", "quoted an aide as saying"."""
    if frame == "noun":
        saying = p.codes.find(kind.GERUND, first, min(last, first + _REACH))
        told = entry_at(p, saying) if saying >= 0 else None
        whole = saying == first or is_headed(p, saying - 1, "group_nouns", "document")
        speaks = told is not None and told[2] >= {"clause", "quote"} and whole
        # "accused of saying that", "rejected a letter saying that"
        return speaks or (told is not None and p.lower[saying - 1] == "as")
    told = entry_at(p, first + 2) if p.lower[first + 1] == "have" and first + 2 < last else None
    return told is not None and (told[2] == {"quote"} or not told[2].isdisjoint(("clause", "that", "told")))
