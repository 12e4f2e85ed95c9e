"""Limits: how much one file, one article and one answer of a host may ask of the reader's machine.

Knows numbers only. What is over a limit is refused in one line and costs itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The most that is read: bytes of a file, unpacked bytes, characters, cells, columns, pages, seconds, memory.

    `cells` are those of the rectangle that a sheet spans, `columns` those of a table or the values of one of its rows.
    `seconds` is the time for one document, or for the next rows of a table; `memory` what it may take beyond
    its reader.
    """

    file: int = 50_000_000
    unpacked: int = 200_000_000
    characters: int = 5_000_000  # a long novel has three million
    cells: int = 20_000_000
    columns: int = 16_384  # as many as a workbook may have
    pages: int = 5_000
    seconds: float = 60
    memory: int = 1_000_000_000


LIMITS = Limits()
"""The limits that hold unless others are given."""
