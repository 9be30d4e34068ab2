"""One import: file by file, each copied while the worker reads it."""

from __future__ import annotations

import hashlib
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import StorageError, UnreadableFileError
from archivist.ingest.reader import ReadFile
from archivist.ingest.registry import refusal
from archivist.library.values import ContentHash
from archivist.services.collecting.entering import Prepared, duplicate
from archivist.services.collecting.report import ImportedFile, ImportReport, ImportStatus
from archivist.services.collecting.walking import find_files
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from archivist.ingest.reader import OcrOrder
    from archivist.ingest.worker import Reached, ReadingRoom
    from archivist.services.collecting.entering import Entering
    from archivist.services.collecting.walking import Found
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore, Stored

_FILES = 25
_PAGES = 500
_SECONDS = 2.0
"""Files are entered when so many, or so many pages, are waiting, and every so many seconds."""

_COPIERS = 4
"""A disk takes several small files at once about as quickly as one."""

_BLOCK = 4 << 20
_EACH = 200
"""How many files are found between two steps of progress."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Waiting:
    """A file that is being copied; `outcome` is what was read, or why nothing was."""

    path: Path
    hash: ContentHash
    copy: Future[Stored]
    outcome: ReadFile | str


class Importer:
    """Carries out one import."""

    def __init__(
        self, database: Database, store: FileStore, room: ReadingRoom, entering: Entering
    ) -> None:
        self._database = database
        self._store = store
        self._room = room
        self._entering = entering
        self._copiers = ThreadPoolExecutor(_COPIERS, thread_name_prefix="copying")
        self._copies: list[Future[Stored]] = []
        self._waiting: list[_Waiting] = []
        self._settled: dict[Path, ImportedFile] = {}
        self._settled_at = time.monotonic()
        self._total = 0

    def run(self, paths: Sequence[Path], order: OcrOrder | None) -> Steps[ImportReport]:
        """Import what is found at the paths."""
        started = time.monotonic()
        found: list[Found] = []
        for each in find_files(paths):
            if len(found) % _EACH == 0:
                yield Progress(done=0, total=0, what=each.path.name)
            found.append(each)
        self._total = len(found)
        try:
            yield from self._run(found, order)
        except StorageError as error:
            raise StorageError(error.doing, error.reason, self._kept()) from error
        finally:
            self._drop()
        return ImportReport(
            files=tuple(self._settled[each.path] for each in found),
            seconds=time.monotonic() - started,
            changes=self._entering.changes,
        )

    def _run(
        self, found: Sequence[Found], order: OcrOrder | None
    ) -> Generator[Progress, None, None]:
        for each in found:
            yield self._progress(each.path.name)
            try:
                reason = each.reason
                if not reason:
                    yield from self._take(each.path, order)
            except UnreadableFileError as error:
                reason = error.reason
            if reason:
                self._settle_unread(each.path, reason)
            if self._is_due():
                self._settle_waiting()
        self._settle_waiting()

    def _take(self, path: Path, order: OcrOrder | None) -> Generator[Progress, None, None]:
        """Copy and read a file, unless the library has it.

        Raises:
            UnreadableFileError: when the system does not give it out.
        """
        content = yield from self._hash(path)
        if any(each.hash == content for each in self._waiting):
            self._settle_waiting()
        if self._is_known(path, content):
            return
        copy = self._copiers.submit(self._store.add, path)
        self._copies.append(copy)
        with closing(self._room.read_steps(path, ocr=order)) as steps:
            outcome = yield from self._outcome(steps, path.name)
        self._waiting.append(_Waiting(path=path, hash=content, copy=copy, outcome=outcome))

    def _hash(self, path: Path) -> Generator[Progress, None, ContentHash]:
        """Hash a file, a large one with steps between."""
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
                    if len(block) == _BLOCK:
                        yield self._progress(path.name)
        except OSError as error:
            raise UnreadableFileError(path.name, refusal(error)) from error
        return ContentHash(digest.hexdigest())

    def _is_known(self, path: Path, content: ContentHash) -> bool:
        with self._database.reading() as work:
            known = work.catalogue.file_by_hash(content)
            file = duplicate(work, path, known) if known else None
        if file is None:
            return False
        if not self._store.holds(content):
            self._store.add(path)
            file = replace(file, reason=f"{file.reason}; its lost original is there again")
        self._settled[path] = file
        return True

    def _outcome(
        self, steps: Generator[Reached, None, ReadFile], name: str
    ) -> Generator[Progress, None, ReadFile | str]:
        """Pass on how far the reading is; return what was read, or why nothing can be."""
        while True:
            try:
                reached = next(steps)
            except StopIteration as end:
                read: ReadFile = end.value
                return read
            except UnreadableFileError as error:
                return error.reason
            several = f" — {reached.pages}/{reached.total}" if reached.total > 1 else ""
            yield self._progress(name + several)

    def _is_due(self) -> bool:
        pages = sum(
            len(each.outcome.pages) for each in self._waiting if isinstance(each.outcome, ReadFile)
        )
        late = time.monotonic() - self._settled_at > _SECONDS
        return late or pages >= _PAGES or len(self._waiting) >= _FILES

    def _settle_waiting(self) -> None:
        """Enter the files that wait, once their copies are on the disk.

        Raises:
            StorageError: when the disk refused a copy; the files before it are entered.
        """
        self._settled_at = time.monotonic()
        prepared: list[Prepared] = []
        refused: StorageError | None = None
        done = 0
        for each in self._waiting:
            try:
                file = self._prepared(each)
            except StorageError as error:
                refused = error
                break
            prepared += [file] if file else []
            done += 1
        if prepared:
            self._settled |= {file.path: file for file in self._entering.enter(prepared)}
        del self._waiting[:done], self._copies[:done]
        if refused:
            raise refused

    def _prepared(self, each: _Waiting) -> Prepared | None:
        """Wait for the copy of a file; None when it could not be read to its end."""
        try:
            stored = each.copy.result()
            outcome = each.outcome
            if stored.hash != each.hash:  # it changed meanwhile: the copy is what counts
                outcome = self._room.read(self._store.path(stored.hash), name=each.path.name)
        except UnreadableFileError as error:
            self._settle_unread(each.path, error.reason)
            return None
        if isinstance(outcome, str):
            return Prepared(path=each.path, stored=stored, read=None, reason=outcome)
        return Prepared(path=each.path, stored=stored, read=outcome)

    def _drop(self) -> None:
        """Give up the files that wait, and remove what was copied for them."""
        self._copiers.shutdown(wait=True, cancel_futures=True)
        for copy in self._copies:
            if not copy.cancelled() and copy.exception() is None:
                self._entering.take_back(copy.result())

    def _settle_unread(self, path: Path, reason: str) -> None:
        self._settled[path] = ImportedFile(path=path, status=ImportStatus.UNREADABLE, reason=reason)

    def _progress(self, what: str) -> Progress:
        return Progress(done=len(self._settled), total=self._total, what=what)

    def _kept(self) -> str:
        kept = sum(file.source_id is not None for file in self._settled.values())
        return f"Of {self._total} files {kept} are in the library."
