"""Lexicons: the vocabulary that the finders look for, one CSV file each, and the reader's choices among them."""

from collections import namedtuple
from collections.abc import Callable, Hashable, Mapping
from difflib import get_close_matches
from functools import lru_cache, update_wrapper
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from ..resources import data_path, need, why
from .lexicon_files import read_rows

STRUCK_OUT = "struck out"
"""The category of a phrase that is not to be counted: "think tank" in a list that has "tank"."""
_MOST_KEPT = 16_000
_read = lru_cache(maxsize=64)(read_rows)
Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class Choice(NamedTuple):
    """A list of the reader's: the lexicon that it replaces or adds to, its file, columns and rows."""

    name: str
    adds: bool
    file: Path
    columns: tuple[str, ...]
    rows: tuple[tuple, ...]


class Made(dict):
    """Values that are made when they are first asked for; some thousands at most, those asked for lately."""

    def __init__(self, make: Callable[[Any], Any]):
        self.make, self.before = make, dict[Hashable, Any]()

    def __missing__(self, key: Hashable) -> Any:
        made = self.before[key] if key in self.before else self.make(key)
        if len(self) >= _MOST_KEPT:
            self.before = self.copy()
            self.clear()
        self[key] = made
        return made


class Lexicons:
    """The lexicons in use: those built in, with the reader's choices. A value that never changes and travels.

    >>> BUILT_IN.terms("frames")["ceasefire"].category
    'political solution'
    """

    def __init__(self, choices: tuple[Choice, ...] = ()):
        self.choices = choices
        self._terms = Made(
            lambda name: MappingProxyType({r.term: r for r in self.rows(name) if r.category != STRUCK_OUT})
        )
        self.categories = Made(lambda name: {term: row.category for term, row in self.terms(name).items()})
        self._parts = Made(lambda build: build(self))
        self._kept = Made(lambda function: Made(lambda word: function(word, self)))

    def __reduce__(self):
        return (Lexicons, (self.choices,)) if self.choices else "BUILT_IN"

    @property
    def names(self) -> list[str]:
        """The names of all lexicons, in order."""
        return sorted({*_built_in(), *(choice.name for choice in self.choices)})

    @property
    def further(self) -> list[str]:
        """The names of the lexicons that were chosen beside the built-in ones."""
        return sorted({choice.name for choice in self.choices} - _built_in().keys())

    def terms(self, name: str) -> Mapping[str, Any]:
        """Give a lexicon as a read-only dict, term to its row (a named tuple), without what is struck out."""
        return self._terms[name]

    def rows(self, name: str) -> list:
        """Give all rows of a lexicon as named tuples, those that are struck out too."""
        first, *more = self._lists(name)
        rows = list(first.rows)
        for added in more:
            terms = {row[0] for row in added.rows}
            cells = (dict(zip(added.columns, row, strict=True)) for row in added.rows)
            rows = [row for row in rows if row[0] not in terms]
            rows += [tuple(row.get(column, "") for column in first.columns) for row in cells]
        return list(map(_entry(first.columns)._make, rows))

    def files(self, name: str) -> list[Path]:
        """Give the files that make up a lexicon: the built-in one or the one in its place, and what extends it."""
        return [one.file for one in self._lists(name)]

    def _lists(self, name: str) -> list[Choice]:
        known = _built_in().get(name)
        lists = [Choice(name, False, known, *_read(known))] if known else []
        for choice in (one for one in self.choices if one.name == name):
            lists = [*lists, choice] if choice.adds else [choice]
        if not lists:
            raise _unknown(name, self)
        return lists

    def part(self, build: Callable[["Lexicons"], Result]) -> Result:
        """Give what `build` makes of the lexicons: made once, kept with them."""
        return self._parts[build]

    def results(self, function: Callable) -> dict:
        """Give what a function that is `kept` gave for words so far, as a dict that asks it for further ones."""
        return self._kept[getattr(function, "__wrapped__", function)]


def kept(function: Callable[[Key, Lexicons], Result]) -> Callable[[Key, Lexicons], Result]:
    """Let a function of a word and the lexicons keep its results, with these lexicons."""

    def look_up(word: Key, lexicons: Lexicons) -> Result:
        return lexicons._kept[function][word]

    return update_wrapper(look_up, function)


