"""Cues: the verbs that attribute words to somebody, each with its speaker and how it stands.

Takes a parse, gives cues in text order. It cannot see a speaker who stands in another sentence than the cue.
"""

from collections.abc import Callable
from typing import NamedTuple

from ..text import NEGATIONS, NOT_PROSE, Parse, Span, kind, phrase_end
from ..text.subjects import subject_before
from .cue_speakers import REACH, is_headed, past_adverbial, speaker_of
from .openings import past_adverbs
from .verbs import Verb, reporting_verbs

_CLAUSES = frozenset(("clause", "that", "question", "told", "answer"))
_ADJUNCT = frozenset("while when after as although though if since because before once until where".split())
_TENSE = {kind.PAST: "past", kind.PARTICIPLE: "past", kind.PRESENT: "present", kind.BASE: "present"}
_BEGINS = frozenset("that i he she we they it there :".split())
_DIVIDES = kind.COMMA + kind.CLOSES + kind.DASH


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
        # "gave their lives defending the bridge", and "it is expected to rule" tells when
        if (self.order, frame) == ("object", "noun") or (self.rule, frame) == ("impersonal", "to"):
            return False
        if self.mood == "gerund":  # "after backing the plan" is a deed, "after calling it absurd" is not
            return frame != "noun" or not {"quote", "predicate"}.isdisjoint(self.frames)
        if self.mood in ("infinitive", "base"):  # "to denounce the report" is a deed
            told = self.mood == "infinitive" and (quoted or frame in ("object_to", "to"))
            speaks = self.mood == "base" or not self.frames.isdisjoint(("quote", "told"))  # not "met to act"
            return told or (frame in _CLAUSES and speaks)
        told = frame in ("that", "question", "object_to") or self.rule.startswith("second")
        return told or quoted or self.mood != "bare participle"  # "smiled and promised/VBN to go"


def find_cues(p: Parse, floor_of: Callable[[int], int], inside: bytearray, phrases: list[Cue]) -> list[Cue]:
    """Give the reporting verbs outside quotation marks and links, each with the speaker that its clause names.

    `phrases` are the source phrases, whose speaker may go on: "According to her, it rained, adding that it was late".
    """
    cues: list[Cue] = []
    opening = {p.sentence_of[cue.first]: cue for cue in phrases}
    for verb in reporting_verbs(p):
        if inside[verb.main] or _says_nothing(p, verb) or p.sentence(verb.main).kind in NOT_PROSE:
            continue
        floor = max(floor_of(verb.first), verb.first - REACH)
        opened = opening.get(p.sentence_of[verb.main]) if verb.mood == "participle" else None
        before = _earlier(p, cues, verb)
        if cue := _cue(p, verb, floor, before or opened):
            as_told = (p.lower[cue.first - 2 : cue.first], p.codes[cue.last]) == ([",", "as"], kind.STOP)
            told = as_told and before is not None and before.frames >= {"clause", "quote"}
            cues.append(cue._replace(around=False) if told else cue)  # "The firm denied it, as others claim"
    return cues


def _says_nothing(p: Parse, verb: Verb) -> bool:
    """Whether a verb is a noun, "in a programme note", or said of nobody, "it is hard to say who"."""
    main = verb.main
    if p.lower[verb.last] == "as" and p.sentence(main).kind == "heading" and p.codes[main] == kind.PAST:
        return True  # "Bo Reed hailed as hero"
    if p.chunk_of[main] >= 0 and p.codes[main] in kind.MAIN_VERBS and p.lower[main + 1] not in _BEGINS:
        return True  # but "with some insisting it is so"
    if verb.mood == "infinitive":
        hard = p.codes[verb.first - 1] == kind.ADJECTIVE
        if p.lower[verb.first - 1] in ("it", "that", "this") and p.lower[verb.main - 2] in ("is", "not"):
            return verb.term == "say"  # "that is not to say"
        return hard and "it" in p.lower[max(0, verb.first - 4) : verb.first]
    opens = p.codes[p.sentence(main).first : verb.first]
    pending = p.codes[verb.first] == kind.MODAL and "pending" in verb.frames  # "she will decide who"
    return pending or (verb.mood == "base" and opens == kind.PREPOSITION + kind.DETERMINER + kind.NOUN)


