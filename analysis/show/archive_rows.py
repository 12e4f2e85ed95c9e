"""Rows of an archive's page: what each counts, in words, and the first passages folded behind it.

It cannot show more than the first of them: the command that prints all stands below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from shlex import quote
from textwrap import shorten
from typing import TYPE_CHECKING

import pandas as pd

from ..archive.selection import evidence_of
from ..archive.sql import PERIODS
from .page import around, cell_text, fill, show_table, words_of

if TYPE_CHECKING:
    from ..archive.archive import Archive

FIRST = 50
"""Sentences on the page behind each number."""
_AROUND, _LONGEST = 45, 150  # characters
_ENDS = "low high total share balance note".split()  # what stands in brackets, or goes without saying
_ONE = re.compile(r"^(1 (?:passage|article|mention|time))s\b")
_SHORT = {"month": "%Y-%m", "year": "%Y"}


def rows_with_passages(archive: Archive, table: pd.DataFrame, behind: list[pd.DataFrame]) -> Iterator[str]:
    """Each row of an answer with its sentences folded behind it; a table that is its own evidence as it stands."""
    if "behind" not in table.attrs:
        yield show_table(days_in_words(table)).data
        return
    source, keys, fixed = evidence_of(table)
    shown = [key for key in keys if key != "speaker_kind" or "actor" not in keys]
    shown = [key for key in shown if table[key].notna().any()] or shown
    rows = days_in_words(table).to_dict("records")
    for row, told, passages in zip(rows, table.to_dict("records"), behind, strict=True):
        head = " · ".join(cell_text(row[key], key) for key in shown)
        items = list(map(_passage, days_in_words(passages).to_dict("records")))
        command = _command(archive, source, fixed | {key: told[key] for key in keys})
        parts = {"head": head, "told": _told(row, keys), "passages": items, "first": FIRST}
        yield fill("counted.html", command=command, **parts)


def _told(row: dict, keys: list[str]) -> str:
    rest = {name: row[name] for name in row if name not in (*keys, *_ENDS) and pd.notna(row[name])}
    words = words_of("counted") | ({"n": "judged"} if "balance" in row else {})
    counted = (f"{cell_text(value)} {words.get(name, name)}" for name, value in rest.items())
    told = ", ".join(_ONE.sub(r"\1", one) for one in counted)
    told = re.sub(r"( passages?), ", r"\1 in ", told, count=1) if "articles" in rest else told
    if pd.notna(row.get("balance")):
        told += f"; balance {row['balance']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
    if pd.notna(row.get("share")):
        share, low, high = (f"{100 * row[name]:.1f}" for name in ("share", "low", "high"))
        told += f"; {share} % of {row['total']:,} ({low} to {high} %)"
    return told


def _command(archive: Archive, source: str, conditions: dict) -> str:
    words = [str(archive.folder.name), source]
    for name, value in [*archive.conditions, *conditions.items()]:
        words.append(f"{name}={'' if pd.isna(value) else str(value)[:10] if name in PERIODS else value}")
    return " ".join(["who-says-so passages", *map(quote, words), *(["--copies"] if archive.copies else [])])


def _passage(row: dict) -> tuple[str, str, str, str]:
    sentence, text, at = str(row["sentence"] or ""), str(row["text"]), int(row["placed"])
    before, after = around(sentence, at, at + len(text), _AROUND)
    where = ", ".join(cell_text(row[name]) for name in ("outlet", "published") if pd.notna(row[name]))
    return before, shorten(text, _LONGEST, placeholder=" …"), after, where


def days_in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Give the same table with its days as text."""
    days = table.select_dtypes("datetime").items()
    words = {name: day.dt.strftime(_SHORT.get(str(name), "%Y-%m-%d")).astype("str") for name, day in days}
    return table.assign(**words)
