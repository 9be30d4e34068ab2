"""The first rows of an inventory, a choice of its meaning on top of each column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.dialogs.inventory.words import field_name
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.rows import RowDelegate
from archivist.gui.widgets.tips import plain_tip
from archivist.services.inventorying import Fate, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from archivist.gui.widgets.rows import Index

_NOWHERE = QModelIndex()
_CHOICE = 28
_PAD = 5
_NARROW, _WIDE = 96, 300
_FATE_WIDTH = 112
_COLOURS = {Fate.NEW: "good", Fate.CHANGED: "accent", Fate.CLASH: "notice", Fate.SAME: "muted"}


@dataclass(frozen=True, kw_only=True, slots=True)
class GridRow:
    """A row: what becomes of it in words and (None: left out) as a fate, and its cells.

    `why` is the reason where it is left out.
    """

    fate: Fate | None
    said: str
    cells: tuple[str, ...]
    why: str = ""


class GridTable(QAbstractTableModel):
    """The rows; the first column says what becomes of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings: tuple[str, ...] = ()
        self._rows: tuple[GridRow, ...] = ()

    def show_rows(self, headings: Sequence[str], rows: Sequence[GridRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._headings, self._rows = tuple(headings), tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows that are shown."""
        return self._rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._headings) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes any
        """Return what a cell shows."""
        row = self._rows[index.row()]
        place = index.column() - 1
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            cell = row.cells[place] if 0 <= place < len(row.cells) else ""
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.why if place < 0 else cell)
            return row.said if place < 0 else cell
        if role == Qt.ItemDataRole.ForegroundRole and (place < 0 or row.fate is None):
            return theme.colour(_COLOURS[row.fate] if row.fate else "muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt takes any
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.tr("What happens") if section == 0 else self._headings[section - 1]


class Cells(RowDelegate):
    """Draws cells as far from the left as their headings."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        option.rect = rect.adjusted(_PAD, 0, 0, 0)
        super().paint(painter, option, index)


class MappingHeader(QHeaderView):
    """The headings, and below each a choice of what its column means.

    `chosen(column, Field)` comes when the user chooses.
    """

    chosen = Signal(int, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._choices: list[ChoiceField] = []
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHighlightSections(False)
        self.sectionResized.connect(lambda *_: self.settle())
        self.setMinimumSectionSize(_NARROW)

    @property
    def choices(self) -> tuple[ChoiceField, ...]:
        """The choices, one a column."""
        return tuple(self._choices)

    def offer(self, fields: Sequence[Field], headings: Sequence[str]) -> None:
        """Show a choice for each column; none at all for an inventory that is no table."""
        if len(self._choices) != len(fields):
            for old in self._choices:
                old.hide()
                old.deleteLater()
            self._choices = [self._choice(place) for place in range(len(fields))]
        for choice, field, heading in zip(self._choices, fields, headings, strict=True):
            choice.show_value(field)
            choice.setAccessibleName(heading)
            choice.setProperty("look", "" if field else "quiet")
        self.updateGeometries()
        self.settle()

    def sizeHint(self) -> QSize:
        """Return room for the headings and the choices."""
        own = super().sizeHint()
        return QSize(own.width(), own.height() + (_CHOICE + 4 if self._choices else 0))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a heading in the upper part."""
        spare = _CHOICE + 4 if self._choices else 0
        painter.fillRect(rect, theme.colour("surface"))
        super().paintSection(painter, rect.adjusted(0, 0, 0, -spare), section)

    def settle(self) -> None:
        """Put the choices where their columns are."""
        for place, choice in enumerate(self._choices, 1):
            left = self.sectionViewportPosition(place)
            width = self.sectionSize(place)
            choice.setGeometry(left + 2, self.height() - _CHOICE - 2, width - 4, _CHOICE)
            choice.setVisible(left + width > 0 and left < self.width())

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401 - QResizeEvent
        """Put the choices where their columns are."""
        super().resizeEvent(event)
        self.settle()

    def _choice(self, place: int) -> ChoiceField:
        choice = ChoiceField(self)
        choice.offer([(field_name(field), field) for field in Field])
        choice.given.connect(lambda field: self.chosen.emit(place, field))
        choice.show()
        return choice


class InventoryGrid(QTableView):
    """The first rows under the mapping."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = GridTable(self)
        self.setModel(self.table)
        self.setItemDelegate(Cells(self))
        self.mapping = MappingHeader(self)
        self.setHorizontalHeader(self.mapping)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(theme.ROW)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.mapping.settle())
        self.setAccessibleName(self.tr("First rows of the inventory"))
        self._sized = 0

    def show_rows(
        self, headings: Sequence[str], fields: Sequence[Field], rows: Sequence[GridRow]
    ) -> None:
        """Show rows; `fields` () for an inventory whose columns mean what they are called."""
        self.table.show_rows(headings, rows)
        self.mapping.offer(fields, headings if fields else ())
        if self._sized != len(headings):
            self._sized = len(headings)
            self._fit()
        self.mapping.settle()

    def _fit(self) -> None:
        """Give each column a width by what stands in it."""
        metrics = self.fontMetrics()
        self.setColumnWidth(0, _FATE_WIDTH)
        for place in range(self._sized):
            texts = [row.cells[place] for row in self.table.rows if place < len(row.cells)]
            texts.append(str(self.table.headerData(place + 1, Qt.Orientation.Horizontal)))
            widest = max(metrics.horizontalAdvance(text[:80]) for text in texts)
            self.setColumnWidth(place + 1, min(max(widest + 24, _NARROW + 24), _WIDE))
