"""How often the words of a query stand in the texts of each year, drawn as bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from archivist.gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from archivist.services.searching import Frequency

_HEIGHT = 14 * theme.GRID
_NARROWEST = 4
"""A bar has so many pixels at least; where there are more years, bars are of several."""

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_LEAST_BAR = 2
_APART = 6 * theme.GRID
"""So far apart stand the years below the bars."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How often words stand in the texts of some years, the first and the last included."""

    first: int
    last: int
    occurrences: int
    words: int

    @property
    def per_thousand(self) -> float:
        """How often among 1,000 words."""
        return 1000 * self.occurrences / self.words if self.words else 0.0


def bars_of(years: Sequence[Frequency], most: int) -> tuple[Bar, ...]:
    """Return years as so many bars at most, each of equally many years."""
    dated = [year for year in years if year.name]
    step = next((step for step in _STEPS if len(dated) <= step * max(1, most)), _STEPS[-1])
    bars: dict[int, Bar] = {}
    for year in dated:
        first = int(year.name) // step * step
        bar = bars.get(first, Bar(first, first + step - 1, 0, 0))
        bars[first] = Bar(
            first, bar.last, bar.occurrences + year.occurrences, bar.words + year.words
        )
    return tuple(bars.values())


class YearChart(QWidget):
    """Bars over the years; `chosen(first, last)` comes for the bars that are clicked or drawn over.

    Where some years are `marked`, the others stand back.
    """

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None, *, counts: bool = False) -> None:
        """Draw the occurrences per 1,000 words, or the bare `counts` in half the height."""
        super().__init__(parent)
        self._counts = counts
        self._years: tuple[Frequency, ...] = ()
        self._marked: tuple[int | None, int | None] = (None, None)
        self._hovered = self._pressed = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT // 2 if counts else _HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(
            self.tr("Hits by year") if counts else self.tr("Occurrences per 1,000 words, by year")
        )

    def show_years(self, years: Sequence[Frequency]) -> None:
        """Show other years."""
        self._years = tuple(year for year in years if year.name)
        self._hovered = self._pressed = -1
        self.setVisible(len(self._years) > 1)
        self.setAccessibleDescription(
            "; ".join(self.told(bar) for bar in self.bars if bar.occurrences)
        )
        self.update()

    def mark(self, first: int | None, last: int | None) -> None:
        """Let some years stand out; None where there is no end."""
        self._marked = (first, last)
        self.update()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The bars that there is room for."""
        return bars_of(self._years, self._area.width() // _NARROWEST)

    def told(self, bar: Bar) -> str:
        """Return the words for a bar."""
        years = str(bar.first) if bar.first == bar.last else f"{bar.first}–{bar.last}"
        if self._counts:
            return self.tr("%1: %Ln hit(s)", "", bar.occurrences).replace("%1", years)
        rate = self.locale().toString(bar.per_thousand, "f", 2)
        said = self.tr("%1: %Ln time(s), %2 per 1,000 words", "", bar.occurrences)
        return said.replace("%1", years).replace("%2", rate)

    def sizeHint(self) -> QSize:
        """Return the height that the chart always has."""
        return QSize(20 * theme.GRID, self.height())

    def event(self, event: QEvent) -> bool:
        """Tell what a bar stands for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._bar_at(event.pos())
            text = self.told(self.bars[at]) if at >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the bar below the mouse, or all that it was drawn over."""
        where = event.position().toPoint()
        self._hover(self._bar_at(where) if self._pressed < 0 else self._nearest(where))

    def leaveEvent(self, event: QEvent) -> None:
        """Let no bar be lit."""
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to choose years."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._bar_at(event.position().toPoint())
            self._hover(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the years from the bar at which the mouse was pressed to that below it."""
        bars = self.bars
        if 0 <= self._pressed < len(bars):
            first, last = sorted((self._pressed, self._nearest(event.position().toPoint())))
            self._pressed = -1
            self.chosen.emit(bars[first].first, bars[last].last)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, the years below and the greatest count above them."""
        bars = self.bars
        if not bars:
            return
        painter = QPainter(self)
        painter.setFont(theme.small_font())
        area = self._area
        most = float(max(map(self._value, bars)) or 1)
        if not self._counts:
            painter.setPen(theme.colour("muted"))
            top = self.tr("%1 per 1,000 words").replace("%1", self.locale().toString(most, "f", 2))
            painter.drawText(QRect(area.left(), 0, area.width(), area.top()), 0, top)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.left(), area.bottom() + 1, area.right(), area.bottom() + 1)
        held = self._pressed if self._pressed >= 0 else self._hovered
        lit = range(min(held, self._hovered), max(held, self._hovered) + 1)
        for at, bar in enumerate(bars):
            place = self._place(at, len(bars))
            if at in lit and self._hovered >= 0:
                column = QRectF(place.left(), area.top(), place.width(), area.height())
                painter.fillRect(column, theme.colour("hover"))
            if bar.occurrences:
                high = max(_LEAST_BAR, area.height() * self._value(bar) / most)
                gap = 1 if place.width() > _NARROWEST else 0
                shape = QRectF(place.left(), area.bottom() + 1 - high, place.width() - gap, high)
                painter.fillRect(shape, theme.colour("accent" if self._is_marked(bar) else "edge"))
        self._paint_years(painter, bars)

    def _paint_years(self, painter: QPainter, bars: Sequence[Bar]) -> None:
        painter.setPen(theme.colour("muted"))
        area = self._area
        room = max(_APART, painter.fontMetrics().horizontalAdvance("0000") + theme.GRID)
        free = float(area.left())
        for at, bar in enumerate(bars):
            left = self._place(at, len(bars)).left()
            if left >= free and left + room - theme.GRID <= area.right() + 1:
                below = QRectF(left, area.bottom() + 4, room, self.height() - area.bottom() - 4)
                painter.drawText(below, 0, str(bar.first))
                free = left + room

    @property
    def _area(self) -> QRect:
        """Where the bars stand."""
        line = self.fontMetrics().height()
        margin = 0 if self._counts else 2 * theme.GRID
        top = 2 if self._counts else line + 2
        return self.rect().adjusted(margin, top, -margin, -line - 2)

    def _value(self, bar: Bar) -> float:
        """Return how high a bar stands."""
        return bar.occurrences if self._counts else bar.per_thousand

    def _place(self, at: int, count: int) -> QRectF:
        area = self._area
        wide = min(area.width() / count, 4.0 * theme.GRID)
        return QRectF(area.left() + at * wide, area.top(), wide, area.height())

    def _bar_at(self, where: QPoint) -> int:
        count = len(self.bars)
        for at in range(count):
            place = self._place(at, count)
            if place.left() <= where.x() < place.right():
                return at
        return -1

    def _nearest(self, where: QPoint) -> int:
        """Return the bar below a point, or else the first or the last."""
        at = self._bar_at(where)
        if at < 0:
            at = 0 if where.x() < self._area.left() + 1 else len(self.bars) - 1
        return at

    def _is_marked(self, bar: Bar) -> bool:
        first, last = self._marked
        return (first is None or bar.last >= first) and (last is None or bar.first <= last)

    def _hover(self, at: int) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
        if at != self._hovered:
            self._hovered = at
            self.update()
