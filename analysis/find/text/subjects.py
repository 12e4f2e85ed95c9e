"""Subjects: who or what a verb is said of, as the whole noun phrase that is printed.

Takes a parse and where a verb group begins or ends, gives token spans. It reads noun phrases and commas, not a tree:
a subject that stands far from its verb is missed, and a name is not looked up (who does that).
"""

import re

from . import codes as kind
from .inflection import listed
from .parse import Parse
from .phrases import LONGEST_BRACKET, Span, before_relative, is_time, past_adjuncts, phrase_before, phrase_end
from .tagger import known_tag

_RELATIVE = frozenset("who which that whom whose".split())
_ADJUNCT = frozenset("where when while as if although though whether since after before asked".split())
_OBJECTS = frozenset(("him", "her", "them", "me", "us", "it"))
_BETWEEN = frozenset(("after", "before", "during", "through", "via"))
_NEAR = 12  # tokens of a relative clause
_APPOSED = ("who", "whose", "which")
_DASHES = ("—", "–", "-", "--")
_NOT_FINITE = kind.BASE + kind.VERBALS
_LOOSE = kind.PREPOSITIONS + kind.ADVERB + kind.PARTICLE
_OPENS_ADJUNCT = kind.VERBALS + kind.PAST + _LOOSE
_PASSED = re.compile(f"[{kind.VERBALS}]|{kind.PAST}[{_LOOSE},{kind.NAME}]")  # also ", filed/VBD Monday,"
_OPENS_APPOSITION = kind.DETERMINER + kind.NOUN + kind.POSSESSIVE + kind.NUMBER + kind.ADJECTIVE
_MARKS = kind.COMMA + kind.STOP + kind.DASH + kind.OPENS
_CLAUSES = frozenset("that while as because though although".split())
_NAMED = re.compile(f"{kind.PARTICIPLE}{kind.NOUN}+{kind.NAME}+")  # "retired teacher Ann Lee"
_ASIDE = re.compile(f"{kind.ADVERB}|[{_OPENS_APPOSITION}{kind.NAME}{kind.PRONOUN}]{{1,5}}[{kind.FINITE}]")


def subject_before(p: Parse, end: int, floor: int) -> Span | None:
    """Give the subject of a verb group that begins at a token: noun phrase, appositions, relative clause.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("Ann Lee, 45, a nurse at the clinic, said it rained.")
    >>> " ".join(p.words[slice(*subject_before(p, p.lower.index("said"), 0))])
    'Ann Lee , 45 , a nurse at the clinic'
    """
    whole = end
    end = past_adjuncts(p, end, floor)
    code, word = p.codes[end - 1], p.lower[end - 1]
    if word in _RELATIVE and end - 1 > floor:
        return _who(p, before_relative(p, end - 1, floor), word)
    if word == "," or word in _DASHES:
        # "those briefed on it, however, said", "The firm, critics say, lost money"
        opening = p.codes.rfind(kind.COMMA, floor, end - 1)
        aside = p.codes[whole] != kind.GERUND and _ASIDE.fullmatch(p.codes, opening + 1, end - 1)
        return _before_comma(p, end - 1, floor) or (subject_before(p, opening, floor) if aside else None)
    if found := phrase_before(p, end, floor):
        return _whole(p, found, end, floor)
    past = kind.PAST * (end < whole or p.codes[end] in kind.FINITE + kind.COMMA)
    own = end - 1 - (code == past and p.codes[end - 2] == kind.PRONOUN)  # "the song he wrote"
    able = (kind.ADJECTIVE + kind.BASE) * ("that" not in p.lower[max(floor, end - _NEAR) : end])
    passed = code in kind.VERBALS + past + able  # "a study published on Thursday", "a man who was ill"
    head = (phrase_before(p, own, floor) or _antecedent(p, end, whole, floor)) if passed else None
    return head and (head[0], whole)


def _whole(p: Parse, found: Span, end: int, floor: int) -> Span | None:
    """The subject that the noun phrase before a verb is or ends; None where a verb or a preposition governs it."""
    first = found[0]
    before = p.codes[first - 1] if first > floor else kind.OTHER
    if (wider := _misread(p, first, floor, before)) is not None:
        return wider, end
    left = phrase_before(p, first - 1, floor) if p.lower[first - 1] in _BETWEEN else None
    if left and (left[0] == floor or p.codes[left[0] - 1] in _MARKS + kind.AND):
        return left  # "The mayor after the vote said"
    if p.lower[first - 1] in _RELATIVE:
        return found  # "an offer that their union called “mad”"
    if before in kind.GOVERNS and p.lower[first] not in ("i", "he", "she", "we", "they"):
        return _antecedent(p, first, end, floor) or (None if before in _NOT_FINITE else found)
    return found


