"""The table of the files of an import: rows are fetched by the page as they come into sight."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from archivist.gui import theme
from archivist.gui.widgets.tips import plain_tip
from archivist.library.jobs import JobKind, JobState, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archivist.gui.messages import Desk
    from archivist.library.jobs import Job, Run

PAGE = 200
"""How many rows are fetched at once."""

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns."""

    NAME = 0
    FOLDER = 1
    STATE = 2
    PAGES = 3
    REASON = 4


class JobTable(QAbstractTableModel):
    """The files of one run, all or those in one state."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run: Run | None = None
        self._state: JobState | None = None
        self._count = 0
        self._rows: dict[int, Job] = {}
        self._asked: set[int] = set()

    def show_run(self, run: Run | None, state: JobState | None) -> None:
        """Show the files of a run as it is now; what was fetched stays until there is news."""
        count = _count_of(run, state)
        same = run and self._run and run.id == self._run.id and state is self._state
        self._run, self._state = run, state
        self._asked.clear()
        if same and count == self._count:
            self._tell(0, count - 1)
            return
        self.beginResetModel()
        self._count = count
        self._rows = {row: job for row, job in self._rows.items() if same and row < count}
        self.endResetModel()

    def job_at(self, row: int) -> Job | None:
        """Return the job of a row, None as long as it was not fetched."""
        return self._rows.get(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many files there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt
        """Return the heading of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("File"),
            self.tr("Folder"),
            self.tr("State"),
            self.tr("Pages"),
            self.tr("What was found"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt
        """Return what a cell shows; asks for its page when that was not fetched."""
        row = index.row()
        page = row // PAGE
        if page not in self._asked:
            self._fetch(page)
        job = self._rows.get(row)
        if job is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and not index.column() else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(job, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            of_path = index.column() in {Column.NAME, Column.FOLDER}
            return plain_tip(job.path if of_path else job.reason)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == Column.STATE:
            return theme.colour("error") if job.state is JobState.FAILED else None
        return None

    def _fetch(self, page: int) -> None:
        run, state = self._run, self._state
        if run is None:
            return
        self._asked.add(page)

        def take(jobs: Sequence[Job]) -> None:
            if self._run is None or self._run.id != run.id or self._state is not state:
                return
            first = page * PAGE
            self._rows |= dict(enumerate(jobs, first))
            self._tell(first, min(first + PAGE, self._count) - 1)

        self._desk.ask(
            lambda w: w.queue.jobs(run.id, state, offset=page * PAGE, limit=PAGE),
            take,
            owner=self,
            key=f"page {page}",
        )

    def _tell(self, first: int, last: int) -> None:
        """Let the views draw rows anew."""
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


def state_name(job: Job) -> str:
    """Return the state of a job in words."""
    say: Callable[[str, str], str] = QCoreApplication.translate
    of_text = {
        JobState.WAITING: say("JobTable", "text to be recognised"),
        JobState.WORKING: say("JobTable", "text being recognised"),
        JobState.DONE: say("JobTable", "text recognised"),
        JobState.FAILED: say("JobTable", "text not recognised"),
    }
    if job.kind is JobKind.OCR and job.state in of_text:
        none = job.outcome is Outcome.NO_TEXT
        return say("JobTable", "no text found") if none else of_text[job.state]
    return {
        JobState.WAITING: say("JobTable", "to come"),
        JobState.WORKING: say("JobTable", "being read"),
        JobState.DONE: say("JobTable", "done"),
        JobState.FAILED: say("JobTable", "could not be read"),
        JobState.CANCELLED: say("JobTable", "cancelled"),
    }[job.state]


def _text(job: Job, column: Column) -> str:
    if column is Column.NAME:
        return job.name
    if column is Column.FOLDER:
        return Path(job.path).parent.name
    if column is Column.STATE:
        return state_name(job)
    if column is Column.REASON:
        return job.reason
    if not job.pages:
        return ""
    working = job.state is JobState.WORKING
    return f"{job.done_pages}/{job.pages}" if working else str(job.pages)


def _count_of(run: Run | None, state: JobState | None) -> int:
    """Return how many jobs of a run there are in a state, or in all."""
    if run is None:
        return 0
    if state is None:
        return run.counts.total + run.ocr.total
    return int(getattr(run.counts, state.value)) + int(getattr(run.ocr, state.value))
