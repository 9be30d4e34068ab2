"""Copies of a library's database, made while it is in use; the newest few are kept."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from archivist.errors import DamagedLibraryError
from archivist.storage.database import database_address
from archivist.storage.sqlite_errors import sqlite_errors

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 5
_PAUSE = 3600.0
"""Seconds between two copies for today."""
_TODAY = "daily"
_OURS = re.compile(r"\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z-")


def snapshot(folder: Path, reason: str) -> Path:
    """Copy the database of a library into its `backups` and return the copy.

    `reason` becomes part of its name. Of all copies the newest five stay, and of those made by
    `copy_for_today` the last of each day.

    Raises:
        StorageError: when the disk refuses; no half copy is left.
        DamagedLibraryError: when the database is broken; the copies of before stay.
    """
    database = folder / "library.db"
    backups = folder / "backups"
    stamp = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    words = "-".join(re.findall(r"\w+", reason))
    copy = backups / f"{stamp}-{words}.db"
    part = copy.with_suffix(".part")
    with sqlite_errors(database, "Copying the library's database"):
        address = database_address(database, read_only=True)
        backups.mkdir(exist_ok=True)
        try:
            with (
                closing(sqlite3.connect(address, uri=True)) as old,
                closing(sqlite3.connect(part)) as new,
            ):
                old.backup(new)
                # A damaged copy would push the sound ones out, one day after the other.
                if new.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    raise DamagedLibraryError(folder, "its database cannot be read through")
                # One file that can be opened anywhere, without WAL's companions.
                new.execute("PRAGMA journal_mode = DELETE")
            part.replace(copy)
        finally:
            part.unlink(missing_ok=True)
        _thin_out(backups)
    return copy


def copy_for_today(folder: Path) -> None:
    """Copy a database that changed since its newest copy, unless that is less than an hour old.

    Raises:
        StorageError: when the disk refuses; no half copy is left.
        DamagedLibraryError: when the database cannot be read.
    """
    database = folder / "library.db"
    with sqlite_errors(database, "Copying the library's database"):
        copies = _copies(folder / "backups")
        newest = max((copy.stat().st_mtime for copy in copies), default=0.0)
        changed = database.stat().st_mtime > newest
    if changed and time.time() - newest > _PAUSE:
        snapshot(folder, _TODAY)


def _copies(backups: Path) -> list[Path]:
    """Return the copies that we made, the oldest first; others are the user's own."""
    return sorted(copy for copy in backups.glob("*.db") if _OURS.match(copy.name))


def _thin_out(backups: Path) -> None:
    copies = _copies(backups)
    last_of_day = {copy.name[:10]: copy for copy in copies if copy.stem.endswith(_TODAY)}
    staying = [
        copy
        for copy in copies
        if not copy.stem.endswith(_TODAY) or copy == last_of_day[copy.name[:10]]
    ]
    for copy in set(copies) - set(staying[-_KEPT:]):
        copy.unlink()
