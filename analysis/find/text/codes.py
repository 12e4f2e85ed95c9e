"""Codes: one letter for what each word or mark of a text is, so that patterns over them find word indices.

Takes words with their Penn tags, gives a string. It is as right as the tags are. The named sets below are what other
modules compare with, never letters of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

CODES = {
    "DT": "T", "PDT": "T", "PRP": "P", "PRP$": "S", "WP": "W", "WDT": "W", "WRB": "W", "WP$": "W",
    "NN": "n", "NNS": "n", "NNP": "N", "NNPS": "N", "JJ": "j", "JJR": "j", "JJS": "j",
    "RB": "r", "RBR": "r", "RBS": "r", "CD": "0", "VB": "b", "VBP": "z", "VBZ": "z", "VBD": "d", "VBN": "v",
    "VBG": "g", "MD": "m", "IN": "i", "TO": "t", "CC": "c", "POS": "s", "RP": "x", "EX": "e",
    "``": '"', "''": "'", ",": ",", ".": ".", ":": ":", "-LRB-": "(", "-RRB-": ")",
}  # fmt: skip
_MARKS = {"“": '"', "„": '"', "«": '"', "‘": '"', "”": "'", "»": "'", "(": "(", "[": "(", "{": "("}
_MARKS |= {")": ")", "]": ")", "}": ")", ",": ",", ".": ".", "!": ".", "?": ".", "…": ".", "...": "."}
_MARKS |= dict.fromkeys((":", ";", "-", "–", "—", "--"), ":")
_STRAIGHT = frozenset(['"', "''", "``", "'", "`", "’"])

NOUN, NAME, ADJECTIVE, DETERMINER, PRONOUN, POSSESSIVE, RELATIVE = "n", "N", "j", "T", "P", "S", "W"
ADVERB, NUMBER, PREPOSITION, TO, AND = "r", "0", "i", "t", "c"
GENITIVE, PARTICLE, THERE, OTHER = "s", "x", "e", "o"
BASE, PRESENT, PAST, PARTICIPLE, GERUND, MODAL = "b", "z", "d", "v", "g", "m"
_CODE_OF = defaultdict(lambda: OTHER, CODES)
OPENS, CLOSES, COMMA, STOP, DASH = '"', "'", ",", ".", ":"

NOUNS = NOUN + NAME
FINITE = PRESENT + PAST + MODAL
MAIN_VERBS = BASE + PRESENT + PAST + PARTICIPLE + GERUND
PREPOSITIONS = PREPOSITION + TO
VERBALS = PARTICIPLE + GERUND
GOVERNS = MAIN_VERBS + PREPOSITIONS  # what stands before a noun phrase makes it an object


def to_codes(
    words: Sequence[str], tags: Sequence[str], follows_space: Callable[[int], bool] | None = None
) -> str:
    """Give one letter for each word, so that a regular expression over them finds word indices.

    Quotation marks and other marks go by what they are, words by their tag; a straight quotation mark opens
    after a space or a bracket and closes otherwise. `follows_space` says whether a word follows a space or begins
    the text; without it, straight marks open and close in turn.

    >>> to_codes(["She", "said", "“", "no", "”", "."], ["PRP", "VBD", "``", "UH", "''", "."])
    'Pd"o\\'.'
    """
    codes = list(map(_CODE_OF.__getitem__, tags))
    for i, word in enumerate(words):
        if word in _MARKS:
            codes[i] = _MARKS[word]
    if _STRAIGHT.isdisjoint(words):
        return "".join(codes)
    opened = False
    for i, word in enumerate(words):
        if word in _STRAIGHT and not (tags[i] == "POS" and word in "'’"):
            begins = i == 0 or codes[i - 1] == "("
            opened = not opened if follows_space is None else begins or follows_space(i)
            codes[i] = OPENS if opened else CLOSES
    return "".join(codes)
