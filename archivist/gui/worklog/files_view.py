"""The table of the log's files: a sign and a word for each state, many files chosen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal

from archivist.gui import theme
from archivist.gui.models.paged_view import Columns, PagedView
from archivist.gui.models.work_states import SIGN, draw_state
from archivist.gui.widgets.rows import RowDelegate, draw_ground, draw_text, ink
from archivist.gui.worklog.files_table import ORDERS, ROW, FilesTable, Part
from archivist.library.values import UnitId

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from archivist.gui.messages import Desk
    from archivist.gui.widgets.rows import Index
    from archivist.library.archive_work import WorkOrder
    from archivist.services.visiting import FileRow

_COLUMNS = Columns(
    stretched=Part.TITLE,
    first=Part.PLACE,
    widths={
        Part.PLACE: 168,
        Part.NUMBER: 58,
        Part.DATES: 92,
        Part.EXTENT: 62,
        Part.STATE: 128,
        Part.DAY: 94,
        Part.NOTE: 96,
        Part.LIMITS: 96,
    },
    wide={Part.LIMITS: 1000},
    sortable=frozenset(ORDERS),
    kept="worklog/columns",
)
_GREY = frozenset({Part.PLACE, Part.DATES, Part.EXTENT, Part.DAY, Part.LIMITS})
_PAD = 8


class FilesView(PagedView[UnitId]):
    """Shows files; `opened()` comes by Enter or double click."""

    opened = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.table = FilesTable(desk)
        super().__init__(self.table, _COLUMNS, desk.preferences.state, parent)
        self.setItemDelegate(_FileDelegate(self))
        self.setAccessibleName(self.tr("Files of the archive log"))
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @property
    def work_order(self) -> tuple[WorkOrder, bool]:
        """By what the header sorts, and whether backwards."""
        column, backwards = self.order
        return ORDERS[Part(column)], backwards

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.picked_count:
            self.opened.emit()
            return
        super().keyPressEvent(event)


class _FileDelegate(RowDelegate):
    """Draws a cell."""

    def __init__(self, view: FilesView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        part = Part(index.column())
        painter.save()
        draw_ground(painter, option, ring=False)
        area = QRect(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        row: FileRow | None = index.data(ROW)
        if row is None:
            self._skeleton(painter, area, part)
        else:
            self._text(painter, option, area, index, row)
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.setPen(theme.colour("focus"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _skeleton(self, painter: QPainter, area: QRect, part: Part) -> None:
        if part <= Part.DATES:
            bar = QRect(area.left(), area.center().y() - 4, area.width() * 3 // 5, 8)
            painter.fillRect(bar, theme.colour("hover"))

    def _text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        index: Index,
        row: FileRow,
    ) -> None:
        part, last = Part(index.column()), row.last
        if part is Part.STATE and last is not None:
            draw_state(painter, last.state, QPoint(area.left(), area.center().y() - SIGN // 2 + 1))
            area.setLeft(area.left() + SIGN + 6)
        painter.setPen(ink(option, "muted" if part in _GREY else "text"))
        mode = Qt.TextElideMode.ElideMiddle if part is Part.PLACE else Qt.TextElideMode.ElideRight
        if text := index.data():
            draw_text(painter, area, text, mode=mode)
