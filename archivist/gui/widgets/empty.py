"""What a place shows that has nothing to show: one sentence, and a button that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.widgets.labels import IconLabel

if TYPE_CHECKING:
    from collections.abc import Callable


class EmptyPlace(QWidget):
    """A sentence in the middle of an empty place, under an icon, with a button or none."""

    def __init__(
        self, icon: str, sentence: str, button: str = "", act: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._picture = IconLabel(icon, "edge", 6 * theme.GRID)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = QLabel(sentence)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setProperty("look", "muted")
        self._sentence.setMaximumWidth(60 * theme.GRID)
        self._button = QPushButton(button, self)  # a child at once: shown alone it is a window
        self._button.setVisible(bool(button))
        self.setFocusProxy(self._button)
        if act:
            self._button.clicked.connect(act)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.GRID,) * 4)
        column.setSpacing(2 * theme.GRID)
        column.addStretch(2)
        column.addWidget(self._picture)
        # Between stretches and not aligned: an aligned label gets too little height for its lines.
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._sentence, 100)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, sentence: str, button: str | None = None) -> None:
        """Show another sentence; `button` "" hides the button, None leaves it as it is."""
        self._sentence.setText(sentence)
        if button is not None:
            self._button.setText(button)
            self._button.setVisible(bool(button))
