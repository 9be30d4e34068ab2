"""One library's SQLite database: connections, transactions, undo.

WAL with full synchronisation: what was acknowledged is on the disk. One connection writes, behind
a lock; each unit of work that reads has a connection and a snapshot of its own.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import uuid
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import create_engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from archivist.errors import (
    DamagedLibraryError,
    NotALibraryError,
    ReadOnlyLibraryError,
    StorageError,
)
from archivist.storage.index_queue import lay_queue_triggers
from archivist.storage.sqlite_errors import sqlite_errors
from archivist.storage.tables import library, metadata
from archivist.storage.undo import UndoLog
from archivist.storage.unit_of_work import UnitOfWork
from archivist.storage.unit_tree import refresh

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Connection, Engine

_PATIENCE = 10.0
"""Seconds to wait for another connection's lock."""
_READERS = 8
_LAID = "laid"
"""What a connection is marked with that has its triggers."""


class Database:
    """A library's database file, open for reading or for writing as well."""

    def __init__(self, file: Path, address: str, *, read_only: bool) -> None:
        """Use `open`."""
        self._file = file
        self._lock = threading.RLock()
        self._busy = False
        self._closed = False
        self._readers = _engine(address, writes=False)
        self._writer: Engine | None = None
        self._log: UndoLog | None = None
        if not read_only:
            self._writer = _engine(address, writes=True)
            with self._writer.connect() as connection:
                self._log = _lay_log(connection)
                connection.commit()

    @classmethod
    def open(cls, file: Path, *, read_only: bool = False) -> Database:
        """Open a database whose schema is the present one.

        Raises:
            NotALibraryError: when there is no such file.
            DamagedLibraryError: when it is no database or cannot be read.
            StorageError: when the disk refuses.
        """
        if not file.is_file():
            raise NotALibraryError(file.parent)
        with sqlite_errors(file, "Opening the library"):
            address = database_address(file, read_only=read_only)
            _check_contents(file, address)
            return cls(file, address, read_only=read_only)

    def close(self) -> None:
        """Close all connections; the last one empties the log file into the database."""
        with self._lock, sqlite_errors(self._file, "Closing the library"):
            self._closed = True
            self._readers.dispose()
            if self._writer:
                self._writer.dispose()

    @property
    def file(self) -> Path:
        """The file of the database; its folder is that of the library."""
        return self._file

    @property
    def uuid(self) -> str:
        """What tells this library from all others, wherever its folder is moved.

        It names a folder, so nothing but a UUID will do: a library may come from a stranger.
        """
        with self._reader() as connection:
            found = connection.scalar(select(library.c.uuid)) or ""
        try:
            return str(uuid.UUID(found))
        except ValueError as error:
            raise DamagedLibraryError(self._file.parent, "it does not name itself") from error

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Open a unit of work that reads; all of it sees one state of the library."""
        with self._reader() as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def writing(self, what: str = "", *, undoable: bool = True) -> Iterator[UnitOfWork]:
        """Open a unit of work that writes; it is committed on leaving, or taken back whole.

        `what` is the label of its step of undo; without a label, or with `undoable` False, it
        leaves none. One that leaves none keeps the steps before it, unless it changed what they
        changed: those, and the ones that would have to be undone after them, are dropped.

        Raises:
            ReadOnlyLibraryError: when the library is open for reading only.
            StorageError: when the database refuses.
        """
        with self._transaction(f"“{what}”" if what else "The change") as (connection, log):
            work = UnitOfWork(connection)
            yield work
            refresh(connection, log.touched(connection))
            work.touched = log.touched(connection)
            closing = log.end(connection, what if undoable else "")
            _commit(connection)
            log.keep(closing)

    def undo(self) -> dict[str, set[int]] | None:
        """Take back the last step and return what changed, None when there is none.

        Raises:
            StorageError: when other things depend by now on what would go; nothing changes then.
        """
        return self._take_back(redo=False)

    def redo(self) -> dict[str, set[int]] | None:
        """Do again what was last taken back and return what changed, None when there is nothing."""
        return self._take_back(redo=True)

    @property
    def undo_label(self) -> str:
        """What would be undone, "" for nothing."""
        return self._log.undo_label if self._log else ""

    @property
    def redo_label(self) -> str:
        """What would be redone, "" for nothing."""
        return self._log.redo_label if self._log else ""

    def faults(self) -> tuple[str, ...]:
        """Read the whole database and return what is wrong with it, nothing when it is sound."""
        try:
            with self._reader() as connection:
                found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
                if faults := tuple(text for text in found if text != "ok"):
                    return faults
                return tuple(
                    f"row {row} of {table} names a row of {other} that is not there"
                    for table, row, other, _ in connection.exec_driver_sql(
                        "PRAGMA foreign_key_check"
                    )
                )
        except DamagedLibraryError as error:
            return (error.what,)

    def _take_back(self, *, redo: bool) -> dict[str, set[int]] | None:
        label = self.redo_label if redo else self.undo_label
        if not label:
            return None
        doing = f"{'Redoing' if redo else 'Undoing'} “{label}”"
        with self._transaction(doing) as (connection, log):
            if not log.run(connection, redo=redo):
                return None
            refresh(connection, log.touched(connection))
            touched = log.touched(connection)
            closing = log.turn(connection, redo=redo)
            _commit(connection)
            log.keep(closing)
        return touched

    @contextmanager
    def _transaction(self, doing: str) -> Iterator[tuple[Connection, UndoLog]]:
        """Hold the lock and a transaction; whoever uses it commits, all else is rolled back."""
        if self._writer is None or self._log is None:
            raise ReadOnlyLibraryError(self._file.parent)
        with self._lock:
            self._refuse_closed(doing)
            if self._busy:
                raise RuntimeError("a unit of work that writes is open in this thread already")
            self._busy = True
            try:
                with sqlite_errors(self._file, doing), self._writer.connect() as connection:
                    if not connection.info.get(_LAID):  # an interrupt cost us the one before
                        self._log = _lay_log(connection)
                    self._log.begin(connection)
                    yield connection, self._log
            finally:
                self._busy = False

    @contextmanager
    def _reader(self) -> Iterator[Connection]:
        self._refuse_closed("Reading the library")
        with (
            sqlite_errors(self._file, "Reading the library"),
            self._readers.connect() as connection,
        ):
            yield connection

    def _refuse_closed(self, doing: str) -> None:
        """Keep a job that comes too late from opening the file again."""
        if self._closed:
            raise StorageError(doing, "the library is closed")


def _lay_log(connection: Connection) -> UndoLog:
    """Lay what a writer's connection needs: the log of undo, and the queue of the index."""
    log = UndoLog(connection)
    lay_queue_triggers(connection)
    connection.info[_LAID] = True
    return log


