"""The archive that a researcher opens: the tables of many articles, to be asked in a line.

Takes the folder that `who-says-so tables --format parquet` wrote, gives an object whose methods are questions.
"""

from __future__ import annotations

from pathlib import Path

from .folder import connect
from .voices import Voices
from .words import Words


class Archive(Voices, Words):
    """An archive or a part of it; every method gives a small table, and `behind(table, row)` the passages of a row."""


def open_archive(folder: str | Path) -> Archive:
    """Give the archive whose tables lie in a folder, to be asked.

    Its methods: `coverage, actors, sources, naming, genders, over_time, unheard, labels, charged, frames, toward,
    figures, quotations, keyness, collocations, dispersion, concordance, passages, behind`; `only` narrows it,
    `relation` hands out DuckDB's relation. Syndicated copies count once unless `only(copies=True)`. DuckDB asks the
    Parquet files themselves, in bounded memory. Raises FileNotFoundError where there is no folder, ValueError where it
    holds no whole tables of this version.
    """
    return Archive(*connect(folder))
