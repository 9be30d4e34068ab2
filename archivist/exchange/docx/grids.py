"""Tables as a DOCX: lying pages, rows without frames, the heads of columns on every page.

The rows are written as XML, in blocks, into the finished file: python-docx needs minutes for
10,000 of them, and even to take up the whole table at once holds all other threads up for seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Mm

from archivist.exchange.docx.letters import clean
from archivist.exchange.docx.look import HEADING, TITLE
from archivist.exchange.docx.package import PLACE, new_package, packed
from archivist.exchange.tables import written
from archivist.library.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.exchange.tables import Cell, Column, Table, Tables

_WIDE, _HIGH, _MARGIN = 297, 210, 15
_TEXT_WIDTH = (_WIDE - 2 * _MARGIN) * 567 // 10
"""In twentieths of a point."""

_SIZE = 16
"""Half points: tables are set smaller than the text."""

_BLOCK = 100
"""So many rows are written at once."""


def to_docx_tables(tables: Tables) -> bytes:
    """Return tables as DOCX; the same tables give the same bytes."""
    package = new_package(Printed(title=tables.title, blocks=(), lists=(), locale=tables.locale))
    section = package.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_WIDE), Mm(_HIGH)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    package.add_paragraph(clean(tables.title), style=TITLE)
    for line in tables.lines:
        package.add_paragraph(clean(line))
    for table in tables.tables:
        if table.heading:
            package.add_paragraph(clean(table.heading), style=HEADING.format(2))
        end = package.add_paragraph()
        end._p.addprevious(parse_xml(PLACE))  # noqa: SLF001 - the rows come into the file
    return packed(package, [_xml(table) for table in tables.tables])


def _xml(table: Table) -> Iterator[bytes]:
    """Yield a table in pieces."""
    shares = sum(column.share for column in table.columns)
    widths = [_TEXT_WIDTH * column.share // shares for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    columns = list(zip(table.columns, widths, strict=True))
    head = "".join(_cell(column.heading, column, width, head=True) for column, width in columns)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    ).encode()
    for first in range(0, len(table.rows), _BLOCK):
        rows = (
            "".join(_cell(cell, *place) for cell, place in zip(row, columns, strict=True))
            for row in table.rows[first : first + _BLOCK]
        )
        yield "".join(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>" for cells in rows
        ).encode()
    yield b"</w:tbl>"


def _cell(cell: Cell, column: Column, width: int, *, head: bool = False) -> str:
    line = (
        '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        "</w:tcBorders>"
        if head
        else ""
    )
    bold = "<w:b/><w:bCs/>" if column.bold or head else ""
    side = "right" if column.right else "left"
    size = f'<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>'  # of empty cells, their mark's
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{line}</w:tcPr>'
        '<w:p><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{side}"/>'
        f"<w:rPr>{size}</w:rPr></w:pPr><w:r><w:rPr>{bold}{size}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(clean(written(cell)))}</w:t></w:r></w:p></w:tc>'
    )
