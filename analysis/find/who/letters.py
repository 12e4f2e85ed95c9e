"""Letters: what a word may be within a name, one private character for each kind, and the patterns over them.

The patterns are rows of data/rules/name_patterns.csv; everything that compares a letter compares these names.
"""

import re
from enum import StrEnum
from functools import lru_cache

from ...read.lexicons import Lexicons
from ...read.resources import read_rules
from ..text import codes as kind
from ..text.rules import compile_pattern


class Letter(StrEnum):
    """What a word is; below those that only names have stand the codes of the parse."""

    FIRST, FIRST_OR_PLACE, INITIAL, SMALL, SUFFIX, UNKNOWN, EVERYDAY = "F", "E", "I", "L", "J", kind.NAME, "M"
    TITLE, ROLE, GROUP, DEMONYM, PLACE, BODY, BODY_OR_PLACE = "A", "R", "G", "D", "C", "O", "H"
    OF, DAY, AMPERSAND = "K", "X", "&"
    NOUN, ADJECTIVE, NUMBER, ADVERB, OTHER, PREPOSITION, TO = "n", "j", "0", "r", "o", "i", "t"
    DETERMINER, PRONOUN, POSSESSIVE, RELATIVE, AND, GENITIVE = "T", "P", "S", "W", "c", "s"
    PRESENT, PAST, MODAL, BASE, PARTICIPLE, GERUND = "z", "d", "m", "b", "v", "g"
    COMMA, STOP, COLON, OPENS, CLOSES, BRACKET = ",", ".", ":", '"', "'", "("


def letters(names: str) -> str:
    """Give the characters of some letters: letters("ROLE TITLE")."""
    return "".join(Letter[name] for name in names.split())


@lru_cache(maxsize=1)
def name_patterns() -> dict[str, re.Pattern]:
    """Give the patterns of the table by their names."""
    rows, signs = read_rules("name_patterns"), Letter.__members__
    parts = {row["rule"]: row["pattern"] for row in rows if row["construction"] == "part"}
    ends = {row["rule"]: "$" * (row["construction"] == "before") for row in rows}
    return {row["rule"]: compile_pattern(row["pattern"], signs, parts, ends[row["rule"]]) for row in rows}


def category(lexicons: Lexicons, lexicon: str, word: str) -> str:
    """Give the category of a word in a lexicon, "" where it does not have it."""
    row = lexicons.terms(lexicon).get(word)
    return row.category if row else ""
