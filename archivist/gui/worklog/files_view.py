"""The table of the log's files: a sign and a word for each state, many files chosen at once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.models.work_states import SIGN, draw_state
from archivist.gui.widgets.rows import RowDelegate, draw_ground, draw_text, ink
from archivist.gui.worklog.files_table import ORDERS, ROW, FilesTable, Part

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from archivist.gui.messages import Desk
    from archivist.gui.widgets.rows import Index
    from archivist.library.archive_work import WorkOrder
    from archivist.library.values import UnitId
    from archivist.services.visiting import FileRow

_WIDTHS = {
    Part.PLACE: 204,
    Part.NUMBER: 58,
    Part.DATES: 96,
    Part.EXTENT: 62,
    Part.STATE: 132,
    Part.DAY: 94,
    Part.NOTE: 84,
    Part.LIMITS: 72,
}
_GREY = frozenset({Part.PLACE, Part.DATES, Part.EXTENT, Part.DAY, Part.LIMITS})
_PAD = 8
_STATE = "worklog/columns"


class FilesView(QTableView):
    """Shows files; `opened()` comes by Enter or double click, `picked()` when others are chosen.

    `typed(str)` comes for a letter that is typed, `sorted()` when another order is wanted.
    """

    opened = Signal()
    picked = Signal()
    typed = Signal(str)
    sorted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = desk.preferences.state
        self._kept: tuple[tuple[UnitId, ...], int] = ((), 0)
        self.table = FilesTable(desk, self)
        self.setModel(self.table)
        self.setItemDelegate(_FileDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Files of the archive log"))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW)
        self._dress_header()
        self.table.modelAboutToBeReset.connect(self._keep)
        self.table.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @property
    def order(self) -> tuple[WorkOrder, bool]:
        """By what the header sorts, and whether backwards."""
        column, way = self._sorted
        return ORDERS[Part(column)], way == Qt.SortOrder.DescendingOrder

    @property
    def picked_count(self) -> int:
        """How many files are chosen."""
        return sum(map(len, self._spans()))

    def picked_ids(self) -> tuple[UnitId, ...]:
        """Return the chosen files, in the order of the table."""
        return self.table.ids_at(self._spans())

    def _spans(self) -> list[range]:
        # by ranges: Qt's selectedRows() asks the model about each cell, seconds for 50,000 rows
        ranges = self.selectionModel().selection()
        spans = (ranges.at(number) for number in range(ranges.size()))
        return [range(span.top(), span.bottom() + 1) for span in spans]

    def _keep(self) -> None:
        self._kept = (self.picked_ids(), self.currentIndex().row())

    def _restore(self) -> None:
        """Choose again what was chosen before other files came."""
        (picked, at), rows = self._kept, self.table.rowCount()
        model = self.selectionModel()
        if rows:
            current = self.table.index(min(max(at, 0), rows - 1), 0)
            model.setCurrentIndex(current, model.SelectionFlag.NoUpdate)
        there = self._runs(self.table.rows_of(picked))
        model.select(there, model.SelectionFlag.ClearAndSelect)

    def _runs(self, places: list[int]) -> QItemSelection:
        """Return rows as a selection, by runs: one by one it takes seconds for thousands."""
        found = QItemSelection()
        for _, run in groupby(enumerate(places), lambda one: one[1] - one[0]):
            rows = [place for _, place in run]
            last = self.table.index(rows[-1], len(Part) - 1)
            found.select(self.table.index(rows[0], 0), last)
        return found

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        # A selection of its own, always empty: when it draws itself the header would ask the model
        # of every row whether whole columns are selected.
        header.setSelectionModel(QItemSelectionModel(self.table, header))
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for part, width in _WIDTHS.items():
            self.setColumnWidth(part, width)
        header.setSortIndicator(Part.PLACE, Qt.SortOrder.AscendingOrder)
        if (kept := self._state.value(_STATE)) is not None:
            header.restoreState(kept)
        header.setSectionResizeMode(Part.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        if header.sortIndicatorSection() not in ORDERS:
            header.setSortIndicator(Part.PLACE, Qt.SortOrder.AscendingOrder)
        self._sorted = (header.sortIndicatorSection(), header.sortIndicatorOrder())
        header.sortIndicatorChanged.connect(self._sort)

    def _sort(self, column: int, way: Qt.SortOrder) -> None:
        if column in ORDERS:
            self._sorted = (column, way)
            self.sorted.emit()
            return
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(*self._sorted)
        header.blockSignals(False)
        header.viewport().update()

    def keep_columns(self) -> None:
        """Remember widths and order of the columns."""
        self._state.setValue(_STATE, self.horizontalHeader().saveState())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.picked_count:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find by the filter line instead: Qt would fetch row after row."""
        if search.strip():
            self.typed.emit(search)


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
