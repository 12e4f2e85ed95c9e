"""Status: whether what is attributed was said, asked, denied, not said, or is only imagined to be said.

Takes a parse and a cue, gives one word. It reads the cue's own clause: "it is a myth that he said so" counts as said.
"""

from ..text import codes
from ..text.inflection import bases
from ..text.parse import Parse
from ..text.verb_groups import NEGATIONS

SAID, ASKED, DENIED, NOT_SAID, HYPOTHETICAL = "said", "asked", "denied", "not said", "hypothetical"
_NOBODY = frozenset(["no", "nobody", "none", "neither", "nor"])
_NOT_BEFORE = _NOBODY | {"without", "unable"}  # "without saying when", "unable to say when"
_UNREAL = frozenset(["would", "'d", "could", "might", "may", "should"])
_OPPOSITE = {SAID: NOT_SAID, ASKED: NOT_SAID, DENIED: NOT_SAID, NOT_SAID: NOT_SAID}


def status_of(p: Parse, cue, first: int, last: int, kind: str) -> str:
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
    if kind == "direct":
        return ASKED if own == ASKED else SAID
    return _in_clause(p, cue, _by_content(p, own, first, last), getattr(row, "category", "") == "thought")


def _in_clause(p: Parse, cue, own: str, thought: bool) -> str:
    group = p.lower[cue.verb.first : cue.verb.main]
    if _is_nobody(p, cue.speaker):
        return _OPPOSITE[own]
    not_yet = "yet" in group and "to" in group  # "has yet to say"
    if not_yet or p.lower[cue.verb.first - 1] in _NOT_BEFORE or not NEGATIONS.isdisjoint(group):
        return DENIED if own == SAID and thought else _OPPOSITE[own]
    sentence = p.sentences[p.sentence_of[cue.verb.main]]
    if own == SAID and p.codes[sentence.first] in codes.FINITE and p.words[sentence.last - 1] == "?":
        return ASKED  # "Did the mayor say that it was safe?"
    return HYPOTHETICAL if own == SAID and _is_imagined(p, cue, group) else own


def _is_nobody(p: Parse, speaker) -> bool:
    """Whether nobody speaks: "no inspector said", "neither the school nor the trust said"."""
    if speaker is None:
        return False
    nor = p.lower[max(0, speaker[0] - 2)] == "nor"  # "nor would he say"
    return nor or not _NOBODY.isdisjoint(p.lower[max(0, speaker[0] - 1) : speaker[0] + 1])


def _by_content(p: Parse, own: str, first: int, last: int) -> str:
    """What a verb's own status becomes with what follows: "dismissed it as a rumour", "asked them to go" are said."""
    if own == DENIED and "as" in p.lower[first:last]:
        return SAID
    if own == ASKED and p.lower[first] not in ("whether", "if"):
        return ASKED if p.codes[first] == codes.RELATIVE else SAID
    return own


def _is_imagined(p: Parse, cue, group: list[str]) -> bool:
    verb = cue.verb
    before = min(verb.first, cue.speaker[0] if cue.speaker else verb.first) - 1
    only = "only" in (*group, *p.lower[verb.last : verb.last + 1])  # "would say only"
    unreal = not _UNREAL.isdisjoint(group) and not only and {"clause", "quote"} <= verb.frames
    return unreal or (before >= 0 and p.lower[before] in ("if", "unless")) or is_planned(p, verb)


def is_planned(p: Parse, verb) -> bool:
    """Whether a verb hangs on one that makes it a plan or a charge: "wants to say", "was accused of saying"."""
    at = verb.first - 1
    if verb.mood == "infinitive" and at >= 0:
        category = getattr(p.lexicons.terms("status_words").get(p.lower[at]), "category", "")
        return category == "planned" or (category == "attempt" and p.codes[at] in codes.MAIN_VERBS)
    if verb.mood == "participle" and at > 0 and p.lower[at] == "of":
        return any(row.category == "hostile" for row in _verbs(p, at - 1))
    return False


def _is_rejected(p: Parse, cue) -> bool:
    """Whether the noun is the object of a denial: "rejected claims that", "called the claim that ... nonsense".

    "Rejected Lee's claim that" leaves what Lee said; "withdrew her claim that" is a denial of her own.
    """
    before = cue.verb.first - 1
    owner = cue.speaker is not None and cue.speaker[1] > cue.verb.first
    if before < 0:
        return False
    for row in _verbs(p, before):
        frames = row.frames.split()
        if "retracted" in frames:
            return not owner or p.codes[cue.verb.first] == codes.POSSESSIVE
        if not owner and (row.status == DENIED or "predicate" in frames):
            return True
    return False


def denies(p: Parse, at: int) -> bool:
    """Whether a word is a verb of denial."""
    return any(row.status == DENIED for row in _verbs(p, at))


def _verbs(p: Parse, at: int) -> list:
    terms = p.lexicons.terms("reporting_verbs")
    return [row for base in bases(p.lower[at], p.lexicons) if (row := terms.get(base)) is not None]
