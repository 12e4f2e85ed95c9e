"""Copies: which article tells the same text as an earlier one, as syndicated copies do.

It cannot see a copy that was rewritten sentence by sentence, nor who copied from whom: "first" is first read.
"""

import sqlite3
import zlib
from pathlib import Path

import numpy as np
import pandas as pd

from ..resources import pattern

_INDEX = Path(__file__).with_suffix(".sql").read_text("utf-8")
_RUN, _FEWEST = 4, 10  # words in one run, and in a text that can be a copy
BANDS, _ROWS = 8, 4  # pairs that share 80 % of their runs meet in one of the bands in 98.5 % of cases
_LIKE = 0.6
_random = np.random.default_rng(20171121)
_FACTORS = _random.integers(1, 2**63, BANDS * _ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_ADDENDS = _random.integers(0, 2**63, BANDS * _ROWS, dtype=np.uint64)


def open_index(path: str | Path = ":memory:") -> sqlite3.Connection:
    """Give an index of ids and sketches, in memory or, so that an archive fits, in a file ("" is one of its own)."""
    index = sqlite3.connect(path)
    index.executescript(_INDEX)
    return index


def free_id(index: sqlite3.Connection, wanted: str) -> str:
    """Give `wanted`, or the first of `wanted-2`, `wanted-3` ... that no article has, and note it as taken."""
    last = index.execute("select number from last where wanted = ?", (wanted,)).fetchone()
    name, number = (wanted, 1) if last is None else (f"{wanted}-{last[0] + 1}", last[0] + 1)
    while not index.execute("insert or ignore into ids values (?)", (name,)).rowcount:
        number += 1
        name = f"{wanted}-{number}"
    index.execute("insert or replace into last values (?, ?)", (wanted, number))
    return name


def with_copies(articles: pd.DataFrame, index: sqlite3.Connection) -> pd.DataFrame:
    """Give the articles with `copy_of`: the first with nearly the same text, of these and those the index knows."""
    named = zip(articles["article_id"], articles["text"], strict=True)
    first = [mark_copy(index, article_id, sketch_of(text)) for article_id, text in named]
    return articles.assign(copy_of=pd.array(first, dtype="str"))


def mark_copy(index: sqlite3.Connection, article_id: str, sketch: bytes) -> str | None:
    """Give the id of the first article that shares about 60 % or more of its four-word runs, or None.

    The share (Jaccard) is estimated with 32 minimum hashes (Broder 1997), found by eight bands of four. The
    article itself is noted only where it is no copy. Texts under ten words, which have no sketch, are never copies.
    """
    if not sketch:
        return None
    own, width = np.frombuffer(sketch, dtype=np.uint32), len(sketch) // BANDS
    keys = [bytes([band]) + sketch[band * width :][:width] for band in range(BANDS)]
    bands = f"select id from bands where key in ({','.join('?' * BANDS)})"
    met = index.execute(f"select id, sketch from sketches where id in ({bands})", keys)
    likeness = {name: np.mean(np.frombuffer(other, dtype=np.uint32) == own) for name, other in met}
    best = max(likeness, key=lambda name: (likeness[name], name), default=None)
    if best is not None and likeness[best] >= _LIKE:
        return best
    index.execute("insert or replace into sketches values (?, ?)", (article_id, sketch))
    index.executemany("insert or ignore into bands values (?, ?)", [(key, article_id) for key in keys])
    return None


def sketch_of(text: str) -> bytes:
    """Give 32 minimum hashes of the text's runs of words, 32 bits each; nothing for a text under ten words."""
    words = [zlib.crc32(word.encode("utf-8", "replace")) for word in pattern("word").findall(text.lower())]
    if len(words) < _FEWEST:
        return b""
    hashed = np.array(words, dtype=np.uint64)
    runs = np.zeros(len(words) - _RUN + 1, dtype=np.uint64)
    for place in range(_RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashed[place : len(runs) + place]
    hashes = [(runs * factor + addend).min() for factor, addend in zip(_FACTORS, _ADDENDS, strict=True)]
    return (np.array(hashes, dtype=np.uint64) >> np.uint64(32)).astype(np.uint32).tobytes()
