"""Indirect speech: the clause, infinitive or noun phrase that a reporting verb governs to its right.

Takes a parse and a verb group, gives token spans. It follows patterns of tags: a clause without "that" behind a long
adverbial, or one that ends before its sentence does, can get the wrong border.
"""

from typing import NamedTuple

from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import phrase_end
from .borders import content_end, first_verb, second_verb
from .openings import Behind, opening
from .verbs import Verb, entry_at

_CLAUSELESS = frozenset(["to", "object_to", "ing"])  # these hold no clause of their own
_NEAR = 9  # tokens before a noun in which its verb stands
_SAYING = kind.OPENS + kind.RELATIVE + kind.GERUND
_PREDICATE = (
    kind.DETERMINER + kind.POSSESSIVE + kind.ADJECTIVE + kind.NOUNS + kind.OPENS + kind.NUMBER + kind.ADVERB
)
_POINTING = frozenset(["this", "that", "these", "those"])
_SILENT = frozenset(["comment", "elaborate", "answer", "respond", "say"])


class Governed(NamedTuple):
    """What a verb governs: its tokens [first, last), what it is (see Opening), the rule that found where it begins."""

    first: int
    last: int
    content: str
    rule: str


def governed(
    p: Parse, verb: Verb, ceiling: int, within: bool = False, subject: int | None = None
) -> Governed | None:
    """Give what the verb governs to its right, or None.

    `within` says that the verb stands in a clause that ends before its sentence does: "While he said so, she left";
    `subject` where its subject begins, if it stands before the verb.

    >>> from analysis.find.text.parse import parse
    >>> from analysis.find.quotation.verbs import reporting_verbs
    >>> p = parse("He told aides on Monday that it was over.")
    >>> found = governed(p, reporting_verbs(p)[0], 10)
    >>> " ".join(p.words[found.first : found.last]), found.rule
    ('it was over', 'verb with that')
    """
    if p.lower[verb.first] == "having" and p.lower[verb.last : verb.last + 2] == ["that", ","]:
        return None  # "Having said that, ..."
    found = opening(Behind(p, verb, ceiling, verb.first - 1 if subject is None else subject))
    if found is None:
        return None
    first, content, rule = found
    if content == "answer":  # "said yes"
        return Governed(first, first + 1, content, rule)
    within = within or content in _CLAUSELESS or p.codes[first] in kind.FINITE
    ceiling = _main_verb(p, verb, first, content, ceiling, within)
    ends_as = "noun" if content == "noun" else "infinitive" if within else "clause"
    last = content_end(p, first, ceiling, ends_as, _tense(p, verb))
    governs = Governed(first, last, content, rule)
    return governs if last > first and _is_said(p, governs, verb) else None


def _main_verb(p: Parse, verb: Verb, first: int, content: str, ceiling: int, within: bool) -> int:
    """Where the clause around goes on, if the cue is only a part of its subject: "a petition calling for it failed"."""
    noun, participle = verb.mood == "noun", verb.mood == "participle"
    if noun:
        ceiling = _before_predicate(p, verb, first, ceiling)
        before = p.codes[max(0, verb.first - _NEAR) : verb.first]
        if content == "that" and not any(code in kind.FINITE for code in before):
            return second_verb(p, first, ceiling)
    hangs = participle and p.codes[verb.first - 1] in kind.NOUNS
    if content == "noun" and (hangs or noun):
        return first_verb(p, first, ceiling)
    if within and content == "to" and verb.mood == "finite":
        return first_verb(p, first, ceiling)  # "an aide who did not wish to be heard said"
    return ceiling


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
    return at if any(code in kind.FINITE for code in p.codes[first:at]) else ceiling


def _tense(p: Parse, verb: Verb) -> str:
    """The codes of the tense of a verb; of a participle, that of any verb which may go on with its clause."""
    return next((code for code in p.codes[verb.first : verb.last] if code in kind.FINITE), kind.FINITE)


def _is_said(p: Parse, found: Governed, verb: Verb) -> bool:
    """Whether a content is what was said, and no mere silence or noun phrase that was only spoken of."""
    first, last, content, _ = found
    if content == "to":  # not "declined to comment"
        alone = last - first == 2 or p.codes[first + 2] == kind.COMMA
        return not (alone and p.lower[first + 1] in _SILENT)
    if content != "noun":
        return True
    if last - first == 1 and (p.codes[first] == kind.PRONOUN or p.lower[first] in _POINTING):
        return False  # "believed her", "disclosed this"
    if "predicate" in verb.frames and verb.mood != "passive":
        return _has_predicate(p, first, last)
    if "topic" in verb.frames or verb.mood == "noun":
        return any(p.codes[i] in _SAYING or p.lower[i] == "that" for i in range(first, last))
    return True


def _has_predicate(p: Parse, first: int, last: int) -> bool:
    """Whether a phrase is an object and what it is called: "the plan a mistake", "it “absurd”"."""
    at = phrase_end(p, first, last)
    return at < last and p.codes[at] in _PREDICATE
