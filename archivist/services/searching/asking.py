"""What is asked of the library: a query with its conditions worked out, in one unit of work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.search.names import names_in, sounding_too
from archivist.search.places import place_in
from archivist.search.query import NOTHING, Query, described, parse_query
from archivist.search.query_words import exactly
from archivist.services.searching.hits import wanted_sources
from archivist.services.searching.narrowing import Narrower, kinds_in

if TYPE_CHECKING:
    from archivist.library.values import ArchiveId, SourceId
    from archivist.search.analyzers import Analysis
    from archivist.search.index import Index
    from archivist.services.searching.hits import Filters
    from archivist.storage.narrowing import Sources
    from archivist.storage.unit_of_work import UnitOfWork

_LABELS = {"fund": "Ф.", "series": "Оп.", "file": "Д."}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A query to be looked for: in `sources` and `kinds` (first letters of keys) only.

    `sources` None and `kinds` "" do not narrow. `place` is the archival reference that was
    recognised in the query, in words.
    """

    query: Query
    sources: frozenset[SourceId] | None
    kinds: str = ""
    place: str = ""

    @property
    def has_words(self) -> bool:
        """Tell whether anything is looked for in the texts."""
        return self.query.root != NOTHING

    @property
    def understood(self) -> str:
        """The query as it was read."""
        parts = [described(self.query.root)] if self.has_words else []
        if self.query.conditions is not None:
            parts.append(described(self.query.conditions))
        return "; ".join((*parts, *filter(None, [self.place])))


class Asking:
    """Reads queries in one unit of work; `index` is None where there is none yet."""

    def __init__(self, work: UnitOfWork, analysis: Analysis, index: Index | None) -> None:
        self._work = work
        self._analysis = analysis
        self._narrower = Narrower(work, analysis, index)

    def asked(self, text: str, filters: Filters, *, exact: bool = False) -> Asked:
        """Read a query, and work out to which sources it is narrowed.

        `exact` looks for words in the very forms that were typed.

        An archival reference in it, whose place is in the library, narrows to what lies there.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when a filter names something that is not there.
        """
        sources: Sources | None = wanted_sources(self._work, filters)
        query, placed, place = self._read(text)
        kinds, conditions = kinds_in(query)
        if conditions is not None:
            sources = _both(sources, self._narrower.sources(conditions))
        if exact:
            query = replace(query, root=exactly(query.root))
        return Asked(query=query, sources=_both(sources, placed), kinds=kinds, place=place)

    def words(self, text: str) -> Query:
        """Return what a query looks for in texts, names in other spellings too, to be marked.

        Raises:
            ParseError: when the query does not follow the rules.
        """
        query = self._read(text)[0]
        return replace(query, root=sounding_too(query.root, names_in(query), self._analysis))

    def _read(self, text: str) -> tuple[Query, Sources | None, str]:
        """Read a query: its words and conditions, the sources at the place it names, the place."""
        rest, placed, place = self._place(text)
        try:
            query = parse_query(rest) if rest or not place else Query(text, NOTHING)
        except ParseError:
            if not place:
                raise
            query, placed, place = parse_query(text), None, ""
        root = sounding_too(query.root, (), self._analysis)
        return replace(query, text=text, root=root), placed, place

    def _place(self, text: str) -> tuple[str, Sources | None, str]:
        """Return the rest of a query, the sources at the place it names, and the place in words."""
        asked = place_in(text)
        if asked is None:
            return text, None, ""
        archive_id = self._archive(asked.before)
        if asked.bare and asked.before and archive_id is None:
            return text, None, ""
        for levels in asked.levels:
            placed = self._work.narrowing.placed(levels, archive_id)
            if placed is not None:
                named = " ".join(f"{_LABELS[kind.value]} {number}" for kind, number in levels)
                before = "" if archive_id is not None else asked.before
                rest = f"{before} {asked.after}".strip()
                where = f"{asked.before} {named}" if archive_id is not None else named
                return rest, placed, where
        return text, None, ""

    def _archive(self, before: str) -> ArchiveId | None:
        archive = self._work.archives.match(before) if before else None
        return archive.id if archive else None


def _both(first: Sources | None, second: Sources | None) -> Sources | None:
    if first is None or second is None:
        return second if first is None else first
    return first & second
