"""The foot of the window: how much there is, the state of the index, and the work in progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from archivist.gui import theme
from archivist.gui.frame.progress_words import how_far
from archivist.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from archivist.gui.jobs import Jobs, LongJob

_SAY_FOR = 8000
"""Milliseconds that a short message stands at the foot."""


class Foot(QWidget):
    """Counts and index state at the left, the job chip at the right.

    `queue_asked()` comes when the chip is clicked.
    """

    queue_asked = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.counts = QLabel()
        self.index = QLabel()
        self.message = ElidedLabel()
        for label in (self.counts, self.index):
            label.setProperty("look", "muted")
        for label in (self.counts, self.index, self.message):
            label.setFont(theme.small_font())
        self.chip = JobChip(jobs)
        self.chip.clicked.connect(self.queue_asked)
        self._clear = QTimer(self, singleShot=True, interval=_SAY_FOR)
        self._clear.timeout.connect(lambda: self.message.setText(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 2, theme.GRID, 2)
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self.counts)
        row.addWidget(self.index)
        row.addWidget(self.message, 1)
        row.addWidget(self.chip)
        self.setMinimumHeight(theme.ROW)

    def say(self, text: str) -> None:
        """Say a short thing for a few seconds."""
        self.message.setText(text)
        self.message.setAccessibleName(text)
        self._clear.start()


class JobChip(QWidget):
    """How far the oldest running job is, with a cross that cancels it; hidden without any."""

    clicked = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._open = QToolButton()
        self._open.setToolTip(self.tr("Show the work in progress"))
        self._open.setFont(theme.small_font())
        self._open.clicked.connect(self.clicked)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(10 * theme.GRID)
        self._cancel = QToolButton()
        self._cancel.setIcon(theme.icon("close"))
        self._cancel.setIconSize(QSize(14, 14))
        self._cancel.setToolTip(self.tr("Stop this work"))
        self._cancel.setAccessibleName(self._cancel.toolTip())
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._open)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._cancel)
        self.hide()
        jobs.started.connect(self._begin)

    @property
    def job(self) -> LongJob | None:
        """The job that is shown."""
        return next((job for job in self._jobs.running if not job.quiet), None)

    def _begin(self, job: LongJob) -> None:
        if not job.quiet:
            job.progress.connect(lambda _: self._draw())
            job.ended.connect(self._draw)
            self._draw()

    def _draw(self) -> None:
        job = self.job
        self.setVisible(job is not None)
        if job is None:
            return
        progress = job.last
        self._bar.setRange(0, progress.total if progress else 0)
        self._bar.setValue(progress.done if progress else 0)
        text = ": ".join(filter(None, (job.title, how_far(job))))
        self._open.setText(text)
        self._open.setAccessibleName(text)
        self._cancel.setEnabled(not job.cancelling)

    def _stop(self) -> None:
        if self.job:
            self.job.stop()
        self._draw()
