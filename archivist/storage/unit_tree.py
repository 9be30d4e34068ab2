"""The tree of units as SQL: what lies below, what lies above, and what is derived from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from archivist.library.archive import Unit
from archivist.library.ordering import sort_key
from archivist.library.references import Level, UnitKind
from archivist.library.values import ArchiveId, UnitId
from archivist.storage.record_columns import among, read_date
from archivist.storage.stored_values import stored_word
from archivist.storage.tables import archives, index_queue, sources, unit_keys, units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import CTE, ColumnElement, Connection, Row

_YEARS = ("first_year", "last_year", "date_key")
_BELOW = "\x01"
"""Stands between the keys of a unit and of the one below it; smaller than all signs of a key."""

Years = tuple[int | None, int | None, int | None]

_NEW_KEYS = upsert(unit_keys)
_KEEP_KEYS = _NEW_KEYS.on_conflict_do_update(
    index_elements=["unit_id"],
    set_={name: _NEW_KEYS.excluded[name] for name in ("sort_key", *_YEARS)},
)


def read_unit(row: Row[Any]) -> Unit:
    """Return the unit of a row of `units`."""
    return Unit(
        id=UnitId(row.id),
        archive_id=ArchiveId(row.archive_id),
        parent_id=None if row.parent_id is None else UnitId(row.parent_id),
        level=Level(
            kind=stored_word(UnitKind, row.kind, "a level of an archive"),
            number=row.number,
            latin=row.latin,
            suffix=row.suffix,
            volume=row.volume,
            label=row.label,
            name=row.name,
        ),
        date=read_date(row.date, row.date_written),
        extent=row.extent,
        access_note=row.access_note,
        publication_note=row.publication_note,
        note=row.note,
    )


def below(wanted: ColumnElement[bool]) -> CTE:
    """Return a table `(id, root)` of wanted units and all units below each of them.

    UNION, not UNION ALL: a ring in a tree that a stranger made ends there.
    """
    found = select(units.c.id, units.c.id.label("root")).where(wanted).cte("below", recursive=True)
    return found.union(
        select(units.c.id, found.c.root).join(found, units.c.parent_id == found.c.id)
    )


def units_below(connection: Connection, unit_ids: Iterable[int]) -> list[int]:
    """Return units and all units below them."""
    tree = below(among(units.c.id, unit_ids))
    return list(connection.scalars(select(tree.c.id).distinct().order_by(tree.c.id)))


def chains_of(connection: Connection, unit_ids: Collection[int]) -> dict[int, list[Row[Any]]]:
    """Return for each unit the rows from the highest unit above it down to itself."""
    known: dict[int, Row[Any]] = {}
    wanted = set(unit_ids)
    while wanted:
        rows = connection.execute(select(units).where(among(units.c.id, wanted))).all()
        known.update((row.id, row) for row in rows)
        wanted = {row.parent_id for row in rows if row.parent_id is not None} - known.keys()
    chains: dict[int, list[Row[Any]]] = {}
    for unit_id in unit_ids:
        chain: dict[int, Row[Any]] = {}
        row = known.get(unit_id)
        while row is not None and row.id not in chain:
            chain[row.id] = row
            row = known.get(row.parent_id)
        chains[unit_id] = list(reversed(chain.values()))
    return chains


def refresh(connection: Connection, touched: Mapping[str, Collection[int]]) -> None:
    """Work out anew what is derived from changed archives, units and sources.

    That is the sort key of a unit's whole chain and the years that sources without a date
    inherit; and the sources below a changed unit are told to the index, for their reference is
    among their words.
    """
    changed = touched.get("units", ()), touched.get("archives", ())
    if any(changed):
        _refresh_units(connection, *changed)
    _inherit_years(connection, sources.c.id, touched.get("sources", ()))


def _refresh_units(
    connection: Connection, unit_ids: Collection[int], archive_ids: Collection[int]
) -> None:
    tree = below(among(units.c.id, unit_ids) | among(units.c.archive_id, archive_ids))
    ids = select(tree.c.id)
    rows = {row.id: row for row in connection.execute(select(units).where(units.c.id.in_(ids)))}
    if keys := _keys(connection, rows):
        connection.execute(_KEEP_KEYS, keys)
    _inherit_years(connection, sources.c.unit_id, rows)
    filed = ("s" + sources.c.id.cast(index_queue.c.key.type)).label("key")
    told = select(filed).where(among(sources.c.unit_id, rows))
    connection.execute(delete(index_queue).where(index_queue.c.key.in_(told)))
    connection.execute(insert(index_queue).from_select(["key"], told))


def _inherit_years(
    connection: Connection, column: ColumnElement[Any], wanted: Collection[int]
) -> None:
    """Give sources without a date of their own the years of their unit."""
    if not wanted:
        return
    connection.execute(
        update(sources)
        .where(sources.c.date == "", among(column, wanted))
        .values(
            {
                name: select(unit_keys.c[name])
                .where(unit_keys.c.unit_id == sources.c.unit_id)
                .scalar_subquery()
                for name in _YEARS
            }
        )
    )


def _keys(connection: Connection, rows: Mapping[int, Row[Any]]) -> list[dict[str, Any]]:
    """Return the rows of `unit_keys` for units, parents before children."""
    children: dict[int | None, list[Row[Any]]] = {}
    for row in rows.values():
        top = row.parent_id if row.parent_id in rows else None
        children.setdefault(top, []).append(row)
    parents = {row.parent_id for row in children.get(None, ()) if row.parent_id is not None}
    known: dict[int, tuple[str, Years]] = {
        row.unit_id: (row.sort_key, (row.first_year, row.last_year, row.date_key))
        for row in connection.execute(select(unit_keys).where(among(unit_keys.c.unit_id, parents)))
    }
    found: list[dict[str, Any]] = []
    names = _archive_keys(connection, {row.archive_id for row in children.get(None, ())})
    waiting = list(children.get(None, ()))
    while waiting:
        row = waiting.pop()
        above, years = known.get(row.parent_id, (names.get(row.archive_id, ""), (None,) * 3))
        if row.date_key is not None:
            years = (row.first_year, row.last_year, row.date_key)
        own = sort_key(" ".join(filter(None, (row.number, row.suffix, row.volume))) or row.name)
        known[row.id] = (f"{above}{_BELOW}{own}", years)
        found.append(
            {
                "unit_id": row.id,
                "sort_key": known[row.id][0],
                "first_year": years[0],
                "last_year": years[1],
                "date_key": years[2],
            }
        )
        waiting.extend(children.get(row.id, ()))
    return found


def _archive_keys(connection: Connection, archive_ids: Iterable[int]) -> dict[int, str]:
    """Return the sort keys of archives; archives of one name stay apart by their ids."""
    rows = connection.execute(
        select(archives.c.id, archives.c.sort_key).where(among(archives.c.id, archive_ids))
    )
    return {row.id: f"{row.sort_key}{_BELOW}{row.id:012d}" for row in rows}
