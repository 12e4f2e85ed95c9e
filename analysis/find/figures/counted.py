"""What a number counts: people ("three of his relatives"), or something that no casualty figure is about.

Takes a parse and an amount in it, gives the figure with the words for who is counted. It cannot see who they are.
"""

from typing import NamedTuple

from ...read.lexicons import category
from ..text import Parse
from ..text import kind as kinds
from .amounts import Amount
from .kinds import Reading, kind_of
from .nouns import how_many, noun_kind, word_sign
from .signs import Cue, Cues

_STATES, _HARMED = frozenset("done state suffering".split()), frozenset(("event", "person"))
_LONGEST = 12  # tokens of a noun phrase
_LINKS = frozenset("of the its their his her our these those own more other additional further".split())
_PART_OF = frozenset("them whom".split())
_NAMELESS = _PART_OF | frozenset("others lives people dead".split())
_BEGINS = kinds.AND + kinds.COMMA + kinds.STOP + kinds.DASH + kinds.NOTHING
BODIES = frozenset("body bodies corpse corpses".split())
_NOBODY = _PART_OF | BODIES | frozenset("lives injuries".split())
_NO_PEOPLE = frozenset(
    "time measure money share thing event month craft settlement homes policy unknown".split()
)
CREWS = frozenset("family group crew party gang team band".split())
Amounts = dict[int, Amount]  # by their first token
NounPhrase = tuple[int, list[int], Cue | None]  # its end, its nouns with their adjectives, a harm word in it
_MARKS = kinds.OPENS + kinds.CLOSES  # 17 “rebels”, “about 40” people


class Figure(NamedTuple):
    """A number of people: the amount, the token after its noun phrase, who is counted, of which kind.

    `kind` is a category of victims.csv, "bare" without a noun, "unknown" for other nouns; `cue` is a harm word in
    the noun phrase ("three deaths"); `noun` its head; `part` tells "three of them".
    """

    amount: Amount
    last: int
    who: str | None
    kind: str
    cue: Cue | None
    noun: str
    part: bool


def read_figure(p: Parse, first: int, amounts: Amounts, cues: Cues) -> Figure | None:
    """Give the figure that the amount that begins at token `first` makes, or None where it counts no people."""
    k = p.token_at(amounts[first].end - 1) + 1
    amount, of = amounts[first], p.lower[k] == "of"
    if amount.kind == "ordinal" or amount.value % 1 or _is_own_number(p, first, k):
        return None
    last, nouns, cue = _noun_phrase(p, k + (p.codes[k] in _MARKS), cues, amount.kind == "nobody")
    whole = of and p.codes[k + 1] == kinds.NUMBER  # "12 of 200 samples": the noun of the whole
    counted = _kind(p, _noun_phrase(p, k + 2, cues)[1] if whole else nouns, cue)
    none = of and amount.kind == "nobody" and cue  # "none of the deaths was related"
    if none or counted in _NO_PEOPLE or _is_other(p, kind_of(p, amount), last):
        return None
    return _figure(p, amount, last, nouns, counted, cue)


def _is_other(p: Parse, read: Reading, last: int) -> bool:
    """Whether a number is read as one that counts nobody: a share, a sum ("$5 an ounce"), "nine people per 1,000"."""
    sum_ = word_sign(str(read.unit).partition(" ")[0].lower(), p.lexicons) == "CURRENCY"
    return sum_ or p.lower[last] == "per" or read.kind not in ("people", "count", "rate", "uncounted")


def _is_own_number(p: Parse, first: int, k: int) -> bool:
    """Tell the number that belongs to the noun before it: "a father of two", "a boy of 12", "a town of 5,000".

    "The father of two boys killed here" is a father of others: a participle follows.
    """
    head = first - 2
    if p.lower[head] in CREWS and p.chunk_of[head] >= 0:
        group = p.chunks[p.chunk_of[head]].first
        head = group - 2 if p.lower[group - 1] == "of" else head  # "the captain of a crew of 12"
    if head < 0 or p.lower[first - 1] not in ("of", "with"):
        # "she shot a 66"; "of which 12 were shot down": no people; "all but one of the dead"
        return p.lower[first - 1] == "a" or p.lower[first - 2 : first] in (["of", "which"], ["all", "but"])
    owner = noun_kind(p.lower[head], p.lexicons)
    if owner == "person" and p.chunk_of[k - 1] == p.chunk_of[k] >= 0:
        after = p.chunks[p.chunk_of[k]].last
        return p.codes[after] != kinds.PARTICIPLE
    return owner in ("person", "settlement") or p.lower[head] == "body"  # "a body of 12 experts"


def read_implied(p: Parse, first: int, amounts: Amounts, cues: Cues) -> Figure | None:
    """Give the figure of one that "a soldier" makes, and of none that "no casualties" and "neither driver" make."""
    none = p.lower[first] in ("no", "neither")
    last, nouns, cue = _noun_phrase(p, first + 1, cues, p.lower[first] == "neither")
    apart = p.lower[first] == "another" and p.codes[first - 1] not in _BEGINS  # "by another man"
    if apart or not nouns:
        return None
    pair = how_many(" ".join(p.lower[last - 1 : last + 2]), p.lexicons)
    if pair > 1:  # "a father and son"
        last, nouns = last + 2, [*nouns, last + 1]
    noun, kind = p.lower[nouns[-1]], noun_kind(p.lower[nouns[-1]], p.lexicons)
    persons = max(pair, how_many(noun, p.lexicons))
    behind = _behind_own_number(p, last, amounts) if kind == "person" else last
    if behind == last and _is_known(p, first, last, persons):
        return None
    last, counted = behind, kind in (("person", "people") if none else ("person",))
    if not counted and not (p.lower[first] == "no" and cue and cue.forms & _HARMED):
        return None
    value = 0.0 if none else persons
    amount = Amount(p.starts[first], p.ends[last - 1], value, value, "nobody" if none else "implied", "exact")
    return _figure(p, amount, last, nouns, kind, cue)


