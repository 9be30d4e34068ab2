"""How rows of lists, trees and tables are drawn: one ground for hovering, selection and focus."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from archivist.gui import theme

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a row; what stands on it is drawn by who inherits."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of all rows."""
        return QSize(super().sizeHint(option, index).width(), theme.ROW)


def draw_ground(
    painter: QPainter, option: QStyleOptionViewItem, *, ring: bool = True, current: bool = False
) -> None:
    """Draw the ground of a row, and a ring around the current one while the view has the keyboard.

    `current` says so for the cells of a table, where Qt knows it of one cell alone.
    """
    chosen = theme.colours()
    state = option.state
    rect: QRect = option.rect
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(chosen.selection))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(chosen.hover))
    focused = bool(state & QStyle.StateFlag.State_HasFocus) or current
    if ring and focused:
        draw_ring(painter, rect)


def draw_ring(painter: QPainter, rect: QRect) -> None:
    """Draw the ring of the row that has the keyboard."""
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))


def ink(option: QStyleOptionViewItem, name: str = "text") -> QColor:
    """Return the colour of the letters on a row: that of the selection where it is selected."""
    state = option.state
    return theme.colour("selection_text" if state & QStyle.StateFlag.State_Selected else name)


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    right: bool = False,
) -> None:
    """Draw one line, elided where it does not fit."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(text, mode, rect.width())
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
