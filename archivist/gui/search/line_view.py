"""The lines of a concordance on the screen: the words below each other in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.search.line_table import LINE, ORDERS, Head, LineTable, Part
from archivist.gui.widgets.rows import Index, RowDelegate, draw_ground, draw_text, ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from archivist.services.searching import Line, LineOrder

_PAD = 4
_DATE = 12 * theme.GRID
_PLACE = 28 * theme.GRID
_WORD = (9 * theme.GRID, 24 * theme.GRID)
"""How wide the words in the middle stand at least, and at most."""

_LONGEST = 20
"""Of so many longest words the widest is taken for the width of the column."""


class LineView(QTableView):
    """Shows lines; `opened(Line)` comes for one by Enter or double click, `sorted()` by a click."""

    opened = Signal(object)
    sorted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = LineTable(self)
        self.setModel(self.table)
        self.setItemDelegate(_LineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Lines"))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW)
        self._dress_header()
        self.doubleClicked.connect(self._open)

    @property
    def order(self) -> tuple[LineOrder, bool]:
        """The order that the header shows, and whether it is turned round."""
        header = self.horizontalHeader()
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return ORDERS[Part(header.sortIndicatorSection())], down

    @property
    def line(self) -> Line | None:
        """The current line."""
        row = self.currentIndex().data(LINE) if self.currentIndex().isValid() else None
        return None if isinstance(row, Head) else row

    def show_rows(self, rows: Sequence[Line | Head]) -> None:
        """Show other rows, with the first line as the current one."""
        self.clearSpans()
        self.table.show_rows(rows)
        for at in self.table.heads():
            self.setSpan(at, 0, 1, len(Part))
        self._fit_words(rows)
        self.scrollToTop()
        self.walk(1)

    def walk(self, way: int) -> None:
        """Go to the next line (1) or the one before (-1)."""
        at = self.currentIndex().row() + way if self.currentIndex().isValid() else 0
        rows = self.table.rows
        while 0 <= at < len(rows) and isinstance(rows[at], Head):
            at += way
        if 0 <= at < len(rows):
            flags = QItemSelectionModel.SelectionFlag
            index = self.table.index(at, 0)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(LINE) if index.isValid() else None
        if row is not None and not isinstance(row, Head):
            self.opened.emit(row)

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        # always empty, or the header asks every row whether whole columns are selected
        header.setSelectionModel(QItemSelectionModel(self.table, header))
        header.setHighlightSections(False)
        header.setFixedHeight(theme.ROW)
        header.setMinimumSectionSize(5 * theme.GRID)
        for part in (Part.LEFT, Part.RIGHT):
            header.setSectionResizeMode(part, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(Part.WORD, _WORD[0])
        header.resizeSection(Part.DATE, _DATE)
        header.resizeSection(Part.PLACE, _PLACE)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(Part.PLACE, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(lambda *_: self.sorted.emit())

    def _fit_words(self, rows: Sequence[Line | Head]) -> None:
        """Make the column in the middle as wide as the widest of the longest words."""
        words = {row.word for row in rows if not isinstance(row, Head)}
        longest = sorted(words, key=len)[-_LONGEST:]
        metrics = QFontMetrics(_bold(self.font()))
        widest = max((metrics.horizontalAdvance(word) for word in longest), default=0)
        wide = min(max(widest + 4 * _PAD, _WORD[0]), _WORD[1])
        self.horizontalHeader().resizeSection(Part.WORD, wide)


class _LineDelegate(RowDelegate):
    """Draws the cells of a line, and the heads of groups."""

    def __init__(self, view: LineView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        row = index.data(LINE)
        painter.save()
        painter.setFont(option.font)
        if isinstance(row, Head):
            self._paint_head(painter, option, row)
        else:
            draw_ground(painter, option, ring=False)
            self._paint_cell(painter, option, Part(index.column()), index.data())
            at_row = self._view.currentIndex().row() == index.row()
            if at_row and index.column() == Part.LEFT and self._view.hasFocus():
                mark = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
                painter.fillRect(mark, theme.colour("focus"))
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, part: Part, text: str
    ) -> None:
        area = QRect(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        elide = Qt.TextElideMode.ElideRight
        if part is Part.LEFT:
            painter.setPen(ink(option, "text"))
            draw_text(painter, area, text.strip(), mode=Qt.TextElideMode.ElideLeft, right=True)
        elif part is Part.WORD:
            painter.setFont(_bold(painter.font()))
            painter.setPen(ink(option, "accent"))
            shown = painter.fontMetrics().elidedText(text, elide, area.width())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), shown)
        elif part is Part.RIGHT:
            painter.setPen(ink(option, "text"))
            draw_text(painter, area, text.strip())
        else:
            painter.setPen(ink(option, "muted"))
            middle = Qt.TextElideMode.ElideMiddle
            draw_text(painter, area, text, mode=middle if part is Part.PLACE else elide)

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, head: Head) -> None:
        painter.fillRect(option.rect, theme.colour("chip"))
        area = QRect(option.rect).adjusted(2 * theme.GRID, 0, -2 * theme.GRID, 0)
        painter.setPen(theme.colour("chip_text"))
        counted = head.frequency
        rate = self._view.locale().toString(counted.per_thousand, "f", 2)
        times = self.tr("%Ln time(s), %1 per 1,000 words", "", counted.occurrences)
        painter.setFont(_bold(painter.font()))
        name = counted.name or self.tr("Without any")
        draw_text(painter, area, name)
        left = area.left() + painter.fontMetrics().horizontalAdvance(name) + 2 * theme.GRID
        painter.setFont(option.font)
        beside = QRect(left, area.top(), area.right() - left, area.height())
        draw_text(painter, beside, times.replace("%1", rate))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
