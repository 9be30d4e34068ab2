"""Saving a search, so that it stands in the tree of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.services.searching import as_query

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.services.searching import Filters


class Saving(QObject):
    """Keeps queries with what narrows them; they can be renamed in the tree."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def save(self, query: str, filters: Filters) -> None:
        """Keep a search under its own words."""
        whole = as_query(query, filters)

        def saved(_: object) -> None:
            said = self.tr("Saved as “%1”. It stands under Saved searches in the library.")
            self._desk.status.emit(said.replace("%1", whole))

        self._desk.change(lambda w: w.sorting.save_search(whole, whole), saved, owner=self)
