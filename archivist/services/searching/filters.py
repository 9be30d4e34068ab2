"""What narrows a search: values of fields, of which several are chosen side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from archivist.errors import NotFoundError
from archivist.library.catalogue_query import SourceQuery
from archivist.library.values import LanguageCode
from archivist.search.query import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.library.archive import Archive
    from archivist.library.records import RecordKind
    from archivist.library.values import SourceId, UnitId
    from archivist.storage.unit_of_work import UnitOfWork


class _Called(Protocol):
    @property
    def name(self) -> str: ...


_Named = TypeVar("_Named", bound=_Called)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """To which sources a search is narrowed; what is empty or None does not narrow.

    Of each field one of the values must be true of a source. `archives`, `groups` and `periods`
    are names, capitals apart, `tags` take in the tags nested below them, `kinds` are kinds of
    records, `unit_id` is all that lies below the unit. Sections of manuscripts belong to no
    source: any filter leaves them out.
    """

    archives: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[RecordKind, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    unit_id: UnitId | None = None
    source_id: SourceId | None = None

    @property
    def widened(self) -> dict[Field, Filters]:
        """These filters without the values of a field, for each field that narrows."""
        chosen = {
            Field.ARCHIVE: replace(self, archives=()),
            Field.GROUP: replace(self, groups=()),
            Field.PERIOD: replace(self, periods=()),
            Field.YEAR: replace(self, from_year=None, to_year=None),
            Field.LANGUAGE: replace(self, languages=()),
            Field.TAG: replace(self, tags=()),
            Field.TYPE: replace(self, kinds=()),
        }
        return {field: wider for field, wider in chosen.items() if wider != self}


def wanted_sources(work: UnitOfWork, filters: Filters) -> frozenset[SourceId] | None:
    """Return the sources that filters leave, None when nothing narrows.

    Raises:
        NotFoundError: when there is no archive, group or period of a name.
    """
    if filters == Filters():
        return None
    matching = work.narrowing.matching
    found = matching(
        SourceQuery(
            kinds=filters.kinds,
            from_year=filters.from_year,
            to_year=filters.to_year,
            unit_id=filters.unit_id,
            source_ids=None if filters.source_id is None else (filters.source_id,),
        )
    )
    for choice in _choices(work, filters):
        found &= frozenset().union(*map(matching, choice))
    return found


def _choices(work: UnitOfWork, filters: Filters) -> Iterable[Sequence[SourceQuery]]:
    """Yield for each field that narrows what its values ask for."""
    if filters.archives:
        wanted = [_archive(work, name) for name in filters.archives]
        yield [SourceQuery(archive_id=archive.id) for archive in wanted]
    if filters.groups:
        groups = [group for group, _ in work.sorting.groups()]
        wanted_groups = [_named("group", name, groups) for name in filters.groups]
        yield [SourceQuery(group_id=group.id) for group in wanted_groups]
    if filters.periods:
        periods = [period for period, _ in work.sorting.periods()]
        wanted_periods = [_named("period", name, periods) for name in filters.periods]
        yield [SourceQuery(period_id=period.id) for period in wanted_periods]
    if filters.tags:
        yield [SourceQuery(tag=tag) for tag in filters.tags]
    if filters.languages:
        yield [SourceQuery(language=LanguageCode(one)) for one in filters.languages]


def _archive(work: UnitOfWork, name: str) -> Archive:
    archive = work.archives.match(name)
    if archive is None:
        raise NotFoundError("archive", name, tuple(one.label for one in work.archives.all()))
    return archive


def _named(kind: str, name: str, known: Sequence[_Named]) -> _Named:
    """Return the first of some things that is called so, capitals apart."""
    for one in known:
        if one.name.casefold() == name.casefold():
            return one
    raise NotFoundError(kind, name, tuple(one.name for one in known))
