"""The log of archive work: steps at units, files by the last step, counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, exists, func, insert, literal, or_, select, update

from archivist.errors import NotFoundError
from archivist.library.archive_work import (
    EntryId,
    Limits,
    LogEntry,
    WorkCount,
    WorkOrder,
    WorkRow,
    WorkState,
)
from archivist.library.ordering import fold, sort_key
from archivist.library.values import ArchiveId, UnitId
from archivist.storage.record_columns import among, read_date
from archivist.storage.stored_values import stored_word
from archivist.storage.tables import archives, unit_keys, unit_log, units
from archivist.storage.unit_tree import below, read_unit

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause, Row, ScalarSelect

    from archivist.library.archive_work import Step, WorkQuery
    from archivist.library.values import UncertainDate

_LAST = select(func.max(unit_log.c.id)).group_by(unit_log.c.unit_id)


class WorkLog:
    """The steps of archive work in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, unit_ids: Collection[UnitId], step: Step) -> None:
        """Add a step to each of some units, in one statement however many they are.

        Raises:
            NotFoundError: when one of them is not there.
        """
        self._refuse_missing(unit_ids)
        said: dict[str, Any] = {
            "state": step.state.value,
            **_day_columns(step.day),
            "note": step.note,
            "created": dt.datetime.now(dt.UTC),
        }
        values = (literal(value, unit_log.c[name].type) for name, value in said.items())
        chosen = select(units.c.id, *values).where(among(units.c.id, unit_ids))
        self._connection.execute(insert(unit_log).from_select(["unit_id", *said], chosen))

    def limit(self, unit_ids: Collection[UnitId], limits: Limits) -> None:
        """Note the limits of some units.

        Raises:
            NotFoundError: when one of them is not there.
        """
        self._refuse_missing(unit_ids)
        noted = {"access_note": limits.access, "publication_note": limits.publication}
        for name, words in noted.items():
            if words is not None:
                self._connection.execute(
                    update(units)
                    .where(among(units.c.id, unit_ids), units.c[name] != words)
                    .values({name: words})
                )

    def common_limits(self, unit_ids: Collection[UnitId]) -> Limits:
        """Return the limits that some units share, None for one in which they differ."""
        found = [
            self._connection.scalars(
                select(column).where(among(units.c.id, unit_ids)).distinct().limit(2)
            ).all()
            for column in (units.c.access_note, units.c.publication_note)
        ]
        access, publication = (words[0] if len(words) == 1 else None for words in found)
        return Limits(access=access, publication=publication)

    def _refuse_missing(self, unit_ids: Collection[UnitId]) -> None:
        wanted = set(unit_ids)
        counted = select(func.count()).select_from(units).where(among(units.c.id, wanted))
        if self._connection.scalar(counted) != len(wanted):
            there = self._connection.scalars(select(units.c.id).where(among(units.c.id, wanted)))
            raise NotFoundError("unit", str(min(wanted.difference(there))))

    def entries(self, unit_id: UnitId) -> tuple[LogEntry, ...]:
        """Return the steps at a unit, the oldest first."""
        rows = self._connection.execute(
            select(unit_log).where(unit_log.c.unit_id == unit_id).order_by(unit_log.c.id)
        )
        return tuple(
            _entry(row.id, row.unit_id, row.state, (row.day, row.day_written), row.note)
            for row in rows
        )

    def save(self, entry: LogEntry) -> None:
        """Take over state, day and note of a step.

        Raises:
            NotFoundError: when there is none of that id.
        """
        done = self._connection.execute(
            update(unit_log)
            .where(unit_log.c.id == entry.id)
            .values(state=entry.state.value, **_day_columns(entry.day), note=entry.note)
        )
        if not done.rowcount:
            raise NotFoundError("step of the archive work", str(entry.id))

    def take_back(self, unit_ids: Collection[UnitId]) -> None:
        """Remove the last step at each of some units."""
        last = _LAST.where(among(unit_log.c.unit_id, unit_ids))
        self._connection.execute(delete(unit_log).where(unit_log.c.id.in_(last)))

    def find(self, query: WorkQuery) -> tuple[UnitId, ...]:
        """Return the files that a query wants, in its order.

        A unit that has no others below it counts as a file, and one that has a step of its own.
        """
        last = unit_log.alias("last")
        text = fold(query.text.strip())
        by_title = query.order is WorkOrder.TITLE
        read = (units.c.number, units.c.name, units.c.note, last.c.note.label("log_note"))
        rows = self._connection.execute(
            select(units.c.id, *(read if text or by_title else ()))
            .select_from(units)
            .outerjoin(last, last.c.id == _last_of(units.c.id))
            .join(unit_keys, unit_keys.c.unit_id == units.c.id)
            .where(*self._wanted(query, last))
            .order_by(*_ranks(query, last), unit_keys.c.sort_key, units.c.id)
        )
        if not by_title:
            return tuple(UnitId(row[0]) for row in rows if not text or text in _words(row))
        named = [
            (sort_key(row.name), UnitId(row.id)) for row in rows if not text or text in _words(row)
        ]
        named.sort(key=itemgetter(0), reverse=query.descending)
        return tuple(unit_id for _, unit_id in named)

    def rows(self, unit_ids: Sequence[UnitId]) -> tuple[WorkRow, ...]:
        """Return units with their last steps, in the order given; those not there left out."""
        last = unit_log.alias("last")
        rows = self._connection.execute(
            select(
                units,
                last.c.id.label("log_id"),
                last.c.state,
                last.c.day,
                last.c.day_written,
                last.c.note.label("log_note"),
            )
            .select_from(units)
            .outerjoin(last, last.c.id == _last_of(units.c.id))
            .where(among(units.c.id, unit_ids))
        )
        found = {row.id: _work_row(row) for row in rows}
        return tuple(found[unit_id] for unit_id in unit_ids if unit_id in found)

    def states(self, unit_ids: Collection[UnitId]) -> dict[UnitId, WorkState]:
        """Return the state of each of some units that has one."""
        rows = self._connection.execute(
            select(unit_log.c.unit_id, unit_log.c.state).where(
                unit_log.c.id.in_(_LAST.where(among(unit_log.c.unit_id, unit_ids)))
            )
        )
        return {UnitId(row.unit_id): _state(row.state) for row in rows}

    def counts(self) -> tuple[WorkCount, ...]:
        """Return the archives and the units right below them, each with its files by state."""
        top = (
            select(units.c.id, units.c.id.label("root"), units.c.archive_id)
            .where(units.c.parent_id.is_(None))
            .cte("top", recursive=True)
        )
        tree = top.union(
            select(units.c.id, top.c.root, top.c.archive_id).join(
                top, units.c.parent_id == top.c.id
            )
        )
        last = unit_log.alias("last")
        rows = self._connection.execute(
            select(tree.c.archive_id, tree.c.root, last.c.state, func.count().label("many"))
            .select_from(tree)
            .join(units, units.c.id == tree.c.id)
            .outerjoin(last, last.c.id == _last_of(tree.c.id))
            .where(_is_file() | last.c.id.is_not(None))
            .group_by(tree.c.archive_id, tree.c.root, last.c.state)
        ).all()
        return self._summed(rows)

    def _summed(self, rows: Sequence[Row[Any]]) -> tuple[WorkCount, ...]:
        """Return the counts of archives and of their highest units, as they lie."""
        files: Counter[tuple[int, int | None]] = Counter()
        states: dict[tuple[int, int | None], Counter[WorkState]] = {}
        for row in rows:
            for key in ((row.archive_id, None), (row.archive_id, row.root)):
                files[key] += row.many
                if row.state is not None:
                    states.setdefault(key, Counter())[_state(row.state)] += row.many
        order = self._connection.execute(
            select(units.c.archive_id, units.c.id)
            .join(unit_keys, unit_keys.c.unit_id == units.c.id)
            .where(units.c.parent_id.is_(None))
            .order_by(unit_keys.c.sort_key)
        ).all()
        keys: dict[tuple[int, int | None], None] = {}
        for archive_id in self._connection.scalars(
            select(archives.c.id).order_by(archives.c.sort_key, archives.c.id)
        ):
            keys[archive_id, None] = None
            keys.update(
                ((row.archive_id, row.id), None) for row in order if row.archive_id == archive_id
            )
        return tuple(
            WorkCount(
                archive_id=ArchiveId(archive_id),
                unit_id=None if unit_id is None else UnitId(unit_id),
                files=files[archive_id, unit_id],
                by_state=tuple(
                    (state, states.get((archive_id, unit_id), Counter())[state])
                    for state in WorkState
                ),
            )
            for archive_id, unit_id in keys
        )

    def _wanted(self, query: WorkQuery, last: FromClause) -> list[ColumnElement[bool]]:
        wanted: list[ColumnElement[bool]] = [_is_file() | last.c.id.is_not(None)]
        if query.archive_id is not None:
            wanted.append(units.c.archive_id == query.archive_id)
        if query.unit_id is not None:
            tree = below(units.c.id == query.unit_id)
            wanted.append(units.c.id.in_(select(tree.c.id)))
        if query.states or query.untouched:
            named = last.c.state.in_([state.value for state in query.states])
            wanted.append(or_(named, last.c.id.is_(None)) if query.untouched else named)
        if query.from_day:
            wanted.append(last.c.day >= query.from_day)
        if query.to_day:
            wanted.append((last.c.day != "") & (last.c.day <= f"{query.to_day}\uffff"))
        if query.limited:
            wanted.append((units.c.access_note != "") | (units.c.publication_note != ""))
        return wanted


