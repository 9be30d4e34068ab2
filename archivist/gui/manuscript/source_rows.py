"""Sources in a list of two lines: the title, and below it the place or the authors, the date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from archivist.gui import theme
from archivist.gui.widgets.rows import Index, draw_ground, draw_text, ink

if TYPE_CHECKING:
    from archivist.services.cataloguing import SourceRow


class SourceDelegate(QStyledItemDelegate):
    """Draws a `SourceRow`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Return the height of two lines."""
        small = QFontMetrics(theme.small_font()).lineSpacing()
        return QSize(0, QFontMetrics(option.font).lineSpacing() + small + theme.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a source."""
        row: SourceRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        draw_ground(painter, option, ring=False)
        inner = option.rect.adjusted(theme.GRID, theme.GRID // 2, -theme.GRID, 0)
        painter.setFont(option.font)
        painter.setPen(ink(option))
        height = painter.fontMetrics().lineSpacing()
        above = QRect(inner.left(), inner.top(), inner.width(), height)
        draw_text(painter, above, row.label or self.tr("Untitled"))
        painter.setFont(theme.small_font())
        painter.setPen(ink(option, "muted"))
        small = painter.fontMetrics().lineSpacing()
        below = QRect(inner.left(), inner.top() + height, inner.width(), small)
        draw_text(painter, below, _below(row))
        painter.restore()


def _below(row: SourceRow) -> str:
    """Return what stands below the name of a source: where it lies, or who wrote it, and when."""
    people = ", ".join(row.people)
    told = (row.reference, row.date, people) if row.reference else (people, row.date)
    return " · ".join(part for part in told if part and part != row.label)
