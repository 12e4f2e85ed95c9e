"""Openings: where what a verb introduces begins, by the rules of data/rules/quote_openings.csv.

Takes a parse and a reporting verb, gives a token and the rule. A pattern is a row of constituents that stand behind
the verb and its adverbs; `|` is where the content begins. It sees one way to read a clause: the first rule's.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from ...read.lexicons import Made
from ...resources import read_rules
from ..text import NEGATIONS, Parse, kind, past_appositions, phrase_end
from .clause_starts import ALONE, clause_start, is_infinitive, past_aside, that_behind
from .cue_speakers import agent_at, agent_within, is_headed, is_somebody, past_adverbial
from .verbs import Verb

_QUESTION = frozenset("whether if how why what who whom when where which whose".split())
_RELATIVE = frozenset("which who whose when where".split())
_ABOUT = frozenset(["for", "to", "by", "with", "in", "at", "from", "on"])
_NOMINAL = kind.ADJECTIVE + kind.DETERMINER + kind.POSSESSIVE + kind.OPENS
_APART = kind.STOP + kind.COMMA + kind.DASH + kind.AND
_JOINS = frozenset(["and", "but", "or"])
_NEAR = 10  # tokens up to the "at" of a sum
_OTHER_PHRASE = re.compile(f"{kind.NOUN}{kind.NAME}|{kind.NAME}{kind.NOUN}|{kind.NOUN}(?:0|[irj](?=[irj]?0))")
_NO_ADVERB = NEGATIONS | {"as"}  # "said as many as 40 left"


class Behind(NamedTuple):
    """What stands behind a verb, up to the token `ceiling`; its subject begins at `subject`."""

    p: Parse
    verb: Verb
    ceiling: int
    subject: int


def opening(b: Behind) -> tuple[int, str, str] | None:
    """Give where the content of a verb begins, what it is, and the first rule that fits.

    It is `that`, `clause`, `question`, `answer`, `to`, `object_to`, `noun`, `ing` or `adjective`.

    >>> from analysis.find.text.parse import parse
    >>> from analysis.find.quotation.verbs import reporting_verbs
    >>> p = parse("He asked the mayor whether it was over.")
    >>> opening(Behind(p, reporting_verbs(p)[0], 8, 0))
    (4, 'question', 'verb with question')
    """
    alone = b.p.lower[b.verb.last] in ALONE and b.p.codes[b.verb.last + 1] in kind.FINITE
    begins = b.verb.last if alone else past_adverbs(b.p, b.verb.last)
    if begins >= b.ceiling or b.p.codes[begins] == kind.STOP:
        return None
    for pattern, row in opening_rules()[b.verb.mood, " " in b.verb.term, b.verb.frames]:
        if (first := _first_of(pattern, b, begins)) is not None:
            return first, row["content"], row["rule"]
    return None


def _first_of(pattern: list[str], b: Behind, at: int) -> int | None:
    first = at
    for name in pattern:
        if name == "|":  # where the content begins
            first = at
        elif at >= b.ceiling or (found := CONSTITUENTS[name](b, at)) is None:
            return None
        else:
            at = found
    return first if first < b.ceiling else None


@cache
def opening_rules() -> Mapping[tuple[str, bool, frozenset[str]], list[tuple[list[str], dict[str, str]]]]:
    """Give the patterns for a verb, with their rows, by its mood, whether it is of several words, and its frames."""
    rows = read_rules("quote_openings")

    def fitting(verb: tuple[str, bool, frozenset[str]]) -> list[tuple[list[str], dict[str, str]]]:
        mood, phrasal, frames = verb
        says = "clause" in frames and ("noun" not in frames or "topic" in frames)
        objects = frames.isdisjoint(("noun", "participle", "told", "object_to", "ing"))
        plain = frames >= {"clause", "quote"} and objects
        is_a = {mood, "phrasal" * phrasal, "saying" * says, "plain" * plain, "active" * (mood != "passive")}
        mine = [row for row in rows if is_a.issuperset(row["verb"].split())]
        mine = [row for row in mine if not row["frames"] or not frames.isdisjoint(row["frames"].split())]
        return [(row["pattern"].split(), row) for row in mine]

    return Made(fitting)


def _addressee(b: Behind, at: int) -> int:
    """Step over whom something is told; a phrase right before a finite verb is the clause's own subject."""
    p = b.p
    if "told" not in b.verb.frames or p.chunk_of[at] < 0:
        return at
    end = phrase_end(p, at, b.ceiling)
    other = _OTHER_PHRASE.search(p.codes, at, end)
    if other and p.codes[at] == kind.DETERMINER and p.codes[end] in kind.FINITE:
        return other.end() - 1  # "told the jury Ann Lee had left", "told the Echo about 30 had"
    behind = p.codes[end : end + 3].lstrip(kind.ADVERB)[:1]
    apart = p.codes[end : min(end + 1, b.ceiling)] in _APART  # "promised a review" is no address
    return at if (apart and p.words[end : end + 1] != [":"]) or behind in kind.FINITE else end


