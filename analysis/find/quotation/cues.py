"""Cues: the verbs that attribute words to somebody, each with its speaker and how it stands.

Takes a parse, gives cues in text order. It cannot see a speaker who stands in another sentence than the cue.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import Span, phrase_before, phrase_end
from ..text.sentences import NOT_PROSE
from ..text.subjects import subject_after, subject_before, subject_of_sentence
from ..text.verb_groups import NEGATIONS
from .phrases import is_body, is_claim, is_setting, is_somebody, past_adverbial
from .verbs import Verb, reporting_verbs

_CLAUSES = frozenset(("clause", "that", "question", "told", "answer"))
_SUBORDINATE = frozenset(
    "while when after as although though if since because before once until where".split()
)
_TENSE = {kind.PAST: "past", kind.PARTICIPLE: "past", kind.PRESENT: "present", kind.BASE: "present"}
_NOMINATIVE = frozenset("i he she we they it there".split())
_APART = kind.COMMA + kind.CLOSES + kind.OPENS + kind.DASH + kind.STOP  # ", said Ann Lee"
_DIVIDES = kind.COMMA + kind.CLOSES + kind.DASH
_ENDS = kind.COMMA + kind.STOP + kind.DASH
_DOES = kind.PRESENT + kind.PAST + kind.PARTICIPLE + kind.BASE
_TO_SOMEBODY = frozenset(["with", "from", "to", "by", "between"])
_REACH = 80  # tokens that a speaker may stand before the verb


class Cue(NamedTuple):
    """A cue: tokens [first, last) with its speaker, the main verb, the printed words, the speaker, how it stands."""

    first: int
    last: int
    main: int
    words: Span
    speaker: Span | None
    frames: frozenset = frozenset()
    mood: str = ""
    order: str = "before"  # before, after (the speaker stands behind the verb), object, phrase
    around: bool = False
    rule: str = ""
    verb: Verb | None = None
    within: bool = False

    def allows(self, frame: str, quoted: bool) -> bool:
        """Whether a content of this frame may stand to the right of the cue as it is built; `quoted`: with marks."""
        if self.order == "object" and frame == "noun":
            return False  # "gave their lives defending the bridge"
        if self.mood == "gerund":  # "after backing the plan" is a deed, "after calling it absurd" is not
            return frame != "noun" or not {"quote", "predicate"}.isdisjoint(self.frames)
        if self.mood in ("infinitive", "base"):  # "to denounce the report" is a deed
            told = self.mood == "infinitive" and (quoted or frame in ("object_to", "to"))
            return frame in _CLAUSES or told
        return self.mood != "bare participle" or frame in ("that", "question")


class _Found(NamedTuple):
    """Who is found to speak, on which side of the verb, and the rule, if the verb's mood tells it."""

    speaker: Span | None
    order: str = "before"
    rule: str = ""


def find_cues(
    p: Parse, floor_of: Callable[[int], int], inside: bytearray, phrases: Iterable[Cue] = ()
) -> list[Cue]:
    """Give the reporting verbs outside quotation marks and links, each with the speaker that its clause names.

    `phrases` are the source phrases, whose speaker may go on: "According to her, it rained, adding that it was late".
    """
    cues: list[Cue] = []
    opening = {p.sentence_of[cue.first]: cue for cue in phrases}
    for verb in reporting_verbs(p):
        noun = p.chunk_of[verb.main] >= 0 and not _opens_clause(p, verb.main + 1)
        if inside[verb.main] or noun or p.sentences[p.sentence_of[verb.main]].kind in NOT_PROSE:
            continue
        floor = max(floor_of(verb.first), verb.first - _REACH)
        cue = _cue(p, verb, floor, _earlier(p, cues, verb) or _opened(p, opening, verb))
        if cue is not None:
            cues.append(cue)
    return cues


def cue_from(speaker: Span, words: Span | None = None) -> Cue:
    """Give a cue of a speaker, and a verb where there is one, that no lexicon lists."""
    if words is None:
        return Cue(*speaker, -1, (0, 0), speaker)
    return Cue(min(speaker[0], words[0]), max(speaker[1], words[1]), words[0], words, speaker)


def _opens_clause(p: Parse, at: int) -> bool:
    """Whether a clause begins here, so that the word before is a verb after all: "with some insisting it is so"."""
    return not _NOMINATIVE.isdisjoint(p.lower[at : at + 1]) or p.lower[at : at + 1] == ["that"]


def _earlier(p: Parse, cues: list[Cue], verb: Verb) -> Cue | None:
    """The cue before this one in the sentence, of the same tense where there is one: its speaker may go on."""
    tense, sentence = _TENSE.get(p.codes[verb.main]), p.sentence_of[verb.main]
    near = [cue for cue in reversed(cues[-4:]) if p.sentence_of[cue.main] == sentence]
    same = (cue for cue in near if _TENSE.get(p.codes[cue.main]) == tense)
    return next(same, near[0] if near else None)


