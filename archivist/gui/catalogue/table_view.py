"""The table of sources on the screen: how rows are drawn, and what keys and mouse do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QHoverEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyle, QStyleOptionViewItem, QWidget

from archivist.gui import theme
from archivist.gui.models.paged_view import Columns, PagedView
from archivist.gui.models.source_table import ROW_ROLE, SORTS, Column, SourceTable
from archivist.gui.widgets.rows import Index, RowDelegate, draw_ground, draw_text, ink
from archivist.gui.widgets.tags import draw_dot
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from archivist.gui.messages import Desk
    from archivist.services.cataloguing import SourceRow

_NEWEST = -1
"""No column: the order in which sources were added."""

_COLUMNS = Columns(
    stretched=Column.TITLE,
    first=Column.TITLE,
    widths={
        Column.REFERENCE: 216,
        Column.DATE: 94,
        Column.GROUP: 144,
        Column.KIND: 136,
        Column.LANGUAGE: 96,
        Column.PAGES: 56,
        Column.TAGS: 46,
        Column.STATE: 64,
    },
    wide={Column.PAGES: 760, Column.GROUP: 840, Column.KIND: 980, Column.LANGUAGE: 1100},
    sortable=frozenset({_NEWEST, *SORTS}),
    kept="library/columns",
)
_REFERENCE_MOST = 312
"""A reference takes half of what the other columns leave to it and the title, but not more."""

_PAD = 8


class SourceView(PagedView[SourceId]):
    """Shows the table.

    `opened(int)` comes for a source by Enter or double click, `painted()` after the first rows were
    drawn.
    """

    opened = Signal(int)
    painted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.table = SourceTable(desk)
        super().__init__(self.table, _COLUMNS, desk.preferences.state, parent)
        self._drawn = False
        self.hovered = -1
        self.setItemDelegate(_RowDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Sources"))
        self.sorted.connect(lambda: self.table.ask(self.sorted_query(self.table.query)))
        self.doubleClicked.connect(self._open)

    # -- what the room does with it

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

    def sorted_query(self, query: SourceQuery) -> SourceQuery:
        """Return a query in the order that the header shows."""
        column, descending = self.order
        by = SortBy.ADDED if column == _NEWEST else SORTS[Column(column)]
        return replace(query, sort=by, descending=descending)

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return a menu in which columns are shown and hidden, and the newest put first."""
        menu = super().column_menu(parent)
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

    def _fit_columns(self) -> None:
        super()._fit_columns()
        header, widths = self.horizontalHeader(), _COLUMNS.widths
        taken = (header.sectionSize(column) for column in widths if column != Column.REFERENCE)
        half = (self.width() - sum(taken)) // 2  # a hidden column takes nothing
        least = widths[Column.REFERENCE]
        header.resizeSection(Column.REFERENCE, max(least, min(_REFERENCE_MOST, half)))

    def _sort_newest(self) -> None:
        self.horizontalHeader().setSortIndicator(_NEWEST, Qt.SortOrder.DescendingOrder)


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
