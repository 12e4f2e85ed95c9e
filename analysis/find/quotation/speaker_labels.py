"""Speaker labels: the names before a colon that begin a paragraph, as in a transcript, and sources that end a headline.

Takes a parse, gives the label and the words behind it. It cannot tell a speaker's label from a place's or a subject's
where the text has only one and never mentions it elsewhere.
"""

from collections.abc import Iterator

from ..text import codes as kind
from ..text.parse import Parse
from ..text.sentences import NOT_PROSE
from .phrases import is_source

_LONGEST = 6
_NOTE = 6  # words of a stage note behind a label
_QUESTION_AND_ANSWER = frozenset(["Q.", "A."])
_LABEL = kind.NOUNS + kind.COMMA + "("
_TALK = frozenset("? i we you me us my our your".split())
Span = tuple[int, int]


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
        colon = (
            _colon(p, sentence.first, sentence.last) if begins and sentence.kind not in NOT_PROSE else None
        )
        if colon is not None:
            end = max(colon, sentence.first + 1)  # of the label
            found.append(((sentence.first, end), (colon + 1, _paragraph_end(p, number))))
    script = len(found) > 1 and 2 * len(found) > len({s.paragraph for s in p.sentences}) // 2
    script = script and _is_talk(p, found)
    return [
        (name, words, script)
        for name, words in found
        if words[1] > words[0] and (script or p.lower[name[1] - 1] in heard)
    ]


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


def _is_talk(p: Parse, found: list[tuple[Span, Span]]) -> bool:
    """Whether labelled paragraphs are turns, not items of a list: a label comes back, or somebody asks or says I."""
    labels = [p.lower[first] for (first, _), _ in found]
    return len(set(labels)) < len(labels) or any(
        not _TALK.isdisjoint(p.lower[first:last]) for _, (first, last) in found
    )


def _colon(p: Parse, first: int, last: int) -> int | None:
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
