"""Tone roles: which words stand in which relation to a target, read off the codes of a parse.

Takes a parse and a target's tokens, gives (role, token, negated). It is a reader of word order, not of
grammar.
"""

from collections.abc import Iterator

from .parse import Parse

BE = frozenset(("is", "was", "are", "were", "be", "been", "being", "'s", "'re", "am", "get", "gets", "got"))
_HELP = frozenset(("has", "have", "had", "do", "does", "did"))
_NOT = frozenset(("not", "n't", "never"))
_ENDS = frozenset(".,:\"'()")

Role = tuple[str, int, bool]


def tone_roles(parsed: Parse, first: int, last: int) -> Iterator[Role]:
    """Give the words that stand in a relation to the target, tokens [first, last): role, token, negated.

    Roles: `its` (what modifies it, or what it owns), `does` (the verb it is subject of), `to` (that verb's
    object or complement), `is` (what it is said to be, or what is done to it), `done` (the verb it is object
    of), `of` (the noun that a preposition ties it to).

    >>> from analysis.find.parse import parse
    >>> parsed = parse("The angry senator was accused of fraud.")
    >>> [(role, parsed.words[token]) for role, token, _ in tone_roles(parsed, 2, 3)]
    [('its', 'angry'), ('is', 'accused'), ('to', 'fraud')]
    """
    sentence = parsed.sentences[parsed.sentence_of[first]]
    chunk = parsed.chunks[parsed.chunk_of[first]] if parsed.chunk_of[first] >= 0 else (first, last, first)
    begin, end = min(chunk[0], first), max(chunk[1], last)
    owner = parsed.codes[last : last + 1] == "S" or parsed.tags[first] == "PRP$"
    for i in range(begin, end):
        if not first <= i < last and parsed.codes[i] in "jnvgr":
            yield "its", i, False
    if owner:
        end = last + (parsed.codes[last : last + 1] == "S")
        while end < sentence.last and parsed.codes[end] in "jnNrgv0":
            if parsed.codes[end] in "jng":
                yield "its", end, False
            end += 1
    yield from _after(parsed, end, sentence.last, owner)
    yield from _before(parsed, begin, sentence.first)


def _after(parsed: Parse, start: int, stop: int, owner: bool) -> Iterator[Role]:
    """The verb that follows, as far as seven tokens on, and what follows it."""
    negated = passive = False
    for i in range(start, min(stop, start + 7)):
        lower, code = parsed.lower[i], parsed.codes[i]
        if lower in _NOT:
            negated = True
        elif lower in BE:
            passive = True
        elif code in "zdbvg" and lower not in _HELP:
            yield ("is" if passive and code == "v" else "its does" if owner else "does"), i, negated
            yield from _complement(parsed, i, stop, negated)
            return
        elif passive and code in "jn":
            yield "is", i, negated
        elif code in ".:" or (passive and code in _ENDS) or (code == "c" and not passive):
            return


def _complement(parsed: Parse, verb: int, stop: int, negated: bool) -> Iterator[Role]:
    for i in range(verb + 1, min(stop, verb + 6)):
        if parsed.codes[i] in _ENDS:
            return
        if parsed.codes[i] in "jnb":
            yield "to", i, negated


def _before(parsed: Parse, begin: int, start: int) -> Iterator[Role]:
    """The verb or noun that governs the target from the left, as far as five tokens back, and the preposition."""
    preposition = ""
    for i in range(begin - 1, max(start, begin - 6) - 1, -1):
        lower, code = parsed.lower[i], parsed.codes[i]
        if code in "it" and not preposition:
            preposition = f" {lower}"
        elif code in "zdbgv" and lower not in BE:
            yield f"done{preposition}", i, not _NOT.isdisjoint(parsed.lower[max(start, i - 3) : i])
            return
        elif code == "n":
            yield f"of{preposition}", i, False
        elif code in '.:"':
            return
