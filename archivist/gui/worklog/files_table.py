"""The files of the log, a row each."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from archivist.gui.models.paged_table import PagedTable
from archivist.gui.models.work_states import state_name
from archivist.gui.widgets.tips import plain_tip
from archivist.library.archive_work import WorkOrder, WorkQuery
from archivist.library.values import UnitId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.gui.widgets.rows import Index
    from archivist.library.values import UncertainDate
    from archivist.services.visiting import FileRow
    from archivist.services.workspace import Workspace

ROW = Qt.ItemDataRole.UserRole
"""The whole FileRow, or None while it is being fetched."""

_ROLES = frozenset(
    {
        ROW,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)


class Part(IntEnum):
    """The columns."""

    PLACE = 0
    NUMBER = 1
    TITLE = 2
    DATES = 3
    EXTENT = 4
    STATE = 5
    DAY = 6
    NOTE = 7
    LIMITS = 8


ORDERS = {
    Part.PLACE: WorkOrder.PLACE,
    Part.TITLE: WorkOrder.TITLE,
    Part.DATES: WorkOrder.DATES,
    Part.STATE: WorkOrder.STATE,
    Part.DAY: WorkOrder.DAY,
}
"""By what the columns sort that can be sorted by."""


class FilesTable(PagedTable[UnitId, "FileRow"]):
    """The files that a query finds, in its order."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, Part, _fetch, parent)
        self.query = WorkQuery()

    def ask(self, query: WorkQuery) -> None:
        """Show what another query finds, or the same again."""
        self.query = query
        self._desk.ask(lambda w: w.visiting.find(query), self._take, owner=self, key="find")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes any
        """Return what a cell shows; a row that is not here yet is sent for."""
        if role not in _ROLES:
            return None
        row = self.row_at(index.row())
        if role == ROW or row is None:
            return row
        part = Part(index.column())
        if role == Qt.ItemDataRole.DisplayRole and part is Part.DATES:
            return _years(row.unit.date)
        if role == Qt.ItemDataRole.ToolTipRole:
            note = row.unit.note if part is Part.TITLE else ""
            return plain_tip("\n".join(filter(None, (_text(row, part), note))))
        return _text(row, part)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt takes any
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Part.PLACE: self.tr("Lies in"),
            Part.NUMBER: self.tr("File"),
            Part.TITLE: self.tr("Title"),
            Part.DATES: self.tr("Dates"),
            Part.EXTENT: self.tr("Sheets"),
            Part.STATE: self.tr("State"),
            Part.DAY: self.tr("When"),
            Part.NOTE: self.tr("Note"),
            Part.LIMITS: self.tr("Limits"),
        }[Part(section)]


def _fetch(library: Workspace, ids: Sequence[UnitId]) -> dict[UnitId, FileRow]:
    return {row.unit.id: row for row in library.visiting.rows(ids)}


def date_words(date: UncertainDate | None) -> str:
    """Return a date as it was written."""
    return (date.written or date.edtf()) if date else ""


def _years(date: UncertainDate | None) -> str:
    """Return the years of a date; the tip has all its words."""
    if date is None:
        return ""
    first, last = date.years
    return str(first) if first == last else f"{first}–{last}"


def _text(row: FileRow, part: Part) -> str:
    unit, last = row.unit, row.last
    level = unit.level
    return {
        Part.PLACE: row.above,
        Part.NUMBER: " ".join(filter(None, (level.label, level.number, level.volume))),
        Part.TITLE: level.name,
        Part.DATES: date_words(unit.date),
        Part.EXTENT: unit.extent,
        Part.STATE: state_name(last.state) if last else "",
        Part.DAY: date_words(last.day) if last else "",
        Part.NOTE: last.note if last else "",
        Part.LIMITS: "; ".join(filter(None, (unit.access_note, unit.publication_note))),
    }[part]
