"""What a figure counts: the words behind it, those before it, or what its verb is said of.

Takes a parse and a figure, gives the words as printed. It reads the words around and understands nothing.
"""

import re
from collections.abc import Iterator

from ..text import codes as kind
from ..text.clauses import Clause
from ..text.parse import Parse
from ..text.phrases import Span, is_time
from .readings import Reading

_LONGEST = 12  # tokens
_WITH_UNIT = frozenset(("money", "share", "measure", "rate"))
_NAMES_NOTHING = frozenset(("score", "rank"))
_OF = frozenset(("of",))
_OF_UNIT = frozenset("of in for on off".split())
_MORE = frozenset("more other further additional".split())
_AT = frozenset("of at to".split())
_AGAIN = frozenset("or from only just and but to".split())
_HAS_DIGIT = re.compile(r"\d")


def what_of(p: Parse, figure: Reading, clause: Clause | None, before: str | None) -> str | None:
    """Give the words for what a figure counts; `before` are those of the figure before it in its sentence."""
    if figure.kind in _NAMES_NOTHING:
        return None
    first = p.token_at(figure.start)
    own = next((words for span in _spans(p, figure, first) if (words := _printed(p, *span))), None)
    if own:
        return own
    if before and _goes_on(p, figure, first):
        return before
    told = (clause.object, clause.subject) if clause else ()
    spans = (span for span in told if span and span[1] <= first)
    return next((words for span in spans if (words := _told(p, span))), None)


def _spans(p: Parse, figure: Reading, first: int) -> Iterator[Span]:
    """The noun phrases that may say what a figure counts: right behind it, behind "of" or "in", before "of"."""
    end, last = p.sentences[p.sentence_of[first]].last, figure.last
    last += last + 1 < end and p.lower[last] in _MORE
    links = _OF_UNIT if figure.kind in _WITH_UNIT else _OF
    linked = last < end - 1 and p.lower[last] in links
    behind = last + linked
    chunk = p.chunk_of[behind] if behind < end else -1
    near = linked or last > figure.last or figure.unit is None or p.chunk_of[first] == chunk
    if chunk >= 0 and near and not is_time(p, chunk) and p.codes[p.chunks[chunk].head] != kind.PRONOUN:
        yield max(behind, p.chunks[chunk].first), p.chunks[chunk].last
    before = p.chunk_of[first - 2] if first > 1 and p.lower[first - 1] == "of" else -1
    if before >= 0:
        yield p.chunks[before].first, p.chunks[before].last


def _goes_on(p: Parse, figure: Reading, first: int) -> bool:
    """Whether a figure says more of what the one before counts: "612p, down from 640p", "81 fell and only 17 rose"."""
    return first > 0 and (p.lower[first - 1] in _AGAIN or (figure.kind == "count"))


def _told(p: Parse, span: Span) -> str | None:
    """The words of a phrase that its verb is said of; of one with a number in it, those before."""
    first, last = span
    if _HAS_DIGIT.search(p.text, p.starts[first], p.ends[last - 1]):
        last = p.chunks[p.chunk_of[first]].last if p.chunk_of[first] >= 0 else first
        if last > first and _HAS_DIGIT.search(p.text, p.starts[first], p.ends[last - 1]):
            return None
    return _printed(p, first, last)


def _printed(p: Parse, first: int, last: int) -> str | None:
    while first < last and p.codes[first] in kind.NUMBER + kind.DETERMINER + kind.ADVERB:
        first += 1
    last = min(last, first + _LONGEST)
    return p.text[p.starts[first] : p.ends[last - 1]] if first < last else None
