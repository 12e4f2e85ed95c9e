"""Harm words: the verbs, nouns and states that make a number a casualty figure ("killing", "the death toll").

Takes a parse, gives the harm words in it by token. It cannot see who is harmed, nor whether it happened.
"""

from typing import NamedTuple

from ...read.lexicons import Lexicons
from ..text import codes as kind
from ..text.parse import Parse
from ..text.wordlists import WordList


class Cue(NamedTuple):
    """A harm word or phrase: its tokens [first, last), the harm, whether it is strong, its forms in the lexicon."""

    first: int
    last: int
    harm: str
    weight: float
    forms: frozenset


def harm_words(p: Parse) -> dict[int, Cue]:
    """Give the harm words of a parse by their first token, the longest at each place, none inside another.

    >>> from analysis.find.text.parse import parse
    >>> [(c.harm, c.last - c.first) for c in harm_words(parse("Two were shot dead; the death toll rose.")).values()]
    [('killed', 2), ('killed', 2)]
    """
    words, found, free = p.lexicons.part(_words), {}, 0
    for i, word in enumerate(p.lower):
        if words.begins[word] is None or i < free:
            continue
        for last, (row, forms) in words.at(p.lower, i, len(p.lower)):
            if not _is_person(p, i, forms):
                found[i] = Cue(i, last, row.category, float(row.weight), forms)
                free = last
                break
    return found


def _is_person(p: Parse, i: int, forms: frozenset) -> bool:
    """Tell a widow and two orphans from what a war does: it widows and orphans."""
    return forms == {"acts"} and p.codes[i] == kind.NOUN and p.lower[i] in p.lexicons.terms("victims")


def _words(lexicons: Lexicons) -> WordList:
    rows = lexicons.terms("harm_words").items()
    return WordList((term.split(), (row, frozenset(row.form.split()))) for term, row in rows)
