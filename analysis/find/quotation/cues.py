"""Cues: the verbs and phrases that attribute words to somebody, each with its speaker.

Takes a parse, gives cues in text order. It cannot see a speaker who stands in another sentence than the cue.
"""

from collections.abc import Callable
from typing import NamedTuple

from ...read.lexicons import Lexicons
from ..text import codes as kind
from ..text.clauses import NEGATIONS
from ..text.parse import Parse
from ..text.phrases import Span, is_time, phrase_before, phrase_end
from ..text.sentences import NOT_PROSE
from ..text.subjects import subject_after, subject_before, subject_of_sentence
from .phrases import is_claim, is_setting, is_somebody
from .verbs import Verb, reporting_verbs

_CLAUSES = frozenset(("clause", "that", "question", "told"))
_SUBORDINATE = frozenset(
    "while when after as although though if since because before once until where".split()
)
_TENSE = {"d": "past", "v": "past", "z": "present", "b": "present", "g": "participle"}
_NOMINATIVE = frozenset("i he she we they it there".split())
_REACH = 80  # tokens that a speaker may stand before the verb


class Cue(NamedTuple):
    """A cue: tokens [first, last) with its speaker, the main verb, the printed words, the speaker, how it stands."""

    first: int
    last: int
    main: int
    words: Span
    speaker: Span | None
    frames: frozenset
    mood: str
    order: str  # before, after (the speaker stands behind the verb), object, phrase
    around: bool
    rule: str
    verb: Verb | None
    within: bool = False

    def allows(self, frame: str) -> bool:
        """Whether a content of this frame may stand to the right of the cue as it is built."""
        if self.order == "object" and frame == "noun":
            return False  # "gave their lives defending the bridge"
        if self.mood == "gerund":  # "after backing the plan" is a deed, "after calling it absurd" is not
            return frame != "noun" or not {"quote", "predicate"}.isdisjoint(self.frames)
        if self.mood in ("infinitive", "base"):  # "to denounce the report" is a deed, "to see it" is not
            return frame in _CLAUSES or (self.mood == "infinitive" and "deed" in self.frames)
        if self.mood == "bare participle":
            addressed = "told" in self.frames  # "Asked whether it was safe, ..."
            return frame in ("that", "question") and (addressed or self.speaker is not None)
        return True


def find_cues(p: Parse, floor_of: Callable[[int], int], inside: bytearray) -> list[Cue]:
    """Give the reporting verbs outside quotation marks and links, each with the speaker that its clause names."""
    cues: list[Cue] = []
    for verb in reporting_verbs(p):
        if (
            inside[verb.main]
            or (p.chunk_of[verb.main] >= 0 and not _opens_clause(p, verb.main + 1))
            or p.sentences[p.sentence_of[verb.main]].kind in NOT_PROSE
        ):
            continue
        floor = max(floor_of(verb.first), verb.first - _REACH)
        cue = _cue(p, verb, floor, _earlier(p, cues, verb))
        if cue is not None:
            cues.append(cue)
    return cues


def _opens_clause(p: Parse, at: int) -> bool:
    """Whether a clause begins here, so that the word before is a verb after all: "with some insisting it is so"."""
    return at < len(p.lower) and (p.lower[at] == "that" or p.lower[at] in _NOMINATIVE)


def phrase_cues(p: Parse, inside: bytearray) -> list[Cue]:
    """Give the cues without a verb: "according to", "in the words of" somebody, "in her view"."""
    phrases, cues = p.lexicons.part(_phrases), []
    for i, word in enumerate(p.lower):
        for rest in phrases.get(word, ()) if not inside[i] else ():
            found = _possessed(p, i, rest[-1]) if rest[0] == "*" else _followed(p, i, rest)
            if found:
                speaker, last = found
                rule = "in somebody's words" if rest[0] == "*" else " ".join((word, *rest))
                frames, words = frozenset(["quote"]), (i, last if rest[0] == "*" else speaker[0])
                cues.append(Cue(i, last, i, words, speaker, frames, "phrase", "phrase", True, rule, None))
                break
    return cues


def _followed(p: Parse, at: int, rest: tuple[str, ...]) -> tuple[Span, int] | None:
    """The speaker and the end of "according to Ann Lee"."""
    first = at + 1 + len(rest)
    if first >= len(p.words) or tuple(p.lower[at + 1 : first]) != rest:
        return None
    sentence = p.sentences[p.sentence_of[at]]
    end = last = phrase_end(p, first, sentence.last)
    if at == sentence.first:  # "According to a poll of voters held on Monday, ..."
        relative = p.codes[end : end + 2] == ",W"  # "According to Ann Lee, who leads the council, ..."
        comma = p.codes.find(",", end + 2 if relative else end, sentence.last)
        last = comma if comma > end and (relative or not any(c in "zdm" for c in p.codes[end:comma])) else end
    return ((first, end), last) if end > first else None


