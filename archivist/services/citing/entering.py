"""Entering decided references: archives, the tree below them, and sources, in one unit of work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError
from archivist.library.archive import match_key
from archivist.library.references import Level, Location, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.library.archive import Archive
    from archivist.library.records import Record
    from archivist.library.references import Sheets
    from archivist.library.values import ArchiveId, GroupId, SourceId, UnitId
    from archivist.services.changes import Changes
    from archivist.storage.unit_of_work import UnitOfWork

UNPLACED = (Level(kind=UnitKind.COLLECTION, number=""),)
"""Where a document lies whose archive has no levels (private papers): styles print none of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What is to become of an entry: a new source, a link to `source_id`, or nothing.

    An archive that is not the library's (its id is below 0) is made under its names.
    """

    record: Record | None = None
    location: Location = field(default_factory=lambda: Location(levels=()))
    archive: Archive | None = None
    source_id: SourceId | None = None
    leave_out: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What came of decisions: for each its sources, in order (several for several files)."""

    changes: Changes
    ids: tuple[tuple[SourceId, ...], ...]


class Entering:
    """Enters decided entries; what the library has is asked for once."""

    def __init__(
        self, work: UnitOfWork, group_id: GroupId | None, linked: Iterable[SourceId]
    ) -> None:
        """Look up the archives, and the sources to link to."""
        self._work = work
        self._group_id = group_id
        archives = work.archives.all()
        self._archives = {one.id: one.id for one in archives}
        self._named: dict[str, ArchiveId] = {}
        for one in archives:
            self._name(one, one.id)
        self._units: dict[tuple[ArchiveId, UnitId | None, Level], UnitId] = {}
        self._made: dict[tuple[Record, UnitId | None, Sheets], SourceId] = {}
        self._linked = work.catalogue.several(frozenset(linked)).keys()

    def enter(self, decision: Decision) -> tuple[SourceId, ...]:
        """Make or link the sources of one entry; () when it is left out.

        Raises:
            NotFoundError: when the source to link, or the archive, is not there any more.
        """
        if decision.leave_out:
            return ()
        if decision.source_id is not None:
            if decision.source_id not in self._linked:
                raise NotFoundError("source", str(decision.source_id))
            return (decision.source_id,)
        if decision.record is None:
            return ()
        location = decision.location
        record = decision.record
        made = [self._source(record, decision, location.levels, location.sheets)]
        chain = location.levels
        for part in location.more:
            kinds = {level.kind for level in part.levels}
            kept = tuple(level for level in chain if level.kind not in kinds)
            chain = (*kept, *part.levels)
            made.append(self._source(record, decision, chain, part.sheets))
        return tuple(made)

    def _source(
        self, record: Record, decision: Decision, levels: tuple[Level, ...], sheets: Sheets
    ) -> SourceId:
        unit = None
        if decision.archive is not None:
            unit = self._unit(decision.archive, levels, decision.location.total_sheets)
        key = (record, unit, sheets)
        if key not in self._made:
            self._made[key] = self._work.catalogue.add(
                record, unit_id=unit, group_id=self._group_id, sheets=sheets
            )
        return self._made[key]

    def _unit(self, archive: Archive, levels: tuple[Level, ...], extent: str) -> UnitId | None:
        """Return the unit at a place; what of the archive and the tree lacks is made."""
        archive_id = self._archive(archive)
        unit: UnitId | None = None
        levels = levels or UNPLACED
        for level in levels:
            key = (archive_id, unit, level)
            if key not in self._units:
                found = self._work.alike.child(archive_id, unit, level)
                self._units[key] = found or self._work.archives.add_unit(
                    archive_id, unit, level, extent=extent if level is levels[-1] else ""
                )
            unit = self._units[key]
        return unit

    def _archive(self, archive: Archive) -> ArchiveId:
        """Return the archive of the library that one is, made under its names if there is none."""
        if archive.id not in self._archives:
            self._archives[archive.id] = self._find_or_add(archive)
        return self._archives[archive.id]

    def _find_or_add(self, archive: Archive) -> ArchiveId:
        if archive.id > 0:
            raise NotFoundError("archive", str(archive.id))
        keys = map(match_key, archive.forms)
        found = next((self._named[key] for key in keys if key in self._named), None)
        if found is None:
            found = self._work.archives.add(archive.names, archive.aliases)
            self._name(archive, found)
        return found

    def _name(self, archive: Archive, archive_id: ArchiveId) -> None:
        """Remember by which names an archive is found; the first of a name is the one."""
        for form in archive.forms:
            if key := match_key(form):
                self._named.setdefault(key, archive_id)
