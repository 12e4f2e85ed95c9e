"""Letters: what a word may be within a name, the patterns over them, and what makes one name of several words.

The patterns are rows of data/rules/name_patterns.csv; everything that compares a letter compares these names. It takes
the letters of the words of a text, each for itself (name_letters.py), and changes those of words that belong together.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import compress, count

from ...read.lexicons import category
from ...resources import own_rows, read_rules
from ..text import Parse, is_heading, kind
from ..text.rules import compile_pattern, signs_of, with_codes

Letter, LETTER_OF = signs_of("name")
_SIGNS = vars(kind) | vars(Letter)


def letters(names: str) -> str:
    """Give the characters of some letters: letters("ROLE TITLE")."""
    return "".join(map(_SIGNS.__getitem__, names.split()))


DETERMINING = letters("DETERMINER POSSESSIVE")
GOES_ON = letters("NAME EVERYDAY FIRST FIRST_OR_PLACE INITIAL TITLE PLACE BODY OF BODY_OR_PLACE ROLE")
NAMELIKE = letters("NOUN ADJECTIVE PAST PRESENT PARTICIPLE BASE GERUND")  # codes that a name is mistaken for
_TIES = dict.fromkeys(letters("AND GENITIVE"), Letter.AMPERSAND) | {kind.NUMBER: Letter.BODY}
_WITHIN_NAME = dict.fromkeys(NAMELIKE + letters("DEMONYM GROUP TITLE ROLE"), Letter.EVERYDAY)
_WITHIN_NAME = str.maketrans(_TIES | _WITHIN_NAME)
_SHORTEST, _LONGEST = 3, 10  # letters and words of a name that is abbreviated behind it
_APOSTROPHES, _SAINTS = ("'", "’"), ("St", "St.", "Saint")
_LETTERED = str.maketrans(dict.fromkeys(letters("TITLE INITIAL NUMBER"), kind.NAME))
_CALLED = letters("NOUN GROUP")
_OWNING = letters("GROUP EVERYDAY TITLE ROLE")


@lru_cache(maxsize=1)
def name_patterns() -> dict[str, re.Pattern]:
    """Give the patterns of the table by their names."""
    rows = read_rules("name_patterns")
    parts = {row["rule"]: row["pattern"] for row in rows if row["construction"] == "part"}
    ends = {row["rule"]: "$" * (row["construction"] == "before") for row in rows}
    signs = with_codes(Letter)
    return {row["rule"]: compile_pattern(row["pattern"], signs, parts, ends[row["rule"]]) for row in rows}


def tell_bodies(found: list[str], parsed: Parse, speaking: Collection[str]) -> None:
    """Tell the bodies whose name ends in what they are called by: "Kelm Zoo", of which "the zoo said"."""
    means, words, spots = parsed.lexicons.terms("descriptions"), parsed.words, defaultdict(list)
    for i in compress(count(), map(speaking.__contains__, parsed.lower)):
        spots[parsed.lower[i]].append(i)
    for word, places in spots.items():
        called = {i for i in places if found[i] in _CALLED}
        ends = [
            i for i in places if words[i] != word and found[i - 1] in GOES_ON and words[i - 1][0].isupper()
        ]
        for i in (*called, *ends) if called and (ends or word in means) else ():
            found[i] = Letter.GROUP if i in called else Letter.BODY


def join_bodies(found: list[str], parsed: Parse) -> None:
    """Make one name of the words of a body: "Attorney General’s Office", "Union of Teachers and Assistants"."""
    shape, rows = "".join(found), own_rows("rules/name_patterns.csv")
    for rule in (row["rule"] for row in rows if row["construction"] == "letters"):
        for m in name_patterns()[rule].finditer(shape):
            if all(_is_joined(parsed, m, label) for label in m.groupdict()):
                found[m.start() : m.end()] = m[0].translate(_LETTERED if rule == "lettered" else _WITHIN_NAME)
    _join_abbreviated(found, parsed.words)


def _is_joined(parsed: Parse, m: re.Match, label: str) -> bool:
    """Whether a labelled word is one of a name, by how it is written or by what it is."""
    i, words = m.start(label), parsed.words
    if label == "number":
        return len(words[i]) < 3 and words[i] != "I"  # "Witness D", "Fox 5"
    if label == "body":  # "Perth and Kinross Council", but not "between Perth and Kinross Council"
        of_places = category(parsed.lexicons, "reference_words", parsed.lower[i]) == "of places"
        return of_places and parsed.lower[m.start() - 1] != "between"
    owns = label != "owner" or m[label] in _OWNING or words[i + 1] in _APOSTROPHES or words[i - 1] in _SAINTS
    titled = label == "prose" and (words[i].isupper() or is_heading(parsed, i))  # "Nurses' Strike Ends"
    return owns and words[i][0].isupper() and not titled


def _join_abbreviated(found: list[str], words: Sequence[str]) -> None:
    """Make one name of what the letters behind it tell: "Banco Central do Brasil (BCB)"."""
    for i in (i for i, word in enumerate(words[:-2], 1) if word == "(" and words[i].isupper()):
        first = _begins(words, i - 1, words[i]) if len(words[i]) >= _SHORTEST else i
        if first < i and found[first] == Letter.GROUP:  # "Citizens for Clean Air (CCA)"
            found[first] = Letter.BODY
        for k in range(first, i - 1):
            if words[k].islower() and found[k] in NAMELIKE:
                found[k] = Letter.SMALL
            elif found[k : k + 2] != [Letter.TITLE, Letter.OF]:  # "High Commissioner for Refugees (HCR)"
                found[k] = found[k].translate(_WITHIN_NAME)


def _begins(words: Sequence[str], end: int, initials: str) -> int:
    """Where the name that ends at a token begins, by the letters that it is abbreviated to; behind it if nowhere."""
    at, left = end, initials
    while left and at > max(0, end + 1 - _LONGEST) and words[at - 1][0].isalpha():
        at -= 1
        left = left[:-1] if words[at].startswith(left[-1]) else left
    return end + 1 if left else at
