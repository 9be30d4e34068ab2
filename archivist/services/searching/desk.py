"""The desk at which the library is searched."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError, ParseError, SearchError
from archivist.search.analyzers import Analysis
from archivist.search.contexts import WIDTH
from archivist.search.met_words import MetWords
from archivist.search.snippets import Highlighter
from archivist.services.searching.asking import Asking
from archivist.services.searching.concordance import Gathering, nothing
from archivist.services.searching.explaining import explained
from archivist.services.searching.filters import Filters
from archivist.services.searching.finding import Finding, Part, understood
from archivist.services.searching.hits import (
    HitMaker,
    Marks,
    Results,
    ShortReference,
)
from archivist.services.searching.keeping import IndexKeeper
from archivist.services.searching.meaning import meant
from archivist.services.searching.onward import Following

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from archivist.library.values import PageId, SourceId
    from archivist.services.progress import Steps
    from archivist.services.searching.asking import Asked
    from archivist.services.searching.explaining import Explained
    from archivist.services.searching.lines import Concordance
    from archivist.services.searching.onward import Spot, Trail
    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork

_EVERYTHING = Filters()
_FIRST_PART = Part()


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
        self._marking: tuple[str, Highlighter | None] = ("", None)
        self._keeper = IndexKeeper(database, folder, self._analysis, read_only=read_only)

    def search(
        self, query: str, filters: Filters = _EVERYTHING, *, limit: int = 20, offset: int = 0
    ) -> Results:
        """Find what holds the words of a query, the best first; as `find`."""
        return self.find(query, filters, Part(limit=limit, offset=offset))

    def find(self, query: str, filters: Filters = _EVERYTHING, part: Part = _FIRST_PART) -> Results:
        """Find what holds the words of a query, the best first if no other order is wanted.

        Answers from what is indexed; `Results.indexing` says how many documents still wait. Where
        there is no index yet, nothing is found and everything waits.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when a filter names something that is not there.
            SearchError: when the index turns out to be damaged.
        """
        start = time.perf_counter()
        index = self._keeper.current()
        with self._database.reading() as work:
            asking = Asking(work, self._analysis, index)
            asked = asking.asked(query, filters, exact=part.exact)
            if index is None:
                return _nothing(asked, len(work.queue.keys()), start)
            finding = Finding(work, index, self._analysis)
            answer = finding.answer(asked, part)
            facets = dict(answer.facets)
            for field, wider in filters.widened.items() if part.others else ():
                others = replace(answer.asked, sources=asking.sources(asked.query, wider))
                facets.update(finding.counts(others, field, part))
            words = MetWords(self._analysis, answer.met)
            highlighter = Highlighter(answer.asked.query, words)
            maker = HitMaker(work, self._short_reference, highlighter)
            return Results(
                total=answer.total,
                exact=answer.exact,
                hits=maker.hits(answer.hits),
                seconds=time.perf_counter() - start,
                understood=understood(answer),
                indexing=self._keeper.waiting(),
                also=answer.also,
                facets=facets,
            )

    def sources(self, query: str, filters: Filters = _EVERYTHING) -> tuple[SourceId, ...]:
        """Return the sources in which something is found, in the order of the archives.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when a filter names something that is not there.
            SearchError: when the index turns out to be damaged.
        """
        index = self._keeper.current()
        with self._database.reading() as work:
            asked = Asking(work, self._analysis, index).asked(query, filters)
            if index is None:
                return ()
            return Finding(work, index, self._analysis).sources(asked)

    def meant(self, query: str) -> str:
        """Return what a query that finds nothing may have been meant to be, "" when unknown.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when it names something that is not there.
            SearchError: when the index turns out to be damaged.
        """
        index = self._keeper.current()
        if index is None:
            return ""
        with self._database.reading() as work:
            asked = Asking(work, self._analysis, index).asked(query, _EVERYTHING)
        return meant(replace(asked.query, text=query), index)

    def totals(self, queries: Collection[str]) -> dict[str, int]:
        """Count what each of some queries finds; those that cannot be asked are left out."""
        part = Part(limit=1, complete=True)
        totals = {}
        for query in queries:
            with suppress(ParseError, NotFoundError, SearchError):
                totals[query] = self.find(query, _EVERYTHING, part).total
        return totals

    def explain(
        self, query: str, filters: Filters = _EVERYTHING, *, exact: bool = False
    ) -> tuple[Explained, ...]:
        """Tell in words what a query was taken as: words, their readings, conditions.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when a filter names something that is not there.
            SearchError: when the index turns out to be damaged.
        """
        index = self._keeper.current()
        with self._database.reading() as work:
            asked = Asking(work, self._analysis, index).asked(query, filters, exact=exact)
            return explained(asked, self._analysis, index)

    def concordance(
        self, query: str, filters: Filters = _EVERYTHING, *, width: int = WIDTH
    ) -> Steps[Concordance]:
        """Gather every place at which the words of a query stand, with what is around them.

        Yields `Gathered`, which holds the first lines as soon as they are there.

        Raises:
            ParseError: when the query does not follow the rules, or asks for no words.
            NotFoundError: when a filter names something that is not there.
            SearchError: when the index turns out to be damaged.
        """
        index = self._keeper.current()
        with self._database.reading() as work:
            asked = Asking(work, self._analysis, index).asked(query, filters)
            if not asked.has_words:
                raise ParseError(query, len(query), "a word to look for")
            if index is None:
                return nothing(query, len(work.queue.keys()))
            # with the other spellings of a name that finds little, as among the hits
            asked = Finding(work, index, self._analysis).answer(asked, Part(limit=1)).asked
        gathering = Gathering(self._database, self._short_reference, self._analysis, width)
        return (yield from gathering.run(index, asked, self._keeper.waiting()))

    def beyond(self, trail: Trail, source_id: SourceId, way: int) -> Spot | None:
        """Return where a list of hits goes on after those of a source (1), or before them (-1).

        None when no other source has a hit on a page.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when a filter names something that is not there.
            SearchError: when the index turns out to be damaged.
        """
        with self._database.reading() as work:
            following = self._following(work, trail)
            return following.beyond(source_id, way) if following else None

    def pages_with(self, trail: Trail, source_id: SourceId) -> tuple[PageId, ...]:
        """Return the pages of a source that a list has as hits, in the order of the list.

        Raises:
            ParseError: when the query does not follow the rules.
            NotFoundError: when a filter names something that is not there.
            SearchError: when the index turns out to be damaged.
        """
        with self._database.reading() as work:
            following = self._following(work, trail)
            return following.pages(source_id) if following else ()

    def _following(self, work: UnitOfWork, trail: Trail) -> Following | None:
        """Return who follows a list; None where there is no index yet."""
        index = self._keeper.current()
        if index is None:
            return None
        asked = Asking(work, self._analysis, index).asked(trail.query, trail.filters)
        return Following(work, index, self._analysis, asked, trail.order)

    def marks(self, query: str, text: str, page: PageId | None = None) -> Marks:
        """Return where the words of a query stand in a text, which may be that of a `page`.

        Raises:
            ParseError: when the query does not follow the rules.
        """
        known, highlighter = self._marking
        if query != known or highlighter is None:
            with self._database.reading() as work:
                words = Asking(work, self._analysis, None).words(query)
            highlighter = Highlighter(words, self._analysis)
            self._marking = query, highlighter  # one query marks many pages
        if page is None or not (reach := highlighter.reach):
            return Marks(highlighter.marks(text))
        with self._database.reading() as work:
            before, beyond = work.narrowing.neighbours(page, reach)
        return Marks(highlighter.marks_before(text, beyond), highlighter.marks_after(text, before))

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

    def warm_up(self) -> Steps[None]:
        """Make ready for the next change, so that it is found at once; not while updating.

        Raises:
            SearchError: when the writing process cannot be started.
        """
        yield from self._keeper.warm_up()

    def waiting(self) -> int:
        """Count the documents that the index does not know as they are now."""
        return self._keeper.waiting()

    def close(self) -> None:
        """End the writing process and close the index."""
        self._keeper.close()


def _nothing(asked: Asked, waiting: int, start: float) -> Results:
    return Results(
        total=0,
        hits=(),
        seconds=time.perf_counter() - start,
        understood=asked.understood,
        indexing=waiting,
    )
