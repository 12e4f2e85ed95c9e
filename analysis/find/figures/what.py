"""What a figure counts: the words behind it, those before it, or what its verb is said of.

Takes a parse and a figure, gives the words as printed. It reads the words around and understands nothing.
"""

import re
from collections.abc import Iterator

from ..text import codes as kind
from ..text.clauses import Clause
from ..text.parse import Parse
from ..text.phrases import Span, is_time
from .kinds import Reading
from .nouns import noun_kind

_LONGEST = 12  # tokens
_NAMES_NOTHING = frozenset(("score", "rank"))
_LINKS = {"money": frozenset("of in for on off".split()), "share": frozenset("of in".split())}
_OF, _OF_UNIT = frozenset(("of",)), frozenset(("of", "in"))
_MORE = frozenset("more other further additional".split())
_LEADS = frozenset("of at to above below under".split())
_AGAIN = frozenset("or from only just and but to".split())
_HAS_DIGIT = re.compile(r"\d")


def what_of(
    p: Parse, figure: Reading, clause: Clause | None, source: str | None, before: str | None
) -> str | None:
    """Give the words for what a figure counts; `before` are those of the figure before it in its sentence."""
    if figure.kind in _NAMES_NOTHING:
        return None
    first = p.token_at(figure.start)
    spans = (*_behind(p, figure, first), *_before(p, first))
    own = next((words for span in spans if (words := _printed(p, *span))), None)
    lasts = figure.kind == "measure" and noun_kind((figure.unit or "").lower(), p.lexicons) == "time"
    if own or lasts:  # "will return in two years": nothing is counted
        return own
    if before and (figure.kind == "count" or p.lower[max(0, first - 1)] in _AGAIN):
        return before  # "612p, down from 640p", "of 100 firms, 81 fell"
    return _of_clause(p, clause, first, source) if clause else None


def _of_clause(p: Parse, clause: Clause, first: int, source: str | None) -> str | None:
    """The object or the subject of the verb before a figure, but no speaker."""
    spans = (span for span in (clause.object, clause.subject) if span and span[1] <= first)
    found = (words for span in spans if (words := _told(p, span)))
    return next((words for words in found if not source or words not in source), None)


def _behind(p: Parse, figure: Reading, first: int) -> Iterator[Span]:
    """The noun phrase behind a figure, or behind "of" or "in" there."""
    end, last = p.sentences[p.sentence_of[first]].last, figure.last
    last += last + 1 < end and p.lower[last] in _MORE
    links = _LINKS.get(figure.kind, _OF_UNIT if figure.unit else _OF)
    behind = last + (last < end - 1 and p.lower[last] in links)
    chunk = p.chunk_of[behind] if behind < end else -1
    if behind == figure.last and figure.unit and p.chunk_of[first] != chunk:
        return
    if chunk >= 0 and not is_time(p, chunk) and p.codes[p.chunks[chunk].head] != kind.PRONOUN:
        yield max(behind, p.chunks[chunk].first), p.chunks[chunk].last
    elif chunk < 0 and not figure.unit and p.codes[behind : behind + 1] == kind.PRESENT:
        yield behind, behind + 1  # "38 saves", a noun that looks like a verb


def _before(p: Parse, first: int) -> Iterator[Span]:
    """The noun phrase before "of" or "at" in front of a figure."""
    floor = p.sentences[p.sentence_of[first]].first
    chunk = p.chunk_of[first - 2] if first - 2 >= floor and p.lower[first - 1] in _LEADS else -1
    if chunk >= 0 and _names(p, chunk) and not _is_unit(p, p.chunks[chunk].head):
        yield p.chunks[chunk].first, p.chunks[chunk].last


def _is_unit(p: Parse, head: int) -> bool:
    """Tell the cents of "from 94 per cent to 81"."""
    return noun_kind(p.lower[head], p.lexicons) in ("money", "share", "measure")


def _names(p: Parse, chunk: int) -> bool:
    """Whether a noun phrase names something: no time, no pronoun, no other number."""
    first, last, head = p.chunks[chunk]
    numbered = kind.NUMBER in p.codes[first:last] or not p.lower[head][0].isalpha()
    return not numbered and not is_time(p, chunk) and p.codes[head] != kind.PRONOUN


def _told(p: Parse, span: Span) -> str | None:
    """The words of a phrase that its verb is said of; of one with a number in it, those before; never a pronoun."""
    first, last = span
    if _HAS_DIGIT.search(p.text, p.starts[first], p.ends[last - 1]):
        last = p.chunks[p.chunk_of[first]].last if p.chunk_of[first] >= 0 else first
        if last > first and _HAS_DIGIT.search(p.text, p.starts[first], p.ends[last - 1]):
            return None
    return None if p.codes[first:last] == kind.PRONOUN else _printed(p, first, last)


def _printed(p: Parse, first: int, last: int) -> str | None:
    while first < last and p.codes[first] in kind.NUMBER + kind.DETERMINER + kind.ADVERB:
        first += 1
    last = min(last, first + _LONGEST)
    return p.text[p.starts[first] : p.ends[last - 1]] if first < last else None
