"""From the hits of one source to those of the next, in the order of the archives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.values import SourceId
from archivist.search.index import Wanted

if TYPE_CHECKING:
    from collections.abc import Collection

    from archivist.search.index import Index
    from archivist.services.searching.asking import Asked
    from archivist.storage.unit_of_work import UnitOfWork

_PAGES = "p"
_EVERY = 1 << 31


@dataclass(frozen=True, slots=True)
class Spot:
    """A page with a hit, by its number within its source."""

    source_id: SourceId
    page: int


def spot_beyond(
    work: UnitOfWork, index: Index, asked: Asked, source_id: SourceId, way: int
) -> Spot | None:
    """Return the first page with a hit in the next source (1), or the last in the one before (-1).

    Beyond the last source comes the first; None when no other source has a hit.

    Raises:
        SearchError: when the index turns out to be damaged.
    """
    wanted = Wanted(limit=0, sources=asked.sources, kinds=_PAGES, counted=True, complete=True)
    found = index.find(asked.query, wanted).by_source
    having = {source_id, *map(SourceId, found)}
    query = SourceQuery(sort=SortBy.REFERENCE, source_ids=tuple(having))
    order = [one for one in work.catalogue.find(query) if one in having]
    if source_id not in order:
        return None
    at = order.index(source_id)
    for other in (
        [*order[at + 1 :], *order[:at]] if way > 0 else [*order[:at][::-1], *order[at:][::-1]]
    ):
        if other != source_id and (pages := _pages(work, index, asked, {other})):
            return Spot(other, min(pages) if way > 0 else max(pages))
    return None


def _pages(
    work: UnitOfWork, index: Index, asked: Asked, sources: Collection[SourceId]
) -> list[int]:
    """Return the numbers of the pages with hits in some sources."""
    wanted = Wanted(limit=_EVERY, sources=sources, kinds=_PAGES, complete=True)
    keys = [key for key, _ in index.find(asked.query, wanted).hits]
    return [place.page for place in work.catalogue.hits(keys).values()]
