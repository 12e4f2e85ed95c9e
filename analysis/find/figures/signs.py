"""Signs: the constituents that a sentence about harm is read as, and the words that tell of harm ("the death toll").

The rules of data/rules/figure_rules.csv name the signs. It cannot see who is harmed, nor whether it happened.
"""

import re
from functools import cache
from typing import NamedTuple

from ...read.lexicons import Lexicons
from ...resources import read_rules
from ..text import Parse, WordList, kind
from ..text.rules import Rule, compile_pattern, compile_rules, signs_of

Sign, SIGN_OF = signs_of("harm")
"""The constituents of a sentence by name, and which each form of a harm word and each code of another word is."""


def signs(text: str) -> str:
    """Give the characters of some constituents: signs("HAVE BE")."""
    return "".join(getattr(Sign, name) for name in text.split())


@cache
def figure_rules() -> tuple[Rule, ...]:
    """Give the rules that tie a number of people to a harm word, in the order in which they are tried."""
    return compile_rules(read_rules("figure_rules"), vars(Sign))


@cache
def figure_pattern(name: str) -> re.Pattern:
    """Give the pattern of a part of these rules."""
    parts = {row["rule"]: row["pattern"] for row in read_rules("figure_rules")}
    return compile_pattern(parts[name], vars(Sign), parts)


class Cue(NamedTuple):
    """A harm word or phrase: its tokens [first, last), the harm, whether it is strong (1), its forms in the lexicon."""

    first: int
    last: int
    harm: str
    weight: float
    forms: frozenset


Cues = dict[int, Cue]  # by their first token


def harm_words(p: Parse) -> Cues:
    """Give the harm words of a parse by their first token, the longest at each place, none inside another.

    >>> from analysis.find.text.parse import parse
    >>> [(c.harm, c.last - c.first) for c in harm_words(parse("Two were shot dead; the death toll rose.")).values()]
    [('killed', 2), ('killed', 2)]
    """
    words, found, free = p.lexicons.part(_words), {}, 0
    for i, last, (row, forms) in words.found(p.lower):
        person = p.codes[i] == kind.NOUN and p.lower[i] in p.lexicons.terms("victims")
        if "care" in forms or "illness" in forms:
            last = _behind_object(p, last, "illness" in forms)
        # two orphans, not what a war does: it orphans
        if last and i >= free and not (person and forms == {"acts"}):
            found[i] = Cue(i, last, row.category, float(row.weight), forms)
            free = last
    return found


def _behind_object(p: Parse, first: int, illness: bool) -> int:
    """Give the token behind the noun phrase at a token, 0 where it is no illness, no hospital: "treated at" a fair."""
    phrase, kinds = p.phrase_at(min(first, len(p.words) - 1)), p.lexicons.categories["losses"]
    if illness:
        return phrase.last if ends_illness(p, first, phrase.last, "illness", "symptom") else 0
    head = kinds.get(p.lower[phrase.last - 1])
    part = head == "hospital's part" and "hospital" in map(kinds.get, p.lower[first : phrase.last])
    named = head == "hospital's name" and p.codes[phrase.last - 1] == kind.NAME
    return phrase.last if head == "hospital" or part or named else 0


def ends_illness(p: Parse, first: int, last: int, *categories: str) -> bool:
    """Whether tokens end with an illness, or a word of these other categories of illnesses.csv."""
    illnesses = p.lexicons.categories["illnesses"]
    ends = (" ".join(p.lower[i:last]) for i in range(max(first, last - 3), last))  # of three words at most
    return any(illnesses.get(end) in (categories or ("illness",)) for end in ends)


def _words(lexicons: Lexicons) -> WordList:
    rows = lexicons.terms("harm_words").items()
    return WordList((term.split(), (row, frozenset(row.form.split()))) for term, row in rows)
