"""Reporting verbs as they stand in a text: "has said", "was told", "pointing out".

Takes a parse, gives the verb groups whose verb is in the lexicon of reporting verbs. It cannot see what a verb means
in its place: whether somebody speaks is for the speaker and the clause to show.
"""

from functools import lru_cache
from typing import NamedTuple

from ..read.lexicons import lexicon_terms
from .parse import Parse

BE = frozenset("be am is are was were been being 's 're 'm isn't aren't wasn't weren't".split())
_HELPERS = BE | frozenset(
    "has have had having 've 'd do does did will would 'll can could may might must should".split()
)
_HELPERS |= frozenset(("shall", "got", "gets", "n't", "not", "never", "ca", "wo", "to"))
_SUFFIXES = {"y": ("ies", "ied"), "e": ("es", "ed")}


class Verb(NamedTuple):
    """A verb group: its tokens [first, last), the token of the main verb, its lexicon row, its mood."""

    first: int
    last: int
    main: int
    term: str
    frames: frozenset
    mood: str


def verb_forms(term: str, irregular: str = "") -> list[str]:
    """Give the forms of a verb's first word: `irregular` ones as listed, regular ones made.

    >>> verb_forms("deny", "denied")
    ['deny', 'denies', 'denying', 'denied']
    """
    stem, listed = term.split(" ")[0], irregular.split()
    third = stem[:-1] + "ies" if stem[-1] == "y" and stem[-2] not in "aeiou" else stem + "s"
    third = stem + "es" if stem.endswith(("s", "sh", "ch", "x", "z", "o")) else third
    participle = stem[:-1] + "ing" if stem[-1] == "e" and stem[-2] not in "e" else stem + "ing"
    past = stem + "d" if stem[-1] == "e" else stem + "ed"
    return list(dict.fromkeys([stem, third, participle, *(listed or [past])]))


def reporting_verbs(p: Parse) -> list[Verb]:
    """Give the groups of reporting verbs in a parse, in text order.

    >>> from analysis.find.parse import parse
    >>> [(v.term, v.mood) for v in reporting_verbs(parse("He has said that it was thought lost, adding nothing."))]
    [('say', 'finite'), ('think', 'passive'), ('add', 'participle')]
    """
    table, found = _forms(), []
    for i, word in enumerate(p.lower):
        entries = table.get(word)
        if entries and p.codes[i] in "bzdvg":
            for rest, term, frames in entries:
                if not rest or tuple(p.lower[i + 1 : i + 1 + len(rest)]) == rest:
                    found.append(_group(p, i, i + 1 + len(rest), term, frames))
                    break
    return found


def is_form(word: str) -> bool:
    """Whether a word is a form of a reporting verb's first word."""
    return word in _forms()


def _group(p: Parse, main: int, last: int, term: str, frames: frozenset) -> Verb:
    first, floor = main, p.sentences[p.sentence_of[main]].first
    while first > floor and (p.lower[first - 1] in _HELPERS or p.codes[first - 1] == "r"):
        first -= 1
    helpers, code = p.lower[first:main], p.codes[main]
    be = any(h in BE for h in helpers)
    if code in "vd" and be and not any(h in ("'s", "'d") for h in helpers if h not in BE):
        mood = "passive"
    elif code == "g":
        mood = "finite" if be else "participle"
    elif "to" in helpers:
        mood = "infinitive"
    elif code == "v" and not helpers:
        mood = "bare participle"
    else:
        mood = "finite" if code in "zdv" or helpers else "base"
    return Verb(first, last, main, term, frames, mood)


@lru_cache(maxsize=1)
def _forms() -> dict[str, list[tuple]]:
    """Every form of every verb's first word: the words that must follow, the term and its frames, longest first."""
    table: dict[str, list[tuple]] = {}
    for term, row in lexicon_terms("reporting_verbs").items():
        rest = tuple(term.split(" ")[1:])
        for form in verb_forms(term, row.forms):
            table.setdefault(form, []).append((rest, term, frozenset(row.frames.split())))
    return {form: sorted(entries, key=lambda e: -len(e[0])) for form, entries in table.items()}
