"""Where the numbers come from: the versions of the libraries and the fingerprints of the word lists in use.

Takes the articles table, gives tables. It cannot see changes that somebody made to an installed library.
"""

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd

from .lexicons import Lexicons, list_lexicons

_LIBRARIES = ("who-says-so", "nltk", "textblob", "vaderSentiment", "numpy", "pandas", "matplotlib")


def describe_method(articles: pd.DataFrame) -> pd.DataFrame:
    """Give what made the numbers: `part, version`; Python, the libraries, and the SHA-256 of the first text.

    With the same parts and the same text another reader gets the same numbers, to the last one.

    >>> from analysis import articles_from_text
    >>> describe_method(articles_from_text("It rained.")).iloc[[1, -1]].values.tolist()
    [['who-says-so', '...'], ['text of the article, SHA-256', '8b38b558e4df...']]
    """
    text = articles["text"].iloc[0].encode("utf-8", "surrogatepass")
    rows = [("Python", platform.python_version()), *((name, _version(name)) for name in _LIBRARIES)]
    rows.append(("text of the article, SHA-256", hashlib.sha256(text).hexdigest()))
    return pd.DataFrame(rows, columns=["part", "version"])


def fingerprint_lexicons(lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give each lexicon in use with its size and the first 12 digits of its SHA-256: `lexicon, terms, sha256`.

    >>> fingerprint_lexicons().query("lexicon == 'hedges'")["sha256"].str.len().item()
    12
    """
    table = list_lexicons(lexicons)
    digests = [_digest(files.split(", ")) for files in table["file"]]
    return table[["lexicon", "terms"]].assign(sha256=digests)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _digest(paths: list[str]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()[:12]
