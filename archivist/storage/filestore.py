"""Originals, kept under the SHA-256 of their content and never written to again."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import DamagedLibraryError, NotFoundError, StorageError, UnreadableFileError
from archivist.library.values import ContentHash
from archivist.storage.links import Links
from archivist.storage.sqlite_errors import disk_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import FileIO

    from archivist.library.sources import StoredFile

_HASH = re.compile(r"[0-9a-f]{64}")
_PART = ".part-"
_CHUNK = 1 << 18
"""Bytes that are read, hashed and written at once; Linux takes three times as long for 1 MB."""

_AT_ONCE = 8
"""So many folders are brought to the disk at once: it does for all what it does for one."""

_JUNCTION = 0xA0000003
"""What Windows marks a folder with that leads elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """A stored original; `new` is False when the library held the same bytes before."""

    hash: ContentHash
    size: int
    new: bool


class FileStore:
    """The originals of the library in a folder, below its `files`, and those that it links to."""

    def __init__(self, folder: Path, links: Links | None = None) -> None:
        """Take the links that may be opened; without them none is."""
        self.links = links or Links()
        self._folder = folder
        self._files = folder / "files"
        self._swept = False
        self._sweeping, self._placing = threading.Lock(), threading.Lock()
        self._room = threading.local()
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="names")

    def add(self, path: Path) -> Stored:
        """Copy a file into the library, name and all; the file itself is only read.

        Raises:
            UnreadableFileError: when the file cannot be read.
            StorageError: when the copy cannot be written; nothing of it is left.
        """
        stored = self.take(path)
        self.settle((stored.hash,))
        return stored

    def settle(self, contents: Iterable[ContentHash]) -> None:
        """Bring the names of copies to the disk, those of one folder at once.

        Raises:
            StorageError: when the disk refuses.
        """
        folders = {self._named(content).parent for content in contents}
        if not folders:
            return
        try:  # the folder of all too, for one of them may be new
            list(self._threads.map(_sync_folder, (self._files, *folders)))
        except OSError as error:
            raise StorageError("Storing the originals", disk_reason(error)) from error

    def take(self, path: Path) -> Stored:
        """Copy a file into the library; its name may be lost in a power cut until `settle`.

        The copy has its name once it is whole and on the disk.

        Raises:
            UnreadableFileError: when the file cannot be read.
            StorageError: when the copy cannot be written; nothing of it is left.
        """
        doing = f"Storing “{path.name}”"
        if not path.is_file():
            raise UnreadableFileError(path.name, "it is not a file, or not there any more")
        try:
            source = path.open("rb", buffering=0)
        except OSError as error:
            raise UnreadableFileError(path.name, disk_reason(error)) from error
        with source:
            try:
                self._sweep()
                handle, name = tempfile.mkstemp(dir=self._files, prefix=_PART)
            except OSError as error:
                raise StorageError(doing, disk_reason(error)) from error
            part = Path(name)
            try:
                with os.fdopen(handle, "wb", buffering=0) as target:
                    content, size = self._copy(source, target, path.name)
                    if _own_size(self._named(content)) == size:
                        return Stored(hash=content, size=size, new=False)
                    os.fsync(target.fileno())
                with self._placing:  # else two copies of one content are both new
                    new = self._put_in_place(part, content, size)
            except OSError as error:
                raise StorageError(doing, disk_reason(error)) from error
            finally:
                _remove(part)
        return Stored(hash=content, size=size, new=new)

    def find(self, file: StoredFile) -> Path:
        """Return where the bytes of a file lie: in the library or, linked, elsewhere.

        Raises:
            DamagedLibraryError: when its hash is none.
            NotFoundError: when its original is missing.
            LinkedFileError: when it is linked, and is gone or has changed, or may not be opened.
        """
        if file.path and not self.holds(file.hash):
            return self.links.path(file)
        return self.path(file.hash)

    def path(self, content: ContentHash) -> Path:
        """Return where an original lies.

        Raises:
            DamagedLibraryError: when the hash is none; a path made of it might lead anywhere.
            NotFoundError: when the original is missing.
        """
        path = self._named(content)
        if _own_size(path) is None:
            raise NotFoundError("stored original", content[:12])
        return path

    def holds(self, content: ContentHash) -> bool:
        """Tell whether an original is there."""
        try:
            self.path(content)
        except NotFoundError:
            return False
        return True

    def contents(self) -> Iterator[ContentHash]:
        """Yield the contents of all originals."""
        for folder in self._files.glob("[0-9a-f][0-9a-f]"):
            for file in folder.iterdir():
                if _HASH.fullmatch(file.name):
                    yield ContentHash(file.name)

    def verify(self, contents: Iterable[ContentHash]) -> Iterator[tuple[ContentHash, str]]:
        """Read originals through and yield for each what is wrong with it, "" for nothing."""
        for content in contents:
            try:
                with self.path(content).open("rb") as file:
                    sound = hashlib.file_digest(file, "sha256").hexdigest() == content
            except (NotFoundError, DamagedLibraryError):
                yield content, "it is missing"
            except OSError as error:
                yield content, f"it cannot be read: {disk_reason(error)}"
            else:
                yield content, "" if sound else "it has changed since it was stored"

    def remove(self, content: ContentHash) -> None:
        """Remove an original that no source uses any more.

        Raises:
            StorageError: when the disk refuses.
        """
        place = self._named(content)
        try:
            if not _leads_elsewhere(place.parent):  # a link may go, what it leads to may not
                _remove(place)
        except OSError as error:
            raise StorageError("Removing an original", disk_reason(error)) from error

    def _sweep(self) -> None:
        """Remove, once, what a crash in the middle of `add` left; the one who writes may."""
        with self._sweeping:  # else another thread has its copy swept away
            if not self._swept:
                self._files.mkdir(parents=True, exist_ok=True)
                self._swept = True
                for part in self._files.glob(f"{_PART}*"):
                    _remove(part)

    def _named(self, content: ContentHash) -> Path:
        if not _HASH.fullmatch(content):
            raise DamagedLibraryError(self._folder, "a stored file has a false name")
        return self._files / content[:2] / content

    def _copy(self, source: FileIO, target: FileIO, name: str) -> tuple[ContentHash, int]:
        """Copy a file and return its hash and size; it may not be on the disk yet."""
        digest = hashlib.sha256()
        room = getattr(self._room, "bytes", None)
        if room is None:  # one for all of a thread: new memory takes longer than copying
            room = self._room.bytes = memoryview(bytearray(_CHUNK))
        size = 0
        while True:
            try:
                count = source.readinto(room)
            except OSError as error:
                raise UnreadableFileError(name, disk_reason(error)) from error
            if not count:
                return ContentHash(digest.hexdigest()), size
            digest.update(room[:count])
            size += count
            written = 0
            while written < count:
                written += target.write(room[written:count])

    def _put_in_place(self, part: Path, content: ContentHash, size: int) -> bool:
        """Give a finished copy its name, unless the library has it already."""
        if _own_size(self._named(content)) == size:
            return False
        place = self._named(content)
        place.parent.mkdir(exist_ok=True)
        if _leads_elsewhere(place.parent):
            raise NotADirectoryError(errno.ENOTDIR, "a link stands in the place of a folder of it")
        _remove(place)  # cut short by a damaged disk: the new copy is the better one
        part.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)
        part.replace(place)
        return True


def _own_size(place: Path) -> int | None:
    """Return the size of an original, None where there is none, or a link that leads elsewhere."""
    if _leads_elsewhere(place.parent):
        return None
    try:
        found = place.lstat()
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _leads_elsewhere(folder: Path) -> bool:
    """Tell whether a link stands in the place of a folder; it could lead anywhere."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _remove(path: Path) -> None:
    """Remove a file if it is there; Windows does not remove what is read-only."""
    if os.name == "nt" and (path.is_symlink() or path.exists()):
        path.chmod(stat.S_IWRITE)
    path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Bring a new name to the disk; Windows does so by itself and opens no folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