def _possessed(p: Parse, at: int, noun: str) -> tuple[Span, int] | None:
    """The speaker and the end of "in Ann Lee's view"."""
    chunk = p.chunks[p.chunk_of[at + 1]] if at + 1 < len(p.words) and p.chunk_of[at + 1] >= 0 else None
    if chunk is None or p.lower[chunk.head] != noun or chunk.first != at + 1:
        return None
    possessor = p.codes.rfind("s", chunk.first, chunk.head)
    if possessor > chunk.first:
        return (chunk.first, possessor), chunk.last
    return ((chunk.first, chunk.first + 1), chunk.last) if p.codes[chunk.first] == "S" else None


def cue_from(speaker: Span, words: Span = (0, 0)) -> Cue:
    """Give a cue of a speaker, and a verb where there is one, that no lexicon lists."""
    first, last = min(speaker[0], words[0]) if words[1] else speaker[0], max(speaker[1], words[1])
    return Cue(
        first, last, words[0] if words[1] else -1, words, speaker, frozenset(), "", "before", False, "", None
    )


def _earlier(p: Parse, cues: list[Cue], verb: Verb) -> Cue | None:
    """The cue before this one in the sentence, of the same tense where there is one: its speaker may go on."""
    sentence, found = p.sentence_of[verb.main], None
    for cue in reversed(cues[-4:]):
        if p.sentence_of[cue.main] != sentence:
            break
        found = found or cue
        if _TENSE.get(p.codes[cue.main]) == _TENSE.get(p.codes[verb.main]):
            return cue
    return found


def _cue(p: Parse, verb: Verb, floor: int, before: Cue | None) -> Cue | None:
    sentence = p.sentences[p.sentence_of[verb.main]]
    ceiling = sentence.last
    same = before if before is not None and p.sentence_of[before.main] == p.sentence_of[verb.main] else None
    order, rule, speaker = "before", "", None
    previous = p.codes[verb.first - 1] if verb.first > sentence.first else "."
    if "raised" in verb.frames and verb.mood == "finite":
        rule = "impersonal"  # "the plan seems to work": what stands before it is no speaker
    elif verb.mood == "participle":
        left = max(sentence.first, verb.first - _REACH)
        if verb.first > floor and p.chunk_of[verb.first - 1] >= 0 and not is_setting(p, verb.first - 1):
            speaker = phrase_before(p, verb.first, floor)
            if speaker and speaker[0] > floor and p.codes[speaker[0] - 1] in "zdvb":
                order = "object"  # "gave their lives defending the bridge", "held a banner saying ..."
                speaker = (
                    speaker if is_somebody(p, verb.first - 1) else subject_of_sentence(p, left, speaker[0])
                )
        else:
            speaker = (same and same.speaker) or subject_of_sentence(p, left, verb.first)
        rule = "participle"
    elif verb.mood == "passive":
        speaker = _agent(p, verb.last, ceiling)
        rule = "impersonal" if verb.first > floor and p.lower[verb.first - 1] == "it" else "passive"
    elif verb.mood == "infinitive":
        speaker = same.speaker if same else subject_of_sentence(p, floor, verb.first)
        rule = "infinitive"
    else:
        if previous == "c":
            speaker = same.speaker if same else subject_of_sentence(p, floor, verb.first)
            rule = "second verb, subject left out"
        elif previous in ",'\":." and {"quote", "clause"} <= verb.frames and "noun" not in verb.frames:
            speaker, order = subject_after(p, verb.last, ceiling), "after"
            if speaker and not is_somebody(p, speaker[0]) and subject_before(p, verb.first, floor):
                speaker = None  # "The firm, for one, noted the gap"
        if speaker is None and previous != "c":
            speaker, order = subject_before(p, verb.first, floor), "before"
            if speaker is None and "quote" in verb.frames and previous in ",'\":.":
                speaker = subject_after(p, verb.last, ceiling)
                order = "after" if speaker else "before"
    if speaker and p.codes[speaker[0]] == kind.POSSESSIVE and speaker[0] == verb.first - 1:
        speaker = subject_of_sentence(p, floor, speaker[0])  # "wrote to her insisting that"
    if verb.mood == "participle":
        speaker = _of_main_clause(p, verb, speaker, sentence) or speaker
    if speaker:
        speaker = _trimmed(p, speaker)
    if speaker is None and (
        verb.mood == "base" or (verb.mood == "bare participle" and "told" not in verb.frames)
    ):
        return None
    if verb.mood == "bare participle" and speaker and is_claim(p, p.chunk_of[speaker[0]]):
        return None  # ", a claim disputed by the firm"
    first = min(verb.first, speaker[0]) if speaker and order == "before" and not rule else verb.first
    last = max(verb.last, speaker[1]) if speaker and order == "after" else verb.last
    around = None
    if not rule and speaker is not None and verb.frames & _CLAUSES:
        told = "told" in verb.frames and order == "before"
        around = _stands_apart(p, first, last, ceiling, told)
    printed = verb.first
    while p.codes[printed] == "r" and printed < verb.main and p.lower[printed] not in NEGATIONS:
        printed += 1
    words = (printed, verb.last)
    within = _within_adjunct(p, verb, speaker, sentence.first)
    whole = (first, last if around is None else around, verb.main, words, speaker)
    mood = "gerund" if verb.mood == "participle" and previous in kind.PREPOSITIONS else verb.mood
    return Cue(*whole, verb.frames, mood, order, around is not None, rule, verb, within)


