"""The middle of the import of inventories: first rows, changes, and lines left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QStackedWidget,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archivist.gui.dialogs.inventory.grid import Cells, InventoryGrid
from archivist.gui.dialogs.inventory.rows import MOST
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence


class Pages(QWidget):
    """Three pages under tabs that count."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = InventoryGrid()
        self.changes = _lines(
            self.tr("File"),
            self.tr("What"),
            self.tr("In the library"),
            self.tr("In the inventory"),
            self.tr("What will stand"),
        )
        self.left_out = _lines(self.tr("Line"), self.tr("Why it is left out"))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        for part in (self.grid, self.changes, self.left_out):
            self.tabs.addTab("")
            self._stack.addWidget(part)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.show_lists((), ())

    def show_lists(
        self, changed: Sequence[tuple[str, ...]], lost: Sequence[tuple[str, ...]]
    ) -> None:
        """Show changes and lines left out."""
        self.tabs.setTabText(0, self.tr("First rows"))
        self.tabs.setTabText(1, self.tr("Differences (%1)").replace("%1", str(len(changed))))
        self.tabs.setTabText(2, self.tr("Left out (%1)").replace("%1", str(len(lost))))
        for page, view, rows in ((1, self.changes, changed), (2, self.left_out, lost)):
            self.tabs.setTabEnabled(page, bool(rows))
            view.clear()
            view.addTopLevelItems([_item(row) for row in rows[:MOST]])
            if len(rows) > MOST:
                more = self.tr("and %Ln more", "", len(rows) - MOST)
                view.addTopLevelItem(QTreeWidgetItem([more]))
        if not self.tabs.isTabEnabled(self.tabs.currentIndex()):
            self.tabs.setCurrentIndex(0)


def _item(row: tuple[str, ...]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([" ".join(text.split()) for text in row])
    for column, text in enumerate(row):
        item.setToolTip(column, plain_tip(text))
    return item


def _lines(*headings: str) -> QTreeWidget:
    view = QTreeWidget()
    view.setHeaderLabels(list(headings))
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setItemDelegate(Cells(view))
    header = view.header()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    if len(headings) > 2:  # noqa: PLR2004 - the lines left out have two
        for column, width in enumerate((110, 110, 280, 280)):
            view.setColumnWidth(column, width)
    return view
