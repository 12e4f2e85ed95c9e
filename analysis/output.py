"""Output: every file of ours is written aside, then renamed, and never over a file of the reader's.

Takes what is to be written and where, gives the path. It cannot know whether an earlier page of ours is still wanted.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r'<meta name="generator" content="who-says-so [^";]*; source (\w+); page (\w+)">\n')
_READ = 50_000_000  # a larger page is none of ours


class Page(NamedTuple):
    """A page that may be written: where, and the sign of what it is made from."""

    path: Path
    source: str


def choose_page(out: str | Path, name: str, sources: Iterable[str | Path], force: bool = False) -> Page:
    """Give the page to write, before there is anything to write.

    `out` is a folder, where the page is called `name`, or the page itself, ending in .html. A page of ours that was
    made from the same sources is written again; one of other sources keeps its name, and the new one is numbered.
    Raises ValueError where a page, or a folder, would take the place of something that is not ours and unchanged,
    unless `force` is given.
    """
    out = Path(out)
    named = out.suffix.lower() in (".html", ".htm") and not out.is_dir()
    folder = check_folder(out.parent if named else out)
    source = _sign(sources, folder)
    for number in count(1):
        path = out if named else folder / f"{name}{f'-{number}' if number > 1 else ''}.html"
        found = _page_of(path)
        if found in (None, source) or (force and not path.is_dir()):
            return Page(path, source)
        if named or not found:
            raise _taken(
                path, "holds the page of another source" if found else "is not as this program wrote it"
            )
    raise AssertionError


def write_page(page: Page, html: str) -> Path:
    """Write a page with our mark in its head and give its path."""
    content = html.encode("utf-8", "replace")
    mark = f"who-says-so {version('who-says-so')}; source {page.source}; page {_digest(content)}"
    before, head, after = html.partition("<head>\n")
    marked = f'{before}{head}<meta name="generator" content="{mark}">\n{after}'
    return write_whole(page.path, marked.encode("utf-8", "replace"))


def write_new(path: str | Path, content: bytes) -> Path:
    """Write a file that is to be filled in by hand and give its path. Raises ValueError where there is another one."""
    path = Path(path)
    if os.path.lexists(path) and not (path.is_file() and path.read_bytes() == content):
        raise _taken(path, "is there already, and may have been filled in")
    return write_whole(path, content)


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file under another name first: under its own name it is always whole, the old one or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.new")
    try:
        with aside.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def check_folder(folder: Path) -> Path:
    """Give the folder if it is one or can become one. Raises ValueError where a file is in the way."""
    there = next(place for place in (folder, *folder.absolute().parents) if os.path.lexists(place))
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        reason = "cannot be written to" if there.is_dir() else "is a file"
        raise ValueError(f"{there} {reason}; a folder for the output was expected. Choose another --out.")
    return folder


def is_our_page(path: Path) -> bool:
    """Say whether a file is a page that this program wrote, so that nobody's folder is read as its own articles."""
    with path.open("rb") as handle:
        return _MARK.search(handle.read(1000).decode("utf-8", "replace")) is not None


def _taken(path: Path, reason: str) -> ValueError:
    return ValueError(
        f"{path} {reason}; a name that is free was expected, so that nothing is lost. "
        "Choose another name, or insist with --force."
    )


def _page_of(path: Path) -> str | None:
    """The sign of the sources of a page of ours; "" for any other file, or one that was changed; None for none."""
    if not os.path.lexists(path):
        return None
    if not path.is_file() or path.stat().st_size > _READ:
        return ""
    content = path.read_bytes()
    mark = _MARK.search(content[:1000].decode("utf-8", "replace"))
    if mark is None:
        return ""
    return mark[1] if _digest(content.replace(mark[0].encode(), b"", 1)) == mark[2] else ""


def _sign(sources: Iterable[str | Path], folder: Path) -> str:
    """A sign of the sources that names nobody's folders: where they lie, as seen from the page."""
    seen = [str(source) for source in sources]
    seen = [_from(source, folder) if os.path.lexists(source) else source for source in seen]
    return _digest("\0".join(seen).encode("utf-8", "surrogatepass"))


def _from(path: str, folder: Path) -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return str(Path(path).absolute())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
