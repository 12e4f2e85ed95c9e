"""Quotation marks that no reporting verb explains: speech that goes on, words worked into a sentence, a label, a title.

Takes a parse and a stretch between marks, gives its kind and, for speech, the span of its speaker and the rule.
It cannot see irony: a term in marks may be another's word or the writer's distance from it.
"""

from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import Span, phrase_before, phrase_end
from ..text.subjects import past_adjuncts, subject_before, subject_of_sentence

_DEPENDENT = frozenset("as when while after before because if which that whom what where".split())
_SIGNS_OFF = frozenset([":", "—", "–", "-", "--"])
_DOES = kind.PRESENT + kind.PAST
_FEW = 5  # words below which marks without a verb hold no speech
_REACH = 40


def kind_of_marks(p: Parse, region) -> tuple[str, str]:
    """Give (kind, rule) of a stretch between marks that no cue touches: speech ("direct") or "scare"."""
    words = [word for word in p.words[region.first : region.last] if word[0].isalnum()]
    sentence, behind = p.sentences[p.sentence_of[region.opens]], region.closes + 1
    if region.opens == sentence.first:  # a sentence, or a headline: "“We had no warning”: mayor on flood"
        alone = p.codes[region.last - 1] in kind.STOP + kind.COMMA or p.words[behind : behind + 1] == [":"]
    else:
        alone = is_led(p, region) and behind >= sentence.last
    capitals = sum(word[0].isupper() for word in words)
    titled = capitals > 1 and capitals * 3 >= len(words) * 2
    if alone or (len(words) >= _FEW and not titled):
        return "direct", ""
    if p.codes[region.opens - 1 : region.opens] == p.codes[behind : behind + 1] == kind.NAME:
        return "scare", "nickname"
    return "scare", "title" if titled else "scare quotes"


def is_led(p: Parse, region) -> bool:
    """Whether a colon leads to a quotation: "She was blunt: “No.”"."""
    return p.words[region.opens - 1] == ":"


def speaker_behind(p: Parse, region) -> tuple[Span, Span] | None:
    """Give (speaker, verb) of `"...," Ann Lee laughed.`: any verb whose subject stands right behind the marks."""
    first, ends = region.closes + 1, p.text[region.end - 1]
    if first >= len(p.words) or ends not in ",?!.—-":
        return None
    sentence = p.sentences[p.sentence_of[first]]
    if sentence.paragraph != p.sentences[p.sentence_of[region.opens]].paragraph:
        return None
    if p.codes[first] in _DOES and p.chunk_of[first + 1] >= 0:
        return (first + 1, phrase_end(p, first + 1, sentence.last)), (first, first + 1)
    for i in range(first, min(sentence.last, first + _REACH)):
        subject = subject_before(p, i, first) if p.codes[i] in _DOES else None
        if subject and subject[0] == first:
            return (subject, (i, i + 1)) if ends != "." or i + 4 > sentence.last else None
    return None


def speaker_in_sentence(p: Parse, region) -> tuple[Span | None, str]:
    """Give the speaker that the quotation's own sentence names, and the rule: a label, or its subject."""
    first, before = p.sentences[p.sentence_of[region.opens]].first, region.opens - 1
    name = region.closes + 2
    if before < first and p.chunk_of[name : name + 1] > [-1] and p.words[name - 1] in _SIGNS_OFF:
        return (name, p.chunks[p.chunk_of[name]].last), "label"
    if p.words[before] != ":":
        return subject_of_sentence(
            p, max(first, region.opens - 2 * _REACH), region.opens
        ), "words in a sentence"
    label = phrase_before(p, past_adjuncts(p, before, first), first)
    if label and (label[0] == first or p.codes[label[0] - 1] == kind.DASH):
        return label, "label"
    return _main_subject(p, first, before), "words in a sentence"


def speaker_of_sentence_before(p: Parse, region) -> Span | None:
    """Give the subject of the sentence before a quotation that stands alone."""
    at = p.sentence_of[region.opens]
    return _main_subject(p, p.sentences[at - 1].first, p.sentences[at - 1].last) if at else None


def can_go_on(p: Parse, cue) -> bool:
    """Whether a cue names somebody who may speak on: not the band in "as the band played"."""
    return cue.speaker is not None and p.lower[cue.first - 1] not in _DEPENDENT


def _main_subject(p: Parse, first: int, last: int) -> Span | None:
    for i in range(first, min(last, first + 2 * _REACH)):
        if p.codes[i] in kind.FINITE:
            found = subject_before(p, i, first)
            if found:
                return found
    return None
