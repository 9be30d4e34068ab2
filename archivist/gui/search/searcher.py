"""The search itself: asks shortly after the last key, and only the newest answer counts."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from archivist.services.searching import Filters, Order, Part, Trail

if TYPE_CHECKING:
    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId
    from archivist.services.searching import Explained, Results
    from archivist.services.workspace import Workspace

PAUSE = 60
"""Milliseconds of no typing before the search begins."""
_FIRST, _FURTHER = 40, 60
_AGAIN = 2000
"""Milliseconds until what found nothing is looked for again while much is being indexed."""


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
        ended(): the search is over: answered, refused, or stopped.
        stopped(): the user stopped it.
        waiting(int): so many documents still wait to be indexed; 0 comes once, at the end.
    """

    began = Signal()
    found = Signal(object)
    further = Signal(object)
    refused = Signal(object)
    cleared = Signal()
    ended = Signal()
    stopped = Signal()
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
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self.again)
        self._behind = False
        self._running = threading.Event()
        desk.indexed.connect(self._indexed)

    @property
    def trail(self) -> Trail:
        """The list of hits, to be followed elsewhere."""
        return Trail(query=self.query, filters=self.filters, order=self.order)

    @property
    def pending(self) -> bool:
        """Tell whether a search is about to begin."""
        return self._pause.isActive()

    def search(self, query: str, filters: Filters, *, now: bool = False) -> None:
        """Search after a short pause, or at once."""
        if (query, filters) == (self.query, self.filters) and not now:
            return
        self.query, self.filters = query.strip(), filters
        self._again.stop()
        if now:
            self._search()
        else:
            self._pause.start()

    @property
    def searching(self) -> bool:
        """Tell whether an answer is still to come."""
        return self._loading and not self._loaded

    def stop(self) -> None:
        """Stop the search, as the user wishes; what was found before stays."""
        if self.searching or self.pending:
            self._pause.stop()
            self._drop()
            self.ended.emit()
            self.stopped.emit()

    def again(self) -> None:
        """Search once more: something has changed since, though nobody typed."""
        if self.query and not self.pending and not self.searching:
            self._loaded = self._total = 0
            self._ask_first()

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
        self._again.stop()
        self._loaded = self._total = 0
        if not self.query:
            self._drop()
            self.cleared.emit()
            return
        self.began.emit()
        self._ask_first()

    def _drop(self) -> None:
        """Let an answer that is still to come find itself outdated."""
        self._running.set()
        self._loading = False
        self._desk.ask(lambda _: None, lambda _: None, owner=self, key="search")

    def _ask_first(self) -> None:
        self._running.set()  # an older search stops where it is
        self._running = running = threading.Event()
        self._loading = True
        query, filters = self.query, self.filters
        part = Part(
            limit=_FIRST, order=self.order, facets=True, others=True, stopped=running.is_set
        )
        self._desk.ask(
            lambda w: _search(w, query, filters, part),
            self._found,
            self._refused,
            owner=self,
            key="search",
        )

    def _found(self, found: Found) -> None:
        self._took(found.results)
        self._behind = self._behind or bool(found.results.indexing)
        self.ended.emit()
        self.found.emit(found)

    def _further(self, found: Found) -> None:
        self._took(found.results)
        self.further.emit(found)

    def _took(self, results: Results) -> None:
        self._loading = False
        self._loaded += len(results.hits)
        self._total = results.total if results.hits else self._loaded

    def _refused(self, error: ArchivistError) -> None:
        self._loading = False
        self.ended.emit()
        self.refused.emit(error)

    def _indexed(self, waiting: int) -> None:
        """Search again when all is in the index; where nothing was found, also before that."""
        if waiting:
            self._behind = True
            if not self._loaded and not self._again.isActive():
                self._again.start()
        elif self._behind:
            self._behind = False
            self._again.stop()
            self.again()
        self.waiting.emit(waiting)


def _search(workspace: Workspace, query: str, filters: Filters, part: Part) -> Found:
    """Return a part of the hits, and the places of their sources."""
    results = workspace.searching.find(query, filters, part)
    ids = tuple({hit.source_id for hit in results.hits if hit.source_id is not None})
    rows = workspace.sources.rows(ids)
    explained = () if part.offset else workspace.searching.explain(query, filters)
    return Found(results, {row.id: row.reference for row in rows}, explained)
