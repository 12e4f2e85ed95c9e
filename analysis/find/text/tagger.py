"""Tagger: the part of speech of every word of an article, without a model that must be downloaded.

Takes words and where sentences begin; gives one Penn Treebank tag for each word, from learnt weights.
It cannot see further than two words and the nearest verbs: odd prose is tagged oddly.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from threading import Lock
from types import SimpleNamespace
from zlib import crc32

import numpy as np

from ...read.resources import data_path
from .tag_context import PAD, TAGS, contexts, places_of, table_sizes
from .word_features import UNKNOWN, in_role, keys_of, mark, unmarked

OFFSETS = (0, -1, 1, -2, 2)  # a word speaks for itself and for its neighbours, up to two places away
CACHED_TYPES = 8192


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
    with model.lock:  # the cache may be emptied by another thread
        ids[places] = _type_ids(model, mark(words, sentence_starts))
        scores = sum(
            model.rows[role].take(ids[places + offset], axis=0) for role, offset in enumerate(OFFSETS)
        )
        facts = model.facts[ids]
    best = scores[:, : len(TAGS)].argmax(axis=1)
    for _ in range(2):
        index = contexts(best, facts, places, len(TAGS)) + model.bases[:, None]
        rows = model.table_rows[index]
        best = sum((model.tables.take(row, axis=0) for row in rows), scores[:, len(TAGS) :]).argmax(axis=1)
    return [TAGS[i] for i in best.tolist()]


def known_tag(word: str) -> str:
    """Give the tag that the lexicon has for a word as it is printed, "-" where it has none.

    >>> known_tag("train"), known_tag("Putin")
    ('NN', '-')
    """
    return _model().lexicon(word)


@cache
def _model() -> SimpleNamespace:
    """Read the weights; the rows of the words met so far are kept beside them."""
    stored = np.load(data_path("models/tagger.npz"))
    sizes = table_sizes(len(TAGS))
    table_rows = np.zeros(sum(sizes), dtype=np.int32)
    table_index = unpacked(stored["table_index"])
    table_rows[table_index] = np.arange(1, len(table_index) + 1)  # row 0 holds noughts
    return SimpleNamespace(
        lock=Lock(),
        lexicon=_lexicon(stored),
        ids={},
        keys=unpacked(stored["keys"]),
        ends=np.concatenate([[0], stored["sizes"].cumsum(dtype=np.intp)]),
        columns=stored["columns"],
        values=stored["values"],
        tables=np.pad(stored["table"], ((1, 0), (0, 0))).astype(np.int16),
        table_rows=table_rows,
        bases=np.cumsum([0, *sizes[:-1]]),
        facts=np.zeros((0, 3), dtype=np.intp),
        frequent={word: i for i, word in enumerate(stored["frequent"].tolist(), 1)},
        groups=dict(zip(stored["group_words"].tolist(), stored["group_values"].tolist(), strict=True)),
    )


def _lexicon(stored: Mapping[str, np.ndarray]) -> Callable[[str], str]:
    """Give the function that looks up the tag of a word."""
    keys, values = array("I", unpacked(stored["lexicon_keys"]).tobytes()), stored["lexicon_values"].tolist()
    names = stored["lexicon_tags"].tolist()

    @lru_cache(4 * CACHED_TYPES)
    def look_up(word: str) -> str:
        key = crc32(word.encode("utf-8", "surrogatepass"))
        at = bisect_left(keys, key)
        return names[values[at]] if at < len(keys) and keys[at] == key else UNKNOWN

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
        new = list(dict.fromkeys(["", *marked]))  # "" is the empty place
        room = max(CACHED_TYPES, len(new) + 1)
        model.rows = np.zeros((len(OFFSETS), room, 2 * len(TAGS)), dtype=np.int16)
        model.facts = np.zeros((room, 3), dtype=np.intp)
        model.ids = {}
    if new:
        _add_types(model, new)
    return [model.ids[word] for word in marked]


def _add_types(model: SimpleNamespace, new: list[str]) -> None:
    """Sum the weights of the features of new words, in every role, into the cache."""
    rows = slice(len(model.ids), len(model.ids) + len(new))
    model.ids.update(zip(new, range(rows.start, rows.stop), strict=True))
    keys, width = keys_of(new, model.lexicon), 2 * len(TAGS)
    for role in range(len(OFFSETS)):
        wanted = in_role(keys, role)
        at = np.searchsorted(model.keys, wanted).clip(max=len(model.keys) - 1)
        owners = np.nonzero(model.keys[at] == wanted)
        at = at[owners]
        sizes = model.ends[at + 1] - model.ends[at]  # each key has few weights: their columns and values
        cells = np.repeat(model.ends[at + 1] - sizes.cumsum(), sizes) + np.arange(sizes.sum())
        columns = np.repeat(owners[0] * width, sizes) + model.columns[cells]
        sums = np.bincount(columns, model.values[cells], len(new) * width)
        model.rows[role, rows] = sums.reshape(-1, width)
    likeliest = np.argsort(-model.rows[0, rows, : len(TAGS)], axis=1, kind="stable")
    model.facts[rows, 0] = likeliest[:, 0] * len(TAGS) + likeliest[:, 1]
    model.facts[rows, 1] = [model.frequent.get(unmarked(word), 0) for word in new]
    model.facts[rows, 2] = [model.groups.get(unmarked(word), 0) for word in new]
