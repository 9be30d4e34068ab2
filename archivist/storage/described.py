"""Units as an inventory describes them: read in bulk to compare with it, written in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, text, update

from archivist.library.archive import match_key
from archivist.library.values import ArchiveId, UnitId
from archivist.storage.record_columns import date_columns
from archivist.storage.tables import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from archivist.library.references import Level
    from archivist.library.values import UncertainDate

_KEY = "of_unit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """What an inventory says of a unit; `origin` tells where it came from."""

    level: Level
    date: UncertainDate | None
    extent: str
    access_note: str
    publication_note: str
    note: str
    origin: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """A unit as it stands; `date` is its normal form, `date_written` its words."""

    id: UnitId
    parent_id: UnitId | None
    kind: str
    number: str
    number_key: str
    suffix: str
    volume: str
    label: str
    name: str
    date: str
    date_written: str
    extent: str
    access_note: str
    publication_note: str
    note: str
    origin: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewUnit:
    """A unit to be made, with the id that it will have."""

    id: UnitId
    archive_id: ArchiveId
    parent_id: UnitId | None
    description: Description


class DescribedUnits:
    """The units of one transaction, as inventories see them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_archive(self, archive_id: ArchiveId) -> tuple[Described, ...]:
        """Return all units of an archive in the order in which they were made."""
        rows = self._connection.execute(
            select(units).where(units.c.archive_id == archive_id).order_by(units.c.id)
        )
        return tuple(
            Described(
                id=UnitId(row.id),
                parent_id=None if row.parent_id is None else UnitId(row.parent_id),
                kind=row.kind,
                number=row.number,
                number_key=row.number_key,
                suffix=row.suffix,
                volume=row.volume,
                label=row.label,
                name=row.name,
                date=row.date,
                date_written=row.date_written,
                extent=row.extent,
                access_note=row.access_note,
                publication_note=row.publication_note,
                note=row.note,
                origin=row.origin_key,
            )
            for row in rows
        )

    def next_id(self) -> int:
        """Return an id from which on none was ever used."""
        used = self._connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'units'"))
        highest = self._connection.scalar(select(func.max(units.c.id)))
        return max(int(used or 0), int(highest or 0)) + 1

    def add(self, new: Sequence[NewUnit]) -> None:
        """Make units; each comes after the one above it."""
        if new:
            self._connection.execute(insert(units), [_new_row(unit) for unit in new])

    def save(self, changed: Iterable[tuple[UnitId, Description]]) -> None:
        """Take over what an inventory says of units that are there; numbers stay as they are."""
        rows = [{_KEY: unit_id, **_said(description)} for unit_id, description in changed]
        if rows:
            names = [name for name in rows[0] if name != _KEY]
            self._connection.execute(
                update(units)
                .where(units.c.id == bindparam(_KEY))
                .values({name: bindparam(name) for name in names}),
                rows,
            )


def _new_row(unit: NewUnit) -> dict[str, Any]:
    level = unit.description.level
    return {
        "id": unit.id,
        "archive_id": unit.archive_id,
        "parent_id": unit.parent_id,
        "kind": level.kind.value,
        "number": level.number,
        "number_key": match_key(level.number),
        "latin": level.latin,
        "suffix": level.suffix,
        "volume": level.volume,
        "label": level.label,
        **_said(unit.description),
    }


def _said(description: Description) -> dict[str, Any]:
    return {
        "name": description.level.name,
        **date_columns(description.date),
        "extent": description.extent,
        "access_note": description.access_note,
        "publication_note": description.publication_note,
        "note": description.note,
        "origin_key": description.origin,
    }
