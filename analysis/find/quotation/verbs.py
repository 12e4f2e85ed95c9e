"""Reporting verbs as they stand in a text: "has said", "was told", "pointing out".

Takes a parse, gives the verb groups whose verb is in the lexicon of reporting verbs, and whether what such a verb
attributes was said, asked, denied, not said, or is only imagined to be said. It cannot see what a verb means in its
place, and reads its own clause alone: "it is a myth that he said so" counts as said.
"""

from itertools import compress
from typing import NamedTuple

from ...read.lexicons import Lexicons, category, kept
from ..text import BE, NEGATIONS, Parse, bases, is_time, kind, listed, past_time, phrase_end
from ..text.clauses import form_of, group_start

SAID, ASKED, DENIED, NOT_SAID, HYPOTHETICAL = "said", "asked", "denied", "not said", "hypothetical"
NOBODY = frozenset(["no", "nobody", "none", "neither", "nor"])
_NOT_BEFORE = NOBODY | {"without", "unable"}  # "without saying when", "unable to say when"
_UNREAL = frozenset(["would", "'d", "could", "might", "may", "should"])
_ENDS = ("", ".", ",", ";")
_UNLIKE = (("NN", "NNS"), ("NNS", "NN"), ("NNP", "NNS"))  # a subject and its verb, taken for a noun


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
    for i in compress(range(len(p.lower)), map(p.lexicons.results(_entries).__getitem__, p.lower)):
        noun = p.codes[i] == kind.PRESENT and p.codes[i - 1] in kind.PRESENT + kind.PAST  # "rejected calls"
        mistaken = p.codes[i] in kind.ADJECTIVE + kind.NOUN and _is_mistaken(p, i)
        verb = mistaken or (p.codes[i] in kind.MAIN_VERBS and not noun)
        if verb and (entry := entry_at(p, i)):
            found.append(verb_group(p, i, *entry))
    return found


def entry_at(p: Parse, at: int) -> tuple[int, str, frozenset] | None:
    """Give the end, the term and the frames of the reporting verb that begins at a token, or None."""
    entries, behind = _entries(p.lower[at], p.lexicons), at + 1
    if entries and entries[0][0]:  # "spoke briefly of", "spoke on Monday of"
        behind += 1 if p.codes[behind] == kind.ADVERB else past_time(p, behind) - behind
    for rest, term, frames in entries:
        for first in (at + 1, behind):
            last = first + len(rest)
            ends = p.lower[first:last] == rest and p.codes[last - 1] != kind.TO
            if ends and not (rest and is_time(p, p.chunk_of[last])):  # "reported on Monday"
                return last, term, frames
    return None


def verb_group(p: Parse, main: int, last: int, term: str, frames: frozenset) -> Verb:
    """Give the group of a main verb: with its helpers and adverbs to the left, and its mood."""
    first = group_start(p, main)
    helpers = p.lower[first:main]
    opens = first == p.sentence(main).first
    mood = form_of(p, first, main, main + 1 if opens else last, helpers)  # "Asked for a word, she left"
    mood = "infinitive" if "to" in helpers and mood == "finite" else mood  # "had to say"
    be = BE.intersection(helpers) if helpers and p.codes[main] in kind.PARTICIPLE + kind.PAST else ()
    passive = be and not (be == {"'s"} and _has(p, first, last, frames))
    return Verb(first, last, main, term, frames, "passive" if passive else mood)


def _has(p: Parse, first: int, last: int, frames: frozenset) -> bool:
    """Whether "'s" is "has": "he's denied that", "she's told them that", not "she's told that", "he's believed to"."""
    bound = p.codes[last] in kind.PREPOSITIONS or not frames.isdisjoint(("told", "object_to"))
    return p.lower[first - 1] in ("he", "she", "who") and (not bound or p.chunk_of[last] >= 0)


def _is_mistaken(p: Parse, at: int) -> bool:
    """Whether what the tagger takes for a noun or adjective is a verb: "also emphasised that", "polls show that"."""
    before, (first, last, *_) = p.codes[at - 1], p.sentence(at)
    behind = "".join(p.lower[at + 1 : min(at + 2, last)])
    chunk, tags = p.phrase_at(at), (p.tags[at - 1], p.tags[at])
    if behind in _ENDS:  # "..., the papers state.", "..., Acme claims.", "..., chemists in Norway report."
        if p.lower[chunk.first - 1] in ("in", "at", "from"):
            chunk, tags = p.phrase_at(chunk.first - 2), (p.tags[chunk.first - 2], tags[1])
        return p.codes[chunk.first - 1] in kind.COMMA + kind.CLOSES and tags in _UNLIKE
    if behind == "out":  # "points out that", "points out the risk"
        return p.tags[at] == "NNS" and p.lower[at + 2] != "of"
    if before == kind.COMMA and behind == "that":  # "Ann Lee, the mayor, claims that"
        led = p.codes[first:at]
        return kind.NAME in led and not kind.has_finite(led) and p.tags[at] == "NNS"
    # "NASA plans to launch it", "Ann Lee, head of the union, accused firms of lying"
    alone = behind == "to" and not kind.has_finite(p.codes[first:last])
    accuses = tags[1] == "JJ" and p.codes[chunk.last : chunk.last + 2] == kind.PREPOSITION + kind.GERUND
    led = kind.NOUNS + kind.PRONOUN + kind.ADVERB + kind.COMMA + ")"
    return before in led and (alone or accuses or _tells(p, at, first, last))