def _agent(b: Behind, at: int) -> int:
    """Step over "by the coroner, Ann Lee,"."""
    agent = agent_at(b.p, at, b.ceiling, ("by", "in", "to"))  # also "explained to us why"
    return at if agent is None else max(agent[1], past_aside(b.p, agent[1], b.ceiling))


def _phrase(b: Behind, at: int) -> int | None:
    end = at + 1 if b.p.lower[at] in ("this", "that") else phrase_end(b.p, at, b.ceiling)
    if b.p.lower[end] == "who" and b.p.lower[at] in ("anyone", "anybody", "everyone", "those"):
        end = max(end, b.p.codes.find(kind.TO, end, b.ceiling))  # "urged anyone who lives there to go"
    end += b.p.codes[end] == kind.PARTICIPLE and is_infinitive(b.p, end + 1)  # "ordered those present to go"
    beyond = past_appositions(b.p, end, b.ceiling)
    if end < beyond < b.ceiling - 1 and is_infinitive(b.p, beyond + 1):
        return beyond + 1  # "ordered Bo Reed, 41, to pay"
    return end if end > at else None


def _until_that(b: Behind, at: int) -> int | None:
    that = that_behind(b.p, at, b.ceiling, "told" in b.verb.frames)
    return None if that is None else that + 1 + (b.p.codes[that + 1] == kind.COMMA)


def _sum(b: Behind, at: int) -> int | None:
    """Step to the "at" of "the number of strikers at more than 20"."""
    i = next((i for i in range(at, min(at + _NEAR, b.ceiling)) if b.p.lower[i] == "at"), b.ceiling)
    digits = (word[:1].isdigit() for word in b.p.words[i : i + 5])
    amount = any(digits) or not {kind.NUMBER, kind.OPENS}.isdisjoint(b.p.codes[i : i + 5])
    return i + 1 if amount and i < b.ceiling else None


def _gap(b: Behind, at: int) -> int | None:
    """Step over the verb of a content whose subject stands before the cue: "which critics said was false"."""
    p, first, code = b.p, b.subject, b.p.codes[at]
    owned = p.codes[first] == kind.PRONOUN and p.codes[first - 1] in kind.NOUNS  # "things they say are"
    owned |= p.lower[first - 1] in ("which", "who", "that", "what")  # also "a plan he says may fail"
    return at + 1 if code == kind.MODAL or (owned and code in kind.FINITE + kind.PARTICIPLE) else None


def _question(b: Behind, at: int) -> int | None:
    at += b.p.lower[at] in _ABOUT  # "did not say for how long"
    if b.p.lower[at] not in _QUESTION or at >= b.ceiling:
        return None
    to_do = b.verb.term == "know" and b.p.codes[at + 1] == kind.TO  # "knew what to do"
    relative = b.p.lower[at] in _RELATIVE and b.p.codes[at - 1] in kind.NOUNS  # "said in a note which leaked"
    heard = "asked" in b.p.lower[b.verb.last : at + 2] or (relative and "told" not in b.verb.frames)
    return None if to_do or heard else at + 1


def _asked(b: Behind, at: int) -> int | None:
    """Stay in a sentence that begins with what somebody was asked."""
    first = b.p.sentence(at).first
    return at if "asked" in b.p.lower[first : min(first + 2, at)] and b.p.lower[at] != "nothing" else None


