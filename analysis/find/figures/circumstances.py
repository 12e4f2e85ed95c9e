"""What the harm came of and when: an illness, another year; and harm that is spoken of in general.

Takes a clause of signs, or a harm word. It cannot see a cause or a date in another sentence.
"""

from ..text import codes as kind
from ..text.parse import Parse
from .harm import Clause
from .harm_words import Cue
from .relations import Relation

_DYING = frozenset("suffers suffering event".split())
_LINKS = frozenset("of from after following with in to".split())
_DATES = frozenset("in of during from by".split())
_AGO = frozenset("ago earlier before previously".split())
_LAST = frozenset("last previous".split())
_PERIODS = frozenset("year years decade decades century centuries".split())
_OWNS = ("'s", "’s")
_LONGEST_ILLNESS = 3  # words
_ANYBODY = frozenset("anyone anybody whoever".split())
_REACH = 9  # tokens
_BEFORE, _NEAR = 3, 20  # items
_FIRST_YEAR, _LAST_YEAR = 1000, 2100


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


def time_of(clause: Clause, k: int) -> str | None:
    """Give the words that date a figure to a year, or so many years ago: those nearest to it and no other figure."""
    p, items = clause.p, clause.items
    earlier = _earlier(p, items[k].first, items[k].last)
    if earlier:
        return earlier
    near = range(max(0, k - _NEAR), min(len(items), k + _NEAR))
    before = [i for i in near if i < k and items[i].figure and not _is_beside(clause, i, k)]
    behind = [i for i in near if i > k and items[i].figure]
    first = items[before[-1]].last if before else items[near[0]].first
    if not before and near[0] == 0:
        first = p.sentences[p.sentence_of[items[k].first]].first
    last = items[behind[0]].first if behind else items[near[-1]].last
    return _nearest_date(p, range(first, last), items[k].first, items[k].last)


def date_near(p: Parse, start: int, end: int, left: int, right: int) -> str | None:
    """Give the words that date what stands at [start, end), the nearest of those between `left` and `right`."""
    first, last = p.token_at(start), p.token_at(end - 1) + 1
    earlier = _earlier(p, first, last)
    if earlier:
        return earlier
    near = range(max(p.token_at(left), first - _NEAR), min(p.token_at(right), last + _NEAR))
    return _nearest_date(p, near, first, last)


def _earlier(p: Parse, first: int, last: int) -> str | None:
    """The words that say that a figure held before: "revised from" nine to two, "up from" 40."""
    if first < 2 or p.lower[first - 1] != "from":
        return None
    changed = (
        p.lower[first - 2] in p.lexicons.terms("bounds")
        and p.lexicons.terms("bounds")[p.lower[first - 2]].category
    )
    if (
        p.lower[last : last + 1] != ["to"]
        and changed != "change"
        and p.lower[first - 2] not in ("up", "down")
    ):
        return None
    return p.text[p.starts[first - 2] : p.ends[first - 1]]


def _nearest_date(p: Parse, near: range, first: int, last: int) -> str | None:
    outside = (i for i in near if not first <= i < last)
    found = [span for i in outside if (span := _date_at(p, i, near.stop))]
    if not found:
        return None
    start, end = min(found, key=lambda span: abs(span[0] - first))
    return p.text[p.starts[start] : p.ends[end - 1]]


def _is_beside(clause: Clause, before: int, k: int) -> bool:
    """Whether two figures share a date that stands before both: "In 1931, 40 died and 90 were hurt"."""
    words = clause.p.lower[clause.items[before].last : clause.items[k].first]
    return not any(word.isdigit() or clause.p.lexicons.terms("time_words").get(word) for word in words)


def _date_at(p: Parse, i: int, last: int) -> tuple[int, int] | None:
    """The tokens of a date that begins at token `i`: "in 1931", "the 1931 flood", "a decade ago", "last year"."""
    word = p.lower[i]
    if len(word) == 4 and word.isdigit() and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return _year_at(p, i)
    if word in _LAST and p.lower[i + 1 : i + 2] in (["year"], ["century"], ["decade"]):
        return i, i + 2
    if word in _PERIODS and i + 1 < last and p.lower[i + 1] in _AGO:
        chunk = p.chunk_of[i]
        return (p.chunks[chunk].first if chunk >= 0 else i), i + 2
    return None


def _year_at(p: Parse, i: int) -> tuple[int, int] | None:
    """The year at token `i` with the word that makes it a date: "in 1931", "the 1931 flood", "1931's flood"."""
    linked = i > 0 and p.lower[i - 1] in _DATES
    named = i > 0 and p.codes[i - 1] == kind.DETERMINER and p.codes[i + 1 : i + 2] in tuple(kind.NOUNS)
    owns = p.text[p.ends[i] : p.ends[i] + 2] in _OWNS
    return (i - linked, i + 1) if linked or named or owns else None
