"""Turns: who speaks where paragraphs, not verbs, tell it: transcripts, interviews and headlines.

Takes a parse, gives (speaker, words, is speech). It cannot tell a speaker's label from a place's where the text has
only one and never mentions it elsewhere, nor who asks in an interview.
"""

import re
from bisect import bisect_right
from collections import Counter
from itertools import groupby, pairwise
from operator import attrgetter

from ..text import NOT_PROSE, Parse, Span, kind, listed, phrase_end, subject_after, subject_before

_GAP = 25  # tokens between a cue and its colon
_FEWEST = 2  # questions, and answers, that make an interview
_LABEL = re.compile(rf"(?P<name>.[{kind.NOUNS}{kind.COMMA}]{{0,4}})(?:\([^)]{{1,10}}\))?{kind.DASH}")
AGED = re.compile(rf"{kind.NAME}{{1,4}}(?:{kind.COMMA}{kind.NUMBER}(?:{kind.COMMA}.*)?|\({kind.NUMBER}\).*)")
_TALK = frozenset("? i we you me us my our your".split())
_OWN = frozenset("i we me us my our".split())
_MEETS = frozenset("meets met interviews interviewed visits visited asks asked".split())
_TELLS = re.compile(
    f"[{kind.FINITE}{kind.PARTICIPLE}{kind.BASE}{kind.TO}]|(?<!{kind.DETERMINER}){kind.ADJECTIVE}"
)
Turn = tuple[Span, Span, bool | None]
"""Who speaks, the words, and whether they are speech; None where it takes a speaker of that name."""


def headline_sources(p: Parse) -> list[Turn]:
    """Give whom a headline sets off, with what it reports: "Police: six drown", "Six drown - police"."""
    found: list[Turn] = []
    for first, last, *_ in (sentence for sentence in p.sentences if sentence.kind == "heading"):
        left, right = p.codes.find(kind.DASH, first, last - 1), p.codes.rfind(kind.DASH, first, last - 1)
        if left > first:
            found += _set_off(p, (first, left), (left + 1, last), "document")  # no "Letters: We erred"
            found += _set_off(p, (right + 1, last), (first, right))
    return found


def _set_off(p: Parse, name: Span, words: Span, other: str = "") -> list[Turn]:
    head, lists = p.lower[name[1] - 1], ("group_nouns", "roles")
    rows = [row for names in lists for row in listed(p.lexicons, names, head) if row.category != other]
    told = p.chunk_of[name[0]] >= 0 and p.codes[words[0]] != kind.RELATIVE and _TELLS.search(p.codes, *words)
    return [(name, words, False)] if rows and told and phrase_end(p, *name) == name[1] else []


def label_lines(p: Parse) -> list[Turn]:
    """Give (label, words behind it, is speech) for each paragraph that begins with what may be a speaker's label.

    It is one where another paragraph has one too (a transcript, whose words are speech); else only where the text has
    a speaker of that name (a headline, which reports). One in capitals may also stand within a paragraph.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("LEE: Did it rain?\\nOKORO: It did.")
    >>> [p.words[a] for (a, b), _, _ in label_lines(p)]
    ['LEE', 'OKORO']
    """
    found = _labelled(p)
    talking = {p.lower[name[0]] for name, words in found if not _TALK.isdisjoint(p.lower[slice(*words)])}
    speakers = _speakers(p, found, talking)
    labels = {p.lower[first] for first, _ in speakers}
    # turns, and no list: a label comes back, or somebody asks or says I
    many = len(speakers) > 1 and 2 * len(speakers) > len({s.paragraph for s in p.sentences}) // 2
    script = many and (len(labels) < len(speakers) or not labels.isdisjoint(talking))
    asked = _introduced(p, found[0][0][0]) if script else None
    turns = set(speakers if script else _turns_within(p, found))
    return [
        (asked if asked and p.lower[name[0]] in ("a", "a.") else name, words, name in turns or None)
        for name, words in found
        if words[1] > words[0]
    ]


def _speakers(p: Parse, found: list[tuple[Span, Span]], talking: set[str]) -> list[Span]:
    """The labels of somebody, and those of nobody that come back and ask or say I: no "Methods:", "Tickets:"."""
    labels, roles = Counter(p.lower[name[0]] for name, _ in found), p.lexicons.terms("roles")
    back = {"q", "q.", "a", "a."} | {word for word in talking if labels[word] > 1}
    somebody = ((n, kind.NAME in p.codes[slice(*n)] or p.lower[n[1] - 1] in roles) for n, _ in found)
    return [name for name, told in somebody if told or p.lower[name[0]] in back]


