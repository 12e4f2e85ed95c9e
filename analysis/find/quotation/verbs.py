"""Reporting verbs as they stand in a text: "has said", "was told", "pointing out".

Takes a parse, gives the verb groups whose verb is in the lexicon of reporting verbs. It cannot see what a verb means
in its place: whether somebody speaks is for the speaker and the clause to show.
"""

from itertools import compress
from typing import NamedTuple

from ...read.lexicons import Lexicons, kept
from ..text import codes as kind
from ..text.inflection import bases
from ..text.parse import Parse
from ..text.phrases import is_time
from ..text.verb_groups import BE, form_of, group_start

_ENDS: tuple[list[str], ...] = ([], ["."], [","], [";"])
_BEHIND = (["that"], ["to"], *_ENDS)
_MISTAKEN = kind.ADJECTIVE + kind.NOUN  # "also emphasised that", "polls show that"


class Verb(NamedTuple):
    """A verb group: its tokens [first, last), the token of the main verb, its lexicon row, its mood."""

    first: int
    last: int
    main: int
    term: str
    frames: frozenset
    mood: str


def reporting_verbs(p: Parse) -> list[Verb]:
    """Give the groups of reporting verbs in a parse, in text order.

    >>> from analysis.find.text.parse import parse
    >>> [(v.term, v.mood) for v in reporting_verbs(parse("He has said that it was thought lost, adding nothing."))]
    [('say', 'finite'), ('think', 'passive'), ('add', 'participle')]
    """
    found = []
    listed = map(p.lexicons.results(_entries).__getitem__, p.lower)
    for i in compress(range(len(p.lower)), listed):
        code, behind = p.codes[i], p.words[i + 1 : min(i + 2, p.sentences[p.sentence_of[i]].last)]
        if code == kind.PRESENT and p.codes[i - 1] in kind.PRESENT + kind.PAST:
            continue  # a noun: "rejected calls for a cut"
        if code in kind.MAIN_VERBS or (
            code in _MISTAKEN and behind in _BEHIND and _is_mistaken(p, i, behind)
        ):
            entry = entry_at(p, i)
            if entry:
                found.append(verb_group(p, i, *entry))
    return found


def entry_at(p: Parse, at: int) -> tuple[int, str, frozenset] | None:
    """Give the end, the term and the frames of the reporting verb that begins at a token, or None."""
    for rest, term, frames in _entries(p.lower[at], p.lexicons):
        for first in (at + 1, _past_adverbial(p, at + 1)) if rest else (at + 1,):
            last = first + len(rest)
            if tuple(p.lower[first:last]) != rest or (rest and p.codes[last - 1] == kind.TO):
                continue
            chunk = p.chunk_of[last] if rest and last < len(p.words) else -1
            if chunk < 0 or not is_time(p, chunk):  # "reported on Monday"
                return last, term, frames
    return None


def verb_group(p: Parse, main: int, last: int, term: str, frames: frozenset) -> Verb:
    """Give the group of a main verb: with its helpers and adverbs to the left, and its mood."""
    first = group_start(p, main)
    helpers = p.lower[first:main]
    mood = form_of(p, first, main, last, helpers)
    passive = p.codes[main] in kind.PARTICIPLE + kind.PAST and not BE.isdisjoint(helpers)
    return Verb(first, last, main, term, frames, "passive" if passive else mood)


def _past_adverbial(p: Parse, at: int) -> int:
    """Step over what may stand between a verb and its preposition: "spoke briefly of", "spoke on Monday of"."""
    if p.codes[at : at + 1] == kind.ADVERB:
        return at + 1
    chunk = p.chunk_of[at + (p.codes[at : at + 1] == kind.PREPOSITION)]
    return p.chunks[chunk].last if chunk >= 0 and is_time(p, chunk) else at


def _is_mistaken(p: Parse, at: int, behind: list[str]) -> bool:
    """Whether what the tagger takes for a noun or adjective is a verb: "also emphasised that", "polls show that"."""
    before = p.codes[at - 1]
    if behind in _ENDS:  # "..., the papers state."
        chunk = p.chunk_of[at]
        apart = chunk >= 0 and p.codes[p.chunks[chunk].first - 1] in kind.COMMA + kind.CLOSES
        return apart and before == kind.NOUN and {p.tags[at - 1], p.tags[at]} == {"NN", "NNS"}
    sentence = p.sentences[p.sentence_of[at]]  # "NASA plans to launch it"
    alone = not any(code in kind.FINITE for code in p.codes[sentence.first : sentence.last])
    return before in kind.NOUNS + kind.PRONOUN + kind.ADVERB + ")" and (alone or behind == ["that"])


@kept
def _entries(word: str, lexicons: Lexicons) -> tuple[tuple, ...]:
    """The verbs that a word may be a form of: the words that must follow, the term, its frames; longest first."""
    table = lexicons.part(_verbs)
    found = [entry for base in bases(word, lexicons) for entry in table.get(base, ())]
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


def _verbs(lexicons: Lexicons) -> dict[str, list[tuple]]:
    table: dict[str, list[tuple]] = {}
    for term, row in lexicons.terms("reporting_verbs").items():
        first, *rest = term.split(" ")
        table.setdefault(first, []).append((tuple(rest), term, frozenset(row.frames.split())))
    return table