def _tells(p: Parse, at: int, first: int, last: int) -> bool:
    """Whether "that" stands behind a word, or behind a phrase that does: "Ms Ward claims in the complaint that"."""
    if p.lower[at + 1] == "that" or p.codes[at + 1] != kind.PREPOSITION or kind.has_finite(p.codes[first:at]):
        return p.lower[at + 1] == "that"  # but not "Police reports in the case that she won"
    return p.codes[p.phrase_at(at).first] != kind.NOUN and p.lower[phrase_end(p, at + 2, last)] == "that"


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
        table.setdefault(first, []).append((rest, term, frozenset(row.frames.split())))
    return table


def status_of(p: Parse, cue, first: int, last: int, form: str) -> str:
    """Give the status of the passage [first, last) that a cue introduces.

    The verb's own status stands in the lexicon ("deny", "refuse to say"); negation, modals, "if", a question, and
    the verb that a cue hangs on ("planned to say", "withdrew his claim") change it.
    """
    if cue is None or cue.verb is None:
        return SAID
    if cue.verb.mood == "noun" and _is_rejected(p, cue):
        return DENIED
    lexicon = "attitude_words" if cue.verb.mood == "noun" else "reporting_verbs"
    row = p.lexicons.terms(lexicon).get(cue.verb.term)
    own = getattr(row, "status", "") or SAID
    if form == "direct":
        return ASKED if own == ASKED else SAID
    return _in_clause(p, cue, _by_content(p, own, first, last), getattr(row, "category", "") == "thought")


def _in_clause(p: Parse, cue, own: str, thought: bool) -> str:
    group, before = p.lower[cue.verb.first : cue.verb.main], p.lower[cue.verb.first - 1]
    if cue.speaker and _is_nobody(p, cue.speaker):
        return NOT_SAID
    not_yet = "yet" in group and "to" in group  # "has yet to say"
    if not_yet or before in _NOT_BEFORE or not NEGATIONS.isdisjoint(group):
        return DENIED if own == SAID and thought else NOT_SAID
    sentence = p.sentence(cue.verb.main)
    if own == SAID and p.codes[sentence.first] in kind.FINITE and p.words[sentence.last - 1] == "?":
        return ASKED  # "Did the mayor say that it was safe?"
    return HYPOTHETICAL if own == SAID and _is_imagined(p, cue, group) else own


def _is_imagined(p: Parse, cue, group: list[str]) -> bool:
    verb = cue.verb
    clause = min(verb.first, cue.speaker[0] if cue.speaker else verb.first)
    only = "only" in (*group, p.lower[verb.last])  # "would say only"
    unreal = not _UNREAL.isdisjoint(group) and not only and {"clause", "quote"} <= verb.frames
    return unreal or p.lower[clause - 1] in ("if", "unless") or _is_planned(p, verb)


def _is_nobody(p: Parse, speaker) -> bool:
    """Whether nobody speaks: "no inspector said", "neither the school nor the trust said"."""
    nor = p.lower[speaker[0] - 2] == "nor"  # "nor would he say"
    before = max(0, speaker[0] - 1)  # "Not everyone believes"
    return nor or p.words[before] == "Not" or not NOBODY.isdisjoint(p.lower[before : speaker[0] + 1])


def _by_content(p: Parse, own: str, first: int, last: int) -> str:
    """What a verb's own status becomes with what follows: "dismissed it as a rumour", "asked them to go" are said."""
    wants = own == ASKED and p.lower[first] not in ("whether", "if") and p.codes[first] != kind.RELATIVE
    return SAID if wants or (own == DENIED and "as" in p.lower[first:last]) else own


def _is_planned(p: Parse, verb) -> bool:
    """Whether a verb hangs on one that makes it a plan or a charge: "wants to say", "was accused of saying"."""
    at = verb.first - 1
    if verb.mood == "infinitive":
        told = category(p.lexicons, "status_words", p.lower[at])
        return told == "planned" or (told == "attempt" and p.codes[at] in kind.MAIN_VERBS)
    charges = listed(p.lexicons, "reporting_verbs", p.lower[at - 1] if p.lower[at] == "of" else "")
    return verb.mood == "participle" and any(row.category == "hostile" for row in charges)


def _is_rejected(p: Parse, cue) -> bool:
    """Whether the noun is the object of a denial: "rejected claims that", "called the claim that ... nonsense".

    "Rejected Lee's claim that" leaves what Lee said; "withdrew her claim that" is a denial of her own.
    """
    owner = cue.speaker is not None and cue.speaker[1] > cue.verb.first
    before = cue.verb.first - 1
    verbs = listed(p.lexicons, "reporting_verbs", p.lower[before])
    frames = {frame for row in verbs for frame in row.frames.split()}
    if "retracted" in frames:
        return not owner or p.codes[cue.verb.first] == kind.POSSESSIVE
    return not owner and ("predicate" in frames or denies(p, before))


def receives(p: Parse, at: int) -> bool:
    """Whether a word is a verb of those who are told: "ignored a letter that said so"."""
    return any(row.category == "receiving" for row in listed(p.lexicons, "verb_helpers", p.lower[at]))


def denies(p: Parse, at: int) -> bool:
    """Whether a word is a verb of denial."""
    return any(row.status == DENIED for row in listed(p.lexicons, "reporting_verbs", p.lower[at]))
