"""The lock of a library: one program writes to it.

The operating system holds the lock and lets go of it when the program ends in any way; the text
in the file only tells who holds it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import getpass
import os
import platform
import sys
from typing import TYPE_CHECKING

from archivist.errors import LibraryLockedError, StorageError
from archivist.storage.sqlite_errors import disk_reason

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Windows locks bytes against reading too: lock one that the text never reaches."""

    def _take(file: FileIO) -> None:
        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        os.lseek(file.fileno(), 0, os.SEEK_SET)

    def _let_go(file: FileIO) -> None:
        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: FileIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(file: FileIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
"""What systems say of a lock that another program holds; Windows says the last two."""


_MOST = 400
"""More bytes than the text has; a library of a stranger may hold any file of that name."""


class WriterLock:
    """The lock of a library's folder, held from making it until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            LibraryLockedError: when another program, or another window, holds it.
            StorageError: when there can be no lock in that folder.
        """
        path = folder / "lock"
        doing = "Opening the library for writing"
        try:
            self._file = path.open("a+b", buffering=0)
        except OSError as error:
            raise StorageError(doing, disk_reason(error)) from error
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            if error.errno in _HELD:
                raise LibraryLockedError(folder, _holder(path)) from error
            raise StorageError(doing, f"its disk gives no locks ({disk_reason(error)})") from error
        with contextlib.suppress(OSError):  # a full disk has no room to tell who holds it
            self._file.truncate(0)
            self._file.write(_ourselves().encode("utf-8", "replace"))

    def release(self) -> None:
        """Let go of the lock; the file stays, for taking it away would race with the next one."""
        if self._file.closed:
            return
        with contextlib.suppress(OSError):
            self._file.truncate(0)
        _let_go(self._file)
        self._file.close()


def _ourselves() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name
        user = str(os.getpid())
    since = dt.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return f"by {user} on {platform.node()}, process {os.getpid()}, since {since}"


def _holder(path: Path) -> str:
    """Return who holds the lock, as the file tells it."""
    try:
        with path.open("rb") as file:
            told = file.read(_MOST)
    except OSError:
        told = b""
    return " ".join(told.decode("utf-8", "replace").split()) or "by another program"
