"""Signs: the constituents that a sentence about harm is read as, and the words that tell of harm ("the death toll").

The rules of data/rules/figure_rules.csv name the signs. It cannot see who is harmed, nor whether it happened.
"""

from functools import lru_cache
from typing import NamedTuple

from ...read.lexicons import Lexicons
from ...resources import read_rules
from ..text import Parse, WordList, kind
from ..text.rules import Rule, compile_rules


class Sign:
    """A constituent of a sentence; the first fifteen are harm words."""

    KILLING, KILLED, KILL, DIED, DYING, DEAD, DEATHS = tuple("ADBIJSE")
    VICTIMS, TOLL, COUNT, SHELTER, FORCE, LEAVE, CLAIM, FATE = tuple("PTKHCLZf")
    FIGURE, NOUN, VERB, ING, PREP, BE, HAVE, MODAL, NOT, WHO, BY = tuple("FNVGpbhmnra")
    OF, TO, AND, AMONG, CLAUSE, INCLUDING, REPORTED, SUFFER, RISE, UNKNOWN = tuple("otcukUQYXw")
    COMMA, DASH, STOP = tuple(",:;")


OF_FORM = {
    "toll": Sign.TOLL, "claims": Sign.CLAIM, "leaves": Sign.LEAVE, "forces": Sign.FORCE, "done": Sign.KILLED,
    "acts": Sign.KILL, "acting": Sign.KILLING, "suffers": Sign.DIED, "suffering": Sign.DYING, "state": Sign.DEAD,
    "event": Sign.DEATHS, "person": Sign.VICTIMS, "shelter": Sign.SHELTER, "count": Sign.COUNT, "none": Sign.NOUN,
    "fate": Sign.FATE,
}  # fmt: skip

OF_CODE = {
    **dict.fromkeys(kind.NOUNS + kind.ADJECTIVE + kind.NUMBER, Sign.NOUN),
    **dict.fromkeys(kind.POSSESSIVE + kind.DETERMINER + kind.PRONOUN + kind.THERE, Sign.NOUN),
    **dict.fromkeys(kind.PRESENT + kind.PAST + kind.BASE + kind.PARTICIPLE, Sign.VERB),
    **dict.fromkeys(kind.COMMA + "()", Sign.COMMA),
    kind.GERUND: Sign.ING, kind.MODAL: Sign.MODAL, kind.PREPOSITION: Sign.PREP, kind.RELATIVE: Sign.WHO,
    kind.TO: Sign.TO, kind.AND: Sign.AND, kind.DASH: Sign.DASH, kind.STOP: Sign.STOP,
}  # fmt: skip


def signs(text: str) -> str:
    """Give the characters of some constituents: signs("HAVE BE")."""
    return "".join(getattr(Sign, name) for name in text.split())


@lru_cache(maxsize=1)
def figure_rules() -> tuple[Rule, ...]:
    """Give the rules that tie a number of people to a harm word, in the order in which they are tried."""
    return compile_rules(read_rules("figure_rules"), vars(Sign))


class Cue(NamedTuple):
    """A harm word or phrase: its tokens [first, last), the harm, whether it is strong (1), its forms in the lexicon."""

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
    for i, last, (row, forms) in words.found(p.lower):
        person = p.codes[i] == kind.NOUN and p.lower[i] in p.lexicons.terms("victims")
        if i >= free and not (person and forms == {"acts"}):  # two orphans, not what a war does: it orphans
            found[i] = Cue(i, last, row.category, float(row.weight), forms)
            free = last
    return found


def _words(lexicons: Lexicons) -> WordList:
    rows = lexicons.terms("harm_words").items()
    return WordList((term.split(), (row, frozenset(row.form.split()))) for term, row in rows)
