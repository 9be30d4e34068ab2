"""A page seen large: a line to split it at, or a box to cut it to, is dragged over it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from archivist.gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as fractions of what is shown."""

_NEAR = 10.0
_STEP, _LEAP = 0.002, 0.02
_LEAST = 0.02
_WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


class Tool(Enum):
    """What a drag does."""

    LOOK = auto()
    SPLIT = auto()
    CROP = auto()


class Easel(QWidget):
    """Shows the picture of a page.

    Signals:
        changed(): the line or the box lies elsewhere.
        stepped(int): the next page (1) or the one before (-1) is to be seen.
        done(): Enter was pressed.
        left(): Escape was pressed.
        resized(): another size of the picture would be sharp now.
    """

    changed = Signal()
    stepped = Signal(int)
    done = Signal()
    left = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._size = (1.0, 1.0)
        self._why = ""
        self._held: tuple[int, int] | None = None
        self._from = QPointF()
        self.tool = Tool.LOOK
        self.line = 0.5
        self.box: Box = _WHOLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture of the page"))

    def show_page(self, width: float, height: float) -> None:
        """Show the outline of a page until its picture comes."""
        self._picture, self._why = None, ""
        self._size = (max(1.0, width), max(1.0, height))
        self.update()

    def show_picture(self, picture: QImage) -> None:
        """Show the picture."""
        self._picture = picture
        self.update()

    def refuse(self, why: str) -> None:
        """Say why there is no picture."""
        self._why = why
        self.update()

    def use(self, tool: Tool) -> None:
        """Begin to split or cut anew, or only look."""
        self.tool, self.line, self.box = tool, 0.5, _WHOLE
        self._held = None
        self.unsetCursor()
        self.update()
        self.changed.emit()

    @property
    def cut(self) -> bool:
        """Tell whether the box leaves something away."""
        return self.box != _WHOLE

    @property
    def sharp_width(self) -> int:
        """How many pixels wide the picture should be."""
        return round(self._place().width() * self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(80 * theme.GRID, 60 * theme.GRID)

    # -- what Qt asks

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, and the line or the box over it."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = self._place()
        if self._picture is not None:
            painter.drawImage(place, self._picture)
        else:
            painter.fillRect(place, theme.colour("paper"))
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawRect(place)
        if self._why:
            painter.setPen(theme.colour("error"))
            painter.drawText(
                place.adjusted(16, 16, -16, -16),
                int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
                self._why,
            )
        if self.tool is Tool.SPLIT:
            self._draw_line(painter, place)
        elif self.tool is Tool.CROP:
            self._draw_box(painter, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of another size."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line, an edge of the box, or begin another box."""
        at = self._fractions(event.position())
        if event.button() != Qt.MouseButton.LeftButton or self.tool is Tool.LOOK:
            return
        if self.tool is Tool.SPLIT:
            self._held = (1, 0)
            self._drag(at)
            return
        self._held = self._edges(event.position())
        if self._held == (0, 0):
            self._from, self._held = at, (2, 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; show what could be taken."""
        if self._held is not None:
            self._drag(self._fractions(event.position()))
        elif self.tool is Tool.SPLIT:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif self.tool is Tool.CROP:
            self.setCursor(_cursor(self._edges(event.position())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go; a box that is next to nothing is none."""
        self._held = None
        left, top, right, bottom = self.box
        if right - left < _LEAST or bottom - top < _LEAST:
            self.box = _WHOLE
            self.update()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line, go to another page, finish or leave."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if way and self.tool is Tool.SPLIT:
            self._lay_line(self.line + way * (_LEAP if shift else _STEP))
        elif way and self.tool is Tool.LOOK:
            self.stepped.emit(way)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.done.emit()
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Space and self.tool is Tool.LOOK):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- inside

    def _place(self) -> QRectF:
        """Return where the picture lies."""
        wide, high = self._size
        room = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        scale = max(0.0001, min(room.width() / wide, room.height() / high))
        place = QRectF(0, 0, wide * scale, high * scale)
        place.moveCenter(room.center())
        return place

    def _fractions(self, point: QPointF) -> QPointF:
        place = self._place()
        return QPointF(
            min(1.0, max(0.0, (point.x() - place.left()) / place.width())),
            min(1.0, max(0.0, (point.y() - place.top()) / place.height())),
        )

    def _shown(self) -> QRectF:
        """Return where the box lies on the screen."""
        place = self._place()
        left, top, right, bottom = self.box
        return QRectF(
            place.left() + left * place.width(),
            place.top() + top * place.height(),
            (right - left) * place.width(),
            (bottom - top) * place.height(),
        )

    def _edges(self, point: QPointF) -> tuple[int, int]:
        """Return which edges of the box are near a point: -1 left or top, 1 right or bottom."""
        shown = self._shown()
        if not shown.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(point):
            return 0, 0
        across = _nearest(point.x(), shown.left(), shown.right())
        down = _nearest(point.y(), shown.top(), shown.bottom())
        return across, down

    def _drag(self, at: QPointF) -> None:
        if self.tool is Tool.SPLIT:
            self._lay_line(at.x())
            return
        left, top, right, bottom = self.box
        across, down = self._held or (0, 0)
        if (across, down) == (2, 2):
            xs, ys = sorted((self._from.x(), at.x())), sorted((self._from.y(), at.y()))
            self.box = xs[0], ys[0], xs[1], ys[1]
        else:
            self.box = (
                min(at.x(), right - _LEAST) if across < 0 else left,
                min(at.y(), bottom - _LEAST) if down < 0 else top,
                max(at.x(), left + _LEAST) if across > 0 else right,
                max(at.y(), top + _LEAST) if down > 0 else bottom,
            )
        self.update()
        self.changed.emit()

    def _lay_line(self, at: float) -> None:
        self.line = min(1 - _LEAST, max(_LEAST, at))
        self.update()
        self.changed.emit()

    def _draw_line(self, painter: QPainter, place: QRectF) -> None:
        x = place.left() + self.line * place.width()
        painter.setPen(QPen(QColor(255, 255, 255, 200), 4))
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        painter.setPen(QPen(QColor(theme.LIGHT.accent), 2))  # on paper, in the dark too
        painter.drawLine(QPointF(x, place.top() - 8), QPointF(x, place.bottom() + 8))
        painter.setBrush(QColor(theme.LIGHT.accent))
        painter.drawEllipse(QPointF(x, place.center().y()), 7, 7)

    def _draw_box(self, painter: QPainter, place: QRectF) -> None:
        shown = self._shown()
        veil = QPainterPath()
        veil.addRect(place)
        hole = QPainterPath()
        hole.addRect(shown)
        painter.fillPath(veil.subtracted(hole), QColor(0, 0, 0, 120))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 220), 4))
        painter.drawRect(shown)
        painter.setPen(QPen(QColor(theme.LIGHT.accent), 2))
        painter.drawRect(shown)


def _nearest(at: float, low: float, high: float) -> int:
    if abs(at - low) <= _NEAR:
        return -1
    return 1 if abs(at - high) <= _NEAR else 0


def _cursor(edges: tuple[int, int]) -> Qt.CursorShape:
    across, down = edges
    if across and down:
        same = across == down
        return Qt.CursorShape.SizeFDiagCursor if same else Qt.CursorShape.SizeBDiagCursor
    if across:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if down else Qt.CursorShape.CrossCursor
