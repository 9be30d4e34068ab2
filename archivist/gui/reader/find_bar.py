"""The bar that finds words in the opened source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from archivist.gui import theme
from archivist.gui.widgets.fields import redress
from archivist.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_PAUSE = 200


class FindBar(QWidget):
    """A field, how many hits there are, and the way from one to the next.

    Signals:
        wanted(str): these words are to be found; "" for none.
        walked(int): on to the next (1) or back to the previous (-1) hit.
        closed(): the bar was closed.
    """

    wanted = Signal(str)
    walked = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this source"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setMinimumWidth(24 * theme.GRID)
        self.field.setMaximumWidth(48 * theme.GRID)
        self._counter = ElidedLabel()
        self._counter.setProperty("look", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 0, theme.GRID, theme.GRID // 2)
        row.setSpacing(theme.GRID // 2)
        row.addWidget(self.field, 2)
        for icon, text, way in (
            ("up", self.tr("Previous hit (Shift+F3)"), -1),
            ("down", self.tr("Next hit (F3)"), 1),
        ):
            button = self._button(icon, text)
            button.clicked.connect(lambda _=False, way=way: self.walked.emit(way))
            row.addWidget(button)
        row.addWidget(self._counter, 1)
        close = self._button("close", self.tr("Close (Esc)"))
        close.clicked.connect(self.close_bar)
        row.addWidget(close)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self.wanted.emit(self.field.text().strip()))
        self.field.textEdited.connect(self._pause.start)
        self.hide()

    def show_query(self, query: str) -> None:
        """Show what is being looked for."""
        self._pause.stop()
        self.field.setText(query)
        self.setVisible(bool(query))

    def begin(self) -> None:
        """Let words be typed."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def count(self, place: tuple[int, int, bool], waiting: int) -> None:
        """Show which hit of how many is current; `waiting` documents are not indexed yet."""
        current, total, complete = place
        if not self.field.text().strip():
            text = ""
        elif not total:
            text = self.tr("Nothing found") if complete else self.tr("Looking…")
        else:
            shown = str(total) if complete else f"{total}+"
            text = (
                self.tr("%1 of %2").replace("%1", str(current)).replace("%2", shown)
                if current
                else self.tr("%n hit(s)", "", total)
            )
        if text and waiting:
            text += " · " + self.tr("still indexing")
        self._say(text, wrong=False)

    def refuse(self, sentence: str) -> None:
        """Show why the words cannot be looked for."""
        self._say(sentence, wrong=True)

    def close_bar(self) -> None:
        """End the search."""
        self._pause.stop()
        self.field.clear()
        self.hide()
        self.wanted.emit("")
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Enter, close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._pause.isActive():
                self._pause.stop()
                self.wanted.emit(self.field.text().strip())
            else:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.walked.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _say(self, text: str, *, wrong: bool) -> None:
        look = "error" if wrong else "muted"
        if self._counter.property("look") != look:
            self._counter.setProperty("look", look)
            redress(self._counter)
        self._counter.setText(text)

    @staticmethod
    def _button(icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button
