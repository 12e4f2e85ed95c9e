"""The tagger's memory: its learnt weights, and their sums for the word types met so far.

Takes the stored weights, gives them as arrays, and the row of each word type; of the tags so far it gives the rows of
the second pass, for all words at once. It cannot see past the nearest verb or clause mark on either side.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import NamedTuple
from zlib import crc32

import numpy as np

from ....resources import data_path
from .features import COUNT, SHARED, UNKNOWN, in_role, keys_of, unmarked

PAD = 2  # empty places between sentences
FREQUENT = 200  # words that are told apart in the second pass
GROUPS = 8  # at most so many groups of auxiliaries
_NAMES = (
    "NN IN DT NNP JJ PRP NNS RB . , VB VBP VBZ VBD CC VBN TO CD VBG MD PRP$ WP WRB WDT RP POS JJR JJS RBR RBS NNPS "
    "EX PDT FW UH : `` '' -LRB- -RRB- HYPH $ SYM LS ADD NFP AFX GW XX WP$"
)
TAGS = tuple(_NAMES.split())  # the order of the columns of the stored weights
_MARKS = {",", ":", "CC", "WDT", "WP", "WRB", "``", "''", "-LRB-"}
_ADVERB = np.array([*(name in {"RB", "RBR"} for name in TAGS), False])  # the last stands for an empty place
_VERB = np.array([*(name[:2] in {"VB", "MD"} for name in TAGS), True])
_CLAUSE = _VERB | np.array([*(name in _MARKS for name in TAGS), True])
OFFSETS = (0, -1, 1, -2, 2)
"""A word speaks for itself and for its neighbours, up to two places away: its roles."""
CACHED_TYPES = 20_000
"""Word types whose sums are kept; 200 news articles have half as many."""
_WIDTH = 2 * len(TAGS)  # the weights of both passes, side by side


def places_of(n: int, sentence_starts: Sequence[int]) -> np.ndarray:
    """Give the place of each of n words in a row that has PAD empty places before every sentence."""
    gaps = np.zeros(n, dtype=np.intp)
    gaps[[0, *(start for start in sentence_starts if start < n)]] = PAD
    return np.arange(n) + gaps.cumsum()


def contexts(best: np.ndarray, facts: np.ndarray, places: np.ndarray, k: int) -> np.ndarray:
    """Give, for each table of the second pass (rows) and each word, the index of its row, from the tags so far.

    `facts` has three columns for every place: the two likeliest tags of the word by itself (as one number), its
    number among the frequent words and its group of auxiliaries.
    """
    q, n = k + 1, len(facts)
    tags = np.full(n, k)
    tags[places] = best
    one, two, after, after2 = tags[places - 1], tags[places - 2], tags[places + 1], tags[places + 2]
    own, common, grouped = facts[places, 0], facts[places, 1], tags * GROUPS + facts[:, 2]
    everywhere = np.arange(n)
    left = np.maximum.accumulate(np.where(_ADVERB[tags], 0, everywhere))[places - 1]
    (back, ahead), (opening, closing) = (_nearest(kind[tags], places) for kind in (_VERB, _CLAUSE))
    verbs, clause = tags[back] * q + tags[ahead], tags[opening] * q + tags[closing]
    left, back, ahead = grouped[left], grouped[back], grouped[ahead]
    pairs = (one, two), (after, after2), (one, after), (best, one), (best, after), (own, one), (own, after)
    verbal = (left, best), (back, best), (ahead, best), (back, one)
    wider = (common, one), (common, after), (verbs, best), (clause, best)
    rows = [one, after, *(a * q + b for a, b in (*pairs, *verbal, *wider))]
    return np.concatenate(rows).reshape(-1, len(best))


def _nearest(wanted: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the nearest wanted place before and after each of the places."""
    everywhere = np.arange(len(wanted))
    before = np.maximum.accumulate(np.where(wanted, everywhere, 0))
    after = np.minimum.accumulate(np.where(wanted, everywhere, len(wanted) - 1)[::-1])[::-1]
    return before[places - 1], after[places + 1]


def table_sizes(k: int) -> list[int]:
    """Give the number of rows of each table of the second pass, for k tags."""
    q = k + 1
    groups = q * GROUPS * q
    return [q, q, *[q * q] * 5, *[q * k * k] * 2, *[groups] * 4, *[(FREQUENT + 1) * q] * 2, *[q * q * q] * 2]


