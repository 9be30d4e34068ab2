"""The pages in the grid as Qt sees them: each with its thumbnail, its label, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, Qt, Signal

from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from archivist.gui.page_pictures import Thumbnails
    from archivist.gui.widgets.rows import Index
    from archivist.library.page_shapes import SheetPage
    from archivist.library.values import PageId

CELL = Qt.ItemDataRole.UserRole
THUMBNAIL = Qt.ItemDataRole.UserRole + 1
PAGES_MIME = "application/x-archivist-sheets"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """What a cell shows beside its thumbnail.

    `previewed` labels are not written yet, `pinned` ones were typed by the user. `torn_left` and
    `torn_right` say at which side the other half of a split photograph lies, `first` that another
    source begins here.
    """

    page: SheetPage
    label: str
    previewed: bool
    pinned: bool
    flawed: bool
    torn_left: bool
    torn_right: bool
    first: bool


class SheetModel(QAbstractListModel):
    """The pages in order.

    Signals:
        labelled(int, str): a label was typed for a page (its id).
    """

    labelled = Signal(int, str)

    def __init__(self, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self.pages: tuple[SheetPage, ...] = ()
        self._thumbnails = thumbnails
        self._rows: dict[int, int] = {}
        self._flawed: frozenset[int] = frozenset()
        self._previews: Mapping[PageId, str] = {}
        self._pinned: Mapping[PageId, str] = {}
        self._editable = True
        thumbnails.came.connect(self._came)

    def show(self, pages: tuple[SheetPage, ...], flawed: frozenset[int]) -> None:
        """Take the pages, and which of them (by place) a remark is about."""
        same = [page.id for page in pages] == [page.id for page in self.pages]
        if not same:
            self.beginResetModel()
        self.pages, self._flawed = pages, flawed
        self._rows = {int(page.id): row for row, page in enumerate(pages)}
        if not same:
            self.endResetModel()
        elif pages:
            self.dataChanged.emit(self.index(0), self.index(len(pages) - 1))

    def preview(self, labels: Mapping[PageId, str], pinned: Mapping[PageId, str]) -> None:
        """Show labels that are not written yet; `pinned` are those that the user typed."""
        self._previews, self._pinned = labels, pinned
        if self.pages:
            self.dataChanged.emit(self.index(0), self.index(len(self.pages) - 1))

    def allow_editing(self, *, allowed: bool) -> None:
        """Let labels be typed and pages be dragged, or not."""
        self._editable = allowed

    def row_of(self, page_id: int) -> int:
        """Return where a page stands, -1 when it is not here."""
        return self._rows.get(int(page_id), -1)

    def ids_at(self, rows: Iterable[int]) -> tuple[PageId, ...]:
        """Return the pages of rows, in order."""
        return tuple(self.pages[row].id for row in sorted(rows) if 0 <= row < len(self.pages))

    # -- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of pages."""
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, its thumbnail, its label or the words about it."""
        row = index.row()
        if not 0 <= row < len(self.pages):
            return None
        page = self.pages[row]
        if role == THUMBNAIL:
            return self._thumbnails.of(page)
        if role == CELL:
            return self._cell(row)
        words: dict[int, Callable[[SheetPage], str]] = {
            Qt.ItemDataRole.DisplayRole: self._label,
            Qt.ItemDataRole.EditRole: self._label,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: _told,
        }
        return words[role](page) if role in words else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a label that was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        page = self.pages[index.row()]
        typed = " ".join(str(value).split())
        if typed != self._label(page):
            self.labelled.emit(int(page.id), typed)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pages be selected and, in a library that can be changed, dragged and labelled."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._editable and index.isValid():
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        """Return how pages travel when they are dragged."""
        return [PAGES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return pages that are dragged."""
        ids = self.ids_at({index.row() for index in indexes})
        data = QMimeData()
        data.setData(PAGES_MIME, QByteArray(" ".join(str(int(one)) for one in ids).encode()))
        return data

    # -- inside

    def _came(self, page_id: int) -> None:
        row = self._rows.get(page_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [THUMBNAIL])

    def _label(self, page: SheetPage) -> str:
        return self._previews.get(page.id, page.label)

    def _cell(self, row: int) -> Cell:
        page = self.pages[row]
        before = self.pages[row - 1] if row else None
        after = self.pages[row + 1] if row + 1 < len(self.pages) else None
        return Cell(
            page=page,
            label=self._label(page),
            previewed=page.id in self._previews and self._previews[page.id] != page.label,
            pinned=page.id in self._pinned,
            flawed=row in self._flawed and page.id not in self._previews,
            torn_left=halves(before, page),
            torn_right=halves(page, after),
            first=before is not None and before.source_id != page.source_id,
        )

    def _spoken(self, page: SheetPage) -> str:
        label = self._label(page)
        if page.skipped:
            return self.tr("%1, no sheet").replace("%1", page.name)
        words = self.tr("sheet %1").replace("%1", label) if label else self.tr("no number")
        if page.continues:
            words = self.tr("%1, goes on").replace("%1", words)
        return f"{words}, {page.name}"


def reordered(
    pages: Sequence[SheetPage], moving: Collection[PageId], before: int
) -> tuple[SheetPage, ...]:
    """Return pages with some of them moved, as they lie, before the page at a place."""
    taken = set(moving)
    head = [page for page in pages[:before] if page.id not in taken]
    middle = [page for page in pages if page.id in taken]
    tail = [page for page in pages[before:] if page.id not in taken]
    return (*head, *middle, *tail)


def _told(page: SheetPage) -> str:
    return plain_tip("\n".join(filter(None, (page.name, page.taken.replace("T", " ")))))


def halves(first: SheetPage | None, second: SheetPage | None) -> bool:
    """Tell whether two pages show parts of one picture."""
    if first is None or second is None:
        return False
    return (first.file_id, first.index) == (second.file_id, second.index)