def _of_main_clause(p: Parse, verb: Verb, speaker: Span | None, sentence) -> Span | None:
    """The subject of the main clause for an -ing form that opens the sentence: "Calling it historic, she left"."""
    if speaker is not None or verb.first != sentence.first:
        return None
    for comma in range(verb.last, min(verb.last + _REACH, sentence.last - 1)):
        if p.codes[comma] == kind.COMMA and p.chunk_of[comma + 1] >= 0:
            for i in range(comma + 1, sentence.last):
                if p.codes[i] in kind.FINITE:
                    found = subject_before(p, i, comma + 1)
                    return found if found and found[0] == comma + 1 else None
    return None


def _trimmed(p: Parse, speaker: Span) -> Span:
    """The speaker without what a preposition brought into its noun phrase: "In a statement Ann Lee said"."""
    first, last = speaker
    times = p.lexicons.terms("time_words")
    if p.codes[first] == kind.NUMBER and first and p.lower[first - 1] in times and first + 1 < last:
        return first + 1, last  # "On May 6 Mr Kemp said"
    if first == 0 or p.codes[first - 1] != kind.PREPOSITION:
        return speaker
    while first + 1 < last and p.codes[first] == kind.NAME and p.lower[first] in times:
        first += 1
    settings = p.lexicons.terms("speech_settings")
    at = next((i for i in range(first, last - 1) if p.lower[i] in settings), -1)
    return (at + 1 if at >= 0 and p.codes[at + 1] == kind.NAME else first), last


def _within_adjunct(p: Parse, verb: Verb, speaker: Span | None, first: int) -> bool:
    """Whether the verb stands in what comes before the main clause: "While he said so, she left"."""
    asked = verb.mood == "bare participle" or p.lower[verb.first] == "asked"
    if asked and p.codes[verb.first - 1] == ",":  # "The mayor, asked if it was so, left"
        return True
    while first < verb.first and p.codes[first] in 'cr"':
        first += 1
    before = (speaker[0] if speaker and speaker[0] < verb.first else verb.first) - 1
    if before > first and p.lower[before] in _SUBORDINATE and p.codes[before - 1] in ",c":
        return True
    if verb.first - 1 > first and p.lower[verb.first - 1] in ("who", "which"):
        return not any(code in "zdm" for code in p.codes[first : verb.first - 1])
    if "," in p.codes[first : verb.first] or (speaker and speaker[0] <= first):
        return False
    if p.lower[first] in _SUBORDINATE or p.codes[first] == "v":  # "Asked if he thought so, she left"
        return True
    return p.codes[first] in "itg" and verb.mood in ("participle", "infinitive", "bare participle")


def _stands_apart(p: Parse, first: int, last: int, ceiling: int, told: bool = False) -> int | None:
    """Where "he said on Monday" ends, if a comma or "as" divides it from what stands before and no clause follows."""
    before = first - 1 - (first > 0 and p.lower[first - 1] == "as")
    initial = before < first - 1 and (before < 0 or p.sentence_of[before] != p.sentence_of[first])
    if not initial and (before < 0 or p.codes[before] not in ",:'" or p.words[before] in (":", ";")):
        return None
    at = last
    if told and at < ceiling and p.chunk_of[at] >= 0 and p.codes[at] in kind.PRONOUN + kind.NOUNS:
        at = phrase_end(p, at, ceiling)  # "..., she told us."
    while at < ceiling and p.codes[at] not in ",.:":
        chunk = p.chunk_of[at]
        if p.codes[at] == "r" or (chunk >= 0 and is_time(p, chunk)):
            at += 1
        elif p.codes[at] in "it" and p.lower[at] != "that" and at + 1 < ceiling and p.chunk_of[at + 1] >= 0:
            at = phrase_end(p, at + 1, ceiling)
        else:
            return None
    return at


def agent_within(p: Parse, first: int, last: int) -> tuple[int, Span | None]:
    """Give where the content of a passive ends and its agent: `described as "the best" by her coach`."""
    for i in range(first + 1, last):
        agent = _agent(p, i, last + 1) if p.lower[i] == "by" else None
        if agent and agent[1] >= last and is_somebody(p, agent[0]):
            return i, agent
    return last, None


def _agent(p: Parse, at: int, ceiling: int) -> Span | None:
    if at + 1 < ceiling and p.lower[at] == "by" and p.chunk_of[at + 1] >= 0:
        return at + 1, phrase_end(p, at + 1, ceiling)
    return None


def _phrases(lexicons: Lexicons) -> dict[str, list[tuple]]:
    table: dict[str, list[tuple]] = {}
    for term in lexicons.terms("source_phrases"):
        first, *rest = term.split(" ")
        table.setdefault(first, []).append(tuple(rest))
    return table
