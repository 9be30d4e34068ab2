"""Bringing a library's database to the present schema, by the revisions in `db`.

A revision is a file `db/versions/0001_what.py`; its number is its name in the database. Alembic
is imported only where there is something to do, for it would slow every start.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import uuid
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, insert
from sqlalchemy.pool import NullPool

from archivist import __version__
from archivist.errors import (
    DamagedLibraryError,
    NewerLibraryError,
    NotALibraryError,
    StorageError,
)
from archivist.storage.backup import snapshot
from archivist.storage.database import database_address
from archivist.storage.sqlite_errors import sqlite_errors
from archivist.storage.tables import library

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def create(file: Path, migrations: Path) -> None:
    """Make the database of a new library.

    Raises:
        StorageError: when the disk refuses; no half database is left.
    """
    part = file.with_name(f"{file.name}.part")
    with sqlite_errors(file, "Making the library"):
        try:
            _run(part, migrations, new=True)
            part.rename(file)
        finally:
            part.unlink(missing_ok=True)


def upgrade(file: Path, migrations: Path, *, read_only: bool = False) -> None:
    """Bring a database to the present schema, after a copy of it was put into `backups`.

    Does nothing when it is there already. A failure leaves the database as it was.

    Raises:
        NotALibraryError: when there is no such file.
        DamagedLibraryError: when it is no database of a library.
        NewerLibraryError: when a newer Archivist wrote it.
        StorageError: when the disk refuses, or an older schema is to be opened for reading only.
    """
    if not file.is_file():
        raise NotALibraryError(file.parent)
    known = _revisions(migrations)
    with sqlite_errors(file, "Opening the library"):
        stored = _stored(file, read_only=read_only)
    if stored == known[-1]:
        return
    if stored not in known:
        raise NewerLibraryError(file.parent, stored)
    doing = "Bringing the library to the present version"
    if read_only:
        raise StorageError(
            "Opening the library for reading",
            "an older Archivist wrote it; open it once for writing, so that it is brought "
            "to the present version",
        )
    with sqlite_errors(file, doing):
        snapshot(file.parent, f"before schema {known[-1]}")
        _run(file, migrations, new=False)


def _revisions(migrations: Path) -> list[str]:
    """Return the revisions from the oldest to the newest."""
    return sorted(path.name[:4] for path in (migrations / "versions").glob("[0-9]*_*.py"))


def _stored(file: Path, *, read_only: bool) -> str:
    address = database_address(file, read_only=read_only)
    with closing(sqlite3.connect(address, uri=True)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
                raise DamagedLibraryError(file.parent, "its database is not Archivist's") from error
            raise
    if row is None:
        raise DamagedLibraryError(file.parent, "its database does not tell its version")
    return str(row[0])


def _run(file: Path, migrations: Path, *, new: bool) -> None:
    """Run the revisions that a database lacks, all in one transaction."""
    from alembic import command  # noqa: PLC0415 - slow to import, seldom needed
    from alembic.config import Config  # noqa: PLC0415

    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(file, isolation_level=None),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _check(connection, file)
        if new:
            connection.execute(
                insert(library).values(
                    id=1,
                    uuid=str(uuid.uuid4()),
                    created=dt.datetime.now(dt.UTC),
                    program=__version__,
                )
            )


def _check(connection: Connection, file: Path) -> None:
    """Refuse a schema whose rows name others that are not there; foreign keys are off meanwhile."""
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise DamagedLibraryError(file.parent, "parts of it name others that are not there")
