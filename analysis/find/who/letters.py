"""Name letters: what each word of a text may be within a name, one `Letter` for each, and the patterns over them.

Takes a Parse, gives a string. It looks at one word at a time: what a run of words names is for names.py to say. The
patterns are rows of data/rules/name_patterns.csv; everything that compares a letter compares these names.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain, repeat

from ...read.lexicons import Lexicons, category, kept
from ...resources import read_rules
from ..text import Parse, is_heading, kind, known_tag
from ..text.rules import compile_pattern, signs_of

Letter, _LETTER_OF = signs_of("name")
_SIGNS = vars(kind) | vars(Letter)


def letters(names: str) -> str:
    """Give the characters of some letters: letters("ROLE TITLE")."""
    return "".join(map(_SIGNS.__getitem__, names.split()))


_JOINED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ibn|bin|d|o)[-'’][A-Z]|(?:de|di|mc|la)[A-Z]")
_INITIAL = re.compile(r"(?:[A-Z]\.?){1,2}$")
_PREFIX = re.compile(r"^(?:ex|then|co|vice|deputy|former)-|-(?:elect|designate)$")
_WITHIN_NAME = {kind.AND: Letter.AMPERSAND, Letter.DEMONYM: Letter.EVERYDAY, Letter.GROUP: Letter.EVERYDAY}
_SHORTEST, _LONGEST = 3, 10  # letters and words of a name that is abbreviated behind it
_APOSTROPHES, _SAINTS = ("'", "’"), ("St", "St.", "Saint")

DETERMINING = letters("DETERMINER POSSESSIVE")
_MARKS = letters("COMMA STOP DASH CLOSES OPENS BRACKET")
_NAMELIKE = letters("NOUN ADJECTIVE PAST PRESENT PARTICIPLE BASE GERUND")  # codes that a name is mistaken for
_COMMON, _OPEN, _NAMES = map(letters, ("NOUN ADJECTIVE", "NOUN ADJECTIVE OTHER", "NAME FIRST"))
_NO_PARTICLE = letters("PRESENT PAST BASE MODAL PARTICIPLE ADVERB AND DETERMINER PRONOUN POSSESSIVE RELATIVE")
_NO_NAME, _TIMED = letters("DAY MODAL"), letters("PREPOSITION OF DETERMINER ADJECTIVE NUMBER")
_GOES_ON = letters("NAME EVERYDAY FIRST FIRST_OR_PLACE INITIAL TITLE PLACE BODY OF BODY_OR_PLACE ROLE")
_MODIFIED = tuple(map(letters, ("ADJECTIVE EVERYDAY", "ADJECTIVE BODY", "NOUN BODY", "GROUP BODY")))
_EVERYDAY = str.maketrans(dict.fromkeys(letters("GROUP TITLE ROLE"), Letter.EVERYDAY))
_TITLED, _CALLED = letters("TITLE ROLE FIRST"), letters("NOUN GROUP")
_OWNING = letters("GROUP EVERYDAY TITLE ROLE")
_OF_SMALL = {"of": Letter.OF, "for": Letter.OF, "&": Letter.AMPERSAND}


@lru_cache(maxsize=1)
def name_patterns() -> dict[str, re.Pattern]:
    """Give the patterns of the table by their names."""
    rows = read_rules("name_patterns")
    parts = {row["rule"]: row["pattern"] for row in rows if row["construction"] == "part"}
    ends = {row["rule"]: "$" * (row["construction"] == "before") for row in rows}
    return {row["rule"]: compile_pattern(row["pattern"], _SIGNS, parts, ends[row["rule"]]) for row in rows}


def name_letters(parsed: Parse, speaking: Collection[str] = ()) -> str:
    """Give one letter for each token: one that names have, or its code from the parse where that is all we know.

    `speaking` are nouns of which "the" makes a speaker: they tell a body where they end a name, too.

    >>> from analysis.find.text.parse import parse
    >>> name_letters(parse("Syrian leader Ann Lee met.")) == letters("DEMONYM ROLE FIRST NAME PAST STOP")
    True
    """
    words = parsed.words
    initial = {s.first for s in parsed.sentences} | {m.end() for m in re.finditer("[\":']", parsed.codes)}
    initial |= {i + 1 for i in initial if words[i : i + 1] and not words[i][0].isalnum()}  # "* Rain fell"
    begins = map(initial.__contains__, range(len(words)))
    letter_of = parsed.lexicons.results(_letter).__getitem__
    found = list(map(letter_of, zip(words, _codes(parsed, initial), begins, strict=True)))
    for i in [i for i, word in enumerate(words) if word[:1].isupper()]:
        found[i] = _beside(found, i, words, parsed.lexicons)
    if speaking:
        _tell_bodies(found, parsed, speaking)
    _join_bodies(found, parsed)
    _join_abbreviated(found, words)
    for i in initial:
        if i + 1 < len(words) and found[i + 1] in _GOES_ON and words[i][:1].isupper():
            found[i] = _at_start(found, i, parsed)
    return "".join(found)


def _tell_bodies(found: list[str], parsed: Parse, speaking: Collection[str]) -> None:
    """Tell the bodies whose name ends in what they are called by: "Kelm Zoo", of which "the zoo said"."""
    nouns, ends = parsed.lexicons.categories["group_nouns"], _ends_of_names(found, parsed)
    for word in speaking:
        places = [i for i in ends if parsed.lower[i] == word]
        called = [i for i, each in enumerate(parsed.words) if each == word and found[i] in _CALLED]
        if places and called and nouns.get(word, "body") == "body" and not word.endswith("s"):
            for i, letter in (*zip(places, repeat(Letter.BODY)), *zip(called, repeat(Letter.GROUP))):
                found[i] = letter


def _ends_of_names(found: list[str], parsed: Parse) -> list[int]:
    """The words in capitals behind another one that a name may have, but for titles and first names."""
    capitals = [i for i, word in enumerate(parsed.words) if word[0].isupper() and found[i] not in _TITLED]
    return [i for i in capitals if i and found[i - 1] in _GOES_ON and parsed.words[i - 1][0].isupper()]


def _join_owned(found: list[str], words: list[str], first: int, owner: int) -> None:
    saint = owner > 0 and words[owner - 1] in _SAINTS
    if words[owner][0].isupper() and (found[owner] in _OWNING or words[owner + 1] in _APOSTROPHES or saint):
        found[first:owner] = Letter.EVERYDAY * (owner - first)  # "Attorney General’s Office"
        found[owner : owner + 2] = [found[owner].translate(_EVERYDAY), Letter.AMPERSAND]
        found[owner - saint] = found[owner - saint].translate(_EVERYDAY)


def _join_bodies(found: list[str], parsed: Parse) -> None:
    shape, patterns, words = "".join(found), name_patterns(), parsed.words
    for m in patterns["owned body"].finditer(shape):
        _join_owned(found, words, m.start(), m.start("owner"))

    for m in chain(*(patterns[rule].finditer(shape) for rule in ("group before a body", "group in a name"))):
        if words[m.start("group")][0].isupper():
            found[m.start("group")] = Letter.EVERYDAY
    for m in patterns["lettered"].finditer(shape):  # "Witness D", "Officer 4"
        i = m.start("role")
        if words[i][0].isupper() and len(words[i + 1]) < 3 and words[i + 1] != "I":
            found[i : i + 2] = [kind.NAME, kind.NAME]
    _join_places(found, parsed, list(patterns["two places in a name"].finditer(shape)))
    for m in patterns["list in a name"].finditer("".join(found)):  # "Union of Teachers and Assistants"
        if words[m.end() + 1 : m.end() + 2] and words[m.end() + 1][:1].isupper():
            found[m.end() : m.end() + 2] = [Letter.AMPERSAND, Letter.EVERYDAY]


def _join_places(found: list[str], parsed: Parse, joined: list[re.Match]) -> None:
    """Make one name of "Perth and Kinross Council", unless the text speaks of Perth by itself."""
    firsts = [parsed.words[m.start()] for m in joined]
    for m in joined:
        first, kinds = parsed.words[m.start()], parsed.lexicons.categories["reference_words"]
        alone = parsed.words.count(first) == firsts.count(first)
        if alone and kinds.get(parsed.lower[m.end() - 1]) == "of places":
            found[m.start()], found[m.start("and")] = kind.NAME, Letter.AMPERSAND


def _join_abbreviated(found: list[str], words: Sequence[str]) -> None:
    """Make one name of what the letters behind it tell: "Banco Central do Brasil (BCB)"."""
    for i in (
        i
        for i, word in enumerate(words[:-2], 1)
        if word == "(" and words[i].isupper() and len(words[i]) >= _SHORTEST
    ):
        at, left = i - 1, words[i]
        while left and at > max(0, i - _LONGEST) and words[at - 1][0].isalpha():
            at -= 1
            left = left[:-1] if words[at].startswith(left[-1]) else left
        if not left and found[at] == Letter.GROUP:  # "Citizens for Clean Air (CCA)"
            found[at] = Letter.BODY
        for k in range(at, i - 1) if not left else ():
            foreign = words[k].islower() and found[k] in _NAMELIKE
            found[k] = Letter.SMALL if foreign else _WITHIN_NAME.get(found[k], found[k])


def _codes(parsed: Parse, initial: set[int]) -> list[str]:
    words, within = parsed.words, (m.start() for m in re.finditer(kind.NAME, parsed.codes))
    names, pairs = {words[i] for i in within if i not in initial}, zip(words, parsed.codes, strict=False)
    codes = [kind.NAME if w in names and c in _NAMELIKE else c for w, c in pairs]
    for i in (i for i, word in enumerate(words) if word == "on" and i > 0):  # "Commission on Audit"
        known = category(parsed.lexicons, "group_nouns", parsed.lower[i - 1]) == "body"
        codes[i] = Letter.OF if known and words[i - 1][0].isupper() else codes[i]
    return codes


def bare_role(word: str) -> str:
    """Give a role without what is joined to it ("ex-president", "president-elect")."""
    return _PREFIX.sub("", word.rstrip("."))


def _beside(found: list[str], i: int, words: list[str], lexicons: Lexicons) -> str:
    before, letter, word = found[i - 1] if i else kind.STOP, found[i], words[i].lower()
    if f"{words[i - 1].lower()} {word}" in lexicons.terms("roles"):
        return Letter.TITLE  # "Datuk Seri Ahmad Zain"
    if letter == Letter.TITLE:
        return _titled(found, i, words, lexicons)
    if before == kind.DETERMINER and letter == Letter.FIRST_OR_PLACE:
        return Letter.DEMONYM if category(lexicons, "places", word) == "demonym" else letter  # "the Dane"
    if before == Letter.FIRST and word == "may":
        return kind.NAME  # "Theresa May"
    if letter in _NO_NAME and word in lexicons.terms("first_names"):
        named = name_patterns()["surname acts"].match("".join(found[i + 1 : i + 3])) and before not in _TIMED
        kin = before == Letter.ROLE and category(lexicons, "roles", words[i - 1].lower()) == "kin"
        # "Jan Lee, 40", "Will Lee said", "her sister June", but not "in May Lee said"
        return Letter.FIRST if named or kin else letter
    return letter


def _titled(found: list[str], i: int, words: list[str], lexicons: Lexicons) -> str:
    before, word = found[i - 1] if i else kind.STOP, words[i].lower()
    role, title = category(lexicons, "roles", word), category(lexicons, "roles", words[i - 1].lower())
    behind = found[i + 1 : i + 2] in ([kind.COMMA], [kind.STOP])
    led = i > 1 and found[i - 2] == Letter.TITLE  # "Commissioner Shawkat Imam told"
    ends = (led or (role == "title" and behind)) and before in _NAMES  # "Amartya Sen, ..."
    if ends or (title == "honorific" and role in ("job", "description")):
        return kind.NAME
    named = name_patterns()["surname alone"].match("".join(found[i + 1 : i + 3])) and word in lexicons.terms(
        "first_names"
    )
    return Letter.FIRST if named and role != "title" and before != kind.DETERMINER else Letter.TITLE


def _endings(lexicons: Lexicons) -> dict[str, tuple[str, ...]]:
    names = ("organisations", "roles")
    return {n: tuple(r.term[1:] for r in lexicons.rows(n) if r.category == "ending") for n in names}


def _at_start(found: list[str], i: int, parsed: Parse) -> str:
    if found[i] == Letter.ROLE:  # "Foreign secretary Ann Lee"
        return Letter.TITLE
    ends = parsed.lower[i].endswith(parsed.lexicons.part(_endings)["roles"])
    named = name_patterns()["two names"].match("".join(found[i + 1 : i + 3]))
    if (found[i + 1] == Letter.FIRST and ends) or (named and _is_role(parsed.lower[i], parsed.lexicons)):
        return Letter.TITLE  # "Glaciologist Ben Lee", "Economist Ann Lee"
    if found[i + 1] == kind.NAME and category(parsed.lexicons, "group_nouns", parsed.lower[i]) == "body":
        return Letter.GROUP  # "Airline Veloair"
    modifies = "".join(found[i : i + 2]) in _MODIFIED and not is_heading(parsed, i)
    return Letter.EVERYDAY if modifies else found[i]  # "Northern Grid says", "Rights Monitor says"


@kept
def _letter(token: tuple[str, str, bool], lexicons: Lexicons) -> str:
    word, code, initial = token
    if code in _MARKS:
        return code
    low = word.lower().replace("’", "'")
    if "-" in low and category(lexicons, "name_words", low[low.rindex("-") :]) in ("compound", "of a person"):
        return kind.ADJECTIVE  # "Oslo-based"
    if _JOINED.match(word):
        return kind.NAME
    if code in _COMMON and known_tag(low) == "-":
        code = kind.NAME
    if word[:1].isupper():
        named = code in _OPEN or low in lexicons.terms("first_names")
        if code == kind.NAME or (named and not initial):
            return _capital_letter(word, low, lexicons)
        if code in _OPEN and category(lexicons, "places", low) == "demonym":  # "French police", at the start
            return Letter.DEMONYM
    return _small_letter(low, code, lexicons)


def _small_letter(low: str, code: str, lexicons: Lexicons) -> str:
    if code == kind.NAME and low[0] in "()'":  # "Colonel (Ret'd) Ann Lee"
        return Letter.TITLE
    if code in kind.NOUNS + kind.ADJECTIVE and low in lexicons.terms("group_nouns"):
        return Letter.GROUP
    human = low.endswith("man") or _is_role(low, lexicons) or low.endswith(lexicons.part(_endings)["roles"])
    if low.endswith("-year-old") or (code in kind.NOUNS and human and low != "human"):
        return Letter.ROLE
    if category(lexicons, "name_words", low) == "particle" and code not in _NO_PARTICLE:
        return Letter.SMALL
    return _OF_SMALL.get(low) or (kind.NOUN if code == kind.NAME else code)


def _capital_letter(word: str, low: str, lexicons: Lexicons) -> str:
    part, place = category(lexicons, "name_words", low), category(lexicons, "places", low)
    first_name = low in lexicons.terms("first_names")
    if part and (part != "particle" or not first_name):
        return _LETTER_OF.get(part, Letter.DAY)
    if not first_name and (letter := _body_letter(word, low, lexicons)):
        return letter
    if low == "prime" or _is_role(low, lexicons):
        return Letter.TITLE
    if first_name and place != "group":
        return Letter.FIRST_OR_PLACE if place else Letter.FIRST
    if place:
        return _LETTER_OF.get(place, Letter.PLACE)
    if _INITIAL.match(word):
        return Letter.INITIAL
    return kind.NAME if len(low) < 3 or known_tag(low) in ("-", "NNP", "FW") else Letter.EVERYDAY


def _body_letter(word: str, low: str, lexicons: Lexicons) -> str:
    body = category(lexicons, "organisations", low)
    if not body and known_tag(low) == "-" and low.endswith(lexicons.part(_endings)["organisations"]):
        return Letter.BODY  # Norbank
    if body and (len(low) > 3 or word.isupper() or body != "known"):
        return Letter.BODY_OR_PLACE if body == "place" else Letter.BODY
    return Letter.GROUP if category(lexicons, "group_nouns", low) == "people" else ""


def _is_role(low: str, lexicons: Lexicons) -> bool:
    return bare_role(low) in lexicons.terms("roles") or low in lexicons.terms("roles")
