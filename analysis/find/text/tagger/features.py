"""Word features: what the form of a word tells about its part of speech and about that of its neighbours.

Takes a word with a mark that says whether its capitals mean something, and a lexicon; gives short strings.
It cannot see the words around it: that is the tagger's part.
"""

import re
from collections.abc import Callable, Sequence
from itertools import chain, compress
from zlib import crc32

import numpy as np

INITIAL, CASELESS = "\x01", "\x02"  # marks on a word: begins a sentence or a quote; capitals mean nothing
UNKNOWN = "-"
COUNT, SHARED = 20, 6  # features of a word, and how many of them speak of its neighbours too
_PLAIN = str.maketrans("’‘“”«»", '\'`""""')
_OPENERS = frozenset("\"“”‘’«»`'([:•*-–—") | {"``", "''"}
_DIGIT = re.compile(r"\d")
_BRITISH = re.compile(
    r"(?P<z>(?<=\w{2}[iy])s(?=(?:e[drs]?|es|ers|ing|ations?)$))|(?P<or>our(?=(?:s|ed|ing|ite|ites|able|er|ers)?$))"
    r"|(?P<l>ll(?=(?:ed|ing|er|ers|ors?)$))|(?P<er>(?<=[tb])(?:re(?=s?$)|r(?=ed$)))|(?P<s>(?<=en)c(?=es?$))|(?P<m>mme(?=s?$))"
)


def mark(words: Sequence[str], sentence_starts: Sequence[int]) -> list[str]:
    """Give the words, with a mark where their capitals say little.

    `sentence_starts` are the indices of the words that begin a sentence.

    >>> mark(["Police", "met", "Assad", "."], [0])
    ['\\x01Police', 'met', 'Assad', '.']
    """
    starts = sorted({0, *(start for start in sentence_starts if start < len(words))})
    marked, opened = list(words), compress(range(1, len(words)), map(_OPENERS.__contains__, words))
    for i in {*starts, *opened}:
        if words[i][:1].isupper():
            marked[i] = INITIAL + words[i]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        sentence = " ".join(words[start:end])
        if sentence.islower() or (sentence.isupper() and end - start > 2):
            marked[start:end] = [CASELESS + word.lower() for word in words[start:end]]
    return marked


def unmarked(word: str) -> str:
    """Give a marked word without its mark, in lower case and with plain quotation marks."""
    return word.lstrip(INITIAL + CASELESS).lower().translate(_PLAIN)


def features(marked: str, lexicon: Callable[[str], str]) -> list[str]:
    """Give what is known of a word, always as many strings; the first SHARED speak of its neighbours' tags too.

    The word itself, its ending, beginning and shape, and what the lexicon has for it in lower case, with a
    capital and as printed, for the last part of a compound and for the word that it is a form of.
    """
    if not marked:
        return [f"\x03{i}" for i in range(COUNT)]  # the empty place before and after a sentence
    regime, word = (marked[0], marked[1:]) if marked[0] in (INITIAL, CASELESS) else ("", marked)
    word = american(word.translate(_PLAIN), lexicon)
    low = _DIGIT.sub("0", word.lower())
    exact = lexicon(word) if regime != CASELESS else UNKNOWN
    lower, title = lexicon(low), lexicon(low.capitalize())
    if exact == UNKNOWN and "-" in word[1:]:
        part = word.rsplit("-", 1)[1]
        lower = "h" + lexicon(part) + lexicon(part.lower())
    ending, base = next(((e, b) for e, b in _bases(low) if lexicon(b) != UNKNOWN), ("", ""))
    uses = ending + lexicon(base) + _uses(base, lexicon) if base else UNKNOWN
    shape = CASELESS if regime == CASELESS else _shape(word)
    entry = f"L{lower} {title} {exact}"
    shared = ["w" + low, entry, "B" + uses, "S" + shape, "l" + lower, "2" + low[-2:]]
    own = ["", f"W{word}{regime}", f"r{shape}{regime}", f"X{shape}{regime}{lower}{ending}", f"q{entry}{uses}"]
    own += [f"k{shape}{low[-3:]}", f"E{exact}{regime}", f"T{title}{regime}"]
    own += ["1" + low[-1:], "3" + low[-3:], "4" + low[-4:], "a" + low[:1], "b" + low[:2], "c" + low[:3]]
    return shared + own


def keys_of(marked: Sequence[str], lexicon: Callable[[str], str]) -> np.ndarray:
    """Give the features of words as numbers, one row a word."""
    found = chain.from_iterable(features(word, lexicon) for word in marked)
    hashes = [crc32(feature.encode("utf-8", "surrogatepass")) for feature in found]
    return np.array(hashes, dtype=np.uint32).reshape(-1, COUNT)


def in_role(keys: np.ndarray, role: int) -> np.ndarray:
    """Give the numbers that the features have where they speak of the tag of the word in another place."""
    return keys if role == 0 else keys[:, :SHARED] + np.uint32(role * 0x1E3779B1)


def american(word: str, lexicon: Callable[[str], str]) -> str:
    """Give a word that only the British spell so as the lexicon, which is American, has it.

    >>> american("criticised", lambda word: "VBD" if word == "criticized" else "-")
    'criticized'
    """
    found = _BRITISH.search(word) if lexicon(word) == UNKNOWN else None
    spelt = word[: found.start()] + str(found.lastgroup) + word[found.end() :] if found else word
    return spelt if lexicon(spelt.lower()) != UNKNOWN else word


def _bases(low: str) -> list[tuple[str, str]]:
    """Give the forms that a word may be an inflection of, with the ending."""
    if low.endswith("s"):
        return [("s", low[:-1]), ("s", low[:-2]), ("s", low[:-3] + "y")]
    if low.endswith("ed"):
        return [("ed", low[:-1]), ("ed", low[:-2]), ("ed", low[:-3] + "y"), ("ed", low[:-3])]
    if low.endswith("ing"):
        return [("ing", low[:-3] + "e"), ("ing", low[:-3]), ("ing", low[:-4])]
    return [("", low)]


def _uses(base: str, lexicon: Callable[[str], str]) -> str:
    """Tell whether the lexicon knows forms of the base as a verb, a noun, an adjective."""
    stem = base[:-1] if base.endswith("e") else base
    verb = lexicon(stem + "ing") == "VBG" or lexicon(stem + base[-1:] + "ing") == "VBG"
    verb = verb or lexicon(stem + "ed") in ("VBD", "VBN") or lexicon(stem[:-1] + "ied") in ("VBD", "VBN")
    noun = lexicon(base + "s") == "NNS" or lexicon(base + "es") == "NNS"
    adjective = lexicon(stem + "er") == "JJR" or lexicon(base + "ly") == "RB"
    return "v" * verb + "n" * noun + "j" * adjective


def _shape(word: str) -> str:
    """Tell which kinds of letters and marks a word is made of."""
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    marks = "D" * any(map(str.isdigit, word)) + "-" * ("-" in word) + "." * ("." in word)
    if word.isupper():
        return marks + ("U" if len(word) > 1 else "u")
    if word[:1].isupper():
        return marks + ("T" if word[1:].islower() else "M")
    return marks + ("l" if word.islower() else "m" if any(map(str.isalpha, word)) else "")
