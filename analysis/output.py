"""Output: every file of ours is written aside, then renamed, and never over a file of the reader's.

Takes what is to be written and where, gives the path. It cannot know whether an earlier page of ours is still wanted.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from .resources import Later, need

metadata = Later("importlib.metadata")
_MARK = re.compile(r'<meta name="generator" content="who-says-so [^";]*; source (\w+); page (\w+)">\n')
RUN, MANIFEST = ".run.json", ".tables.json"  # by which a folder of ours is known
_LIKE_FILES = frozenset(".txt .csv .tsv .json .jsonl .parquet .xlsx .docx .pdf .md .html .htm .zip".split())
_PAGES, _HEAD = (".html", ".htm"), 1000  # bytes in which the mark stands
_READ = 50_000_000  # a larger page is none of ours


class Page(NamedTuple):
    """A page that may be written: where, and the sign of what it is made from."""

    path: Path
    source: str


def choose_page(out: str | Path, name: str, sources: Iterable[str | Path], force: bool = False) -> Page:
    """Give the page to write, before there is anything to write.

    `out` is a folder, where the page is called `name`, or the page itself, ending in .html. A page of ours that was
    made from the same sources is written again; one of other sources, or of an older version of this program, keeps
    its name, and the new one is numbered.
    Raises ValueError where it would take the place of something that is not ours and unchanged, unless `force`.
    """
    out = Path(out)
    named = out.suffix.lower() in _PAGES and not out.is_dir()
    folder = check_folder(out.parent if named else out)
    source = _sign(sources, folder)
    path = first = out if named else folder / f"{name}.html"
    numbers = count(2)
    while (found := _page_of(path)) not in (None, source) and (path.is_dir() or not force):
        need(found, "name taken", path, reason="is not as this program wrote it")
        path = first.with_stem(f"{first.stem}-{next(numbers)}")
    return Page(path, source)


def write_page(page: Page, html: str) -> Path:
    """Write a page with our mark in its head and give its path."""
    content = html.encode("utf-8", "replace")
    mark = f"who-says-so {metadata.version('who-says-so')}; source {page.source}; page {digest(content)[:12]}"
    before, head, after = html.partition("<head>\n")
    marked = f'{before}{head}<meta name="generator" content="{mark}">\n{after}'
    return write_whole(page.path, marked.encode("utf-8", "replace"))


def write_new(path: str | Path, content: bytes) -> Path:
    """Write a file that is to be filled in by hand and give its path. Raises ValueError where there is another one."""
    path = Path(path)
    same = not os.path.lexists(path) or (path.is_file() and path.read_bytes() == content)
    need(same, "name taken", path, reason="is there already, and may have been filled in")
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
    reason = "cannot be written to" if there.is_dir() else "is a file"
    writable = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    need(writable, "no output folder", folder, there=there, reason=reason)
    need(folder.is_dir() or folder.suffix.lower() not in _LIKE_FILES, "folder like a file", folder)
    return folder


def is_our_page(path: Path) -> bool:
    """Say whether a file is a page that this program wrote, so that nobody's folder is read as its own articles."""
    if path.suffix.lower() in _PAGES and path.is_file():
        with contextlib.suppress(OSError), path.open("rb") as handle:
            return _MARK.search(handle.read(_HEAD).decode("utf-8", "replace")) is not None
    return False


def is_our_folder(folder: Path) -> bool:
    """Say whether a folder holds tables that this program wrote."""
    return any(os.path.lexists(folder / mark) for mark in (RUN, MANIFEST))


def check_tables(folder: Path, names: Iterable[str], force: bool) -> None:
    """Raise ValueError where a CSV file of one of these names is there that is not as it was written here."""
    other = "holds the tables of another run, as Parquet"
    need(force or not (folder / RUN).exists(), "name taken", folder, reason=other)
    for file in (folder / f"{name}.csv" for name in names):
        known = read_json(folder / MANIFEST).get(file.name, {})
        cut = file.is_file() and file.stat().st_size < known.get("bytes", 0)
        free = force or cut or not os.path.lexists(file) or is_whole(file, known.get("digest", ""))
        need(free, "name taken", file, reason="is not as this program wrote it")


def replace_tables(fresh: Path, folder: Path, force: bool) -> None:
    """Put the files of one folder in place of another's, with a list of them; ValueError where one is a reader's."""
    files = list(fresh.iterdir())
    check_tables(folder, (file.stem for file in files), force)
    new = {one.name: {"bytes": one.stat().st_size, "digest": digest(one.read_bytes())} for one in files}
    for name in new:
        (folder / name).unlink(missing_ok=True)
    write_whole(folder / MANIFEST, json.dumps(new, indent=1).encode())
    for name in new:
        (fresh / name).replace(folder / name)


def is_whole(file: Path, sign: str) -> bool:
    """Say whether a file is there and is what was written, by its digest."""
    return file.is_file() and digest(file.read_bytes()) == sign


def digest(content: bytes) -> str:
    """Give the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def read_json(file: Path) -> dict[str, Any]:
    """Give the object that a file of ours holds, an empty one where it is missing or damaged."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return dict(json.loads(file.read_bytes()))
    return {}


def _page_of(path: Path) -> str | None:
    """The sign of the sources of a page of ours; "" for any other file, or one that was changed; None for none."""
    if not os.path.lexists(path):
        return None
    if not path.is_file() or path.stat().st_size > _READ:
        return ""
    content = path.read_bytes()
    mark = _MARK.search(content[:_HEAD].decode("utf-8", "replace"))
    rest = content.replace(mark[0].encode(), b"", 1) if mark else b""
    return mark[1] if mark and digest(rest).startswith(mark[2]) else ""


def _sign(sources: Iterable[str | Path], folder: Path) -> str:
    """A sign of the sources that names nobody's folders: where they lie, as seen from the page."""
    seen = [str(source) for source in sources]
    with contextlib.suppress(ValueError):  # on another drive
        seen = [os.path.relpath(source, folder) if os.path.lexists(source) else source for source in seen]
    return digest("\0".join(seen).encode("utf-8", "surrogatepass"))[:12]