def cue_from(speaker: Span | None, words: Span = (0, 0)) -> Cue:
    """Give a cue of a speaker, and a verb where there is one, that no lexicon lists."""
    return Cue(*(speaker or (0, 0)), -1, words, speaker)


def _earlier(p: Parse, cues: list[Cue], verb: Verb) -> Cue | None:
    """The cue before this one in the sentence, of the same tense where there is one: its speaker may go on."""
    tense, sentence = _TENSE.get(p.codes[verb.main]), p.sentence_of[verb.main]
    near = [cue for cue in reversed(cues[-4:]) if p.sentence_of[cue.main] == sentence]
    plain = verb.first == verb.main and verb.mood != "participle"

    def fits(cue) -> tuple[bool, ...]:
        return (
            p.codes[cue.verb.first] != kind.MODAL,  # "said it could not promise much, noting"
            not plain or cue.verb.first == cue.main,  # "felt he had told her and said"
            cue.speaker is not None and cue.mood != "passive",  # "said it was seen and warned"
            bool(cue.frames - {"quote"}),  # "said work would begin, adding"
            cue.mood != "infinitive",  # "said rain was to blame, adding"
            _TENSE.get(p.codes[cue.main]) == tense,
        )

    return max(near, key=fits, default=None)


def _cue(p: Parse, verb: Verb, floor: int, before: Cue | None) -> Cue | None:
    sentence = p.sentence(verb.main)
    speaker, order, rule = speaker_of(p, verb, floor, before)
    if not _is_cue(p, verb, speaker):
        return None
    subject = _told(p, verb, speaker, floor) if rule else speaker
    last = speaker[1] if speaker and order == "after" else verb.last
    first = min(verb.first, subject[0]) if subject else verb.first
    divided = subject and verb.frames & _CLAUSES
    around = _stands_apart(p, first, last, sentence.last, verb.frames) if divided else None
    first = verb.first if rule and around is None else first
    if _is_told(p, verb, speaker, sentence.last):  # whoever spoke is not named
        speaker, rule = None, "impersonal"
    gerund = verb.mood == "participle" and p.codes[verb.first - 1] in kind.PREPOSITIONS
    mood = "gerund" if gerund else verb.mood
    verb = verb._replace(mood=rule) if rule == "passive" else verb  # also "described by her as"
    within = _within_adjunct(p, verb, speaker, sentence.first)
    printed = past_adverbs(p, verb.first), verb.last
    whole = first, last if around is None else around, verb.main, printed, speaker
    return Cue(*whole, verb.frames, mood, order, around is not None, rule, verb, within)


def _told(p: Parse, verb: Verb, speaker: Span | None, floor: int) -> Span | None:
    """The subject of "the court was told", "it is claimed" or "she was quoted as saying", which may stand apart."""
    if verb.mood == "participle" and p.lower[verb.first - 1] == "as":
        return speaker
    subject = subject_before(p, verb.first, floor) if verb.mood == "passive" and not speaker else None
    return subject if subject and ("hears" in verb.frames or p.lower[subject[0]] == "it") else None


def _is_cue(p: Parse, verb: Verb, speaker: Span | None) -> bool:
    """Whether a verb with its speaker attributes at all, and not a base form without one or ", a claim disputed"."""
    if "hearing" in verb.frames:
        if speaker is None or p.codes[verb.main] == kind.GERUND:
            return False  # "was hearing a petition"
        told = speaker[0] > verb.main or is_headed(p, speaker[0], "speech_settings")  # "the rally heard"
        return told or is_headed(p, speaker[0], "group_nouns", "body", speaker[1])
    if speaker is None:
        if verb.mood == "passive":  # "it is not known whether": nobody says or denies it
            return NEGATIONS.isdisjoint(p.lower[verb.first : verb.main])
        return verb.mood != "base" and (verb.mood != "bare participle" or "told" in verb.frames)
    bare = p.chunk_of[verb.first - 1] >= 0 and verb.mood != "participle"  # not "one man fearing dozens were"
    if bare and p.codes[speaker[0]] == kind.NUMBER and p.codes[verb.last] in kind.ADJECTIVE + kind.VERBALS:
        return max(p.chunk_of[verb.last : verb.last + 2]) >= 0
    apart = p.codes[p.phrase_at(speaker[0]).first - 1] in kind.COMMA * (verb.mood == "bare participle")
    return not apart or not is_headed(p, speaker[0], "attitude_words", "noun")  # ", a claim disputed"


