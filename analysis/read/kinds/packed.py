"""Archives: the files in a .zip or .gz, each read as what it is.

Takes bytes, gives the records of every file in it, and a problem for each that was not read.
It cannot open archives with a password.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..limits import LIMITS
from .registry import Found, kind_of, read_records

_MOST_FILES = 10_000


def read_zip(data: bytes, name: str) -> Iterator[Found]:
    """Give the records of every file in an archive, in the order of their names."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ValueError(
            f"{name} is no complete archive ({error}); a .zip was expected. Make or download it again."
        ) from None
    members = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
    if len(members) > _MOST_FILES or sum(one.file_size for one in members) > LIMITS.unpacked:
        raise ValueError(
            f"{name} holds {len(members):,} files with {sum(one.file_size for one in members):,} bytes; at most "
            f"{_MOST_FILES:,} files and {LIMITS.unpacked:,} bytes were expected. Unpack it and read the folder."
        )
    for member in sorted(members, key=lambda one: one.filename):
        yield from _read_part(archive, member, name)


def read_gzip(data: bytes, name: str) -> Iterator[Found]:
    """Give the records of the file that was compressed."""
    try:
        with gzip.open(io.BytesIO(data)) as file:
            content = file.read(LIMITS.file + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(
            f"{name} cannot be unpacked ({error}); a complete .gz was expected. Make or download it again."
        ) from None
    yield from _records(content, name.removesuffix(".gz"))


def _read_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[Found]:
    place = f"{name}: {member.filename}"
    try:
        with archive.open(member) as file:
            content = file.read(LIMITS.file + 1)
        if kind_of(io.BytesIO(content), member.filename) is None:
            raise ValueError(
                f"{place} is of no kind that is known; text was expected. If it is text, name it .txt."
            )
        stem = PurePosixPath(member.filename).stem
        records = list(_records(content, place))
        for number, record in enumerate(records, 1):
            if isinstance(record, ValueError):
                yield ValueError(str(record))
            else:
                yield {"article_id": stem if len(records) == 1 else f"{stem}-{number}", **record}
    except (
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
        zipfile.BadZipFile,
    ) as error:
        unpacked = f"{place} cannot be unpacked ({error}); a complete file without a password was expected."
        yield ValueError(
            str(error) if isinstance(error, ValueError) else f"{unpacked} Make the archive again."
        )


def _records(content: bytes, name: str) -> Iterator[Found]:
    if len(content) > LIMITS.file:
        raise ValueError(
            f"{name} is too large; at most {LIMITS.file:,} bytes were expected. Unpack and split it."
        )
    kind = kind_of(io.BytesIO(content), name)
    if kind is not None and kind.reader.endswith((":read_zip", ":read_gzip")):
        raise ValueError(
            f"{name} is an archive in an archive; files were expected. Unpack it and read the folder."
        )
    yield from read_records(content, name)


def _is_hidden(path: str) -> bool:
    return any(part.startswith((".", "_")) for part in PurePosixPath(path).parts)
