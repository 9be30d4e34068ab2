"""A table whose rows are fetched as they are seen, on the screen: what is chosen, its columns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from archivist.gui import theme
from archivist.gui.models.paged_table import Id, PagedTable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from PySide6.QtCore import QPoint, QSettings
    from PySide6.QtGui import QShowEvent

_NARROWEST = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """How the columns begin: `stretched` takes what the `widths` of the others leave to it.

    Those in `wide` are shown at first only when the table is at least so wide. It is sorted by
    `first`, and by what else is `sortable`. The user's own are remembered under the name `kept`.
    """

    stretched: int
    first: int
    widths: Mapping[int, int]
    wide: Mapping[int, int]
    sortable: Collection[int]
    kept: str


class PagedView(QTableView, Generic[Id]):
    """Shows a paged table; `picked()` comes when other rows are chosen.

    `typed(str)` comes for letters that are typed, `sorted()` when another order is wanted.
    """

    typed = Signal(str)
    picked = Signal()
    sorted = Signal()

    def __init__(
        self, table: PagedTable[Id, Any], columns: Columns, state: QSettings, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        table.setParent(self)
        self._paged, self._columns, self._state = table, columns, state
        self._kept: tuple[tuple[Id, ...], int, Id | None] = ((), -1, None)
        self._unkept = False
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW)
        self._dress_header()
        table.modelAboutToBeReset.connect(self._keep)
        table.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())

    # -- what is chosen

    @property
    def picked_count(self) -> int:
        """How many rows are chosen."""
        return sum(map(len, self._spans()))

    def picked_ids(self) -> tuple[Id, ...]:
        """Return what is chosen, in the order of the table."""
        return self._paged.ids_at(self._spans())

    def _spans(self) -> list[range]:
        # by ranges: Qt's selectedRows() asks the model about each cell, seconds for 50,000 rows
        ranges = self.selectionModel().selection()
        spans = (ranges.at(number) for number in range(ranges.size()))
        return [range(span.top(), span.bottom() + 1) for span in spans]

    def _keep(self) -> None:
        row = self.currentIndex().row()
        self._kept = (self.picked_ids(), row, self._paged.id_at(row) if row >= 0 else None)

    def _restore(self) -> None:
        """Choose again what was chosen before the rows changed, and stay where the keyboard was."""
        (picked, row, current), rows = self._kept, self._paged.rowCount()
        there = self._paged.row_of(current) if current is not None else -1
        model, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        if rows and row >= 0:
            at = self._paged.index(there if there >= 0 else min(row, rows - 1), 0)
            model.setCurrentIndex(at, flags.NoUpdate)
            if there >= 0:
                self.scrollTo(at)
        again = self._runs(self._paged.rows_of(picked))
        model.select(again, flags.ClearAndSelect)
        if picked and not again:
            self.picked.emit()

    def _runs(self, places: list[int]) -> QItemSelection:
        """Return rows as a selection, by runs: one by one it takes seconds for thousands."""
        found, last = QItemSelection(), self._paged.columnCount() - 1
        # each row less its number among them is the same along a run
        for _, numbered in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
            run = [place for _, place in numbered]
            found.select(self._paged.index(run[0], 0), self._paged.index(run[-1], last))
        return found

    # -- its columns

    @property
    def order(self) -> tuple[int, bool]:
        """The column by which the header sorts, and whether backwards."""
        column, way = self._sorted
        return column, way == Qt.SortOrder.DescendingOrder

    def keep_columns(self) -> None:
        """Remember widths, order and visibility of the columns."""
        self._state.setValue(self._columns.kept, self.horizontalHeader().saveState())

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return a menu in which columns are shown and hidden."""
        menu = QMenu(self.tr("Columns"), parent)
        for column in range(self._paged.columnCount()):
            if column != self._columns.stretched:
                menu.addAction(self._column_action(column, menu))
        return menu

    def keyboardSearch(self, search: str) -> None:
        """Find by the filter line instead: Qt would fetch row after row."""
        if search.strip():
            self.typed.emit(search)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the columns that there is room for, unless the user's own are known."""
        super().showEvent(event)
        if self._unkept:
            self._unkept = False
            self._fit_columns()

    def _fit_columns(self) -> None:
        for column, width in self._columns.wide.items():
            self.horizontalHeader().setSectionHidden(column, self.width() < width)

    def _dress_header(self) -> None:
        header, columns = self.horizontalHeader(), self._columns
        # A selection of its own, always empty: when it draws itself the header would ask the model
        # of every row whether whole columns are selected.
        header.setSelectionModel(QItemSelectionModel(self._paged, header))
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(_NARROWEST)
        header.setFixedHeight(theme.ROW)
        header.setStretchLastSection(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns)
        kept = self._state.value(columns.kept)
        if not kept or not header.restoreState(kept):
            for column, width in columns.widths.items():
                header.resizeSection(column, width)
            for column in columns.wide:
                header.setSectionHidden(column, True)
            self._unkept = True
            header.setSortIndicator(columns.first, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(columns.stretched, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        if header.sortIndicatorSection() not in columns.sortable:
            header.setSortIndicator(columns.first, Qt.SortOrder.AscendingOrder)
        self._sorted = (header.sortIndicatorSection(), header.sortIndicatorOrder())
        header.sortIndicatorChanged.connect(self._sort)

    def _sort(self, column: int, way: Qt.SortOrder) -> None:
        if column in self._columns.sortable:
            self._sorted = (column, way)
            self.sorted.emit()
            return
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(*self._sorted)
        header.blockSignals(False)
        header.viewport().update()

    def _column_action(self, column: int, menu: QMenu) -> QAction:
        header = self.horizontalHeader()
        name = self._paged.headerData(column, Qt.Orientation.Horizontal)
        action = QAction(name, menu, checkable=True, checked=not header.isSectionHidden(column))
        show: Callable[[bool], None] = lambda on: header.setSectionHidden(column, not on)  # noqa: E731 - one line is clearer
        action.toggled.connect(show)
        return action

    def _show_columns(self, where: QPoint) -> None:
        self.column_menu(self).popup(self.horizontalHeader().mapToGlobal(where))
