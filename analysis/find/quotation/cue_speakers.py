"""Cue speakers: who a reporting verb is said of, by the form in which it stands, and what a noun phrase can be to it.

Takes a parse and a verb group, gives a token span. What stands in quotation marks or in another sentence is not read.
"""

from collections.abc import Callable

from ..text import BE, Parse, Span, is_time, kind, listed, phrase_before, phrase_end
from ..text.codes import COMMA, NAME, NOUN, PREPOSITIONS, PRONOUN
from ..text.subjects import subject_after, subject_before, subject_of_sentence
from .verbs import Verb, entry_at, receives

_APART = COMMA + kind.CLOSES + kind.OPENS + kind.DASH + kind.STOP  # ", said Ann Lee"
_DOES = kind.PRESENT + kind.PAST + kind.PARTICIPLE + kind.BASE
_LED = ("that", "whether", "if")
_MEANS = ("in", "on", "with", "by", "via", "through")
_LATE = (kind.ADVERB + kind.PREPOSITION, kind.ADJECTIVE + kind.PREPOSITION)
REACH = 80  # tokens that a speaker may stand before the verb or behind it
Found = tuple[Span | None, str, str]
"""The speaker, the side of the verb (before, after, object), and the rule, if the verb's mood tells it."""


def is_headed(p: Parse, at: int, lexicon: str, category: str = "", last: int | None = None) -> bool:
    """Whether a phrase is headed by a noun of a lexicon: a setting ("in a statement"), a body that hears people."""
    head = p.phrase_at(at).head
    head = min(head, last - 1) if last else head  # "inquiry" in "inquiry hears"
    named = category == "body" and p.codes[head] == NAME  # "Parliament heard"
    rows = listed(p.lexicons, lexicon, p.lower[head]) if named or p.codes[head] == NOUN else ()
    return any(category in ("", row.category) for row in rows)


def is_somebody(p: Parse, at: int) -> bool:
    """Whether a phrase is headed by a name, a pronoun or a word for people, bodies or documents."""
    head = p.phrase_at(at).head
    named = p.codes[head] in (NAME, PRONOUN)
    return named or is_headed(p, at, "roles") or is_headed(p, at, "group_nouns")


def past_adverbial(p: Parse, at: int, ceiling: int) -> int:
    """The token behind a time or a preposition with its phrase that begins here, or `at` where neither does."""
    if is_time(p, p.chunk_of[at]):
        return max(at + 1, min(ceiling, p.chunks[p.chunk_of[at]].last))
    at += 2 * (p.lower[at : at + 2] == ["when", "asked"])  # "said when asked about it that"
    at += p.codes[at : at + 2] in _LATE and p.lower[at + 1] not in ("that", "of", "to")  # "late on Monday"
    first = at + 1 + (p.codes[at + 1] == kind.ADVERB)  # "at about 9pm"
    if first < ceiling and p.codes[at] in PREPOSITIONS and p.lower[at] not in _LED and p.chunk_of[first] >= 0:
        end = phrase_end(p, first, ceiling)
        posted = p.codes[end : end + 2] == kind.PARTICIPLE + kind.ADVERB  # "in a video posted online"
        return min(ceiling, end + 2 * posted)
    return at


def speaker_of(p: Parse, verb: Verb, floor: int, before) -> Found:
    """Give who a verb is said of; `before` is the cue whose speaker may go on, `floor` the first token to read."""
    speaker, order, rule = _BY_MOOD.get(verb.mood, _of_finite)(p, verb, floor, before)
    if not speaker and not rule and p.sentence(verb.first).kind == "heading":
        speaker = subject_of_sentence(p, floor, verb.first)  # "Court jails driver, says he lied"
    return speaker, order, rule


def agent_within(p: Parse, first: int, last: int) -> tuple[int, Span | None]:
    """Give where the content of a passive ends and its agent: `described as "the best" by her coach`."""
    for i in range(first + 1, min(last, first + REACH)):
        agent = agent_at(p, i, last + 1)
        if agent and is_somebody(p, agent[0]) and (agent[1] >= last or p.codes[i - 1] == kind.CLOSES):
            return i, agent
    return last, None


