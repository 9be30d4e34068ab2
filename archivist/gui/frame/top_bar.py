"""The bar above the rooms: back and forward, the box that searches everything, and the plus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from archivist.gui import theme
from archivist.gui.widgets.helped import HelpedLine

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent

    from archivist.gui.actions import Actions


class TopBar(QWidget):
    """`searched(str)` comes on Enter in the box."""

    searched = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = _arrow(actions["go.back"])
        self.forward = _arrow(actions["go.forward"])
        self.box = _SearchBox()
        keys = QKeySequence(actions["go.search_everything"].shortcut())
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.box.setPlaceholderText(self.tr("Search everything   (%1)").replace("%1", shown))
        self.box.setAccessibleName(self.tr("Search everything"))
        self.box.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.setClearButtonEnabled(True)
        self.box.setMaximumWidth(80 * theme.GRID)
        self.box.setMinimumHeight(32)
        self.box.setAcceptDrops(False)  # dropped files go to the window
        self.box.returnPressed.connect(self._search)
        self.box.help_wanted.connect(actions["help.search"].trigger)
        self.add = QPushButton(theme.icon("add", "on_accent"), self.tr("Add"))
        self.add.setProperty("look", "main")
        self.add.setAccessibleName(self.tr("Add files or a source"))
        menu = QMenu(self.add)
        for name in ("file.add_files", "file.add_folder", "file.import_inventory", "source.new"):
            menu.addAction(actions[name])
        menu.aboutToShow.connect(actions.refresh)
        menu.aboutToHide.connect(actions.allow_all)
        self.add.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, 6, theme.GRID, 6)
        row.setSpacing(theme.GRID // 2)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addStretch(1)
        row.addWidget(self.box, 8)
        row.addStretch(1)
        row.addWidget(self.add)

    def take_focus(self) -> None:
        """Put the keyboard into the box, everything selected."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def can_go(self, *, back: bool, forward: bool) -> None:
        """Grey the arrows that lead nowhere."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def _search(self) -> None:
        if self.box.text().strip():
            self.searched.emit(self.box.text().strip())


class _SearchBox(HelpedLine):
    """The box; Escape empties it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the box on Escape, and give the keyboard back when it is empty."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.clearFocus()
            return
        super().keyPressEvent(event)


def _arrow(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setIcon(action.icon())
    button.setIconSize(QSize(theme.ICON, theme.ICON))
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{action.text()} ({keys})")
    button.setAccessibleName(action.text())
    button.clicked.connect(action.trigger)
    return button
