"""Words that no verb of speech explains: in marks, behind a speaker's label, before the source that ends a headline.

Takes a parse, gives kinds, speakers and rules. It cannot see irony, nor tell a speaker's label from a place's where the
text has only one and never mentions it elsewhere.
"""

from collections.abc import Iterator

from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import Span, phrase_before, phrase_end
from ..text.sentences import NOT_PROSE
from ..text.subjects import past_adjuncts, subject_after, subject_before, subject_of_sentence
from .cue_speakers import is_setting, is_somebody, is_source

_DEPENDENT = frozenset("as when while after before because if which that whom what where".split())
_SIGNS_OFF = frozenset([":", "—", "–", "-", "--"])
_DOES = kind.PRESENT + kind.PAST
_FEW = 5  # words below which marks without a verb hold no speech
_REACH = 40
_LONGEST = 6
_NOTE = 6  # words of a stage note behind a label
_QUESTION_AND_ANSWER = frozenset(["Q.", "A."])
_LABEL = kind.NOUNS + kind.COMMA + "("
_TALK = frozenset("? i we you me us my our your".split())


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
        after = first + 1 + (p.lower[first + 1] in ("all", "how"))  # "was all she would say"
        speaker: Span | None = (after, phrase_end(p, after, sentence.last))
        if is_setting(p, first + 1):  # "came the reply from Ann Lee"
            end = p.chunks[p.chunk_of[first + 1]].last
            speaker = subject_after(p, end + 1, sentence.last) if p.lower[end : end + 1] == ["from"] else None
        return speaker and (speaker, (first, first + 1))
    for i in range(first, min(sentence.last, first + _REACH)):
        subject = subject_before(p, i, first) if p.codes[i] in _DOES else None
        if subject and subject[0] == first:
            return (subject, (i, i + 1)) if ends != "." else None
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
    if p.chunk_of[first] >= 0 and not any(code in kind.FINITE for code in p.codes[first:before]):
        label = (first, before) if is_somebody(p, first) else label  # "Ann Lee, 34, from Kelm: ..."
    if label and label[0] == first:
        return label, "label"
    return _main_subject(p, first, before), "words in a sentence"


def speaker_before_colon(p: Parse, first: int, colon: int, taken: bytearray) -> tuple[int, Span] | None:
    """Give the verb and whom it is said of, before a colon, outside what is said: "He asked if it was safe: “...”"."""
    for i in range(colon - 1, first, -1):
        found = subject_before(p, i, first) if p.codes[i] in kind.FINITE and not taken[i] else None
        if found and is_somebody(p, found[0]):
            return i, found
    return None


def speaker_of_sentence_before(p: Parse, region) -> Span | None:
    """Give the subject of the sentence before a quotation that stands alone."""
    at = p.sentence_of[region.opens]
    return _main_subject(p, p.sentences[at - 1].first, p.sentences[at - 1].last) if at else None


def can_go_on(p: Parse, cue) -> bool:
    """Whether a cue names somebody who may speak on: not the band in "as the band played", nor "Bo, who asked"."""
    if cue.speaker is None or p.lower[cue.first - 1] in _DEPENDENT:
        return False
    if p.codes[cue.speaker[0]] == kind.PRONOUN and cue.speaker[1] - cue.speaker[0] > 1:
        return False  # "she said in a message read out by Bo"
    aside = "who" in p.lower[cue.speaker[1] : cue.speaker[1] + 2]
    return not aside or cue.speaker[0] == p.sentences[p.sentence_of[cue.first]].first


def _main_subject(p: Parse, first: int, last: int) -> Span | None:
    for i in range(first, min(last, first + 2 * _REACH)):
        if p.codes[i] in kind.FINITE:
            found = subject_before(p, i, first)
            if found:
                return found
    return None


def label_lines(p: Parse, heard: set[str]) -> list[tuple[Span, Span, bool]]:
    """Give (label, words behind it, is speech) for each paragraph that begins with a speaker's label.

    A label counts where another paragraph has one too (a transcript, whose words are speech) or where `heard`, the
    last words of the speakers found so far, lower-cased, holds its last word (a headline, which reports).

    >>> from analysis.find.text.parse import parse
    >>> p = parse("LEE: Did it rain?\\nOKORO: It did.")
    >>> [p.words[a] for (a, b), _, _ in label_lines(p, set())]
    ['LEE', 'OKORO']
    """
    found = []
    for number, sentence in enumerate(p.sentences):
        begins = number == 0 or p.sentences[number - 1].paragraph != sentence.paragraph
        prose = begins and sentence.kind not in NOT_PROSE
        if prose and (colon := _colon(p, sentence.first, sentence.last)) is not None:
            end = max(colon, sentence.first + 1)  # of the label
            found.append(((sentence.first, end), (colon + 1, _paragraph_end(p, number))))
    script = _is_script(p, found)
    told = [(name, words) for name, words in found if words[1] > words[0]]
    return [(*both, script) for both in told if script or p.lower[both[0][1] - 1] in heard]


def _is_script(p: Parse, found: list[tuple[Span, Span]]) -> bool:
    """Whether labelled paragraphs are turns and no list: a label comes back, or somebody asks or says I."""
    labels = [p.lower[first] for (first, _), _ in found]
    many = len(found) > 1 and 2 * len(found) > len({s.paragraph for s in p.sentences}) // 2
    return many and (
        len(set(labels)) < len(labels)
        or any(not _TALK.isdisjoint(p.lower[first:last]) for _, (first, last) in found)
    )


def headline_sources(p: Parse) -> Iterator[tuple[Span, Span, bool]]:
    """Give (source, words before it, False) for each headline that ends in its source, a role or a body.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("Flash flood kills two near dam - disaster agency")
    >>> [" ".join(p.words[first:last]) for (first, last), _, _ in headline_sources(p)]
    ['disaster agency']
    """
    for sentence in p.sentences:
        first, last = sentence.first, sentence.last
        name = p.chunks[p.chunk_of[last - 1]].first if last > first and p.chunk_of[last - 1] >= 0 else first
        if p.words[first].isupper() and p.words[first + 1 : first + 2] == [":"]:
            first += 2  # "BREAKING: ..."
        told = any(code in kind.FINITE + kind.PARTICIPLE for code in p.codes[first : name - 1])
        if told and p.codes[name - 1] == kind.DASH and p.words[name].islower() and is_source(p, name):
            yield (name, last), (first, name - 1), False


def _colon(p: Parse, first: int, last: int) -> int | None:
    if p.words[first][0].isdigit():  # "11.42am: It rains."
        return None
    if p.words[first] in _QUESTION_AND_ANSWER:  # "Q. Did it rain?"
        return first
    bracket = p.codes.find(")", first, min(last, first + _LONGEST + _NOTE))
    if 0 < bracket < last - 2 and "(" in p.codes[first : first + _LONGEST] and p.words[bracket + 1] == ":":
        return bracket + 1  # "LEE (on the phone): Did it rain?"
    for i in range(first + 1, min(last - 1, first + _LONGEST)):
        if p.words[i] == ":":
            return i
        if p.codes[i] not in _LABEL:
            return None
        if not p.words[i][0].isupper() and p.codes[i] != kind.COMMA:
            return None
    return None


def _paragraph_end(p: Parse, number: int) -> int:
    paragraph = p.sentences[number].paragraph
    while number + 1 < len(p.sentences) and p.sentences[number + 1].paragraph == paragraph:
        number += 1
    return p.sentences[number].last
