"""What kind of figure a number is: money, a share, a vote, a score, a rank, a rate, a measure, people or a count.

Takes a parse and an amount in it, gives the kind, the unit and the span with its unit. Dates, years, times of day, ages
and numbers that are names (Flight 370) are no figures. It cannot see what a bare number counts.
"""

import re
from typing import NamedTuple

from ..text import codes as kind
from ..text.document import Document
from ..text.parse import Parse
from .amounts import Amount
from .counted import is_age, is_date, is_year_of, noun_kind

_UNIT_KINDS = {"money": "money", "share": "share", "measure": "measure", "time": "measure"}
_PEOPLE = frozenset("people person families".split())
_NO_UNITS = frozenset(
    "a.m. am p.m. pm gmt afternoon afternoons evening evenings morning mornings noon midnight today tomorrow tonight "
    "yesterday monday tuesday wednesday thursday friday saturday sunday season seasons".split()
)
_SIGN_BEFORE = re.compile(
    r"(?:(?:\b(?:US|A|C|NZ|HK|S|AU|CA))?[$£€¥₹₦]|\b(?:Rs\.?|EUR|USD|GBP|CHF|AUD|CAD|NZD|INR|JPY|KSh|Sh|R|zł))\s?$"
)
_UNIT = re.compile(
    r"\s?(%|percentage points?|basis points?|per\s?cent(?:age points?)?|pc\b|[€£¥]|°\s?[CF]?"
    r"|degrees? (?:Celsius|Fahrenheit)|(?:square|cubic) \w+|sq\.? (?:km|m|ft|miles)"
    r"|(?:US|Australian|Canadian|Swiss|Hong Kong|New Zealand|Danish|"
    r"Norwegian|Swedish|Czech|Icelandic) \w+)",
    re.IGNORECASE,
)
_HYPHENATED = re.compile(r"[-‐‑ ]([a-z]+)(?:[-‐‑]([a-z]+))?")
_RATE = re.compile(
    r"\s?(?:/\s?\w+|\b(?:per|an?|every|each)\s(?:\d[\d,]*\s(?:million\s)?)?[a-z]+\b(?:\s\w+(?=\sper))?)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?:\s[a-z]+){0,3}?\s(?:(?:per|every)\s(?:[\d,]+\s)?[a-z]+|an?\s(?:second|minute|hour|day|week|month|year)\b)",
    re.IGNORECASE,
)
_IN_CLOCK = re.compile(r"\d?\d[:.h]\d\d\b(?!\s?(?:per|%|million))")
_HOUR_BEFORE = frozenset("at since until till from before after".split())
_LARGE_SUFFIX = ("mm", "g")  # millions and billions for a bank, millimetres and grams for everybody else
_OLDEST = 120
_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})(?![\w–-])")
_JOINED = re.compile(r"(?<![\w.,$£€])(\d{1,7}(?:\.\d{1,3})?)([A-Za-z]{1,4})\b")
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
_AGE = re.compile(r"[-‐‑\s]years?[-‐‑\s]olds?\b")
_VOTED = re.compile(r"\s?(?:-|–|to|against|votes? to)\s?$", re.IGNORECASE)
_REACH = 8  # tokens around a number in which a word for votes or play stands
_MOST_SCORE = 199


class Kind(NamedTuple):
    """What a figure is: its kind and unit, its characters with the unit, and the token behind it."""

    kind: str
    unit: str | None
    start: int
    end: int
    last: int


def joined_amounts(document: Document) -> list[Amount]:
    """Give the amounts that are written in one word with their unit: "40kg", "31C", "20pc"."""
    lexicons, found = document.lexicons, []
    for match in _JOINED.finditer(document.text):
        letters = match[2].lower()
        known = letters in lexicons.terms("number_words") and letters not in _LARGE_SUFFIX
        if not known and letters not in _NO_UNITS and noun_kind(letters, lexicons) in _UNIT_KINDS:
            value = float(match[1])
            found.append(Amount(*match.span(), value, value, "joined", "exact"))
    return found


def kind_of(p: Parse, amount: Amount) -> Kind | None:
    """Give what kind of figure an amount is, None where it is none."""
    first, k = p.token_at(amount.start), p.token_at(amount.end - 1) + 1
    if first >= len(p.words) or _is_no_figure(p, first, k, amount):
        return None
    if amount.kind == "ordinal":
        return _rank(p, first, k, amount)
    value = amount.high if amount.low is None else amount.low
    found = _score(p, first, k, amount) or _with_unit(p, first, k, amount) or _vote(p, first, k, amount)
    if found or value is None:
        return found
    if amount.kind == "fraction" and 0 < value < 1:
        shares = p.lower[k : k + 1] in (["of"], ["the"], ["its"], ["their"], ["his"], ["her"], ["all"])
        ratio = len(p.lower[first:k]) > 1
        return Kind("share", None, amount.start, amount.end, k) if shares or ratio else None
    return None if value == 1 and amount.kind == "words" else _count(p, first, k, amount)


