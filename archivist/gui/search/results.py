"""The hits of a search, gathered by source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.gui.widgets.rows import Index
    from archivist.library.values import SourceId
    from archivist.services.searching import Hit

SHOWN = 3
"""How many hits of a source are shown before the others are asked for."""

ROW = Qt.ItemDataRole.UserRole


class RowKind(Enum):
    """What a row of the list is."""

    SOURCE = auto()
    HIT = auto()
    MORE = auto()


@dataclass(eq=False, slots=True)
class Gathered:
    """The hits of one source, the best first; `opened` shows all of them.

    `reference` is where the source lies.
    """

    reference: str = ""
    hits: list[Hit] = field(default_factory=list)
    opened: bool = False

    @property
    def first(self) -> Hit:
        """The best hit."""
        return self.hits[0]

    @property
    def hidden(self) -> int:
        """How many hits are not shown."""
        return 0 if self.opened else max(0, len(self.hits) - SHOWN)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the head of a source, a hit, or the way to its other hits."""

    kind: RowKind
    source: Gathered
    hit: Hit | None = None


class Results(QAbstractListModel):
    """The rows of the list; hits come in batches, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered: dict[object, Gathered] = {}
        self._rows: list[Row] = []
        self.count = 0

    @property
    def sources(self) -> int:
        """How many sources the hits are in."""
        return len(self._gathered)

    def show(self, hits: Sequence[Hit], references: Mapping[SourceId, str]) -> None:
        """Take the first hits of a search, and where their sources lie."""
        self.beginResetModel()
        self._gathered, self.count = {}, 0
        self._gather(hits, references)
        self._rows = self._wanted()
        self.endResetModel()

    def add(self, hits: Sequence[Hit], references: Mapping[SourceId, str]) -> None:
        """Take further hits: at their sources, or behind the others."""
        self._gather(hits, references)
        self._grow()

    def open_source(self, row: Row) -> None:
        """Show all hits of a source."""
        row.source.opened = True
        self._grow()

    def row_of(self, hit: Hit) -> int:
        """Return the row of a hit, -1 for none."""
        return next((at for at, row in enumerate(self._rows) if row.hit is hit), -1)

    def next_hit(self, after: int, way: int) -> int:
        """Return the row of the next hit (or the previous one) from a row on, -1 for none."""
        at = after + way
        while 0 <= at < len(self._rows):
            if self._rows[at].kind is RowKind.HIT:
                return at
            at += way
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, or its words for a screen reader."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.hit.snippet if row.hit else row.source.first.source
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass the heads of sources."""
        if self._rows[index.row()].kind is RowKind.SOURCE:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _gather(self, hits: Sequence[Hit], references: Mapping[SourceId, str]) -> None:
        for hit in hits:
            # A section of a manuscript has no source: it stands for itself.
            key = hit.source_id if hit.source_id is not None else ("section", hit.section_id)
            if key not in self._gathered:
                place = references.get(hit.source_id, "") if hit.source_id is not None else ""
                self._gathered[key] = Gathered(place)
            self._gathered[key].hits.append(hit)
        self.count += len(hits)

    def _wanted(self) -> list[Row]:
        rows: list[Row] = []
        for source in self._gathered.values():
            shown = source.hits if source.opened else source.hits[:SHOWN]
            rows.append(Row(RowKind.SOURCE, source))
            rows += [Row(RowKind.HIT, source, hit) for hit in shown]
            if source.hidden:
                rows.append(Row(RowKind.MORE, source))
        return rows

    def _grow(self) -> None:
        """Bring the rows up to what is wanted, so that those that stay keep their places."""
        wanted = self._wanted()
        there = set(wanted)
        for at in reversed(range(len(self._rows))):
            if self._rows[at] not in there:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        at = 0
        while at < len(wanted):
            if at < len(self._rows) and self._rows[at] == wanted[at]:
                at += 1
                continue
            end = at + 1
            known = self._rows[at] if at < len(self._rows) else None
            while end < len(wanted) and wanted[end] != known:
                end += 1
            self.beginInsertRows(QModelIndex(), at, end - 1)
            self._rows[at:at] = wanted[at:end]
            self.endInsertRows()
            at = end
        if wanted:
            self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1))
