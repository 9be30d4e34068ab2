"""The table of the log's files: a sign and a word for each state, many files chosen at once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QPoint, QRect, Qt, Signal
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
from archivist.gui.worklog.files_table import ROW, FilesTable, Part

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QKeyEvent, QPainter

    from archivist.gui.widgets.rows import Index
    from archivist.library.values import UnitId
    from archivist.services.visiting import FileRow

_WIDTHS = {
    Part.PLACE: 158,
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
    """Shows files; `opened()` comes by Enter or double click, `picked()` when others are chosen."""

    opened = Signal()
    picked = Signal()

    def __init__(self, state: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.table = FilesTable(self)
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
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for part, width in _WIDTHS.items():
            self.setColumnWidth(part, width)
        header.setSectionResizeMode(Part.TITLE, QHeaderView.ResizeMode.Stretch)
        if (kept := state.value(_STATE)) is not None:
            header.restoreState(kept)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def show_rows(self, rows: tuple[FileRow, ...]) -> None:
        """Show other files; those that are still there stay chosen."""
        kept = set(self.picked_ids())
        at = self.currentIndex().row()
        if not self.table.show_rows(rows):
            return
        chosen = self.selectionModel()
        there = [place for place, unit_id in enumerate(self.table.ids()) if unit_id in kept]
        chosen.select(self._runs(there), chosen.SelectionFlag.Select | chosen.SelectionFlag.Rows)
        if rows:
            place = min(max(at, 0), len(rows) - 1)
            chosen.setCurrentIndex(self.table.index(place, 0), chosen.SelectionFlag.NoUpdate)

    @property
    def picked_count(self) -> int:
        """How many files are chosen."""
        ranges = self.selectionModel().selection()
        return sum(ranges.at(number).height() for number in range(ranges.size()))

    def picked_rows(self) -> tuple[FileRow, ...]:
        """Return the chosen files, in the order of the table."""
        ranges = self.selectionModel().selection()
        spans = [ranges.at(number) for number in range(ranges.size())]
        return self.table.rows_at(
            {row for span in spans for row in range(span.top(), span.bottom() + 1)}
        )

    def picked_ids(self) -> tuple[UnitId, ...]:
        """Return the ids of the chosen files."""
        return tuple(row.unit.id for row in self.picked_rows())

    def _runs(self, places: list[int]) -> QItemSelection:
        """Return rows as a selection, by runs: one by one it takes seconds for thousands."""
        found = QItemSelection()
        for _, run in groupby(enumerate(places), lambda one: one[1] - one[0]):
            rows = [place for _, place in run]
            found.select(self.table.index(rows[0], 0), self.table.index(rows[-1], 0))
        return found

    def keep_columns(self) -> None:
        """Remember widths and order of the columns."""
        self._state.setValue(_STATE, self.horizontalHeader().saveState())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.picked_ids():
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
        self.initStyleOption(option, index)
        part = Part(index.column())
        painter.save()
        draw_ground(painter, option, ring=False)
        area = QRect(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        last = index.data(ROW).last
        if part is Part.STATE and last is not None:
            draw_state(painter, last.state, QPoint(area.left(), area.center().y() - SIGN // 2 + 1))
            area.setLeft(area.left() + SIGN + 6)
        painter.setPen(ink(option, "muted" if part in _GREY else "text"))
        mode = Qt.TextElideMode.ElideMiddle if part is Part.PLACE else Qt.TextElideMode.ElideRight
        draw_text(painter, area, option.text, mode=mode)
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.setPen(theme.colour("focus"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()
