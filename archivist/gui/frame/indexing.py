"""Keeping the index up to date in the background, and saying how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from archivist.gui.jobs import JobState

if TYPE_CHECKING:
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.services.progress import Progress

_QUIET = 1500
"""Milliseconds without a change before indexing begins."""


class Indexing(QObject):
    """Indexes what waits, whenever something changed; `said(str)` carries the state in words.

    A library that is open for reading only is indexed once, when nobody has built its index: what
    then still waits is left to the window that may change it.
    """

    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: LongJob | None = None
        self._tried = False
        self._wait = QTimer(self, singleShot=True, interval=_QUIET)
        self._wait.timeout.connect(self._look)
        desk.changed.connect(lambda _: self._wait.start())
        self._wait.start()

    def _look(self) -> None:
        if self._job is None:
            self._desk.ask(
                lambda w: w.searching.waiting(), self._begin, self._fail, owner=self, key="waiting"
            )

    def _begin(self, waiting: int) -> None:
        if not waiting:
            self.said.emit(self.tr("index up to date"))
            return
        self.said.emit(self.tr("%Ln text(s) to be indexed", "", waiting))
        if self._job or (self._desk.read_only and self._tried):
            return
        self._tried = True
        self._job = self._desk.run(lambda w: w.searching.update(), self.tr("Indexing"), quiet=True)
        self._job.progress.connect(self._tell)
        self._job.ended.connect(self._end)
        self._job.failed.connect(self._fail)

    def _tell(self, progress: Progress) -> None:
        left = max(0, progress.total - progress.done)
        self.said.emit(self.tr("indexing, %Ln left", "", left))

    def _end(self) -> None:
        job, self._job = self._job, None
        if job and job.state is JobState.DONE:
            self._look()

    def _fail(self, error: object) -> None:
        self.said.emit(self.tr("index not up to date"))
        self._desk.error.emit(error)