def _misread(p: Parse, first: int, floor: int, before: str) -> int | None:
    """Where a phrase begins whose first word the tagger took for a verb: "Aid workers", ", newly opened files"."""
    if before == kind.BASE:
        opens = p.codes[first - 2] == kind.COMMA or p.sentence(first).first == first - 1
        noun = known_tag(p.lower[first - 1]).startswith("N")  # "Aid workers", no "say"
        return first - noun if opens else None
    at = first - 1 - (p.codes[max(floor, first - 2) : first - 1] == kind.ADVERB)
    return at if before == kind.PARTICIPLE and p.codes[max(floor, at - 1)] == kind.COMMA else None


def _who(p: Parse, found: Span | None, word: str) -> Span | None:
    """Whom a relative pronoun is said of: "a call with Ann Lee, who urged calm" is of her, not of the call."""
    last = p.chunk_of[found[1] - 1] if found else -1
    if not found or word != "who" or last < 0:
        return found
    head_of_last = p.chunks[last].head
    if p.codes[head_of_last] != kind.NAME and p.lower[head_of_last] not in p.lexicons.terms("roles"):
        return found
    head = p.lower[p.chunks[p.chunk_of[found[0]]].head] if p.chunk_of[found[0]] >= 0 else ""
    somebody = any(head in p.lexicons.terms(name) for name in ("roles", "group_nouns", "unnamed_sources"))
    somebody |= p.lower[head_of_last] in p.lexicons.terms("organisations")  # "a clerk at Acme Bank, who"
    named = p.codes[found[0] : p.chunks[last].first].find(kind.NAME) >= 0
    return found if somebody or named else (max(found[0], p.chunks[last].first), found[1])


def subject_after(p: Parse, first: int, ceiling: int) -> Span | None:
    """Give the subject that stands right behind a verb, as in `..., said Ann Lee, a nurse.`, or None."""
    noun = _noun_after(p, first, ceiling)
    if noun is None:
        return None
    last = phrase_end(p, noun, ceiling)
    bracket = p.codes.find(")", last, min(last + LONGEST_BRACKET, ceiling)) + 1
    aside = bracket if p.codes[last] == kind.BRACKET else last  # "said the Food Office (FO) was shut"
    told = any("hears" in row.frames for row in listed(p.lexicons, "reporting_verbs", p.lower[aside]))
    if told and p.codes[aside + 1] == kind.PREPOSITION:  # "said two people briefed on it"
        return first, phrase_end(p, aside + 2, ceiling)
    behind = p.codes[aside : aside + 4].lstrip(kind.ADVERB + kind.OPENS)[:1]
    begins = p.codes[aside] == kind.OPENS and p.lower[aside + 1] in p.words[aside + 1 : aside + 2]
    if begins or behind in (*kind.FINITE, kind.GENITIVE):
        return None  # "said the plan “was dead”", "said staff “whisper”"
    if p.lower[last] == "who":  # "said an official who knew the plan"
        end = _apposition_end(p, last, ceiling) or last
        relative, last = p.codes[last:end], end
        if sum(map(relative.count, kind.FINITE)) > 1 and kind.AND not in relative:
            return None  # "said members who resigned would be replaced"
    return first, past_appositions(p, last, ceiling)


def past_appositions(p: Parse, last: int, ceiling: int) -> int:
    """Step over what stands between commas behind a noun phrase: ", a nurse, who leads it"."""
    while last + 1 < ceiling and p.codes[last] == kind.COMMA:
        apposed = p.codes[last + 1] in _OPENS_APPOSITION + kind.NAME or p.lower[last + 1] in (*_APPOSED, "of")
        after = _apposition_end(p, last + 1, ceiling) if apposed else None
        if after is None:
            break
        last = after
    return last


def _noun_after(p: Parse, first: int, ceiling: int) -> int | None:
    """The token that begins the noun phrase behind a verb: "said both women", "said retired surgeon Ann Lee"."""
    noun = first + (p.lower[first] == "both")
    noun += p.codes[noun : noun + 2] == kind.ADVERB + kind.PARTICIPLE  # "said newly elected mayor Ann Lee"
    noun += p.chunk_of[noun] < 0 and p.codes[noun] in kind.VERBALS + kind.ADJECTIVE
    at = p.chunk_of[noun] if noun < ceiling else -1
    given = p.codes[noun] == kind.PRONOUN and p.lower[noun] in _OBJECTS
    return None if at < 0 or given or is_time(p, at) else noun


def subject_of_sentence(p: Parse, first: int, before: int) -> Span | None:
    """Give the subject of the nearest finite verb to the left, for a verb whose own subject is left out."""
    for i in range(before - 1, first, -1):
        finite = p.codes[i] in kind.FINITE and p.lower[i - 1] not in _RELATIVE
        found = subject_before(p, i, first) if finite else None
        if found and p.lower[found[0] - 1] != "whose":  # "a man whose dog bit him, ruling that"
            return found
    return None


