"""The search room in a window over a library in memory, as the tests of the room drive it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.messages import Desk
from archivist.gui.search.panel import SearchRoom
from archivist.gui.search.searcher import PAUSE

if TYPE_CHECKING:
    from fake_library import FakeLibrary
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences
    from archivist.services.searching import Spot, Trail


class ShownSearch:
    """The room, the library that it searches, and what was opened from it."""

    def __init__(
        self, library: FakeLibrary, jobs: Jobs, preferences: Preferences, qtbot: QtBot
    ) -> None:
        self.library, self.jobs = library, jobs
        self.desk = Desk(library, jobs, preferences)  # type: ignore[arg-type]
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.room = SearchRoom(self.desk, self.actions)
        self.window.setCentralWidget(self.room)
        self.window.resize(1200, 700)
        self.window.show()
        self.opened: list[tuple[Spot, Trail]] = []
        self.desk.open_spot.connect(lambda *place: self.opened.append(place))
        self.settle()

    def settle(self, milliseconds: int = 5) -> None:
        """Let all be done that was asked for; after a pause of typing where that is given."""
        QTest.qWait(milliseconds)
        self.jobs.drain()
        QTest.qWait(1)

    def pause(self) -> None:
        """Let the pause pass after which what was typed is searched for."""
        self.settle(PAUSE + 60)

    def search(self, query: str) -> None:
        """Type a query and press Enter."""
        self.room.field.line.setText(query)
        QTest.keyClick(self.room.field.line, Qt.Key.Key_Return)
        self.settle()


def sentence_in(widget: QWidget) -> str:
    """Return the words of all labels that are seen in a widget."""
    labels = widget.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible()).strip()
