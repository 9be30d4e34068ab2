"""Files that are linked, not copied: where they lie, and which of them may be opened.

A library may come from a stranger and name any file of this machine, or a server. So a link is
opened only when it leads into a folder that the user linked himself, or agreed to, for that very
library. This is kept with the user's settings, never in the library.
"""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import LinkedFileError, StrangeLinkError
from archivist.storage.agreed import AgreedFolders, is_in, is_plain
from archivist.storage.sqlite_errors import disk_reason

if TYPE_CHECKING:
    import os

    from archivist.library.sources import StoredFile

FILE = "links.toml"
"""The file of the user's settings that names, by library, the folders with linked files."""

IMPORTS = "imports.toml"
"""Likewise the folders from which files came in, or may come by themselves."""

_MOST_KNOWN = 50_000
_Seen = tuple[str, int, float]


class Links(AgreedFolders):
    """The links of one library. Without a file of settings no link is opened.

    It is sent to other processes as it is, but for what it has found out about files.
    """

    def __init__(self, settings: Path | None = None, library: str = "") -> None:
        super().__init__(settings, library)
        self._sound: dict[_Seen, str] = {}

    @property
    def imports(self) -> AgreedFolders | None:
        """The folders from which files may come in by themselves; None where nothing is kept."""
        if self.settings is None:
            return None
        return AgreedFolders(self.settings.with_name(IMPORTS), self.library)

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
        if not any(is_in(path, folder) for folder in folders):
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


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _gone(path: Path) -> str:
    if not path.parent.is_dir():
        return "its folder is not there; perhaps a disk is not connected"
    return "it is not there any more"