def agent_at(p: Parse, at: int, ceiling: int, by: tuple[str, ...] = ("by",)) -> Span | None:
    """The phrase behind "by" at a token, which is somebody, not "by telephone", or a document: "in the report"."""
    if p.lower[at] not in by or p.chunk_of[at + 1] < 0:
        return None
    by_letter = p.codes[at + 1] == NOUN and is_headed(p, at + 1, "speech_settings")
    named = is_headed(p, at + 1, "group_nouns", "document") if p.lower[at] == "in" else not by_letter
    return (at + 1, phrase_end(p, at + 1, ceiling)) if named else None


def _of_finite(p: Parse, verb: Verb, floor: int, before) -> Found:
    sentence = p.sentence(verb.main)
    previous = p.codes[verb.first - 1] if verb.first > sentence.first else kind.STOP
    if "raised" in verb.frames and verb.mood == "finite":
        return None, "before", "impersonal"  # "the plan seems to work": what stands before it is no speaker
    aside = p.codes.rfind(COMMA, sentence.first, verb.first - 1) if previous == COMMA else verb.first
    if p.codes[aside - 1] == kind.AND:  # "and said", "and, asked why, said"
        return _same(p, verb, floor, before, "second verb, subject left out")
    if "hearing" in verb.frames and (heard := agent_at(p, verb.last, sentence.last, ("from",))):
        return heard, "before", ""  # "heard from Ann Lee that"
    speaker = subject_before(p, verb.first, floor)
    after = _after(p, verb, sentence.last) if previous in _APART and "quote" in verb.frames else None
    inverted = after and _is_inverted(p, verb, after, speaker)
    return (after, "after", "") if inverted else (speaker, "before", "")


def _is_inverted(p: Parse, verb: Verb, after: Span, before: Span | None) -> bool:
    """Whether the subject stands behind its verb: "said Ann Lee", not "The firm, for one, noted the gap"."""
    clause, somebody = not verb.frames.isdisjoint(("clause", "that")), is_somebody(p, after[0])
    participle = p.codes[after[1] : after[1] + 1] == kind.PARTICIPLE
    goes_on = participle and before and is_somebody(p, before[0])  # "Ann Lee, who was there, said he left"
    if "clause" in verb.frames and "noun" not in verb.frames and somebody and not goes_on:
        return True
    marks = p.codes[max(0, verb.first - 2) : verb.first].rstrip(COMMA)[-1:] == kind.CLOSES
    return not before and (marks or (clause and somebody))  # "Ann Lee, who was not asked, welcomed the plan"


def _after(p: Parse, verb: Verb, ceiling: int) -> Span | None:
    """The subject behind a verb, nobody whom it speaks to: "Ann Lee, a nurse, warned the mayor not to wait"."""
    after = subject_after(p, verb.last, ceiling)
    comma = p.codes.rfind(COMMA, *after) if after and p.lower[verb.first - 2] in BE else -1
    after = (after[0], comma) if after and comma > 0 else after  # "He was, said Ann Lee, unable to lie"
    if after is None or verb.frames.isdisjoint(("told", "object_to")):
        return after
    return None if p.codes[after[1] : after[1] + 2].lstrip(kind.ADVERB)[:1] == kind.TO else after


def _of_participle(p: Parse, verb: Verb, floor: int, before) -> Found:
    sentence, at, rule = p.sentence(verb.main), verb.first - 1, "participle"
    quoted = phrase_before(p, at, floor) if p.lower[at] == "as" else None
    if quoted and p.codes[quoted[0] - 1] in _DOES:
        return quoted, "quoted", rule  # "quoted an aide as saying"
    left = max(sentence.first, verb.first - REACH)
    own = is_headed(p, at, "speech_settings") and not _is_anothers(p, at)
    if p.chunk_of[at] < 0 or p.codes[at] == kind.POSSESSIVE or own:
        return _of_clause(p, verb, floor, left, before), "before", rule
    speaker = phrase_before(p, verb.first, floor)
    if speaker is None:  # "spent the evening saying"
        return subject_of_sentence(p, left, verb.first), "before", rule
    return *_acting(p, speaker, left), rule


