"""The desk at which the library is searched."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from archivist.search.analyzers import Analysis
from archivist.search.index import Wanted
from archivist.search.query import described, parse_query
from archivist.search.snippets import Highlighter
from archivist.services.searching.hits import (
    Filters,
    HitMaker,
    Results,
    ShortReference,
    wanted_sources,
)
from archivist.services.searching.keeping import IndexKeeper

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.search.index import Found
    from archivist.search.query import Query
    from archivist.services.progress import Steps
    from archivist.storage.database import Database

_EVERYTHING = Filters()
_WORDS_SHOWN = 8


class Searching:
    """Searches a library, and keeps its index in `folder`. Close it when done."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        short_reference: ShortReference,
        *,
        read_only: bool = False,
    ) -> None:
        self._database = database
        self._short_reference = short_reference
        self._analysis = Analysis()
        self._keeper = IndexKeeper(database, folder, self._analysis, read_only=read_only)

    def search(
        self, query: str, filters: Filters = _EVERYTHING, *, limit: int = 20, offset: int = 0
    ) -> Results:
        """Find what holds the words of a query, the best first.

        Answers from what is indexed; `Results.indexing` says how many documents still wait. Where
        there is no index yet, nothing is found and everything waits.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when a filter names an archive or a group that is not there.
            SearchError: when the index turns out to be damaged.
        """
        start = time.perf_counter()
        asked = parse_query(query)
        index = self._keeper.current()
        with self._database.reading() as work:
            sources = wanted_sources(work, filters)
            if index is None:
                return _nothing(asked, len(work.queue.keys()), start)
            found = index.find(asked, Wanted(limit=offset + limit, sources=sources))
            maker = HitMaker(work, self._short_reference, Highlighter(asked, self._analysis))
            return Results(
                total=found.total,
                hits=maker.hits(found.hits[offset:]),
                seconds=time.perf_counter() - start,
                understood=_understood(asked, found),
                indexing=self._keeper.waiting(),
            )

    def marks(self, query: str, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words of a query stand in a text: start, and end not included.

        Raises:
            ParseError: when the query does not follow the rules.
        """
        return Highlighter(parse_query(query), self._analysis).marks(text)

    def update(self) -> Steps[int]:
        """Index what waits, or everything where there is no index; return how much was written.

        Raises:
            SearchError: when the disk refuses, or the writing process has ended.
        """
        return (yield from self._keeper.update())

    def rebuild(self) -> Steps[int]:
        """Build the index from nothing and return how many documents it holds.

        Raises:
            SearchError: when the disk refuses, or the writing process has ended.
        """
        return (yield from self._keeper.rebuild())

    def waiting(self) -> int:
        """Count the documents that the index does not know as they are now."""
        return self._keeper.waiting()

    def close(self) -> None:
        """End the writing process and close the index."""
        self._keeper.close()


def _nothing(query: Query, waiting: int, start: float) -> Results:
    return Results(
        total=0,
        hits=(),
        seconds=time.perf_counter() - start,
        understood=described(query.root),
        indexing=waiting,
    )


def _understood(query: Query, found: Found) -> str:
    """Return the query as it was read, and the words that stood for what stands for many."""
    parts = [described(query.root)]
    for leaf, expansion in found.expansions.items():
        shown, more = expansion.words[:_WORDS_SHOWN], len(expansion.words) - _WORDS_SHOWN
        words = ", ".join(shown) + (f" and {more} more" if more > 0 else "")
        if expansion.total > len(expansion.words):
            words += f" (the most frequent of {expansion.total})"
        parts.append(f"{described(leaf)}: {words or 'no such word'}")
    return "; ".join(parts)
