"""Between the grid and one page seen closer: which is on the screen, and what is done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from archivist.gui.sheets.closer import CloserView
from archivist.gui.sheets.easel import Tool

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from archivist.gui.messages import Desk
    from archivist.gui.sheets.easel import Box
    from archivist.gui.sheets.grid import SheetGrid
    from archivist.gui.sheets.work import SheetWork
    from archivist.library.page_shapes import SheetPage
    from archivist.library.values import PageId


class Looking(QObject):
    """Keeps `stack`: the grid, a page seen closer, or `empty` where there are no pages."""

    def __init__(self, desk: Desk, grid: SheetGrid, empty: QWidget, work: SheetWork) -> None:
        super().__init__(grid)
        self._grid, self._empty, self._work = grid, empty, work
        self.closer = CloserView(desk)
        self.stack = QStackedWidget()
        for part in (grid, self.closer, empty):
            self.stack.addWidget(part)
        grid.opened.connect(lambda row: self.look(Tool.LOOK, row))
        self.closer.left.connect(self.show_grid)
        self.closer.stepped.connect(self._step)
        self.closer.split.connect(self._split)
        self.closer.cropped.connect(self._crop)

    @property
    def page(self) -> SheetPage | None:
        """The page that is seen closer, None while the grid is."""
        return self.closer.page if self.stack.currentWidget() is self.closer else None

    def look(self, tool: Tool, row: int = -1) -> None:
        """See the page in a row closer, the current one without it."""
        pages, rows = self._grid.sheets.pages, self._grid.picked_rows()
        if row < 0:
            current = self._grid.currentIndex().row()
            row = current if current in rows or not rows else rows[0]
        if 0 <= row < len(pages) and pages[row].width:
            self.stack.setCurrentWidget(self.closer)
            self.closer.show_page(pages[row], max(1, len(rows)))
            self.closer.use(tool)

    def show_grid(self) -> None:
        """Show all pages."""
        self.stack.setCurrentWidget(self._grid)
        self._grid.setFocus()

    def show_empty(self) -> None:
        """Show that there is nothing."""
        self.stack.setCurrentWidget(self._empty)

    def refresh(self) -> None:
        """Show the grid, or the page that is seen closer as it is now."""
        pages, page = self._grid.sheets.pages, self.page
        row = self._grid.sheets.row_of(page.id) if page else -1
        if not pages:
            self.show_empty()
        elif row >= 0:
            self.closer.show_page(pages[row], len(self._grid.picked_rows()))
        elif page is not None:
            self.show_grid()
        else:
            self.stack.setCurrentWidget(self._grid)

    def _step(self, step: int) -> None:
        row = self._grid.sheets.row_of(self.page.id) + step if self.page else -1
        if 0 <= row < len(self._grid.sheets.pages):
            self._grid.pick([row])
            self.closer.show_page(self._grid.sheets.pages[row], 1)

    def _split(self, at: float, all_of_them: bool) -> None:
        self._work.split(self._meant(all_of_them=all_of_them), at)
        self.show_grid()

    def _crop(self, box: Box, all_of_them: bool) -> None:
        self._work.crop(self._meant(all_of_them=all_of_them), box)
        self.show_grid()

    def _meant(self, *, all_of_them: bool) -> tuple[PageId, ...]:
        if all_of_them:
            return self._grid.picked_ids()
        return (self.page.id,) if self.page else ()
