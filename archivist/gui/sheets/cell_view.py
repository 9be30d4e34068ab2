"""How a page looks in the grid: its thumbnail, its sheet under it, and the marks between pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from archivist.gui import theme
from archivist.gui.sheets.cells import CELL, THUMBNAIL
from archivist.gui.widgets.rows import Index, draw_ground

if TYPE_CHECKING:
    from archivist.gui.sheets.cells import Cell

SIDE = 136
"""The longer side of a thumbnail."""

CELL_SIZE = QSize(SIDE + 2 * theme.GRID, SIDE + 7 * theme.GRID)
_LABEL = 22
_NAME = 16
_FADED = 0.3


class CellDelegate(QStyledItemDelegate):
    """Draws the cells, and lets a label be typed in the place where it stands."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of all cells."""
        return CELL_SIZE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        cell: Cell = index.data(CELL)
        painter.save()
        _draw_card(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = _place(option.rect, cell)
        painter.setOpacity(_FADED if cell.page.skipped else 1.0)
        _draw_picture(painter, place, index.data(THUMBNAIL))
        painter.setOpacity(1.0)
        self._draw_label(painter, option, cell)
        _draw_name(painter, option, cell)
        _draw_seams(painter, option.rect, cell)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Return the field in which a label is typed."""
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.setAccessibleName(self.tr("Sheet"))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Lay the field over the label."""
        editor.setGeometry(_label_place(option.rect).adjusted(16, -3, -16, 5))

    def _draw_label(self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell) -> None:
        place = _label_place(option.rect)
        text, tint = cell.label, _ink(option)
        if cell.page.skipped:
            text, tint = self.tr("no sheet"), _ink(option, "muted")
        elif not text:
            text, tint = "–", _ink(option, "muted")
        elif cell.flawed:
            tint = _ink(option, "error")
        font = QFont(painter.font())
        font.setBold(bool(cell.label) and not cell.page.skipped)
        font.setItalic(cell.page.continues)
        painter.setFont(font)
        if cell.previewed and not cell.page.skipped:
            wide = painter.fontMetrics().horizontalAdvance(text) + 2 * theme.GRID
            chip = QRect(0, 0, min(wide, place.width()), place.height() - 2)
            chip.moveCenter(place.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent" if cell.pinned else "chip"))
            painter.drawRoundedRect(chip, 9, 9)
            tint = theme.colour("on_accent" if cell.pinned else "chip_text")
        painter.setPen(tint)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)


def _ink(option: QStyleOptionViewItem, name: str = "text") -> QColor:
    selected = option.state & QStyle.StateFlag.State_Selected
    return theme.colour("selection_text" if selected else name)


def _draw_card(painter: QPainter, option: QStyleOptionViewItem) -> None:
    inner = QStyleOptionViewItem(option)
    inner.rect = option.rect.adjusted(2, 2, -2, -2)
    draw_ground(painter, inner)


def _label_place(cell: QRect) -> QRect:
    top = cell.top() + SIDE + theme.GRID + 2
    return QRect(cell.left() + theme.GRID, top, cell.width() - 2 * theme.GRID, _LABEL)


def _place(cell: QRect, shown: Cell) -> QRect:
    """Return where the thumbnail lies; the halves of a split photograph lie at their seam."""
    page = shown.page
    wide, high = max(page.width, 1.0), max(page.height, 1.0)
    scale = SIDE / max(wide, high)
    size = QSize(max(8, round(wide * scale)), max(8, round(high * scale)))
    area = QRect(cell.left() + theme.GRID, cell.top() + theme.GRID, SIDE, SIDE)
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(area.center())
    place.moveBottom(area.bottom())
    if shown.torn_right and not shown.torn_left:
        place.moveRight(cell.right() - 3)
    elif shown.torn_left and not shown.torn_right:
        place.moveLeft(cell.left() + 3)
    return place


def _draw_picture(painter: QPainter, place: QRect, found: object) -> None:
    if isinstance(found, QImage):
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, found)
    else:
        painter.fillRect(place, theme.colour("paper"))
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def _draw_name(painter: QPainter, option: QStyleOptionViewItem, cell: Cell) -> None:
    place = _label_place(option.rect)
    place.moveTop(place.bottom())
    place.setHeight(_NAME)
    painter.setFont(theme.small_font(2))
    painter.setPen(_ink(option, "muted"))
    shown = painter.fontMetrics().elidedText(
        cell.page.name, Qt.TextElideMode.ElideMiddle, place.width()
    )
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)


def _draw_seams(painter: QPainter, cell: QRect, shown: Cell) -> None:
    """Draw what joins a page to the one before, or divides them."""
    top, bottom = cell.top() + theme.GRID, cell.top() + theme.GRID + SIDE
    if shown.torn_left or shown.torn_right:
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        for torn, x in ((shown.torn_left, cell.left()), (shown.torn_right, cell.right() + 1)):
            if torn:
                painter.drawLine(x, top, x, bottom)
    if shown.first:
        painter.setPen(QPen(theme.colour("edge"), 3))
        painter.drawLine(cell.left() + 1, top, cell.left() + 1, cell.bottom() - theme.GRID)
    if shown.page.continues:
        mark = QRect(cell.left() + 1, (top + bottom) // 2 - 11, 22, 22)
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawEllipse(mark)
        painter.drawPixmap(mark.adjusted(4, 4, -4, -4), theme.pixmap("link", "accent", 14, 2.0))
