"""Who gives a figure: the speaker of the quotation that holds it, or whoever counts or says it in its sentence.

Takes a clause of signs and a figure's place in it, gives the source. It cannot see a source in another sentence, except
through a quotation.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ..text import codes as kind
from ..text.inflection import bases
from ..text.parse import Parse
from ..text.rules import compile_pattern
from .harm import Clause
from .signs import Sign, signs

_SAYS = compile_pattern(  # what may stand between "said" and the figure
    "WHO? [^ STOP CLAUSE WHO VERB REPORTED]{0,10} (?:VERB [^ STOP CLAUSE WHO VERB REPORTED]{0,10})?",
    Sign.__members__,
)
_SAID = compile_pattern("COMMA NOUN (?:[PREP OF VERB] NOUN){0,3}", Sign.__members__)
_ENDS = compile_pattern("DASH NOUN STOP", Sign.__members__, end="$")  # "five die in a fire: police"
_BEGINS = compile_pattern("NOUN DASH", Sign.__members__)
_OTHER_SIDE = compile_pattern("[COMMA DASH AND] AND? NOUN", Sign.__members__, end="$")  # "..., the rebels 40"
_SAYING = signs("REPORTED VERB")
_BREAKS = kind.COMMA + kind.PREPOSITIONS
_GOVERNS = frozenset("clause that told".split())
_REACH = 20  # items; with limits everywhere, the time is linear in the text


class Source(NamedTuple):
    """Who gives a figure: words as printed (a name for a pronoun), named, role, unnamed or none, and the verb."""

    words: str | None
    kind: str
    verb: str | None
    denies: bool = False


class Heard(NamedTuple):
    """What a document knows of its speakers: the rows of its quotations and of its mentions of people."""

    quotes: Sequence[tuple]
    people: Sequence[tuple]


def source_of(clause: Clause, k: int, cue: int, rule: str, heard: Heard) -> Source:
    """Give who gives the figure that is item `k`, tied to the harm word that is item `cue`.

    Whoever is named beside a figure whose verb is left out ("the rebels 40"); the speaker of the innermost quotation
    that holds it; else the subject of a verb of saying or counting before it ("medics counted 40 dead") or behind it,
    what follows "according to", or what a headline sets off by a colon, in the same sentence.
    """
    line = clause.signs.replace(Sign.FIGURE, Sign.NOUN)  # three officials said
    if rule == "ellipsis" and _OTHER_SIDE.search(line, max(0, k - 3), k) and _is_somebody(clause, k - 1):
        return _source(clause, k - 1, k, None, heard)
    row = _quotation(clause, k, cue, heard)
    if row and row[4]:
        return _named(clause.p, row[5], row[6], row[3], heard)._replace(denies=row[8] == "denied")
    for j in (*range(k - 1, max(0, k - _REACH), -1), *range(k + 1, min(k + 2 * _REACH, len(line)))):
        found = _saying(clause, line, k, j)
        if found:
            return _source(clause, *found, heard)
    if _ENDS.search(line, max(k + 1, len(line) - 3)) and _is_somebody(clause, len(line) - 2):
        return _source(clause, len(line) - 2, len(line) - 1, None, heard)
    if _BEGINS.match(line) and k > 1 and _is_somebody(clause, 0):
        return _source(clause, 0, 1, None, heard)
    return Source(None, "none", row[3] if row else None)


def _quotation(clause: Clause, k: int, cue: int, heard: Heard) -> tuple | None:
    """The row of the innermost quotation that holds a figure; "claimed 12 lives" quotes nobody."""
    start, printed = clause.items[k].number.amount.start, clause.words(cue, cue + 1)
    claims = clause.signs[cue] == Sign.CLAIM
    holding = (q for q in heard.quotes if q[0] <= start < q[1] and q[2] != "scare")
    row = max(holding, key=lambda q: q[0], default=None)
    return None if row and claims and printed.startswith(row[3] or "") else row


def _saying(clause: Clause, line: str, k: int, j: int) -> tuple[int, int, str | None] | None:
    """The items of who says the figure at `k` by the word at item `j`, and the word; None where it says nothing."""
    p, first = clause.p, clause.items[j].first
    word = p.lower[first]
    if word == "according" and j > k and line[j + 1 : j + 3] == Sign.TO + Sign.NOUN:
        return j + 2, j + 3, "according to"
    if j > k and line[j - 1 : j + 2] == Sign.COMMA + Sign.NOUN + Sign.STOP and _ends_in_verb(clause, j):
        return j, j + 1, p.words[clause.items[j].last - 1]
    if line[j] not in _SAYING or not (reports(p, word) or _counts(p, word, line[k - 1])):
        return None
    comma = max(0, line.rfind(Sign.COMMA, max(0, j - _REACH), j))
    if j > k and _SAID.fullmatch(line, comma, j):
        return comma + 1, j, p.words[first]
    if j < k and _SAYS.fullmatch(line, j + 1, k):
        begin, end = _speaker_before(line, j)
        return (begin, end, p.words[first]) if end else None
    return None


def _ends_in_verb(clause: Clause, j: int) -> bool:
    """Tell "the charity estimates", whose verb is taken for a noun."""
    first, last = clause.items[j].first, clause.items[j].last
    return last - first > 1 and reports(clause.p, clause.p.lower[last - 1])


def _source(clause: Clause, first: int, last: int, verb: str | None, heard: Heard) -> Source:
    begin, end = clause.items[first].first, clause.items[last - 1].last
    if verb and clause.p.words[end - 1] == verb:
        end -= 1
    return _named(clause.p, clause.p.starts[begin], clause.p.ends[end - 1], verb, heard)


def _named(p: Parse, start: int, end: int, verb: str | None, heard: Heard) -> Source:
    """Give the source printed at [start, end): a pronoun by the name of whom it stands for, anybody else as printed.

    The head of one of its parts is a name: named; a name in it, or a body: role (UN officials, the army); else unnamed.
    """
    first, last = p.token_at(start), p.token_at(end - 1) + 1
    if last - first == 1 and p.codes[first] == kind.PRONOUN:
        name = next((m[2] for m in heard.people if m[0] == start and m[2]), None)
        return Source(name or p.text[start:end], "named" if name else "unnamed", verb)
    return Source(p.text[start:end], _kind_of(p, first, last), verb)


def _kind_of(p: Parse, first: int, last: int) -> str:
    """The kind of a source that is printed in the tokens [first, last), by the heads of its parts."""
    found, head = "role" if kind.NAME in p.codes[first:last] else "unnamed", -1
    for i in range(first, last + 1):
        if i < last and p.codes[i] in kind.NOUNS:
            head = i
        elif head >= 0 and (i == last or p.codes[i] in _BREAKS):
            row = p.lexicons.terms("group_nouns").get(p.lower[head])
            if p.codes[head] == kind.NAME and not (row and row.category == "people"):
                return "named"
            found, head = "role" if row and row.category == "body" else found, -1
            if i < last and p.codes[i] != kind.COMMA:
                break  # "an official in the ministry": what hangs on the head names nobody
    return found


def _speaker_before(line: str, j: int) -> tuple[int, int]:
    """Give the items [first, last) of the subject before the verb at item `j`, (0, 0) where none is seen."""
    if j and line[j - 1] == Sign.NOUN:
        return _phrase_start(line, j - 1), j
    if line[max(0, j - 2) : j] == Sign.NOUN + Sign.VERB:  # "a report released today said"
        return j - 2, j - 1
    apposed = line[j - 1 : j] == Sign.COMMA and line.startswith(Sign.NOUN + Sign.COMMA)
    return (0, 1) if apposed else (0, 0)  # "Ann Lee, a nurse, said"


def _phrase_start(line: str, i: int) -> int:
    """Give the item where the noun phrase that ends in item `i` begins: "an official in the ministry"."""
    while i > 1 and line[i - 1] in Sign.OF + Sign.PREP and line[i - 2] == Sign.NOUN:
        i -= 2
    return i


def _is_somebody(clause: Clause, i: int) -> bool:
    """Whether the head of an item is a name or a word for people or bodies that can speak."""
    p, head = clause.p, clause.items[i].last - 1
    words = bases(p.lower[head], p.lexicons)
    return p.codes[head] == kind.NAME or any(
        word in p.lexicons.terms(name)
        for word in words
        for name in ("group_nouns", "roles", "unnamed_sources")
    )


def _counts(p: Parse, word: str, before: str) -> bool:
    """Tell whether a verb gives the figure behind it: "counted 12", "put the losses at 12"."""
    row = p.lexicons.terms("counting_verbs").get(word)
    return row is not None and (row.category != "with at" or before == Sign.PREP)


def reports(p: Parse, word: str) -> bool:
    """Tell whether a word is a form of a verb that can govern a clause: "say", "estimates", "told"."""
    rows = (p.lexicons.terms("reporting_verbs").get(base) for base in bases(word, p.lexicons))
    return any(row is not None and not _GOVERNS.isdisjoint(row.frames.split()) for row in rows)
