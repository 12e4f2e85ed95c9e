"""Turns: who speaks where paragraphs, not verbs, tell it: transcripts, interviews, headlines that end in a source.

Takes a parse, gives (speaker, words, is speech). It cannot tell a speaker's label from a place's where the text has
only one and never mentions it elsewhere, nor who asks in an interview.
"""

from collections.abc import Iterator
from itertools import groupby

from ..text import codes as kind
from ..text.parse import Parse
from ..text.phrases import Span
from ..text.sentences import NOT_PROSE
from ..text.subjects import subject_after, subject_before
from .cue_speakers import is_source

_LONGEST = 6
_NOTE = 6  # words of a stage note behind a label
_LONGEST_QUESTION = 60
_GAP = 25  # tokens between a cue and its colon
_FEWEST = 2  # questions, and answers, that make an interview
_ANSWER = frozenset(["a", "a."])
_QUESTION_AND_ANSWER = frozenset(["Q.", "A."])
_LABEL = kind.NOUNS + kind.COMMA + "("
_TALK = frozenset("? i we you me us my our your".split())
_OWN = frozenset("i we me us my our".split())
_YOU = frozenset("you your".split())
_MEETS = frozenset("meets met interviews interviewed visits visited asks asked".split())
Turn = tuple[Span, Span, bool]


def label_lines(p: Parse, heard: set[str]) -> list[Turn]:
    """Give (label, words behind it, is speech) for each paragraph that begins with a speaker's label.

    A label counts where another paragraph has one too (a transcript, whose words are speech) or where `heard`, the
    last words of the speakers found so far, lower-cased, holds its last word (a headline, which reports). One in
    capitals may also stand within a paragraph.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("LEE: Did it rain?\\nOKORO: It did.")
    >>> [p.words[a] for (a, b), _, _ in label_lines(p, set())]
    ['LEE', 'OKORO']
    """
    labels: list[tuple[Span, int]] = []
    for number, sentence in enumerate(p.sentences):
        begins = number == 0 or p.sentences[number - 1].paragraph != sentence.paragraph
        if sentence.kind in NOT_PROSE or not (begins or p.words[sentence.first].isupper()):
            continue
        colon = _colon(p, sentence.first, sentence.last)
        if colon is not None and (begins or all(w.isupper() for w in p.words[sentence.first : colon][:1])):
            labels.append(((sentence.first, max(colon, sentence.first + 1)), colon + 1))
    ends = {sentence.paragraph: sentence.last for sentence in p.sentences}
    following = [label[0] for label, _ in labels[1:]] + [len(p.words)]
    found = [
        (label, (first, min(behind, ends[p.sentences[p.sentence_of[label[0]]].paragraph])))
        for (label, first), behind in zip(labels, following, strict=False)
    ]
    script = _is_script(p, found)
    told = [(name, words) for name, words in found if words[1] > words[0]]
    asked = _introduced(p, told[0][0][0]) if told and script else None
    return [
        (asked if asked and p.lower[name[0]] in _ANSWER else name, words, script)
        for name, words in told
        if script or p.lower[name[1] - 1] in heard
    ]


def _is_script(p: Parse, found: list[tuple[Span, Span]]) -> bool:
    """Whether labelled paragraphs are turns and no list: a label comes back, or somebody asks or says I."""
    labels = [p.lower[first] for (first, _), _ in found]
    many = len(found) > 1 and 2 * len(found) > len({s.paragraph for s in p.sentences}) // 2
    return many and (
        len(set(labels)) < len(labels)
        or any(not _TALK.isdisjoint(p.lower[first:last]) for _, (first, last) in found)
    )


