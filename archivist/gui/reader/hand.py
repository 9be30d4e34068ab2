"""The pointer over the picture of a page: it takes words, draws a box, pans, or picks a mark."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from archivist.gui.reader.passages import PageWords
from archivist.library.annotations import Region

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsView

    from archivist.gui.reader.sheet_item import SheetItem

_CLICK = 4
"""Pixels that the pointer may move in a click."""


class Tool(Enum):
    """What a drag over the page does."""

    SELECT = auto()
    REGION = auto()


class Hand(QObject):
    """Handles the mouse of a view that shows one page.

    Signals:
        selected(int, int): the characters that a drag took; equal ones for none.
        boxed(Region): a box was drawn.
        mark_clicked(int): the mark that was clicked; 0 for none.
    """

    selected = Signal(int, int)
    boxed = Signal(object)
    mark_clicked = Signal(int)

    def __init__(self, view: QGraphicsView, sheet: SheetItem) -> None:
        super().__init__(view)
        self._view = view
        self._sheet = sheet
        self.tool = Tool.SELECT
        self.words = PageWords()
        self._press: QPointF | None = None
        self._pan: QPointF | None = None
        self._anchor: int | None = None
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the mouse events of the view."""
        if not isinstance(event, QMouseEvent):
            return False
        handler = {
            QEvent.Type.MouseButtonPress: self._pressed,
            QEvent.Type.MouseMove: self._moved,
            QEvent.Type.MouseButtonRelease: self._released,
            QEvent.Type.MouseButtonDblClick: self._double_clicked,
        }.get(event.type())
        if handler is None or event.button() == Qt.MouseButton.RightButton:
            return False
        handler(event)
        return True

    def _pressed(self, event: QMouseEvent) -> None:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self._place(event.position())
        self._press = event.position()
        middle = event.button() == Qt.MouseButton.MiddleButton
        selecting = self.tool is Tool.SELECT
        self._anchor = self.words.at(at.x(), at.y()) if selecting and not middle else None
        if middle or (selecting and self._anchor is None):
            self._pan = event.position()
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _moved(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._press is None:
            self._show_cursor(place)
        elif self._pan is not None:
            moved, self._pan = place - self._pan, place
            for bar, way in (
                (self._view.horizontalScrollBar(), moved.x()),
                (self._view.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - round(way))
        elif self.tool is Tool.REGION:
            self._sheet.rubber(self._box(place))
        elif self._anchor is not None and not self._is_click(place):
            at = self._place(place)
            word = self.words.nearest(at.x(), at.y())
            if word is not None:
                self.selected.emit(*self.words.span(self._anchor, word))

    def _released(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        place = event.position()
        if self._is_click(place):
            self.selected.emit(0, 0)
            self.mark_clicked.emit(self._sheet.mark_at(self._place(place)))
        elif self.tool is Tool.REGION and self._pan is None:
            self.boxed.emit(self._box(place))
        self._sheet.rubber(None)
        self._press = self._pan = self._anchor = None
        self._show_cursor(place)

    def _double_clicked(self, event: QMouseEvent) -> None:
        at = self._place(event.position())
        word = self.words.at(at.x(), at.y())
        if word is not None and self.tool is Tool.SELECT:
            self.selected.emit(*self.words.span(word, word))

    def _place(self, point: QPointF) -> QPointF:
        return self._sheet.fraction(self._view.mapToScene(point.toPoint()))

    def _is_click(self, place: QPointF) -> bool:
        return (place - (self._press or place)).manhattanLength() <= _CLICK

    def _box(self, place: QPointF) -> Region:
        corners = [self._place(point) for point in (self._press or place, place)]
        left, right = sorted(min(1.0, max(0.0, corner.x())) for corner in corners)
        top, bottom = sorted(min(1.0, max(0.0, corner.y())) for corner in corners)
        return Region(left=left, right=right, top=top, bottom=bottom)

    def _show_cursor(self, point: QPointF) -> None:
        at = self._place(point)
        shape = Qt.CursorShape.OpenHandCursor
        if self.tool is Tool.REGION:
            shape = Qt.CursorShape.CrossCursor
        elif self._sheet.mark_at(at):
            shape = Qt.CursorShape.PointingHandCursor
        elif self.words.at(at.x(), at.y()) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)
