"""Base noun phrases: the smallest groups of words that name somebody or something.

Takes a string of codes, one letter for each word; gives the groups found in it. It cannot see what belongs to a group
after its head ("of Syria"), and it is as right as the tags are.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Chunk(NamedTuple):
    """A base noun phrase: words first to last (not included), and its head."""

    first: int
    last: int
    head: int


def chunks(codes: str, sentence_starts: Sequence[int] = (0,)) -> list[Chunk]:
    """Give the base noun phrases of a string of codes, in order: first word, end (not included), head.

    A determiner or possessive, numbers, adjectives and participles, then nouns and names; "Syria's civil war"
    is one chunk with the head "war". Pronouns, "the injured", "those" and bare numbers are chunks too.
    `sentence_starts` are word indices that no chunk crosses. What follows the head is not seen.

    >>> chunks("TvndNsjn.")  # The wounded soldiers left Syria's largest city.
    [Chunk(first=0, last=3, head=2), Chunk(first=4, last=8, head=7)]
    """
    starts = sorted({0, *sentence_starts})
    found = []
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        for match in _CHUNK.finditer(codes, start, end):
            first, last = match.span()
            head = max(codes.rfind("n", first, last), codes.rfind("N", first, last))
            found.append(Chunk(first, last, head if head >= 0 else last - 1))
    return found


# Every repetition has a limit, so that the time stays linear on any string.
_MODIFIERS = r"""(?:
    (?: r{1,2}(?=j) | (?<!i)r{1,2} )? [j0] (?:(?:,c?|c)r?j){0,3}  # very large; large, angry; military and political
  | (?<=[TSj0s]) r? [vg] (?=[jvnN0])      # the badly wounded soldiers, two remaining hostages
  | (?:^|(?<=[i.:"])) v (?=[nN])          # of wounded soldiers
){0,6}"""
_NOUNS = "[nN]{1,12} (?:(?<=N)(?:j{1,3}|o{1,2}(?=N))[nN]{1,6}){0,2}"  # Bashar Al-Assad; UN special envoy; Ana de Sousa
_CHUNK = re.compile(
    rf"""
    (?=[TSrj0vgnNPe])(?:                    # the codes that one may begin with
    (?:T{{1,2}}|T?S)? {_MODIFIERS} {_NOUNS} (?:s {_MODIFIERS} {_NOUNS}){{0,4}} (?:0(?![0jnN]))?
  | T{{1,2}} (?:r?[jv0]){{0,4}} g?        # the injured, the two, the fighting, those
  | S (?:(?:r?[jv0]){{1,4}} g? | g)       # his killing
  | (?:(?<!i)r)? 0{{1,4}} | P | e )
    """,
    re.VERBOSE,
)
