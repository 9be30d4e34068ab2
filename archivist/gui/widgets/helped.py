"""A line to type a query into, in which F1 shows how queries are written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class HelpedLine(QLineEdit):
    """One line; `help_wanted()` comes on F1, with which the window shows all keys elsewhere."""

    help_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        """Take F1 before the window does."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.help_wanted.emit()
                return True
        return super().event(event)
