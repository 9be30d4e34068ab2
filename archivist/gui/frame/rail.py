"""The rail at the left edge: one button a room, the settings at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from archivist.gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from archivist.gui.actions import Actions

ROOMS = ("library", "search", "manuscripts", "worklog")
"""The rooms in the order of the rail; their actions are `go.<room>`."""


class Rail(QWidget):
    """Buttons of the rooms; the one that is seen is pressed."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons = {room: self._button(actions[f"go.{room}"]) for room in ROOMS}
        settings = self._button(actions["file.settings"])
        settings.setText(self.tr("Settings"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, theme.GRID, 2, theme.GRID)
        column.setSpacing(4)
        for button in self._buttons.values():
            button.setCheckable(True)
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(settings)
        self.setMinimumWidth(theme.RAIL)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_room(self, room: str) -> None:
        """Press the button of a room; "" presses none."""
        if room in self._buttons:
            self._buttons[room].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setText(action.text().replace("&", "").rstrip("…"))
        button.setIcon(action.icon())
        button.setIconSize(QSize(theme.ICON, theme.ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFont(theme.small_font(1.5))
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        button.setToolTip(f"{button.text()} ({keys})" if keys else button.text())
        button.setAccessibleName(button.text())
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumHeight(52)
        button.clicked.connect(action.trigger)
        return button