def _antecedent(p: Parse, before: int, end: int, floor: int) -> Span | None:
    """The noun phrase with a relative clause that ends at `end`: "people who know the plan", "a poll taken in May"."""
    passed, stops = False, _MARKS + kind.CLOSES
    opens = (*_APPOSED, "that", "where" * (p.codes[end] in kind.FINITE))  # not "where it helps decide"
    for i in range(before - 1, floor, -1):
        code = p.codes[i]
        if p.lower[i] in opens:
            head = before_relative(p, i, floor)
            return (head[0], end) if head else None
        at = i + 1 + (p.codes[i + 1] == kind.PARTICLE)  # "two officials briefed on it", "carried out by it"
        past = code == kind.PAST and p.codes[at] in kind.PREPOSITIONS
        past = past and _ADJUNCT.isdisjoint(p.lower[at:before])
        noun = i - (p.lower[i - 1] == "not")  # "an official not allowed to speak"
        if (code in kind.VERBALS or past) and not passed and p.chunk_of[noun - 1] >= 0 and p.chunk_of[i] < 0:
            head = _free_phrase(p, noun, floor)
            return head and (head[0], end)
        if code in stops:
            return None
        if code in kind.FINITE:  # of the relative clause; no second one
            passed, stops = True, stops + kind.FINITE
    return None


def _before_comma(p: Parse, comma: int, floor: int) -> Span | None:
    """The subject of `NAME, apposition, said`: the phrase before the comma that pairs with this one."""
    finite = 0
    for j in range(comma - 1, floor, -1):
        code, word = p.codes[j], p.lower[j]
        if code == kind.COMMA or word in _DASHES:
            finite *= not (p.lower[j + 1] in _ADJUNCT | _RELATIVE or _PASSED.match(p.codes, j + 1))
            head = (_apposed, _antecedent)[
                p.lower[j + 1 : j + 3] == ["and", "who"]
            ]  # "a nurse who left, and who"
            found = head(p, j, comma, floor) if not finite else None
            if found:
                return found
        elif code in kind.FINITE:
            finite += 1
        elif code == kind.RELATIVE or (word == "that" and code != kind.DETERMINER):
            finite = max(0, finite - 1)
        elif code == kind.STOP:
            break
    named = phrase_before(p, comma, floor)  # "..., Ann Lee, said"
    apart = named and kind.NAME in p.codes[slice(*named)] and p.codes[named[0] - 1] == kind.COMMA
    return named if apart else None


def _apposed(p: Parse, opening: int, comma: int, floor: int) -> Span | None:
    """The subject before the comma that opens an apposition, with it, or without what is none."""
    head = _free_phrase(p, past_adjuncts(p, opening, floor), floor)
    if head is None or p.lower[opening - 1] == "name":  # "a man who only gave his first name, Ali, said"
        return _antecedent(p, opening, comma, floor) if p.lower[opening - 1] == "name" else None
    first, places = head[0], p.lexicons.terms("places")  # of "Ann Lee, 45, a nurse in Leeds, England, who"
    while first - 1 > floor and p.codes[first - 1] == kind.COMMA:
        if p.codes[first] not in _OPENS_APPOSITION and p.lower[first] not in places:
            break
        left = _free_phrase(p, past_adjuncts(p, first - 1, floor), floor)
        if left is None or p.codes[left[0] - 1] in kind.FINITE:
            break  # "The storm took the pier, its owner, Ann Lee, said"
        first = left[0]
    adjunct = p.codes[opening + 1] in _OPENS_ADJUNCT or p.lower[opening + 1] in _ADJUNCT
    named = _NAMED.fullmatch(p.codes, opening + 1, comma)
    return head if adjunct and not named and first == head[0] else (first, comma)


def _free_phrase(p: Parse, end: int, floor: int) -> Span | None:
    """The noun phrase that ends before a token and may be a subject: no preposition and no verb governs it."""
    found = phrase_before(p, end, floor)
    before = found[0] - 1 if found and found[0] > floor else -1
    governed = before >= 0 and p.codes[before] in kind.PREPOSITION + _NOT_FINITE
    return found if not governed or p.lower[before] in _CLAUSES else None


def _apposition_end(p: Parse, first: int, ceiling: int) -> int | None:
    """Where the apposition that begins at `first` ends, if it runs to a comma or the sentence's end."""
    relative = p.lower[first] in _APPOSED
    for i in range(first, ceiling):
        if p.codes[i] in _MARKS:
            return i
        if p.codes[i] in kind.FINITE and not relative and p.lower[i - 1] not in _RELATIVE:
            return None
    return ceiling
