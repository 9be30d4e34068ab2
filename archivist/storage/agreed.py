"""Folders outside a library that the user agreed to, kept with his settings, never in the library.

A library may come from a stranger and name any file of this machine, or a server. What it names is
opened without asking only in folders that the user himself chose for that very library.
"""

from __future__ import annotations

import ntpath
import os
import posixpath
import re
import tempfile
import threading
import tomllib
from pathlib import Path

import tomli_w

from archivist.errors import StorageError
from archivist.storage.sqlite_errors import disk_reason

_NAMES = "surrogatepass"
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*|:.*)?", re.I)
"""Names that mean a device in every folder of Windows."""


class AgreedFolders:
    """The folders that the user agreed to for one library; none without a file of settings."""

    def __init__(self, settings: Path | None, library: str) -> None:
        self.settings, self.library = settings, library
        self._lock = threading.Lock()

    def __getstate__(self) -> tuple[Path | None, str]:
        """Leave out what only this process may know."""
        return self.settings, self.library

    def __setstate__(self, state: tuple[Path | None, str]) -> None:
        """Begin anew in another process."""
        self.__init__(*state)  # type: ignore[misc]

    def folders(self) -> tuple[Path, ...]:
        """Return the folders whose files may be opened, those below them included."""
        found = _read(self.settings).get(self.library, [])
        return tuple(map(Path, found))

    def allow(self, folder: Path) -> None:
        """Let the files in a folder be opened from now on.

        Raises:
            StorageError: when that cannot be kept.
        """
        if self.settings is None or any(is_in(folder, known) for known in self.folders()):
            return
        with self._lock:
            kept = _read(self.settings)
            kept[self.library] = [*kept.get(self.library, []), str(folder)]
            try:
                _write(self.settings, kept)
            except OSError as error:
                raise StorageError("Keeping what you agreed to", disk_reason(error)) from error


def is_plain(path: str, *, windows: bool = os.name == "nt") -> bool:
    """Tell whether a path names one place alone: whole, without turns, and no device's.

    On Windows it may name a server, for a user may agree to that; on other systems it cannot.
    """
    if not windows:
        whole = path.startswith("/") and not path.startswith("//")
        return whole and "\0" not in path and posixpath.normpath(path) == path
    drive, rest = ntpath.splitdrive(path)
    if drive.startswith(("\\\\?", "\\\\.")) or not (drive and rest.startswith("\\")):
        return False
    turned = "\0" in path or ntpath.normpath(path) != path
    return not turned and not any(
        ":" in part or _DEVICE.fullmatch(part) for part in rest.split("\\")
    )


def is_in(path: Path, folder: Path) -> bool:
    """Tell whether a path is a folder, or names something in it; the disk is not asked."""
    one, other = (Path(os.path.normcase(os.path.normpath(each))) for each in (path, folder))
    return one.is_relative_to(other)


def _read(file: Path | None) -> dict[str, list[str]]:
    """Return the folders by library; what is not understood is left out."""
    if file is None:
        return {}
    try:
        found = tomllib.loads(file.read_bytes().decode("utf-8", errors=_NAMES))
    except (OSError, ValueError):
        return {}
    return {
        library: [name for name in names if isinstance(name, str) and is_plain(name)]
        for library, names in found.items()
        if isinstance(names, list)
    }


def _write(file: Path, kept: dict[str, list[str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = tempfile.NamedTemporaryFile(dir=file.parent, prefix=".agreed-", delete=False)  # noqa: SIM115 - closed below
    try:
        with part:
            part.write(tomli_w.dumps(kept).encode(errors=_NAMES))
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(file)
    finally:
        Path(part.name).unlink(missing_ok=True)
