"""Archives without a password: the files in a .zip or .gz, each read as what it is, those of archives within it too."""

import gzip
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import PurePosixPath
from typing import IO

from ...resources import why
from ..problems import LIMITS, in_our_words
from .registry import Found, kind_of, read_records

_MOST_FILES = 10_000
_DEEPEST = 3  # archives in archives
_HIDDEN = re.compile(r"(?:^|/)[._]")
_PACKED = (":read_zip", ":read_gzip")
Member = tuple[str, bytes | ValueError]
"""Where a file stands, and what it holds or why that is not known."""


def read_zip(data: bytes, name: str) -> Iterator[Found]:
    """Give the records of every file in an archive, in the order of their names, until there is too much of it."""
    for place, content in _members(data, name, _DEEPEST, Counter()):
        yield from [content] if isinstance(content, ValueError) else _records(content, place)


def read_gzip(data: bytes, name: str) -> Iterator[Found]:
    """Give the records of the file that was compressed."""
    yield from read_records(_gunzipped(data, name), name.removesuffix(".gz"))


def _members(data: bytes, name: str, deep: int, spent: Counter) -> Iterator[Member]:
    """Give the files in an archive, and those of the archives in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not _HIDDEN.search(one.filename)]
        if not members:
            raise ValueError(why("empty archive", name))
        spent.update(files=len(members), bytes=sum(one.file_size for one in members))
        if spent["files"] > _MOST_FILES or spent["bytes"] > LIMITS.unpacked:
            most = {"most_files": _MOST_FILES, "most": LIMITS.unpacked}
            raise ValueError(why("too many files", name, files=spent["files"], size=spent["bytes"], **most))
        for member in sorted(members, key=lambda one: one.filename):
            place = f"{name}: {member.filename}"
            try:
                (content,) = in_our_words((_bounded(archive.open(one), place) for one in [member]), place)
                kind = kind_of(io.BytesIO(content), member.filename)
                if kind is None or not kind.reader.endswith(_PACKED):
                    yield place, content
                elif not deep:
                    raise ValueError(why("too deep an archive", place))
                elif kind.reader.endswith(":read_gzip"):
                    yield place.removesuffix(".gz"), _gunzipped(content, place)
                else:
                    yield from in_our_words(_members(content, place, deep - 1, spent), place)
            except ValueError as error:
                yield place, error


def _gunzipped(data: bytes, name: str) -> bytes:
    return _bounded(gzip.open(io.BytesIO(data)), name)


def _bounded(opened: BufferedIOBase | IO[bytes], name: str) -> bytes:
    with opened as file:
        content = file.read(LIMITS.file + 1)
    if len(content) > LIMITS.file:
        raise ValueError(why("too large", name, most=LIMITS.file))
    return content


def _records(content: bytes, place: str) -> Iterator[Found]:
    if kind_of(io.BytesIO(content), place) is None:
        yield ValueError(why("unknown kind", place))
        return
    stem, number = PurePosixPath(place).stem.rpartition(": ")[2], 0
    try:
        for number, record in enumerate(read_records(content, place), 1):
            named = {"article_id": stem if number == 1 else f"{stem}-{number}"}
            yield record if isinstance(record, ValueError) else named | record
    except ValueError as error:
        yield error