def _of_clause(p: Parse, verb: Verb, floor: int, left: int, before) -> Span | None:
    sentence, at = p.sentence(verb.main), verb.first - 1
    if p.codes[at] == kind.PARTICIPLE and p.codes[at - 1] in kind.FINITE:  # "was overheard telling her that"
        return subject_before(p, at - 1, floor)
    who = _goes_on(p, verb, before) if p.lower[at] != "as" else None  # "was quoted by the paper as saying"
    if found := who or subject_of_sentence(p, left, verb.first):
        return found
    if p.codes[at] == COMMA and is_somebody(p, at - 1):  # "The mayor, saying so, left"
        return phrase_before(p, at, sentence.first)
    fronted = p.codes[sentence.first : verb.first] in ("", kind.PREPOSITION)  # "After saying so, she left"
    return _of_main_clause(p, verb.last if fronted else sentence.last, sentence.last)


def _is_anothers(p: Parse, at: int) -> bool:
    """Whether what is written is another's than the subject's: "rejected a letter saying", not "sent a letter"."""
    before = p.phrase_at(at).first - 1
    if p.codes[before] in kind.PREPOSITION + kind.STOP + kind.NOTHING:
        return p.lower[before] not in _MEANS and is_headed(p, at, "speech_settings", "written")
    told = entry_at(p, before)
    return receives(p, before) or bool(told and told[2] - {"that"} >= {"noun"})


def _acting(p: Parse, before: Span, left: int) -> tuple[Span | None, str]:
    """Who does what an -ing form behind a noun phrase tells: "held a banner saying", "stood in the hall saying"."""
    part = p.lower[before[0] - 1] == "of" and p.chunk_of[before[0] - 2] < 0  # "most of it"
    first = before[0] - 2 * part
    does, governed = p.codes[first - 1] in _DOES, p.codes[first - 1] == kind.PREPOSITION
    written = entry_at(p, first - 1 - (p.lower[first - 1] == "to"))
    if written and "written" in written[2]:  # "wrote to the mayor asking"
        return subject_of_sentence(p, left, first), "before"
    if (does or (governed and p.lower[first - 1] != "with")) and not is_somebody(p, before[1] - 1):
        subject = subject_of_sentence(p, left, first)
        return (subject, "object") if does else (subject or before, "before")
    return before, "object" if does else "before"


def _of_passive(p: Parse, verb: Verb, floor: int, before) -> Found:
    told = verb.mood == "passive" or "as" in verb.frames  # "described in the report as"
    agent = agent_at(p, verb.last, p.sentence(verb.main).last, ("by", "in") if told else ("by",))
    if not agent and verb.mood == "bare participle":  # unless "Asked by her if ..."
        return _of_finite(p, verb, floor, before)
    return agent, "before", "impersonal" if p.lower[verb.first - 1] == "it" else "passive"


def _same(p: Parse, verb: Verb, floor: int, before, rule: str = "infinitive") -> Found:
    if p.codes[verb.first] in kind.FINITE and rule == "infinitive":
        return subject_before(p, verb.first, floor), "before", rule  # "has yet to say"
    if before and before.mood == "passive" and (rule != "infinitive" or before.verb.last == verb.first):
        heard = subject_before(p, before.verb.first, floor)  # "is alleged to have said", "was asked and said"
        return heard, "before", rule.removeprefix("infinitive")
    first = max(p.sentence(verb.main).first, verb.first - REACH)
    who = _goes_on(p, verb, before) or subject_of_sentence(p, first, verb.first)
    done = verb.first - 1 - (rule != "infinitive")  # "Ann Lee, seated there, nodded/VBN and said"
    found = subject_before(p, done, first) if p.codes[done] not in kind.NOUNS else None
    return who or found, "before", rule


def _goes_on(p: Parse, verb: Verb, before) -> Span | None:
    """Who spoke before and goes on, or the subject of the main clause: "As the crowd sang, she stood and said"."""
    if before is None or (before.mood == "bare participle" and "clause" not in before.frames):
        return None  # "a book called “Salt”"
    return (_of_main_clause(p, before.main, verb.first) if before.within else None) or before.speaker


def _of_main_clause(p: Parse, first: int, last: int) -> Span | None:
    """The subject of the clause behind the next comma: ", she left"."""
    clause = p.codes.find(COMMA, first, min(first + REACH, last)) + 1
    verb = next((i for i in range(clause, last) if p.codes[i] in kind.FINITE), 0) if clause else 0
    found = subject_before(p, verb, clause)
    return found if found and found[0] == clause else None


_BY_MOOD: dict[str, Callable] = {
    "participle": _of_participle,
    "bare participle": _of_passive,
    "passive": _of_passive,
    "infinitive": _same,
}
