"""Clause starts: where what somebody said begins, behind an adverbial, an addressee or "that".

Takes a parse and a token, gives tokens or yes and no. It looks for a subject and its finite verb, and takes a past
participle for a past tense only where a pronoun stands before it.
"""

from ..text import BE, HAVE, Parse, is_time, kind, phrase_end
from .cue_speakers import past_adverbial

ADJUNCTS = frozenset("because while when after before although though if unless until despite where".split())
_OPENING = ADJUNCTS - {"after", "before", "until", "despite"} | {"since"}  # these may also be prepositions
# "said at least nine were saved", "says more than half fled"
_ABOUT = frozenset("about around over under least as many much most more fewer less than of $ £ €".split())
ALONE = frozenset("most many much more few less little several enough now either neither".split())
_NOMINATIVE = frozenset("i he she we they".split())
_BEFORE_SUBJECT = kind.ADVERB + kind.AND + kind.OPENS
_SUBJECT = kind.THERE + kind.DETERMINER + kind.POSSESSIVE + kind.GERUND  # outside a phrase
# then a participle is a past tense: "the crew it planned", "fears that it would burst proved groundless"
_BEFORE_PAST = kind.OPENS + kind.PRONOUN + kind.BASE + kind.PARTICIPLE
_INSERTED = {code: code for code in kind.GERUND + kind.AND + kind.PREPOSITION + kind.RELATIVE}  # ", by law, "
_BEFORE_THAT = kind.ADVERB + kind.COMMA + kind.VERBALS + kind.PREPOSITION
_ASIDES = {kind.COMMA: kind.COMMA, kind.DASH: kind.DASH, "(": ")", kind.OPENS: kind.CLOSES}
_LOOSELY = kind.FINITE + kind.PARTICIPLE + kind.BASE
_OBJECT = _LOOSELY + kind.DETERMINER + kind.POSSESSIVE + kind.PRONOUN  # or what an object begins with
_REACH = 24  # tokens between a verb and its "that"
_CLAUSE = 40  # tokens in which a clause shows its finite verb


def that_behind(p: Parse, at: int, ceiling: int, told: bool = False) -> int | None:
    """The "that" which opens the clause, behind an adverbial, an aside or an addressee, but not behind an object."""
    i, last = at, min(ceiling, at + _REACH)
    while i < last and "that" in p.lower[i:last]:
        if p.lower[i] == "that":
            return None if _is_object(p, i, at, ceiling) else i
        further, aside = past_adverbial(p, i, ceiling), past_aside(p, i, last)
        if max(further, aside) > i:
            i = max(further, aside)
        elif told and p.chunk_of[i] >= 0:
            i = _past_addressee(p, i, last)
            told = p.lower[i] == "who"  # "told teachers who filled the lawn that"
            i = next((k for k in range(i, last) if p.lower[k] == "that"), ceiling) if told else i
        elif p.codes[i] not in _BEFORE_THAT and (p.codes[i] == kind.RELATIVE or p.lower[i + 1] != "that"):
            return None
        else:
            i += 1
    return None


def _past_addressee(p: Parse, at: int, last: int) -> int:
    """Step over whom something is told, with a title's small words: "told NBC's Meet the Press that"."""
    at = phrase_end(p, at, last)
    while at + 1 < last and p.words[at + (p.lower[at] in ("the", "at", "'s"))][0].isupper():
        at += 1
    return at


def past_aside(p: Parse, at: int, last: int) -> int:
    """Step over what stands between two commas, dashes, brackets or quotation marks: ", her voice low,"."""
    closes = _ASIDES.get(p.codes[at])
    if closes is None or p.words[at] in (":", ";") or p.codes[at + 1] == kind.AND:
        return at
    return p.codes.find(closes, at + 1, last) + 1


def _is_object(p: Parse, that: int, at: int, ceiling: int) -> bool:
    """Whether "that" is no conjunction: "said that was so", "used that power", but "said that lives were lost"."""
    if p.lower[that - 1] in ("whether", "if"):
        return True  # "asked whether that set an example"
    if p.codes[that] == kind.DETERMINER and that > at and clause_start(p, that + 1, ceiling) is None:
        return True
    if p.lower[that + 1] in ALONE and (that == at or p.lower[that + 1] != "now"):
        return False  # but "announced a plan that now is law"
    behind = p.codes[that + 1 : that + 5].lstrip(kind.ADVERB)[:2]
    return behind[:1] in kind.NOTHING + kind.FINITE and behind[1:] not in tuple(kind.FINITE)


def clause_start(p: Parse, at: int, ceiling: int, loosely: bool = False) -> int | None:
    """Where a clause without "that" begins: the subject behind adverbials such as "in a statement on Monday".

    `loosely` takes a verb that is tagged as no finite form, if it stands right behind its subject: "the crew planned".
    """
    if p.lower[at] in ("if", "since") and kind.COMMA in p.codes[at:ceiling]:
        return at  # "said since he left, they spoke often"
    if p.lower[at] == "that" and p.codes[at + 1] in kind.FINITE and p.codes[at + 2] not in kind.FINITE:
        return at  # "said that was a matter for others"
    start = at + _past_idiom(p, at)
    said = start > at
    while start < ceiling and (behind := past_adverbial(p, start, ceiling)) > start:
        start = behind
    begins = _subject_and_tagged if loosely else _subject_and_verb
    # "said about half of the losses came from taxes", but "she said Monday, a move"
    for first in dict.fromkeys((start, at)) if p.codes[start] != kind.COMMA else ():
        if (first == at or p.lower[first] != "that") and begins(p, first, ceiling):
            return at if said else first  # not "tell of a blast that flattened it"
    return None


