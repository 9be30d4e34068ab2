"""From the hits of one source to those of the next, along the list that the user sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.library.values import SourceId
from archivist.search.index import Wanted
from archivist.services.searching.filters import Filters
from archivist.services.searching.finding import Finding, Order, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.values import AnnotationId, PageId, SectionId
    from archivist.search.analyzers import Analysis
    from archivist.search.index import Index
    from archivist.services.searching.asking import Asked
    from archivist.storage.catalogue_finding import HitPlace
    from archivist.storage.unit_of_work import UnitOfWork

_PAGES = "p"
_EVERY = 1 << 31
_LAST = 1 << 31


@dataclass(frozen=True, kw_only=True, slots=True)
class Trail:
    """The list that is followed from hit to hit: what was asked, under filters, in an order."""

    query: str
    filters: Filters = Filters()  # noqa: RUF009 - frozen
    order: Order = Order.RELEVANCE


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where a hit stands: on a page of a source, or in a section of a manuscript.

    `page` is its number within the source, 0 for none; `start` the character of the page's text
    nearest to which the hit is, None for the first hit; `annotation_id` the note that was found.
    """

    source_id: SourceId | None = None
    page: int = 0
    start: int | None = None
    annotation_id: AnnotationId | None = None
    section_id: SectionId | None = None


class Following:
    """Follows one list, in one unit of work."""

    def __init__(
        self, work: UnitOfWork, index: Index, analysis: Analysis, asked: Asked, order: Order
    ) -> None:
        self._work = work
        self._index = index
        self._order = order
        self._finding = Finding(work, index, analysis)
        # with the other spellings of a name that finds little, as in the list
        self._asked = self._finding.answer(asked, Part(limit=1)).asked

    def beyond(self, source_id: SourceId, way: int) -> Spot | None:
        """Return the first hit in the next source (1), or the last in the one before (-1).

        Beyond the last source comes the first; None when no other source has a hit on a page.

        Raises:
            SearchError: when the index turns out to be damaged.
        """
        if not self._asked.has_words:
            return None
        having = self._sources(_PAGES)
        listed = [one for one in self._sources("") if one in having]
        at = listed.index(source_id) if source_id in listed else -1
        onward = [*listed[at + 1 :], *listed[: max(at, 0)]]
        for other in onward if way > 0 else reversed(onward):
            if pages := [place.page for place in self._pages(other)]:
                if way > 0:
                    return Spot(source_id=other, page=pages[0])
                return Spot(source_id=other, page=pages[-1], start=_LAST)
        return None

    def pages(self, source_id: SourceId) -> tuple[PageId, ...]:
        """Return the pages of a source that have hits, in the order of the list.

        Raises:
            SearchError: when the index turns out to be damaged.
        """
        if not self._asked.has_words:
            return ()
        return tuple(place.page_id for place in self._pages(source_id) if place.page_id)

    def _sources(self, kinds: str) -> dict[SourceId, None]:
        wanted = Wanted(
            limit=0,
            sources=self._asked.sources,
            kinds=kinds,
            counted=True,
            complete=True,
            order=self._finding.ordered(self._order, self._asked),
        )
        found = self._index.find(self._asked.query, wanted).by_source
        return dict.fromkeys(SourceId(number) for number in found if number)

    def _pages(self, source_id: SourceId) -> Sequence[HitPlace]:
        """Return where the pages with hits in a source stand: as scored, or from first to last."""
        order = None if self._order is Order.RELEVANCE else (source_id,)
        wanted = Wanted(limit=_EVERY, sources={source_id}, kinds=_PAGES, complete=True, order=order)
        keys = [key for key, _ in self._index.find(self._asked.query, wanted).hits]
        places = self._work.catalogue.hits(keys)
        return [places[key] for key in keys if key in places]
