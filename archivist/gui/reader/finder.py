"""Finding words in the opened source: which pages have them, and walking from hit to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archivist.gui.reader.opened import PageHits, find_on_page
from archivist.services.searching import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.gui.reader.opened import OpenedSource, PageContent
    from archivist.library.values import PageId, SourceId
    from archivist.services.searching import Spot
    from archivist.services.workspace import Workspace

_MOST = 5000
"""How many pages of one source are looked for."""
_CHUNK = 16
"""How many pages are counted in one job, so that pages and pictures come in between."""

Found = tuple[tuple["PageId", ...], int]


class Finder(QObject):
    """Finds the words of a query in one source.

    Signals:
        counted(): the number of hits that are known, `place`, changed.
        hits(PageHits, int): the hits on the page that is being read; the current one (-1: none).
        go(int): a hit stands on another page, which is to be read (its index).
        beyond(Spot): the hits go on in another source.
        refused(ArchivistError): the query breaks its rules.
    """

    counted = Signal()
    hits = Signal(object, int)
    go = Signal(int)
    beyond = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, source_id: SourceId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._source_id = source_id
        self.query = ""
        self.everywhere = False
        self.waiting = 0
        self._source: OpenedSource | None = None
        self._content: PageContent | None = None
        self._counts: dict[int, int] = {}
        self._uncounted: list[int] = []
        self._found = PageHits()
        self._current = -1
        self._land: int | None = None

    @property
    def place(self) -> tuple[int, int, bool]:
        """The number of the current hit (0: none), of all hits, and whether all are counted."""
        total = sum(self._counts.values())
        index = self._index
        before = sum(count for page, count in self._counts.items() if page < index)
        return (before + self._current + 1 if self._current >= 0 else 0, total, not self._uncounted)

    def show_source(self, source: OpenedSource) -> None:
        """Take the source, and look for a query that was waiting for it."""
        first, self._source = self._source is None, source
        if first and self.query:
            self._search()

    def show_page(self, content: PageContent) -> None:
        """Look for the query on the page that is being read."""
        turned = self._content is None or self._content.page.id != content.page.id
        self._content = content
        if turned:
            self._found, self._current = PageHits(), -1
        self._look()

    def find(self, query: str, *, everywhere: bool = False) -> None:
        """Look for another query; "" ends the search. The first hit to come becomes current.

        After the last hit come those of other sources when it is looked for `everywhere`.
        """
        self.everywhere = everywhere
        if query == self.query:
            return
        self.query = query
        self._counts, self._uncounted = {}, []
        self._found, self._current, self._land = PageHits(), -1, 0
        self.hits.emit(self._found, -1)
        self.counted.emit()
        if query and self._source is not None:
            self._search()
        self._look()

    def walk(self, way: int) -> None:
        """Go to the next (1) or the previous (-1) hit, beyond the source or round its ends."""
        wanted = self._current + way if self._current >= 0 or way > 0 else -1
        if 0 <= wanted < len(self._found.spans):
            self._current = wanted
            self._tell()
            return
        self._land = 0 if way > 0 else -1
        pages = sorted({*self._counts, *self._uncounted})
        others = [
            page for page in pages if (page > self._index) == (way > 0) and page != self._index
        ]
        if others:
            self.go.emit(others[0 if way > 0 else -1])
        elif self.everywhere:
            self._leave(pages, way)
        else:
            self._go_round(pages, way)

    def _leave(self, pages: Sequence[int], way: int) -> None:
        """Go on in another source, or round the ends of this one when no other has a hit."""
        query, source_id = self.query, self._source_id

        def onward(spot: Spot | None) -> None:
            if spot is None:
                self._go_round(pages, way)
            else:
                self._land = None
                self.beyond.emit(spot)

        self._desk.ask(
            lambda workspace: workspace.searching.beyond(query, source_id, way),
            onward,
            self.refused.emit,
            owner=self,
            key="beyond",
        )

    def _go_round(self, pages: Sequence[int], way: int) -> None:
        if not pages:
            return
        target = pages[0 if way > 0 else -1]
        if target == self._index:
            self._settle()
        else:
            self.go.emit(target)

    # -- the pages that have the words

    @property
    def _index(self) -> int:
        if self._source is None or self._content is None:
            return 0
        return self._content.page.number - self._source.pages[0].number

    def _search(self) -> None:
        query, source_id = self.query, self._source_id
        self._desk.ask(
            lambda workspace: _pages_with(workspace, query, source_id),
            self._searched,
            self.refused.emit,
            owner=self,
            key="search",
        )

    def _searched(self, found: Found) -> None:
        if self._source is None:
            return
        wanted, self.waiting = set(found[0]), found[1]
        self._uncounted = [
            index
            for index, page in enumerate(self._source.pages)
            if page.id in wanted and index not in self._counts
        ]
        self.counted.emit()
        if self._land is not None and self._uncounted and not self._found.spans:
            self._leap()
        self._count()

    def _leap(self) -> None:
        """Go to the first page with a hit from the page that is being read on."""
        if self._content is None or self._index in self._uncounted:
            return
        after = [index for index in self._uncounted if index > self._index]
        self.go.emit((after or self._uncounted)[0])

    def _count(self) -> None:
        if not self._uncounted or self._source is None:
            return
        query = self.query
        chunk = {index: self._source.pages[index].id for index in self._uncounted[:_CHUNK]}

        def count(workspace: Workspace) -> dict[int, int]:
            texts = {index: workspace.reading.page_text(page) for index, page in chunk.items()}
            return {
                index: len(workspace.searching.marks(query, page.text))
                for index, page in texts.items()
            }

        self._desk.ask(count, self._counted, self.refused.emit, owner=self, key="count")

    def _counted(self, counts: dict[int, int]) -> None:
        self._counts.update({index: count for index, count in counts.items() if count})
        self._uncounted = [index for index in self._uncounted if index not in counts]
        self.counted.emit()
        self._count()

    # -- the page that is being read

    def _look(self) -> None:
        if self._content is None:
            return
        if not self.query:
            self._looked(PageHits())
            return
        query, text = self.query, self._content.text
        self._desk.ask(
            lambda workspace: find_on_page(workspace, query, text),
            self._looked,
            self.refused.emit,
            owner=self,
            key="look",
        )

    def _looked(self, found: PageHits) -> None:
        self._found = found
        if found.spans:
            self._counts[self._index] = len(found.spans)
        self._settle()

    def _settle(self) -> None:
        """Make the hit current for which the page was turned."""
        spans = self._found.spans
        if self._land is not None and spans:
            self._current = self._land % len(spans)
            self._land = None
        self._current = min(self._current, len(spans) - 1)
        self._tell()

    def _tell(self) -> None:
        self.hits.emit(self._found, self._current)
        self.counted.emit()


def _pages_with(workspace: Workspace, query: str, source_id: SourceId) -> Found:
    results = workspace.searching.search(query, Filters(source_id=source_id), limit=_MOST)
    pages: Sequence[PageId] = [
        hit.page_id for hit in results.hits if hit.kind == "page" and hit.page_id
    ]
    return tuple(dict.fromkeys(pages)), results.indexing
