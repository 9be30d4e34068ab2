"""Lists whose rows take as many lines as their text needs at the width of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QFrame, QListView, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from archivist.gui.widgets.rows import Index

ROW = Qt.ItemDataRole.UserRole
"""The role under which a model gives a whole row."""

_TOP = QModelIndex()
_BATCH = 30
"""So many rows are measured at once: no more, or the window would stand still."""


class RowsModel(QAbstractListModel):
    """The rows that are shown, all at once."""

    rows: tuple[Any, ...]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = ()

    def show(self, rows: tuple[Any, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)


class WrappedList(QListView):
    """A list without a frame that breaks its lines anew when it gets another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