def _commit(connection: Connection) -> None:
    """Commit, or roll back: SQLite leaves a transaction open whose commit it refused."""
    try:
        connection.commit()
    except DBAPIError:
        connection.connection.rollback()
        raise


def database_address(file: Path, *, read_only: bool) -> str:
    """Return the URI to open a database by.

    A read-only medium has no room for the small files that WAL needs beside the database. Where
    there is nothing in the log that would be missed, the file is read as one that never changes.
    """
    path = file.resolve().as_posix()  # "/a", "C:/a" or, on a network, "//server/a"
    # As bytes: on an old disk a folder's name may be in any encoding.
    uri = f"file://{quote(os.fsencode(path if path.startswith('/') else f'/{path}'))}"
    if not read_only:
        return f"{uri}?mode=rw"
    try:
        with closing(sqlite3.connect(f"{uri}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise
        log = file.with_name(f"{file.name}-wal")
        if log.exists() and log.stat().st_size:
            raise StorageError(
                "Opening the library for reading",
                "it was not closed properly, and its folder cannot be written to; "
                "copy the folder to another disk and open it there",
            ) from error
        return f"{uri}?immutable=1"
    return f"{uri}?mode=ro"


def _check_contents(file: Path, address: str) -> None:
    """Refuse a file that lacks tables, or that holds triggers and views as a stranger's might."""
    with closing(sqlite3.connect(address, uri=True)) as connection:
        found = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
    if any(kind in {"trigger", "view"} for kind, _ in found):
        raise DamagedLibraryError(file.parent, "its database holds programs of a stranger")
    if not metadata.tables.keys() <= {name for kind, name in found if kind == "table"}:
        raise DamagedLibraryError(file.parent, "parts of its database are not there")


def _engine(address: str, *, writes: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in _pragmas(writes=writes):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    pool: dict[str, Any] = (
        {"poolclass": StaticPool}
        if writes
        else {"poolclass": QueuePool, "pool_size": _READERS, "max_overflow": -1}
    )
    engine = create_engine("sqlite://", creator=connect, **pool)
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _pragmas(*, writes: bool) -> tuple[str, ...]:
    # A library may come from a stranger: his schema may call no function of consequence.
    shared = ("trusted_schema = OFF", "foreign_keys = ON", "cache_size = -48000")
    if not writes:
        return (*shared, "query_only = ON")
    return (*shared, "journal_mode = WAL", "synchronous = FULL")
