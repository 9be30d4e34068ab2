"""The list of pairs, under a heading for each kind of likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from archivist.gui import theme
from archivist.gui.widgets.tips import plain_tip
from archivist.services.comparing import Double, Likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QFont

    from archivist.gui.widgets.rows import Index

_NOWHERE = QModelIndex()


class PairModel(QAbstractListModel):
    """The pairs as Qt sees them: a row is a heading, or a pair."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[str | Double] = []

    def show_pairs(self, doubles: Sequence[Double]) -> None:
        """Show these pairs alone, those of one kind together."""
        self.beginResetModel()
        self._rows = []
        for likeness in Likeness:
            of_kind = [double for double in doubles if double.likeness is likeness]
            if of_kind:
                self._rows += [f"{self._words(likeness)} ({len(of_kind)})", *of_kind]
        self.endResetModel()

    def pair(self, row: int) -> Double | None:
        """Return the pair of a row; None for a heading, and where there is no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Double) else None

    def nearest(self, row: int) -> int:
        """Return the pair at a row, or the next one, or the last; -1 when there is none."""
        rows = [place for place, one in enumerate(self._rows) if isinstance(one, Double)]
        return next((place for place in rows if place >= row), rows[-1] if rows else -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pairs be chosen, and no headings."""
        if self.pair(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the names of both files, or the words of a heading."""
        row = self._rows[index.row()]
        if isinstance(row, str):
            return {
                Qt.ItemDataRole.DisplayRole: row,
                Qt.ItemDataRole.FontRole: _bold(),
                Qt.ItemDataRole.ForegroundRole: theme.colour("muted"),
                Qt.ItemDataRole.SizeHintRole: QSize(0, theme.ROW),
            }.get(Qt.ItemDataRole(role))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return "\n".join(_name(side.name, side.number) for side in (row.first, row.second))
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, 6 * theme.GRID)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{row.first.title}\n{row.second.title}")
        return None

    def _words(self, likeness: Likeness) -> str:
        return {
            Likeness.BYTES: self.tr("Same file"),
            Likeness.TEXT: self.tr("Same text"),
            Likeness.SHEET: self.tr("Same sheet twice"),
            Likeness.PICTURE: self.tr("Pictures alike"),
        }[likeness]


class PairList(QListView):
    """The list; `picked()` comes when other pairs were chosen, `opened(Double)` on Enter."""

    picked = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = PairModel(self)
        self.setModel(self.pairs)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setAccessibleName(self.tr("Pairs that are alike"))
        self.setMinimumWidth(30 * theme.GRID)
        self.activated.connect(self._open)

    def show_pairs(self, doubles: Sequence[Double]) -> None:
        """Show these pairs; the one that stood where the current one was is chosen."""
        row = self.currentIndex().row()
        self.pairs.show_pairs(doubles)
        place = self.pairs.nearest(max(row, 0))
        if place >= 0:
            self.setCurrentIndex(self.pairs.index(place))
            if place == self.pairs.nearest(0):
                self.scrollToTop()
        else:
            self.picked.emit()

    @property
    def current(self) -> Double | None:
        """The pair that is looked at."""
        return self.pairs.pair(self.currentIndex().row())

    @property
    def chosen(self) -> tuple[Double, ...]:
        """The pairs that are chosen, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(pair for row in rows if (pair := self.pairs.pair(row)))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say that others were chosen."""
        super().selectionChanged(selected, deselected)
        self.picked.emit()

    def _open(self, index: QModelIndex) -> None:
        if pair := self.pairs.pair(index.row()):
            self.opened.emit(pair)


def _bold() -> QFont:
    font = theme.small_font()
    font.setBold(True)
    return font


def _name(name: str, number: int) -> str:
    return f"{name}, {number}" if number > 1 else name
