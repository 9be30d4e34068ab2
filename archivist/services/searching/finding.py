"""Answering one query: what is found, in which order, counted by what, and what else was tried."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.values import SourceId
from archivist.search.index import Found, Wanted
from archivist.search.names import also_sounding, sounding_too
from archivist.search.query import Sounding, described
from archivist.services.searching.facets import Facets, counted_once, facets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archivist.search.analyzers import Analysis
    from archivist.search.expanding import Expansion, Many
    from archivist.search.index import Index
    from archivist.search.readings import Readings
    from archivist.services.searching.asking import Asked
    from archivist.storage.unit_of_work import UnitOfWork

LITTLE = 10
"""Where fewer documents are found, names are looked for in other scripts and spellings too."""

_WORDS_SHOWN = 8


class Order(StrEnum):
    """In which order a result stands."""

    RELEVANCE = "relevance"
    DATE = "date"
    ARCHIVE = "archive"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Which part of a result is wanted: `limit` hits, after `offset`, in an order, and counts.

    `others` counts of a field that narrows what would be found without it, so that another value
    can be chosen. `exact` looks for words in the very forms that were typed. A `complete` answer is
    waited for: its total is no estimate. `stopped` is asked now and then whether nobody waits any
    more.
    """

    limit: int = 20
    offset: int = 0
    order: Order = Order.RELEVANCE
    facets: bool = False
    others: bool = False
    exact: bool = False
    complete: bool = False
    stopped: Callable[[], bool] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What was found for a query; `asked` is what it was at last looked for with.

    `also` tells which words were looked for beside a name that found little; `met` which words
    of the index the hits are marked by.
    """

    asked: Asked
    total: int
    exact: bool
    hits: tuple[tuple[str, float], ...]
    expansions: Mapping[Many, Expansion]
    met: Mapping[str, Readings] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: Facets = field(default_factory=dict)


class Finding:
    """Answers queries from one index, in one unit of work."""

    def __init__(self, work: UnitOfWork, index: Index, analysis: Analysis) -> None:
        self._work = work
        self._index = index
        self._analysis = analysis

    def answer(self, asked: Asked, part: Part) -> Answer:
        """Answer a query; one without words lists what its conditions mean.

        Raises:
            SearchError: when the index turns out to be damaged.
        """
        if asked.lists:
            return self._listed(asked, part)
        found = self._found(asked, part)
        also: dict[str, tuple[str, ...]] = {}
        if found.total < LITTLE:
            also = also_sounding(asked.query, self._index, self._analysis)
        if also:
            root = sounding_too(asked.query.root, tuple(also), self._analysis)
            asked = replace(asked, query=replace(asked.query, root=root))
            found = self._found(asked, part)
        facets = facets_of(self._work, found.by_source, found.by_kind) if part.facets else {}
        return Answer(
            asked=asked,
            total=found.total,
            exact=found.exact,
            hits=found.hits[part.offset :],
            expansions=found.expansions,
            met=found.met,
            also=also,
            facets=facets,
        )

    def counts(self, asked: Asked, field: str, part: Part) -> Facets:
        """Count what is found by the values of one field.

        Raises:
            SearchError: when the index turns out to be damaged.
        """
        if asked.lists:
            ids = self.ordered(Order.ARCHIVE, asked) or ()
            return facets_of(self._work, counted_once(ids), {}, field)
        found = self._found(asked, replace(part, limit=0, offset=0, order=Order.RELEVANCE))
        return facets_of(self._work, found.by_source, found.by_kind, field)

    def sources(self, asked: Asked) -> tuple[SourceId, ...]:
        """Return the sources with a hit, in the order of the archives.

        Raises:
            SearchError: when the index turns out to be damaged.
        """
        if not asked.has_words:
            return tuple(self.ordered(Order.ARCHIVE, asked) or ())
        found = self._found(asked, Part(limit=1, facets=True, complete=True)).by_source
        query = SourceQuery(sort=SortBy.REFERENCE, source_ids=tuple(map(SourceId, found)))
        return tuple(self._work.catalogue.find(query))

    def _found(self, asked: Asked, part: Part) -> Found:
        wanted = Wanted(
            limit=part.offset + part.limit,
            sources=asked.sources,
            counted=part.facets,
            complete=part.complete,
            stopped=part.stopped,
            order=self.ordered(part.order, asked),
        )
        return self._index.find(asked.query, wanted)

    def ordered(self, order: Order, asked: Asked) -> Sequence[SourceId] | None:
        """Return the sources in an order; None by relevance, which needs words."""
        if order is Order.RELEVANCE and asked.has_words:
            return None
        sort = SortBy.DATE if order is Order.DATE else SortBy.REFERENCE
        ids = None if asked.sources is None else tuple(asked.sources)
        return self._work.catalogue.find(SourceQuery(sort=sort, source_ids=ids))

    def _listed(self, asked: Asked, part: Part) -> Answer:
        """List the sources themselves."""
        ids = self.ordered(part.order, asked) or ()
        facets = facets_of(self._work, counted_once(ids), {"s": len(ids)}) if part.facets else {}
        return Answer(
            asked=asked,
            total=len(ids),
            exact=True,
            hits=tuple((f"s{found}", 0.0) for found in ids[part.offset :][: part.limit]),
            expansions={},
            facets=facets,
        )


def understood(answer: Answer) -> str:
    """Return a query as it was read, and the words that stood for what stands for many."""
    parts = [answer.asked.understood]
    for leaf, expansion in answer.expansions.items():
        if isinstance(leaf, Sounding) and answer.also:
            continue
        shown, more = expansion.words[:_WORDS_SHOWN], len(expansion.words) - _WORDS_SHOWN
        words = ", ".join(shown) + (f" and {more} more" if more > 0 else "")
        if expansion.total > len(expansion.words):
            words += f" (the most frequent of {expansion.total})"
        parts.append(f"{described(leaf)}: {words or 'no such word'}")
    parts.extend(
        f"also searched for: {', '.join(others[:_WORDS_SHOWN])}" for others in answer.also.values()
    )
    return "; ".join(filter(None, parts))