class Weights(NamedTuple):
    """What has been learnt: features of words, as sorted keys, with their rows; and the tables of the second pass."""

    lexicon: Callable[[str], str]
    keys: np.ndarray
    words: np.ndarray
    tables: np.ndarray
    table_rows: np.ndarray
    bases: np.ndarray
    frequent: dict[str, int]
    groups: dict[str, int]


class WordTypes:
    """The sums of the weights of each word type, for every role, kept until there are too many types."""

    def __init__(self, learnt: Weights):
        self.learnt, self.lock = learnt, Lock()
        self._empty(0)

    def _empty(self, room: int) -> None:
        self.ids: dict[str, int] = {}
        self.rows = np.zeros((len(OFFSETS), room, _WIDTH), dtype=np.int16)
        self.facts = np.zeros((room, 3), dtype=np.intp)

    def ids_of(self, marked: Sequence[str]) -> list[int]:
        """Give the row of every word; new words are added together."""
        with suppress(KeyError):
            return list(map(self.ids.__getitem__, marked))
        new = [word for word in dict.fromkeys(marked) if word not in self.ids]
        if len(self.ids) + len(new) >= len(self.facts):
            new = list(dict.fromkeys(["", *marked]))  # "" is the empty place
            self._empty(max(CACHED_TYPES, len(new) + 1))
        self._add(new)
        return [self.ids[word] for word in marked]

    def _add(self, new: list[str]) -> None:
        learnt, rows = self.learnt, slice(len(self.ids), len(self.ids) + len(new))
        self.ids.update(zip(new, range(rows.start, rows.stop), strict=True))
        keys = keys_of(new, learnt.lexicon)
        wanted = np.concatenate([in_role(keys, role) for role in range(len(OFFSETS))], axis=1)
        asked, places = np.unique(wanted, return_inverse=True)  # in order, they are found in half the time
        at = np.searchsorted(learnt.keys, asked).clip(max=len(learnt.keys) - 1)[places].reshape(wanted.shape)
        found = learnt.words.take(np.where(learnt.keys[at] == wanted, at + 1, 0).T, axis=0)
        for role in range(len(OFFSETS)):
            first, last = (0, COUNT) if role == 0 else (COUNT + SHARED * (role - 1), COUNT + SHARED * role)
            self.rows[role, rows] = np.add.reduce(found[first:last], axis=0, dtype=np.int16)
        alone = self.rows[0, rows, : len(TAGS)].copy()
        likeliest = alone.argmax(axis=1)
        alone[np.arange(len(new)), likeliest] = np.iinfo(alone.dtype).min
        self.facts[rows, 0] = likeliest * len(TAGS) + alone.argmax(axis=1)
        low = list(map(unmarked, new))
        self.facts[rows, 1] = [learnt.frequent.get(word, 0) for word in low]
        self.facts[rows, 2] = [learnt.groups.get(word, 0) for word in low]


@cache
def weights() -> Weights:
    """Read the weights."""
    stored = np.load(data_path("models/tagger.npz"))
    sizes = table_sizes(len(TAGS))
    words = np.zeros((len(stored["sizes"]) + 1, _WIDTH), dtype=np.int8)  # row 0 for features without weights
    words[np.repeat(np.arange(1, len(words)), stored["sizes"]), stored["columns"]] = stored["values"]
    table_rows = np.zeros(sum(sizes), dtype=np.int32)
    table_index = unpacked(stored["table_index"])
    table_rows[table_index] = np.arange(1, len(table_index) + 1)  # row 0 holds noughts
    names, values = stored["lexicon_tags"].tolist(), stored["lexicon_values"].tolist()
    tags = dict(zip(unpacked(stored["lexicon_keys"]).tolist(), map(names.__getitem__, values), strict=True))
    return Weights(
        lexicon=lambda word: tags.get(crc32(word.encode("utf-8", "surrogatepass")), UNKNOWN),
        keys=unpacked(stored["keys"]),
        words=words,
        tables=np.pad(stored["table"], ((1, 0), (0, 0))).astype(np.int16),
        table_rows=table_rows,
        bases=np.cumsum([0, *sizes[:-1]]),
        frequent={word: i for i, word in enumerate(stored["frequent"].tolist(), 1)},
        groups=dict(zip(stored["group_words"].tolist(), stored["group_values"].tolist(), strict=True)),
    )


@cache
def word_types() -> WordTypes:
    """Give the word types that this process has met."""
    return WordTypes(weights())


def unpacked(parts: np.ndarray) -> np.ndarray:
    """Give the sorted whole numbers that are stored as the bytes of their differences."""
    return np.ascontiguousarray(parts.T).view("<u4").ravel().cumsum(dtype=np.uint32)
