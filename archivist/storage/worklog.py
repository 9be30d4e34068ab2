"""The log of archive work: steps at units, files by the last step, counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, insert, or_, select, update

from archivist.errors import NotFoundError
from archivist.library.archive_work import EntryId, LogEntry, WorkCount, WorkRow, WorkState
from archivist.library.ordering import fold
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
        """Add a step to each of some units.

        Raises:
            NotFoundError: when one of them is not there.
        """
        there = set(self._connection.scalars(select(units.c.id).where(among(units.c.id, unit_ids))))
        for unit_id in unit_ids:
            if unit_id not in there:
                raise NotFoundError("unit", str(unit_id))
        said = {"state": step.state.value, **_day_columns(step.day), "note": step.note}
        rows = [
            {"unit_id": unit_id, **said, "created": dt.datetime.now(dt.UTC)}
            for unit_id in dict.fromkeys(unit_ids)
        ]
        if rows:
            self._connection.execute(insert(unit_log), rows)

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

    def files(self, query: WorkQuery) -> tuple[WorkRow, ...]:
        """Return the files that a query wants, as they lie in their archives.

        A unit that has no others below it counts as a file, and one that has a step of its own.
        """
        last = unit_log.alias("last")
        wanted = self._wanted(query, last)
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
            .join(unit_keys, unit_keys.c.unit_id == units.c.id)
            .where(*wanted)
            .order_by(unit_keys.c.sort_key, units.c.id)
        )
        text = fold(query.text.strip())
        return tuple(_work_row(row) for row in rows if not text or text in _words(row))

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
