"""A page as an item of a scene: its outline or picture, and what is drawn over it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem

from archivist.gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from archivist.library.annotations import Region

UNIT = 1000.0
"""The width of every page in the units of its scene."""

_A4 = 1.4142
_LEAST = 0.012
"""The least side of a box that can be clicked, as a share of the page."""


class Look(Enum):
    """How a box is drawn over the page."""

    MARK = auto()
    REGION = auto()
    HIT = auto()
    HIT_CURRENT = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A box over the page; `mark` is the annotation it belongs to (0 for none)."""

    region: Region
    look: Look
    colour: str = ""
    mark: int = 0
    picked: bool = False


class SheetItem(QGraphicsItem):
    """One page. Scans keep the colours of daylight in a dark window too: so do their marks."""

    def __init__(self) -> None:
        super().__init__()
        self._size = QRectF(0, 0, UNIT, UNIT * _A4)
        self._picture: QPixmap | None = None
        self._drawn: tuple[Drawn, ...] = ()
        self._selected: tuple[Region, ...] = ()
        self._rubber: Region | None = None

    def clear(self, width: float, height: float) -> None:
        """Become an empty page of these proportions."""
        self.prepareGeometryChange()
        shape = height / width if width > 0 and height > 0 else _A4
        self._size = QRectF(0, 0, UNIT, UNIT * shape)
        self._picture = self._rubber = None
        self._drawn, self._selected = (), ()
        self.update()

    def show_picture(self, picture: QPixmap) -> None:
        """Take the picture of the page."""
        self._picture = picture
        self.update()

    def draw(self, drawn: Sequence[Drawn]) -> None:
        """Take the boxes to draw, later ones over earlier ones."""
        self._drawn = tuple(drawn)
        self.update()

    def select(self, regions: Sequence[Region]) -> None:
        """Take the lines of the selection."""
        self._selected = tuple(regions)
        self.update()

    def rubber(self, region: Region | None) -> None:
        """Take the box that is being drawn; None for none."""
        self._rubber = region
        self.update()

    def fraction(self, place: QPointF) -> QPointF:
        """Return a place of the scene in fractions of the page."""
        return QPointF(place.x() / self._size.width(), place.y() / self._size.height())

    def rect_of(self, region: Region) -> QRectF:
        """Return a place on the page in the scene."""
        return QRectF(
            QPointF(region.left * self._size.width(), region.top * self._size.height()),
            QPointF(region.right * self._size.width(), region.bottom * self._size.height()),
        )

    def mark_at(self, place: QPointF) -> int:
        """Return the mark drawn at a place given in fractions, the topmost; 0 for none."""
        for one in reversed(self._drawn):
            box = one.region
            spare_x = max(0.0, _LEAST - (box.right - box.left)) / 2
            spare_y = max(0.0, _LEAST - (box.bottom - box.top)) / 2
            across = box.left - spare_x <= place.x() <= box.right + spare_x
            down = box.top - spare_y <= place.y() <= box.bottom + spare_y
            if one.mark and across and down:
                return one.mark
        return 0

    def boundingRect(self) -> QRectF:
        """Return the page's place in the scene."""
        return self._size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        """Draw the page and all over it."""
        if self._picture is None:
            self._paint_outline(painter)
            return
        painter.drawPixmap(self._size, self._picture, QRectF(self._picture.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self._drawn:
            self._paint_box(painter, one)
        day = theme.LIGHT
        for region in self._selected:
            self._fill(painter, self.rect_of(region), QColor(day.selection))
        if self._rubber is not None:
            painter.setPen(self._pen(day.accent, 2))
            painter.drawRect(self.rect_of(self._rubber))

    def _paint_outline(self, painter: QPainter) -> None:
        """Draw an empty page with the grey of lines to come."""
        now = theme.colours()
        painter.fillRect(self._size, QColor(now.paper))
        grey = QColor(now.line)
        grey.setAlphaF(0.4)
        line = UNIT / 40
        margin, top = UNIT / 9, UNIT / 8
        for number in range(int((self._size.height() - 2 * top) / (2 * line))):
            width = UNIT - 2 * margin - (UNIT / 4 if number % 5 == 4 else 0)  # noqa: PLR2004 - the last line of a paragraph
            painter.fillRect(QRectF(margin, top + number * 2 * line, width, line * 0.7), grey)

    def _paint_box(self, painter: QPainter, one: Drawn) -> None:
        rect = self.rect_of(one.region)
        day = theme.LIGHT
        if one.look is Look.MARK:
            self._fill(painter, rect, QColor(one.colour))
        elif one.look is Look.REGION:
            ground = QColor(one.colour)
            ground.setAlphaF(0.2)
            painter.setPen(self._pen(QColor(one.colour).darker(125).name(), 2))
            painter.setBrush(ground)
            painter.drawRect(rect)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            current = one.look is Look.HIT_CURRENT
            around = rect.adjusted(-1.5, -1.5, 1.5, 1.5)
            self._fill(painter, around, QColor(day.hit_current if current else day.hit))
            painter.setPen(self._pen(day.accent if current else day.notice, 2 if current else 1))
            painter.drawRoundedRect(around, 3, 3)
        if one.picked:
            painter.setPen(self._pen(day.focus, 2))
            painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 3, 3)

    @staticmethod
    def _fill(painter: QPainter, rect: QRectF, ground: QColor) -> None:
        """Lay a colour on the paper as a marker pen does: the ink stays dark."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, ground)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    @staticmethod
    def _pen(colour: str, width: int) -> QPen:
        pen = QPen(QColor(colour), width)
        pen.setCosmetic(True)
        return pen
