"""Files: what stands below a folder, and the bytes of a regular file, never of a pipe or a device."""

import contextlib
import os
import stat
import sys
from difflib import get_close_matches
from errno import EACCES
from itertools import islice
from pathlib import Path

from ..output import is_our_folder, is_our_page
from ..resources import need, own_sample, pattern, why
from .problems import LIMITS

_FURNITURE = {"thumbs.db", "desktop.ini", "_success", "_metadata", "_common_metadata"}
_BESIDE = 1_000  # files beside one that is not there, among which it may be


def is_address(source: object) -> bool:
    """Tell whether a source is a web address."""
    return pattern("scheme").match(str(source)) is not None


def check_source(source: str | Path, fetch: bool = False) -> None:
    """Raise FileNotFoundError or ValueError where a source cannot be read at all; quick, and reads nothing."""
    need(isinstance(source, str | Path), "no file", source)
    source = own_sample(source)
    name = str(source)
    is_web = name.lower().startswith(("http://", "https://"))
    known = is_web or not (is_address(name) or (fetch and name != "-" and not os.path.lexists(source)))
    need(known, "neither file nor address", name)
    need(fetch or not is_web, "unasked fetch", source)
    if name != "-" and not is_web:
        _check_kind(source, stat.S_ISREG, stat.S_ISDIR)


def read_bytes(path: str | Path) -> bytes:
    """Give the bytes of a file or of standard input ("-"); FileNotFoundError, or ValueError for what cannot be read."""
    data = read_start(path, LIMITS.file + 1)
    name = "standard input" if str(path) == "-" else readable(Path(path).name)
    need(len(data) <= LIMITS.file, "too large", name, most=LIMITS.file)
    return data


def read_start(path: str | Path, size: int) -> bytes:
    """Give the first `size` bytes of a file; raises as `read_bytes` does."""
    if str(path) == "-":
        return sys.stdin.buffer.read(size) if sys.stdin else b""
    _check_kind(path, stat.S_ISREG)
    try:
        with Path(path).open("rb") as handle:
            return handle.read(size)
    except OSError as error:
        raise _unreadable(path, error) from None


def list_files(folder: Path) -> list[Path]:
    """Give the files below a folder, by name, but hidden ones, linked folders, a saved page's own and what is ours."""
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise _unreadable(folder, error)
        found.append(Path(error.filename))

    for place, folders, names in os.walk(folder, onerror=refuse):
        beside = {f"{Path(name).stem}_files" for name in names if name.lower().endswith((".htm", ".html"))}
        seen = (name for name in sorted(folders) if not name.startswith(".") and name not in beside)
        folders[:] = [name for name in seen if not is_our_folder(Path(place, name))]
        shown = (n for n in sorted(names) if not n.startswith((".", "~$")) and n.lower() not in _FURNITURE)
        found += [path for name in shown if not is_our_page(path := Path(place, name))]
    return found


def readable(name: str | Path) -> str:
    """Give a file's name as it can be shown and written; what is no character becomes "�"."""
    return os.fsencode(name).decode("utf-8", "replace")


def _check_kind(path: str | Path, *kinds) -> None:
    """Raise FileNotFoundError where there is no such file, ValueError where it is of none of the kinds."""
    try:
        mode = Path(path).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        said, place = why("no file", readable(path)), Path(path)
        with contextlib.suppress(OSError):
            names = [one.name for one in islice(place.parent.iterdir(), _BESIDE)]
            for near in get_close_matches(place.name, names, 1):
                said += f" Did you mean {readable(near)!r}?"
        raise FileNotFoundError(said) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if stat.S_ISDIR(mode) and not os.access(path, os.R_OK | os.X_OK):
        raise _unreadable(path, PermissionError(EACCES, os.strerror(EACCES)))
    need(any(is_kind(mode) for is_kind in kinds), "no regular file", readable(path))


def _unreadable(path: str | Path, error: Exception) -> ValueError:
    return ValueError(why("unreadable", readable(path), error=getattr(error, "strerror", None) or error))