def _is_no_figure(p: Parse, first: int, k: int, amount: Amount) -> bool:
    """Whether a number is a date, a time of day, an age, or belongs to a name."""
    text, before = p.text, p.lower[first - 1] if first else ""
    after = p.lower[k] if k < len(p.lower) else ""
    value = amount.high or amount.low or 0.0
    if before == "magnitude":
        return False
    if is_year_of(p, first, amount):  # "the 1988 quake"
        return True
    if amount.kind == "nobody" or before in ("number", "per") or before in p.lexicons.terms("numbered_nouns"):
        return True
    old = value <= _OLDEST and (_AGE.match(text, amount.end) or is_age(p, first, k) or _is_age_of(p, first))
    if (
        old
        or after in ("a.m.", "p.m.", "am", "pm", "gmt", "o'clock")
        or "#" in before
        or before in ("no.", "nos.")
    ):
        return True
    beside = noun_kind(after, p.lexicons) in _UNIT_KINDS or _UNIT.match(text, amount.end) is not None
    clock = ":" in (
        text[amount.start - 1 : amount.start],
        text[amount.end : amount.end + 1],
    ) and _IN_CLOCK.search(text, max(0, amount.start - 3), amount.end + 3)
    time = _CLOCK.fullmatch(text, amount.start, amount.end) and before in _HOUR_BEFORE
    bare = p.codes[k : k + 1] not in tuple(kind.NOUNS + kind.ADJECTIVE) and after not in ("of", "per")
    hour = bare and value <= 12 and value == int(value) and before in _HOUR_BEFORE and amount.bound == "exact"
    if clock or (
        not beside
        and not _SIGN_BEFORE.search(text, max(0, amount.start - 8), amount.start)
        and (time or hour)
    ):
        return True
    named = first > 0 and p.codes[first - 1] == kind.NAME and p.ends[first - 1] < amount.start
    money = _SIGN_BEFORE.search(text, max(0, amount.start - 8), amount.start)
    if (
        amount.kind == "digits"
        and named
        and not money
        and p.codes[k : k + 1] not in ("n", "j")
        and amount.bound == "exact"
    ):
        return not _SCORE.search(text, amount.start, amount.end + 4) and not _UNIT.match(text, amount.end)
    adjacent = p.codes[k : k + 1] in tuple(kind.NOUNS + kind.ADJECTIVE)
    return not money and is_date(p, first, k, amount, adjacent)


def _is_age_of(p: Parse, first: int) -> bool:
    """Tell "a woman of 82" and "dies at 93"."""
    if p.lower[max(0, first - 2) : first] in (["dies", "at"], ["died", "at"], ["dead", "at"]):
        return True
    chunk = p.chunk_of[first - 2] if first > 1 and p.lower[first - 1] == "of" else -1
    return chunk >= 0 and noun_kind(p.lower[p.chunks[chunk].head], p.lexicons) == "person"


def _rank(p: Parse, first: int, k: int, amount: Amount) -> Kind | None:
    """A place in an order: "ranked third", "in 12th place", "the second-largest"."""
    words = p.lexicons.terms("figure_words")
    before, after = (words.get(p.lower[i]) if 0 <= i < len(p.lower) else None for i in (first - 1, k))
    joined = words.get(p.lower[k - 1].rpartition("-")[2])
    placed = (
        before
        and before.category == "placed"
        and p.codes[k : k + 1] not in tuple(kind.NOUNS + kind.ADJECTIVE)
    )
    ranked = next((row for row in (after, joined) if row and row.category == "rank"), None)
    return Kind("rank", None, amount.start, amount.end, k) if placed or ranked else None


def _score(p: Parse, first: int, k: int, amount: Amount) -> Kind | None:
    """A result of play, "3-1", where a word for winning or losing stands near, or the first number is the larger."""
    match = _SCORE.match(p.text, amount.start)
    if match is None or max(int(match[1]), int(match[2])) > _MOST_SCORE or match.end() < amount.end:
        return None
    last = p.token_at(match.end() - 1) + 1
    if p.lower[last : last + 1] and noun_kind(p.lower[last], p.lexicons) in _UNIT_KINDS:
        return None
    category = _near(p, first, ("score", "vote"))
    larger_first = int(match[1]) >= int(match[2])
    if not (category or larger_first):
        return None
    return Kind("votes" if category == "vote" else "score", None, match.start(), match.end(), last)


