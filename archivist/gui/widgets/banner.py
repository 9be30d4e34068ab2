"""Messages at the top of the window: what happened, in one sentence; nothing waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 3
"""How many messages stand on each other before the oldest goes."""


class Banner(QFrame):
    """One message; `look` is "notice" or "error"."""

    def __init__(self, sentence: str, look: str, *, closable: bool = True) -> None:
        super().__init__()
        self.setProperty("look", look)
        self.sentence = sentence
        self._label = QLabel(sentence)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        row.setSpacing(theme.GRID)
        row.addWidget(self._label, 1)
        self._row = row
        if closable:
            close = QToolButton()
            close.setIcon(theme.icon("close", look))
            close.setIconSize(QSize(16, 16))
            close.setToolTip(self.tr("Close this message"))
            close.setAccessibleName(close.toolTip())
            close.clicked.connect(self.deleteLater)
            row.addWidget(close)

    def offer(self, text: str, act: Callable[[], object]) -> None:
        """Add a button that does something about it."""
        button = QPushButton(text)
        button.clicked.connect(act)
        self._row.insertWidget(1, button)


class Banners(QWidget):
    """The messages of a window, the newest at the bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_error(self, sentence: str) -> Banner:
        """Show what went wrong until it is closed; the same sentence stands there once."""
        for banner in self.banners:
            if banner.sentence == sentence:
                return banner
        return self.add(Banner(sentence, "error"))

    def add(self, banner: Banner) -> Banner:
        """Show a message."""
        closable = [old for old in self.banners if old.property("look") == "error"]
        for old in closable[: max(0, len(closable) - _MOST + 1)]:
            old.deleteLater()
        self._column.addWidget(banner)
        return banner

    @property
    def banners(self) -> tuple[Banner, ...]:
        """The messages that stand there."""
        return tuple(self.findChildren(Banner))

    def clear(self) -> None:
        """Take all messages away."""
        for banner in self.banners:
            banner.setParent(None)
            banner.deleteLater()
