"""Keeping the index up to date in the background, and saying how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from archivist.gui.frame.progress_words import time_left
from archivist.gui.jobs import JobState
from archivist.services.progress import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.services.progress import Progress, Steps
    from archivist.services.workspace import Workspace

_QUIET = 150
"""Milliseconds without a change before indexing begins."""

_REST = 2_000
"""Milliseconds of rest after which the writer is made ready for the first change."""

_LONG = 2_000
"""So many texts take long enough to be shown in the queue, where they can be stopped."""


class Indexing(QObject):
    """Indexes what waits, whenever something changed; `said(str)` carries the state in words.

    What the user stopped waits until something else changes, or until `go_on`. A library that is
    open for reading only is indexed once, when nobody has built its index: what then still waits
    is left to the window that may change it.
    """

    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: LongJob | None = None
        self._pace = Pace()
        self._tried = self._warm = False
        self._wanted = self._building = False
        self._wait = QTimer(self, singleShot=True, interval=_QUIET)
        self._wait.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._warm_up)
        desk.changed.connect(lambda _: self._wait.start())
        self._wait.start()

    def rebuild(self) -> None:
        """Write the whole index anew, after what is under way; all in it is found meanwhile."""
        if self._building:
            said = self.tr("The search index is being built anew already.")
        elif self._job is None:
            said = self.tr("The search index is being built anew. Everything is found meanwhile.")
            self._build()
        else:
            said = self.tr("The search index will be built anew when what waits is indexed.")
            self._wanted = True
        self._desk.status.emit(said)

    def _build(self) -> None:
        self._wanted, self._building = False, True
        self.said.emit(self.tr("index to be built anew"))
        title = self.tr("Building the search index anew")
        self._run(lambda w: w.searching.rebuild(), title, quiet=False)

    def go_on(self) -> None:
        """Index what waits, though the user stopped it."""
        self._tried = False
        self._look()

    def _look(self) -> None:
        if self._job is None:
            self._desk.ask(
                lambda w: w.searching.waiting(), self._begin, self._fail, owner=self, key="waiting"
            )

    def _begin(self, waiting: int) -> None:
        self._desk.indexed.emit(waiting)
        if not waiting:
            self.said.emit(self.tr("index up to date"))
            if not self._warm:
                self._rest.start()
            return
        self.said.emit(self._waits(waiting))
        if self._job or (self._desk.read_only and self._tried):
            return
        self._tried = True
        title = self.tr("Indexing")
        self._run(lambda w: w.searching.update(), title, quiet=waiting < _LONG)

    def _run(self, steps: Callable[[Workspace], Steps[int]], title: str, *, quiet: bool) -> None:
        self._pace, self._warm = Pace(), quiet  # what has written much is ended
        self._job = self._desk.run(steps, title, quiet=quiet)
        self._job.progress.connect(self._tell)
        self._job.ended.connect(self._end)
        self._job.failed.connect(self._fail)

    def _warm_up(self) -> None:
        """Start the writer, so that the first edit is found as soon as the others."""
        if self._warm or self._desk.read_only or self._job is not None:
            return
        self._warm = True
        self._job = self._desk.run(lambda w: w.searching.warm_up(), "", quiet=True)
        self._job.ended.connect(self._end)

    def _tell(self, progress: Progress) -> None:
        left = max(0, progress.total - progress.done)
        if self._building:
            said = self.tr("building the index anew, %Ln left", "", left)
        else:
            said = self.tr("indexing, %Ln left", "", left)
        if known := self._pace.at(progress):
            rate = self.tr("%Ln page(s) a second", "", round(known[0]))
            said = f"{said} · {rate} · {time_left(known[1])}"
        self.said.emit(said)

    def _end(self) -> None:
        job, self._job, self._building = self._job, None, False
        if self._wanted:
            self._build()
        elif job and job.state is JobState.DONE:
            self._look()
        elif job and job.state is JobState.CANCELLED:
            self._desk.ask(
                lambda w: w.searching.waiting(),
                self._stopped,
                self._fail,
                owner=self,
                key="waiting",
            )

    def _stopped(self, waiting: int) -> None:
        self._desk.indexed.emit(waiting)
        go_on = self.tr("Go on")
        self.said.emit(f'{self._waits(waiting)} · <a href="go">{go_on}</a>')

    def _waits(self, waiting: int) -> str:
        return self.tr("%Ln text(s) to be indexed", "", waiting)

    def _fail(self, error: object) -> None:
        self.said.emit(self.tr("index not up to date"))
        self._desk.error.emit(error)
