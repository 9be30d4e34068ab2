"""Works through the queue: takes jobs in hand, some at a time, and settles them.

What came of a file, its row on the queue included, is written in one transaction. Ended at any
moment, by whatever means, it leaves every file either wholly there and settled, or on the queue.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.background import on_battery
from archivist.errors import (
    MissingProgramError,
    NotFoundError,
    StorageError,
    UnreadableFileError,
)
from archivist.library.jobs import JobCounts, JobKind, JobState, Outcome
from archivist.services.changes import Changes
from archivist.services.collecting.entering import Entered, Entering
from archivist.services.collecting.lanes import Errand, Lanes, Taken
from archivist.services.collecting.shooting import lay_in_order
from archivist.services.progress import RECOGNISING, Progress
from archivist.storage.originals import remove_unused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.ingest.worker import ReadingRoom
    from archivist.library.jobs import Job, JobId, RunId
    from archivist.library.sources import StoredFile
    from archivist.library.values import ContentHash, FileId, SourceId
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore
    from archivist.storage.unit_of_work import UnitOfWork

PAUSED = "queue_paused"
QUIET_ON_BATTERY = "quiet_on_battery"
"""What the library remembers of the queue: "1" or ""."""

_FILES = 25
_PAGES = 500
_SECONDS = 2.0
"""Files are entered when so many, or so many pages, are waiting, and every so many seconds."""

_AHEAD = 2 * _FILES
"""So many jobs are in hand at most, for the lanes to have work while others are entered."""

_TICK = 0.05
_LOOK = 0.5
"""Seconds between two looks at what the user cancelled."""

_LOOK_AT_POWER = 15.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """What is to be worked on: one run alone or, without it, the whole queue.

    `told` is the run whose progress is told, the whole queue without it. What is done `always` is
    done whether the queue is paused or not: somebody waits for it.
    """

    only: RunId | None = None
    told: RunId | None = None
    always: bool = False


class Collector:
    """Carries out jobs until none waits or the queue is paused.

    `run` is long work: closing it lets all jobs in hand wait again, at once.
    """

    def __init__(self, database: Database, store: FileStore, rooms: Sequence[ReadingRoom]) -> None:
        """Take the rooms to read in, one for each file that is read at a time."""
        self._touched: defaultdict[str, set[int]] = defaultdict(set)
        self._database = database
        self._store = store
        self._rooms = rooms
        self._entering = Entering(store)
        self._scope = Scope()
        self._lanes = Lanes(store, (), self._knows)
        self._held: dict[JobId, Job] = {}
        self._ready: list[Taken] = []
        self._clock = _Clock()
        self._counts, self._part = JobCounts(), ""
        self._since = 0

    def run(self, scope: Scope) -> Steps[Changes]:
        """Work through the queue.

        Raises:
            StorageError: when the disk refuses; what came before is kept.
        """
        self._scope = scope
        with ExitStack() as last:
            self._lanes = Lanes(self._store, self._rooms, self._knows)
            last.callback(self._let_go)
            with self._database.reading() as work:
                self._lanes.sizes = set(work.catalogue.file_sizes())
            self._settle()
            yield self._progress()
            while self._held:
                self._ready += self._lanes.gather(_TICK)
                if self._clock.is_time("look", _LOOK) and not self._look():
                    self._settle(go_on=False)
                    break
                if self._is_due():
                    self._settle()
                yield self._progress()
        return self.changes

    @property
    def changes(self) -> Changes:
        """What came into the library, or changed there, until now."""
        return Changes.of_rows(self._touched)

    # -- looking around

    def _look(self) -> bool:
        """Let go of what the user cancelled; tell whether to go on."""
        with self._database.reading() as work:
            self._lanes.stop(work.jobs.given_up(self._held))
            news = work.jobs.waits(JobKind.IMPORT)
            go_on = self._may_go_on(work)
        if go_on and news and all(job.kind is JobKind.OCR for job in self._held.values()):
            self._clock.ring("settle")  # new files do not wait until text is recognised
        return go_on

    def _may_go_on(self, work: UnitOfWork) -> bool:
        if self._scope.always:
            return True
        if work.remembered.get(PAUSED):
            return False
        quiet = work.remembered.get(QUIET_ON_BATTERY)
        return not (quiet and self._clock.is_time("power", _LOOK_AT_POWER) and on_battery())

    def _is_due(self) -> bool:
        if self._clock.is_late("settle", _SECONDS):
            return True
        if any(taken.error for taken in self._ready):  # what was copied before is entered first
            return not self._lanes.jobs
        pages = sum(len(taken.read.pages) for taken in self._ready if taken.read)
        idle = len(self._lanes.jobs) < len(self._rooms)
        return bool(self._ready) and (idle or pages >= _PAGES or len(self._ready) >= _FILES)

    def _knows(self, content: ContentHash) -> StoredFile | None:
        with self._database.reading() as work:
            return work.catalogue.file_by_hash(content)

    # -- settling

    def _settle(self, *, go_on: bool = True) -> None:
        """Enter what is ready and take the next jobs in hand, all in one transaction.

        Raises:
            StorageError: when the disk refused a copy; the files before it are entered.
        """
        self._clock.start("settle")
        batch = self._batch()
        refused = next((taken.error for taken in batch if taken.error), None)
        batch = [taken for taken in batch if taken.error is None]
        self._store.settle({one.stored.hash for one in batch if one.stored and one.stored.new})
        errands: list[Errand] = []
        with self._database.writing(undoable=False) as work:
            unused = self._enter(work, batch)
            reached = [(job.id, *self._lanes.reached(job.id)) for job in self._lanes.jobs]
            work.jobs.note_pages([each for each in reached if each[2] > 1])
            for taken in batch:
                self._held.pop(taken.job.id, None)
            if go_on and refused is None and self._may_go_on(work):
                errands = self._claim(work)
            if not errands:
                work.runs.end_runs()
            self._count(work, len(batch))
        for table, ids in work.touched.items():
            self._touched[table] |= ids
        self._ready = [taken for taken in self._ready if taken.job.id in self._held]
        self._take_back(unused)
        for errand in errands:
            self._lanes.send(errand)
        if refused is not None:
            raise refused

    def _batch(self) -> list[Taken]:
        """Return what is ready, but what must wait for a file before it.

        Files that make one source together are entered in their order, and of two that may be
        the same the first.
        """
        ready = {taken.job.id: taken for taken in self._ready}
        waiting = [job for job_id, job in sorted(self._held.items()) if job_id not in ready]
        with self._database.reading() as work:
            first: dict[object, JobId]
            first = {("size", job.size): job.id for job in reversed(waiting)}
            first |= {
                (job.run_id, key): job.id
                for job in reversed(waiting)
                if (key := self._entering.together(work, job)) is not None
            }
            keys = {job_id: self._entering.together(work, ready[job_id].job) for job_id in ready}
        return [
            taken
            for job_id, taken in sorted(ready.items())
            if taken.error
            or (
                job_id < first.get(("size", taken.job.size), job_id + 1)
                and job_id < first.get((taken.job.run_id, keys[job_id]), job_id + 1)
            )
        ]

    def _enter(self, work: UnitOfWork, batch: Sequence[Taken]) -> list[Taken]:
        """Enter a batch; return what was cancelled meanwhile."""
        in_hand = work.jobs.in_hand([taken.job.id for taken in batch])
        known = work.catalogue.known(one.stored.hash for one in batch if one.stored)
        settled: list[Job] = []
        joint: defaultdict[SourceId, set[FileId]] = defaultdict(set)
        for taken in batch:
            if taken.job.wish.together:  # whose source is found by what is settled
                work.jobs.settle(settled)
                settled = []
            if taken.job.id in in_hand and not taken.stopped:
                entered = self._entering.enter(work, taken, known)
                if entered is None:
                    work.jobs.put_back((taken.job.id,))
                else:
                    settled.append(_settled(taken.job, entered))
                    if entered.came and self._entering.together(work, taken.job) is not None:
                        joint[entered.came[0]].add(entered.came[1])
        work.jobs.settle(settled)
        for source_id, new in joint.items():
            lay_in_order(work, source_id, new)
        return [taken for taken in batch if taken.stopped or taken.job.id not in in_hand]

    def _claim(self, work: UnitOfWork) -> list[Errand]:
        """Take the next jobs in hand; what cannot be done is settled, and others come instead."""
        errands: list[Errand] = []
        while not errands and (jobs := self._next(work)):
            for job in jobs:
                try:
                    errands.append(self._entering.errand(work, job))
                except UnreadableFileError as error:
                    gone = Entered(outcome=Outcome.UNREADABLE, reason=error.reason)
                    work.jobs.settle((_settled(job, gone),))
                except (MissingProgramError, NotFoundError) as error:
                    lacking = Entered(outcome=Outcome.LACKING, reason=str(error))
                    work.jobs.settle((_settled(job, lacking),))
                else:
                    self._held[job.id] = job
        return errands

    def _next(self, work: UnitOfWork) -> tuple[Job, ...]:
        recognising = [job for job in self._held.values() if job.kind is JobKind.OCR]
        return work.jobs.claim(
            _AHEAD - len(self._held),
            ocr=len(self._rooms) - len(recognising),
            long_ocr=not any(job.is_long for job in recognising),
            run_id=self._scope.only,
        )

    # -- ending

    def _let_go(self) -> None:
        """Let all jobs in hand wait again, and remove what was copied for them."""
        left = [*self._ready, *self._lanes.close()]
        try:
            with self._database.writing(undoable=False) as work:
                work.jobs.put_back(list(self._held))
                work.runs.end_runs()
            self._take_back(left)
        except StorageError as error:  # a full disk: the next beginning puts it right
            _log.warning("jobs were left in hand: %s", error)
        self._held, self._ready = {}, []

    def _take_back(self, unused: Iterable[Taken]) -> None:
        new = [taken.stored.hash for taken in unused if taken.stored and taken.stored.new]
        remove_unused(self._database, self._store, new)

    # -- telling

    def _count(self, work: UnitOfWork, settled: int) -> None:
        """Count the jobs; between two counts, which take long in a long queue, add up."""
        self._since += settled
        if self._clock.is_time("count", _SECONDS):
            told = self._scope.told
            self._counts, self._part = how_far(work, told)
            self._since = 0

    def _progress(self) -> Progress:
        name = ""
        for job in self._lanes.jobs[:1]:
            reached = self._lanes.reached(job.id)
            several = f" — {reached.pages}/{reached.total}" if reached.total > 1 else ""
            name = job.name + several
        done = min(self._counts.settled + self._since, self._counts.total)
        return Progress(done=done, total=self._counts.total, what=name, part=self._part)


def how_far(work: UnitOfWork, told: RunId | None) -> tuple[JobCounts, str]:
    """Count the files that come in, and once they are in those whose text is recognised."""
    texts = work.jobs.counts(told, JobKind.OCR)
    files = work.jobs.counts(told, JobKind.IMPORT)
    return (texts, RECOGNISING) if texts.left and not files.left else (files, "")


class _Clock:
    """Tells when it is time for what is done every so many seconds."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def start(self, what: str) -> None:
        """Begin to count the seconds anew."""
        self._last[what] = time.monotonic()

    def ring(self, what: str) -> None:
        """Let it be late at once."""
        self._last.pop(what, None)

    def is_late(self, what: str, seconds: float) -> bool:
        """Tell whether so many seconds have passed."""
        return time.monotonic() - self._last.get(what, 0.0) >= seconds

    def is_time(self, what: str, seconds: float) -> bool:
        """Tell whether so many seconds have passed and, if so, begin anew."""
        late = self.is_late(what, seconds)
        if late:
            self.start(what)
        return late


def _settled(job: Job, entered: Entered) -> Job:
    return replace(
        job,
        state=JobState.FAILED if entered.failed else JobState.DONE,
        outcome=entered.outcome,
        reason=entered.reason,
        source_id=entered.source_id,
        file_id=entered.file_id,
        pages=entered.pages,
        done_pages=entered.pages,
    )
