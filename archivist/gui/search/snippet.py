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
_FAR = "…"

Mark = tuple[int, int]


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
        painter.setClipRect(rect)
        layout.draw(painter, rect.topLeft())

    def _layout(self, hit: Hit, width: int, font: QFont, ink: QColor) -> QTextLayout:
        key = (id(hit), width, ink.name(), theme.colours().hit)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        said = f"{origin_name(TextOrigin(hit.layer))}: " if hit.layer else ""
        marks = tuple((start + len(said), end + len(said)) for start, end in hit.marks)
        text, marks = in_lines(said + " ".join(hit.snippet.split("\n")), marks, width, font)
        layout = _set(text, marks, width, font)
        self._kept[key] = layout
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return layout


def in_lines(
    text: str, marks: tuple[Mark, ...], width: int, font: QFont
) -> tuple[str, tuple[Mark, ...]]:
    """Return what of a snippet is shown in the few lines there are, the first mark always.

    "…" stands where the text goes on before and after.
    """
    start, end = marks[0] if marks else (0, 0)
    bounds = _bounds(text, marks, width, font)
    line = next((at for at, (_, last) in enumerate(bounds) if end <= last), 0)
    near = bounds[max(0, line - LINES + 1) : line + 1]
    for begin in (0, *(min(first, start) for first, _ in near), start):
        lead = _FAR if begin else ""
        shown = lead + text[begin:]
        moved = _moved(marks, len(lead) - begin, len(lead), len(shown))
        cut = _bounds(shown, moved, width, font)[:LINES][-1][1] if shown else 0
        if end - begin + len(lead) <= cut or begin >= start:
            break
    if cut < len(shown):
        shown = _ended(shown[:cut], end - begin + len(lead))
    return shown, _moved(moved, 0, 0, len(shown))


def _moved(marks: tuple[Mark, ...], by: int, first: int, last: int) -> tuple[Mark, ...]:
    """Return marks moved along, what then lies outside some bounds cut off."""
    moved = ((max(start + by, first), min(end + by, last)) for start, end in marks)
    return tuple(mark for mark in moved if mark[0] < mark[1])


def _ended(text: str, least: int) -> str:
    """Return a text that was cut with its last word, or letter, given up for an ellipsis.

    The first `least` letters stay; where they fill the lines there is no room for it.
    """
    text = text.rstrip()
    gap = text.rfind(" ", least)
    if gap < 0 and least >= len(text):
        return text
    return text[: gap if gap >= 0 else len(text) - 1].rstrip() + _FAR


def _set(text: str, marks: tuple[Mark, ...], width: int, font: QFont) -> QTextLayout:
    """Set a text in lines of a width."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(text, marks))
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _bounds(text: str, marks: tuple[Mark, ...], width: int, font: QFont) -> list[Mark]:
    """Return where each line of a text begins and ends."""
    layout, positions = _set(text, marks, width, font), Positions(text)
    lines = (layout.lineAt(at) for at in range(layout.lineCount()))
    return [
        (
            positions.from_qt(line.textStart()),
            positions.from_qt(line.textStart() + line.textLength()),
        )
        for line in lines
    ]


def _formats(text: str, marks: tuple[Mark, ...]) -> list[QTextLayout.FormatRange]:
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.Bold)
    marked.setBackground(theme.colour("hit"))
    marked.setForeground(theme.colour("hit_text"))
    positions = Positions(text)
    ranges = []
    for start, end in marks:
        one = QTextLayout.FormatRange()
        one.start = positions.to_qt(start)
        one.length = positions.to_qt(end) - one.start
        one.format = marked
        ranges.append(one)
    return ranges
