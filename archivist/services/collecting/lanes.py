"""Lanes: several files at once are copied, hashed and read, each by a thread of its own.

A file is copied and hashed in one reading; what is read in the worker is the copy, so that a file
that changes meanwhile is kept and read as one. Copying waits for the disk and reading for a
worker process, so there are more lanes than rooms.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from archivist.errors import (
    DamagedLibraryError,
    LinkedFileError,
    LockedFileError,
    NotFoundError,
    ProgramNeededError,
    StorageError,
    UnreadableFileError,
)
from archivist.ingest.registry import check_file, refusal
from archivist.ingest.worker import Reached
from archivist.library.jobs import Outcome
from archivist.library.values import ContentHash
from archivist.storage.filestore import Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from archivist.ingest.reader import OcrOrder, ReadFile
    from archivist.ingest.worker import ReadingRoom
    from archivist.library.jobs import Job, JobId
    from archivist.library.sources import StoredFile
    from archivist.storage.filestore import FileStore

MOST_ROOMS = 2
"""So many worker processes read at once, and no more than there are processors."""

_LANES = 4
_BLOCK = 4 << 20

_SMALL = 16 << 20
"""Bytes of a file that may be there already and is copied all the same to see whether it is:
most are not, and would be read and hashed twice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Errand:
    """A job and what is known of it: `file` is the one that is to be read again.

    What is to `link` is read where it lies and not copied.
    """

    job: Job
    ocr: OcrOrder | None = None
    file: StoredFile | None = None
    link: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What came of an errand: `read` is None when nothing could be read, for a `reason`.

    `stored` is None for a file that could not even be copied. DUPLICATE says that the library
    had the content of `stored` before; `error` is what the disk refused. A `linked` file was not
    copied.
    """

    job: Job
    stored: Stored | None = None
    linked: bool = False
    read: ReadFile | None = None
    outcome: Outcome = Outcome.STORED
    reason: str = ""
    stopped: bool = False
    error: StorageError | None = None


class _StoppedError(Exception):
    """The user cancelled the job, or the work is to end."""


def room_count() -> int:
    """Return how many worker processes may read at once."""
    return min(MOST_ROOMS, os.cpu_count() or 1)


class Lanes:
    """Carries out errands; close them when done."""

    def __init__(
        self,
        store: FileStore,
        rooms: Sequence[ReadingRoom],
        known: Callable[[ContentHash], StoredFile | None],
    ) -> None:
        """Take the rooms to read in, and what tells which file of the library has a content."""
        self.sizes: set[int] = set()
        """The sizes of all files in the library: a file of one of them may be there already."""
        self._store = store
        self._known = known
        self._rooms: SimpleQueue[ReadingRoom] = SimpleQueue()
        for room in rooms:
            self._rooms.put(room)
        self._threads = ThreadPoolExecutor(_LANES, thread_name_prefix="lane")
        self._running: dict[Future[Taken], Job] = {}
        self._stopped: set[JobId] = set()
        self._closing = False
        self._reached: dict[JobId, Reached] = {}

    def send(self, errand: Errand) -> None:
        """Begin an errand when a lane is free."""
        self._running[self._threads.submit(self._carry_out, errand)] = errand.job

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs that are in hand, the oldest first."""
        return tuple(self._running.values())

    def reached(self, job_id: JobId) -> Reached:
        """Return how far the reading of a file is."""
        return self._reached.get(job_id, Reached(0, 0))

    def gather(self, seconds: float) -> list[Taken]:
        """Wait a little and return what is finished."""
        done, _ = wait(self._running, timeout=seconds, return_when=FIRST_COMPLETED)
        found = []
        for future in done:
            job = self._running.pop(future)
            self._reached.pop(job.id, None)
            error = future.exception()
            refused = error if isinstance(error, StorageError) else None
            found.append(Taken(job=job, error=refused) if refused else future.result())
        return found

    def stop(self, ids: Collection[JobId]) -> None:
        """Let go of jobs as soon as may be; they come back as `stopped`."""
        self._stopped.update(ids)

    def close(self) -> list[Taken]:
        """Let go of all jobs; return those for which something may have been stored."""
        self._closing = True
        self._threads.shutdown(wait=True, cancel_futures=True)
        left = [
            future.result()
            for future in self._running
            if not future.cancelled() and future.exception() is None
        ]
        self._running = {}
        return left

    # -- in the threads

    def _carry_out(self, errand: Errand) -> Taken:
        stored: Stored | None = None
        job = errand.job
        try:
            self._look(job)
            if errand.link or errand.file:
                return self._in_place(errand)
            stored, known = self._bring(job)
            if known:
                return Taken(job=job, stored=stored, outcome=Outcome.DUPLICATE)
            read = self._read(job, self._store.path(stored.hash), errand.ocr)
        except _StoppedError:
            return Taken(job=job, stored=stored, stopped=True)
        except (UnreadableFileError, LinkedFileError) as error:
            return Taken(job=job, stored=stored, outcome=_outcome(error), reason=error.reason)
        except (NotFoundError, DamagedLibraryError):  # of an original that was there once
            reason = "its original is not in the library any more"
            return Taken(job=job, outcome=Outcome.UNREADABLE, reason=reason)
        return Taken(job=job, stored=stored, read=read)

    def _in_place(self, errand: Errand) -> Taken:
        """Read a file of the library again, or a new one that is to be linked, where it lies.

        One that cannot be read is linked all the same.
        """
        job, path = errand.job, Path(errand.job.path)
        if errand.file is not None:
            path = self._store.find(errand.file)
            return Taken(job=job, read=self._read(job, path, errand.ocr))
        check_file(path, job.name)
        size, modified = _state(job, path)
        content = self._hash(job, path)
        stored = Stored(hash=content, size=size, new=False)
        if self._known(content):
            return Taken(job=job, stored=stored, outcome=Outcome.DUPLICATE)
        taken = Taken(job=replace(job, modified=modified), stored=stored, linked=True)
        try:
            taken = replace(taken, read=self._read(job, path, None))
        except UnreadableFileError as error:
            taken = replace(taken, outcome=_outcome(error), reason=error.reason)
        if _state(job, path) != (size, modified):
            reason = "it changed while it was read"
            return Taken(job=job, outcome=Outcome.UNREADABLE, reason=reason)
        return taken

    def _bring(self, job: Job) -> tuple[Stored, bool]:
        """Copy a file into the library, unless it is there; tell whether it was known.

        Raises:
            UnreadableFileError: when the system does not give it out.
        """
        path = Path(job.path)
        check_file(path, job.name)
        size = path.stat().st_size
        if size in self.sizes and size > _SMALL:
            content = self._hash(job, path)
            if known := self._known(content):
                restored = not self._has(known) and bool(self._store.add(path))
                return Stored(hash=content, size=size, new=restored), True
        stored = self._store.take(path)
        if stored.size in self.sizes and (known := self._known(stored.hash)):
            return self._unless_linked(stored, known), True
        self.sizes.add(stored.size)
        return stored, False

    def _unless_linked(self, stored: Stored, known: StoredFile) -> Stored:
        """Take away the copy of a file that the library knows where it lies elsewhere."""
        if not (stored.new and known.path):
            return stored
        try:
            self._store.links.path(known)
        except LinkedFileError:  # gone: the copy is what there is of it
            return stored
        self._store.remove(stored.hash)
        return replace(stored, new=False)

    def _has(self, file: StoredFile) -> bool:
        """Tell whether the bytes of a file are where they should be."""
        try:
            self._store.find(file)
        except (NotFoundError, LinkedFileError):
            return False
        return True

    def _hash(self, job: Job, path: Path) -> ContentHash:
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
                    self._look(job)
        except OSError as error:
            raise UnreadableFileError(job.name, refusal(error)) from error
        return ContentHash(digest.hexdigest())

    def _read(self, job: Job, path: Path, ocr: OcrOrder | None) -> ReadFile:
        with self._room() as room, closing(room.read_steps(path, name=job.name, ocr=ocr)) as steps:
            while True:
                self._look(job)
                try:
                    self._reached[job.id] = next(steps)
                except StopIteration as end:
                    read: ReadFile = end.value
                    return read

    @contextmanager
    def _room(self) -> Iterator[ReadingRoom]:
        room = self._rooms.get()
        try:
            yield room
        finally:
            self._rooms.put(room)

    def _look(self, job: Job) -> None:
        if self._closing or job.id in self._stopped:
            raise _StoppedError


def _state(job: Job, path: Path) -> tuple[int, float]:
    """Return the size of a file and when it was last written."""
    try:
        found = path.stat()
    except OSError as error:
        raise UnreadableFileError(job.name, refusal(error)) from error
    return found.st_size, found.st_mtime


def _outcome(error: UnreadableFileError | LinkedFileError) -> Outcome:
    if isinstance(error, LockedFileError):
        return Outcome.LOCKED
    if isinstance(error, ProgramNeededError):
        return Outcome.LACKING
    return Outcome.UNREADABLE
