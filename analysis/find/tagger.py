"""Part-of-speech tags for all the words of an article at once, without a model that must be downloaded.

Takes words and where sentences begin; gives one Penn Treebank tag for each word, from learnt weights.
It cannot see further than two words and the nearest verbs: odd prose is tagged oddly.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain
from types import SimpleNamespace
from zlib import crc32

import numpy as np

from ..read.resources import data_path

OFFSETS = (
    0,
    -1,
    1,
    -2,
    2,
)  # a word speaks for itself and for the words one and two places to its right and left
PAD = 2  # empty places between sentences
CACHED_TYPES = 8192
INITIAL, CASELESS = "\x01", "\x02"  # marks on a word: begins a sentence or a quote; capitals mean nothing
OPENERS = frozenset("\"“‘«`'([:•*-–—") | {"``", "''"}
_PLAIN = str.maketrans("’‘“”«»", '\'`""""')
_DIGIT = re.compile(r"\d")


def tag(words: Sequence[str], sentence_starts: Sequence[int]) -> list[str]:
    """Give Penn Treebank tags, one for each word, in order.

    The score of a tag is a sum of learnt weights of the word, its ending, its capitals, its entry in
    TextBlob's lexicon and its neighbours; a second pass adds what the first pass found nearby.
    `sentence_starts` are the indices of the words that begin a sentence. Where a sentence has capitals
    throughout, or none, they are not taken for a sign of names.

    >>> tag(["Assad", "said", "that", "victory", "was", "near", "."], [0])
    ['NNP', 'VBD', 'IN', 'NN', 'VBD', 'JJ', '.']
    """
    if not words:
        return []
    model = _model()
    places = places_of(len(words), sentence_starts)
    ids = np.zeros(places[-1] + 1 + PAD, dtype=np.intp)
    ids[places] = _type_ids(model, mark(words, sentence_starts))
    around = [ids[places + offset] for offset in OFFSETS]
    first, second = (sum(rows[role][around[role]] for role in range(len(OFFSETS))) for rows in model.rows)
    best = first.argmax(axis=1)
    for _ in range(2):
        index = contexts(best, model.facts[ids], places, len(TAGS)) + model.bases[:, None]
        best = (second + model.tables[model.table_rows[index]].sum(axis=0)).argmax(axis=1)
    return [TAGS[i] for i in best.tolist()]


def known_tag(word: str) -> str:
    """Give the tag that the lexicon has for a word as it is printed, "-" where it has none.

    >>> known_tag("train"), known_tag("Putin")
    ('NN', '-')
    """
    return _model().lexicon(word)


def mark(words: Sequence[str], sentence_starts: Sequence[int]) -> list[str]:
    """Give the words with plain apostrophes and quotation marks, and with a mark where their capitals say little."""
    plain = [word.translate(_PLAIN) for word in words]
    starts = sorted({0, *(start for start in sentence_starts if start < len(plain))})
    before = ["(", *plain[:-1]]
    for start in starts:
        before[start] = "("
    marked = [
        INITIAL + word if previous in OPENERS and word[:1].isupper() else word
        for previous, word in zip(before, plain, strict=True)
    ]
    for start, end in zip(starts, [*starts[1:], len(plain)], strict=True):
        sentence = " ".join(plain[start:end])
        if sentence.islower() or (sentence.isupper() and end - start > 2):
            marked[start:end] = [CASELESS + word.lower() for word in plain[start:end]]
    return marked


def places_of(n: int, sentence_starts: Sequence[int]) -> np.ndarray:
    """Give the place of each of n words in a row that has PAD empty places before every sentence."""
    gaps = np.zeros(n, dtype=np.intp)
    gaps[[0, *(start for start in sentence_starts if start < n)]] = PAD
    return np.arange(n) + gaps.cumsum()


def features(marked: str, lexicon) -> tuple[list[str], list[str]]:
    """Give what a word says about its own tag, and what it says about the tags of its neighbours."""
    regime, word = (marked[0], marked[1:]) if marked[:1] in (INITIAL, CASELESS) else ("", marked)
    low = _DIGIT.sub("0", word.lower())
    exact = lexicon(word) if regime != CASELESS else "-"
    lower, title = lexicon(low), lexicon(low.capitalize())
    if exact == "-" and "-" in word[1:]:
        part = word.rsplit("-", 1)[1]
        lower = "h" + lexicon(part) + lexicon(part.lower())
    ending, base = next(((e, b) for e, b in _bases(low) if lexicon(b) != "-"), ("", ""))
    uses = ending + lexicon(base) + _uses(base, lexicon) if base else "-"
    shape = CASELESS if regime == CASELESS else _shape(word)
    entry = f"L{lower} {title} {exact}"
    shared = ["w" + low, entry, "B" + uses, "S" + shape, "l" + lower]
    own = ["", f"W{word}{regime}", f"r{shape}{regime}", f"X{shape}{regime}{lower}{ending}", f"q{entry}{uses}"]
    own += [f"k{shape}{low[-3:]}", f"E{exact}{regime}", f"T{title}{regime}"]
    own += [f"{n}{low[-n:]}" for n in (1, 2, 3, 4)] + [f"p{low[:n]}" for n in (1, 2, 3)]
    return shared + own, [*shared, "s" + low[-2:]]


