"""Archives with their names, and the tree of units below each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, delete, func, insert, select, update

from archivist.errors import NotFoundError, ParseError
from archivist.library.archive import Archive, ArchiveName, match_key, name_as_typed
from archivist.library.catalogue_query import Counts
from archivist.library.ordering import sort_key
from archivist.library.values import ArchiveId, LanguageCode, UnitId
from archivist.storage.catalogue_filter import doubtful, untexted
from archivist.storage.record_columns import among
from archivist.storage.sorting import made_id
from archivist.storage.tables import (
    archive_aliases,
    archive_names,
    archives,
    pages,
    sources,
    units,
)
from archivist.storage.units import Units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select

    from archivist.library.archive import Path
    from archivist.library.references import Level


class Archives(Units):
    """The archives of one transaction and their units."""

    def all(self) -> tuple[Archive, ...]:
        """Return all archives by name."""
        ids = self._connection.scalars(
            select(archives.c.id).order_by(archives.c.sort_key, archives.c.id)
        ).all()
        found = self._read(ids)
        return tuple(found[archive_id] for archive_id in ids if archive_id in found)

    def get(self, archive_id: ArchiveId) -> Archive:
        """Return an archive.

        Raises:
            NotFoundError: when there is none of that id.
        """
        found = self._read((archive_id,))
        if archive_id not in found:
            raise NotFoundError("archive", str(archive_id))
        return found[archive_id]

    def add(self, names: Sequence[ArchiveName], aliases: Sequence[str] = ()) -> ArchiveId:
        """Add an archive; it needs one name at least."""
        if not names:
            raise ValueError("an archive needs a name")
        made = self._connection.execute(insert(archives).values(sort_key=_key(names)))
        archive_id = ArchiveId(made_id(made))
        self._put_names(Archive(id=archive_id, names=tuple(names), aliases=tuple(aliases)))
        return archive_id

    def save(self, archive: Archive) -> None:
        """Take over the names and aliases of an archive."""
        if self.get(archive.id) == archive:
            return
        for table in (archive_names, archive_aliases):
            self._connection.execute(delete(table).where(table.c.archive_id == archive.id))
        self._put_names(archive)
        self._connection.execute(
            update(archives).where(archives.c.id == archive.id).values(sort_key=_key(archive.names))
        )

    def remove(self, archive_id: ArchiveId) -> None:
        """Remove an archive and its units.

        Raises:
            InUseError: when sources lie in it, in the bin or not.
        """
        archive = self.get(archive_id)
        ids = self._connection.scalars(select(units.c.id).where(units.c.archive_id == archive_id))
        self._remove(list(ids), "archive", archive.label)
        for table in (archive_names, archive_aliases):
            self._connection.execute(delete(table).where(table.c.archive_id == archive_id))
        self._connection.execute(delete(archives).where(archives.c.id == archive_id))

    def match(self, name: str) -> Archive | None:
        """Return the archive of that name in any of its forms, look-alike letters apart."""
        wanted = match_key(name)
        for archive in self.all():
            if wanted and wanted in map(match_key, archive.forms):
                return archive
        return None

    def place(self, path: Path) -> UnitId | None:
        """Return the unit at a place, None when the archive or a level is not there."""
        archive = self.match(path.archive)
        found: UnitId | None = None
        for level in path.levels:
            found = self._child(archive.id, found, level) if archive else None
            if found is None:
                return None
        return found

    def find_or_add(self, path: Path) -> UnitId:
        """Return the unit at a place; the archive and the levels are made where they are not there.

        Raises:
            ParseError: when the place is a bare archive.
        """
        if not path.levels:
            raise ParseError(path.archive, len(path.archive), "a unit of the archive, such as /5-Н")
        archive = self.match(path.archive)
        archive_id = archive.id if archive else self.add([name_as_typed(path.archive)])
        unit_id: UnitId | None = None
        for level in path.levels:
            found = self._child(archive_id, unit_id, level)
            unit_id = self.add_unit(archive_id, unit_id, level) if found is None else found
        if unit_id is None:
            raise AssertionError("a path with levels ends in a unit")
        return unit_id

    def counts(self) -> Counts:
        """Count the sources of the whole library."""
        live = sources.c.binned.is_(None)
        in_bin = select(sources.c.id).where(~live)
        return Counts(
            all=self._count(sources, live),
            unfiled=self._count(sources, live, sources.c.unit_id.is_(None)),
            unread=self._count(sources, live, sources.c.unread),
            binned=self._count(sources, ~live),
            untexted=self._count(sources, live, untexted()),
            doubtful=self._count(sources, live, doubtful()),
            pages=self._count(pages) - self._count(pages, pages.c.source_id.in_(in_bin)),
        )

    def _count(self, table: Table, *wanted: ColumnElement[bool]) -> int:
        """Count rows, along whatever index fits just these conditions."""
        counted = select(func.count()).select_from(table).where(*wanted)
        return self._connection.scalar(counted) or 0

    def _child(
        self, archive_id: ArchiveId, parent_id: UnitId | None, level: Level
    ) -> UnitId | None:
        found = self._connection.scalar(
            select(units.c.id)
            .where(
                units.c.archive_id == archive_id,
                units.c.parent_id.is_not_distinct_from(parent_id),
                units.c.kind == level.kind.value,
                units.c.number_key == match_key(level.number),
            )
            .order_by(units.c.id)
            .limit(1)
        )
        return None if found is None else UnitId(found)

    def _read(self, ids: Sequence[int]) -> dict[int, Archive]:
        names: dict[int, list[ArchiveName]] = {archive_id: [] for archive_id in ids}
        aliases: dict[int, list[str]] = {archive_id: [] for archive_id in ids}
        for row in self._connection.execute(_of(archive_names, ids)):
            names[row.archive_id].append(
                ArchiveName(
                    language=LanguageCode(row.language),
                    full=row.full,
                    abbreviation=row.abbreviation,
                    place=row.place,
                    country=row.country,
                )
            )
        for row in self._connection.execute(_of(archive_aliases, ids)):
            aliases[row.archive_id].append(row.alias)
        return {
            key: Archive(id=ArchiveId(key), names=tuple(found), aliases=tuple(aliases[key]))
            for key, found in names.items()
            if found
        }

    def _put_names(self, archive: Archive) -> None:
        for position, name in enumerate(archive.names):
            self._connection.execute(
                insert(archive_names).values(
                    archive_id=archive.id,
                    position=position,
                    language=name.language,
                    full=name.full,
                    abbreviation=name.abbreviation,
                    place=name.place,
                    country=name.country,
                )
            )
        for position, alias in enumerate(archive.aliases):
            self._connection.execute(
                insert(archive_aliases).values(
                    archive_id=archive.id, position=position, alias=alias
                )
            )


def _key(names: Sequence[ArchiveName]) -> str:
    return sort_key(names[0].abbreviation or names[0].full)


def _of(table: Table, ids: Sequence[int]) -> Select[Any]:
    return (
        select(table)
        .where(among(table.c.archive_id, ids))
        .order_by(table.c.archive_id, table.c.position)
    )
