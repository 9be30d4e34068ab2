"""Adding files: what is dropped or chosen, where it goes, and how it went."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit

from archivist.gui.frame.queue import QueuePanel, Summary
from archivist.gui.frame.runs import RunsPane
from archivist.gui.jobs import JobState
from archivist.services.changes import Changes, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.gui.frame.import_bar import ImportBar, Order
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.library.jobs import RunId
    from archivist.services.collecting import ImportReport, QueueState
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace

_REFRESH = 2.0
"""Seconds between two looks at what an import has added so far."""

_NEWS = Changes(
    dict.fromkeys(
        (Topic.ARCHIVES, Topic.UNITS, Topic.SOURCES, Topic.FILES, Topic.PAGES), frozenset({0})
    )
)
"""What an import changes, anywhere (the ids are 0)."""

_MOST_LINES = 100
"""How many files of a kind are named when all is over; the table has them all."""

_LOOK_AT_POWER = 30_000
"""Milliseconds after which a queue that rests on battery is looked at again."""


@dataclass(slots=True)
class _Begun:
    """The run that a job works on, once it is on the queue; set in the job's thread."""

    run_id: RunId | None = None


class Importing(QObject):
    """Asks where files go, adds them in the background, and tells what came of each.

    What an earlier window left on the queue goes on when the library is opened.
    `folders_asked(paths)` comes when folders are among what is to be added: what their names mean
    is to be asked.
    """

    folders_asked = Signal(object)

    def __init__(self, desk: Desk, bar: ImportBar, queue: QueuePanel) -> None:
        super().__init__(desk)
        self._desk, self._bar, self._queue = desk, bar, queue
        self._looked = 0.0
        self._working: list[LongJob] = []
        self._asked = self._again = False
        self._power = QTimer(self, singleShot=True, interval=_LOOK_AT_POWER)
        self._power.timeout.connect(self.go_on)
        self.runs = RunsPane(desk)
        self.runs.work_wanted.connect(self.go_on)
        self.runs.password_asked.connect(self.ask_password)
        queue.show_runs(self.runs)
        bar.ordered.connect(self.add)
        desk.changed.connect(lambda _: self._ask_groups())
        self._ask_groups()
        self.go_on()

    def ask(self, paths: Sequence[Path]) -> None:
        """Ask where files and folders belong; says why not in a library that is read only."""
        if self._desk.read_only:
            self._desk.status.emit(
                self.tr("The library is open for reading only: nothing can be added.")
            )
        elif paths:
            self._desk.ask(
                lambda _: any(path.is_dir() for path in paths),
                lambda some: self._ask(paths, folders=some),
                owner=self,
            )

    def _ask(self, paths: Sequence[Path], *, folders: bool) -> None:
        if folders:
            self.folders_asked.emit(tuple(paths))
        else:
            self._bar.ask(paths, self._desk.place)

    def add(self, order: Order) -> None:
        """Begin to add files."""
        ocr = self._desk.preferences.settings.ocr
        title = (
            self.tr("Adding “%1”").replace("%1", order.paths[0].name)
            if len(order.paths) == 1
            else self.tr("Adding files")
        )
        begun = _Begun()
        self._asked = False
        job = self._desk.run(lambda w: _import(w, order, ocr, begun), title)
        self._queue.describe(job, self._describe)
        job.stop_asked.connect(lambda: self._cancel(begun.run_id))
        self._watch(job)

    def go_on(self) -> None:
        """Work on what waits on the queue, if anything does and may."""
        if not (self._desk.read_only or self._working):
            self._desk.ask(lambda w: w.queue.state(), self._begin, owner=self, key="queue")

    def ask_password(self) -> None:
        """Ask for the password of the files that want one; it is kept in memory alone."""
        dialog = QInputDialog(self._queue.window())
        dialog.setWindowTitle(self.tr("Protected files"))
        dialog.setLabelText(
            self.tr("Password of the protected files; it is tried on all and never stored:")
        )
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.setOkButtonText(self.tr("Try it"))
        dialog.setCancelButtonText(self.tr("Leave them"))
        dialog.textValueSelected.connect(self._unlock)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- working

    def _begin(self, state: QueueState) -> None:
        if self._working or not state.counts.left or state.paused:
            return
        if state.resting:
            self._power.start()
            return
        job = self._desk.run(lambda w: w.queue.work_apart(), self.tr("Adding files"))
        self._queue.describe(job, lambda _: Summary(self._how_it_ended()))
        job.stop_asked.connect(lambda: self._cancel(None))
        self._watch(job)

    def _how_it_ended(self) -> str:
        if self.runs.pause.isChecked():
            return self.tr("Paused: what waits stays on the queue.")
        return self.tr("Ended. The table tells what came of each file.")

    def _watch(self, job: LongJob) -> None:
        self._working.append(job)
        job.progress.connect(lambda _: self._look())
        job.ended.connect(lambda: self._end(job))

    def _end(self, job: LongJob) -> None:
        self._working.remove(job)
        self._desk.tell(_NEWS)
        self.runs.look()
        if job.state is JobState.DONE or self._again:
            self._again = False
            self.go_on()

    def _look(self) -> None:
        if time.monotonic() - self._looked > _REFRESH:
            self._looked = time.monotonic()
            self._desk.tell(_NEWS)

    def _cancel(self, run_id: RunId | None) -> None:
        self._again = True  # other imports wait, perhaps
        self._desk.change(lambda w: w.queue.cancel(run_id), lambda _: self._show(), owner=self)

    def _show(self) -> None:
        self.runs.look()
        self.go_on()

    def _unlock(self, password: str) -> None:
        if password:
            self._asked = self._again = True
            for job in self._working:  # the process at work does not know the password
                job.cancel()
            self._desk.change(
                lambda w: w.queue.unlock((password,)), lambda _: self.go_on(), owner=self
            )

    # -- telling

    def _ask_groups(self) -> None:
        self._desk.ask(
            lambda w: w.sorting.groups(), self._bar.offer_groups, owner=self, key="groups"
        )

    def _describe(self, report: ImportReport) -> Summary:
        files = report.files
        stored = [file for file in files if file.status == "stored"]
        doubles = [file for file in files if file.status == "duplicate"]
        broken = [file for file in files if file.status == "unreadable"]
        parts = []
        if stored or broken or not doubles:
            parts.append(self.tr("%n file(s) added", "", len(stored) + len(broken)))
        if broken:
            parts.append(self.tr("%n of them could not be read", "", len(broken)))
        if doubles:
            parts.append(self.tr("%n file(s) in the library already", "", len(doubles)))
        said = ", ".join(parts) + "."
        self._desk.status.emit(said)
        if broken:
            self._queue.show()
        if not self._asked and any(file.locked for file in files):
            self._asked = True
            self.ask_password()
        lines = (
            ("warning" if file in broken else "copy", tint, f"{file.path.name}: {why}")
            for group, tint in ((broken, "error"), (doubles, "muted"))
            for file in group[:_MOST_LINES]
            for why in (file.reason or self.tr("in the library already"),)
        )
        needs = (("warning", "text", sentence) for sentence in report.missing)
        return Summary(said, (*needs, *lines))


def _import(workspace: Workspace, order: Order, ocr: str, begun: _Begun) -> Steps[ImportReport]:
    """Add the files to the place that was chosen for them."""
    from archivist.services.collecting import (  # noqa: PLC0415 - loads every reader
        ImportOptions,
        Scope,
    )

    options = ImportOptions(
        under=order.path,
        group_id=order.group_id,
        ocr=ocr,
        separate=order.separate,
        link=order.link,
    )
    if order.survey is not None and order.plan is not None:
        made = workspace.placing.begin(order.survey, order.plan, options)
    else:
        made = yield from workspace.queue.begin(order.paths, options)
    begun.run_id = made.id
    yield from workspace.queue.work_apart(Scope(told=made.id))
    report = workspace.collecting.report(made.id, paths=order.paths)
    return (yield from workspace.attaching.beside(order.paths, report))
