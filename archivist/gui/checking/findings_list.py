"""The view of findings: a heading for each kind, one sentence for each finding, and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.checking.rows import FindingModel, FindingRow
from archivist.gui.checking.words import TINTS, as_text
from archivist.gui.widgets.rows import Index, draw_ground, draw_text, ink
from archivist.gui.widgets.wrapped_list import ROW, WrappedList

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from archivist.gui.checking.told import Told

_EDGE = theme.GRID + theme.GRID // 2
_ICON = 16
_LEFT = _EDGE + _ICON + theme.GRID
_GAP = theme.GRID // 2


class _FindingDelegate(QStyledItemDelegate):
    """Draws a heading, or a sentence in as many lines as it takes and its place below it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[str, bool, int], int] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of all lines at the width of the view."""
        row: FindingRow = index.data(ROW)
        width = self._view.viewport().width()
        if row.told is None:
            return QSize(width, theme.ROW + _GAP)
        key = (row.text, bool(row.place), width)
        if key not in self._heights:
            text, height = _lines(row.text, self._view.font(), width - _LEFT - _EDGE)
            del text
            below = QFontMetrics(theme.small_font()).height() if row.place else 0
            self._heights[key] = height + below + 2 * _GAP
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row: FindingRow = index.data(ROW)
        painter.save()
        draw_ground(painter, option)
        area: QRect = QRect(option.rect).adjusted(_LEFT, _GAP, -_EDGE, -_GAP)
        if row.told is None:
            self._heading(painter, option, area, row)
        else:
            text, height = _lines(row.text, self._view.font(), area.width())
            painter.setPen(ink(option))
            text.draw(painter, QPointF(area.topLeft()))
            painter.setFont(theme.small_font())
            painter.setPen(ink(option, "muted"))
            draw_text(painter, area.adjusted(0, height, 0, 0), row.place)
        painter.restore()

    def _heading(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: FindingRow
    ) -> None:
        area = area.adjusted(0, _GAP, 0, 0)
        icon, tint = TINTS[row.severity]
        where = QRect(option.rect.left() + _EDGE, area.center().y() - _ICON // 2, _ICON, _ICON)
        theme.icon(icon, tint).paint(painter, where)
        font = QFont(theme.small_font())
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        count = self._view.locale().toString(row.count)
        draw_text(painter, area, count, right=True)
        room = painter.fontMetrics().horizontalAdvance(count) + theme.GRID
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if row.severity == "note" else tint))
        draw_text(painter, area.adjusted(0, 0, -room, 0), row.text)


def _lines(text: str, font: QFont, width: int) -> tuple[QTextLayout, int]:
    """Set a text in lines of a width; return it with its height."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(5 * theme.GRID, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, round(height + 0.5)


class FindingsList(WrappedList):
    """Lists findings; Enter or a click goes to one, Ctrl+C copies it.

    Signals:
        wanted(Told): its place is to be shown.
        stepped(Told): it was come to by `step`, and its place is to be shown if that is near.
        sources_wanted(Told): the sources that it is about are to be shown.
    """

    wanted = Signal(object)
    stepped = Signal(object)
    sources_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Findings"))
        self.rows = FindingModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_FindingDelegate(self))
        self.customContextMenuRequested.connect(self._offer_menu)

    @property
    def current(self) -> Told | None:
        """The finding that is chosen."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].told if index.isValid() else None

    def show_rows(self, rows: tuple[FindingRow, ...]) -> None:
        """Show rows; where the chosen one was mended, the one before its place is chosen."""
        if rows == self.rows.rows:
            return
        scrolled, was = self.verticalScrollBar().value(), self.currentIndex().row()
        chosen = self.current
        self.rows.show(rows)
        if chosen is not None:
            same = (
                place
                for place, row in enumerate(rows)
                if row.told is not None and row.told.same == chosen.same
            )
            place = next(same, None)
            if place is not None:
                self._choose(place)
            elif 0 < was <= len(rows):
                index = self.rows.index(was - 1)
                self.selectionModel().setCurrentIndex(
                    index, QItemSelectionModel.SelectionFlag.NoUpdate
                )
        self.verticalScrollBar().setValue(scrolled)

    def take_focus(self) -> None:
        """Put the keyboard here, on the first finding if none is chosen."""
        self.setFocus()
        if self.current is None:
            found = (place for place, row in enumerate(self.rows.rows) if row.told is not None)
            self._choose(next(found))

    def step(self, by: int) -> None:
        """Go to the next finding (1) or the one before (-1), round the ends of the list."""
        places = [place for place, row in enumerate(self.rows.rows) if row.told is not None]
        if not places:
            return
        at = self.currentIndex().row()
        ahead = [place for place in places if (place > at if by > 0 else place < at)]
        order = ahead or places
        self._choose(order[0 if by > 0 else -1])
        self.stepped.emit(self.current)

    def open(self, index: Index) -> None:
        """Go to the finding of a row."""
        told = self.rows.rows[index.row()].told if index.isValid() else None
        if told is not None:
            self.wanted.emit(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the finding on Enter; copy it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the finding that is clicked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.open(self.indexAt(event.position().toPoint()))

    def _choose(self, place: int) -> None:
        index = self.rows.index(place)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def _copy(self) -> None:
        index = self.currentIndex()
        if self.current is not None:
            QGuiApplication.clipboard().setText(as_text([self.rows.rows[index.row()]])[2:])

    def _offer_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        row = self.rows.rows[index.row()] if index.isValid() else None
        if row is None or row.told is None:
            return
        told = row.told
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Go there")).triggered.connect(lambda: self.wanted.emit(told))
        if told.finding.section_id is not None and told.finding.source_ids:
            source = menu.addAction(self.tr("Show the source in the library"))
            source.triggered.connect(lambda: self.sources_wanted.emit(told))
        menu.addAction(self.tr("Copy")).triggered.connect(self._copy)
        menu.popup(self.viewport().mapToGlobal(at))
