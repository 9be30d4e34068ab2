"""One field by which hits can be narrowed: its values with their counts, one a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.widgets.labels import heading
from archivist.gui.widgets.rows import Index, RowDelegate, draw_ground, draw_text, ink
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

SHOWN = 5
"""So many values are shown before the others are asked for."""

_ROW = 3 * theme.GRID
_CROSS = 12
_VALUE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field, and how many hits have it; `count` -1 when that is not known."""

    value: str
    label: str
    count: int = -1


class _Values(QAbstractListModel):
    """The values that are shown; the last row may be the way to the others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.values: list[Value] = []
        self.hidden = 0

    def show_values(self, values: Sequence[Value], hidden: int) -> None:
        self.beginResetModel()
        self.values, self.hidden = list(values), hidden
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.values) + bool(self.hidden)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt's
        value = self.values[index.row()] if index.row() < len(self.values) else None
        if role == _VALUE:
            return value
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            words = value.label if value else self.tr("%Ln more", "", self.hidden)
            if role == Qt.ItemDataRole.DisplayRole:
                return words
            several = self.tr("%1click chooses several").replace("%1", _ctrl())
            return plain_tip(f"{words}\n{several}" if value else words)
        if role == Qt.ItemDataRole.AccessibleTextRole and value:
            return f"{value.label}, {value.count}" if value.count >= 0 else value.label
        return None


def _ctrl() -> str:
    """Return what the key for choosing several is called here, with what joins it to another."""
    keys = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_A)
    return keys.toString(QKeySequence.SequenceFormat.NativeText).removesuffix("A")


class FacetList(QWidget):
    """A field with its values; `changed()` comes when others are chosen.

    A click chooses one value, with Ctrl several side by side; once more takes it back.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.values: tuple[Value, ...] = ()
        self._known: dict[str, str] = {}
        self._opened = False
        self.chosen: tuple[str, ...] = ()
        self.list = _List()
        self.list.setAccessibleName(name)
        self._shown = _Values(self)
        self.list.setModel(self._shown)
        self.list.setItemDelegate(_FacetDelegate(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(heading(name))
        column.addWidget(self.list)
        self.list.taken.connect(self._take)
        self._show()

    def told(self, value: str) -> str:
        """Return the field and a value of it, to be read."""
        return f"{self._name}: {self._known.get(value, value)}"

    def offer(self, values: Sequence[Value]) -> None:
        """Offer other values; the chosen one stays, even when it is not among them."""
        self.values = tuple(values)
        self._known.update({value.value: value.label for value in values})
        self._show()

    def choose(self, *values: str) -> None:
        """Choose values without telling, in place of those before."""
        self.chosen = values
        self._show()

    def _show(self) -> None:
        """Show the chosen values first, then the others, the most frequent first."""
        there = {one.value: one for one in self.values}
        mine = [
            there.get(value, Value(value, self._known.get(value, value))) for value in self.chosen
        ]
        values = [*mine, *(one for one in self.values if one.value not in self.chosen)]
        least = max(SHOWN, len(mine))
        shown = values if self._opened or len(values) <= least + 1 else values[:least]
        self._shown.show_values(shown, len(values) - len(shown))
        self.list.setFixedHeight(_ROW * self._shown.rowCount())
        self.setVisible(bool(values))

    def _take(self, index: QModelIndex, add: bool) -> None:
        value: Value | None = index.data(_VALUE)
        if value is None:
            self._opened = True
            self._show()
            return
        if value.value in self.chosen:
            self.choose(*(one for one in self.chosen if one != value.value))
        else:
            self.choose(*(self.chosen if add else ()), value.value)
        self.changed.emit()


class _List(QListView):
    """The rows: as wide as there is room for, as high as they are many.

    `taken(QModelIndex, bool)` comes for one by mouse or key, and whether beside what is chosen.
    """

    taken = Signal(QModelIndex, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "side")
        self.setMouseTracking(True)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setUniformItemSizes(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._tell(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            if self.currentIndex().isValid():
                self._tell(self.currentIndex(), event)
            return
        super().keyPressEvent(event)

    def _tell(self, index: QModelIndex, event: QMouseEvent | QKeyEvent) -> None:
        self.taken.emit(index, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))


class _FacetDelegate(RowDelegate):
    """Draws a value with its count at the right, the chosen one with a cross to be rid of it."""

    def __init__(self, facet: FacetList) -> None:
        super().__init__(facet)
        self._facet = facet

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of all rows."""
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        value: Value | None = index.data(_VALUE)
        painter.save()
        draw_ground(painter, option)
        painter.setFont(option.font)
        area = QRect(option.rect).adjusted(theme.GRID // 2, 0, -theme.GRID // 2, 0)
        mine = value is not None and value.value in self._facet.chosen
        if mine:
            painter.fillRect(option.rect, theme.colour("chip"))
            cross = QRect(area.right() - _CROSS, area.center().y() - _CROSS // 2, _CROSS, _CROSS)
            theme.icon("close", "chip_text").paint(painter, cross)
            area.setRight(cross.left() - theme.GRID // 2)
        known = value is not None and value.count >= 0
        count = self._facet.locale().toString(value.count) if value and known else ""
        wide = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(theme.colour("chip_text") if mine else ink(option, "muted"))
        draw_text(painter, area, count, right=True)
        area.setRight(area.right() - wide - theme.GRID)
        name = "accent" if value is None else "text"
        painter.setPen(theme.colour("chip_text") if mine else ink(option, name))
        draw_text(painter, area, index.data())
        painter.restore()