def _last_of(unit_id: ColumnElement[int]) -> ScalarSelect[int]:
    """Return the last step at the unit of each row; a join with all last steps takes for ever."""
    steps = unit_log.alias("steps")
    newest = select(func.max(steps.c.id)).where(steps.c.unit_id == unit_id)
    return newest.correlate_except(steps).scalar_subquery()


def _ranks(query: WorkQuery, last: FromClause) -> tuple[ColumnElement[Any], ...]:
    """Return what files are sorted by before their place; what has none of it comes last."""
    states = {state.value: rank for rank, state in enumerate(WorkState)}
    ranks: dict[WorkOrder, ColumnElement[Any]] = {
        WorkOrder.DATES: unit_keys.c.date_key,
        WorkOrder.STATE: case(states, value=last.c.state),
        WorkOrder.DAY: func.nullif(last.c.day, ""),
    }
    rank = ranks.get(query.order)
    if rank is None:
        backwards = query.order is WorkOrder.PLACE and query.descending
        return (unit_keys.c.sort_key.desc(),) if backwards else ()
    return (rank.is_(None), rank.desc() if query.descending else rank.asc())


def _is_file() -> ColumnElement[bool]:
    child = units.alias("child")
    return ~exists(select(child.c.id).where(child.c.parent_id == units.c.id).correlate(units))


def _words(row: Row[Any]) -> str:
    return fold(" ".join((row.number, row.name, row.note, row.log_note or "")))


def _work_row(row: Row[Any]) -> WorkRow:
    last = None
    if row.log_id is not None:
        last = _entry(row.log_id, row.id, row.state, (row.day, row.day_written), row.log_note)
    return WorkRow(unit=read_unit(row), last=last)


def _entry(entry_id: int, unit_id: int, state: str, day: tuple[str, str], note: str) -> LogEntry:
    return LogEntry(
        id=EntryId(entry_id),
        unit_id=UnitId(unit_id),
        state=_state(state),
        day=read_date(*day),
        note=note,
    )


def _state(word: str) -> WorkState:
    return stored_word(WorkState, word, "a state of archive work")


def _day_columns(day: UncertainDate | None) -> dict[str, str]:
    return {"day": day.edtf() if day else "", "day_written": day.written if day else ""}
