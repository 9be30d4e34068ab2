"""The lines of a concordance as rows: a head for each group, and a row for each line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from archivist.gui.recognising.words import origin_name
from archivist.gui.widgets.tips import plain_tip
from archivist.library.sources import TextOrigin
from archivist.services.searching import LineOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.widgets.rows import Index
    from archivist.services.searching import Frequency, Line

LINE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_LINE_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


class Part(IntEnum):
    """The columns."""

    LEFT = 0
    WORD = 1
    RIGHT = 2
    DATE = 3
    PLACE = 4


ORDERS = {
    Part.LEFT: LineOrder.LEFT,
    Part.WORD: LineOrder.WORD,
    Part.RIGHT: LineOrder.RIGHT,
    Part.DATE: LineOrder.DATE,
    Part.PLACE: LineOrder.REFERENCE,
}
"""What a click on the head of a column sorts by."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group of lines."""

    frequency: Frequency


class LineTable(QAbstractTableModel):
    """Keeps the rows; all of them are there, so that scrolling asks nobody."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Line | Head, ...] = ()

    def show_rows(self, rows: Sequence[Line | Head]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[Line | Head, ...]:
        """All rows."""
        return self._rows

    def heads(self) -> list[int]:
        """Return which rows are heads."""
        return [at for at, row in enumerate(self._rows) if isinstance(row, Head)]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(Part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt's
        """Return a row, or the words of one cell."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == LINE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(row, Head):
                return row.frequency.name if index.column() == 0 else None
            return self._text(row, Part(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(row, Head):
            told = f"{row.source.title}\n{self._place(row)}"
            return plain_tip(told) if index.column() == Part.PLACE else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass over the heads."""
        if not index.isValid() or isinstance(self._rows[index.row()], Head):
            return Qt.ItemFlag.NoItemFlags
        return _LINE_FLAGS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt's
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            names = (
                self.tr("Before"),
                self.tr("Word"),
                self.tr("After"),
                self.tr("Date"),
                self.tr("Place"),
            )
            return names[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("Sort by this; once more turns the order round")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            sides = {
                Part.LEFT: Qt.AlignmentFlag.AlignRight,
                Part.WORD: Qt.AlignmentFlag.AlignHCenter,
            }
            side = sides.get(Part(section), Qt.AlignmentFlag.AlignLeft)
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, line: Line, part: Part) -> str:
        if part is Part.PLACE:
            return self._place(line)
        return {
            Part.LEFT: line.left,
            Part.WORD: line.word,
            Part.RIGHT: line.right,
            Part.DATE: line.source.date,
        }[part]

    def _place(self, line: Line) -> str:
        """Return the place in an archive or in the source, and which text it is if another."""
        page = "" if line.sheet else self.tr("page %1").replace("%1", str(line.page))
        place = ", ".join(filter(None, (line.reference or line.source.title, page)))
        layer = origin_name(TextOrigin(line.layer)) if line.layer else ""
        return " · ".join(filter(None, (layer, place)))
