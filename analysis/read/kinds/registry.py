"""Kinds of file: which reader takes a file, told by its content first and by its ending after that, also in archives.

`data/formats/kinds.csv` lists them. Kinds of plain text that have no mark of their own are told by their ending.
"""

import codecs
import contextlib
import gzip
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial
from importlib import import_module
from io import BufferedIOBase
from pathlib import PurePosixPath
from typing import IO, BinaryIO, NamedTuple

from ...resources import need, own_rows, pattern, why
from ..lexicons import BUILT_IN
from ..problems import LIMITS, NO_ARTICLE, Notice, in_our_words

Found = dict | ValueError
"""What a reader yields: a record, or the reason why a part was not read."""
NOTHING = "nothing"  # the reader of what holds no article
SHORT = 80  # words; less of a feed or of a column of summaries is no whole article
_MOST_FILES = 10_000
_PACKED = (":read_zip", ":read_gzip")


class Kind(NamedTuple):
    """A kind of file: `what` is read from it by its `reader`, or to be done instead.

    A reader is module:function below `read`, "table", "" where a file is refused, or "nothing" where it also holds no
    article; `apart` says that it relies on a library that damaged files may keep busy.
    """

    kind: str
    endings: str
    mark: str
    inside: str
    reader: str
    apart: str
    what: str


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Give every kind of file, in the order in which they are tried."""
    return tuple(Kind(**row) for row in own_rows("formats/kinds.csv"))


def kind_of(file: BinaryIO, name: str) -> Kind | None:
    """Give the kind of an open file from its first bytes (where it is an archive, from its list) and its name."""
    start = file.read(8192)
    names, plain = _names_inside(file, start), start.removeprefix(codecs.BOM_UTF8)
    file.seek(0)
    for kind in (kind for kind in kinds() if kind.mark):
        marked = re.match(kind.mark.encode(), plain, re.MULTILINE | re.DOTALL)
        if marked and re.search(kind.inside, names):
            return kind
    by_name = kind_of_ending(name)
    is_text = by_name is None or by_name is kinds()[-1]
    return kind_of_ending(".csv") if is_text and _is_heading(start) else by_name


def kind_of_ending(name: str) -> Kind | None:
    """Give the kind of a file from the ending of its name alone."""
    parts = name.lower().split(".")[-3:]
    endings = (f".{'.'.join(parts[place:])}" for place in range(1, len(parts)))
    return next((_endings()[one] for one in endings if one in _endings()), None)


@lru_cache(maxsize=1)
def _endings() -> dict[str, Kind]:
    return {ending: kind for kind in kinds() for ending in kind.endings.split()}


def read_records(data: bytes, name: str) -> Iterator[Found]:
    """Give the records of a file, dicts with `text`; a ValueError for a part that cannot be read, or raised for all."""
    kind = kind_of(io.BytesIO(data), name) or kinds()[-1]  # plain text
    need(kind.reader not in ("", NOTHING), "kind refused", name, kind=kind.kind, what=kind.what)
    module, function = (kind.reader if kind.reader != "table" else "spreadsheets:read_table").split(":")
    yield from in_our_words(name, getattr(import_module(f"..{module}", __package__), function), data, name)


def _is_heading(start: bytes) -> bool:
    """Whether the first line has the names of columns that a table of articles has, one of texts among them."""
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # as Excel's "Unicode text"
    text = start.decode("utf-16" if wide else "utf-8", "ignore").removeprefix("\ufeff")
    line = re.sub(r"\A\s*sep=.\s*\n", "", text).partition("\n")[0].lower()
    known = BUILT_IN.terms("column_names")
    separator = max("\t;,", key=line.count)
    names = [known[cell] for one in line.split(separator) if (cell := one.strip(' "\r')) in known]
    enough = len(names) > 1 and 2 * len(names) > line.count(separator)
    return enough and any(row.category == "text" for row in names)


def _names_inside(file: BinaryIO, start: bytes) -> str:
    """Give the names of the files in an archive and the type it states, or the names in an old Office file."""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return (start + file.read(LIMITS.file)).decode("utf-16-le", "ignore")
    if not start.startswith(b"PK"):
        return ""
    damage = zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError
    with contextlib.suppress(*damage), zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        stated = archive.read("mimetype")[:200].decode("ascii", "ignore") if "mimetype" in names else ""
        return "\n".join([stated, *names])
    return ""


def read_gzip(data: bytes, name: str) -> Iterator[Found]:
    """Give the records of the file that was compressed."""
    yield from read_records(_gunzipped(data, name), name.removesuffix(".gz"))


def read_zip(data: bytes, name: str, deep: int = 3, spent: Counter | None = None) -> Iterator[Found]:
    """Give the records of every file in an archive, in the order of their names, until there is too much of it.

    There may be archives in it, so many `deep`; `spent` is what has been unpacked so far.
    """
    spent = Counter() if spent is None else spent
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shown = (one for one in archive.infolist() if not pattern("hidden").search(one.filename))
        members = need([one for one in shown if not one.is_dir()], "empty archive", name)
        spent.update(files=len(members), bytes=sum(one.file_size for one in members))
        number, size = spent["files"], spent["bytes"]
        fits, most = number <= _MOST_FILES and size <= LIMITS.unpacked, LIMITS.unpacked
        need(fits, "too many files", name, files=number, size=size, most_files=_MOST_FILES, most=most)
        for member in sorted(members, key=lambda one: one.filename):
            place = f"{name}: {member.filename}"
            try:  # one that cannot be read costs itself
                opened = map(archive.open, [member])  # opened only within the next line
                content = next(in_our_words(place, map, partial(bounded, name=place), opened))
                yield from _of_member(content, place, deep, spent)
            except ValueError as error:
                yield error


def _of_member(content: bytes, place: str, deep: int, spent: Counter) -> Iterator[Found]:
    kind = kind_of(io.BytesIO(content), place)
    if kind is None or kind.reader == NOTHING:
        yield Notice(why("not for a folder", place), NO_ARTICLE)
    elif not deep and kind.reader.endswith(_PACKED):
        raise ValueError(why("too deep an archive", place))
    elif kind.reader.endswith(":read_gzip"):
        yield from _of_member(_gunzipped(content, place), place.removesuffix(".gz"), deep - 1, spent)
    elif kind.reader.endswith(":read_zip"):
        yield from in_our_words(place, read_zip, content, place, deep - 1, spent)
    else:
        stem = PurePosixPath(place).stem.rpartition(": ")[2]
        for number, record in enumerate(read_records(content, place), 1):
            named = {"article_id": stem if number == 1 else f"{stem}-{number}"}
            yield record if isinstance(record, ValueError) else named | record


def _gunzipped(data: bytes, name: str) -> bytes:
    with gzip.open(io.BytesIO(data)) as file:
        return bounded(file, name)


def bounded(opened: BufferedIOBase | IO[bytes], name: str) -> bytes:
    """Give what is in a file of an archive, of at most `LIMITS.file` bytes."""
    content = opened.read(LIMITS.file + 1)
    need(len(content) <= LIMITS.file, "too large", name, most=LIMITS.file)
    return content
