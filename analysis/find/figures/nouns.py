"""What a noun counts: people, money, time, things ..., by the lists of words. It knows no other sense of a word."""

from ...read.lexicons import Lexicons, kept
from ..text.inflection import bases

_PEOPLE = ("person", "people", "family")
_PEOPLE_ENDINGS = ("men", "women", "ists", "ians", "ees", "ese", "ites", "folk")


@kept
def noun_kind(word: str, lexicons: Lexicons) -> str:
    """Give what a noun counts: a category of victims.csv, else of counted_things.csv, else people or unknown."""
    word = word.partition("-of-")[0]  # a father-of-two
    row = lexicons.terms("victims").get(word) or lexicons.terms("counted_things").get(word)
    if row is None and word in lexicons.terms("roles"):
        return "person"
    return row.category if row else "people" if word.endswith(_PEOPLE_ENDINGS) else "unknown"


@kept
def is_people(word: str, lexicons: Lexicons) -> bool:
    """Whether a noun counts people: "donors", "a boy", "families"."""
    if noun_kind(word, lexicons) in _PEOPLE:
        return True
    return any(base in lexicons.terms("roles") for base in bases(word, lexicons))
