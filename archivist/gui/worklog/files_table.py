"""The files of the log as rows of a table: rows are fetched by the page as they come into sight."""

from __future__ import annotations

from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal

from archivist.gui.models.work_states import state_name
from archivist.gui.widgets.tips import plain_tip
from archivist.library.archive_work import WorkOrder, WorkQuery

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from archivist.gui.messages import Desk
    from archivist.gui.widgets.rows import Index
    from archivist.library.values import UncertainDate, UnitId
    from archivist.services.visiting import FileRow

PAGE = 100
"""How many rows are fetched at once."""

_REMEMBERED = 2_000
"""Above so many rows those of an earlier answer are forgotten; until then they are shown at once
where they are found again."""

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


ORDERS = {
    Part.PLACE: WorkOrder.PLACE,
    Part.TITLE: WorkOrder.TITLE,
    Part.DATES: WorkOrder.DATES,
    Part.STATE: WorkOrder.STATE,
    Part.DAY: WorkOrder.DAY,
}
"""By what the columns sort that can be sorted by."""


class FilesTable(QAbstractTableModel):
    """The files that a query finds, in its order.

    `counted(int)` comes when a query was answered, before the rows themselves are there.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: Sequence[UnitId] = ()
        self._rows: dict[UnitId, FileRow] = {}
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._round = 0
        self.query = WorkQuery()
        self._fetch = QTimer(self, singleShot=True, interval=0)
        self._fetch.timeout.connect(self._ask_rows)

    # -- what the room does with it

    def ask(self, query: WorkQuery) -> None:
        """Show what another query finds, or the same again."""
        self.query = query
        self._desk.ask(lambda w: w.visiting.find(query), self._take, owner=self, key="find")

    def fetch_again(self) -> None:
        """Fetch what is seen again: the same files, of which something else may be known now.

        Rows keep showing their old words until the new ones come.
        """
        self._asked.clear()
        self._round += 1
        if self._ids:
            last = self.index(len(self._ids) - 1, len(Part) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def ids(self) -> tuple[UnitId, ...]:
        """Return all files that were found."""
        return tuple(self._ids)

    def ids_at(self, spans: Iterable[range]) -> tuple[UnitId, ...]:
        """Return the files of spans of rows, in the order of the table."""
        ordered = sorted(spans, key=lambda span: span.start)
        return tuple(chain.from_iterable(self._ids[span.start : span.stop] for span in ordered))

    def rows_of(self, unit_ids: Collection[UnitId]) -> list[int]:
        """Return where files stand, in order; those that are not there are left out."""
        wanted = frozenset(unit_ids)
        return [at for at, found in enumerate(self._ids) if found in wanted] if wanted else []

    # -- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(Part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes any
        """Return what a cell shows; a row that is not here yet is sent for."""
        if role not in _ROLES:
            return None
        at = index.row()
        row = self._rows.get(self._ids[at])
        if at // PAGE not in self._asked:
            self._want(at // PAGE)
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

    # -- fetching

    def _take(self, ids: Sequence[UnitId]) -> None:
        if ids == self._ids:
            self.fetch_again()
        else:
            self.beginResetModel()
            if len(self._rows) > _REMEMBERED:
                self._rows.clear()
            self._ids = ids
            self._asked.clear()
            self._round += 1
            self.endResetModel()
        self.counted.emit(len(ids))

    def _want(self, page: int) -> None:
        if page not in self._wanted:
            self._wanted.add(page)
            self._fetch.start()

    def _ask_rows(self) -> None:
        pages, self._wanted = sorted(self._wanted), set()
        for page in pages:
            self._asked.add(page)
            self._ask_page(page * PAGE, self._round)

    def _ask_page(self, first: int, asked: int) -> None:
        ids = self._ids[first : first + PAGE]
        self._desk.ask(
            lambda w: w.visiting.rows(ids), lambda rows: self._fill(first, rows, asked), owner=self
        )

    def _fill(self, first: int, rows: Sequence[FileRow], asked: int) -> None:
        if asked != self._round or not rows:
            return
        self._rows.update((row.unit.id, row) for row in rows)
        last = min(first + PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Part) - 1))


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