def _opened(p: Parse, opening: Mapping[int, Cue], verb: Verb) -> Cue | None:
    """The source phrase that opens the sentence of a participle."""
    cue = opening.get(p.sentence_of[verb.main])
    return cue if cue and cue.first < verb.first and verb.mood == "participle" else None


def _cue(p: Parse, verb: Verb, floor: int, before: Cue | None) -> Cue | None:
    sentence = p.sentences[p.sentence_of[verb.main]]
    speaker, order, rule = _SPEAKER_OF.get(verb.mood, _of_finite)(p, verb, floor, before)
    speaker = speaker and _trimmed(p, speaker)
    if not _is_cue(p, verb, speaker):
        return None
    first, last, around = verb.first, verb.last, None
    if speaker and order == "after":
        last = speaker[1]
    elif speaker and not rule:
        first = min(first, speaker[0])
    if speaker and not rule and verb.frames & _CLAUSES:
        around = _stands_apart(p, first, last, sentence.last, "told" in verb.frames and order == "before")
    if "hearing" in verb.frames:  # "the court heard that ...": whoever spoke there is not named
        speaker, rule = None, "impersonal"
    gerund = verb.mood == "participle" and p.codes[verb.first - 1] in kind.PREPOSITIONS
    return Cue(
        first=first,
        last=last if around is None else around,
        main=verb.main,
        words=(_printed(p, verb), verb.last),
        speaker=speaker,
        frames=verb.frames,
        mood="gerund" if gerund else verb.mood,
        order=order,
        around=around is not None,
        rule=rule,
        verb=verb,
        within=_within_adjunct(p, verb, speaker, sentence.first),
    )


def _is_cue(p: Parse, verb: Verb, speaker: Span | None) -> bool:
    """Whether a verb with its speaker attributes at all, and not a base form without one or ", a claim disputed"."""
    if "hearing" in verb.frames:
        return speaker is not None and (is_setting(p, speaker[0]) or is_body(p, speaker[0]))
    if speaker is None:
        return verb.mood != "base" and (verb.mood != "bare participle" or "told" in verb.frames)
    return verb.mood != "bare participle" or not is_claim(p, p.chunk_of[speaker[0]])


def _printed(p: Parse, verb: Verb) -> int:
    """Where the verb is printed from, without adverbs that do not deny."""
    at = verb.first
    while at < verb.main and p.codes[at] == kind.ADVERB and p.lower[at] not in NEGATIONS:
        at += 1
    return at


def _of_finite(p: Parse, verb: Verb, floor: int, before: Cue | None) -> _Found:
    sentence = p.sentences[p.sentence_of[verb.main]]
    previous = p.codes[verb.first - 1] if verb.first > sentence.first else kind.STOP
    if "raised" in verb.frames and verb.mood == "finite":
        return _Found(
            None, rule="impersonal"
        )  # "the plan seems to work": what stands before it is no speaker
    if previous == kind.AND:
        return _same(p, verb, floor, before, "second verb, subject left out")
    apart = previous in _APART and "quote" in verb.frames
    after = subject_after(p, verb.last, sentence.last) if apart else None
    says = "clause" in verb.frames and "noun" not in verb.frames
    if after and says and is_somebody(p, after[0]):  # not "The firm, for one, noted the gap"
        return _Found(after, "after")
    speaker = subject_before(p, verb.first, floor)
    if speaker and p.lower[verb.first - 1] == "who" and not is_somebody(p, speaker[0]):
        speaker = _last_named(p, *speaker)
    return _Found(after, "after") if after and not speaker else _Found(speaker)


def _last_named(p: Parse, first: int, last: int) -> Span:
    """Whom a relative clause is about where the head of a phrase is nobody: "a call with Ann Lee, who said"."""
    at = p.chunks[p.chunk_of[last - 1]].first
    return (
        (at, last) if at > first and p.lower[at - 1] in _TO_SOMEBODY and is_somebody(p, at) else (first, last)
    )


def _of_participle(p: Parse, verb: Verb, floor: int, before: Cue | None) -> _Found:
    sentence, at, rule = p.sentences[p.sentence_of[verb.main]], verb.first - 1, "participle"
    left = max(sentence.first, verb.first - _REACH)
    if p.chunk_of[at] < 0 or p.codes[at] == kind.POSSESSIVE or is_setting(p, at):
        speaker = (before and before.speaker) or subject_of_sentence(p, left, verb.first)
        return _Found(speaker or _of_main_clause(p, verb, sentence.first, sentence.last), rule=rule)
    speaker = phrase_before(p, verb.first, floor)
    if speaker is None or p.codes[speaker[0] - 1] not in _DOES:
        return _Found(speaker, rule=rule)
    if not is_somebody(p, at):  # "gave their lives defending the bridge", "held a banner saying ..."
        speaker = subject_of_sentence(p, left, speaker[0])
    return _Found(speaker, "object", rule)


