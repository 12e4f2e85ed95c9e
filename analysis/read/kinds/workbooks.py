"""Workbooks: the sheets of Excel and OpenDocument files, once it is known that their cells do not span too much."""

import contextlib
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from ...resources import pattern, why
from ..problems import LIMITS

_CELL_AT_MOST = 220  # bytes of what this finds


def workbook_tables(file: BinaryIO, called: str) -> Iterator[tuple[str, list[list]]]:
    """Give the name of each sheet that is shown ("" of an only one) and its rows."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    _check_spans(file, called)
    try:
        workbook = CalamineWorkbook.from_filelike(file)
    except CalamineError:
        raise ValueError("it is no workbook, or is damaged") from None
    shown = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    for name in shown or workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        _check_span(f"{called}, {name}", sheet.total_height, sheet.total_width)
        yield name if len(workbook.sheet_names) > 1 else "", sheet.to_python(skip_empty_area=True)


def _check_spans(file: BinaryIO, called: str) -> None:
    """Raise ValueError where the cells of an .xlsx span too much, before room is made for all that lies between."""
    from openpyxl.utils.cell import column_index_from_string

    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
        for name in (one for one in archive.namelist() if one.startswith("xl/worksheets/sheet")):
            height, width, before = 0, 1, b""
            with archive.open(name) as sheet:
                while piece := sheet.read(2**20):
                    cells = pattern("cell").findall(before + piece)
                    height = max(height, *map(int, {row for _, row in cells}), 0)
                    letters = {column.decode() for column, _ in cells if column}
                    width = max(width, *map(column_index_from_string, letters), 0)
                    _check_span(f"{called}, {name.rpartition('/')[2][:-4]}", height, width)
                    before = piece[-_CELL_AT_MOST:]
    file.seek(0)


def _check_span(name: str, height: int, width: int) -> None:
    if (cells := height * width) > LIMITS.cells:
        raise ValueError(why("far cell", name, cells=cells, most=LIMITS.cells))
