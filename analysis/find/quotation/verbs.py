"""Reporting verbs as they stand in a text: "has said", "was told", "pointing out".

Takes a parse, gives the verb groups whose verb is in the lexicon of reporting verbs. It cannot see what a verb means
in its place: whether somebody speaks is for the speaker and the clause to show.
"""

from typing import NamedTuple

from ...read.lexicons import Lexicons, kept
from ..text.inflection import bases
from ..text.parse import Parse
from ..text.phrases import is_time

FINITE = "zdm"
"""The codes of finite verbs: present, past, modal."""
BE = frozenset("be am is are was were been being 's 're 'm isn't aren't wasn't weren't".split())
_HELPERS = BE | frozenset(
    "has have had having 've 'd do does did will would 'll can could may might must should".split()
)
_DEEDS = frozenset(["hostile", "supportive", "emphatic", "doubtful", "asking", "promising"])
_REACH = 40  # tokens in which a sentence shows its finite verb
_NEGATIONS = frozenset(("n't", "not", "never"))
_HELPERS |= _NEGATIONS | {"shall", "got", "gets", "ca", "wo", "to"}


class Verb(NamedTuple):
    """A verb group: its tokens [first, last), the token of the main verb, its lexicon row, its mood."""

    first: int
    last: int
    main: int
    term: str
    frames: frozenset
    mood: str


def reporting_verbs(p: Parse) -> list[Verb]:
    """Give the groups of reporting verbs in a parse, in text order.

    >>> from analysis.find.text.parse import parse
    >>> [(v.term, v.mood) for v in reporting_verbs(parse("He has said that it was thought lost, adding nothing."))]
    [('say', 'finite'), ('think', 'passive'), ('add', 'participle')]
    """
    found = []
    for i, code in enumerate(p.codes):
        if code in "bzdvg" or (code in "jn" and p.lower[i + 1 : i + 2] == ["that"] and _is_mistaken(p, i)):
            entry = entry_at(p, i)
            if entry:
                found.append(verb_group(p, i, *entry))
    return found


def entry_at(p: Parse, at: int) -> tuple[int, str, frozenset] | None:
    """Give the end, the term and the frames of the reporting verb that begins at a token, or None."""
    entries = _entries(p.lower[at], p.lexicons)
    behind = _past_adverbial(p, at + 1) if entries else at
    for rest, term, frames in entries:
        for first in (at + 1, behind) if rest else (at + 1,):
            last = first + len(rest)
            if tuple(p.lower[first:last]) != rest or (rest and p.codes[last - 1] == "t"):
                continue
            chunk = p.chunk_of[last] if rest and last < len(p.words) else -1
            if chunk < 0 or not is_time(p, chunk):  # "reported on Monday"
                return last, term, frames
    return None


def verb_group(p: Parse, main: int, last: int, term: str, frames: frozenset) -> Verb:
    """Give the group of a main verb: with its helpers and adverbs to the left, and its mood."""
    sentence = p.sentences[p.sentence_of[main]]
    first, floor, ceiling = main, sentence.first, sentence.last
    while first > floor and (
        (p.lower[first - 1] in _HELPERS and p.codes[first - 1] != "s") or p.codes[first - 1] == "r"
    ):
        first -= 1
    aside = p.codes.rfind(",", max(floor, first - 5), first - 1) if p.codes[first - 1] == "," else -1
    while aside > floor and p.lower[aside - 1] in _HELPERS:  # "have, in fact, praised"
        first = aside = aside - 1
    helpers, code = p.lower[first:main], p.codes[main]
    be = any(h in BE for h in helpers)
    if code in "vd" and be and not any(h in ("'s", "'d") for h in helpers if h not in BE):
        mood = "passive"
    elif code == "g":
        mood = "finite" if be else "participle"
    elif "to" in helpers:
        mood = "infinitive"
    elif code == "v" and not any(h in _HELPERS and h not in _NEGATIONS for h in helpers):
        active = p.codes[first - 1 : first] == "P" or p.codes[last : last + 1] in ("T", "S", "P")
        around = p.codes[max(floor, main - _REACH) : min(ceiling, main + _REACH)]
        alone = not any(c in FINITE for c in around)
        # a past tense has a pronoun before it, an object behind, or is all the verb there is
        mood = "finite" if active or (alone and first > floor) else "bare participle"
    else:
        mood = "base" if code == "b" and not helpers else "finite"
    return Verb(first, last, main, term, frames, mood)


def _past_adverbial(p: Parse, at: int) -> int:
    """Step over what may stand between a verb and its preposition: "spoke briefly of", "spoke on Monday of"."""
    if p.codes[at : at + 1] == "r":
        return at + 1
    chunk = p.chunk_of[at + (p.codes[at : at + 1] == "i")]
    return p.chunks[chunk].last if chunk >= 0 and is_time(p, chunk) else at


def _is_mistaken(p: Parse, at: int) -> bool:
    """Whether what the tagger takes for a noun or adjective is a verb: "also emphasised that", "polls show that"."""
    if p.lower[at].endswith("ed"):
        return p.lower[at - 1] not in BE
    noun = any(base in p.lexicons.terms("attitude_words") for base in bases(p.lower[at], p.lexicons))
    return p.codes[at] == "n" and not noun and p.codes[at - 1 : at] in ("n", "N", "P")


@kept
def _entries(word: str, lexicons: Lexicons) -> tuple[tuple, ...]:
    """The verbs that a word may be a form of: the words that must follow, the term, its frames; longest first."""
    table = lexicons.part(_verbs)
    found = [entry for base in bases(word, lexicons) for entry in table.get(base, ())]
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


def _verbs(lexicons: Lexicons) -> dict[str, list[tuple]]:
    table: dict[str, list[tuple]] = {}
    for term, row in lexicons.terms("reporting_verbs").items():
        first, *rest = term.split(" ")
        deed = ["deed"] if row.category in _DEEDS else []
        table.setdefault(first, []).append((tuple(rest), term, frozenset([*row.frames.split(), *deed])))
    return table
