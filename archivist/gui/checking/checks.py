"""Checking in the background: again after each change, and never with a result that is stale."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from archivist.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from archivist.gui.checking.told import Told
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.services.changes import Changes
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace

    Check = Callable[[Workspace], Steps[tuple[Told, ...]]]

QUIET = 1500
"""Milliseconds without a change before it is checked again."""

_SHARE = 2
"""A check that took long is begun again after so many times as long at the earliest."""

_CHECKED = (Topic.SOURCES, Topic.UNITS, Topic.ARCHIVES, Topic.SECTIONS, Topic.MANUSCRIPTS)


class Checks(QObject):
    """Runs one check at a time, while `view` is on the screen.

    Signals:
        found(tuple[Told, ...]): what a check found, and nothing has changed since.
        working(bool): a check has begun or ended.
    """

    found = Signal(object)
    working = Signal(bool)

    def __init__(self, desk: Desk, view: QWidget) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._check: Check | None = None
        self._job: LongJob | None = None
        self._begun = 0.0
        self._stale = self._wanted = False
        self._wait = QTimer(self, singleShot=True, interval=QUIET)
        self._wait.timeout.connect(self._look)
        desk.changed.connect(self._changed)
        view.installEventFilter(self)

    def watch(self, check: Check | None) -> None:
        """Check something else from now on, soon; None for nothing."""
        self._check = check
        self._soon()

    def again(self) -> None:
        """Check now."""
        self._wait.stop()
        self._stale = False
        if self._check is None:
            return
        if self._job is not None:  # it begins when the one before has let go
            self._wanted = True
            self._job.cancel()
            return
        self._begun = time.monotonic()
        job = self._job = self._desk.run(self._check, self.tr("Checking"), quiet=True)
        job.done.connect(self._take)
        job.ended.connect(self._end)
        self.working.emit(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make up for what changed while the view was not seen."""
        if event.type() == QEvent.Type.Show and self._stale:
            self._wait.start()
        return super().eventFilter(watched, event)

    def _changed(self, changes: Changes) -> None:
        if any(topic in changes for topic in _CHECKED):
            self._soon()

    def _soon(self) -> None:
        self._stale = True
        if self._job is not None:
            self._job.cancel()
        self._wait.start()

    def _look(self) -> None:
        if self._view.isVisible():
            self.again()

    def _take(self, told: tuple[Told, ...]) -> None:
        if not self._stale and not self._wanted:
            self.found.emit(told)

    def _end(self) -> None:
        self._job = None
        took = round((time.monotonic() - self._begun) * 1000)
        self._wait.setInterval(max(QUIET, _SHARE * took))
        if self._wanted:
            self._wanted = False
            self.again()
        else:
            self.working.emit(False)
