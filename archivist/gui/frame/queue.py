"""The queue of work: what runs, how far it is, and how the last work ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.frame.progress_words import how_far
from archivist.gui.jobs import JobState
from archivist.gui.widgets.labels import ElidedLabel, heading, muted

if TYPE_CHECKING:
    from archivist.gui.jobs import Jobs, LongJob

_HEIGHT = 36 * theme.GRID
_NARROWEST = 42 * theme.GRID
_SHOWN = 6
"""How many lines about single files are seen without scrolling."""

_KEPT = 20
"""How many ended jobs stay in the list."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a job ended: one sentence, and lines about single things (icon, tint, text)."""

    sentence: str
    lines: tuple[tuple[str, str, str], ...] = ()


Describe = Callable[[Any], Summary]


class QueuePanel(QFrame):
    """Shows every job that is not quiet, the newest first."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[JobRow] = []
        self._none = muted(self.tr("Nothing is being worked on."))
        close = QToolButton()
        close.setIcon(theme.icon("close"))
        close.setIconSize(QSize(16, 16))
        close.setToolTip(self.tr("Hide the queue"))
        close.setAccessibleName(close.toolTip())
        close.clicked.connect(self.hide)
        top = QHBoxLayout()
        top.setContentsMargins(2 * theme.GRID, 4, theme.GRID, 0)
        top.addWidget(heading(self.tr("Work in progress")))
        top.addStretch(1)
        top.addWidget(close)
        line = QFrame()
        line.setProperty("look", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addLayout(top)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self._make_list())
        column.addWidget(self._parts, 1)
        self.setFixedHeight(_HEIGHT)
        self.hide()
        jobs.started.connect(self._begin)

    def _make_list(self) -> QScrollArea:
        """Make the column of jobs, the newest at its top."""
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(2 * theme.GRID, 4, 2 * theme.GRID, theme.GRID)
        self._column.setSpacing(theme.GRID)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(sheet)
        scroll.setMinimumWidth(_NARROWEST)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def show_runs(self, runs: QWidget | None) -> None:
        """Show the imports of a library beside the work; None when the library is closed."""
        if (old := self._parts.widget(1)) is not None:
            old.setParent(None)
            old.deleteLater()
        if runs is not None:
            self._parts.addWidget(runs)
            self._parts.setStretchFactor(0, 2)
            self._parts.setStretchFactor(1, 5)

    def row_of(self, job: LongJob) -> JobRow | None:
        """Return the row of a job."""
        return next((row for row in self._rows if row.job is job), None)

    def describe(self, job: LongJob, describe: Describe) -> None:
        """Say how a job's result is to be told."""
        row = self.row_of(job)
        if row:
            row.describe = describe

    def _begin(self, job: LongJob) -> None:
        if job.quiet:
            return
        row = JobRow(job)
        self._rows.insert(0, row)
        self._column.insertWidget(0, row)
        self._none.hide()
        for old in self._rows[_KEPT:]:
            if not old.job.running:
                self._rows.remove(old)
                old.deleteLater()


class JobRow(QFrame):
    """One job: title, progress, and its result with a line for each thing that went wrong."""

    def __init__(self, job: LongJob) -> None:
        super().__init__()
        self.job = job
        self.describe: Describe | None = None
        self.setProperty("look", "card")
        self._title = ElidedLabel(job.title)
        self._state = _small()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._cancel = QToolButton()
        self._cancel.setIcon(theme.icon("close"))
        self._cancel.setIconSize(QSize(16, 16))
        self._cancel.setToolTip(self.tr("Stop this work"))
        self._cancel.setAccessibleName(self._cancel.toolTip())
        self._cancel.clicked.connect(self._stop)
        self._what = _small(Qt.TextElideMode.ElideMiddle)
        self.result = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.result.setWordWrap(True)
        self.result.hide()
        self.lines = QListWidget()
        self.lines.setIconSize(QSize(16, 16))
        self.lines.setWordWrap(True)
        self.lines.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lines.hide()
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, theme.GRID, theme.GRID)
        column.setSpacing(4)
        column.addLayout(top)
        for part in (self._bar, self._state, self._what, self.result, self.lines):
            column.addWidget(part)
        job.progress.connect(lambda _: self._draw())
        job.ended.connect(self._end)

    def _draw(self) -> None:
        progress = self.job.last
        if progress and self.job.running:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            self._what.setText(progress.what)
        self._state.setText(how_far(self.job))

    def _stop(self) -> None:
        self.job.stop()
        self._cancel.setEnabled(False)
        self._draw()

    def _end(self) -> None:
        for part in (self._bar, self._what, self._cancel, self._state):
            part.hide()
        summary = self._summary()
        self.result.setText(summary.sentence)
        self.result.setVisible(bool(summary.sentence))
        for icon, tint, text in summary.lines:
            self.lines.addItem(QListWidgetItem(theme.icon(icon, tint), text))
        self.lines.setVisible(bool(summary.lines))
        shown = range(min(_SHOWN, len(summary.lines)))
        self.lines.setFixedHeight(sum(self.lines.sizeHintForRow(row) for row in shown) + 4)

    def _summary(self) -> Summary:
        if self.job.state is JobState.CANCELLED:
            return Summary(self.tr("Stopped. What was done until then is kept."))
        if self.job.state is JobState.FAILED:
            said = str(self.job.error) if self.job.error else self.tr("An error in the program.")
            return Summary("", (("warning", "error", said),))
        if self.describe:
            return self.describe(self.job.result)
        return Summary(self.tr("Done."))


def _small(mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> ElidedLabel:
    label = ElidedLabel(mode=mode)
    label.setProperty("look", "muted")
    label.setFont(theme.small_font())
    return label
