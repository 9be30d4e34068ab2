"""The tools over the grid, and how many pages there are and are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from archivist.gui import theme

if TYPE_CHECKING:
    from archivist.gui.actions import Actions

TOOLS = (
    ("sheets.turn_left", "sheets.turn_right", "sheets.straighten", "sheets.crop", "sheets.split"),
    ("sheets.skip", "sheets.merge", "sheets.whole"),
    ("sheets.as_taken", "sheets.part"),
)
"""The actions in groups, in the order of the row."""


class ToolRow(QWidget):
    """Each button does an action of the table, and says its key."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = QLabel()
        self.count.setProperty("look", "muted")
        self._buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, theme.GRID // 2, 2 * theme.GRID, theme.GRID // 2)
        row.setSpacing(theme.GRID // 2)
        for place, group in enumerate(TOOLS):
            if place:
                line = QFrame()
                line.setFixedSize(1, theme.ICON)
                line.setProperty("look", "divider")
                row.addSpacing(theme.GRID // 2)
                row.addWidget(line)
                row.addSpacing(theme.GRID // 2)
            for name in group:
                row.addWidget(self._button(actions, name))
        row.addStretch(1)
        row.addWidget(self.count)

    def allow(self, *, allowed: bool) -> None:
        """Let the tools be used, or not."""
        for button in self._buttons:
            button.setEnabled(allowed)

    def tell(self, pages: int, selected: int) -> None:
        """Say how many pages there are, and are selected."""
        words = self.tr("%Ln page(s)", "", pages)
        if selected > 1:
            words += ", " + self.tr("%Ln selected", "", selected)
        self.count.setText(words)

    def _button(self, actions: Actions, name: str) -> QToolButton:
        action = actions[name]
        button = QToolButton()
        button.setIcon(action.icon())
        button.setIconSize(QSize(theme.ICON, theme.ICON))
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        words = action.text().rstrip("…")
        button.setToolTip(f"{words} ({keys})" if keys else words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        self._buttons.append(button)
        return button
