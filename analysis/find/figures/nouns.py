"""What a noun counts, by the lexicons: people, money, time, things; and how rules about numbers name it.

It knows no other sense of a word.
"""

from ...read.lexicons import Lexicons, kept
from ..text import listed

PEOPLE = ("person", "people", "families")
_PEOPLE_ENDINGS = ("men", "women", "children", "ists", "ians", "ees", "ese", "ites", "folk", "-olds")


@kept
def noun_kind(word: str, lexicons: Lexicons) -> str:
    """Give what a noun counts: a category of victims.csv, else of counted_things.csv, else people or unknown."""
    word = word.partition("-of-")[0]  # a father-of-two
    if word.endswith("-old"):  # "a 17-year-old"
        return "person"
    row = lexicons.terms("victims").get(word) or lexicons.terms("counted_things").get(word)
    if row is None and (word in lexicons.terms("roles") or listed(lexicons, "roles", word)):
        return "person" if word in lexicons.terms("roles") else "people"
    return row.category if row else "people" if word.endswith(_PEOPLE_ENDINGS) else "unknown"


def how_many(word: str, lexicons: Lexicons) -> float:
    """How many persons a noun in the singular is: a couple are two."""
    row = lexicons.terms("victims").get(word)
    return max(1.0, float(row.weight)) if row else 1.0


_UNITS = {name: name.upper() for name in ("money", "share", "time", "month", "event")} | {"measure": "UNIT"}
_COUNTED = {"person": "PERSON", "people": "PEOPLE", "families": "PEOPLE"}
UNIT_SIGNS = tuple(_UNITS.values())


@kept
def word_sign(word: str, lexicons: Lexicons) -> str | None:
    """The sign of a word by figure_words.csv and numbered_nouns.csv, else by what it counts."""
    row, counted = lexicons.terms("figure_words").get(word), noun_kind(word, lexicons)
    if row or counted in _UNITS:
        return row.category.upper() if row else _UNITS[counted]
    if listed(lexicons, "numbered_nouns", word):
        return "NUMBERED"
    return _COUNTED.get(counted)
