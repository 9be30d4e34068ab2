"""What is asked of the library: a query with its conditions worked out, in one unit of work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.search.names import names_in, sounding_too
from archivist.search.places import archives_before, in_cyrillic, place_in
from archivist.search.query import Placed, Query, Reference, described, parse_query
from archivist.search.query_words import exactly
from archivist.services.searching.filters import wanted_sources
from archivist.services.searching.narrowing import Narrower, means_sources

if TYPE_CHECKING:
    from archivist.library.archive import Archive
    from archivist.library.values import SourceId
    from archivist.search.analyzers import Analysis
    from archivist.search.index import Index
    from archivist.search.places import PlaceAsked
    from archivist.services.searching.filters import Filters
    from archivist.storage.narrowing import Sources
    from archivist.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A query to be looked for, in `sources` only; None when these do not narrow.

    A query that `lists` looks for no words, and means sources that are to be listed themselves.
    """

    query: Query
    sources: frozenset[SourceId] | None
    lists: bool = False

    @property
    def has_words(self) -> bool:
        """Tell whether anything is looked for in the texts."""
        return bool(self.query.wanted())

    @property
    def understood(self) -> str:
        """The query as it was read."""
        return described(self.query.root)


class Asking:
    """Reads queries in one unit of work; `index` is None where there is none yet."""

    def __init__(self, work: UnitOfWork, analysis: Analysis, index: Index | None) -> None:
        self._work = work
        self._analysis = analysis
        self._narrower = Narrower(work, analysis, index)

    def asked(self, text: str, filters: Filters, *, exact: bool = False) -> Asked:
        """Read a query, and work out which documents its conditions mean.

        `exact` looks for words in the very forms that were typed.

        An archival reference in it, whose place is in the library, means what lies there.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when a filter or a condition names something that is not there.
        """
        query = self._read(text)
        sets = {one: self._narrower.among(one) for one in query.conditions()}
        query = replace(query, root=exactly(query.root) if exact else query.root, sets=sets)
        return Asked(
            query=query,
            sources=self.sources(query, filters),
            lists=means_sources(query.root, sets),
        )

    def sources(self, query: Query, filters: Filters) -> Sources | None:
        """Return the sources in which a query that was read can find something under filters.

        Raises:
            NotFoundError: when a filter names something that is not there.
        """
        return _both(
            wanted_sources(self._work, filters), self._narrower.bound(query.root, query.sets)
        )

    def words(self, text: str) -> Query:
        """Return what a query looks for in texts, names in other spellings too, to be marked.

        Raises:
            ParseError: when the query does not follow the rules.
        """
        query = self._read(text)
        return replace(query, root=sounding_too(query.root, names_in(query), self._analysis))

    def _read(self, text: str) -> Query:
        query = parse_query(text, self._reference(text))
        return replace(query, root=sounding_too(query.root, (), self._analysis))

    def _reference(self, text: str) -> Reference | None:
        """Return the archival reference in a query, if what it names is in the library."""
        asked = place_in(text)
        if asked is None:
            return None
        start, archive = self._archive(asked)
        if asked.bare and archive is None and asked.before.strip():
            return None
        for levels in asked.levels:
            if self._work.narrowing.placed(levels, archive.id if archive else None) is not None:
                place = Placed(levels, archive.label if archive else "", asked.sheets)
                return Reference(start, asked.end, place)
        return None

    def _archive(self, asked: PlaceAsked) -> tuple[int, Archive | None]:
        """Return the archive that is named before a place, and where it begins in the text."""
        match = self._work.archives.match
        for start, name in archives_before(asked.before):
            if archive := match(name) or match(in_cyrillic(name)):
                return start, archive
        return asked.start, None


def _both(first: Sources | None, second: Sources | None) -> Sources | None:
    if first is None or second is None:
        return second if first is None else first
    return first & second
