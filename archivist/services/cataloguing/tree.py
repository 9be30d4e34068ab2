"""The desk of archives: their names, and the tree of funds, series and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.library.archive import parse_path
from archivist.services.changes import Changes, Made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.archive import Archive, ArchiveName, Unit
    from archivist.library.catalogue_query import Counts, UnitNode
    from archivist.library.references import Level
    from archivist.library.values import ArchiveId, UncertainDate, UnitId
    from archivist.storage.database import Database


class TreeDesk:
    """Keeps the archives of one library and their units."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def archives(self) -> tuple[Archive, ...]:
        """Return all archives, sorted by name."""
        with self._database.reading() as work:
            return work.archives.all()

    def children(self, archive_id: ArchiveId, parent_id: UnitId | None) -> tuple[UnitNode, ...]:
        """Return the units right below a unit (or below the archive), numbers sorted naturally."""
        with self._database.reading() as work:
            return work.archives.children(archive_id, parent_id)

    def chain(self, unit_id: UnitId) -> tuple[Unit, ...]:
        """Return a unit with all units above it, the highest first."""
        with self._database.reading() as work:
            return work.archives.chain(unit_id)

    def counts(self) -> Counts:
        """Return how many sources there are, and how many of each special kind."""
        with self._database.reading() as work:
            return work.archives.counts()

    def place(self, path_text: str) -> Made[UnitId]:
        """Find the unit that `АП РК/5-Н/1/5059` names; make the archive and levels that lack.

        Raises:
            ParseError: when a part is empty, or nothing stands below the archive.
        """
        with self._database.writing("Add to the archive tree") as work:
            made = work.archives.find_or_add(parse_path(path_text))
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def add_archive(
        self, names: Sequence[ArchiveName], aliases: Sequence[str] = ()
    ) -> Made[ArchiveId]:
        """Add an archive by its names in one or more languages."""
        with self._database.writing("Add archive") as work:
            made = work.archives.add(names, aliases)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_archive(self, archive: Archive) -> Changes:
        """Save the edited names of an archive."""
        with self._database.writing("Edit archive") as work:
            work.archives.save(archive)
        return Changes.of_rows(work.touched)

    def remove_archive(self, archive_id: ArchiveId) -> Changes:
        """Remove an archive and its empty tree.

        Raises:
            InUseError: when sources lie in it.
        """
        with self._database.writing("Remove archive") as work:
            work.archives.remove(archive_id)
        return Changes.of_rows(work.touched)

    def add_unit(
        self,
        archive_id: ArchiveId,
        parent_id: UnitId | None,
        level: Level,
        *,
        date: UncertainDate | None = None,
        extent: str = "",
    ) -> Made[UnitId]:
        """Add a unit below another one, or below the archive."""
        with self._database.writing("Add unit") as work:
            made = work.archives.add_unit(archive_id, parent_id, level, date=date, extent=extent)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_unit(self, unit: Unit) -> Changes:
        """Save an edited unit where it is; `move_unit` gives it another parent."""
        with self._database.writing("Edit unit") as work:
            work.archives.save_unit(unit)
        return Changes.of_rows(work.touched)

    def move_unit(self, unit_id: UnitId, parent_id: UnitId | None) -> Changes:
        """Put a unit with all below it under another unit of the same archive."""
        with self._database.writing("Move unit") as work:
            work.archives.move_unit(unit_id, parent_id)
        return Changes.of_rows(work.touched)

    def remove_unit(self, unit_id: UnitId) -> Changes:
        """Remove a unit and the empty units below it.

        Raises:
            InUseError: when sources lie in them.
        """
        with self._database.writing("Remove unit") as work:
            work.archives.remove_unit(unit_id)
        return Changes.of_rows(work.touched)
