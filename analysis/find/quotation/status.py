"""Status: whether what is attributed was said, asked, denied, not said, or is only imagined to be said.

Takes a parse and a cue, gives one word. It reads the cue's own clause: "it is a myth that he said so" counts as said.
"""

from ..text.clauses import NEGATIONS
from ..text.inflection import bases
from ..text.parse import Parse

SAID, ASKED, DENIED, NOT_SAID, HYPOTHETICAL = "said", "asked", "denied", "not said", "hypothetical"
_NOBODY = frozenset(["no", "nobody", "none", "neither", "nor"])
_UNREAL = frozenset(["would", "'d", "could", "might", "may", "should"])
_IF = frozenset(["if", "unless"])
_OPPOSITE = {SAID: NOT_SAID, ASKED: NOT_SAID, DENIED: NOT_SAID, NOT_SAID: NOT_SAID}


def status_of(p: Parse, cue, first: int, last: int, kind: str) -> str:
    """Give the status of the passage [first, last) that a cue introduces.

    The verb's own status stands in the lexicon ("deny", "refuse to say"); negation, modals and "if" change it.
    """
    if cue is None or cue.verb is None:
        return SAID
    verb, row = cue.verb, _row(p, cue.verb)
    if verb.mood == "noun" and _is_rejected(p, cue):
        return DENIED
    own = (getattr(row, "status", "") or SAID) if row else SAID
    if kind == "direct":
        return ASKED if own == ASKED else SAID
    if own == DENIED and "as" in p.lower[first:last]:  # "dismissed it as a rumour": that is said
        own = SAID
    if (
        own == ASKED
        and not {"whether", "if"}.intersection(p.lower[first : first + 1])
        and verb.mood != "noun"
    ):
        own = ASKED if p.codes[first] == "W" else SAID  # "asked them to go" is said
    group = p.lower[verb.first : verb.main]
    subject = p.lower[cue.speaker[0]] if cue.speaker else ""
    if not NEGATIONS.isdisjoint(group) or subject in _NOBODY:
        meant = row is not None and row.category == "thought" and own == SAID
        return DENIED if meant and subject not in _NOBODY else _OPPOSITE[own]
    before = min(verb.first, cue.speaker[0] if cue.speaker else verb.first) - 1
    unreal = not _UNREAL.isdisjoint(group) and {"clause", "quote"} <= verb.frames
    if own == SAID and (unreal or (before >= 0 and p.lower[before] in _IF)):
        return HYPOTHETICAL
    return own


def _is_rejected(p: Parse, cue) -> bool:
    """Whether the noun is the object of a denial: "rejected claims that", but not "rejected Lee's claim that"."""
    before = cue.verb.first - 1
    if before < 0 or (cue.speaker and cue.speaker[1] > cue.verb.first):
        return False
    verbs, terms = bases(p.lower[before], p.lexicons), p.lexicons.terms("reporting_verbs")
    return any(getattr(terms.get(verb), "status", "") == DENIED for verb in verbs)


def _row(p: Parse, verb):
    lexicon = "attitude_words" if verb.mood == "noun" else "reporting_verbs"
    return p.lexicons.terms(lexicon).get(verb.term)