def _turns_within(p: Parse, found: list[tuple[Span, Span]]) -> list[Span]:
    """The labels of a few turns within an article: two names come back that it tells elsewhere, too, and one asks."""
    labels = Counter(p.words[name[1] - 1] for name, _ in found)
    told = Counter(p.words) if len(found) > len(labels) > 1 else labels
    turns = [name for name, _ in found if 1 < labels[p.words[name[1] - 1]] < told[p.words[name[1] - 1]]]
    asks = any("?" in p.words[first:last] for _, (first, last) in found)
    return turns if asks and len({p.words[name[1] - 1] for name in turns}) > 1 else []


def _labelled(p: Parse) -> list[tuple[Span, Span]]:
    """Each label with the words behind it, in the order of the text."""
    ends, found = {sentence.paragraph: sentence.last for sentence in p.sentences}, []
    for first, last, *_, paragraph, form in p.sentences:
        begins = first == 0 or p.sentence(first - 1).paragraph != paragraph
        may_be = form not in NOT_PROSE and (begins or p.words[first].isupper())
        if may_be and (colon := _colon(p, first, last)) is not None:
            found.append((first, colon, ends[paragraph]))
    return [
        ((first, max(colon, first + 1)), (colon + 1, min(end, behind)))
        for (first, colon, end), (behind, *_) in pairwise([*found, (len(p.words), 0, 0)])
    ]


def interview_answers(p: Parse) -> list[Turn]:
    """Give (speaker, words, True) for the answers of an interview without marks: a question, then a paragraph in I.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("Ann Lee grows figs.\\n\\nDo you eat them?\\n\\nI do.\\n\\nAll of them?\\n\\nWe leave some.")
    >>> [" ".join(p.words[first:last]) for _, (first, last), _ in interview_answers(p)]
    ['I do .', 'We leave some .']
    """
    groups = [list(group) for _, group in groupby(p.sentences, key=lambda sentence: sentence.paragraph)]
    spans = [(group[0].first, group[-1].last) for group in groups]
    asks = [i for i, (_, last) in enumerate(spans[:-1]) if i and p.words[last - 1] == "?"]
    own = sum(not _OWN.isdisjoint(p.lower[slice(*spans[i + 1])]) for i in asks)
    you = any(not {"you", "your"}.isdisjoint(p.lower[slice(*spans[i])]) for i in asks)
    speaker = _introduced(p, spans[asks[0]][0]) if you and min(len(asks), own) >= _FEWEST else None
    if speaker is None:
        return []
    answers = (spans[i + 1] for i in asks if i + 1 not in asks)
    return [(speaker, span, True) for span in answers if p.codes[span[0]] != kind.OPENS]


def _introduced(p: Parse, end: int) -> Span | None:
    for i in range(1, end):
        sentence = p.sentence(i)
        if sentence.kind in NOT_PROSE or p.codes[i] not in kind.PRESENT + kind.PAST:
            continue
        inverted = p.codes[i - 1] == kind.CLOSES  # "“You're early,” says Ann Lee"
        found = subject_after(p, i + 1, sentence.last) if inverted else subject_before(p, i, sentence.first)
        if found and kind.NAME * 2 in p.codes[slice(*found)]:
            met = subject_after(p, i + 1, sentence.last) if p.lower[i] in _MEETS else None
            return met if met and kind.NAME * 2 in p.codes[slice(*met)] else found
    return None


def paragraph_led(p: Parse, cue) -> Span | None:
    """The paragraph without marks to which a cue leads with a colon: "He told the crowd:"."""
    number = p.sentence_of[cue.main]
    colon = p.sentences[number].last - 1
    if p.words[colon] != ":" or "quote" not in cue.frames or number + 1 == len(p.sentences):
        return None
    behind = p.sentences[number + 1].paragraph
    last = bisect_right(p.sentences, behind, key=attrgetter("paragraph")) - 1
    gap = p.codes[cue.last : min(colon, cue.last + _GAP)]
    ends = p.codes[p.sentences[last].last - 1] == kind.STOP  # no heading, no list
    goes_on = any(code in kind.FINITE + kind.STOP for code in gap)
    return (colon + 1, p.sentences[last].last) if ends and not goes_on else None


def _colon(p: Parse, first: int, last: int) -> int | None:
    """The colon behind a label: "Q. Did it rain?", "LEE (on the phone): Did it rain?", not "11.42am: It rains."."""
    if p.words[first] in ("Q.", "A.", "Dear"):
        return first if p.words[first] != "Dear" else None  # "Dear Ann: It rains."
    label = _LABEL.match(p.codes, first, last - 1)
    if label is None or p.words[first][0].isdigit() or p.words[label.end() - 1] != ":":
        return None
    named = range(first + 1, label.end("name"))
    return label.end() - 1 if all(p.words[i][0].isupper() or p.words[i] == "," for i in named) else None
