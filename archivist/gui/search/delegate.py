"""How the rows of the search room are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from archivist.gui import theme
from archivist.gui.search.results import ROW, Row, RowKind
from archivist.gui.search.snippet import LINES, Snippets
from archivist.gui.widgets.rows import Index, draw_ground, draw_text, ink

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from archivist.services.searching import Hit

PLACE = 11 * theme.GRID
"""How wide the sheets stand before the snippets."""

_EDGE = 2 * theme.GRID
_MORE = 28


class ResultDelegate(QStyledItemDelegate):
    """Draws heads of sources, hits with their marked words, and the way to more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.snippets = Snippets()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row, which depends on its kind alone."""
        row: Row = index.data(ROW)
        line = QFontMetrics(option.font).lineSpacing()
        small = QFontMetrics(theme.small_font()).lineSpacing()
        height = {
            RowKind.SOURCE: line + 2 * theme.GRID + (small if self._below(row) else 0),
            RowKind.HIT: LINES * line + theme.GRID + 2,
            RowKind.MORE: _MORE,
        }[row.kind]
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setFont(option.font)
        if row.kind is RowKind.SOURCE:
            self._paint_source(painter, option.rect, row, first=index.row() == 0)
        else:
            draw_ground(painter, option)
            if row.hit is not None:
                self._paint_hit(painter, option, row.hit)
            else:
                self._paint_more(painter, option, row.source.hidden)
        painter.restore()

    def _paint_source(self, painter: QPainter, rect: QRect, row: Row, *, first: bool) -> None:
        hit = row.source.first
        if not first:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(rect.left() + _EDGE, rect.top(), rect.right() - _EDGE, rect.top())
        inner = rect.adjusted(_EDGE, theme.GRID, -_EDGE, 0)
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        line = QFontMetrics(bold).lineSpacing()
        title = QRect(inner.left(), inner.top(), inner.width(), line)
        draw_text(painter, title, hit.source or self.tr("Without a title"))
        painter.setFont(theme.small_font())
        painter.setPen(theme.colour("muted"))
        small = QFontMetrics(painter.font()).lineSpacing()
        below = QRect(inner.left(), title.bottom() + 1, inner.width(), small)
        draw_text(painter, below, self._below(row))

    def _below(self, row: Row) -> str:
        """Return the words below the title of a source: where it lies, and when it was made."""
        hit = row.source.first
        place = row.source.reference if hit.kind != "section" else self.tr("manuscript")
        return " · ".join(part for part in (place, hit.date) if part)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        rect = option.rect.adjusted(_EDGE, theme.GRID // 2, -_EDGE, -theme.GRID // 2)
        painter.setPen(ink(option, "muted"))
        height = painter.fontMetrics().lineSpacing()
        for line, words in enumerate(self.place(hit)):
            top = rect.top() + line * height
            draw_text(painter, QRect(rect.left(), top, PLACE - theme.GRID, height), words)
        self.snippets.draw(
            painter, rect.adjusted(PLACE, 0, 0, 0).toRectF(), hit, ink(option, "text")
        )

    def _paint_more(self, painter: QPainter, option: QStyleOptionViewItem, hidden: int) -> None:
        rect = option.rect.adjusted(_EDGE + PLACE, 0, -_EDGE, 0)
        painter.setPen(ink(option, "accent"))
        draw_text(painter, rect, self.tr("%n more in this source", "", hidden))

    def place(self, hit: Hit) -> tuple[str, ...]:
        """Return the words for where a hit stands, in one line or two."""
        if hit.kind == "source":
            return (self.tr("description"),)
        where = ""
        if hit.sheet:
            where = self.tr("sheet %1").replace("%1", hit.sheet)
        elif hit.page:
            where = self.tr("page %1").replace("%1", str(hit.page))
        if hit.kind == "annotation":
            return (self.tr("note"), where)
        return (where or self.tr("section"),)
