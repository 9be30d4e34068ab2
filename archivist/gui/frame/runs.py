"""The imports of a library: their files, how far they are, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.models.job_table import Column, JobTable
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import ElidedLabel
from archivist.library.jobs import JobState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.library.jobs import Run, RunId
    from archivist.services.collecting import QueueState

_SOON = 300
"""Milliseconds in which several pieces of news are taken for one."""


class RunsPane(QWidget):
    """Shows one import at a time; `work_wanted()` when something waits, `password_asked()`."""

    work_wanted = Signal()
    password_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runs: dict[int, Run] = {}
        self.run = ChoiceField()
        self.run.setAccessibleName(self.tr("Import"))
        self.state = ChoiceField()
        self.state.setMinimumWidth(22 * theme.GRID)
        self.state.setAccessibleName(self.tr("Which files"))
        self.state.offer(
            [
                (self.tr("All files"), None),
                (self.tr("To come"), JobState.WAITING),
                (self.tr("Could not be read"), JobState.FAILED),
                (self.tr("Cancelled"), JobState.CANCELLED),
                (self.tr("Done"), JobState.DONE),
            ]
        )
        self.said = ElidedLabel("")
        self.jobs = JobTable(desk, self)
        self.table = self._make_table()
        self.retry = self._button(self.tr("Try again"), self._retry)
        self.cancel = self._button(self.tr("Cancel"), self._cancel)
        self.undo = self._button(self.tr("Undo this import"), self._undo)
        self.undo.setToolTip(self.tr("Put all that it brought into the bin"))
        self.unlock = self._button(self.tr("Password…"), self.password_asked.emit)
        self.pause = self._button(self.tr("Pause"), self._pause)
        self.pause.setCheckable(True)
        self.quiet = QCheckBox(self.tr("Rest on battery"))
        self.quiet.clicked.connect(self._be_quiet)
        self._lay_out()
        self.run.activated.connect(lambda _: self._show())
        self.state.activated.connect(lambda _: self._show())
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._ask)
        desk.changed.connect(lambda _: self.look())
        for part in (self.retry, self.cancel, self.undo, self.unlock, self.pause, self.quiet):
            part.setEnabled(not desk.read_only)
        self.hide()
        self._ask()

    def look(self) -> None:
        """Fetch what is new, soon."""
        if not self._soon.isActive():
            self._soon.start()

    # -- making

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.jobs)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.ROW - 4)
        table.setAccessibleName(self.tr("Files of the import"))
        heads = table.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        widths = {Column.NAME: 24, Column.FOLDER: 16, Column.STATE: 19, Column.PAGES: 8}
        for column, width in widths.items():
            table.setColumnWidth(column, width * theme.GRID)
        heads.setSectionResizeMode(Column.REASON, QHeaderView.ResizeMode.Stretch)
        return table

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self.run.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        top.addWidget(self.run, 1)
        top.addWidget(self.state)
        bottom = QHBoxLayout()
        bottom.addWidget(self.said, 1)
        for button in (self.unlock, self.retry, self.cancel, self.undo):
            bottom.addWidget(button)
        bottom.insertWidget(0, self.pause)
        bottom.insertWidget(1, self.quiet)
        bottom.insertSpacing(2, 2 * theme.GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, 4, 2 * theme.GRID, theme.GRID)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)

    # -- showing

    def _ask(self) -> None:
        self._desk.ask(
            lambda w: (w.queue.runs(), w.queue.state()),
            lambda found: self._take(*found),
            owner=self,
            key="runs",
        )

    def _take(self, runs: Sequence[Run], state: QueueState) -> None:
        chosen = self.run.currentData()
        new = {run.id for run in runs} - self._runs.keys()
        self._runs = {run.id: run for run in runs}
        self.run.offer([(self._title(run), run.id) for run in runs])
        newest = runs[0].id if runs else None
        self.run.show_value(newest if new or chosen not in self._runs else chosen)
        self.pause.setChecked(state.paused)
        self.pause.setText(self.tr("Go on") if state.paused else self.tr("Pause"))
        self.quiet.setChecked(state.quiet_on_battery)
        self.setVisible(bool(runs))
        self._show()

    def _title(self, run: Run) -> str:
        moment = QDateTime.fromSecsSinceEpoch(int(run.started.timestamp()))
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        return f"{run.what} · {when}"

    @property
    def shown(self) -> Run | None:
        """The import that is shown."""
        return self._runs.get(self.run.currentData())

    def _show(self) -> None:
        run = self.shown
        self.jobs.show_run(run, self.state.currentData())
        if run is None:
            return
        self.said.setText(self._words(run))
        self.cancel.setVisible(bool(run.left))
        again = run.counts.failed + run.counts.cancelled + run.ocr.failed + run.ocr.cancelled
        self.retry.setVisible(bool(again) and run.undone is None)
        self.unlock.setVisible(bool(run.counts.locked))
        self.undo.setVisible(run.undone is None and bool(run.counts.done + run.counts.failed))

    def _words(self, run: Run) -> str:
        if run.undone:
            return self.tr("Undone: what it brought is in the bin.")
        said = [
            self.tr("%1 of %2 files in")
            .replace("%1", str(run.counts.done))
            .replace("%2", str(run.counts.total))
        ]
        if run.counts.failed:
            said.append(self.tr("%n could not be read", "", run.counts.failed))
        if run.counts.cancelled:
            said.append(self.tr("%n cancelled", "", run.counts.cancelled))
        if run.ocr.left:
            said.append(self.tr("text of %n to be recognised", "", run.ocr.left))
        if run.left and self.pause.isChecked():
            said.append(self.tr("paused"))
        return ", ".join(said)

    # -- doing

    def _retry(self) -> None:
        run_id = self._chosen()
        self._desk.change(lambda w: w.queue.retry(run_id), lambda _: self._begin(), owner=self)

    def _cancel(self) -> None:
        run_id = self._chosen()
        self._desk.change(lambda w: w.queue.cancel(run_id), lambda _: self.look(), owner=self)

    def _undo(self) -> None:
        run_id = self._chosen()
        if run_id is not None:
            self._desk.change(lambda w: w.queue.undo_run(run_id), lambda _: self.look(), owner=self)

    def _pause(self) -> None:
        paused = self.pause.isChecked()
        self._desk.change(
            lambda w: w.queue.pause(paused=paused), lambda _: self._begin(), owner=self
        )

    def _be_quiet(self) -> None:
        quiet = self.quiet.isChecked()
        self._desk.change(
            lambda w: w.queue.be_quiet_on_battery(quiet=quiet),
            lambda _: self._begin(),
            owner=self,
        )

    def _begin(self) -> None:
        self.look()
        self.work_wanted.emit()

    def _chosen(self) -> RunId | None:
        run = self.shown
        return run.id if run else None
