"""What is counted beside a result: how many of the documents found have each value of a field."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archivist.library.values import SourceId
from archivist.search.query import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from archivist.storage.narrowing import Standing
    from archivist.storage.unit_of_work import UnitOfWork

_LONGEST = 30
"""A source of more years than these is counted in none: it tells nothing of when."""

_MOST = 200
"""So many values of a field are told at most, those with the most documents."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a field: as it is written in a query after the field's name, and to be read."""

    value: str
    label: str
    count: int


Facets = dict[str, tuple[FacetValue, ...]]
"""Values by the name of their field, the most frequent first; years in their order."""

_KINDS = {"p": "page", "s": "source", "a": "annotation", "m": "section"}


def facets_of(
    work: UnitOfWork, by_source: Mapping[int, int], by_kind: Mapping[str, int], only: str = ""
) -> Facets:
    """Count documents, given how many each source has, by the values of all fields, or of one."""
    counts = {SourceId(number): count for number, count in by_source.items() if number}
    standings = work.narrowing.standings(counts)
    archives: dict[int, str] = {one.id: one.label for one in work.archives.all()}
    groups: dict[int, str] = {group.id: group.name for group, _ in work.sorting.groups()}
    ways: dict[str, Callable[[], tuple[FacetValue, ...]]] = {
        Field.ARCHIVE: lambda: _named(_summed(counts, standings, "archive_id"), archives),
        Field.GROUP: lambda: _named(_summed(counts, standings, "group_id"), groups),
        Field.PERIOD: lambda: _periods(work, counts, standings),
        Field.YEAR: lambda: _years(counts, standings),
        Field.LANGUAGE: lambda: _plain(_summed(counts, standings, "language")),
        Field.TAG: lambda: _plain(_by_tag(work, counts)),
        Field.TYPE: lambda: _plain(_summed(counts, standings, "kind")),
        "kind": lambda: _plain({_KINDS[letter]: count for letter, count in by_kind.items()}),
    }
    return {field: count() for field, count in ways.items() if only in {"", field}}


def _summed(
    counts: Mapping[SourceId, int], standings: Mapping[SourceId, Standing], field: str
) -> Counter[Any]:
    summed: Counter[Any] = Counter()
    for source_id, standing in standings.items():
        if value := getattr(standing, field):
            summed[value] += counts[source_id]
    return summed


def _named(counts: Mapping[int, int], names: Mapping[int, str]) -> tuple[FacetValue, ...]:
    return _plain({names[number]: count for number, count in counts.items() if number in names})


def _plain(counts: Mapping[str, int]) -> tuple[FacetValue, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetValue(value, value, count) for value, count in ordered[:_MOST])


def _by_tag(work: UnitOfWork, counts: Mapping[SourceId, int]) -> dict[str, int]:
    """Count by tag; a tag counts what bears those nested below it as well."""
    bearing: defaultdict[str, set[SourceId]] = defaultdict(set)
    for name, tied in work.narrowing.tags_by_source(counts).items():
        parts = name.split("/")
        for length in range(len(parts)):
            bearing["/".join(parts[: length + 1])].update(tied)
    return {name: sum(map(counts.__getitem__, tied)) for name, tied in bearing.items()}


def _periods(
    work: UnitOfWork, counts: Mapping[SourceId, int], standings: Mapping[SourceId, Standing]
) -> tuple[FacetValue, ...]:
    found = []
    for period, _ in work.sorting.periods():
        inside = (
            counts[source_id]
            for source_id, standing in standings.items()
            if standing.first_year is not None
            and standing.last_year is not None
            and standing.first_year <= period.last_year
            and standing.last_year >= period.first_year
        )
        if count := sum(inside):
            label = f"{period.name} ({period.first_year}–{period.last_year})"
            found.append(FacetValue(period.name, label, count))
    return tuple(found)


def _years(
    counts: Mapping[SourceId, int], standings: Mapping[SourceId, Standing]
) -> tuple[FacetValue, ...]:
    spans: Counter[tuple[int, int]] = Counter()
    for source_id, standing in standings.items():
        if standing.first_year is not None and standing.last_year is not None:
            spans[standing.first_year, standing.last_year] += counts[source_id]
    years: Counter[int] = Counter()
    for (first, last), count in spans.items():
        if last - first < _LONGEST:
            years.update(dict.fromkeys(range(first, last + 1), count))
    return tuple(FacetValue(f"{year}", f"{year}", years[year]) for year in sorted(years))


def counted_once(ids: Iterable[SourceId]) -> dict[int, int]:
    """Count sources themselves, where these are what was found."""
    return dict.fromkeys(ids, 1)
