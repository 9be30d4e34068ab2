"""The search itself: asks shortly after the last key, and only the newest answer counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from archivist.services.searching import Filters, Order, Part

if TYPE_CHECKING:
    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId
    from archivist.services.searching import Explained, Results
    from archivist.services.workspace import Workspace

PAUSE = 150
"""Milliseconds of no typing before the search begins."""
_FIRST, _FURTHER = 40, 60
_POLL = 1500
"""Milliseconds between two looks at how many documents wait to be indexed."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, and where their sources lie as wholes: a hit's own reference names its sheet.

    `explained` says what the parts of the query were taken as.
    """

    results: Results
    references: dict[SourceId, str]
    explained: tuple[Explained, ...] = ()


class Searcher(QObject):
    """Searches for a query under filters.

    Signals:
        began(): another search began.
        found(Found): its first hits.
        further(Found): more of its hits.
        refused(ArchivistError): the query breaks its rules, or the index cannot answer.
        cleared(): there is nothing to search for.
        waiting(int): so many documents still wait to be indexed; 0 comes once, at the end.
    """

    began = Signal()
    found = Signal(object)
    further = Signal(object)
    refused = Signal(object)
    cleared = Signal()
    waiting = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.query = ""
        self.filters = Filters()
        self.order = Order.RELEVANCE
        self._loaded = 0
        self._total = 0
        self._loading = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._search)
        self._poll = QTimer(self, singleShot=True, interval=_POLL)
        self._poll.timeout.connect(self._look)

    @property
    def pending(self) -> bool:
        """Tell whether a search is about to begin."""
        return self._pause.isActive()

    def search(self, query: str, filters: Filters, *, now: bool = False) -> None:
        """Search after a short pause, or at once."""
        if (query, filters) == (self.query, self.filters) and not now:
            return
        self.query, self.filters = query.strip(), filters
        self._poll.stop()
        if now:
            self._search()
        else:
            self._pause.start()

    def more(self) -> None:
        """Fetch more hits of the last search, where there are any."""
        if self._loading or self._loaded >= self._total:
            return
        self._loading = True
        query, filters = self.query, self.filters
        part = Part(limit=_FURTHER, offset=self._loaded, order=self.order)
        self._desk.ask(
            lambda w: _search(w, query, filters, part),
            self._further,
            self._refused,
            owner=self,
            key="search",
        )

    def _search(self) -> None:
        self._pause.stop()
        self._poll.stop()
        self._loaded = self._total = 0
        if not self.query:
            # Ask for nothing under the same key, so that a late answer finds itself outdated.
            self._desk.ask(lambda _: None, lambda _: None, owner=self, key="search")
            self.cleared.emit()
            return
        self.began.emit()
        self._ask_first()

    def _ask_first(self) -> None:
        self._loading = True
        query, filters = self.query, self.filters
        part = Part(limit=_FIRST, order=self.order, facets=True)
        self._desk.ask(
            lambda w: _search(w, query, filters, part),
            self._found,
            self._refused,
            owner=self,
            key="search",
        )

    def _found(self, found: Found) -> None:
        self._took(found.results)
        self.found.emit(found)

    def _further(self, found: Found) -> None:
        self._took(found.results)
        self.further.emit(found)

    def _took(self, results: Results) -> None:
        self._loading = False
        self._loaded += len(results.hits)
        self._total = results.total if results.hits else self._loaded
        if results.indexing:
            self._poll.start()

    def _refused(self, error: ArchivistError) -> None:
        self._loading = False
        self.refused.emit(error)

    def _look(self) -> None:
        self._desk.ask(lambda w: w.searching.waiting(), self._looked, owner=self, key="waiting")

    def _looked(self, waiting: int) -> None:
        self.waiting.emit(waiting)
        if waiting:
            self._poll.start()
        elif self.query:
            # All is in the index now. Nobody typed: the user may be in another room by now.
            self._loaded = self._total = 0
            self._ask_first()


def _search(workspace: Workspace, query: str, filters: Filters, part: Part) -> Found:
    """Return a part of the hits, and the places of their sources."""
    results = workspace.searching.find(query, filters, part)
    ids = tuple({hit.source_id for hit in results.hits if hit.source_id is not None})
    rows = workspace.sources.rows(ids)
    explained = () if part.offset else workspace.searching.explain(query, filters)
    return Found(results, {row.id: row.reference for row in rows}, explained)