def _is_told(p: Parse, verb: Verb, speaker: Span | None, ceiling: int) -> bool:
    """Whether the subject hears: a headline's "Girl begged for help, court told", "Council told road is unsafe"."""
    headline = p.sentence(verb.main).kind == "heading" and p.codes[verb.main] != kind.PRESENT
    told = "hears" in verb.frames and verb.mood == "finite" and (headline or "clause" not in verb.frames)
    plain = headline or p.codes[verb.last] == kind.TO  # "About 30 residents told to leave"
    if not speaker or not told or not (plain or set(p.codes[slice(*speaker)]) == {kind.NOUN}):
        return False
    if verb.last >= ceiling or p.chunk_of[verb.last] < 0:
        return p.codes[verb.last] not in kind.ADJECTIVE + kind.VERBALS or verb.last >= ceiling
    return p.codes[phrase_end(p, verb.last, ceiling)] in kind.FINITE  # "MPs told fares may rise"


def _within_adjunct(p: Parse, verb: Verb, speaker: Span | None, first: int) -> bool:
    """Whether the verb stands in what comes before the main clause: "While he said so, she left"."""
    at = verb.first - 1
    before = (min(speaker[0], verb.first) if speaker else verb.first) - 1
    apart = verb.mood == "participle" and not kind.has_finite(p.codes[first : max(at, first)])
    told = speaker is None and "told" in verb.frames and verb.mood in ("finite", "bare participle")
    if told or p.lower[before] in _ADJUNCT or (apart and p.codes[at] == kind.COMMA):
        return True  # "The mayor, asked if it was so, left", "The council, told that it was so, left"
    # ", who said so,", ", who is 86 and has said so,"
    who = p.codes.rfind(kind.COMMA + kind.RELATIVE, first, at) + 1 if p.codes[at] == kind.AND else at
    if who > first and p.lower[who] in ("who", "which"):
        return not kind.has_finite(p.codes[first:who])
    first += p.codes[first] == kind.AND  # "But asked if he thought so, she left"
    opens = p.lower[first] in _ADJUNCT | {"asked"} or p.codes[first] == kind.PARTICIPLE
    opens &= kind.COMMA not in p.codes[first : max(at, first)]  # "Asked if he thought so, she left"
    hangs = verb.mood in ("participle", "infinitive") and p.codes[first] in kind.PREPOSITIONS + kind.VERBALS
    return opens or hangs


def _is_divided(p: Parse, first: int) -> bool:
    as_told = p.lower[first - 1] == "as"
    before = first - 1 - as_told
    opens = as_told and p.sentence_of[before] != p.sentence_of[first]
    return opens or (p.codes[before] in _DIVIDES and p.words[before] not in (":", ";"))


def _stands_apart(p: Parse, first: int, last: int, ceiling: int, frames: frozenset) -> int | None:
    """Where "he said on Monday" ends, if a comma or "as" divides it from what stands before and no clause follows."""
    if not _is_divided(p, first):
        return None
    adjuncts = kind.VERBALS + kind.ADJECTIVE + kind.TO * frames.isdisjoint(("to", "object_to"))
    if "told" in frames and last < ceiling and p.chunk_of[last] >= 0:
        last = phrase_end(p, last, ceiling)  # "..., she told us."
    while last < ceiling and p.codes[last] not in kind.ENDS:
        behind = last + 1 if p.codes[last] == kind.ADVERB else past_adverbial(p, last, ceiling)
        if behind == last or p.codes[behind] in kind.FINITE:  # "..., she said as it rained"
            adjunct = "quote" in frames and (p.codes[last] in adjuncts or p.lower[last] in _ADJUNCT)
            return next((i for i in range(last, ceiling) if p.codes[i] in kind.ENDS and adjunct), None)
        last = behind
    return last