def past_adverbs(p: Parse, at: int) -> int:
    """Step over adverbs, but no "not"."""
    while p.codes[at] == kind.ADVERB and p.chunk_of[at] < 0 and p.lower[at] not in _NO_ADVERB:
        at += 1
    return at


def _one(test: Callable[[Parse, int], bool]) -> Callable[[Behind, int], int | None]:
    return lambda b, at: at + 1 if test(b.p, at) else None


CONSTITUENTS: dict[str, Callable[[Behind, int], int | None]] = {
    "UNTIL_THAT": _until_that,  # adverbials, whom it is told, and "that"
    # adverbials; UNTIL_LOOSE also with a verb that is no finite form
    "UNTIL_CLAUSE": lambda b, at: clause_start(b.p, at, b.ceiling) if b.p.lower[at] not in _JOINS else None,
    "UNTIL_LOOSE": lambda b, at: clause_start(b.p, at, b.ceiling, loosely=True),
    "WHEN": lambda b, at: past_adverbial(b.p, at, b.ceiling),  # when or where it is told, if that is told
    "ADDRESSEE": _addressee,  # whom it is told, if the verb may say so, or nobody
    "AGENT": _agent,  # by whom, or nobody
    "PERSON": lambda b, at: b.p.chunks[b.p.chunk_of[at]].last if b.p.chunk_of[at] >= 0 else at,  # or nobody
    "PHRASE": _phrase,  # a noun phrase with what hangs on it
    "NOUN": _one(lambda p, at: p.codes[at] in _NOMINAL or p.chunk_of[at] >= 0),  # first word of a phrase
    "TOPIC": _one(
        lambda p, i: p.codes[i] == kind.GERUND or (p.chunk_of[i] >= 0 and p.codes[i] != kind.NUMBER)
    ),
    "INFINITIVE": _one(lambda p, at: is_infinitive(p, at + (p.codes[at] == kind.OPENS))),
    "GERUND": _one(lambda p, at: p.codes[at] == kind.GERUND),
    "DONE": _one(lambda p, at: p.codes[at : at + 2].lstrip(kind.ADVERB)[:1] in (kind.PARTICIPLE, kind.PAST)),
    "GAP": _gap,  # a finite verb whose subject stands before the cue
    "ADJECTIVE": _one(lambda p, at: p.codes[at : at + 2].lstrip(kind.ADVERB)[:1] == kind.ADJECTIVE),
    "QUESTION": _question,
    "ANSWER": _one(lambda p, at: p.lower[at] in ("yes", "no") and p.codes[at + 1] in _APART),
    "ABOUT": _one(lambda p, at: p.lower[at] in ("about", "against")),
    "OF": _one(lambda p, at: p.lower[at] in ("of", "about", "for")),
    "SUM": _sum,  # up to "at" and an amount
    "FOR": _one(lambda p, at: p.lower[at] == "for" and p.codes[at - 1] != kind.PRONOUN),
    "AS": _one(lambda p, at: p.lower[at] == "as"),
    "UNTIL_BY": lambda b, at: (found := agent_within(b.p, at, b.ceiling))[1] and found[0],
    "WHOM": lambda b, at: at if b.p.lower[b.subject - 1] == "whom" else None,  # stands before the subject
    "SUBJECT": lambda b, at: at if b.p.chunk_of[b.subject] >= 0 else None,  # stands before the verb
    "MORE": _one(lambda p, at: True),
    "MARK": _one(lambda p, at: p.codes[at] == kind.OPENS and p.codes[at - 1] in kind.NOUNS + kind.PRONOUN),
    "SOMEBODY": lambda b, at: _phrase(b, at) if is_somebody(b.p, at) else None,
    "ASKED": _asked,
    "HE": lambda b, at: at if b.p.codes[at] == kind.PRONOUN else None,  # what follows begins with a pronoun
    "COUNT": _one(lambda p, at: p.codes[at] == kind.NUMBER and p.chunk_of[at] >= 0),
    "FINDING": _one(lambda p, i: p.lower[i] != "the" and is_headed(p, i, "remarks", "finding")),
    "COLON": _one(lambda p, at: p.words[at] == ":"),
    "HEADING": lambda b, at: at if b.p.sentence(at).kind == "heading" else None,
    "CAPITAL": _one(lambda p, at: p.words[at][0].isupper()),
}
