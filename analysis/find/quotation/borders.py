"""Borders: where a clause, or a noun phrase that is all there is of the content, ends.

Takes a parse and the token where the content begins, gives the token behind it. The sentence's end is the border,
unless a rule of data/rules/quote_borders.csv holds before it: it cannot tell whose ", but" is where no verb tells.
"""

import re
from functools import cache

from ...read.rules import read_rules
from ..text import codes as kind
from ..text.parse import Parse
from ..text.rules import compile_pattern
from .constituents import Sign, line_of

_ENDS = kind.STOP + kind.DASH + kind.COMMA
_REACH = 200  # tokens of a content that are read for a border; with a limit, the time is linear in the text


def content_end(p: Parse, first: int, ceiling: int, content: str, tense: str = kind.PAST) -> int:
    """Give the token after a content: a `clause`, an `infinitive` (or what else stands inside a clause) or a `noun`.

    `tense` holds the codes of the tense in which its verb of speech stands.

    >>> from analysis.find.text.parse import parse
    >>> p = parse("He said it was safe, adding nothing.")
    >>> " ".join(p.words[2 : content_end(p, 2, 9, "clause")])
    'it was safe'
    """
    while ceiling > first and p.codes[ceiling - 1] in _ENDS:
        ceiling -= 1
    line = line_of(p, first, min(ceiling, first + _REACH), tense)
    found = border_pattern(content).search(line.signs, content != "noun")
    return line.tokens[found.start()] if found and found.start() < len(line.tokens) else ceiling


@cache
def border_pattern(content: str) -> re.Pattern:
    """Give the borders of a kind of content as one pattern."""
    rows = read_rules("quote_borders")
    parts = {row["rule"]: row["pattern"] for row in rows if row["construction"] == "part"}
    chosen = [row for row in rows if content in row["content"].split()]
    rules = (compile_pattern(row["pattern"], Sign.__members__, parts).pattern for row in chosen)
    return re.compile("|".join(f"(?:{rule})" for rule in rules))


def second_verb(p: Parse, first: int, ceiling: int) -> int:
    """Where the main verb of "the claim that it was safe surprised us" stands: the second finite verb."""
    seen = False
    for i in range(first, ceiling):
        if p.codes[i] == kind.RELATIVE or (p.codes[i] in kind.COMMA + kind.AND and seen):
            return ceiling
        if p.codes[i] in kind.FINITE and p.codes[i - 1] not in kind.MODAL + kind.ADVERB:
            if seen:
                return i
            seen = True
    return ceiling


def first_verb(p: Parse, first: int, ceiling: int) -> int:
    """Where the main verb of "fears of a flood have grown" stands: the first finite verb outside a relative clause."""
    for i in range(first, ceiling):
        if p.codes[i] == kind.RELATIVE or p.lower[i] == "that":
            return ceiling
        if p.codes[i] in kind.FINITE:
            return i
    return ceiling
