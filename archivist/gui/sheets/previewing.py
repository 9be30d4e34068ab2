"""Numbers as they would be, shown on the pages before they are written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.errors import ParseError
from archivist.library.references import parse_sheets
from archivist.library.values import PageId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.gui.messages import Desk
    from archivist.gui.sheets.grid import SheetGrid
    from archivist.gui.sheets.numbering import NumberingBar
    from archivist.library.foliation import Foliation
    from archivist.library.page_shapes import SheetPage

Order = tuple[tuple[PageId, ...], "Foliation", "Mapping[PageId, str]"]
"""Which pages are to be numbered, how, and which labels are known."""


class Previewing(QObject):
    """Keeps the labels on the grid in step with the fields.

    Several selected pages are numbered alone, otherwise all; without a first sheet those from the
    first on that was given a label.
    """

    def __init__(self, desk: Desk, grid: SheetGrid, bar: NumberingBar) -> None:
        super().__init__(grid)
        self._desk, self._grid, self._bar = desk, grid, bar
        self._serial = 0
        bar.changed.connect(self.ask)
        bar.dropped.connect(self.ask)
        grid.sheets.labelled.connect(self._pin)

    def ask(self) -> None:
        """Show the labels that pages would get."""
        self._serial += 1  # what was asked before is not shown any more
        pages, serial = self._pages(), self._serial
        foliation = self._bar.foliation()
        self._bar.tell(len(pages) if foliation else 0)
        if not pages or foliation is None:
            self._grid.sheets.preview({}, {})
            return
        pins = dict(self._bar.pins)
        counted = self._from_pin(foliation, pages)
        self._desk.ask(
            lambda w: w.foliating.preview(pages, counted, pins),
            lambda labels: self._show(serial, pages, labels),
            owner=self,
            key="preview",
        )

    def order(self) -> Order | None:
        """Return what is to be written, None when nothing is."""
        pages, foliation = self._pages(), self._bar.foliation()
        if not pages or foliation is None:
            return None
        ids = tuple(page.id for page in pages)
        return ids, self._from_pin(foliation, pages), dict(self._bar.pins)

    def _pages(self) -> tuple[SheetPage, ...]:
        """Return the pages that are to be numbered."""
        if not self._bar.asks:
            return ()
        pages, rows = self._grid.sheets.pages, self._grid.picked_rows()
        meant = tuple(pages[row] for row in rows) if len(rows) > 1 else pages
        if self._bar.start.text().strip():
            return meant
        first = next((at for at, page in enumerate(meant) if page.id in self._bar.pins), None)
        return () if first is None else meant[first:]

    def _from_pin(self, foliation: Foliation, pages: tuple[SheetPage, ...]) -> Foliation:
        """Count from the first label that was typed where no first sheet is named."""
        label = self._bar.pins.get(pages[0].id, "")
        if label and not self._bar.start.text().strip():
            return replace(foliation, start=parse_sheets(label)[0].first)
        return foliation

    def _show(self, serial: int, pages: tuple[SheetPage, ...], labels: tuple[str, ...]) -> None:
        if serial == self._serial:
            found = dict(zip((page.id for page in pages), labels, strict=True))
            self._grid.sheets.preview(found, self._bar.pins)

    def _pin(self, page_id: int, label: str) -> None:
        try:
            self._bar.pin(PageId(page_id), label)
        except ParseError:
            said = self.tr("“%1” is no sheet, such as 12, 12об or 12а.").replace("%1", label)
            self._desk.status.emit(said)
