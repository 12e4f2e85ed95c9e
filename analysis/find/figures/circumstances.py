"""What the harm came of, such as an illness; and harm that is spoken of in general.

Takes a clause of signs, or a harm word. It cannot see a cause in another sentence.
"""

from ..text import codes as kind
from ..text.parse import Parse
from .harm import Clause
from .harm_words import Cue
from .relations import Relation

_DYING = frozenset("suffers suffering event".split())
_LINKS = frozenset("of from after following with in to".split())
_LONGEST_ILLNESS = 3  # words
_ANYBODY = frozenset("anyone anybody whoever".split())
_REACH = 9  # tokens
_BEFORE = 3  # items


def is_illness(p: Parse, cue: Cue) -> bool:
    """Whether somebody died of an illness: "died of a heart attack", "deaths from cholera", "cholera deaths"."""
    if cue.harm != "killed" or not cue.forms & _DYING:
        return False
    last = p.sentences[p.sentence_of[cue.first]].last
    chunk = p.chunk_of[cue.first]
    if chunk >= 0 and _ends_illness(p, p.chunks[chunk].first, cue.first):
        return True
    for i in range(cue.last, min(last, cue.last + _REACH)):
        if p.lower[i] in _LINKS and i + 1 < last and p.chunk_of[i + 1] >= 0:
            end = p.chunks[p.chunk_of[i + 1]].last
            if any(_ends_illness(p, i + 1, stop) for stop in range(i + 2, end + 1)):
                return True
        elif p.codes[i] in kind.STOP + kind.DASH + kind.FINITE + kind.RELATIVE:
            return False
    return False


def _ends_illness(p: Parse, first: int, last: int) -> bool:
    illnesses = p.lexicons.terms("illnesses")
    begins = range(max(first, last - _LONGEST_ILLNESS), last)
    return any(" ".join(p.lower[i:last]) in illnesses for i in begins)


def is_generic(clause: Clause, k: int, relation: Relation) -> bool:
    """Whether nobody in particular is meant: "leave for the death of a relative", said of no time past."""
    p, figure = clause.p, clause.items[k].number
    if figure.amount.kind != "implied":
        return False
    first = clause.items[max(0, relation.cue - _BEFORE)].first
    if not _ANYBODY.isdisjoint(
        p.lower[first : clause.items[relation.cue].first]
    ):  # "anyone who kills an officer"
        return True
    if relation.rule != "of":
        return False
    sentence = p.sentences[p.sentence_of[clause.items[k].first]]
    codes = p.codes[sentence.first : sentence.last]
    past = kind.PAST in codes or kind.PARTICIPLE in codes
    return not past and kind.STOP in codes  # a headline is of the day
