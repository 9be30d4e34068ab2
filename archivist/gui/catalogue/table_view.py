"""The table of sources on the screen: how rows are drawn, and what keys and mouse do."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QHoverEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.models.source_table import ROW_ROLE, SORTS, Column, Index, SourceTable
from archivist.gui.widgets.rows import RowDelegate, draw_ground, draw_text, ink
from archivist.gui.widgets.tags import draw_dot
from archivist.library.catalogue_query import SortBy, SourceQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent

    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId
    from archivist.services.cataloguing import SourceRow

_WIDTHS = {
    Column.REFERENCE: 216,
    Column.DATE: 94,
    Column.GROUP: 144,
    Column.KIND: 136,
    Column.LANGUAGE: 96,
    Column.PAGES: 56,
    Column.TAGS: 46,
    Column.STATE: 64,
}
_WIDE = {Column.PAGES: 760, Column.GROUP: 840, Column.KIND: 980, Column.LANGUAGE: 1100}
"""The columns that are shown at first only when the table is at least so wide."""

_REFERENCE_MOST = 312
"""A reference takes half of what the other columns leave to it and the title, but not more."""

_STATE = "library/columns"
_PAD = 8


class SourceView(QTableView):
    """Shows the table; typing a letter in it comes out as `typed(str)`.

    `opened(int)` comes for a source by Enter or double click, `picked()` when the selection
    changed, `painted()` after the first rows were drawn.
    """

    typed = Signal(str)
    opened = Signal(int)
    picked = Signal()
    painted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = SourceTable(desk, self)
        self._state = desk.preferences.state
        self._kept: tuple[tuple[SourceId, ...], SourceId | None] = ((), None)
        self._drawn = self._unkept = False
        self.hovered = -1
        self.setModel(self.table)
        self.setItemDelegate(_RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Sources"))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW)
        self._dress_header()
        self.table.modelAboutToBeReset.connect(self._keep)
        self.table.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.doubleClicked.connect(self._open)

    # -- what the room does with it

    def picked_ids(self) -> tuple[SourceId, ...]:
        """Return the selected sources, in the order of the table."""
        # by ranges: Qt's selectedRows() asks the model about each cell, seconds for 50,000 rows
        ranges = self.selectionModel().selection()
        spans = [ranges.at(number) for number in range(ranges.size())]
        return self.table.ids_at(
            {row for span in spans for row in range(span.top(), span.bottom() + 1)}
        )

    def pick(self, source_id: int) -> bool:
        """Select one source and bring it into sight; tell whether it is in the table."""
        row = self.table.row_of(source_id)
        if row >= 0:
            self.pick_row(row)
        return row >= 0

    def pick_row(self, row: int) -> None:
        """Select one row and bring it into sight, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.table.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keep_columns(self) -> None:
        """Remember widths, order and visibility of the columns."""
        self._state.setValue(_STATE, self.horizontalHeader().saveState())

    def sorted_query(self, query: SourceQuery) -> SourceQuery:
        """Return a query in the order that the header shows."""
        column, order = self._sorted
        by = SORTS[Column(column)] if column >= 0 else SortBy.ADDED
        return replace(query, sort=by, descending=order == Qt.SortOrder.DescendingOrder)

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return a menu in which columns are shown and hidden."""
        menu = QMenu(self.tr("Columns"), parent)
        for column in Column:
            if column is not Column.TITLE:
                menu.addAction(self._column_action(column, menu))
        menu.addSeparator()
        newest = menu.addAction(self.tr("Newest first"))
        newest.triggered.connect(self._sort_newest)
        return menu

    # -- what Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; begin to filter with what is typed."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find by the filter line instead, which finds in all sources."""
        if search.strip():
            self.typed.emit(search)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the columns that there is room for, unless the user's own are known."""
        super().showEvent(event)
        if self._unkept:
            self._unkept = False
            for column, width in _WIDE.items():
                self.horizontalHeader().setSectionHidden(column, self.width() < width)
            header = self.horizontalHeader()
            taken = (header.sectionSize(column) for column in _WIDTHS if column != Column.REFERENCE)
            half = (self.width() - sum(taken)) // 2  # a hidden column takes nothing
            least = _WIDTHS[Column.REFERENCE]
            header.resizeSection(Column.REFERENCE, max(least, min(_REFERENCE_MOST, half)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, and say so when the first rows are on the screen."""
        here = self.viewport().mapFromGlobal(self.cursor().pos())
        self.hovered = self.rowAt(here.y()) if self.underMouse() else -1
        super().paintEvent(event)
        rows = self.table.rowCount()
        ready = self.table.answered and (
            not rows or self.table.index(0, 0).data(ROW_ROLE) is not None
        )
        if ready and not self._drawn:
            self._drawn = True
            self.painted.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice which row the mouse is over; a row is one thing here, not a line of cells."""
        if event.type() in {QEvent.Type.HoverMove, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            row = -1
            if isinstance(event, QHoverEvent) and event.type() != QEvent.Type.HoverLeave:
                row = self.rowAt(int(event.position().y()))
            if row != self.hovered:
                self.viewport().update()
        return super().viewportEvent(event)

    # -- inside

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.table.id_at(index.row()))

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        # A selection of its own, always empty: when it draws itself the header would ask the model
        # of every row whether whole columns are selected.
        header.setSelectionModel(QItemSelectionModel(self.table, header))
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(40)
        header.setFixedHeight(theme.ROW)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns)
        kept = self._state.value(_STATE)
        if not kept or not header.restoreState(kept):
            for column, width in _WIDTHS.items():
                header.resizeSection(column, width)
            for column in _WIDE:
                header.setSectionHidden(column, True)
            self._unkept = True
            header.setSortIndicator(Column.TITLE, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sortIndicatorChanged.connect(self._sort)
        self._sorted = (header.sortIndicatorSection(), header.sortIndicatorOrder())

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if column >= 0 and column not in SORTS:
            header = self.horizontalHeader()
            header.blockSignals(True)
            header.setSortIndicator(*self._sorted)
            header.blockSignals(False)
            header.viewport().update()
            return
        self._sorted = (column, order)
        self.table.ask(self.sorted_query(self.table.query))

    def _sort_newest(self) -> None:
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)

    def _column_action(self, column: Column, menu: QMenu) -> QAction:
        header = self.horizontalHeader()
        name = self.table.headerData(column, Qt.Orientation.Horizontal)
        action = QAction(name, menu, checkable=True, checked=not header.isSectionHidden(column))
        show: Callable[[bool], None] = lambda on: header.setSectionHidden(column, not on)  # noqa: E731 - one line is clearer
        action.toggled.connect(show)
        return action

    def _show_columns(self, where: QPoint) -> None:
        self.column_menu(self).popup(self.horizontalHeader().mapToGlobal(where))

    def _keep(self) -> None:
        current = self.currentIndex()
        at = self.table.id_at(current.row()) if current.isValid() else None
        self._kept = (self.picked_ids(), at)

    def _restore(self) -> None:
        """Select again what was selected before the rows changed."""
        picked, at = self._kept
        selection = self._selection(self.table.rows_of(picked))
        model = self.selectionModel()
        row = self.table.row_of(at) if at is not None else -1
        if row >= 0:
            self.selectionModel().setCurrentIndex(
                self.table.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.scrollTo(self.table.index(row, 0))
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if picked and not selection:
            self.picked.emit()

    def _selection(self, rows: Sequence[int]) -> QItemSelection:
        """Select rows, those that follow one another as one range: Qt is slow with many."""
        selection = QItemSelection()
        last = len(Column) - 1
        # each row less its number among them is the same along a range
        for _, numbered in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            span = [row for _, row in numbered]
            selection.select(self.table.index(span[0], 0), self.table.index(span[-1], last))
        return selection


class _RowDelegate(RowDelegate):
    """Draws the cells of a source."""

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        if index.row() == self._view.hovered:
            option.state |= QStyle.StateFlag.State_MouseOver
        else:
            option.state &= ~QStyle.StateFlag.State_MouseOver
        draw_ground(painter, option, ring=False)
        row: SourceRow | None = index.data(ROW_ROLE)
        area = QRect(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        if row is None:
            self._skeleton(painter, area, index.column())
        elif index.column() == Column.TAGS:
            self._tags(painter, area, row)
        elif index.column() == Column.STATE:
            self._state(painter, option, area, row)
        else:
            self._text(painter, option, area, index, row)
        painter.restore()
        self._ring(painter, option, index)

    def _ring(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Mark the row that the keyboard is at by a line at its left edge."""
        at_row = self._view.currentIndex().row() == index.row()
        first = self._view.horizontalHeader().visualIndex(index.column()) == 0
        if at_row and first and self._view.hasFocus():
            mark = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(mark, theme.colour("focus"))

    def _skeleton(self, painter: QPainter, area: QRect, column: int) -> None:
        if column < Column.PAGES:
            width = int(area.width() * (0.4 + 0.1 * (area.top() // theme.ROW % 5)))
            bar = QRect(area.left(), area.center().y() - 4, width, 8)
            painter.fillRect(bar, theme.colour("hover"))

    def _text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        index: Index,
        row: SourceRow,
    ) -> None:
        title = index.column() == Column.TITLE
        if title and row.unread:
            font = painter.font()
            font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
        text = index.data() or ""
        named = bool(text) or not title
        painter.setPen(ink(option, "text" if title and named else "muted"))
        middle = index.column() == Column.REFERENCE
        mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        shown = text if named else row.label or self._view.tr("Untitled")
        draw_text(painter, area, shown, mode=mode, right=index.column() == Column.PAGES)

    def _tags(self, painter: QPainter, area: QRect, row: SourceRow) -> None:
        most = max(1, area.width() // 11)
        for at, tag in enumerate(row.tags[:most]):
            draw_dot(painter, tag.color, area.left() + at * 11, area.center().y() - 3)

    def _state(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: SourceRow
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        states = (
            (row.unreadable, "warning", "error"),
            (row.no_text and not row.unreadable, "no-text", "muted"),
            (row.doubtful > 0, "doubtful", "notice"),
            (row.annotated, "annotated", "muted"),
            (row.checked, "checked", "good"),
        )
        shown = [(name, tint) for holds, name, tint in states if holds]
        for at, (name, tint) in enumerate(shown):
            where = QRect(area.left() + at * 19, area.center().y() - 7, 16, 16)
            theme.icon(name, "selection_text" if selected else tint).paint(painter, where)
