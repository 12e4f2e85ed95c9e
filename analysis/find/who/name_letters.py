"""Name letters: what each word of a text may be within a name, one letter for each, for patterns to read.

Takes a Parse, gives a string. It looks at one word at a time: what a run of words names is for names.py to say.
"""

import re

from ...read.lexicons import Lexicons, kept
from ..text.parse import Parse
from ..text.tagger import known_tag

LETTERS = {
    "F": "first name", "E": "first name or place", "I": "initial", "L": "small word in a name", "J": "Jr",
    "N": "unknown word in capitals", "M": "everyday word in capitals", "A": "title or role in capitals", "R": "role",
    "G": "group", "D": "demonym", "C": "place", "O": "organisation", "H": "institution or place", "K": "of", "X": "day",
}  # fmt: skip
"""What the letters mean that are not codes of the parse."""

_JOINED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ibn|bin|d|o)[-'’][A-Z]|(?:de|di|mc|la)[A-Z]")
_INITIAL = re.compile(r"(?:[A-Z]\.?){1,2}$")
_PARTY = re.compile(r"[RDI]-[A-Z]")  # (R-Maine)
_COMPOUND = re.compile(
    r".*-(?:based|backed|led|born|style|era|owned|funded|run|bound|held|controlled|wide|like)$"
)
_PREFIX = re.compile(r"^(?:ex|then|co|vice|deputy|former)-|-(?:elect|designate)$")

_OWNED = re.compile("([GMARNFE])(s)[NMC]{0,2}O")
_APOSTROPHES, _SAINTS = ("'", "’"), ("St", "St.", "Saint")
_EVERYDAY = str.maketrans("GAR", "MMM")

_NOMINAL, _NOUNS, _OPEN = (
    "nj",
    "nNj0",
    "njo",
)  # codes of the parse: of nouns and adjectives, also of names, of numbers
_VERBS, _FUNCTION, _GRAMMAR = "zdbm", "PTSWic", "zdbmvrcPTSW"  # and what no name is
_SMALL = {"of": "K", "for": "K", "&": "&"}
_MARKS, _TAKEN = ",.:'\"(", "njdzvbg"  # marks; what a name may be taken for
_LOWER, _GOES_ON = "njgv", "NMFEIACOHKR"  # a word that may begin a name, and what must follow it then


def name_letters(parsed: Parse) -> str:
    """Give one letter for each token: one of `LETTERS`, or its code from the parse where that is all we know.

    >>> from analysis.find.text.parse import parse
    >>> name_letters(parse("Syrian leader Bashar Al-Assad met U.S. officials."))
    'DRFNdCG.'
    """
    words = parsed.words
    initial = {s.first for s in parsed.sentences} | {m.end() for m in re.finditer("[\":']", parsed.codes)}
    letters = [
        code if code in _MARKS else _letter((word, code, i in initial), parsed.lexicons)
        for i, (word, code) in enumerate(zip(words, _codes(parsed, initial), strict=True))
    ]
    for i in range(1, len(letters)):
        if words[i][:1].isupper() and letters[i] in "XArG":
            letters[i] = _beside(letters, i, words, parsed.lexicons)
    _join_bodies(letters, words)
    for m in re.finditer("OKM(?=c)", "".join(letters)):  # "Union of Teachers and Assistants"
        if words[m.end() + 1 : m.end() + 2] and words[m.end() + 1][:1].isupper():
            letters[m.end() : m.end() + 2] = "&M"
    for i in initial:
        if i + 1 < len(letters) and letters[i + 1] in _GOES_ON and words[i][:1].isupper():
            letters[i] = _at_start(letters[i], parsed.lower[i : i + 4], parsed.lexicons)
            if letters[i : i + 2] == ["j", "M"] and not is_heading(parsed, i):
                letters[i] = "M"  # "Northern Grid says"
    return "".join(letters)


def _join_bodies(letters: list[str], words: list[str]) -> None:
    """Make one name of a body that an owner, a group or an apostrophe parts: "the Calder Nurses' Union"."""
    shape = "".join(letters)
    for m in _OWNED.finditer(shape):
        owner, mark = m.start(1), m.start(2)
        saint = owner > 0 and words[owner - 1] in _SAINTS
        if words[owner][0].isupper() and (letters[owner] in "GMAR" or words[mark] in _APOSTROPHES or saint):
            letters[owner : mark + 1] = [letters[owner].translate(_EVERYDAY), "&"]
            letters[owner - saint] = letters[owner - saint].translate(_EVERYDAY)
    for m in re.finditer("(?<=[FNM])s(?=N)", shape):  # "Grace Achieng' Odhiambo"
        if words[m.start()] in _APOSTROPHES and words[m.start() - 1][-1] not in "sxz":
            letters[m.start()] = "L"
    for m in re.finditer("OKT?[NMHCDE]*([GAR])(?![FEILNMDC])", shape):  # "Institution of Road Engineers"
        if words[m.start(1)][0].isupper():
            letters[m.start(1)] = "M"


def _codes(parsed: Parse, initial: set[int]) -> list[str]:
    """Give the codes of the parse; a word that is a name within some sentence is one everywhere."""
    names = {parsed.words[m.start()] for m in re.finditer("N", parsed.codes) if m.start() not in initial}
    return ["N" if w in names and c in _TAKEN else c for w, c in zip(parsed.words, parsed.codes, strict=True)]


def is_heading(parsed: Parse, token: int) -> bool:
    """Tell whether a token stands in a heading or another sentence where most words have capitals."""
    sentence = parsed.sentences[parsed.sentence_of[token]]
    words = [
        w for w in parsed.words[sentence.first : min(sentence.last, sentence.first + 40)] if w[0].isalpha()
    ]
    return sentence.kind == "heading" or sum(w[0].isupper() for w in words) > max(5, 0.7 * len(words))


def bare_role(word: str) -> str:
    """Give a role without what is joined to it ("ex-president", "president-elect")."""
    return _PREFIX.sub("", word.rstrip("."))


def role_gender(word: str, lexicons: Lexicons) -> str:
    """Give the gender that a word for a role has: of its entry, or of its ending."""
    entry = lexicons.terms("roles").get(word) or lexicons.terms("roles").get(word.rstrip("."))
    if entry:
        return getattr(entry, "gender", "")  # a reader's own list may have no such column
    return "female" if word.endswith("woman") else "male" if word.endswith("man") else ""


def role_category(word: str, lexicons: Lexicons) -> str:
    """Give the category of a word for a role, "" where the lexicon does not have it."""
    entry = lexicons.terms("roles").get(word)
    return entry.category if entry else ""


def _beside(letters: list[str], i: int, words: list[str], lexicons: Lexicons) -> str:
    """Give the letter of a word in capitals that is a name beside what stands before it."""
    before, letter, word = letters[i - 1], letters[i], words[i]
    if letter == "A":
        roles = lexicons.terms("roles")
        role, title = (roles.get(w.lower()) for w in (word, words[i - 1]))
        if title and title.category == "honorific" and role and role.category in ("job", "description"):
            return "N"  # "Lord Baker", but not "Mr President"
        first = (
            before in "RA"
            and letters[i + 1 : i + 2] == ["N"]
            and word.lower() in lexicons.terms("first_names")
        )
        return "F" if first else letter  # "manager Dean Frew"
    if before == "F" and (letter == "r" or word == "May"):
        return "N"  # "Wendell Prior", "Theresa May"
    return "M" if letter == "G" and letters[max(0, i - 2) : i] == ["O", "K"] else letter


def _endings(lexicons: Lexicons) -> tuple[str, ...]:
    """Endings of words that name a body, such as Norbank."""
    rows = lexicons.terms("organisations").values()
    return tuple(row.term[1:] for row in rows if row.category == "ending")


def _known(lexicons: Lexicons) -> frozenset[str]:
    """Names of several words of places and institutions."""
    return frozenset(t for name in ("places", "organisations") for t in lexicons.terms(name) if " " in t)


def _at_start(letter: str, lower: list[str], lexicons: Lexicons) -> str:
    """Give the letter of the first word of a sentence, which says nothing by its capital."""
    if letter == "R":  # "Foreign secretary Ann Lee"
        return "A"
    known = letter in _LOWER and any(" ".join(lower[:n]) in lexicons.part(_known) for n in (2, 3, 4))
    return "M" if known else letter  # "Human Rights Watch"


@kept
def _letter(token: tuple[str, str, bool], lexicons: Lexicons) -> str:
    word, code, initial = token
    low, capital = word.lower().replace("’", "'"), word[:1].isupper()
    group = lexicons.terms("group_nouns").get(low)
    if _COMPOUND.match(low):
        return "j"
    if _JOINED.match(word) and code not in _VERBS:
        return "N"
    if initial and code in _NOMINAL and capital and known_tag(low) == "-" and not group:
        code = "N"
    named = low in lexicons.terms("first_names") and code not in _FUNCTION
    if capital and (code == "N" or (not initial and (code in _OPEN or named))):
        return _capital_letter(word, low, code, lexicons)
    return _small_letter(low, code, capital, lexicons)


def _small_letter(low: str, code: str, capital: bool, lexicons: Lexicons) -> str:
    """Give the letter of a word that its form does not make a name."""
    part, place = lexicons.terms("name_words").get(low), lexicons.terms("places").get(low)
    if code in _NOMINAL and place and place.category == "demonym" and capital:
        return "D"
    if code in _NOUNS and low in lexicons.terms("group_nouns"):
        return "G"
    if low.endswith("-year-old") or (code in "nN" and _is_human(low, lexicons)):
        return "R"
    if part and part.category == "particle" and code not in _GRAMMAR:
        return "L"
    return _SMALL.get(low) or ("n" if code == "N" else code)


def _is_human(low: str, lexicons: Lexicons) -> bool:
    return _is_role(low, lexicons) or (low.endswith(("woman", "man")) and low != "human")


def _capital_letter(word: str, low: str, code: str, lexicons: Lexicons) -> str:
    """Give the letter of a word that its capital may make a name."""
    part, place = lexicons.terms("name_words").get(low), lexicons.terms("places").get(low)
    first_name = low in lexicons.terms("first_names")
    if part and (part.category != "particle" or not first_name):
        return {"particle": "L", "suffix": "J", "honour": "J"}.get(part.category, "X")
    if _PARTY.match(word):
        return "X"
    if not first_name and (letter := _body_letter(word, low, code, lexicons)):
        return letter
    if low == "prime" or _is_role(low, lexicons):
        return "A"
    if place or first_name:
        return _place_letter(place.category, first_name) if place else "F"
    if _INITIAL.match(word):
        return "I"
    return "N" if known_tag(low) in ("-", "NNP", "FW") else "M"


def _place_letter(category: str, first_name: bool) -> str:
    if first_name and category != "group":
        return "E"
    return "D" if category in ("demonym", "group") else "C"


def _body_letter(word: str, low: str, code: str, lexicons: Lexicons) -> str:
    body, group = lexicons.terms("organisations").get(low), lexicons.terms("group_nouns").get(low)
    if body and (len(low) > 3 or word.isupper() or body.category != "known"):
        return "H" if body.category == "place" else "O"
    if not body and code == "N" and low.endswith(lexicons.part(_endings)):
        return "O"
    return "G" if group and group.category == "people" else ""


def _is_role(low: str, lexicons: Lexicons) -> bool:
    return low in lexicons.terms("roles") or bare_role(low) in lexicons.terms("roles")
