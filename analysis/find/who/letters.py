"""Letters: what a word may be within a name, the patterns over them, and what makes one name of several words.

The patterns are rows of data/rules/name_patterns.csv; everything that compares a letter compares these names. It takes
the letters of the words of a text, each for itself (name_letters.py), and changes those of words that belong together.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache, partial
from itertools import chain, compress, count

from ...read.lexicons import category
from ...resources import read_rules
from ..text import Parse, kind
from ..text.rules import compile_pattern, signs_of, with_codes

Letter, LETTER_OF = signs_of("name")
_SIGNS = vars(kind) | vars(Letter)


def letters(names: str) -> str:
    """Give the characters of some letters: letters("ROLE TITLE")."""
    return "".join(map(_SIGNS.__getitem__, names.split()))


DETERMINING = letters("DETERMINER POSSESSIVE")
GOES_ON = letters("NAME EVERYDAY FIRST FIRST_OR_PLACE INITIAL TITLE PLACE BODY OF BODY_OR_PLACE ROLE")
NAMELIKE = letters("NOUN ADJECTIVE PAST PRESENT PARTICIPLE BASE GERUND")  # codes that a name is mistaken for
_WITHIN_NAME = {kind.AND: Letter.AMPERSAND, Letter.DEMONYM: Letter.EVERYDAY, Letter.GROUP: Letter.EVERYDAY}
_SHORTEST, _LONGEST = 3, 10  # letters and words of a name that is abbreviated behind it
_APOSTROPHES, _SAINTS = ("'", "’"), ("St", "St.", "Saint")
_EVERYDAY = str.maketrans(dict.fromkeys(letters("GROUP TITLE ROLE"), Letter.EVERYDAY))
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
        ends = [i for i in places if i and words[i] != word and _leads(found, words, i - 1)]
        for i in (*called, *ends) if called and (ends or word in means) else ():
            found[i] = Letter.GROUP if i in called else Letter.BODY


def _leads(found: list[str], words: Sequence[str], before: int) -> bool:
    """Whether the word before another may begin the name that it ends."""
    return words[before][0].isupper() and found[before] in GOES_ON


def _join_owned(found: list[str], words: list[str], first: int, owner: int) -> None:
    saint = owner > 0 and words[owner - 1] in _SAINTS
    if words[owner][0].isupper() and (found[owner] in _OWNING or words[owner + 1] in _APOSTROPHES or saint):
        found[first:owner] = Letter.EVERYDAY * (owner - first)  # "Attorney General’s Office"
        found[owner : owner + 2] = [found[owner].translate(_EVERYDAY), Letter.AMPERSAND]
        found[owner - saint] = found[owner - saint].translate(_EVERYDAY)


def join_bodies(found: list[str], parsed: Parse) -> None:
    """Make one name of the words of a body: "Attorney General’s Office", "Union of Teachers and Assistants"."""
    shape, patterns, words = "".join(found), name_patterns(), parsed.words
    for m in patterns["owned body"].finditer(shape):
        _join_owned(found, words, m.start(), m.start("owner"))

    for m in chain(*(patterns[rule].finditer(shape) for rule in ("group before a body", "group in a name"))):
        if words[m.start("group")][0].isupper():
            found[m.start("group")] = Letter.EVERYDAY
    # "Witness D", "Fox 5"
    for m in chain(*(patterns[rule].finditer(shape) for rule in ("lettered", "numbered"))):
        i = m.start("role")
        if words[i][0].isupper() and len(words[i + 1]) < 3 and words[i + 1] != "I":
            found[i : i + 2] = [kind.NAME, kind.NAME if shape[i] == Letter.TITLE else Letter.BODY]
    for m in filter(partial(_is_of_places, parsed), patterns["two places in a name"].finditer(shape)):
        found[m.start()], found[m.start("and")] = kind.NAME, Letter.AMPERSAND
    for m in patterns["list in a name"].finditer("".join(found)):  # "Union of Teachers and Assistants"
        if words[m.end() + 1 : m.end() + 2] and words[m.end() + 1][:1].isupper():
            found[m.end() : m.end() + 2] = [Letter.AMPERSAND, Letter.EVERYDAY]
    _join_abbreviated(found, words)


def _is_of_places(parsed: Parse, two: re.Match) -> bool:
    """Whether two places are one name: "Perth and Kinross Council", but not "between Perth and Kinross Council"."""
    body = category(parsed.lexicons, "reference_words", parsed.lower[two.end() - 1])
    return body == "of places" and parsed.lower[two.start() - 1] != "between"


def _join_abbreviated(found: list[str], words: Sequence[str]) -> None:
    """Make one name of what the letters behind it tell: "Banco Central do Brasil (BCB)"."""
    for i in (i for i, word in enumerate(words[:-2], 1) if word == "(" and words[i].isupper()):
        first = _begins(words, i - 1, words[i]) if len(words[i]) >= _SHORTEST else i
        if first < i and found[first] == Letter.GROUP:  # "Citizens for Clean Air (CCA)"
            found[first] = Letter.BODY
        for k in range(first, i - 1):
            foreign = words[k].islower() and found[k] in NAMELIKE
            found[k] = Letter.SMALL if foreign else _WITHIN_NAME.get(found[k], found[k])


def _begins(words: Sequence[str], end: int, initials: str) -> int:
    """Where the name that ends at a token begins, by the letters that it is abbreviated to; behind it if nowhere."""
    at, left = end, initials
    while left and at > max(0, end + 1 - _LONGEST) and words[at - 1][0].isalpha():
        at -= 1
        left = left[:-1] if words[at].startswith(left[-1]) else left
    return end + 1 if left else at
