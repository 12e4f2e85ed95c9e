"""Where the package's own data files are.

Takes a path below `data/`, gives the file, in a checkout or in an installed wheel. It cannot see a user's files.
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_ROOTS = (
    _PACKAGE / "data",
    _PACKAGE.parent / "data",
    _PACKAGE.parent,
)  # wheel, checkout, checkout's notebooks


def data_path(name: str) -> Path:
    """Give the path of one of the package's own data files or folders.

    Looks in the installed package first, then in the checkout around it.
    Raises FileNotFoundError where neither has it.

    >>> data_path("lexicons").name
    'lexicons'
    """
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
