"""The parts of the reader and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.reader.find_bar import FindBar
from archivist.gui.reader.layer_bar import LayerBar
from archivist.gui.reader.layer_pane import LayerPane
from archivist.gui.reader.marks_list import MarksList
from archivist.gui.reader.notes_pane import NotesPane
from archivist.gui.reader.page_list import PageList
from archivist.gui.reader.stage import Stage
from archivist.gui.reader.strip import Mode, Strip
from archivist.library.sources import TextOrigin

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from archivist.gui.actions import Actions
    from archivist.gui.messages import Desk

_MODES = {mode.name: mode for mode in Mode}
_LEFT, _RIGHT = 22 * theme.GRID, 34 * theme.GRID


class _Tools(QWidget):
    """The place over the page in which the tools float."""

    def __init__(self, strip: Strip) -> None:
        super().__init__()
        self._strip = strip
        self.setMinimumWidth(52 * theme.GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strip.fit_in(self.width() - 2 * theme.GRID)


class ReaderView(QWidget):
    """Pages and marks at the left, the page under its tools in the middle.

    At the right are the notes of the page, and panes to type its transcription and translation in.
    """

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = desk.preferences.state
        self.strip = Strip(actions)
        self.find_bar = FindBar()
        self.stage = Stage()
        self.pages = PageList(desk)
        self.marks = MarksList()
        self.notes = NotesPane(desk)
        self.layer_bar = LayerBar(may_change=not desk.read_only)
        typed = (TextOrigin.TRANSCRIPTION, TextOrigin.TRANSLATION)
        self.panes = {origin: LayerPane(origin) for origin in typed}
        self.left = QTabWidget()
        self.right = QTabWidget()
        self._lay_out()
        self.strip.allow_marking(allowed=not desk.read_only)
        kept = self._state.value("reader/splitter")
        if kept is not None:
            self._split.restoreState(kept)
        self.stage.show_mode(_MODES.get(str(self._state.value("reader/mode")), Mode.PICTURE))

    def show_side(self, pane: QWidget) -> None:
        """Show one of the panes at the right."""
        self.right.show()
        self.right.setCurrentWidget(pane)

    def keep(self) -> None:
        """Keep the sizes and the mode for the next source."""
        self._state.setValue("reader/splitter", self._split.saveState())
        self._state.setValue("reader/mode", self.stage.mode.name)

    def _lay_out(self) -> None:
        self.left.setDocumentMode(True)
        self.left.addTab(self.pages, self.tr("Pages"))
        self.left.addTab(self.marks, self.tr("Marks"))
        self.left.setMinimumWidth(18 * theme.GRID)
        self._lay_out_right()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tools = _Tools(self.strip)
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(*(theme.GRID,) * 4)
        bar.addStretch(1)
        bar.addWidget(self.strip)
        bar.addStretch(1)
        column.addWidget(self.tools)
        column.addWidget(self.find_bar)
        column.addWidget(self.layer_bar)
        column.addWidget(self.stage, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for place, widget in enumerate((self.left, middle, self.right)):
            self._split.addWidget(widget)
            self._split.setStretchFactor(place, int(widget is middle))
        self._split.setSizes([_LEFT, 4 * _RIGHT, _RIGHT])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _lay_out_right(self) -> None:
        self.right.setDocumentMode(True)
        self.right.setMinimumWidth(24 * theme.GRID)
        self.right.addTab(self.notes, self.tr("Notes"))
        self.right.addTab(self.panes[TextOrigin.TRANSCRIPTION], self.tr("Transcription"))
        self.right.addTab(self.panes[TextOrigin.TRANSLATION], self.tr("Translation"))
