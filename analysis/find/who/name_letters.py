"""Name letters: what each word of a text may be within a name, one `Letter` for each.

Takes a Parse, gives a string. It looks at one word at a time and at its neighbours: what a run of words names is for
names.py to say.
"""

import re
from collections.abc import Collection
from itertools import compress, count, repeat
from operator import ne

from ...read.lexicons import Lexicons, category, kept
from ..text import Parse, is_heading, kind, known_tag
from .letters import GOES_ON, LETTER_OF, NAMELIKE, Letter, join_bodies, letters, name_patterns, tell_bodies

_JOINED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ibn|bin|d|o)[-'’][A-Z]|(?:de|di|mc|la)[A-Z]")
_TICKER = re.compile(r"[A-Z0-9]{2,}\.[A-Z]{1,2}$")
_INITIAL = re.compile(r"(?:[A-Z]\.?){1,2}$")
_PREFIX = re.compile(r"^(?:ex|then|co|vice|deputy|former)-|-(?:elect|designate)$")
_COMMON, _OPEN, _NAMES = map(letters, ("NOUN ADJECTIVE", "NOUN ADJECTIVE OTHER", "NAME FIRST"))
_NO_PARTICLE = letters("PRESENT PAST BASE MODAL PARTICIPLE ADVERB AND DETERMINER PRONOUN POSSESSIVE RELATIVE")
_NO_NAME, _TIMED = letters("DAY MODAL"), letters("PREPOSITION OF DETERMINER ADJECTIVE NUMBER")
_MODIFIED = [*map(letters, ("ADJECTIVE EVERYDAY", "ADJECTIVE BODY", "NOUN BODY", "GROUP BODY", "NOUN PLACE"))]
_OF_SMALL = {"of": Letter.OF, "for": Letter.OF, "&": Letter.AMPERSAND}


def name_letters(parsed: Parse, speaking: Collection[str] = ()) -> str:
    """Give one letter for each token: one that names have, or its code from the parse where that is all we know.

    `speaking` are nouns of which "the" makes a speaker: they tell a body where they end a name, too.

    >>> from analysis.find.text.parse import parse
    >>> name_letters(parse("Syrian leader Ann Lee met.")) == letters("DEMONYM ROLE FIRST FIRST PAST STOP")
    True
    """
    words = parsed.words
    initial = {s.first for s in parsed.sentences} | {m.end() for m in re.finditer("[\":']", parsed.codes)}
    initial |= {i + 1 for i in initial if words[i : i + 1] and not words[i][0].isalnum()}  # "* Rain fell"
    letter_of, codes = parsed.lexicons.results(_letter).__getitem__, _codes(parsed, initial)
    found = list(map(letter_of, zip(words, codes, repeat(False))))
    capitals = [i for i in compress(count(), map(ne, words, parsed.lower)) if words[i][0].isupper()]
    for i in initial.intersection(capitals):
        found[i] = letter_of((words[i], codes[i], True))
    for i in capitals:
        found[i] = _beside(found, i, words, parsed.lexicons)
    if speaking:
        tell_bodies(found, parsed, speaking)
    join_bodies(found, parsed)
    for i in initial:
        if i + 1 < len(words) and found[i + 1] in GOES_ON and words[i][:1].isupper():
            found[i] = _at_start(found, i, parsed)
    return _with_surnames("".join(found), words)


def _with_surnames(shape: str, words: list[str]) -> str:
    """Make a name of a word that is somebody's surname where it acts: "Anna Hill left. Hill said so"."""
    names, found = {words[m.end() - 1] for m in name_patterns()["full name"].finditer(shape)}, list(shape)
    for m in name_patterns()["bare surname"].finditer(shape) if names else ():
        found[m.start()] = kind.NAME if words[m.start()] in names else found[m.start()]
    return "".join(found)


def _codes(parsed: Parse, initial: set[int]) -> list[str]:
    words, codes = parsed.words, list(parsed.codes[: len(parsed.words)])
    within = {m.start() for m in re.finditer(kind.NAME, parsed.codes)} - initial
    names = {words[i] for i in within if words[i][0].isalnum()}  # not the 's of "Lloyd's said"
    for i in compress(range(len(words)), map((names | {"on"}).__contains__, words)):
        if words[i] != "on":
            codes[i] = kind.NAME if codes[i] in NAMELIKE else codes[i]
        elif words[i - 1][0].isupper():  # "Commission on Audit"
            known = category(parsed.lexicons, "group_nouns", parsed.lower[i - 1]) == "body"
            codes[i] = Letter.OF if known else codes[i]
    return codes


def bare_role(word: str) -> str:
    """Give a role without what is joined to it ("ex-president", "president-elect")."""
    return _PREFIX.sub("", word.rstrip("."))


def _together(lexicons: Lexicons) -> dict[str, str]:
    """The letters of what one word does not tell: "Datuk Seri Ahmad Zain", "the New Zealander"."""
    demonyms = (term for term, told in lexicons.categories["places"].items() if told == "demonym")
    return dict.fromkeys(demonyms, Letter.DEMONYM) | dict.fromkeys(lexicons.terms("roles"), Letter.TITLE)


def _beside(found: list[str], i: int, words: list[str], lexicons: Lexicons) -> str:
    before, letter, word = found[i - 1] if i else kind.STOP, found[i], words[i].lower()
    if whole := lexicons.part(_together).get(f"{words[i - 1].lower()} {word}"):
        return whole
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
    alone = name_patterns()["surname alone"].match("".join(found[i + 1 : i + 3]))
    named = alone and word in lexicons.terms("first_names")
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
    modifies = ("".join(found[i : i + 2]) in _MODIFIED) and not is_heading(parsed, i)
    # "Northern Grid says", "Rights Monitor says", "Sport England says"
    return Letter.EVERYDAY if modifies else found[i]


@kept
def _letter(token: tuple[str, str, bool], lexicons: Lexicons) -> str:
    word, code, initial = token
    if _TICKER.match(word):
        return kind.OTHER
    low = word.lower().replace("’", "'")
    if "-" in low and category(lexicons, "name_words", low[low.rindex("-") :]) in ("compound", "of a person"):
        return kind.ADJECTIVE  # "Oslo-based"
    if _JOINED.match(word):
        return kind.NAME
    if code in _COMMON and known_tag(low) in ("-", "FW"):
        code = kind.NAME
    if word[:1].isupper():
        named = code in _OPEN or low in lexicons.terms("first_names")
        if code == kind.NAME or (named and not initial):
            return _capital_letter(word, low, lexicons)
        if code in _OPEN and category(lexicons, "places", low) == "demonym":  # "French police", at the start
            return Letter.DEMONYM
    return _small_letter(low, code, lexicons)


def _small_letter(low: str, code: str, lexicons: Lexicons) -> str:
    if code == kind.NAME and low[0] in "()',":  # "Sainsbury's said", "Colonel (Ret'd) Ann Lee"
        return LETTER_OF.get(category(lexicons, "name_words", low), Letter.TITLE)
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
        return LETTER_OF.get(part, Letter.DAY)
    if not first_name and (letter := _body_letter(word, low, lexicons)):
        return letter
    if low == "prime" or _is_role(low, lexicons):
        return Letter.TITLE
    if first_name and place != "group":
        return Letter.FIRST_OR_PLACE if place else Letter.FIRST
    if place:
        return LETTER_OF.get(place, Letter.PLACE)
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
