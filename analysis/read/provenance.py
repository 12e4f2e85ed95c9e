"""Provenance: the versions of the libraries, and the fingerprints of sources, programs and word lists."""

import io
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from ..output import digest
from ..resources import data_path, words_of
from .files import list_files, read_start
from .lexicons import BUILT_IN, Lexicons
from .problems import LIMITS

_DECIDE = {".py", ".csv", ".npz"}  # the kinds of our files that decide what is found
_LIBRARIES = ("who-says-so", "nltk", "textblob", "vaderSentiment", "numpy", "pandas")


def cite_method() -> str:
    """Give the words to cite the tool and its method by."""
    return words_of("page")["cite"].format(version=version("who-says-so"))


def list_parts(articles: pd.DataFrame, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give what made the numbers: `part, version`; Python, the libraries, the first text and each word list (SHA-256).

    With the same parts and the same text another reader gets the same numbers, to the last one.

    >>> from analysis import articles_from_text
    >>> list_parts(articles_from_text("It rained.")).iloc[[1, 7]].values.tolist()
    [['who-says-so', '...'], ['text of the article, SHA-256', '8b38b558e4df...']]
    """
    text = articles["text"].iloc[0].encode("utf-8", "surrogatepass")
    rows = [("Python", platform.python_version()), *((name, version(name)) for name in _LIBRARIES)]
    rows.append(("text of the article, SHA-256", digest(text)))
    lexicons = lexicons or BUILT_IN
    for name in lexicons.names:
        content = b"".join(file.read_bytes() for file in lexicons.files(name))
        rows.append((f"word list {name}", digest(content)[:12]))
    return pd.DataFrame(rows, columns=["part", "version"])


def fingerprint_program(lexicons: Lexicons) -> str:
    """Give a fingerprint of all that decides what is found: our code and data, the libraries, the lexicons in use."""
    places = (Path(__file__).parents[1], data_path("lexicons").parent)
    files = [file for place in places for file in sorted(place.rglob("*")) if file.suffix in _DECIDE]
    parts = [(file.name, digest(file.read_bytes())) for file in files]
    versions = [(name, version(name)) for name in _LIBRARIES]
    return _short([parts, versions, [tuple(choice) for choice in lexicons.choices]])


def fingerprint_source(source: str | Path, *settings: object) -> str:
    """Give a fingerprint of a source, by the names, sizes and times of its files, and of how it is read.

    Standard input is read to its end, and can be read again after that.
    """
    path = Path(source)
    if str(source) == "-":
        content = read_start("-", LIMITS.file + 1)
        sys.stdin = io.TextIOWrapper(io.BytesIO(content))
        return _short([digest(content), settings])
    files = list_files(path) if path.is_dir() else [path] if path.is_file() else []
    files += [place / "articles.csv" for place in (path.absolute(), *path.absolute().parents[:3])]
    stats = [(str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files if f.is_file()]
    return _short([str(path.absolute()) if files else str(source), stats, settings])


def _short(parts: object) -> str:
    return digest(repr(parts).encode("utf-8", "surrogatepass"))[:20]