def category(lexicons: Lexicons, lexicon: str, word: str) -> str:
    """Give the category of a word in a lexicon, "" where it does not have it."""
    return lexicons.categories[lexicon].get(word, "")


BUILT_IN = Lexicons()
"""The lexicons as they come."""


def choose_lexicons(*choices: str | Path) -> Lexicons:
    """Give the lexicons with CSV files of your own, for `analyse(articles, lexicons)` and every finder.

    `"frames=my.csv"` puts the file in the place of `frames`, `"frames+=my.csv"` adds its rows to it; a bare
    `"my.csv"` is a further lexicon called `my` (or takes the place of the one that is called so already). The files
    are read now. Raises FileNotFoundError and ValueError as `read_lexicon` does.

    >>> choose_lexicons().names == BUILT_IN.names
    True
    """
    chosen = BUILT_IN
    for choice in map(str, choices):
        name, sign, source = choice.partition("=")
        file = _file(source if sign else choice, chosen)
        name, adds = (name.rstrip("+").strip(), name.endswith("+")) if sign else (file.stem, False)
        if sign and name not in chosen.names:
            raise _unknown(name, chosen)
        own = Choice(name, adds, file.absolute(), *read_rows(file))
        chosen = Lexicons((*chosen.choices, own))
    return chosen


def list_lexicons(lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give the lexicons that there are, one row each: `lexicon, terms, categories, file`."""
    lexicons, rows = lexicons or BUILT_IN, []
    for name in lexicons.names:
        entries = lexicons.rows(name)
        categories = sorted({row.category for row in entries} - {STRUCK_OUT})
        files = ", ".join(map(str, lexicons.files(name)))
        rows.append((name, len(entries), ", ".join(categories), files))
    return pd.DataFrame(rows, columns=["lexicon", "terms", "categories", "file"])


def read_lexicon(source: str | Path, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Give one lexicon as a table: `term, category, weight, source` and what other columns it has.

    `source` is the name of a lexicon (see `list_lexicons`) or the path of a CSV file with at least `term` and
    `category`. Raises ValueError that names the line and column where the file is not a lexicon.

    >>> read_lexicon("frames").query("term == 'ceasefire'")["category"].item()
    'political solution'
    """
    rows = lexicon_rows(source, lexicons or BUILT_IN)
    return pd.DataFrame(rows, columns=rows[0]._fields if rows else ("term", "category", "weight", "source"))


def lexicon_rows(source: str | Path, lexicons: Lexicons = BUILT_IN) -> list:
    """Give all rows of a lexicon in use, or of a file, as named tuples."""
    if str(source) in lexicons.names:
        return lexicons.rows(str(source))
    columns, rows = read_rows(_file(source, lexicons))
    return list(map(_entry(columns)._make, rows))


@lru_cache(maxsize=1)
def general_english() -> pd.Series:
    """Give the rates per million words of the 50,000 commonest English words, the commonest first."""
    path = data_path("frequencies/general_english.csv")
    table = pd.read_csv(path, keep_default_na=False, dtype={"word": "str"})
    return table.set_index("word")["per_million"]


@lru_cache(maxsize=1)
def _built_in() -> Mapping[str, Path]:
    return {path.stem: path for path in data_path("lexicons").glob("*.csv")}


@lru_cache(maxsize=64)
def _entry(names: tuple[str, ...]):
    return namedtuple("Entry", names, rename=True)


def _file(source: str | Path, lexicons: Lexicons) -> Path:
    path = Path(source)
    if path.is_file():
        return path
    is_path = isinstance(source, Path) or path.suffix or len(path.parts) > 1
    need(not is_path, "no lexicon file", str(source), raises=FileNotFoundError)
    raise _unknown(str(source), lexicons)


def _unknown(name: str, lexicons: Lexicons) -> ValueError:
    close = get_close_matches(name, lexicons.names, n=1)
    return ValueError(why("no lexicon", name, meant=f"Did you mean {close[0]!r}? " if close else ""))
