"""The table of sources, a row each."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QObject, Qt

from archivist.gui.models.paged_table import PagedTable
from archivist.gui.models.words import kind_name, language_name
from archivist.gui.widgets.tips import plain_tip
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.gui.widgets.rows import Index
    from archivist.services.cataloguing import SourceRow
    from archivist.services.workspace import Workspace

MIME = "application/x-archivist-sources"
"""The type of dragged sources: their ids as text, divided by spaces."""

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


class SourceTable(PagedTable[SourceId, "SourceRow"]):
    """The sources that a query finds, one a row."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, Column, _fetch, parent)
        self.query = SourceQuery()

    # -- what the room does with it

    def ask(self, query: SourceQuery) -> None:
        """Show what another query finds."""
        self.query = query
        self._desk.ask(lambda w: w.sources.find(query), self._take, owner=self, key="find")

    def refresh(self) -> None:
        """Ask the same again; rows that stay keep showing their old words until the new come."""
        self.ask(self.query)

    # -- what Qt asks

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes any
        """Return what a cell shows; a row that is not here yet is sent for."""
        row = self.row_at(index.row())
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
        ids = [self.id_at(row) for row in sorted({index.row() for index in indexes})]
        data = QMimeData()
        data.setData(MIME, QByteArray(" ".join(map(str, ids)).encode()))
        return data

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


def _fetch(library: Workspace, ids: Sequence[SourceId]) -> dict[SourceId, SourceRow]:
    return {row.id: row for row in library.sources.rows(ids)}