def contexts(best: np.ndarray, facts: np.ndarray, places: np.ndarray, k: int) -> np.ndarray:
    """Give, for each table of the second pass (rows) and each word, the index of its row, from the tags so far.

    `facts` has three columns for every place: the two likeliest tags of the word by itself (as one number), its
    number among the frequent words and its group of auxiliaries.
    """
    q, n = k + 1, len(facts)
    tags = np.full(n, k)
    tags[places] = best
    one, two, after, after2 = tags[places - 1], tags[places - 2], tags[places + 1], tags[places + 2]
    own, common, groups = facts[places, 0], facts[places, 1], facts[:, 2]
    everywhere = np.arange(n)
    adverb, verb = np.isin(tags, _ADVERBS), np.isin(tags, _VERBS) | (tags == k)
    left = np.maximum.accumulate(np.where(adverb, 0, everywhere))[places - 1]
    back = np.maximum.accumulate(np.where(verb, everywhere, 0))[places - 1]
    ahead = np.minimum.accumulate(np.where(verb, everywhere, n - 1)[::-1])[::-1][places + 1]
    left, back, ahead = (tags[at] * GROUPS + groups[at] for at in (left, back, ahead))
    return np.stack(
        [
            one,
            after,
            one * q + two,
            after * q + after2,
            one * q + after,
            best * q + one,
            best * q + after,
            own * q + one,
            own * q + after,
            left * q + best,
            back * q + best,
            ahead * q + best,
            back * q + one,
            common * q + one,
            common * q + after,
        ]
    )


def table_sizes(k: int) -> list[int]:
    """Give the number of rows of each table of the second pass, for k tags."""
    q = k + 1
    groups = q * GROUPS * q
    return [q, q, *[q * q] * 5, *[q * k * k] * 2, *[groups] * 4, *[(FREQUENT + 1) * q] * 2]


