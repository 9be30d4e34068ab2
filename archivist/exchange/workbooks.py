"""A table as a workbook for Excel and LibreOffice."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from archivist.exchange.documents import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell import WriteOnlyCell

    from archivist.exchange.tables import Cell, Table

_LONGEST = 32_767
"""So many letters a cell of a workbook takes."""
_WIDTHS = (8, 48)
"""The narrowest and the widest column, in letters."""
_LOOKED_AT = 200
"""So many rows say how wide a column is."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_xlsx(table: Table) -> bytes:
    """Return a table as a workbook of one sheet, the heads of its columns always in sight.

    Every text is kept as a text, so that none becomes a formula, nor does when it is edited.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - seldom needed
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    heads = [_cell(sheet, column.heading) for column in table.columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in table.rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_xlsx(table: Table, target: Path) -> None:
    """Write a table as a workbook; the target is replaced only when all of it has been written.

    Raises:
        StorageError: when the file cannot be written.
    """
    replace_file(target, to_xlsx(table))


def _widths(table: Table) -> list[int]:
    least, most = _WIDTHS
    shown = [tuple(column.heading for column in table.columns), *table.rows[:_LOOKED_AT]]
    return [
        max(least, min(most, max(len(str(cell)) for cell in cells) + 2))
        for cells in zip(*shown, strict=True)
    ]


def _cell(sheet: object, value: Cell) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - seldom needed

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet)
    cell.value = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", value)[:_LONGEST] or None
    if cell.value is not None:
        cell.data_type = "s"  # also where it looks like a formula or an error
        cell.quotePrefix = True
    return cell