def _past_idiom(p: Parse, at: int) -> int:
    """How many words open a clause which no time or place of speaking is: "on average", "because | of the rain"."""
    codes = p.codes[at : at + 4]
    bare = p.chunk_of[at + 1] < 0 or codes[2:] == kind.NUMBER + kind.NOUN  # "on average | two men"
    if codes[:2] == kind.PREPOSITION + kind.ADJECTIVE and bare and p.lower[at + 1] not in ("least", "most"):
        return 2
    return int(codes[:2] == kind.PREPOSITION * 2)


def _subject_and_tagged(p: Parse, first: int, ceiling: int) -> bool:
    """Whether a verb of any form follows its subject: "the crew planned", not "nothing about the money lost"."""
    behind = p.phrase_at(first).last
    verb = p.codes[behind : min(behind + 3, ceiling)].lstrip(kind.ADVERB)[:1]
    # "the council forms a panel"
    noun = p.codes[first:behind] == kind.DETERMINER + kind.NOUN * 2 and p.tags[behind - 1] == "NNS"
    return first < ceiling and p.chunk_of[first] >= 0 and verb in tuple(_OBJECT if noun else _LOOSELY)


def _subject_and_verb(p: Parse, first: int, ceiling: int) -> bool:
    as_clause = p.lower[first] == "as" and p.lower[first + 2] != "as"
    if as_clause or p.lower[first] == "of":
        return False  # "she said of the signal hoisted there", "a sale confirmed as fans cheer"
    first += 2 * (p.lower[first : first + 2] in (["at", "least"], ["up", "to"]))
    if p.lower[first] in ALONE and p.codes[first + 1] in kind.FINITE:
        return True  # "said most were saved", "said now was the time"
    while first < ceiling and (p.codes[first] in _BEFORE_SUBJECT or p.lower[first] in _ABOUT):
        first += 1
    if first >= ceiling or (p.chunk_of[first] < 0 and p.codes[first] not in _SUBJECT):
        return False
    if p.lower[first] in ("me", "him", "us", "them"):
        return False
    return p.lower[first] in _NOMINATIVE or _has_verb(p, first, min(ceiling, first + _CLAUSE))


def _has_verb(p: Parse, first: int, last: int) -> bool:
    ends = kind.STOP + kind.DASH + kind.TO if p.codes[first] == kind.PRONOUN else ""
    relative, inserted, apart = False, "", False  # apart: behind one comma, or three
    for i in range(first, last):
        code = p.codes[i]
        if is_finite(p, first, i):
            if not relative and inserted in ("", kind.AND):  # not "advises 40 councils, warns that"
                return not (inserted or (apart and p.codes[i - 1] == kind.COMMA))
            relative = False
        elif code == kind.RELATIVE and i > first:
            relative = True
        elif code == kind.COMMA:
            apart = not apart
            inserted = "" if inserted else _INSERTED.get(p.codes[i + 1], "")
        elif not (inserted and p.codes[i - 1] == kind.COMMA) and _goes_on(p, first, i, ends):
            return False
    return False


def _goes_on(p: Parse, first: int, i: int, ends: str) -> bool:
    """Whether the clause around goes on: "confirmed his death but gave no cause", "showed nothing as it was read"."""
    dated = p.lower[i] == "since" and (p.codes[i + 1] == kind.NUMBER or is_time(p, p.chunk_of[i + 1]))
    if p.codes[i] in ends or p.words[i] == ";" or (p.lower[i] in _OPENING and not dated):
        return True  # but "the storm, the worst since 2002, was near"
    if p.codes[i] == kind.AND:  # a participle may be a past tense: "the order favoured banks and named two"
        behind = p.codes[i + 1 : i + 3].lstrip(kind.ADVERB)[:1]
        return kind.PARTICIPLE not in p.codes[first:i] and behind in tuple(kind.FINITE)
    return p.lower[i] == "as" and p.codes[i + 1] in (kind.DETERMINER, kind.PRONOUN, kind.POSSESSIVE)


def is_finite(p: Parse, first: int, i: int) -> bool:
    """Whether a token is a finite verb of the clause that begins at `first`."""
    if i > first + 1 and p.codes[i - 1] == kind.PRONOUN and p.codes[i - 2] in kind.NOUNS:
        return False  # of a relative clause without its pronoun: "recalls every pan it sold"
    before, own = p.codes[i - 1], p.lower[i - 1] not in BE | HAVE
    if p.codes[i] in kind.FINITE:  # "those who left were sent home", not "has left"
        return before not in kind.TO + kind.FINITE or (own and before == kind.PAST)
    past = before in _BEFORE_PAST + kind.GERUND * (p.chunk_of[i - 1] < 0)  # "said voting started"
    return p.codes[i] == kind.PARTICIPLE and past and own


def is_infinitive(p: Parse, at: int) -> bool:
    """Whether "to" and a verb stand here, also "not to" and "to fully"."""
    at += p.lower[at] in ("not", "never")
    return p.lower[at] == "to" and kind.BASE in p.codes[at + 1 : at + 4]
