"""Introductions: the phrase by which a text introduces somebody who has no name.

Takes a Parse and tokens, gives words as printed, in lower case where they begin a sentence and name nobody.
"""

from collections.abc import Mapping

from ..text.codes import CLOSES, COMMA, DASH, DETERMINER, OPENS, POSSESSIVE, STOP
from ..text.parse import Parse
from ..text.phrases import is_time
from ..text.tagger import known_tag
from .mention import refers

_ENDS = frozenset((COMMA, STOP, DASH, OPENS, CLOSES, "("))
_MOST = 3  # phrases that hang on a head


def introduction(p: Parse, speaking: Mapping[int, range], first: int, last: int) -> str:
    """Give the phrase that introduces somebody: as printed where they speak, else with what hangs on its head."""
    printed = speaking.get(first)
    if printed is not None and printed.start <= first:
        return printed_phrase(p, printed.start, printed.stop, last)
    return printed_phrase(p, first, _tied(p, last), last)


def _tied(p: Parse, last: int) -> int:
    """Give the token behind the prepositional phrases that follow a head: "a woman of 50 from Kelm"."""
    for _ in range(_MOST):
        chunk = (
            p.chunk_of[last + 1]
            if p.lower[last : last + 1] and refers(p.lexicons, p.lower[last], "tie", "place")
            else -1
        )
        if chunk < 0 or p.chunks[chunk].first != last + 1 or is_time(p, chunk):
            break
        last = p.chunks[chunk].last
    return last


def printed_phrase(p: Parse, first: int, last: int, head: int = 0) -> str:
    """Give a noun phrase up to a comma or a relative clause behind its head, in lower case where it is no name.

    >>> from analysis.find.text.parse import parse
    >>> printed_phrase(parse("A woman of 50, who was at home, said so."), 0, 9)
    'a woman of 50'
    """
    end = max(head, first + 1)
    while end < last and p.codes[end] not in _ENDS and not refers(p.lexicons, p.lower[end], "relative"):
        end += 1
    text = words_of(p, first, min(end, last))
    alone = first + 1 == last or not p.words[first + 1][0].isupper()
    is_name = known_tag(p.lower[first] if alone else "") in ("-", "NNP")
    determined = p.codes[first] in DETERMINER + POSSESSIVE
    return text if is_name and not determined else text[:1].lower() + text[1:]


def words_of(p: Parse, first: int, last: int) -> str:
    """Give the words of tokens [first, last) as printed, on one line."""
    return " ".join(p.text[p.starts[first] : p.ends[last - 1]].split())
