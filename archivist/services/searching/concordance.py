"""Gathering a concordance: every place at which the words of a query stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.values import SourceId
from archivist.search.contexts import WIDTH, in_context
from archivist.search.index import Wanted
from archivist.search.met_words import MetWords
from archivist.search.snippets import Highlighter
from archivist.services.searching.hits import HitMaker
from archivist.services.searching.lines import (
    Concordance,
    Frequency,
    Gathered,
    Line,
    LineSource,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archivist.library.groups import Group, Period
    from archivist.search.analyzers import Analysis
    from archivist.search.index import Index
    from archivist.search.query import Query
    from archivist.services.progress import Steps
    from archivist.services.searching.asking import Asked
    from archivist.services.searching.hits import ShortReference
    from archivist.storage.database import Database
    from archivist.storage.narrowing import Standing
    from archivist.storage.unit_of_work import UnitOfWork

MOST_LINES = 50_000
"""Further places are counted, not kept: about 40 MB are enough."""

_PAGES = "p"
"""The kind of documents that are gone through: pages."""

_EVERY = 1 << 31
_AT_ONCE = 16
"""So many pages take about a hundredth of a second: a window goes on meanwhile."""

_FIRST_LINES = 100
"""So many lines are told of as soon as they are there; then each time a half more."""


class Sorted(NamedTuple):
    """In what time and group the sources of a library stand."""

    standings: Mapping[SourceId, Standing]
    periods: Sequence[Period]
    groups: Sequence[Group]


class Gathering:
    """Gathers the lines of one query."""

    def __init__(
        self,
        database: Database,
        short_reference: ShortReference,
        analysis: Analysis,
        width: int = WIDTH,
    ) -> None:
        self._database = database
        self._short_reference = short_reference
        self._analysis = analysis
        self._width = width
        self._sources: dict[SourceId, LineSource] = {}
        self._lines: list[Line] = []
        self._places: Counter[SourceId] = Counter()
        self._pages: Counter[SourceId] = Counter()

    def run(self, index: Index, asked: Asked, waiting: int) -> Steps[Concordance]:
        """Look through all pages that match, the best first.

        Raises:
            SearchError: when the index turns out to be damaged.
        """
        wanted = Wanted(limit=_EVERY, sources=asked.sources, kinds=_PAGES, complete=True)
        found = index.find(asked.query, wanted)
        keys = [key for key, _ in found.hits]
        with self._database.reading() as work:
            words = _words(work, index, asked)
            known = _sorted(work, words)
            marker = Highlighter(asked.query, MetWords(self._analysis, found.met))
            maker = HitMaker(work, self._short_reference, marker)
        told: tuple[Line, ...] = ()
        for start in range(0, len(keys), _AT_ONCE):
            with self._database.reading() as work:
                maker.go_on(work)
                self._take(work, keys[start : start + _AT_ONCE], known, maker)
            if len(self._lines) >= max(_FIRST_LINES, len(told) * 3 // 2):
                told = tuple(self._lines)
            yield Gathered(
                done=min(start + _AT_ONCE, len(keys)),
                total=len(keys),
                lines=told,
                occurrences=self._places.total(),
            )
        return self._whole(asked.query, words, known, waiting)

    def _take(self, work: UnitOfWork, keys: Sequence[str], known: Sorted, maker: HitMaker) -> None:
        """Look through some pages."""
        places = work.catalogue.hits(keys)
        ids = {place.source_id for place in places.values() if place.source_id}
        rows = {row.id: row for row in work.catalogue.rows(tuple(ids))}
        documents = work.queue.documents(keys)
        maker.look_beyond(documents)
        for document in documents:
            place = places.get(document.key)
            row = rows.get(place.source_id) if place and place.source_id else None
            if place is None or row is None or place.page_id is None:
                continue
            read = maker.finds(document)
            marks = read.marks
            if not marks:
                continue
            self._places[row.id] += len(marks)
            self._pages[row.id] += 1
            room = MOST_LINES - len(self._lines)
            if room <= 0:
                continue
            if row.id not in self._sources:
                self._sources[row.id] = _source(row.id, row.title, row.date, known)
            reference = maker.reference(row, place.sheet)
            self._lines += [
                Line(
                    source=self._sources[row.id],
                    page_id=place.page_id,
                    page=place.page,
                    sheet=place.sheet,
                    reference=reference,
                    layer=read.layer,
                    **found._asdict(),
                )
                for found in in_context(read.text, marks[:room], self._width)
            ]

    def _whole(
        self, query: Query, words: Mapping[SourceId, int], known: Sorted, waiting: int
    ) -> Concordance:
        with self._database.reading() as work:
            places = _places(work, tuple(self._sources))
        counting = _Counting(self._places, self._pages, words, known)
        return Concordance(
            query=query.text,
            lines=tuple(self._lines),
            whole=counting.whole(),
            sources=len(self._places),
            years=counting.by_year(),
            periods=counting.by_period(),
            groups=counting.by_group(),
            places=places,
            indexing=waiting,
        )


class _Counting:
    """Adds up what stands in each source by year, period and group."""

    def __init__(
        self,
        places: Mapping[SourceId, int],
        pages: Mapping[SourceId, int],
        words: Mapping[SourceId, int],
        known: Sorted,
    ) -> None:
        self._places, self._pages, self._words = places, pages, words
        self._known = known
        self._every = tuple(known.standings)

    def whole(self) -> Frequency:
        """Return how often the words stand in all that was searched."""
        return self._sum("", self._every)

    def by_year(self) -> tuple[Frequency, ...]:
        """Return the years from the first text to the last; what has no year comes at the end."""
        years = {source: self._known.standings[source].first_year for source in self._every}
        dated = [year for year in years.values() if year is not None]
        names = [str(year) for year in range(min(dated), max(dated) + 1)] if dated else []
        named = {source: "" if year is None else str(year) for source, year in years.items()}
        return self._by_name(named, names)

    def by_period(self) -> tuple[Frequency, ...]:
        """Return the periods in their order, then what falls in none."""
        named = {source: _period(source, self._known) for source in self._every}
        return self._by_name(named, [period.name for period in self._known.periods])

    def by_group(self) -> tuple[Frequency, ...]:
        """Return the groups in their order, then what is in none."""
        named = {source: _group(source, self._known) for source in self._every}
        return self._by_name(named, [group.name for group in self._known.groups])

    def _by_name(
        self, named: Mapping[SourceId, str], names: Iterable[str]
    ) -> tuple[Frequency, ...]:
        sources: dict[str, list[SourceId]] = {name: [] for name in (*names, "")}
        for source, name in named.items():
            sources[name].append(source)
        if not sources[""]:
            del sources[""]
        return tuple(self._sum(name, some) for name, some in sources.items())

    def _sum(self, name: str, sources: Iterable[SourceId]) -> Frequency:
        places = words = pages = 0
        for source in sources:
            places += self._places.get(source, 0)
            pages += self._pages.get(source, 0)
            words += self._words[source]
        return Frequency(name=name, occurrences=places, words=words, pages=pages)


def nothing(query: str, waiting: int) -> Concordance:
    """Return what is found where there is no index yet: nothing, and everything waits."""
    none = Frequency(name="", occurrences=0, words=0, pages=0)
    return Concordance(query=query, lines=(), whole=none, sources=0, indexing=waiting)


def _words(work: UnitOfWork, index: Index, asked: Asked) -> dict[SourceId, int]:
    """Count the words of the sources that are searched.

    Of pages with several texts the index holds all: what part of it is shown, their lengths tell.
    """
    held = {
        SourceId(source): count
        for source, count in index.words_by_source(_PAGES).items()
        if asked.sources is None or source in asked.sources
    }
    shown = work.narrowing.shown_parts()
    return {source: round(count * shown.get(source, 1.0)) for source, count in held.items()}


def _sorted(work: UnitOfWork, sources: Iterable[SourceId]) -> Sorted:
    return Sorted(
        work.narrowing.standings(sources),
        [period for period, _ in work.sorting.periods()],
        [group for group, _ in work.sorting.groups()],
    )


def _places(work: UnitOfWork, ids: tuple[SourceId, ...]) -> dict[SourceId, tuple[int, int]]:
    """Return where sources stand among each other by date, and in the order of the archives."""
    by_date, by_reference = (
        {
            source: place
            for place, source in enumerate(
                work.catalogue.find(SourceQuery(source_ids=ids, sort=sort))
            )
        }
        for sort in (SortBy.DATE, SortBy.REFERENCE)
    )
    return {
        source: (by_date[source], by_reference[source])
        for source in ids
        if source in by_date and source in by_reference
    }


def _source(source: SourceId, title: str, date: str, known: Sorted) -> LineSource:
    standing = known.standings.get(source)
    return LineSource(
        id=source,
        title=title,
        date=date,
        year=standing.first_year if standing else None,
        period=_period(source, known),
        group=_group(source, known),
    )


def _period(source: SourceId, known: Sorted) -> str:
    """Return the name of the first period that a source falls in."""
    standing = known.standings.get(source)
    if standing is None or standing.first_year is None:
        return ""
    first, last = standing.first_year, standing.last_year or standing.first_year
    return next(
        (
            period.name
            for period in known.periods
            if first <= period.last_year and last >= period.first_year
        ),
        "",
    )


def _group(source: SourceId, known: Sorted) -> str:
    standing = known.standings.get(source)
    group_id = standing.group_id if standing else None
    return next((group.name for group in known.groups if group.id == group_id), "")
