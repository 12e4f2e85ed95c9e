"""What a number counts: people ("three of his relatives"), or something that no casualty figure is about.

Takes a parse and an amount in it, gives the figure with the words for who is counted. It cannot see who they are.
"""

from functools import lru_cache
from typing import NamedTuple

from ..read.lexicons import lexicon_terms
from .amounts import Amount
from .harm_words import Cue
from .parse import Parse

_LINKS = frozenset("of the its their his her our these those own more other additional further as at".split())
_YEAR_AFTER = frozenset(
    "in since by during of until from to before after early late mid between and ,".split()
)
_YEAR_ALWAYS = frozenset(["in", "since", "during", "until"])
_PEOPLE_ENDINGS = ("men", "women", "ists", "ians", "ees", "ese", "ites", "folk")
_MONEY = frozenset("$ £ € ¥ us$ rs rs. sh hk$ a$ eur usd".split())
_NAMELESS = frozenset(["others", "them", "whom", "us"])
_SHELTERS = frozenset("centre centres center centers camp camps shelter shelters site sites tents".split())
_NOBODY = frozenset("them whom us lives bodies corpses injuries".split())
_NOUNS = frozenset(["lives", "people", "dead"])


class Figure(NamedTuple):
    """A number of people: characters [start, end), tokens [first, last) with the noun phrase, value, who."""

    start: int
    end: int
    first: int
    last: int
    low: float | None
    high: float | None
    bound: str
    who: str | None
    kind: str
    cue: Cue | None
    noun: str | None


def read_figure(p: Parse, first: int, amount: Amount, cues: dict[int, Cue]) -> Figure | None:
    """Give the figure that an amount beginning at token `first` makes, or None where it counts no people.

    `kind` is the category of the counted noun in victims.csv, "bare" without a noun, "unknown" for other nouns;
    `cue` is a harm word inside the noun phrase ("three deaths", "17 hostages").
    """
    k = p.token_at(amount.end - 1)
    after = p.text[amount.end : p.ends[k]]
    k += 1
    if (
        after
        or amount.kind == "ordinal"
        or 0 < (amount.low or amount.high or 0) < 1
        or _is_money(p, first, k)
    ):
        return None
    last, nouns, cue = _noun_phrase(p, k, cues, amount.kind == "nobody")
    kind = _kind(p, nouns, cue)
    if amount.low == amount.high == 1 and p.lower[k : k + 1] == ["of"]:  # "one of 26 people killed"
        return None
    adjacent = bool(nouns) and nouns[0] == k
    if (
        kind == "thing"
        or _is_date(p, first, k, amount, adjacent)
        or (kind == "bare" and _is_age(p, first, k))
    ):
        return None
    low, high = amount.low, amount.high
    low, high = (low if low is None else abs(low)), (high if high is None else abs(high))
    bound = "exact" if amount.kind == "nobody" else amount.bound
    return Figure(
        amount.start,
        amount.end,
        first,
        last,
        low,
        high,
        bound,
        _who(p, nouns, cue),
        kind,
        cue,
        p.lower[nouns[-1]] if nouns else None,
    )


def read_implied(p: Parse, first: int, cues: dict[int, Cue]) -> Figure | None:
    """Give the figure of one that "a soldier" makes, and the figure of none that "no casualties" makes."""
    word = p.lower[first]
    if word not in ("a", "an", "no"):
        return None
    last, nouns, cue = _noun_phrase(p, first + 1, cues)
    if not nouns:
        return None
    row = lexicon_terms("victims").get(p.lower[nouns[-1]])
    wanted = row and (row.category in ("person", "family") or word == "no")
    if not wanted and not (word == "no" and cue and cue.forms & {"event", "person"}):
        return None
    value = 0.0 if word == "no" else 1.0
    kind = row.category if row else "unknown"
    return Figure(
        p.starts[first],
        p.ends[last - 1],
        first,
        last,
        value,
        value,
        "exact",
        _who(p, nouns, cue),
        kind,
        cue,
        p.lower[nouns[-1]],
    )