def interview_answers(p: Parse) -> Iterator[Turn]:
    """Give (speaker, words, True) for the answers of an interview without marks: a question, then a paragraph in I.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("Ann Lee grows figs.\\n\\nDo you eat them?\\n\\nI do.\\n\\nAll of them?\\n\\nWe leave some.")
    >>> [" ".join(p.words[first:last]) for _, (first, last), _ in interview_answers(p)]
    ['I do .', 'We leave some .']
    """
    paragraphs = []
    for _, group in groupby(p.sentences, key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        paragraphs.append((sentences[0].first, sentences[-1].last))
    asks = [i for i, (first, last) in enumerate(paragraphs[:-1]) if i and _asks(p, first, last)]
    answers = [i + 1 for i in asks if not _OWN.isdisjoint(_unquoted(p, *paragraphs[i + 1]))]
    you = any(not _YOU.isdisjoint(p.lower[slice(*paragraphs[i])]) for i in asks)
    if not you or min(len(asks), len(answers)) < _FEWEST:
        return
    speaker = _introduced(p, paragraphs[asks[0]][0])
    if speaker is None:
        return
    in_turn = all((i - asks[0]) % 2 == 0 for i in asks) and len(asks) * 3 > len(paragraphs) - asks[0]
    for i in range(asks[0] + 1, len(paragraphs)):
        first, last = paragraphs[i]
        asked = (i - asks[0]) % 2 == 1 if in_turn else i - 1 in asks and i not in asks
        if asked and p.codes[first] != kind.OPENS:
            yield speaker, (first, last), True


def _asks(p: Parse, first: int, last: int) -> bool:
    """Whether a paragraph is a question that nobody in the text is quoted with."""
    return p.words[last - 1] == "?" and last - first < _LONGEST_QUESTION and p.codes[first] not in kind.OPENS


def _unquoted(p: Parse, first: int, last: int) -> list[str]:
    """The words of a paragraph up to its first quotation mark."""
    opens = p.codes.find(kind.OPENS, first, last)
    return p.lower[first : opens if opens >= 0 else last]


def _introduced(p: Parse, end: int) -> Span | None:
    """The person whom the text introduces before a token: "Ann Lee grows figs", "Bo Hill meets Ann Lee"."""
    for sentence in p.sentences:
        if sentence.first >= end:
            break
        if sentence.kind in NOT_PROSE:
            continue
        for i in range(sentence.first + 1, min(sentence.last, end)):
            found = subject_before(p, i, sentence.first) if p.codes[i] in kind.PRESENT + kind.PAST else None
            if found and kind.NAME * 2 in p.codes[slice(*found)]:
                met = subject_after(p, i + 1, sentence.last) if p.lower[i] in _MEETS else None
                return met if met and kind.NAME * 2 in p.codes[slice(*met)] else found
    return None


def paragraph_led(p: Parse, cue) -> Span | None:
    """What a colon leads to without marks: the paragraph behind "He told the crowd:", or the rest of its own.

    Of its own paragraph, only words that speak of I or you, or tell somebody to do something, are read on.
    """
    number = p.sentence_of[cue.main]
    last = p.sentences[number].last
    gap = p.words[cue.last : min(last, cue.last + _GAP)] if "quote" in cue.frames else []
    colon = cue.last + gap.index(":") if ":" in gap else len(p.words)
    if colon + 1 >= len(p.words) or any(
        code in kind.FINITE + kind.STOP for code in p.codes[cue.last : colon]
    ):
        return None
    own, behind = colon + 1 < last, number + 1
    if colon == last - 1 and p.codes[p.sentences[behind].last - 1] != kind.STOP:
        return None  # a heading or a list
    if p.codes[colon + 1] == kind.OPENS or not p.words[colon + 1][0].isupper():
        return None
    first = number if own else behind
    while behind < len(p.sentences) and p.sentences[behind].paragraph == p.sentences[first].paragraph:
        said = p.sentences[behind]
        if (
            own
            and p.codes[said.first] not in kind.BASE + kind.PRESENT
            and _TALK.isdisjoint(p.lower[said.first : said.last])
        ):
            return None
        behind += 1
    return None if behind == number + 1 else (colon + 1, p.sentences[behind - 1].last)


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
