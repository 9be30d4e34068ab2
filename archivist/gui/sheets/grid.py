"""The grid of pages: selected by mouse and keys, reordered by dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from archivist.gui import theme
from archivist.gui.page_pictures import Thumbnails
from archivist.gui.sheets.cell_view import CELL_SIZE, SIDE, CellDelegate
from archivist.gui.sheets.cells import PAGES_MIME, SheetModel, halves

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
    )

    from archivist.gui.messages import Desk
    from archivist.library.page_shapes import SheetPage
    from archivist.library.values import PageId

_SEEN = 150
"""How many cells a large screen shows."""


class SheetGrid(QListView):
    """Shows the pages.

    Signals:
        picked(): the selection changed.
        opened(int): the page in this row is to be seen closer.
        moved(tuple[PageId, ...], int): pages are to lie before the page in this row.
        left(): Escape was pressed.
    """

    picked = Signal()
    opened = Signal(int)
    moved = Signal(object, int)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ratio = self.devicePixelRatioF()
        self.thumbnails = Thumbnails(desk, round(SIDE * ratio), self, waiting=_SEEN)
        self.sheets = SheetModel(self.thumbnails, self)
        self._drop_at = -1
        self.setModel(self.sheets)
        self.setItemDelegate(CellDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL_SIZE)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Pages"))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.thumbnails.begin()

    # -- what is selected

    def picked_rows(self) -> list[int]:
        """Return the selected rows, in order."""
        ranges = self.selectionModel().selection()
        spans = [ranges.at(number) for number in range(ranges.size())]
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def picked_ids(self) -> tuple[PageId, ...]:
        """Return the selected pages, in order."""
        return self.sheets.ids_at(self.picked_rows())

    def pick(self, rows: Iterable[int], *, reveal: bool = True) -> None:
        """Select these rows alone; the first becomes the current one."""
        wanted = sorted({row for row in rows if 0 <= row < self.sheets.rowCount()})
        chosen = QItemSelection()
        start = 0
        for place, row in enumerate(wanted, 1):
            if place == len(wanted) or wanted[place] != row + 1:
                first, last = self.sheets.index(wanted[start]), self.sheets.index(row)
                chosen.select(first, last)
                start = place
        flags = QItemSelectionModel.SelectionFlag
        if wanted:
            current = self.sheets.index(wanted[0])
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if wanted and reveal:
            self.scrollTo(self.sheets.index(wanted[0]))

    def show_pages(self, pages: tuple[SheetPage, ...], flawed: frozenset[int]) -> None:
        """Show pages; what is selected stays so, wherever it lies now, and its new halves too."""
        picked, at = self.picked_ids(), self.verticalScrollBar().value()
        known = {page.id for page in self.sheets.pages}
        current = self.currentIndex().row()
        here = self.sheets.pages[current].id if 0 <= current < len(self.sheets.pages) else None
        self.sheets.show(pages, flawed)
        rows = self._stay(set(picked), known)
        if rows != self.picked_rows():
            self.pick(rows, reveal=False)
        row = self.sheets.row_of(here) if here is not None else -1
        if row >= 0 and row != self.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.sheets.index(row), flags.NoUpdate)
        self.verticalScrollBar().setValue(at)

    def type_label(self) -> None:
        """Let the label of the current page be typed."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    # -- what Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look closer with Space and Enter, leave with Escape."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # Enter ends the typing of a label
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the selected pages, under a picture that says how many."""
        rows = self.picked_rows()
        if not rows:
            return
        drag = QDrag(self)
        drag.setMimeData(self.sheets.mimeData([self.sheets.index(row) for row in rows]))
        drag.setPixmap(_bundle(self.tr("%n page(s)", "", len(rows)), self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-theme.GRID, -theme.GRID))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pages of this grid."""
        if self._dragged(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where pages would fall."""
        if not self._dragged(event):
            event.ignore()
            return
        super().dragMoveEvent(event)  # scrolls at the edges
        self._show_drop(self.place_at(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no more where pages would fall."""
        super().dragLeaveEvent(event)
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let pages fall here."""
        ids = self._dragged(event)
        self._show_drop(-1)
        if ids:
            event.setDropAction(Qt.DropAction.CopyAction)  # nothing is to be removed by Qt
            event.accept()
            self.stopAutoScroll()
            self.moved.emit(ids, self.place_at(event.position().toPoint()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages, and where dragged ones would fall."""
        super().paintEvent(event)
        if self._drop_at >= 0:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.colour("accent"), 3))
            row = min(self._drop_at, self.sheets.rowCount() - 1)
            cell = self.visualRect(self.sheets.index(row))
            x = cell.left() if row == self._drop_at else cell.right()
            painter.drawLine(max(2, x), cell.top() + 4, max(2, x), cell.bottom() - 4)
            painter.end()

    # -- inside

    def place_at(self, point: QPoint) -> int:
        """Return before which row something falls that is dropped at a point."""
        wide, high = CELL_SIZE.width(), CELL_SIZE.height()
        columns = max(1, self.viewport().width() // wide)
        column = min(columns, round(point.x() / wide))
        row = max(0, point.y() + self.verticalOffset()) // high
        return min(self.sheets.rowCount(), row * columns + column)

    def _stay(self, picked: set[PageId], known: set[PageId]) -> list[int]:
        """Return the rows of pages that were selected, and of what was split off them."""
        rows: list[int] = []
        for row, page in enumerate(self.sheets.pages):
            split_off = page.id not in known and rows[-1:] == [row - 1] and bool(known)
            if page.id in picked or (split_off and halves(self.sheets.pages[row - 1], page)):
                rows.append(row)
        return rows

    def _dragged(self, event: QDropEvent) -> tuple[PageId, ...]:
        """Return the pages of this grid that are dragged, () for anything else."""
        written = bytes(event.mimeData().data(PAGES_MIME).data()).split()
        rows = [self.sheets.row_of(int(one)) for one in written if one.isdigit()]
        return self.sheets.ids_at(rows) if rows and min(rows) >= 0 else ()

    def _show_drop(self, place: int) -> None:
        if place != self._drop_at:
            self._drop_at = place
            self.viewport().update()


def _bundle(words: str, ratio: float) -> QPixmap:
    """Draw what hangs on the pointer while pages are dragged."""
    font = theme.small_font(0)

    wide = QFontMetrics(font).horizontalAdvance(words) + 3 * theme.GRID
    picture = QPixmap(round(wide * ratio), round(theme.ROW * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(0, 0, wide, theme.ROW, theme.RADIUS, theme.RADIUS)
    painter.setFont(font)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(0, 0, wide, theme.ROW, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return picture
