"""Tagger: the part of speech of every word of an article, without a model that must be downloaded.

Takes words and where sentences begin; gives one Penn Treebank tag for each word, from learnt weights (docs/tagger.md).
It cannot see further than two words and the nearest verbs: odd prose is tagged oddly.
"""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from .features import mark
from .model import OFFSETS, PAD, TAGS, contexts, places_of, weights, word_types

__all__ = ["known_tag", "tag"]
_AT_ONCE = 3_000  # words: what their scores take fits the processor's cache


def tag(words: Sequence[str], sentence_starts: Sequence[int]) -> list[str]:
    """Give Penn Treebank tags, one for each word, in order.

    The score of a tag is a sum of learnt weights of the word, its ending, its capitals, its entry in
    TextBlob's lexicon and its neighbours; a second pass adds what the first pass found nearby.
    `sentence_starts` are the indices of the words that begin a sentence. Where a sentence has capitals
    throughout, or none, they are not taken for a sign of names.

    >>> tag(["Assad", "said", "that", "victory", "was", "near", "."], [0])
    ['NNP', 'VBD', 'IN', 'NN', 'VBD', 'JJ', '.']
    """
    ends = [*sentence_starts, len(words)]
    tags: list[str] = []
    while (first := len(tags)) < len(words):
        last = ends[bisect_left(ends, min(first + _AT_ONCE, len(words)))]
        starts = ends[bisect_left(ends, first) : bisect_left(ends, last)]
        tags += _tag(words[first:last], [start - first for start in starts])
    return tags


def _tag(words: Sequence[str], sentence_starts: Sequence[int]) -> list[str]:
    learnt, types = weights(), word_types()
    places = places_of(len(words), sentence_starts)
    ids = np.zeros(places[-1] + 1 + PAD, dtype=np.intp)
    with types.lock:  # they may be emptied by another thread
        ids[places] = types.ids_of(mark(words, sentence_starts))
        scores = sum(
            types.rows[role].take(ids[places + offset], axis=0) for role, offset in enumerate(OFFSETS)
        )
        facts = types.facts.take(ids, axis=0)
    best = scores[:, : len(TAGS)].argmax(axis=1)
    sums, known = scores[:, len(TAGS) :], None
    for _ in range(2):
        index = contexts(best, facts, places, len(TAGS)) + learnt.bases[:, None]
        # the second time, only words whose neighbours have changed are looked at again
        changed = slice(None) if known is None else (index != known).any(axis=0).nonzero()[0]
        rows = learnt.table_rows[index[:, changed]]
        total, found = sums[changed].copy(), np.empty((rows.shape[1], len(TAGS)), learnt.tables.dtype)
        for row in rows:  # into one array, and without a check of the rows: that is half the time
            total += learnt.tables.take(row, axis=0, out=found, mode="clip")
        best[changed] = total.argmax(axis=1)
        known = index
    return [TAGS[i] for i in best.tolist()]


def known_tag(word: str) -> str:
    """Give the tag that the lexicon has for a word as it is printed, "-" where it has none.

    >>> known_tag("train"), known_tag("Putin")
    ('NN', '-')
    """
    return weights().lexicon(word)