FREQUENT, GROUPS = 200, 8
TAGS = (
    "NN IN DT NNP JJ PRP NNS RB . , VB VBP VBZ VBD CC VBN TO CD VBG MD PRP$ WP WRB WDT RP POS JJR JJS RBR RBS NNPS EX "
    "PDT FW UH : `` '' -LRB- -RRB- HYPH $ SYM LS ADD NFP AFX GW XX WP$"
).split()
_ADVERBS = [TAGS.index(name) for name in ("RB", "RBR")]
_VERBS = [i for i, name in enumerate(TAGS) if name in {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD"}]


def _bases(low: str) -> list[tuple[str, str]]:
    """Give the forms that a word may be an inflection of, with the ending."""
    if low.endswith("s"):
        return [("s", low[:-1]), ("s", low[:-2]), ("s", low[:-3] + "y")]
    if low.endswith("ed"):
        return [("ed", low[:-1]), ("ed", low[:-2]), ("ed", low[:-3] + "y"), ("ed", low[:-3])]
    if low.endswith("ing"):
        return [("ing", low[:-3] + "e"), ("ing", low[:-3]), ("ing", low[:-4])]
    return [("", low)]


def _uses(base: str, lexicon) -> str:
    """Tell whether the lexicon knows forms of the base as a verb, a noun, an adjective."""
    stem = base[:-1] if base.endswith("e") else base
    verb = lexicon(stem + "ing") == "VBG" or lexicon(stem + base[-1:] + "ing") == "VBG"
    verb = verb or lexicon(stem + "ed") in ("VBD", "VBN") or lexicon(stem[:-1] + "ied") in ("VBD", "VBN")
    noun = lexicon(base + "s") == "NNS" or lexicon(base + "es") == "NNS"
    adjective = lexicon(stem + "er") == "JJR" or lexicon(base + "ly") == "RB"
    return "v" * verb + "n" * noun + "j" * adjective


def _shape(word: str) -> str:
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    marks = "D" * any(map(str.isdigit, word)) + "-" * ("-" in word) + "." * ("." in word)
    if word.isupper():
        return marks + ("U" if len(word) > 1 else "u")
    if word[:1].isupper():
        return marks + ("T" if word[1:].islower() else "M")
    return marks + ("l" if word.islower() else "m" if any(map(str.isalpha, word)) else "")


def hashes(found: Sequence[str], role: int) -> list[int]:
    """Give the key of each feature in a role."""
    return [crc32(feature.encode("utf-8", "surrogatepass"), role) for feature in found]


@cache
def _model() -> SimpleNamespace:
    """Read the weights; the rows of the words met so far are kept beside them."""
    stored = np.load(data_path("models/tagger.npz"))
    k, sizes = len(TAGS), table_sizes(len(TAGS))
    table_rows = np.zeros(sum(sizes), dtype=np.int32)
    table_index = unpacked(stored["table_index"])
    table_rows[table_index] = np.arange(1, len(table_index) + 1)
    nothing = np.zeros((1, k), dtype=np.int8)
    return SimpleNamespace(
        lexicon=_lexicon(stored),
        ids={},
        keys=unpacked(stored["keys"]),
        weights=[np.vstack([stored[name], nothing]) for name in ("first", "second")],
        tables=np.vstack([nothing, stored["table"]]).astype(np.float32),
        table_rows=table_rows,
        bases=np.cumsum([0, *sizes[:-1]]),
        facts=np.zeros((0, 3), dtype=np.intp),
        frequent={word: i for i, word in enumerate(stored["frequent"].tolist(), 1)},
        groups=dict(zip(stored["group_words"].tolist(), stored["group_values"].tolist(), strict=True)),
    )


def _lexicon(stored) -> Callable[[str], str]:
    """Give the function that looks up the tag of a word, "-" where there is none."""
    keys, values = array("I", unpacked(stored["lexicon_keys"]).tobytes()), stored["lexicon_values"].tolist()
    names = stored["lexicon_tags"].tolist()

    @lru_cache(4 * CACHED_TYPES)
    def look_up(word: str) -> str:
        key = crc32(word.encode("utf-8", "surrogatepass"))
        at = bisect_left(keys, key)
        return names[values[at]] if at < len(keys) and keys[at] == key else "-"

    return look_up


def packed(numbers: np.ndarray) -> np.ndarray:
    """Give sorted whole numbers as the bytes of their differences, which compress well."""
    steps = np.diff(numbers.astype(np.uint32), prepend=np.uint32(0)).astype("<u4")
    return np.ascontiguousarray(steps.view(np.uint8).reshape(-1, 4).T)


def unpacked(parts: np.ndarray) -> np.ndarray:
    """Undo `packed`."""
    return np.ascontiguousarray(parts.T).view("<u4").ravel().cumsum(dtype=np.uint32)


def _type_ids(model: SimpleNamespace, marked: Sequence[str]) -> list[int]:
    """Give the row of every word in the cache of rows; new words are added together."""
    new = [word for word in dict.fromkeys(marked) if word not in model.ids]
    if new and len(model.ids) + len(new) >= len(model.facts):
        new = ["", *dict.fromkeys(marked)]  # "" is the empty place
        room = max(CACHED_TYPES, len(new) + 1)
        model.rows = np.zeros((2, len(OFFSETS), room, len(TAGS)), dtype=np.float32)
        model.facts = np.zeros((room, 3), dtype=np.intp)
        model.ids = {}
    if new:
        _add_types(model, new)
    return [model.ids[word] for word in marked]


def _add_types(model: SimpleNamespace, new: list[str]) -> None:
    """Sum the weights of the features of new words, in every role, into the cache."""
    rows = slice(len(model.ids), len(model.ids) + len(new))
    model.ids.update(zip(new, range(rows.start, rows.stop), strict=True))
    found = [features(word, model.lexicon) if word else ([""], [""]) for word in new]
    for role in range(len(OFFSETS)):
        keys = [hashes(both[role > 0], role) for both in found]
        wanted = np.fromiter(chain.from_iterable(keys), dtype=np.uint32)
        at = np.searchsorted(model.keys, wanted).clip(max=len(model.keys) - 1)
        at[model.keys[at] != wanted] = len(model.keys)  # the row of zeros
        firsts = np.cumsum([0, *map(len, keys[:-1])])
        for stage, weights in enumerate(model.weights):
            model.rows[stage, role, rows] = np.add.reduceat(weights[at], firsts, dtype=np.int32)
    likeliest = np.argsort(-model.rows[0, 0, rows], axis=1, kind="stable")
    model.facts[rows, 0] = likeliest[:, 0] * len(TAGS) + likeliest[:, 1]
    low = [word.lstrip(INITIAL + CASELESS).lower() for word in new]
    model.facts[rows, 1] = [model.frequent.get(word, 0) for word in low]
    model.facts[rows, 2] = [model.groups.get(word, 0) for word in low]
