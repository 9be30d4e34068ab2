"""Finding sources to cite, as it is typed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.catalogue_query import SortBy, SourceQuery

if TYPE_CHECKING:
    from archivist.library.values import SourceId
    from archivist.services.cataloguing import SourceRow
    from archivist.services.workspace import Workspace

_MOST = 60
_FOUND_BY_WORDS = 30


def find_sources(workspace: Workspace, text: str) -> tuple[SourceRow, ...]:
    """Find sources by their titles, then by the words in them; the newest for an empty text."""
    if not text:
        newest = workspace.sources.find(SourceQuery(sort=SortBy.ADDED, descending=True))
        return workspace.sources.rows(newest[:_MOST])
    ids: list[SourceId] = list(workspace.sources.find(SourceQuery(text=text))[:_MOST])
    with suppress(ParseError):
        hits = workspace.searching.search(text, limit=_FOUND_BY_WORDS).hits
        ids += [hit.source_id for hit in hits if hit.source_id is not None]
    return workspace.sources.rows(tuple(dict.fromkeys(ids)))
