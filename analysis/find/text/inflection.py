"""Inflection: from a word as it stands in a text to the words that a dictionary lists.

Takes one lower-case word, gives what it may be a form of. It cannot see which of these is meant.
"""

import re
from functools import lru_cache

from ...read.lexicons import lexicon_terms

_VOWEL = re.compile(r"[aeiouy]")
_SILENT_E = re.compile(  # what stands before -ed in "caused", "moved", "settled", "voted"
    r"(?:[cuvz]|[^s]s|[^n]g|[aeu]ng|[bcdfgkptz]l|[^ae]at|[^aeiou](?:[aiou][dk]|[aou]m|[iou]n|[iu]r))$"
)


@lru_cache(maxsize=20_000)
def bases(word: str) -> tuple[str, ...]:
    """Give the word itself and what it may be a plural, a verb form or an irregular form of.

    >>> bases("denied")
    ('denied', 'deny')
    >>> bases("struck")
    ('struck', 'strike')
    """
    row = lexicon_terms("participles").get(word)
    found = [word, row.base] if row else [word]
    if len(word) > 3 and word.isascii():
        for ending, length in (("s", 1), ("ed", 2), ("ing", 3)):
            if word.endswith(ending) and _VOWEL.search(stem := word[:-length]):
                found += _stems(stem, ending)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=5_000)
def verb_of(participle: str) -> str:
    """Give the verb that a participle belongs to, by list or else by the rules of English spelling.

    >>> [verb_of(word) for word in ("taken", "killed", "displaced", "carried", "planned")]
    ['take', 'kill', 'displace', 'carry', 'plan']
    """
    word = participle.lower()
    row = lexicon_terms("participles").get(word)
    if row:
        return row.base
    if not word.endswith("ed") or len(word) < 5:
        return word
    stem = word[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y" if len(stem) > 3 else stem + "e"
    if word.endswith("eed"):
        return word[:-1]
    if stem[-1] == stem[-2] and stem[-1] not in "slfz":
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


@lru_cache(maxsize=5_000)
def base_of(verb: str) -> str:
    """Give the base form of a lower-case form of a verb, by list or else by the rules of English spelling.

    >>> [base_of(word) for word in ("was", "said", "runs", "making", "denied", "go")]
    ['be', 'say', 'run', 'make', 'deny', 'go']
    """
    known = _known_verbs()
    row = lexicon_terms("participles").get(verb)
    if row or verb.endswith("ed"):
        return verb_of(verb)
    found = [base for base in bases(verb)[1:] if base in known]
    if found or verb in known:
        return found[0] if found else verb
    if verb.endswith("ing") and len(verb) > 5:
        return verb_of(verb[:-3] + "ed")
    return bases(verb)[-1]


@lru_cache(maxsize=1)
def _known_verbs() -> frozenset[str]:
    return frozenset(row.base for row in lexicon_terms("participles").values())


def is_participle(word: str) -> bool:
    """Tell whether a lower-case word can be a past participle by its form."""
    row = lexicon_terms("participles").get(word)
    return row.category not in ("past", "form") if row else word.endswith("ed") and len(word) > 3


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
