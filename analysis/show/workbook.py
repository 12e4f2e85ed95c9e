"""The tables of an article in one file to go on working with, a workbook (.xlsx) or JSON."""

import io
import json
from pathlib import Path

import pandas as pd

from ..measure.sources import find_unheard, summarise_sources
from ..output import for_spreadsheets, write_new, write_whole
from ..read.lexicons import Lexicons
from ..read.provenance import cite_method, list_parts

ENDINGS = (".xlsx", ".json")


def write_workbook(
    tables: dict[str, pd.DataFrame], path: str | Path, force: bool = False, lexicons: Lexicons | None = None
) -> Path:
    """Write the tables of `analyse` into one file, a sheet or a list each, and give its path.

    First come `about` (what to cite, the versions and fingerprints of all that made the numbers), `sources` and
    `never_heard`. In a workbook a cell holds at most 32,767 characters, and one that would run has an apostrophe
    before it; JSON is exact. Raises ValueError where the name does not end in .xlsx or .json, and where another file
    has it unless `force` is given.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise ValueError(
            f"{path} cannot hold all tables; a name ending in {' or '.join(ENDINGS)} was expected. Try one of these."
        )
    about = pd.DataFrame([("cite as", cite_method())], columns=["part", "version"])
    sheets = {
        "about": pd.concat([about, list_parts(tables["articles"], lexicons)], ignore_index=True),
        "sources": summarise_sources(tables),
        "never_heard": find_unheard(tables),
    } | tables
    content = _json(sheets) if path.suffix.lower() == ".json" else _workbook(sheets)
    return write_whole(path, content) if force else write_new(path, content)


def _workbook(sheets: dict[str, pd.DataFrame]) -> bytes:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.utils import get_column_letter

    file = io.BytesIO()
    with pd.ExcelWriter(file, engine="openpyxl") as writer:
        for name, table in sheets.items():
            texts = table.select_dtypes(exclude="number").columns
            shown = {column: table[column].map(_text, na_action="ignore") for column in texts}
            clean = for_spreadsheets(table.assign(**shown))
            clean = clean.replace(ILLEGAL_CHARACTERS_RE, "\N{REPLACEMENT CHARACTER}", regex=True)
            clean.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            for number, column in enumerate(clean, 1):
                longest = clean[column].astype("str").str.len().quantile(0.9) if len(clean) else 0
                letter = get_column_letter(number)
                writer.sheets[name].column_dimensions[letter].width = (
                    min(max(len(column), longest, 6), 60) + 2
                )
    return file.getvalue()


def _text(value: object) -> object:
    return str(value).encode("utf-8", "replace").decode() if isinstance(value, str | list | tuple) else value


def _json(sheets: dict[str, pd.DataFrame]) -> bytes:
    known = {name: table.astype(object).where(table.notna(), None) for name, table in sheets.items()}
    rows = {name: table.to_dict("records") for name, table in known.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str).encode("utf-8", "replace")
