"""Looks at the watched folders now and then, away from the window, and lets come in what is new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from archivist.services.changes import Changes, Topic

if TYPE_CHECKING:
    from archivist.gui.frame.importing import Importing
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.library.watching import WatchedFolder
    from archivist.services.collecting import Looked

_EVERY = 10_000
_SOON = 2_000
"""Milliseconds between two looks, and until the next one while files are still being written."""

_ARRIVED = Changes({Topic.WATCHED: frozenset({0})})


class Watcher(QObject):
    """Nothing is looked at in a library that is read only, or without watched folders.

    What the system tells of the folders is a hint to look sooner: it does not tell everything.
    """

    def __init__(self, desk: Desk, importing: Importing) -> None:
        super().__init__(desk)
        self._desk, self._importing = desk, importing
        self._folders: tuple[WatchedFolder, ...] = ()
        self._job: LongJob | None = None
        self._stopped = False
        self._told = ""
        self._hints = QFileSystemWatcher(self)
        self._hints.directoryChanged.connect(lambda _: self._look_in(_SOON))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        desk.changed.connect(self._changed)
        if not desk.read_only:
            self._ask()

    def stop(self) -> None:
        """Look no more: the library is being closed."""
        self._stopped = True
        self._timer.stop()

    def _changed(self, changes: Changes) -> None:
        if Topic.WATCHED in changes and not self._desk.read_only:
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(lambda w: w.watching.folders(), self._take, owner=self, key="folders")

    def _take(self, folders: tuple[WatchedFolder, ...]) -> None:
        orders = [self._plain(folder) for folder in folders if not folder.paused]
        if orders != [self._plain(folder) for folder in self._folders if not folder.paused]:
            self._look_in(0)
        self._folders = folders

    def _plain(self, folder: WatchedFolder) -> tuple[object, ...]:
        return folder.id, folder.path, folder.gathering, folder.group_id, folder.ocr

    def _look_in(self, milliseconds: int) -> None:
        sooner = not self._timer.isActive() or self._timer.remainingTime() > milliseconds
        if not self._stopped and self._job is None and sooner:
            self._timer.start(milliseconds)

    def _look(self) -> None:
        if self._stopped or self._job is not None:
            return
        job = self._desk.run(
            lambda w: w.watching.look(), self.tr("Looking at watched folders"), quiet=True
        )
        self._job = job
        job.done.connect(self._looked)
        job.failed.connect(self._desk.error.emit)
        job.ended.connect(self._ended)

    def _looked(self, looked: Looked) -> None:
        if looked.runs:
            self._desk.tell(looked.changes | _ARRIVED)
            self._importing.runs.look()
            self._importing.go_on()
        if looked.problem and looked.problem != self._told:
            self._desk.status.emit(looked.problem)
        self._told = looked.problem
        self._hint(looked)
        self._job = None
        if looked.waiting:
            self._look_in(_SOON)

    def _ended(self) -> None:
        self._job = None
        if any(not folder.paused for folder in self._folders):
            self._look_in(_EVERY)

    def _hint(self, looked: Looked) -> None:
        """Ask the system to tell of the folders that are there."""
        there = {
            str(Path(folder.path))
            for folder in self._folders
            if not (folder.paused or folder.id in looked.missing)
        }
        known = set(self._hints.directories())
        if gone := known - there:
            self._hints.removePaths(sorted(gone))
        if new := there - known:
            self._hints.addPaths(sorted(new))
