"""What SQLite and the disk refuse, put into our words; the one place for it."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from archivist.errors import DamagedLibraryError, StorageError
from archivist.storage.stored_values import StrangeValueError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DAMAGED = {
    sqlite3.SQLITE_CORRUPT: "its database cannot be read through",
    sqlite3.SQLITE_NOTADB: "its database is not one",
}
_REFUSED = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR_SHMSIZE: "the disk is full",
    sqlite3.SQLITE_BUSY: "another program is using the database",
    sqlite3.SQLITE_LOCKED: "another program is using the database",
    sqlite3.SQLITE_READONLY: "the library's folder cannot be written to",
    sqlite3.SQLITE_PERM: "the library's folder cannot be written to",
    sqlite3.SQLITE_IOERR: "the disk reported an error",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened",
    sqlite3.SQLITE_NOMEM: "the machine has no memory left",
    sqlite3.SQLITE_TOOBIG: "a text is too long",
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "other things depend on it, or it is not there any more",
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: "there is one of that name already",
}
_DISK = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EACCES: "access is denied",
    errno.EPERM: "access is denied",
    errno.EROFS: "the disk cannot be written to",
    errno.EIO: "the disk reported an error",
    errno.ENOENT: "the folder is not there any more",
}


@contextmanager
def sqlite_errors(file: Path, doing: str) -> Iterator[None]:
    """Raise our errors for those of SQLite and the disk; bugs of ours go through as they are."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            _raise(error.orig, error, file, doing)
        raise
    except sqlite3.Error as error:
        _raise(error, error, file, doing)
        raise
    except OSError as error:
        raise StorageError(doing, disk_reason(error)) from error
    except StrangeValueError as error:
        raise DamagedLibraryError(file.parent, str(error)) from error


def disk_reason(error: OSError) -> str:
    """Return in plain words why the disk refused."""
    return _DISK.get(error.errno or 0, error.strerror or str(error))


def _raise(found: sqlite3.Error, cause: Exception, file: Path, doing: str) -> None:
    code = getattr(found, "sqlite_errorcode", None)
    if code is None:  # of Python's own making: a wrong use of the connection
        return
    if what := _DAMAGED.get(code & 0xFF):
        raise DamagedLibraryError(file.parent, what) from cause
    if reason := _REFUSED.get(code) or _REFUSED.get(code & 0xFF):
        raise StorageError(doing, reason) from cause