def _with_unit(p: Parse, first: int, k: int, amount: Amount) -> Kind | None:
    """A sum, a share, a measure or a rate, by the sign before or the unit behind."""
    text, start, end = p.text, amount.start, amount.end
    if first and p.lower[first - 1] == "magnitude":
        return Kind("measure", p.lower[first - 1], start, end, k)
    sign = _SIGN_BEFORE.search(text, max(0, start - 8), start)
    if sign:
        return _rated(p, "money", sign[0].strip(), sign.start(), end)
    digits = re.search(r"\d", text[start:end])
    if digits:  # "more than $5m": the bound stands before the sign
        sign = _SIGN_BEFORE.search(text, start, start + digits.start())
        if sign:
            return _rated(p, "money", sign[0].strip(), start, end)
    letters = _JOINED.match(text, start) if amount.kind == "joined" else None
    unit = _UNIT.match(text, end)
    if unit:
        share = re.match(r"%|p", unit[1], re.IGNORECASE) or unit[1].lower().startswith("basis")
        money = unit[1] in "€£¥" or noun_kind(unit[1].split()[-1].lower(), p.lexicons) == "money"
        if (
            share
            or money
            or unit[1][0] == "°"
            or noun_kind(unit[1].split()[-1].lower(), p.lexicons) == "measure"
        ):
            name = "%" if share and "point" not in unit[1] else unit[1].strip()
            return _rated(p, "share" if share else "money" if money else "measure", name, start, unit.end())
    if letters:
        of = noun_kind(letters[2].lower(), p.lexicons)
        return _rated(p, _UNIT_KINDS[of], "%" if of == "share" else letters[2], start, end)
    behind = _HYPHENATED.match(text, end)
    if behind and not letters:
        word, modifies = behind[1].lower(), behind[2]
        found = _UNIT_KINDS.get(noun_kind(word, p.lexicons))
        if word in _NO_UNITS or modifies == "old" or (found == "share" and word not in ("point", "points")):
            return None
        if found == "share":
            return None
        if found:
            return _rated(p, found, word, start, behind.end(1))
    return None


def _rated(p: Parse, found: str, unit: str, start: int, end: int) -> Kind:
    """A figure with a unit, which is a rate where "per", "a" or "an" and another unit follow."""
    match = _RATE.match(p.text, end)
    if match:
        word = match[0].split("/")[-1].split()[-1].lower()
        slash, each = "/" in match[0], re.match(r"\s(?:per|every|each)\b", match[0], re.IGNORECASE)
        if slash or each or noun_kind(word, p.lexicons) in ("time", "measure"):
            return Kind(
                "rate",
                unit + match[0] if slash else f"{unit}{match[0]}",
                start,
                match.end(),
                p.token_at(match.end() - 1) + 1,
            )
    return Kind(found, unit, start, end, p.token_at(end - 1) + 1)


def _vote(p: Parse, first: int, k: int, amount: Amount) -> Kind | None:
    """Votes and seats: "312 votes", and "312 to 298" where a vote is near."""
    of = k + 1 if p.lower[k : k + 1] == ["of"] else k
    chunk = p.chunk_of[of] if of < len(p.lower) else -1
    row = p.lexicons.terms("figure_words").get(p.lower[p.chunks[chunk].head]) if chunk >= 0 else None
    if row and row.category == "vote":
        return Kind("votes", None, amount.start, amount.end, k)
    opposed = _VOTED.search(p.text, max(0, amount.start - 10), amount.start) or p.lower[k : k + 1] in (
        ["to"],
        ["against"],
        ["in"],
        ["abstained"],
    )
    bare = p.codes[k : k + 1] not in tuple(kind.NOUNS + kind.ADJECTIVE)
    voted = opposed and bare and _near(p, first, ("vote",)) == "vote"
    return Kind("votes", None, amount.start, amount.end, k) if voted else None


def _near(p: Parse, first: int, categories: tuple[str, ...]) -> str | None:
    """The category of the nearest word of figure_words.csv around a token, of some categories."""
    sentence, words = p.sentences[p.sentence_of[first]], p.lexicons.terms("figure_words")
    near = range(max(sentence.first, first - _REACH), min(sentence.last, first + _REACH))
    rows = [
        (abs(i - first), row.category)
        for i in near
        if (row := words.get(p.lower[i])) and row.category in categories
    ]
    return min(rows)[1] if rows else None


def _count(p: Parse, first: int, k: int, amount: Amount) -> Kind:
    """A number of people or of things."""
    chunk = p.chunk_of[k] if k < len(p.words) else -1
    noun = p.lower[p.chunks[chunk].head] if chunk >= 0 else ""
    found = (
        "people" if noun_kind(noun, p.lexicons) in _PEOPLE or noun in p.lexicons.terms("roles") else "count"
    )
    rate = _PER.match(p.text, amount.end)
    if rate:
        last = p.token_at(rate.end() - 1) + 1
        return Kind("rate", rate[0].strip(), amount.start, rate.end(), last)
    return Kind(found, None, amount.start, amount.end, k)
