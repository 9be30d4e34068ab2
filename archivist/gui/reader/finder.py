"""Finding words in the opened source: which pages have them, and walking from hit to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archivist.gui.reader.opened import PageHits, find_on_page
from archivist.services.searching import Order, Trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.gui.reader.opened import OpenedSource, PageContent, Span
    from archivist.library.values import PageId, SourceId
    from archivist.services.searching import Spot
    from archivist.services.workspace import Workspace

_CHUNK = 16
"""How many pages are counted in one job, so that pages and pictures come in between."""

Found = tuple[tuple["PageId", ...], int]


class Finder(QObject):
    """Finds the words of a query in one source.

    Signals:
        counted(): the number of hits that are known, `place`, changed.
        hits(PageHits, int): the hits on the page that is being read; the current one (-1: none).
        go(int): a hit stands on another page, which is to be read (its index).
        beyond(Spot, Trail): the hits go on in another source.
        refused(ArchivistError): the query breaks its rules.
    """

    counted = Signal()
    hits = Signal(object, int)
    go = Signal(int)
    beyond = Signal(object, object)
    refused = Signal(object)

    def __init__(self, desk: Desk, source_id: SourceId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._source_id = source_id
        self.query = ""
        self.waiting = 0
        self._trail: Trail | None = None
        self._source: OpenedSource | None = None
        self._content: PageContent | None = None
        self._counts: dict[int, int] = {}
        self._uncounted: list[int] = []
        self._order: list[int] = []
        self._found = PageHits()
        self._current = -1
        self._land: int | None = None
        self._goal: Spot | None = None

    @property
    def place(self) -> tuple[int, int, bool]:
        """The number of the current hit (0: none), of all hits, and whether all are counted."""
        total = sum(self._counts.values())
        pages = self._pages
        passed = pages[: pages.index(self._index)] if self._index in pages else ()
        before = sum(self._counts.get(page, 0) for page in passed)
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

    def find(self, query: str) -> None:
        """Look for words in this source alone; "" ends the search."""
        self._begin(query, None)

    def follow(self, trail: Trail, spot: Spot) -> None:
        """Look for the query of a list, whose other sources come after the last hit in this one.

        The hit at the spot becomes the current one, on the page that is turned to; a note there
        is found by itself.
        """
        self._begin(trail.query, trail)
        self._land = 0 if spot.annotation_id is None else None
        self._goal = spot

    def _begin(self, query: str, trail: Trail | None) -> None:
        """Look for another query; the first hit to come becomes current."""
        if (query, trail) == (self.query, self._trail):
            return
        self.query, self._trail = query, trail
        self._counts, self._uncounted, self._order = {}, [], []
        self._found, self._current, self._land, self._goal = PageHits(), -1, 0, None
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
        self._land, self._goal = (0 if way > 0 else -1), None
        pages = self._pages
        if self._index in pages:
            at = pages.index(self._index)
            others = pages[at + 1 :] if way > 0 else pages[:at]
        else:  # the reader turned away from the hits: on from where the page lies
            others = sorted(page for page in pages if (page > self._index) == (way > 0))
        if others:
            self.go.emit(others[0 if way > 0 else -1])
        elif self._trail is not None:
            self._leave(self._trail, pages, way)
        else:
            self._go_round(pages, way)

    def _leave(self, trail: Trail, pages: Sequence[int], way: int) -> None:
        """Go on in another source, or round the ends of this one when no other has a hit."""
        source_id = self._source_id

        def onward(spot: Spot | None) -> None:
            if spot is None:
                self._go_round(pages, way)
            else:
                self._land = None
                self.beyond.emit(spot, trail)

        self._desk.ask(
            lambda workspace: workspace.searching.beyond(trail, source_id, way),
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
    def _there(self) -> bool:
        """Tell whether the page is read that was to be turned to."""
        wanted = self._goal.page if self._goal else 0
        return not wanted or (self._content is not None and self._content.page.number == wanted)

    @property
    def _pages(self) -> list[int]:
        """The pages with hits, in the order in which they are walked through."""
        known = {*self._counts, *self._uncounted}
        listed = [page for page in self._order if page in known]
        return [*listed, *sorted(known.difference(listed))]

    @property
    def _index(self) -> int:
        if self._source is None or self._content is None:
            return 0
        return self._content.page.number - self._source.pages[0].number

    def _search(self) -> None:
        source_id = self._source_id
        trail = self._trail or Trail(query=self.query, order=Order.ARCHIVE)
        self._desk.ask(
            lambda workspace: _pages_with(workspace, trail, source_id),
            self._searched,
            self.refused.emit,
            owner=self,
            key="search",
        )

    def _searched(self, found: Found) -> None:
        if self._source is None:
            return
        numbers = {page.id: index for index, page in enumerate(self._source.pages)}
        self._order = [numbers[page] for page in found[0] if page in numbers]
        self.waiting = found[1]
        self._uncounted = [index for index in self._order if index not in self._counts]
        self.counted.emit()
        if self._land is not None and self._uncounted and not self._found.spans:
            self._leap()
        self._count()

    def _leap(self) -> None:
        """Go to the first page with a hit from the page that is being read on."""
        if self._content is None or self._index in self._uncounted:
            return
        if self._goal is not None and self._goal.page:  # that page is wanted, and no other
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
                index: len(workspace.searching.marks(query, page.text, page.page_id).own)
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
        if self._land is not None and spans and self._there:
            self._current = self._land % len(spans)
            if self._goal is not None and self._goal.start is not None:
                self._current = _nearest(spans, self._goal.start)
            self._land = self._goal = None
        self._current = min(self._current, len(spans) - 1)
        self._tell()

    def _tell(self) -> None:
        self.hits.emit(self._found, self._current)
        self.counted.emit()


def _nearest(spans: Sequence[Span], start: int) -> int:
    """Return which span begins nearest to a place."""
    return min(range(len(spans)), key=lambda at: abs(spans[at][0] - start))


def _pages_with(workspace: Workspace, trail: Trail, source_id: SourceId) -> Found:
    return workspace.searching.pages_with(trail, source_id), workspace.searching.waiting()