def _is_known(p: Parse, first: int, last: int, persons: float) -> bool:
    """Tell "the driver", and "a member of" something, from "a driver", "the couple" and "the mayor of Lund"."""
    the, of = p.lower[first] == "the" and persons == 1, p.lower[last] == "of"
    return (the or of) and not (the and of and category(p.lexicons, "roles", p.lower[last - 1]) == "office")


def _behind_own_number(p: Parse, last: int, amounts: Amounts) -> int:
    """Give the token behind the number that the noun before token `last` has of its own, else that token."""
    amount = amounts.get(last + 1)
    k = p.token_at(amount.end - 1) + 1 if amount else last
    return max(k, p.phrase_at(k - 1).last) if amount and _is_own_number(p, last + 1, k) else last


def _figure(p: Parse, amount: Amount, last: int, nouns: list[int], counted: str, cue: Cue | None) -> Figure:
    noun, part = p.lower[nouns[-1]] if nouns else "", bool(nouns) and p.lower[nouns[0]] in _PART_OF
    told = _told(p, nouns[1:] if part else nouns, cue)
    who = p.text[p.starts[told[0]] : p.ends[told[-1]]] if told and noun not in _NOBODY else None
    return Figure(amount, last, who, counted, cue, noun, part)


def _told(p: Parse, nouns: list[int], cue: Cue | None) -> list[int]:
    """The nouns that tell who is counted, without the harm: the civilians of "civilian deaths"."""
    if cue and "event" in cue.forms:
        nouns = [k for k in nouns if k < cue.first]
        named = nouns and p.codes[nouns[-1]] in kinds.NOUNS
        illness = " ".join(p.lower[k] for k in nouns) in p.lexicons.terms("illnesses")  # "14 measles deaths"
        return nouns if named and not illness else []
    if cue and cue.forms & _STATES:  # "the injured" who are injured: nobody is told
        return [k for k in nouns if not cue.first <= k < cue.last]
    return nouns


def _noun_phrase(p: Parse, k: int, cues: Cues, none: bool = False) -> NounPhrase:
    """Read the words that a number counts: where they end, the nouns with their adjectives, a harm word in it."""
    nouns: list[int] = []
    cue, end, last = None, p.sentence(k - 1).last, k
    goes_on = kinds.GENITIVE + kinds.NUMBER * none  # "none of the 12"
    for k in range(last, min(end, last + _LONGEST)):
        word, code, found, noun_next = p.lower[k], p.codes[k], cues.get(k), _is_noun_next(p, k, end)
        if found and not (noun_next and found.last == k + 1 and k + 1 not in cues):  # "12 wounded soldiers"
            return _with_harm(code, k, found, last, nouns, cue)
        if _begins_another(p, k, nouns, cue):
            break
        if word in _LINKS:
            last = k + 1 if word in ("more", "further", "additional") else last
        elif _is_counted(p, k, noun_next, found):
            cue = found if found and found.forms & _STATES else cue
            nouns.append(k)
            last = k + 1
            if _is_nameless(word, noun_next):
                break
        elif code not in goes_on:
            break
    return last, nouns, cue if nouns else None


def _is_nameless(word: str, noun_next: bool) -> bool:
    return word == "others" or (word in _PART_OF and not noun_next)


def _is_counted(p: Parse, k: int, noun_next: bool, found: Cue | None) -> bool:
    word, code = p.lower[k], p.codes[k]
    named = found is not None or word in _NAMELESS or code in kinds.NOUNS + kinds.ADJECTIVE
    return named or (code in kinds.VERBALS and noun_next)


def _with_harm(code: str, k: int, found: Cue, last: int, nouns: list[int], cue: Cue | None) -> NounPhrase:
    """End a noun phrase at a harm word: one that is a noun for the harmed or the harm is its head."""
    if found.forms & _HARMED and (code in kinds.NOUNS or not found.forms & {"done", "acts"}):
        return found.last, [*nouns, *range(k, found.last)], found
    return last, nouns, cue if nouns else None


def _is_noun_next(p: Parse, k: int, end: int) -> bool:
    noun = k + 1 < end and p.codes[k + 1] in kinds.NOUNS
    return noun and noun_kind(p.lower[k + 1], p.lexicons) not in ("time", "month")


def _begins_another(p: Parse, k: int, nouns: list[int], cue: Cue | None) -> bool:
    """Whether the noun phrase of some nouns is over before token `k`."""
    if not nouns:
        the = p.lower[k] == "the" and p.lower[k - 1] != "of"  # "up from 71 the night before"
        return the or p.lower[k] in ("last", "next")  # "arrested 40 last year"
    new = p.chunk_of[k] != p.chunk_of[nouns[-1]] >= 0 and p.lower[nouns[-1]] not in _PART_OF
    return (new and p.lower[k - 1] != "of" and not cue) or p.lower[k] == "of"


def _kind(p: Parse, nouns: list[int], cue: Cue | None) -> str:
    if not nouns:
        return "bare"
    if cue and cue.first <= nouns[-1] < cue.last and cue.forms & (_HARMED | _STATES):
        return "people"
    head = noun_kind(p.lower[nouns[-1]], p.lexicons)
    known = p.codes[nouns[-1]] == kinds.NAME or p.lower[nouns[-1]] in _NAMELESS
    return "people" if head == "unknown" and known else head
