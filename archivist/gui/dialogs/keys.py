"""All actions with their keys: the list of keys, and the palette that finds and does one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.widgets.rows import Index, RowDelegate, draw_ground, draw_text, ink

if TYPE_CHECKING:
    from archivist.gui.actions import Actions

_ACTION = Qt.ItemDataRole.UserRole
_OWN = frozenset({"edit.palette", "help.keys"})


class ActionList(QDialog):
    """A field and the list of all actions; Enter does the chosen one where that is possible now.

    `doing` False shows the list to be read: then everything is in it, whatever can be done.
    """

    def __init__(self, actions: Actions, parent: QWidget, *, doing: bool) -> None:
        super().__init__(parent)
        self._doing = doing
        self.setWindowTitle(self.tr("Find an action") if doing else self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Type a part of its name"))
        self.line.setAccessibleName(self.line.placeholderText())
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_ActionDelegate(self.list))
        self.list.setAccessibleName(self.windowTitle())
        self.list.setMouseTracking(True)
        self.list.itemActivated.connect(self._do)
        self.list.itemClicked.connect(self._do)
        for name in actions:
            if doing and (name in _OWN or not actions.can(name)):
                continue
            action = actions[name]
            if doing or action.shortcuts():
                item = QListWidgetItem(action.text().replace("&", ""), self.list)
                item.setData(_ACTION, action)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.resize(64 * theme.GRID, 60 * theme.GRID)
        self._narrow("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the keyboard is in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {
                Qt.Key.Key_Down,
                Qt.Key.Key_Up,
                Qt.Key.Key_PageDown,
                Qt.Key.Key_PageUp,
            }:
                self.list.event(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                item = self.list.currentItem()
                if item:
                    self._do(item)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            shown = all(word in item.text().casefold() for word in words)
            item.setHidden(not shown)
            first = first or (item if shown else None)
        if first:
            self.list.setCurrentItem(first)

    def _do(self, item: QListWidgetItem) -> None:
        if self._doing:
            action: QAction = item.data(_ACTION)
            self.accept()
            action.trigger()


class _ActionDelegate(RowDelegate):
    """Draws an action: icon, name, keys at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one action."""
        self.initStyleOption(option, index)
        action: QAction = index.data(_ACTION)
        painter.save()
        draw_ground(painter, option)
        area = QRect(option.rect).adjusted(theme.GRID, 0, -theme.GRID, 0)
        action.icon().paint(painter, QRect(area.left(), area.center().y() - 9, 20, 20))
        keys = ", ".join(
            one.toString(QKeySequence.SequenceFormat.NativeText) for one in action.shortcuts()
        )
        painter.setPen(ink(option, "muted"))
        draw_text(painter, area, keys, right=True)
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(keys) - theme.GRID)
        painter.setPen(ink(option))
        draw_text(painter, area.adjusted(28, 0, 0, 0), index.data())
        painter.restore()
