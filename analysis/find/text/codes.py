"""Codes: one letter for what each word or mark of a text is, and the base noun phrases that patterns over them find.

Takes words with their Penn tags. It is as right as the tags are. The named sets below are what other modules compare
with, never letters of their own.
"""

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import compress
from typing import NamedTuple

_CODE_OF = defaultdict(lambda: "o", {
    "DT": "T", "PDT": "T", "PRP": "P", "PRP$": "S", "WP": "W", "WDT": "W", "WRB": "W", "WP$": "W",
    "NN": "n", "NNS": "n", "NNP": "N", "NNPS": "N", "ADD": "N", "JJ": "j", "JJR": "j", "JJS": "j",
    "RB": "r", "RBR": "r", "RBS": "r", "CD": "0", "VB": "b", "VBP": "z", "VBZ": "z", "VBD": "d", "VBN": "v",
    "VBG": "g", "MD": "m", "IN": "i", "TO": "t", "CC": "c", "POS": "s", "RP": "x", "EX": "e",
    "``": '"', "''": "'", ",": ",", ".": ".", ":": ":", "-LRB-": "(", "-RRB-": ")",
})  # fmt: skip
_MARKS = {"“": '"', "„": '"', "«": '"', "‘": '"', "”": "'", "»": "'", "(": "(", "[": "(", "{": "("}
_MARKS["cannot"] = "m"  # the tagger has learnt it as two words
_MARKS |= {")": ")", "]": ")", "}": ")", ",": ",", ".": ".", "!": ".", "?": ".", "…": ".", "...": "."}
_MARKS |= dict.fromkeys((":", ";", "-", "–", "—", "--"), ":")
_STRAIGHT = frozenset(['"', "''", "``", "'", "`", "’"])

NOUN, NAME, ADJECTIVE, DETERMINER, PRONOUN, POSSESSIVE, RELATIVE = "n", "N", "j", "T", "P", "S", "W"
ADVERB, NUMBER, PREPOSITION, TO, AND = "r", "0", "i", "t", "c"
GENITIVE, PARTICLE, THERE, OTHER, NOTHING = "s", "x", "e", "o", " "
BASE, PRESENT, PAST, PARTICIPLE, GERUND, MODAL = "b", "z", "d", "v", "g", "m"
OPENS, CLOSES, COMMA, STOP, DASH, BRACKET = '"', "'", ",", ".", ":", "("
ENDS = COMMA + STOP + DASH  # marks at which a clause may end

NOUNS = NOUN + NAME
FINITE = PRESENT + PAST + MODAL
MAIN_VERBS = BASE + PRESENT + PAST + PARTICIPLE + GERUND
PREPOSITIONS = PREPOSITION + TO
VERBALS = PARTICIPLE + GERUND
_NO_NOUNS = DETERMINER + POSSESSIVE + ADVERB + ADJECTIVE + NUMBER + VERBALS + PRONOUN + THERE
_FINITE = frozenset(FINITE)
GOVERNS = MAIN_VERBS + PREPOSITIONS  # what stands before a noun phrase makes it an object


def has_finite(codes: str) -> bool:
    """Whether a finite verb stands among codes."""
    return not _FINITE.isdisjoint(codes)


def to_codes(words: Sequence[str], tags: Sequence[str], opens: Set[int]) -> str:
    """Give one letter for each word, so that a regular expression over them finds word indices.

    Marks go by what they are, words by their tag; a straight quotation mark closes where it is none of `opens`.

    >>> to_codes(["She", "said", "“", "no", "”", "."], ["PRP", "VBD", "``", "UH", "''", "."], {2})
    'Pd"o\\'.'
    """
    codes = list(map(_CODE_OF.__getitem__, tags))
    for i in compress(range(len(words)), map(_MARKS.__contains__, words)):
        codes[i] = _MARKS[words[i]]
    if max(words, default="") > "\u2100":
        for i in (i for i, word in enumerate(words) if word[0] > "\u2100" and not word.isalnum()):
            codes[i] = OTHER  # emoji and arrows
    for i in compress(range(len(words)), map(_STRAIGHT.__contains__, words)):
        if tags[i] != "POS":
            codes[i] = OPENS if i in opens else CLOSES
    return "".join(codes)


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
            size = len(match[0].rstrip(_NO_NOUNS))  # as far as the last noun
            found.append(Chunk(first, last, (first + size if size else last) - 1))
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
    P | T? j? (?: n(?![nNs0]) | N(?![nNsjo0]) ) |   # most phrases, found at once
    (?:T{{1,2}}|T?S)? {_MODIFIERS} {_NOUNS} (?:s {_MODIFIERS} {_NOUNS}){{0,4}} (?:0(?![0jnN]))?
  | T{{1,2}} (?:r?[jv0]){{0,4}} g?        # the injured, the two, the fighting, those
  | S (?:(?:r?[jv0]){{1,4}} g? | g)       # his killing
  | (?:(?<!i)r)? 0{{1,4}} | e )
    """,
    re.VERBOSE,
)
