"""What the package stands on: its own files and their tables, in a checkout or in an installed wheel; and large
libraries, loaded only when something of them is asked for, or one module without the rest of them."""

import csv
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any, TypeVar

Held = TypeVar("Held")
_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "data", _PACKAGE.parent / "data", _PACKAGE.parent)  # wheel, checkout, its notebooks
_ENOUGH = 20  # cases, below which one more or less would change the word
SURE = "nearly always right"
_WORDS = ((0.9, SURE), (0.6, "mostly right"), (0.0, "often wrong"))


def data_path(name: str) -> Path:
    """Give the path of one of the package's own data files or folders; FileNotFoundError where it is missing."""
    for root in _ROOTS:
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(
        f"The package's own file {name!r} is missing; it should stand in {_ROOTS[0]} or {_ROOTS[1]}. "
        "Install who-says-so again, or work in a complete checkout."
    )


def own_sample(source: str | Path) -> str | Path:
    """Give a source, or the article of this package that it names where there is no such file: what the README and
    the notebooks read is there wherever they are read from.

    >>> Path(own_sample("somewhere/data/articles/sochi.txt")).is_file(), own_sample("mine.txt")
    (True, 'mine.txt')
    """
    parts = Path(source).parts
    for place in range(len(parts) - 1):
        if parts[place : place + 2] == ("data", "articles") and not os.path.lexists(source):
            own = data_path("articles").joinpath(*parts[place + 2 :])
            return own if own.exists() and ".." not in parts[place:] else source
    return source


@cache
def own_rows(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of one of the package's own CSV files, read once."""
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def pattern(name: str) -> re.Pattern:
    """Give a pattern of `data/formats/patterns.csv`, compiled when it is first asked for."""
    row = next(row for row in own_rows("formats/patterns.csv") if row["pattern"] == name)
    return re.compile(row["expression"].encode() if row["of"] == "bytes" else row["expression"])


def why(message: str, name: object = "", /, **facts: object) -> str:
    """Give a message of `data/messages.csv` in its three parts, of what is called `name`, with these facts.

    >>> why("no file", "story.txt")
    "There is no file 'story.txt'; a text, page, document or table was expected. Check its name."
    """
    row = next(row for row in own_rows("messages.csv") if row["message"] == message)
    return "{wrong}; {expected}. {advice}".format(**row).format(name=name, **facts)


def need(
    holds: Held | None,
    message: str,
    name: object = "",
    /,
    raises: type[Exception] = ValueError,
    **facts: object,
) -> Held:
    """Give what has to hold, or to be there; raise an error that says a message, as `why` gives it, where it is not."""
    if not holds:
        raise raises(why(message, name, **facts))
    return holds


@cache
def words_of(kind: str) -> dict[str, str]:
    """Give the words for all things of a kind from `data/page_words.csv`, by name."""
    return {row["name"]: row["words"] for row in own_rows("page_words.csv") if row["kind"] == kind}


def read_rules(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of rules, the lowest priority number first; their finder knows what patterns mean."""
    return sorted(own_rows(f"rules/{name}.csv"), key=lambda row: int(row["priority"]))


def how_sure(table: str, rule: object) -> str:
    """Give how often a rule was right: "nearly always right" (from 90 in 100), "mostly right" (from 60), "often wrong".

    Right is a passage or a figure whose place and whose source are as marked by hand (`data/labelled/precision.csv`,
    which `benchmarks/precision.py` writes). "" where fewer than 20 were seen.
    """
    rows = (row for row in own_rows("labelled/precision.csv") if row["table"] == table)
    known = next((row for row in rows if row["rule"] == str(rule)), {})
    n, right = int(known.get("n", 0)), int(known.get("right", 0))
    return next(words for least, words in _WORDS if right / n >= least) if n >= _ENOUGH else ""


class Later:
    """A library that is loaded when something of it is first asked for, which most commands never do.

    >>> Later("json").loads("[1]")
    [1]
    """

    def __init__(self, library: str):
        self._library = library

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # of which any object is asked
            raise AttributeError(name)
        return getattr(import_module(self._library), name)


@contextmanager
def bare(*packages: str) -> Iterator[None]:
    """Let modules of these packages be imported without running the packages' own `__init__`.

    NLTK's loads parsers, corpora and parts of SciPy for a tokenizer that needs none of them, and takes longer than
    reading an article. The first package is the outermost. Afterwards it is as if nobody had imported it, so that a
    reader's own `import nltk` finds all of it; where somebody has imported it before, nothing is left out.

    >>> with bare("textblob"):
    ...     from textblob.en import sentiment
    >>> from textblob import TextBlob
    >>> TextBlob("good").sentiment.polarity == sentiment("good")[0]
    True
    """
    library = packages[0]
    if library in sys.modules:
        yield
        return
    try:
        for name in packages:
            spec = find_spec(name)
            if spec is not None:
                sys.modules[name] = module_from_spec(spec)
        yield
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == library]:
            del sys.modules[name]
