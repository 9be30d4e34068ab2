"""A table of what a query finds: rows are fetched by the page as they come into sight."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from enum import IntEnum

    from PySide6.QtCore import QObject

    from archivist.gui.messages import Desk
    from archivist.gui.widgets.rows import Index
    from archivist.services.workspace import Workspace

PAGE = 100
"""How many rows are fetched at once."""

Id = TypeVar("Id", bound=int)
Row = TypeVar("Row")

_REMEMBERED = 2_000
"""Above so many rows those that were not found again are forgotten; until then they are shown at
once where they are found later."""

_NOWHERE = QModelIndex()


class PagedTable(QAbstractTableModel, Generic[Id, Row]):
    """What was found, one a row; who inherits asks for it, with `_take` for the answer.

    `counted(int)` comes when a query was answered, before the rows themselves are there, and
    `filled()` each time that rows arrived.
    """

    counted = Signal(int)
    filled = Signal()

    def __init__(
        self,
        desk: Desk,
        columns: type[IntEnum],
        fetch: Callable[[Workspace, Sequence[Id]], Mapping[Id, Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._columns, self._fetch = desk, columns, fetch
        self._ids: Sequence[Id] = ()
        self._rows: dict[Id, Row] = {}
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._round = 0
        self.answered = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_rows)

    # -- what the room does with it

    def fetch_again(self) -> None:
        """Fetch what is seen again: the same rows, of which something else may be known now.

        Rows keep showing their old words until the new ones come.
        """
        self._asked.clear()
        self._round += 1
        if self._ids:
            self._tell_changed(0, len(self._ids) - 1)

    def ids(self) -> tuple[Id, ...]:
        """Return the ids of all that was found."""
        return tuple(self._ids)

    def id_at(self, row: int) -> Id:
        """Return the id of a row."""
        return self._ids[row]

    def ids_at(self, spans: Iterable[range]) -> tuple[Id, ...]:
        """Return the ids of spans of rows, in the order of the table."""
        ordered = sorted(spans, key=lambda span: span.start)
        return tuple(chain.from_iterable(self._ids[span.start : span.stop] for span in ordered))

    def row_of(self, wanted: int) -> int:
        """Return where something stands, or -1."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    def rows_of(self, ids: Collection[int]) -> list[int]:
        """Return where things stand, in order; those that are not there are left out."""
        wanted = frozenset(ids)
        return [at for at, found in enumerate(self._ids) if found in wanted] if wanted else []

    def row_at(self, at: int) -> Row | None:
        """Return a row, None while it is not here yet; it is sent for then."""
        page = at // PAGE
        if page not in self._asked and page not in self._wanted:
            self._wanted.add(page)
            self._soon.start()
        return self._rows.get(self._ids[at])

    # -- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    # -- fetching

    def _take(self, ids: Sequence[Id]) -> None:
        same, self.answered = self.answered and ids == self._ids, True
        if same:
            self.fetch_again()
        else:
            self.beginResetModel()
            if len(self._rows) > _REMEMBERED:
                found = frozenset(ids)
                self._rows = {id_: row for id_, row in self._rows.items() if id_ in found}
            self._ids = ids
            self._asked.clear()
            self._round += 1
            self.endResetModel()
        self.counted.emit(len(ids))

    def _ask_rows(self) -> None:
        pages, self._wanted = sorted(self._wanted), set()
        for page in pages:
            self._asked.add(page)
            self._ask_page(page * PAGE, self._round)

    def _ask_page(self, first: int, asked: int) -> None:
        ids, fetch = tuple(self._ids[first : first + PAGE]), self._fetch
        self._desk.ask(
            lambda w: fetch(w, ids), lambda rows: self._fill(first, rows, asked), owner=self
        )

    def _fill(self, first: int, rows: Mapping[Id, Row], asked: int) -> None:
        if asked != self._round or not rows:
            return
        self._rows.update(rows)
        self._tell_changed(first, min(first + PAGE, len(self._ids)) - 1)
        self.filled.emit()

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))
