"""Inflection: from a word as it stands in a text to the words that a dictionary lists.

Takes one lower-case word, gives what it may be a form of. It cannot see which of these is meant.
"""

import re

from ...read.lexicons import Lexicons, category, kept

_VOWEL = re.compile(r"[aeiouy]")
_SILENT_E = re.compile(  # what stands before -ed in "caused", "moved", "settled", "voted"
    r"(?:[cuvz]|[^s]s|[^n]g|[aeu]ng|[bcdfgkptz]l|[^ae]at|[^aeo]il|[^aeiou](?:[aiou][dk]|[aou]m|[iou]n|[iu]r))$"
)


@kept
def bases(word: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Give the word itself and what it may be a plural, a verb form or an irregular form of.

    >>> from analysis.read.lexicons import BUILT_IN
    >>> bases("denied", BUILT_IN)
    ('denied', 'deny')
    >>> bases("struck", BUILT_IN)
    ('struck', 'strike')
    """
    row = lexicons.terms("participles").get(word)
    found = [word, row.base] if row else [word]
    if len(word) > 3 and word.isascii():
        for ending, length in (("s", 1), ("ed", 2), ("ing", 3)):
            if word.endswith(ending) and _VOWEL.search(stem := word[:-length]):
                found += _stems(stem, ending)
    return tuple(dict.fromkeys(found))


def listed(lexicons: Lexicons, lexicon: str, word: str) -> list:
    """Give the rows of a lexicon that a word may be a form of."""
    terms = lexicons.terms(lexicon)
    return [terms[base] for base in bases(word, lexicons) if base in terms]


@kept
def base_of(verb: str, lexicons: Lexicons) -> str:
    """Give the base form of a lower-case form of a verb, by list or else by the rules of English spelling.

    >>> from analysis.read.lexicons import BUILT_IN
    >>> [base_of(word, BUILT_IN) for word in ("was", "said", "displaced", "carried", "planned", "making", "go")]
    ['be', 'say', 'displace', 'carry', 'plan', 'make', 'go']
    """
    known, forms = lexicons.part(_known_verbs), bases(verb, lexicons)
    if row := lexicons.terms("participles").get(verb):
        return row.base
    if verb.endswith("ed"):
        return _without_ed(verb)
    if found := [base for base in (*forms[1:], verb) if base in known]:
        return found[0]
    return _without_ed(verb[:-3] + "ed") if verb.endswith("ing") and len(verb) > 5 else forms[-1]


def _without_ed(word: str) -> str:
    stem = word[:-2]
    if len(word) < 5:
        return word
    if stem.endswith("i"):
        return stem[:-1] + "y" if len(stem) > 3 else stem + "e"
    if word.endswith("eed"):
        return word[:-1]
    if stem[-1] == stem[-2] and stem[-1] not in "slfz":
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


def _known_verbs(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(row.base for row in lexicons.terms("participles").values())


def is_participle(word: str, lexicons: Lexicons) -> bool:
    """Tell whether a lower-case word can be a past participle by its form."""
    told = category(lexicons, "participles", word)
    return told not in ("past", "form") if told else word.endswith("ed") and len(word) > 3


def _stems(stem: str, ending: str) -> list[str]:
    if ending == "s":
        if stem.endswith(("s", "u", "'")):
            return [stem[:-1]] if stem.endswith("sse") else []
        found = [stem]
        if stem.endswith("ie"):
            found.append(stem[:-2] + "y")
        elif stem.endswith(("she", "che", "xe", "sse", "ze", "oe")):
            found.append(stem[:-1])
        return found
    if len(stem) < 3:
        return []
    found = [stem, stem + "e"]
    if ending == "ed" and stem.endswith("i"):
        found = [stem[:-1] + "y"]
    elif stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        found.append(stem[:-1])
    return found
