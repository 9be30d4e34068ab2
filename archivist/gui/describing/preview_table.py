"""What an edit of many sources would change: a line for each field of each source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.describing.words import change_name, change_value
from archivist.gui.widgets.rows import Index, RowDelegate
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from archivist.services.cataloguing import Edited

MOST = 500
"""So many sources are shown; the others are counted."""

_NOWHERE = QModelIndex()
_WIDTHS = (200, 110, 130)
_PAD = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A change; `source` is what the source is called, `first` whether it is its first change."""

    source: str
    first: bool
    cells: tuple[str, str, str]


def lines_of(edited: Sequence[Edited], untitled: str) -> tuple[Line, ...]:
    """Return the changes of the first sources, in words."""
    return tuple(
        Line(
            source=one.title or one.reference or untitled,
            first=not at,
            cells=(
                change_name(change),
                change_value(change, change.old),
                change_value(change, change.new),
            ),
        )
        for one in edited[:MOST]
        for at, change in enumerate(one.changes)
    )


class PreviewLines(QAbstractTableModel):
    """The lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes any
        """Return what a cell shows; what is empty shows as a dash."""
        line, column = self.lines[index.row()], index.column()
        text = line.source if column == 0 else line.cells[column - 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return text if line.first else ""
            return text or "–"
        if role == Qt.ItemDataRole.ForegroundRole and column in {1, 2}:
            return theme.colour("muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt takes any
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Source"), self.tr("What"), self.tr("Now"), self.tr("Then"))
        return names[section]


class Cells(RowDelegate):
    """Draws cells as far from the left as their headings, and long ones with both their ends."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        option.rect = rect.adjusted(_PAD, 0, 0, 0)
        super().paint(painter, option, index)


class PreviewTable(QTableView):
    """Shows the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = PreviewLines(self)
        self.setModel(self.table)
        self.setItemDelegate(Cells(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Preview"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            head.resizeSection(column, width)