def _of_passive(p: Parse, verb: Verb, floor: int, before: Cue | None) -> _Found:
    agent = _agent(p, verb.last, p.sentences[p.sentence_of[verb.main]].last)
    return _Found(agent, rule="impersonal" if p.lower[verb.first - 1] == "it" else "passive")


def _same(p: Parse, verb: Verb, floor: int, before: Cue | None, rule: str = "infinitive") -> _Found:
    """The speaker of the cue before, or the subject of the verb before."""
    if p.codes[verb.first] in kind.FINITE and rule == "infinitive":
        return _Found(subject_before(p, verb.first, floor), rule=rule)  # "has yet to say"
    speaker = before.speaker if before else subject_of_sentence(p, floor, verb.first)
    return _Found(speaker, rule=rule)


_SPEAKER_OF: dict[str, Callable] = {
    "participle": _of_participle,
    "passive": _of_passive,
    "infinitive": _same,
}


def _of_main_clause(p: Parse, verb: Verb, first: int, last: int) -> Span | None:
    """The subject of the main clause for an -ing form that opens the sentence: "Calling it historic, she left"."""
    comma = p.codes.find(kind.COMMA, verb.last, min(verb.last + _REACH, last)) if verb.first == first else -1
    while comma >= 0 and p.chunk_of[comma + 1] < 0:
        comma = p.codes.find(kind.COMMA, comma + 1, last)
    finite = (i for i in range(comma + 1, last) if comma >= 0 and p.codes[i] in kind.FINITE)
    found = subject_before(p, next(finite, 0), comma + 1)
    return found if found and found[0] == comma + 1 else None


def _trimmed(p: Parse, speaker: Span) -> Span:
    """The speaker without what a preposition brought into its noun phrase: "In a statement Ann Lee said"."""
    first, last = speaker
    if first == 0 or p.codes[first - 1] not in kind.PREPOSITION + kind.NOUNS:
        return speaker
    times = p.lexicons.terms("time_words")
    if p.codes[first] == kind.NUMBER and p.lower[first - 1] in times and first + 1 < last:
        return first + 1, last  # "On May 6 Mr Kemp said"
    if p.codes[first - 1] in kind.NOUNS:
        return speaker
    while first + 1 < last and p.lower[first] in times:
        first += 1
    settings = p.lexicons.terms("speech_settings")
    at = next((i for i in range(first, last - 1) if p.lower[i] in settings), last)
    return (at + 1 if p.codes[at + 1 : at + 2] == kind.NAME and at < last else first), last


def _within_adjunct(p: Parse, verb: Verb, speaker: Span | None, first: int) -> bool:
    """Whether the verb stands in what comes before the main clause: "While he said so, she left"."""
    at = verb.first - 1
    if p.lower[verb.first] == "asked" and p.codes[at] == kind.COMMA:
        return True  # "The mayor, asked if it was so, left"
    if p.lower[(min(speaker[0], verb.first) if speaker else verb.first) - 1] in _SUBORDINATE:
        return True
    if at > first and p.lower[at] in ("who", "which"):
        return not any(code in kind.FINITE for code in p.codes[first:at])
    if kind.COMMA in p.codes[first : verb.first]:
        return False
    if p.lower[first] in _SUBORDINATE or p.codes[first] == kind.PARTICIPLE:
        return True  # "Asked if he thought so, she left"
    return verb.mood in ("participle", "infinitive") and p.codes[first] in kind.PREPOSITIONS + kind.GERUND


def _stands_apart(p: Parse, first: int, last: int, ceiling: int, told: bool) -> int | None:
    """Where "he said on Monday" ends, if a comma or "as" divides it from what stands before and no clause follows."""
    as_told = p.lower[first - 1 : first] == ["as"]
    before = first - 1 - as_told
    opens = as_told and (before < 0 or p.sentence_of[before] != p.sentence_of[first])
    if not opens and (p.codes[before] not in _DIVIDES or p.words[before] in (":", ";")):
        return None
    if told and last < ceiling and p.chunk_of[last] >= 0 and p.codes[last] in kind.PRONOUN + kind.NOUNS:
        last = phrase_end(p, last, ceiling)  # "..., she told us."
    while last < ceiling and p.codes[last] not in _ENDS:
        behind = last + 1 if p.codes[last] == kind.ADVERB else past_adverbial(p, last, ceiling)
        if behind == last:
            return None
        last = behind
    return last


def agent_within(p: Parse, first: int, last: int) -> tuple[int, Span | None]:
    """Give where the content of a passive ends and its agent: `described as "the best" by her coach`."""
    for i in range(first + 1, last):
        agent = _agent(p, i, last + 1)
        if agent and agent[1] >= last and is_somebody(p, agent[0]):
            return i, agent
    return last, None


def _agent(p: Parse, at: int, ceiling: int) -> Span | None:
    if p.lower[at : at + 1] == ["by"] and p.chunk_of[at + 1] >= 0:
        return at + 1, phrase_end(p, at + 1, ceiling)
    return None
