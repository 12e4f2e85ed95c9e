"""Codes: one letter for what each word or mark of a text is, so that patterns over them find word indices.

Takes words with their Penn tags, gives a string. It is as right as the tags are. The named sets below are what other
modules compare with, never letters of their own.
"""

from collections.abc import Sequence

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
ADVERB, NUMBER, PREPOSITION, TO, AND, GENITIVE, PARTICLE, THERE, OTHER = (
    "r",
    "0",
    "i",
    "t",
    "c",
    "s",
    "x",
    "e",
    "o",
)
BASE, PRESENT, PAST, PARTICIPLE, GERUND, MODAL = "b", "z", "d", "v", "g", "m"
OPENS, CLOSES, COMMA, STOP, DASH = '"', "'", ",", ".", ":"

NOUNS = NOUN + NAME
FINITE = PRESENT + PAST + MODAL
MAIN_VERBS = BASE + PRESENT + PAST + PARTICIPLE + GERUND
PREPOSITIONS = PREPOSITION + TO


def to_codes(words: Sequence[str], tags: Sequence[str], space_before: Sequence[bool] | None = None) -> str:
    """Give one letter for each word, so that a regular expression over them finds word indices.

    Quotation marks and other marks go by what they are, words by their tag; a straight quotation mark opens
    after a space or a bracket and closes otherwise. `space_before` says which words follow a space or begin
    the text; without it, straight marks open and close in turn.

    >>> to_codes(["She", "said", "“", "no", "”", "."], ["PRP", "VBD", "``", "UH", "''", "."])
    'Pd"o\\'.'
    """
    codes = [_MARKS.get(word) or CODES.get(tag, "o") for word, tag in zip(words, tags, strict=True)]
    opened = False
    for i, word in enumerate(words):
        if word in _STRAIGHT and not (tags[i] == "POS" and word in "'’"):
            after_space = i == 0 or codes[i - 1] == "(" or (space_before is not None and space_before[i])
            opened = after_space if space_before is not None else not opened
            codes[i] = '"' if opened else "'"
    return "".join(codes)
