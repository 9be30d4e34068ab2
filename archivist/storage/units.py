"""Units of description: the tree below each archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from archivist.errors import InUseError, NotFoundError, StorageError
from archivist.library.archive import match_key
from archivist.library.catalogue_query import UnitNode
from archivist.library.ordering import sort_key
from archivist.library.values import ArchiveId, UnitId
from archivist.storage.record_columns import among, date_columns
from archivist.storage.sorting import made_id
from archivist.storage.tables import sources, unit_log, units
from archivist.storage.unit_tree import below, chains_of, read_unit, units_below
from archivist.storage.worklog import WorkLog

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archivist.library.archive import Unit
    from archivist.library.references import Level
    from archivist.library.values import UncertainDate


_ADD = insert(units)
_ARCHIVE = select(units.c.archive_id).where(units.c.id == bindparam("unit"))
"""Made once, and run with values beside them: an import runs each of them thousands of times."""


class Units:
    """The units of all archives in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def children(self, archive_id: ArchiveId, parent_id: UnitId | None) -> tuple[UnitNode, ...]:
        """Return the units directly below a unit (or an archive) by number, with their counts."""
        rows = self._connection.execute(
            select(units).where(
                units.c.archive_id == archive_id, units.c.parent_id.is_not_distinct_from(parent_id)
            )
        ).all()
        ids = [row.id for row in rows]
        kids = dict(
            self._connection.execute(
                select(units.c.parent_id, func.count())
                .where(among(units.c.parent_id, ids))
                .group_by(units.c.parent_id)
            )
            .tuples()
            .all()
        )
        tree = below(among(units.c.id, ids))
        held = dict(
            self._connection.execute(
                select(tree.c.root, func.count())
                .join(sources, sources.c.unit_id == tree.c.id)
                .where(sources.c.binned.is_(None))
                .group_by(tree.c.root)
            )
            .tuples()
            .all()
        )
        states = WorkLog(self._connection).states(ids)
        nodes = [
            UnitNode(
                unit=read_unit(row),
                children=kids.get(row.id, 0),
                sources=held.get(row.id, 0),
                state=states.get(row.id),
            )
            for row in rows
        ]
        return tuple(sorted(nodes, key=_in_order))

    def unit(self, unit_id: UnitId) -> Unit:
        """Return a unit.

        Raises:
            NotFoundError: when there is none of that id.
        """
        row = self._connection.execute(select(units).where(units.c.id == unit_id)).one_or_none()
        if row is None:
            raise NotFoundError("unit", str(unit_id))
        return read_unit(row)

    def chain(self, unit_id: UnitId) -> tuple[Unit, ...]:
        """Return a unit and all above it, the highest first.

        Raises:
            NotFoundError: when there is none of that id.
        """
        chain = chains_of(self._connection, (unit_id,))[unit_id]
        if not chain:
            raise NotFoundError("unit", str(unit_id))
        return tuple(map(read_unit, chain))

    def chains(self, unit_ids: frozenset[UnitId] | set[UnitId]) -> dict[UnitId, tuple[Unit, ...]]:
        """Return the chain of each unit, the highest first; units that are not there left out."""
        found = chains_of(self._connection, unit_ids)
        rows = {row.id: row for chain in found.values() for row in chain}
        read = {unit_id: read_unit(row) for unit_id, row in rows.items()}
        return {
            UnitId(key): tuple(read[row.id] for row in chain)
            for key, chain in found.items()
            if chain
        }

    def add_unit(
        self,
        archive_id: ArchiveId,
        parent_id: UnitId | None,
        level: Level,
        *,
        date: UncertainDate | None = None,
        extent: str = "",
    ) -> UnitId:
        """Add a unit below another, or right below its archive."""
        if parent_id is not None:
            above = self._connection.scalar(_ARCHIVE, {"unit": parent_id})
            if above != archive_id:
                raise NotFoundError("unit of this archive", str(parent_id))
        made = self._connection.execute(
            _ADD,
            {
                "archive_id": archive_id,
                "parent_id": parent_id,
                **_level_columns(level),
                **date_columns(date),
                "extent": extent,
            },
        )
        return UnitId(made_id(made))

    def save_unit(self, unit: Unit) -> None:
        """Take over a unit's level, date, extent and notes; `move_unit` moves it."""
        self.unit(unit.id)
        self._connection.execute(
            update(units)
            .where(units.c.id == unit.id)
            .values(
                **_level_columns(unit.level),
                **date_columns(unit.date),
                extent=unit.extent,
                access_note=unit.access_note,
                publication_note=unit.publication_note,
                note=unit.note,
            )
        )

    def move_unit(self, unit_id: UnitId, parent_id: UnitId | None) -> None:
        """Move a unit with all below it under another, or to the top of its archive.

        Raises:
            StorageError: when it would come to lie below itself.
        """
        moved = units_below(self._connection, (unit_id,))
        archive_id = self.unit(unit_id if parent_id is None else parent_id).archive_id
        if parent_id in moved:
            raise StorageError("Moving the unit", "it cannot lie below itself")
        self._connection.execute(
            update(units).where(among(units.c.id, moved)).values(archive_id=archive_id)
        )
        self._connection.execute(
            update(units).where(units.c.id == unit_id).values(parent_id=parent_id)
        )

    def remove_unit(self, unit_id: UnitId) -> None:
        """Remove a unit and the empty units below it.

        Raises:
            InUseError: when sources lie in one of them, in the bin or not.
        """
        unit = self.unit(unit_id)
        self._remove(
            units_below(self._connection, (unit_id,)), "unit", unit.level.number or unit.level.name
        )

    def _remove(self, unit_ids: list[int], what: str, name: str) -> None:
        users = self._connection.scalar(
            select(func.count()).select_from(sources).where(among(sources.c.unit_id, unit_ids))
        )
        if users:
            raise InUseError(what, name, users)
        self._connection.execute(delete(unit_log).where(among(unit_log.c.unit_id, unit_ids)))
        # Children go before parents: a unit's id says nothing about its depth once it was moved.
        left = set(unit_ids)
        while left:
            parents = set(
                self._connection.scalars(
                    select(units.c.parent_id).where(among(units.c.parent_id, left)).distinct()
                )
            )
            leaves = left - parents
            if not leaves:
                raise StorageError(f"Removing the {what}", "its units lie in a ring")
            self._connection.execute(delete(units).where(among(units.c.id, sorted(leaves))))
            left -= leaves


def _level_columns(level: Level) -> dict[str, Any]:
    return {
        "kind": level.kind.value,
        "number": level.number,
        "number_key": match_key(level.number),
        "latin": level.latin,
        "suffix": level.suffix,
        "volume": level.volume,
        "label": level.label,
        "name": level.name,
    }


def _in_order(node: UnitNode) -> tuple[str, str, int]:
    level = node.unit.level
    number = sort_key(" ".join(filter(None, (level.number, level.suffix, level.volume))))
    return number, sort_key(level.name), node.unit.id
