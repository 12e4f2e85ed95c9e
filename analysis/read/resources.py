"""Where the package's own data files are.

Takes a path below `data/`, gives the file, in a checkout or in an installed wheel. It cannot see a user's files.
"""

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
