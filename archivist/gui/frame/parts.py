"""The parts around the rooms, put together: rail, bars, messages, queue, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui.frame.foot import Foot
from archivist.gui.frame.import_bar import ImportBar
from archivist.gui.frame.queue import QueuePanel
from archivist.gui.frame.rail import Rail
from archivist.gui.frame.top_bar import TopBar
from archivist.gui.frame.welcome import Welcome
from archivist.gui.widgets.banner import Banners

if TYPE_CHECKING:
    from archivist.errors import ArchivistError
    from archivist.gui.actions import Actions
    from archivist.gui.jobs import Jobs


class Frame(QWidget):
    """What a window shows around the page of welcome or the rooms of a library."""

    def __init__(self, actions: Actions, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail, self.top = Rail(actions), TopBar(actions)
        self.banners, self.import_bar = Banners(), ImportBar()
        self.welcome = Welcome(actions)
        self.queue, self.foot = QueuePanel(jobs), Foot(jobs)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        right = QVBoxLayout()
        right.setSpacing(0)
        above: tuple[QWidget, ...] = (self.top, self.banners, self.import_bar)
        for part in (*above, self._pages, self.queue, self.foot):
            right.addWidget(part, 1 if part is self._pages else 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.foot.queue_asked.connect(self.turn_queue)
        self.show_rooms(None)

    def show_rooms(self, rooms: QWidget | None) -> None:
        """Show the rooms of a library; without any the welcome page and little else."""
        if rooms and self._pages.indexOf(rooms) < 0:
            self._pages.addWidget(rooms)
        self._pages.setCurrentWidget(rooms or self.welcome)
        for part in (self.rail, self.top, self.foot):
            part.setVisible(rooms is not None)
        if rooms is None:
            self.queue.hide()
            self.import_bar.hide()

    def turn_queue(self) -> None:
        """Show the queue, or hide it."""
        self.queue.setVisible(self.queue.isHidden())

    def show_error(self, error: ArchivistError) -> None:
        """Show what went wrong, above the rooms."""
        self.banners.show_error(str(error))
