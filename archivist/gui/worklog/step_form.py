"""The form of a step in the log: state, day and note, and the limits of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QWidget

from archivist.errors import ParseError
from archivist.gui.models.work_states import state_name
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.gui.widgets.labels import muted
from archivist.gui.worklog.files_table import date_words
from archivist.library.archive_work import Limits, Step, WorkState
from archivist.library.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.library.archive_work import LogEntry
    from archivist.library.values import UnitId
    from archivist.services.visiting import FileRow

_SHOWN = 8


def today() -> str:
    """Return the present day as it is typed."""
    return QDate.currentDate().toString("yyyy-MM-dd")


class StepForm(FormDialog):
    """Adds a step to the log of some files, and sets their limits."""

    def __init__(
        self, desk: Desk, parent: QWidget, ids: Sequence[UnitId], first: FileRow, common: Limits
    ) -> None:
        """`first` is the first of the files, `common` are the limits that all of them share."""
        super().__init__(parent, self.tr("Archive log"), self.tr("Save"))
        self._desk, self._ids, self._first = desk, tuple(ids), first
        last = first.last if len(ids) == 1 else None
        self.state = ChoiceField()
        self.state.offer(
            [(self.tr("No new step"), None), *((state_name(one), one) for one in WorkState)]
        )
        self.state.show_value(None)
        self.day = QLineEdit(today())
        self.note = QLineEdit()
        self._history = muted(wrap=False)
        self.access, self._access = self._limit(common.access)
        self.publication, self._publication = self._limit(common.publication)
        self.form.addRow(muted(self._which()))
        for name, field in (
            (self.tr("New state"), self.state),
            (self.tr("When"), self.day),
            (self.tr("Note"), self.note),
            (self.tr("Access"), self.access),
            (self.tr("Publication"), self.publication),
        ):
            self.form.addRow(name, field)
        if last is not None:
            self.form.addRow(self.tr("Until now"), self._history)
            desk.ask(lambda w: w.visiting.history(last.unit_id), self._show_history, owner=self)
        self.access.setToolTip(self.tr("Such as: closed until 2030, written permission needed"))
        self.publication.setToolTip(self.tr("Such as: no facsimile, cite as the archive asks"))
        self.state.setFocus()

    def submit(self) -> None:
        """Save what is typed."""
        state: WorkState | None = self.state.currentData()
        try:
            day = parse_date(self.day.text()) if self.day.text().strip() else None
        except ParseError as error:
            self.refuse(error)
            return
        note = self.note.text().strip()
        if state is None and note:
            self.refuse(self.tr("A note belongs to a step: choose its state."))
            return
        ids = self._ids
        access = self._changed(self.access, self._access)
        publication = self._changed(self.publication, self._publication)
        limits = None
        if access is not None or publication is not None:
            limits = Limits(access=access, publication=publication)
        step = Step(state=state, day=day, note=note) if state is not None else None
        if step is None and limits is None:
            self.accept()
            return
        self.wait()
        self._desk.change(
            lambda w: w.visiting.mark(ids, step, limits),
            lambda _: self.accept(),
            self.refuse,
            owner=self,
        )

    def _limit(self, common: str | None) -> tuple[QLineEdit, str]:
        field = QLineEdit(common or "")
        if common is None:
            field.setPlaceholderText(self.tr("several values"))
        return field, common or ""

    def _changed(self, field: QLineEdit, before: str) -> str | None:
        text = field.text().strip()
        return None if text == before else text

    def _which(self) -> str:
        if len(self._ids) > 1:
            return self.tr("%Ln file(s)", "", len(self._ids))
        unit = self._first.unit
        return " · ".join(filter(None, (self._first.above, unit.level.number, unit.level.name)))

    def _show_history(self, entries: tuple[LogEntry, ...]) -> None:
        lines = [
            ", ".join(filter(None, (state_name(one.state), date_words(one.day), one.note)))
            for one in entries[-_SHOWN:]
        ]
        self._history.setText("\n".join(lines))
        self.adjustSize()
