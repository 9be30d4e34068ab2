"""What a unit of work changed: for views, for the index, and for taking it back.

Temporary triggers on the writer's connection (the technique of sqlite.org/undoredo.html) log, for
each changed row, the statement that puts it back. A step of undo is a run of that log; running it
backwards is itself logged and becomes the step of redo.

A unit of work that cannot be undone (an import) leaves earlier steps in place, for they name their
own rows and columns only. Where it changed the same columns of the same rows, or made or removed
such a row, the steps from there back are dropped. Where an earlier step made something that now
has other things below it, undoing is refused by the foreign keys, and nothing changes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

_MOST_STEPS = 200
"""How many steps are kept; older ones are forgotten."""

_MINOR = {'"unread"', '"seen"'}
"""Columns that clash with no step: that a source, or a folder, was looked at takes no edit's undo
away."""

_LOG = """
CREATE TEMP TABLE undo_log (
    seq INTEGER PRIMARY KEY,
    tab TEXT NOT NULL,
    row INTEGER NOT NULL,
    mask INTEGER NOT NULL, -- the changed columns, one bit each; -1 for a whole row
    topic TEXT NOT NULL,
    owner INTEGER NOT NULL,
    sql TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class _Step:
    """A step: its label and its run of the log, both ends included."""

    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Closing:
    """The steps as they stand once a unit of work is committed."""

    undo: list[_Step]
    redo: list[_Step]


class UndoLog:
    """The log of one writer connection and the steps in it."""

    def __init__(self, connection: Connection) -> None:
        """Lay the log and its triggers on a connection."""
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._first = 1
        connection.exec_driver_sql(_LOG)
        for table in metadata.sorted_tables:
            if "topic" in table.info:
                for trigger in _triggers(table):
                    connection.exec_driver_sql(trigger)

    @property
    def undo_label(self) -> str:
        """What would be undone, "" for nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What would be redone, "" for nothing."""
        return self._redo[-1].label if self._redo else ""

    def begin(self, connection: Connection) -> None:
        """Mark where the log of a unit of work begins."""
        self._first = _last(connection) + 1

    def touched(self, connection: Connection) -> dict[str, set[int]]:
        """Return the ids of what changed since `begin`, by topic."""
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT topic, owner FROM undo_log WHERE seq >= ?", (self._first,)
        )
        touched: defaultdict[str, set[int]] = defaultdict(set)
        for topic, owner in rows:
            touched[topic].add(owner)
        return dict(touched)

    def end(self, connection: Connection, label: str) -> Closing:
        """Close the log of a unit of work; return the steps for `keep`, once it is committed.

        `label` "" makes no step.
        """
        last = _last(connection)
        if last < self._first:
            return Closing(self._undo, self._redo)
        if label:
            undo = [*self._undo, _Step(label, self._first, last)]
            closing = Closing(undo[-_MOST_STEPS:], [])
        else:
            closing = Closing(
                self._left(connection, self._undo), self._left(connection, self._redo)
            )
            connection.exec_driver_sql("DELETE FROM undo_log WHERE seq >= ?", (self._first,))
        self._forget(connection, closing)
        return closing

    def keep(self, closing: Closing) -> None:
        """Take over the steps of a unit of work that was committed."""
        self._undo, self._redo = closing.undo, closing.redo

    def run(self, connection: Connection, *, redo: bool) -> bool:
        """Run the newest step of undo (or redo) backwards; False when there is none."""
        steps = self._redo if redo else self._undo
        if not steps:
            return False
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        rows = connection.exec_driver_sql(
            "SELECT sql FROM undo_log WHERE seq BETWEEN ? AND ? ORDER BY seq DESC",
            (steps[-1].first, steps[-1].last),
        ).scalars()
        statements = rows.all()
        cursor = connection.connection.cursor()  # bare: a step may have tens of thousands
        for sql in statements:
            cursor.execute(sql)
        cursor.close()
        return True

    def turn(self, connection: Connection, *, redo: bool) -> Closing:
        """Close a `run`: what it changed since `begin` becomes a step on the other side."""
        steps = self._redo if redo else self._undo
        inverse = _Step(steps[-1].label, self._first, _last(connection))
        closing = (
            Closing([*self._undo, inverse], self._redo[:-1])
            if redo
            else Closing(self._undo[:-1], [*self._redo, inverse])
        )
        self._forget(connection, closing)
        return closing

    def _left(self, connection: Connection, steps: list[_Step]) -> list[_Step]:
        """Return the steps that still hold after the unit of work since `begin`.

        Steps run from the last of the list: one that fell over takes those before it along.
        """
        if not steps:
            return []
        clashes = connection.exec_driver_sql(
            "SELECT DISTINCT before.seq FROM undo_log AS now CROSS JOIN undo_log AS before"
            " ON before.tab = now.tab AND before.row = now.row AND before.mask & now.mask <> 0"
            " WHERE now.seq >= ? AND before.seq < ?",
            (self._first, self._first),
        ).scalars()
        fallen = set(clashes)
        for place in range(len(steps) - 1, -1, -1):
            step = steps[place]
            if any(step.first <= seq <= step.last for seq in fallen):
                return steps[place + 1 :]
        return steps

    def _forget(self, connection: Connection, closing: Closing) -> None:
        """Clear the log of steps that are gone."""
        kept = {(step.first, step.last) for step in (*closing.undo, *closing.redo)}
        for step in (*self._undo, *self._redo):
            if (step.first, step.last) not in kept:
                connection.exec_driver_sql(
                    "DELETE FROM undo_log WHERE seq BETWEEN ? AND ?", (step.first, step.last)
                )


def _last(connection: Connection) -> int:
    last = connection.exec_driver_sql("SELECT max(seq) FROM undo_log").scalar()
    return int(last or 0)


def _triggers(table: Table) -> Iterator[str]:
    """Yield the statements that lay the three triggers on a table."""
    topic, owner = table.info["topic"]
    names = [f'"{column.name}"' for column in table.columns]
    changed = {name: f"old.{name} IS NOT new.{name}" for name in names}
    mask = " | ".join(
        f"(({test}) << {bit})"
        for bit, (name, test) in enumerate(changed.items())
        if name not in _MINOR
    )
    kept = [*names, '"rowid"'] if owner == "rowid" else names  # no id that it would come back with
    values = " || ',' || ".join(f"quote(old.{name})" for name in kept)
    sets = " || ".join(
        f"CASE WHEN {test} THEN ',{name}=' || quote(old.{name}) ELSE '' END"
        for name, test in changed.items()
    )
    bodies = {
        "INSERT": ("new", "-1", f"'DELETE FROM \"{table}\" WHERE rowid=' || new.rowid"),
        "UPDATE": (
            "new",
            mask,
            f"'UPDATE \"{table}\" SET ' || ltrim({sets}, ',') || ' WHERE rowid=' || new.rowid",
        ),
        "DELETE": (
            "old",
            "-1",
            f"'INSERT INTO \"{table}\"({','.join(kept)}) VALUES(' || {values} || ')'",
        ),
    }
    for event, (row, bits, sql) in bodies.items():
        when = f"WHEN {' OR '.join(changed.values())}" if event == "UPDATE" else ""
        yield (
            f'CREATE TEMP TRIGGER "undo_{event}_{table}" AFTER {event} ON main."{table}" {when} '
            "BEGIN INSERT INTO undo_log(tab, row, mask, topic, owner, sql) VALUES("
            f"'{table}', {row}.rowid, {bits}, '{topic}', {row}.\"{owner}\", {sql}); END"
        )
