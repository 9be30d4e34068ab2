"""A sentence over the page that is being read, with a button or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from archivist.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable


class PageNotice(QFrame):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self.reason, self.remedy = QLabel(), QPushButton()
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self._act: Callable[[], object] = bool
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self.reason, 1)
        row.addWidget(self.remedy)
        self.remedy.clicked.connect(self._do)
        self.remedy.hide()
        self.hide()

    def tell(self, sentence: str) -> None:
        """Say a sentence."""
        self.reason.setText(sentence)
        self.remedy.hide()
        self.show()

    def offer(self, text: str, act: Callable[[], object]) -> None:
        """Add a button that does something about it."""
        self.remedy.setText(text)
        self._act = act
        self.remedy.show()

    def _do(self) -> None:
        self._act()
