"""Files that are linked, not copied, and originals that are missing: found again by their hash."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import LinkedFileError, NotFoundError, StrangeLinkError
from archivist.library.values import ContentHash
from archivist.services.changes import Changes
from archivist.services.progress import Progress
from archivist.storage.links import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archivist.library.sources import StoredFile
    from archivist.library.values import FileId, SourceId
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore

_EACH = 200
"""How many names are looked at between two steps of progress."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundAgain:
    """A file that was missing and the place where it was found; copied back unless `linked`."""

    source_id: SourceId
    name: str
    path: Path
    linked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A file that is not where it should be; `path` is where a linked one should lie, or ""."""

    source_id: SourceId
    name: str
    path: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Relinked:
    """What came of looking for missing files."""

    found: tuple[FoundAgain, ...]
    missing: tuple[Missing, ...]
    changes: Changes


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkFault:
    """Why a linked file cannot be opened: `folder` is one to agree to first, None for none."""

    sentence: str
    folder: Path | None = None


class Linking:
    """Looks after the files of one library that lie elsewhere, or are lost."""

    def __init__(self, database: Database, store: FileStore) -> None:
        self._database = database
        self._store = store

    def fault(self, file_id: FileId) -> LinkFault | None:
        """Return why a linked file cannot be opened; None when it can, or is not linked."""
        with self._database.reading() as work:
            file = work.catalogue.file(file_id)
        try:
            if file.path:
                self._store.find(file)
        except StrangeLinkError as error:
            return LinkFault(sentence=str(error), folder=error.path.parent)
        except LinkedFileError as error:
            return LinkFault(sentence=str(error))
        return None

    def allow(self, folder: Path) -> None:
        """Let the files in a folder that this library links to be opened from now on.

        Raises:
            StorageError: when that cannot be kept.
        """
        self._store.links.allow(folder)

    def verify(self) -> Steps[tuple[tuple[str, str], ...]]:
        """Read all linked files through; return the names of those that are not as they were.

        With each stands the sentence that the user is told.
        """
        with self._database.reading() as work:
            files = work.linked.linked()
        faults: list[tuple[str, str]] = []
        for done, file in enumerate(files):
            yield Progress(done=done, total=len(files), what=file.name)
            if not self._store.holds(file.hash) and (wrong := self._store.links.check(file)):
                faults.append((file.name, wrong))
        return tuple(faults)

    def find_missing(self, folder: Path) -> Steps[Relinked]:
        """Look through a folder for the files that are missing, by size and then by hash.

        Linked ones are linked to where they are now, which can be undone; originals of the
        library are copied into it again. The user named the folder: its files may be opened.
        Closing the generator leaves all links as they were.

        Raises:
            NotFoundError: when there is no such folder.
            ReadOnlyLibraryError: when the library is open for reading only.
            StorageError: when the disk refuses.
        """
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - without turns
        if not folder.is_dir():
            raise NotFoundError("folder", str(folder), where="on this computer")
        with self._database.writing() as work:  # refused before a large folder is walked
            files = (*work.linked.linked(), *work.linked.kept())
        lost: list[tuple[StoredFile, str]] = []
        for done, file in enumerate(files):
            if done % _EACH == 0:
                yield Progress(done=done, total=len(files), what=file.name)
            if reason := self._wrong(file):
                lost.append((file, reason))
        found = yield from _by_hash({file.hash: file.size for file, _ in lost}, folder)
        return self._lay([file for file, _ in lost], found, folder, dict(lost))

    def _wrong(self, file: StoredFile) -> str:
        """Return why a file is not where it should be, "" when it is there."""
        try:
            self._store.find(file)
        except LinkedFileError as error:
            return error.reason
        except NotFoundError:
            return "it is missing in the library"
        return ""

    def _lay(
        self,
        lost: Sequence[StoredFile],
        found: dict[ContentHash, list[Path]],
        folder: Path,
        reasons: dict[StoredFile, str],
    ) -> Relinked:
        """Put the paths of the files right that were found."""
        again: list[FoundAgain] = []
        places = {file: _best(file, found[file.hash]) for file in lost if file.hash in found}
        for content in {file.hash for file in places if not file.path}:
            self._store.add(found[content][0])
        if any(file.path for file in places):
            self._store.links.allow(folder)
        with self._database.writing("Find missing files") as work:
            for file, path in places.items():
                if file.path:
                    work.linked.lay((file.id,), str(path), path.stat().st_mtime)
                again.append(
                    FoundAgain(
                        source_id=file.source_id,
                        name=file.name,
                        path=path,
                        linked=bool(file.path),
                    )
                )
        return Relinked(
            found=tuple(again),
            missing=tuple(
                Missing(
                    source_id=file.source_id, name=file.name, path=file.path, reason=reasons[file]
                )
                for file in lost
                if file not in places
            ),
            changes=Changes.of_rows(work.touched),
        )


def _by_hash(wanted: dict[ContentHash, int], folder: Path) -> Steps[dict[ContentHash, list[Path]]]:
    """Find the files in a folder that have one of these contents; sizes are compared first."""
    sizes = set(wanted.values())
    likely: list[Path] = []
    for done, (path, size) in enumerate(_walk(folder) if wanted else ()):
        if done % _EACH == 0:
            yield Progress(done=0, total=0, what=path.name)
        if size in sizes:
            likely.append(path)
    found: defaultdict[ContentHash, list[Path]] = defaultdict(list)
    for done, path in enumerate(likely):
        yield Progress(done=done, total=len(likely), what=path.name)
        try:
            content = ContentHash(hash_of(path))
        except OSError:  # one that cannot be read is not the one
            continue
        if content in wanted:
            found[content].append(path)
    return dict(found)


def _walk(folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield the plain files in a folder and below it, with their sizes; links are not followed."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            try:
                found = path.lstat()
            except OSError:
                continue
            if stat.S_ISREG(found.st_mode):
                yield path, found.st_size


def _best(file: StoredFile, paths: Iterable[Path]) -> Path:
    """Return of several copies the one of the same name, or else the first."""
    known = list(paths)
    return next((path for path in known if path.name == file.name), known[0])
