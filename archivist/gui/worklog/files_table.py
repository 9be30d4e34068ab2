"""The files of the log as rows of a table; all of them are there, scrolling asks nobody."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from archivist.gui.models.work_states import state_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.gui.widgets.rows import Index
    from archivist.library.values import UncertainDate, UnitId
    from archivist.services.visiting import FileRow

ROW = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


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


class FilesTable(QAbstractTableModel):
    """The files that are shown, in the order of their archives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FileRow, ...] = ()

    def show_rows(self, rows: Sequence[FileRow]) -> bool:
        """Show other rows; False when they are the same files as before, which stay chosen."""
        same = [row.unit.id for row in rows] == [row.unit.id for row in self._rows]
        if same:
            self._rows = tuple(rows)
            if rows:
                last = self.index(len(rows) - 1, len(Part) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()
        return True

    def rows_at(self, places: Iterable[int]) -> tuple[FileRow, ...]:
        """Return rows, in the order of the table."""
        return tuple(self._rows[at] for at in sorted(places) if at < len(self._rows))

    def ids(self) -> tuple[UnitId, ...]:
        """Return all files that are shown."""
        return tuple(row.unit.id for row in self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(Part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes any
        """Return what a cell shows."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        part = Part(index.column())
        if role == Qt.ItemDataRole.DisplayRole and part is Part.DATES:
            return _years(row.unit.date)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _text(row, part)
        if role == Qt.ItemDataRole.ToolTipRole:
            note = row.unit.note if part is Part.TITLE else ""
            return "\n".join(filter(None, (_text(row, part), note)))
        return None

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
