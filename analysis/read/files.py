"""Files: what stands below a folder, and the bytes of a regular file, never of a pipe or a device.

Takes paths, gives paths or bytes. It cannot see whether another program is still writing a file.
"""

import os
import re
import stat
from pathlib import Path

from ..output import is_our_folder, is_our_page
from .problems import LIMITS
from .resources import own_sample

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FURNITURE = {"thumbs.db", "desktop.ini", "_success", "_metadata", "_common_metadata"}
_PARTS_OF_A_PAGE = "_files"  # the folder that a browser saves beside a page


def is_address(source: object) -> bool:
    """Tell whether a source is a web address.

    >>> is_address("https://news.example/a"), is_address("a.txt")
    (True, False)
    """
    return _ADDRESS.match(str(source)) is not None


def check_source(source: str | Path, fetch: bool = False) -> None:
    """Raise FileNotFoundError or ValueError where a source cannot be read at all; quick, and reads nothing."""
    source = own_sample(source)
    if str(source) == "-":
        return
    if is_address(source):
        if not fetch:
            raise ValueError(
                f"{source} is a web address, and nothing is fetched unasked; a file or a folder was expected. "
                "To fetch it say so: --fetch, or fetch=True."
            )
    elif not stat.S_ISDIR(_status(source).st_mode):
        check_regular(source)


def check_regular(path: str | Path) -> None:
    """Raise FileNotFoundError where there is no such file, ValueError where it is a pipe, a socket or a device."""
    if not stat.S_ISREG(_status(path).st_mode):
        raise ValueError(
            f"{readable(path)!r} is no regular file but a folder, a pipe, a socket or a device; a file was expected. "
            "Save what it gives in a file, or hand it to standard input and read '-'."
        )


def read_bytes(path: str | Path, most: int = LIMITS.file) -> bytes:
    """Give the bytes of a file.

    Raises FileNotFoundError where there is no such file, ValueError where it cannot be read or is too large.
    """
    data = read_start(path, most + 1)
    if len(data) > most:
        raise ValueError(
            f"{readable(Path(path).name)} is too large; at most {most:,} bytes were expected. Split it into parts."
        )
    return data


def read_start(path: str | Path, size: int = 2**20) -> bytes:
    """Give the first `size` bytes of a file; raises as `read_bytes` does."""
    check_regular(path)
    try:
        with Path(path).open("rb") as handle:
            return handle.read(size)
    except OSError as error:
        raise _unreadable(path, error) from None


def list_files(folder: Path) -> list[Path]:
    """Give the files below a folder in the order of their names.

    Left out are hidden ones, what stands in linked folders, the pictures and scripts that a browser saves in a
    folder beside a page, and the tables and pages that this program wrote.
    """
    found = []
    for place, folders, names in os.walk(folder, onerror=_refuse):
        pages = {Path(name).stem for name in names if name.lower().endswith((".htm", ".html"))}
        beside = {f"{page}{_PARTS_OF_A_PAGE}" for page in pages}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in beside)
        folders[:] = [name for name in folders if not is_our_folder(Path(place, name))]
        files = (
            name for name in sorted(names) if not name.startswith(".") and name.lower() not in _FURNITURE
        )
        found += [path for name in files if not is_our_page(path := Path(place, name))]
    return found


def readable(name: str | Path) -> str:
    """Give a file's name as it can be shown and written; what is no character becomes "�".

    >>> readable("caf\\udce9.txt")
    'caf�.txt'
    """
    return os.fsencode(name).decode("utf-8", "replace")


def _status(path: str | Path) -> os.stat_result:
    try:
        return Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(
            f"There is no file {readable(path)!r}; a text, page, document or table was expected. Check its name."
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str | Path, error: Exception) -> ValueError:
    return ValueError(
        f"{readable(path)!r} cannot be read ({getattr(error, 'strerror', None) or error}); a readable file was "
        "expected. Check its permissions and links."
    )


def _refuse(error: OSError) -> None:
    raise ValueError(
        f"The folder {readable(error.filename)!r} cannot be read ({error.strerror}); a readable folder was expected. "
        "Check its permissions."
    )
