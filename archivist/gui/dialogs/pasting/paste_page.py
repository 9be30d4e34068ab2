"""The empty box into which a list is pasted, and how far its reading is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.dialogs.pasting.enter_button import EnterButton
from archivist.gui.widgets.labels import muted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from archivist.errors import ArchivistError
    from archivist.services.progress import Progress

_NUMBERED = re.compile(r"^\s*[\[(]?\d{1,4}[\]).\t]", re.MULTILINE)
_YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")
_LEAST = 2
_LONG = 2_000_000
"""A longer text is no list of references."""


def looks_like_list(text: str) -> bool:
    """Tell whether a text may be a list of references: numbered entries, or lines with years."""
    if not text.strip() or len(text) > _LONG:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    if len(_NUMBERED.findall(text)) >= min(_LEAST, len(lines)):
        return True
    return len(lines) >= _LEAST and len(_YEAR.findall(text)) * _LEAST >= len(lines)


class PastePage(QWidget):
    """Takes a text.

    Signals:
        given(str): the text is to be read.
        file_wanted(): a file is to be opened.
        stopped(): the reading is to stop.
        left(): the user does not want to paste anything.
    """

    given = Signal(str)
    file_wanted = Signal()
    stopped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = _Box()
        self.box.setProperty("look", "field")
        self.box.setPlaceholderText(self.tr("Paste a list of references here"))
        self.box.setAccessibleName(self.tr("List of references"))
        self.box.setTabChangesFocus(True)
        self.box.pasted.connect(self.submit)
        self.hint = muted(
            self.tr(
                "From Word, a PDF or the web: archival references and books, articles, laws, web "
                "pages. Each becomes a source; you see and correct them before anything is made."
            )
        )
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("look", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.file_button = EnterButton(self.tr("Open a file…"))
        self.file_button.setToolTip(
            self.tr("A list in a text, a Word document or a PDF; of a thesis, its list alone")
        )
        self.file_button.clicked.connect(self.file_wanted)
        self.read_button = EnterButton(self.tr("Read the list"), "main")
        self.stop_button = EnterButton(self.tr("Stop"))
        self.stop_button.hide()
        self.cancel_button = EnterButton(self.tr("Cancel"))
        self.read_button.clicked.connect(self.submit)
        self.stop_button.clicked.connect(self.stopped)
        self.cancel_button.clicked.connect(self.left)
        self._lay_out()
        self.box.textChanged.connect(self._allow)
        self._allow()

    def submit(self) -> None:
        """Let the text be read."""
        text = self.box.toPlainText()
        if text.strip() and self.read_button.isEnabled():
            self.given.emit(text)

    def take(self, text: str) -> None:
        """Take a text and let it be read, unless it is longer than any list."""
        self.rest()
        if len(text) > _LONG:
            self.rest(self.tr("This is longer than any list of references."))
            return
        self.box.setPlainText(text)
        self.submit()

    def wait(self) -> None:
        """Show that the list is being read."""
        self.problem.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.show()
        self.box.setReadOnly(True)
        self.read_button.setEnabled(False)
        self.file_button.setEnabled(False)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the reading is."""
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def rest(self, error: ArchivistError | str = "") -> None:
        """Take another text; say why the last was not read."""
        self.bar.hide()
        self.stop_button.hide()
        self.box.setReadOnly(False)
        self.file_button.setEnabled(True)
        self.problem.setText(str(error))
        self.problem.setVisible(bool(str(error)))
        self._allow()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.file_button)
        foot.addStretch(1)
        for button in (self.stop_button, self.read_button, self.cancel_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (self.hint, self.box, self.bar, self.problem):
            column.addWidget(part, 1 if part is self.box else 0)
        column.addLayout(foot)

    def _allow(self) -> None:
        self.read_button.setEnabled(bool(self.box.toPlainText().strip()))


class _Box(QPlainTextEdit):
    """The box; a list that is pasted into it while it is empty is read at once.

    Signals:
        pasted(): a list was pasted.
    """

    pasted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)

    def insertFromMimeData(self, source: object) -> None:
        """Take what is pasted."""
        empty = self.document().isEmpty()
        super().insertFromMimeData(source)  # type: ignore[arg-type]  # always a QMimeData
        if empty and looks_like_list(self.toPlainText()):
            self.pasted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to read with Ctrl+Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pasted.emit()
            return
        super().keyPressEvent(event)
