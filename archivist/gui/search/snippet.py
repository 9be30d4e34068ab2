"""A snippet set in lines with its marked words, and kept, so that a list scrolls quickly."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from archivist.gui import theme
from archivist.gui.recognising.words import origin_name
from archivist.gui.widgets.positions import Positions
from archivist.library.sources import TextOrigin

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from archivist.services.searching import Hit

LINES = 2
_KEPT = 400


class Snippets:
    """Draws the snippets of hits."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int, str, str], QTextLayout] = OrderedDict()

    def clear(self) -> None:
        """Let all snippets go."""
        self._kept.clear()

    def draw(self, painter: QPainter, rect: QRectF, hit: Hit, ink: QColor) -> None:
        """Draw a snippet in as many lines as there is room for."""
        layout = self._layout(hit, round(rect.width()), painter.font(), ink)
        painter.setPen(ink)
        layout.draw(painter, rect.topLeft())

    def _layout(self, hit: Hit, width: int, font: QFont, ink: QColor) -> QTextLayout:
        key = (id(hit), width, ink.name(), theme.colours().hit)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        layer = f"{origin_name(TextOrigin(hit.layer))}: " if hit.layer else ""
        layout = QTextLayout(layer + " ".join(hit.snippet.split("\n")), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(_formats(hit, len(layer)))
        _set_lines(layout, width)
        self._kept[key] = layout
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return layout


def _formats(hit: Hit, shift: int) -> list[QTextLayout.FormatRange]:
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.Bold)
    marked.setBackground(theme.colour("hit"))
    marked.setForeground(theme.colour("hit_text"))
    positions = Positions(hit.snippet)
    ranges = []
    for start, end in hit.marks:
        one = QTextLayout.FormatRange()
        one.start = positions.to_qt(start) + shift
        one.length = positions.to_qt(end) + shift - one.start
        one.format = marked
        ranges.append(one)
    return ranges


def _set_lines(layout: QTextLayout, width: int) -> None:
    layout.beginLayout()
    height = 0.0
    for _ in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
