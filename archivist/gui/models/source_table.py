"""The table of sources: rows are fetched by the page as they come into sight."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from archivist.gui.models.words import kind_name, language_name
from archivist.gui.widgets.tips import plain_tip
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.gui.messages import Desk
    from archivist.services.cataloguing import SourceRow

PAGE = 200
"""How many rows are fetched at once."""

MIME = "application/x-archivist-sources"
"""The type of dragged sources: their ids as text, divided by spaces."""

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled


class Column(IntEnum):
    """The columns, in their first order."""

    TITLE = 0
    REFERENCE = 1
    DATE = 2
    GROUP = 3
    KIND = 4
    LANGUAGE = 5
    PAGES = 6
    TAGS = 7
    STATE = 8


SORTS = {
    Column.TITLE: SortBy.TITLE,
    Column.REFERENCE: SortBy.REFERENCE,
    Column.DATE: SortBy.DATE,
    Column.GROUP: SortBy.GROUP,
    Column.KIND: SortBy.KIND,
}
"""What the columns that can be sorted by sort by."""

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The whole SourceRow, or None while it is being fetched."""


class SourceTable(QAbstractTableModel):
    """The sources that a query finds, one a row.

    `counted(int)` comes when a query was answered, before the rows themselves are there.
    `filled()` comes each time that rows arrived.
    """

    counted = Signal(int)
    filled = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: Sequence[SourceId] = ()
        self._rows: dict[int, SourceRow] = {}
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._round = 0
        self.query = SourceQuery()
        self.answered = False
        self._fetch = QTimer(self, singleShot=True, interval=0)
        self._fetch.timeout.connect(self._ask_rows)

    # -- what the room does with it

    def ask(self, query: SourceQuery) -> None:
        """Show what another query finds."""
        self.query = query
        self._desk.ask(lambda w: w.sources.find(query), self._take, owner=self, key="find")

    def refresh(self) -> None:
        """Ask the same again; rows that stay keep showing their old words until the new come."""
        self.ask(self.query)

    def id_at(self, row: int) -> SourceId:
        """Return the source of a row."""
        return SourceId(self._ids[row])

    def ids_at(self, rows: Iterable[int]) -> tuple[SourceId, ...]:
        """Return the sources of rows, in the order of the table."""
        return tuple(SourceId(self._ids[row]) for row in sorted(rows) if row < len(self._ids))

    def row_of(self, source_id: int) -> int:
        """Return where a source stands, or -1."""
        try:
            return self._ids.index(SourceId(source_id))
        except ValueError:
            return -1

    def rows_of(self, source_ids: Iterable[int]) -> list[int]:
        """Return where sources stand, in order; those that are not there are left out."""
        wanted = set(source_ids)
        return [row for row, found in enumerate(self._ids) if found in wanted] if wanted else []

    # -- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many sources were found."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes any
        """Return what a cell shows; a row that is not here yet is sent for."""
        row = self._rows.get(index.row())
        if row is None or index.row() // PAGE not in self._asked:
            self._want(index.row())
        if role == ROW_ROLE or row is None:
            return row if role == ROW_ROLE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(row, Column(index.column())))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _text(row, Column(index.column())) or self._tip(row, Column(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.PAGES:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt takes any
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.TITLE: self.tr("Title"),
            Column.REFERENCE: self.tr("Reference"),
            Column.DATE: self.tr("Date"),
            Column.GROUP: self.tr("Group"),
            Column.KIND: self.tr("Kind"),
            Column.LANGUAGE: self.tr("Language"),
            Column.PAGES: self.tr("Pages"),
            Column.TAGS: self.tr("Tags"),
            Column.STATE: self.tr("State"),
        }[Column(section)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be selected and dragged."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """Return the type of dragged sources."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the dragged sources."""
        ids = self.ids_at({index.row() for index in indexes})
        data = QMimeData()
        data.setData(MIME, QByteArray(" ".join(map(str, ids)).encode()))
        return data

    # -- fetching

    def _take(self, ids: Sequence[SourceId]) -> None:
        known = {row.id: row for row in self._rows.values()}
        same = self.answered and ids == self._ids
        if not same:
            self.beginResetModel()
            self._ids = ids
            self._rows = (
                {at: known[id_] for at, id_ in enumerate(ids) if id_ in known} if known else {}
            )
        self._asked.clear()
        self._round += 1
        self.answered = True
        if not same:
            self.endResetModel()
        elif ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(Column) - 1))
        self.counted.emit(len(ids))

    def _want(self, row: int) -> None:
        page = row // PAGE
        if page not in self._asked and page not in self._wanted:
            self._wanted.add(page)
            self._fetch.start()

    def _ask_rows(self) -> None:
        pages, self._wanted = sorted(self._wanted), set()
        for page in pages:
            self._asked.add(page)
            self._ask_page(page * PAGE, self._round)

    def _ask_page(self, first: int, asked: int) -> None:
        ids = [SourceId(id_) for id_ in self._ids[first : first + PAGE]]
        self._desk.ask(
            lambda w: w.sources.rows(ids), lambda rows: self._fill(first, rows, asked), owner=self
        )

    def _fill(self, first: int, rows: Sequence[SourceRow], asked: int) -> None:
        if asked != self._round or not rows:
            return
        found = {row.id: row for row in rows}
        last = min(first + PAGE, len(self._ids))
        for at in range(first, last):
            if (row := found.get(SourceId(self._ids[at]))) is not None:
                self._rows[at] = row
        self.dataChanged.emit(self.index(first, 0), self.index(last - 1, len(Column) - 1))
        self.filled.emit()

    def _tip(self, row: SourceRow, column: Column) -> str:
        if column is Column.TAGS:
            return ", ".join(tag.name for tag in row.tags)
        if column is Column.STATE:
            states = (
                (row.unreadable, self.tr("a file cannot be read")),
                (row.no_text, self.tr("no text yet")),
                (
                    bool(row.doubtful),
                    self.tr("the text of %n page(s) is doubtful", "", row.doubtful),
                ),
                (row.annotated, self.tr("has marks")),
                (row.checked, self.tr("checked")),
                (row.unread, self.tr("not opened yet")),
            )
            return ", ".join(words for holds, words in states if holds)
        return _text(row, column)


def _text(row: SourceRow, column: Column) -> str:
    texts = {
        Column.TITLE: row.title,
        Column.REFERENCE: row.reference,
        Column.DATE: row.date,
        Column.GROUP: row.group,
        Column.KIND: kind_name(row.kind),
        Column.LANGUAGE: language_name(row.language),
        Column.PAGES: str(row.pages) if row.pages else "",
    }
    return texts.get(column, "")
