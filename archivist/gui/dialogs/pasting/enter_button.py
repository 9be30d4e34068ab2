"""A button that Enter presses while it has the keyboard, and never from elsewhere in the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class EnterButton(QPushButton):
    """Is nobody's default: Enter in a field must not import anything."""

    def __init__(self, text: str = "", look: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        if look:
            self.setProperty("look", look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
