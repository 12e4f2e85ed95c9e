"""Lexicons: the vocabulary that the finders look for, one CSV file each, ready for a spreadsheet.

Takes a name or a path, gives a table of terms. It cannot know whether a term fits the text at hand.
"""

import os
import sys
from collections import namedtuple
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from .lexicon_files import read_rows
from .resources import data_path

CHOSEN = "WHO_SAYS_SO_LEXICONS"
"""The environment variable that hands the choices of `use_lexicon` on to the report and to further processes."""
STRUCK_OUT = "struck out"
"""The category of a phrase that is not to be counted: "think tank" in a list that has "tank"."""


def list_lexicons() -> pd.DataFrame:
    """Give the lexicons that there are, one row each: `lexicon, terms, categories, file`.

    >>> table = list_lexicons().set_index("lexicon")
    >>> table.loc["frames", "categories"].split(", ")[:3]
    ['economic', 'foreign interference', 'human interest']
    """
    rows = []
    for name in _names():
        entries = lexicon_rows(name)
        categories = sorted({row.category for row in entries} - {STRUCK_OUT})
        files = ", ".join(str(file) for file in _files(name))
        rows.append((name, len(entries), ", ".join(categories), files))
    return pd.DataFrame(rows, columns=["lexicon", "terms", "categories", "file"])


def read_lexicon(source: str | Path) -> pd.DataFrame:
    """Give one lexicon as a table: `term, category, weight, source` and what other columns it has.

    `source` is the name of a lexicon (see `list_lexicons`) or the path of a CSV file with at least `term` and
    `category`. Raises ValueError that names the line and column where the file is not a lexicon.

    >>> read_lexicon("frames").query("term == 'ceasefire'")["category"].item()
    'political solution'
    """
    rows = lexicon_rows(source)
    return pd.DataFrame(rows, columns=rows[0]._fields if rows else ("term", "category", "weight", "source"))


def extend_lexicon(name: str | Path, source: str | Path | pd.DataFrame) -> pd.DataFrame:
    """Give a lexicon with the rows of another added; where both have a term, the added row holds.

    A row with the category `struck out` takes a term or a phrase out. Nothing is saved: `find_terms` takes the
    table itself, `use_lexicon` takes files.

    >>> more = pd.DataFrame({"term": ["siege"], "category": ["humanitarian"]})
    >>> extend_lexicon("frames", more).query("term == 'siege'")["category"].item()
    'humanitarian'
    """
    added = source if isinstance(source, pd.DataFrame) else read_lexicon(source)
    built_in = read_lexicon(name)
    kept = built_in[~built_in["term"].isin(added["term"])]
    return pd.concat([kept, added], ignore_index=True).sort_values("term", kind="stable", ignore_index=True)


def use_lexicon(choice: str | Path) -> pd.DataFrame:
    """Let every finder use your own CSV file from now on, and give the lexicon that results.

    `"frames=my.csv"` puts the file in the place of `frames`, `"frames+=my.csv"` adds its rows to it; a bare
    `"my.csv"` is a further lexicon called `my` (or takes the place of the one that is called so already).
    Holds until the program ends. Raises FileNotFoundError and ValueError as `read_lexicon` does.
    """
    name, file = _choice(str(choice))
    if "=" in str(choice) and name not in _names():
        raise _unknown(name)
    read_rows(file)
    chosen = [line for line in os.environ.get(CHOSEN, "").splitlines() if line]
    sign = str(choice).split("=")[0][-1:] if "=" in str(choice) else ""
    os.environ[CHOSEN] = "\n".join([*chosen, f"{name}{'+' if sign == '+' else ''}={file.resolve()}"])
    forget_lexicons()
    return read_lexicon(name)


def forget_lexicons() -> None:
    """Empty what the finders keep of the lexicons and of texts read with them, so that all is read again."""
    for module in [module for name, module in list(sys.modules.items()) if name.startswith("analysis.")]:
        for member in list(vars(module).values()):
            if callable(getattr(member, "cache_clear", None)):
                member.cache_clear()


@lru_cache(maxsize=64)
def lexicon_terms(name: str) -> MappingProxyType:
    """Give a lexicon as a read-only dict, term to its row (a named tuple); kept after the first call."""
    return MappingProxyType({row.term: row for row in lexicon_rows(name) if row.category != STRUCK_OUT})


def lexicon_rows(source: str | Path) -> list:
    """Give all rows of a lexicon as named tuples, those that are struck out too."""
    files = _files(str(source)) if str(source) in _names() else [_file(source)]
    names, rows = read_rows(files[0])
    for file in files[1:]:
        more, added = read_rows(file)
        terms = {row[0] for row in added}
        padded = [dict(zip(more, row, strict=True)) for row in added]
        rows = [row for row in rows if row[0] not in terms] + [
            [row.get(n, "") for n in names] for row in padded
        ]
    return list(map(_entry(tuple(names))._make, rows))


@lru_cache(maxsize=64)
def _entry(names: tuple[str, ...]):
    return namedtuple("Entry", names, rename=True)


def lexicon_version(source: str | Path) -> int:
    """Give a number that changes when the reader's own file is saved again; 0 for a built-in lexicon.

    >>> lexicon_version("frames")
    0
    """
    path = Path(source)
    return path.stat().st_mtime_ns if path.is_file() else 0


def extra_lexicons() -> list[str]:
    """Give the names of the lexicons that `use_lexicon` added beside the built-in ones."""
    if not os.environ.get(CHOSEN):
        return []
    built_in = {path.stem for path in data_path("lexicons").glob("*.csv")}
    return [name for name in _names() if name not in built_in]


def _choice(choice: str) -> tuple[str, Path]:
    name, sign, file = choice.partition("=")
    path = _file(file if sign else choice)
    return (name.rstrip("+").strip() if sign else path.stem), path


def _files(name: str) -> list[Path]:
    """The files that make up a lexicon: the built-in one or the one in its place, and what extends it."""
    files = [path for path in [data_path("lexicons") / f"{name}.csv"] if path.exists()]
    for line in os.environ.get(CHOSEN, "").splitlines():
        target, _, file = line.partition("=")
        if target.rstrip("+") == name:
            files = [*files, Path(file)] if target.endswith("+") else [Path(file)]
    return files


def _names() -> list[str]:
    chosen = [line.partition("=")[0].rstrip("+") for line in os.environ.get(CHOSEN, "").splitlines()]
    return sorted({path.stem for path in data_path("lexicons").glob("*.csv")}.union(filter(None, chosen)))


def _file(source: str | Path) -> Path:
    path = Path(source)
    if path.is_file():
        return path
    if isinstance(source, Path) or path.suffix or len(path.parts) > 1:
        raise FileNotFoundError(
            f"There is no file {str(source)!r}; a lexicon is a CSV file with the headings term and category. "
            "Check the folder and the spelling; list_lexicons() names the built-in lexicons."
        )
    raise _unknown(str(source))


def _unknown(name: str) -> ValueError:
    close = get_close_matches(name, _names(), n=1)
    return ValueError(
        f"There is no lexicon {name!r}; the name of a built-in one or the path of a CSV file was expected. "
        + (f"Did you mean {close[0]!r}? " if close else "")
        + "list_lexicons() names them all."
    )
