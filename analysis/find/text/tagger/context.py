"""Tag context: what the tags found around each word say in the tagger's second pass.

Takes the likeliest tag of every word so far; gives row numbers in tables of learnt weights, for all words at once.
It cannot see past the nearest verb or clause mark on either side.
"""

from collections.abc import Sequence

import numpy as np

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
    own, common, groups = facts[places, 0], facts[places, 1], facts[:, 2]
    everywhere = np.arange(n)
    left = np.maximum.accumulate(np.where(_ADVERB[tags], 0, everywhere))[places - 1]
    (back, ahead), (opening, closing) = (_nearest(kind[tags], places) for kind in (_VERB, _CLAUSE))
    verbs, clause = tags[back] * q + tags[ahead], tags[opening] * q + tags[closing]
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
            verbs * q + best,
            clause * q + best,
        ]
    )


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
