"""Quotation marks that no reporting verb explains: speech that goes on, words worked into a sentence, a label, a title.

Takes a parse and a stretch between marks, gives its kind and, for speech, the span of its speaker and the rule.
It cannot see irony: a term in marks may be another's word or the writer's distance from it.
"""

from ..text.parse import Parse
from ..text.phrases import Span, phrase_before, phrase_end
from ..text.subjects import past_adjuncts, subject_before, subject_of_sentence

_THINGS = frozenset("it this that these those there which what nothing".split())
_DEPENDENT = frozenset("as when while after before because if which that whom what where".split())
_SIGNS_OFF = frozenset([":", "—", "–", "-", "--"])
_FEW = 5  # words below which marks without a verb hold no speech
_REACH = 40


def kind_of_marks(p: Parse, region) -> tuple[str, str]:
    """Give (kind, rule) of a stretch between marks that no cue touches: speech ("direct") or "scare"."""
    words = [i for i in range(region.first, region.last) if p.words[i][0].isalnum()]
    if not words:
        return "scare", "scare quotes"
    sentence = p.sentences[p.sentence_of[region.opens]]
    whole = p.codes[region.last - 1] in ".," and p.words[region.first][:1].isupper()
    led, leads = is_led(p, region), _leads(p, region)
    alone = (whole and (region.opens == sentence.first or led)) or (
        len(words) > 2 and (leads or (led and region.closes + 1 >= sentence.last))  # a headline has no stop
    )
    capitals = sum(p.words[i][:1].isupper() for i in words)
    titled = capitals > 1 and capitals * 3 >= len(words) * 2 and not alone
    if (len(words) >= _FEW and not titled) or alone:
        return "direct", ""
    before, behind = p.codes[region.opens - 1 : region.opens], p.codes[region.closes + 1 : region.closes + 2]
    if before == "N" and behind == "N" and len(words) <= 3:
        return "scare", "nickname"
    return "scare", "title" if titled else "scare quotes"


def is_led(p: Parse, region) -> bool:
    """Whether a colon leads to a quotation: "She was blunt: “No.”"."""
    return region.opens > 0 and p.words[region.opens - 1] == ":"


def _leads(p: Parse, region) -> bool:
    """Whether a quotation opens a headline: "“We had no warning”: mayor on flood"."""
    opens = region.opens == p.sentences[p.sentence_of[region.opens]].first
    return opens and p.words[region.closes + 1 : region.closes + 2] == [":"]


def speaker_behind(p: Parse, region) -> tuple[Span, Span] | None:
    """Give (speaker, verb) of `"...," Ann Lee laughed.`: any verb whose subject stands right behind the marks."""
    first = region.closes + 1
    if first >= len(p.words) or p.text[region.end - 1] not in ",?!.—-" or not region.closed:
        return None
    if p.text[region.end - 1] == "." and is_led(p, region):
        return None  # "Lee was blunt: “No.” Okoro disagreed."
    sentence = p.sentences[p.sentence_of[first]]
    if sentence.paragraph != p.sentences[p.sentence_of[region.opens]].paragraph:
        return None
    if (
        p.codes[first] in "zd"
        and first + 1 < sentence.last
        and p.chunk_of[first + 1] >= 0
        and p.text[region.end - 1] != "."
    ):
        return (first + 1, phrase_end(p, first + 1, sentence.last)), (first, first + 1)
    for i in range(first, min(sentence.last, first + _REACH)):
        if p.codes[i] in "\"'":
            return None
        if p.codes[i] in "zd":
            subject = subject_before(p, i, first)
            if subject and subject[0] == first:
                return (
                    (subject, (i, i + 1)) if p.text[region.end - 1] != "." or i + 4 > sentence.last else None
                )
    return None


def speaker_in_sentence(p: Parse, region) -> tuple[Span | None, str]:
    """Give the speaker that the quotation's own sentence names, and the rule: a label, or its subject."""
    first, before = p.sentences[p.sentence_of[region.opens]].first, region.opens - 1
    if p.words[region.closes + 1 : region.closes + 2] and p.words[region.closes + 1] in _SIGNS_OFF:
        last = p.sentences[p.sentence_of[region.closes + 1]].last
        if before < first and region.closes + 2 < last and p.chunk_of[region.closes + 2] >= 0:
            name = region.closes + 2
            headline = p.words[name - 1] == ":"  # "“No warning”: mayor on flood"
            return (name, p.chunks[p.chunk_of[name]].last if headline else phrase_end(p, name, last)), "label"
    if before < first:
        return None, ""
    if p.words[before] == ":":
        name = phrase_before(p, past_adjuncts(p, before, first), first)
        if name and (name[0] == first or p.codes[name[0] - 1] == ":" or p.lower[name[0] - 1] == "from"):
            return name, "label"
        return _main_subject(p, first, before), "words in a sentence"
    return subject_of_sentence(p, max(first, region.opens - 2 * _REACH), region.opens), "words in a sentence"


def speaker_of_sentence_before(p: Parse, region) -> Span | None:
    """Give the subject of the sentence before a quotation that stands alone."""
    at = p.sentence_of[region.opens]
    sentence = p.sentences[at]
    if at == 0 or sentence.paragraph - p.sentences[at - 1].paragraph > 1:
        return None
    return _main_subject(p, p.sentences[at - 1].first, p.sentences[at - 1].last)


def can_go_on(p: Parse, cue) -> bool:
    """Whether a cue names somebody who may speak on: not "it", and not the band in "as the band played"."""
    if cue.speaker is None or p.lower[cue.speaker[0]] in _THINGS:
        return False
    return cue.order != "before" or p.lower[cue.first - 1] not in _DEPENDENT


def _main_subject(p: Parse, first: int, last: int) -> Span | None:
    for i in range(first, min(last, first + 2 * _REACH)):
        if p.codes[i] in "zdm":
            found = subject_before(p, i, first)
            if found:
                return found
    return None
