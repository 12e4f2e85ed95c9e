"""Name letters: what each word of a text may be within a name, one letter for each, for patterns to read.

Takes a Parse, gives a string. It looks at one word at a time: what a run of words names is for names.py to say.
"""

import re
from types import SimpleNamespace

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


def name_letters(parsed: Parse) -> str:
    """Give one letter for each token: one of `LETTERS`, or its code from the parse where that is all we know.

    >>> from analysis.find.text.parse import parse
    >>> name_letters(parse("Syrian leader Bashar Al-Assad met U.S. officials."))
    'DRFNdCG.'
    """
    codes, words = parsed.codes, parsed.words
    initial = {s.first for s in parsed.sentences} | {m.end() for m in re.finditer("[\":']", codes)}
    names = {words[m.start()] for m in re.finditer("N", codes) if m.start() not in initial}
    letters = [
        code
        if code in ",.:'\"("
        else _letter(
            (word, "N" if word in names and code in "njdzvbg" else code, i in initial), parsed.lexicons
        )
        for i, (word, code) in enumerate(zip(words, codes, strict=True))
    ]
    for i in range(1, len(letters)):
        if words[i][:1].isupper() and letters[i] in "XArG":
            letters[i] = _beside(letters, i, words, parsed.lexicons)
    for m in re.finditer("OKM(?=c)", "".join(letters)):  # "Union of Teachers and Assistants"
        if words[m.end() + 1 : m.end() + 2] and words[m.end() + 1][:1].isupper():
            letters[m.end() : m.end() + 2] = "&M"
    for i in initial:  # the first word of a sentence says nothing by its capital
        if i + 1 < len(letters) and letters[i + 1] in "NMFEIACOHKR" and words[i][:1].isupper():
            if letters[i] == "R":  # "Foreign secretary Ann Lee"
                letters[i] = "A"
            elif letters[i] in "njgv" and any(
                " ".join(parsed.lower[i : i + n]) in parsed.lexicons.part(_known) for n in (2, 3, 4)
            ):
                letters[i] = "M"  # "Human Rights Watch"
    return "".join(letters)


def bare_role(word: str) -> str:
    """Give a role without what is joined to it ("ex-president", "president-elect")."""
    return _PREFIX.sub("", word.rstrip("."))


def role_gender(word: str, lexicons: Lexicons) -> str:
    """Give the gender that a word for a role has: of its entry, or of its ending."""
    entry = lexicons.terms("roles").get(word) or lexicons.terms("roles").get(word.rstrip("."))
    if entry:
        return getattr(entry, "gender", "")  # a reader's own list may have no such column
    return "female" if word.endswith("woman") else "male" if word.endswith("man") else ""


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


_ENDED = SimpleNamespace(category="company")  # of "Norbank", by its ending


def _endings(lexicons: Lexicons) -> tuple[str, ...]:
    """Endings of words that name a body, such as Norbank."""
    rows = lexicons.terms("organisations").values()
    return tuple(row.term[1:] for row in rows if row.category == "ending")


def _known(lexicons: Lexicons) -> frozenset[str]:
    """Names of several words of places and institutions."""
    return frozenset(t for name in ("places", "organisations") for t in lexicons.terms(name) if " " in t)


@kept
def _letter(token: tuple[str, str, bool], lexicons: Lexicons) -> str:
    word, code, initial = token
    low = word.lower().replace("’", "'")
    terms = lexicons.terms
    part = terms("name_words").get(low)
    first_name, place, group = (
        low in terms("first_names"),
        terms("places").get(low),
        terms("group_nouns").get(low),
    )
    is_role = low in terms("roles") or bare_role(low) in terms("roles")
    if _COMPOUND.match(low):
        return "j"
    if _JOINED.match(word) and code not in "zdbm":
        return "N"
    if initial and code in "nj" and word[:1].isupper() and known_tag(low) == "-" and not group:
        code = "N"
    if not word[:1].isupper() or (
        code != "N" and (initial or not (code in "njo" or (first_name and code not in "PTSWic")))
    ):
        if code in "nj" and place and place.category == "demonym" and word[:1].isupper():
            return "D"
        if code in "nNj0" and group:
            return "G"
        if code in "nN" and (is_role or (low.endswith(("woman", "man")) and low != "human")):
            return "R"
        if low.endswith("-year-old"):
            return "R"
        if part and part.category == "particle" and code not in "zdbmvrcPTSW":
            return "L"
        return "K" if low in ("of", "for") else "&" if low == "&" else "n" if code == "N" else code
    if part and part.category == "particle" and not first_name:
        return "L"
    if (part and part.category != "particle") or _PARTY.match(word):
        return "J" if part and part.category == "suffix" else "X"
    body = terms("organisations").get(low) or (
        code == "N" and low.endswith(lexicons.part(_endings)) and _ENDED
    )
    if body and (len(low) > 3 or word.isupper() or body.category != "known") and not first_name:
        return "H" if body.category == "place" else "O"
    if group and group.category == "people":
        return "G"
    if low == "prime" or is_role:
        return "A"
    if place and place.category != "group" and first_name:
        return "E"
    if place:
        return "D" if place.category in ("demonym", "group") else "C"
    if first_name or _INITIAL.match(word):
        return "F" if first_name else "I"
    return "N" if known_tag(low) in ("-", "NNP", "FW") else "M"
