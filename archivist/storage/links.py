"""Files that are linked, not copied: where they lie, and which of them may be opened.

A library may come from a stranger and name any file of this machine, or a server. So a link is
opened only when it leads into a folder that the user linked himself, or agreed to, for that very
library. This is kept with the user's settings, never in the library.
"""

from __future__ import annotations

import hashlib
import ntpath
import os
import posixpath
import re
import stat
import tempfile
import threading
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import tomli_w

from archivist.errors import LinkedFileError, StorageError, StrangeLinkError
from archivist.storage.sqlite_errors import disk_reason

if TYPE_CHECKING:
    from archivist.library.sources import StoredFile

FILE = "links.toml"
"""The file of the user's settings that names, by library, the folders with linked files."""

_NAMES = "surrogatepass"
_MOST_KNOWN = 50_000
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*|:.*)?", re.I)
"""Names that mean a device in every folder of Windows."""

_Seen = tuple[str, int, float]


@dataclass(slots=True)
class Links:
    """The links of one library. Without a file of settings no link is opened.

    It is sent to other processes as it is, but for what it has found out about files.
    """

    settings: Path | None = None
    library: str = ""
    _sound: dict[_Seen, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __getstate__(self) -> tuple[Path | None, str]:
        """Leave out what only this process may know."""
        return self.settings, self.library

    def __setstate__(self, state: tuple[Path | None, str]) -> None:
        """Begin to find out anew."""
        self.settings, self.library = state
        self._sound, self._lock = {}, threading.Lock()

    def folders(self) -> tuple[Path, ...]:
        """Return the folders whose files may be opened, those below them included."""
        found = _read(self.settings).get(self.library, [])
        return tuple(map(Path, found))

    def allow(self, folder: Path) -> None:
        """Let the linked files in a folder be opened from now on.

        Raises:
            StorageError: when that cannot be kept.
        """
        if self.settings is None or any(_is_in(folder, known) for known in self.folders()):
            return
        with self._lock:
            kept = _read(self.settings)
            kept[self.library] = [*kept.get(self.library, []), str(folder)]
            try:
                _write(self.settings, kept)
            except OSError as error:
                raise StorageError("Keeping the folder of links", disk_reason(error)) from error

    def path(self, file: StoredFile) -> Path:
        """Return where a linked file lies, once it is known to be as it was.

        Raises:
            StrangeLinkError: when the user never agreed to open files there; nothing was opened.
            LinkedFileError: when it is gone or has changed, or is no file.
        """
        path = self._agreed(file)
        try:
            found = path.stat()
        except (OSError, ValueError) as error:
            raise LinkedFileError(file.name, path, _gone(path)) from error
        if not stat.S_ISREG(found.st_mode):
            raise LinkedFileError(file.name, path, "it is no file any more")
        if found.st_size != file.size or (
            found.st_mtime != file.modified and not self._is_same(file, path, found)
        ):
            raise LinkedFileError(file.name, path, "it has changed since it was linked")
        return path

    def check(self, file: StoredFile) -> str:
        """Read a linked file through and say what is wrong with it, "" for nothing."""
        try:
            path = self.path(file)
            same = hash_of(path) == file.hash
        except LinkedFileError as error:
            return str(error)
        except OSError as error:
            return str(LinkedFileError(file.name, Path(file.path), disk_reason(error)))
        changed = LinkedFileError(file.name, path, "it has changed since it was linked")
        return "" if same else str(changed)

    def _agreed(self, file: StoredFile) -> Path:
        """Return the path of a link that may be opened; nothing outside is asked before."""
        if not is_plain(file.path):
            raise LinkedFileError(file.name, Path(file.path), "it does not name a file")
        path = Path(file.path)
        folders = self.folders()
        if not any(_is_in(path, folder) for folder in folders):
            raise StrangeLinkError(file.name, path)
        try:
            real = path.resolve()
            inside = any(real.is_relative_to(folder.resolve()) for folder in folders)
        except (OSError, RuntimeError) as error:  # RuntimeError: a circle, before Python 3.13
            raise LinkedFileError(file.name, path, _gone(path)) from error
        if not inside:
            raise LinkedFileError(file.name, path, "it leads out of the folder that was linked")
        return path

    def _is_same(self, file: StoredFile, path: Path, found: os.stat_result) -> bool:
        """Tell by its hash whether a file is as it was, once for each time of change."""
        seen = (str(path), found.st_size, found.st_mtime)
        if seen not in self._sound:
            if len(self._sound) >= _MOST_KNOWN:
                self._sound.clear()
            try:
                self._sound[seen] = hash_of(path)
            except OSError as error:
                raise LinkedFileError(file.name, path, disk_reason(error)) from error
        return self._sound[seen] == file.hash


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


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_in(path: Path, folder: Path) -> bool:
    """Tell whether a path is a folder, or names something in it; the disk is not asked."""
    one, other = (Path(os.path.normcase(os.path.normpath(each))) for each in (path, folder))
    return one.is_relative_to(other)


def _gone(path: Path) -> str:
    if not path.parent.is_dir():
        return "its folder is not there; perhaps a disk is not connected"
    return "it is not there any more"


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
    part = tempfile.NamedTemporaryFile(dir=file.parent, prefix=".links-", delete=False)  # noqa: SIM115 - closed below
    try:
        with part:
            part.write(tomli_w.dumps(kept).encode(errors=_NAMES))
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(file)
    finally:
        Path(part.name).unlink(missing_ok=True)