def _noun_phrase(
    p: Parse, k: int, cues: dict[int, Cue], none: bool = False
) -> tuple[int, list[int], Cue | None]:
    """Read the words that a number counts: where they end, the nouns with their adjectives, a harm word in it."""
    nouns, cue, end = [], None, p.sentences[p.sentence_of[k - 1]].last
    limit, last = min(end, k + 12), k
    while k < limit:
        word, code, found = p.lower[k], p.codes[k], cues.get(k)
        noun_next = (
            k + 1 < end and p.codes[k + 1] in "nN" and noun_kind(p.lower[k + 1]) not in ("time", "month")
        )
        if found and not (noun_next and found.last == k + 1 and not cues.get(k + 1) and code in "nNjvgd"):
            if "shelter" in found.forms:
                return found.last, [found.last - 1], None
            if found.forms & {"event", "person"} and (not found.forms & {"done", "acts"} or code in "nN"):
                return found.last, [*nouns, *range(k, found.last)], found
            break
        if nouns and p.chunk_of[k] != p.chunk_of[nouns[-1]] and p.lower[k - 1] != "of" and not cue:
            break
        if word in _LINKS:
            if word in ("of", "as", "at") and nouns:
                break
            last = k + 1 if word in ("more", "further", "additional") else last
        elif word in _NAMELESS:
            return k + 1, [*nouns, k], cue
        elif code in "nNj" or word in _NOUNS or (code in "vg" and (noun_next or found)) or found:
            cue = found if found and found.forms & {"done", "state", "suffering"} else cue
            nouns.append(k)
            last = k + 1
        elif not ((code == "s" and nouns) or (none and code == "0")):
            break
        k += 1
    return last, nouns, cue if nouns else None


def _who(p: Parse, nouns: list[int], cue: Cue | None) -> str | None:
    """Give the words for who is counted: not the harm itself ("deaths", "lives"), nor "them"."""
    if cue and cue.forms & {"event"}:
        nouns = [k for k in nouns if k < cue.first]
        nouns = nouns if nouns and p.codes[nouns[-1]] in "nN" else []
    if not nouns or p.lower[nouns[-1]] in _NOBODY:
        return None
    return p.text[p.starts[nouns[0]] : p.ends[nouns[-1]]]


@lru_cache(maxsize=4096)
def noun_kind(word: str) -> str:
    """Give what a noun counts: a category of victims.csv, a category of counted_things.csv, or unknown."""
    row = lexicon_terms("victims").get(word)
    if row and row.category != "homes":
        return row.category
    thing = lexicon_terms("counted_things").get(word)
    if row or thing:
        return "homes" if row else thing.category
    return "people" if word.endswith(_PEOPLE_ENDINGS) else "unknown"


def _kind(p: Parse, nouns: list[int], cue: Cue | None) -> str:
    if not nouns:
        return "bare"
    if (cue and cue.first == nouns[-1]) or (cue and cue.last == nouns[-1] + 1):
        return "people"
    if cue is None and p.lower[nouns[-1]] in _SHELTERS:
        return "thing"
    kinds = noun_kind(p.lower[nouns[0]]), noun_kind(p.lower[nouns[-1]])
    if kinds[0] in ("time", "measure", "money", "share", "month") or kinds[1] in (
        "time",
        "measure",
        "money",
        "share",
        "thing",
        "event",
    ):
        return "thing"
    return "people" if kinds[1] == "unknown" and p.codes[nouns[-1]] == "N" else kinds[1]


def _is_money(p: Parse, first: int, k: int) -> bool:
    """Tell an amount of money, a share, a number with a sign before it, or the minutes of a time of day."""
    before = p.lower[first - 1] if first else ""
    after = p.lower[k] if k < len(p.lower) else ""
    if before in _MONEY or before in ("number", "no.") or after in ("%", "/") or noun_kind(after) == "share":
        return True
    return before in (":", "/", "#") and p.ends[first - 1] == p.starts[first]


def _is_date(p: Parse, first: int, k: int, amount: Amount, adjacent: bool) -> bool:
    """Tell a date or a year; a number right before a noun is one only after "in", "since" and their like."""
    before = p.lower[first - 1] if first else ""
    after = p.lower[k] if k < len(p.lower) else ""
    years = [y for y in (amount.low, amount.high) if y and 1000 <= y <= 2100]
    if amount.kind == "range":
        return len(years) == 2 and years[0] > 1800 and "," not in p.text[amount.start : amount.end]
    if amount.kind != "digits":
        return False
    if (
        years
        and p.ends[first] - p.starts[first] == 4
        and (before in _YEAR_AFTER or noun_kind(before) == "month")
    ):
        return not adjacent or before in _YEAR_ALWAYS
    return not adjacent and (noun_kind(before) == "month" or noun_kind(after) == "month")


def _is_age(p: Parse, first: int, k: int) -> bool:
    """Tell an age: "aged 12", "Ms Brown, 34, was"."""
    before = p.lower[first - 1] if first else ""
    after = p.lower[k] if k < len(p.lower) else "."
    named = (
        first > 1 and p.codes[first - 2] in "nN" and noun_kind(p.lower[first - 2]) not in ("people", "time")
    )
    return before in ("aged", "age", "under", "over") or (
        before == "," and after in (",", ".", ";") and named
    )
