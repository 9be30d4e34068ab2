"""Work away from the window: one lane of writers, two of readers, long work on threads of its own.

The window never waits. Every call of a service is handed to `Jobs` as a function without
arguments; its result comes back in the window's thread. What the function needs it must carry as
plain values: it runs in another thread and must not touch a widget.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import Enum, auto
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from archivist.errors import ArchivistError
from archivist.services.progress import Pace

if TYPE_CHECKING:
    from archivist.services.progress import Progress, Steps

T = TypeVar("T")

Failed = Callable[[ArchivistError], None]

READERS = 2
"""How many reading jobs may run at once."""

_TELL_EVERY = 0.1
"""Seconds between two signals of progress."""

_SLICE = 0.01
"""Seconds of long work after which the window is looked to."""

_LOOK_AGAIN = 2
"""Milliseconds after which it is asked again whether the window is at rest."""

_TURN = 0.1
"""Seconds that long work waits for a busy window at the most, between two steps."""

_QUIET_ROUNDS = 3
"""How often nothing must have been found at work before `drain` believes it."""


@dataclass(slots=True)
class _Job:
    """One piece of work, and whom its result is for."""

    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Failed | None
    owner: QObject
    key: tuple[int, str] | None
    serial: int
    result: Any = None
    error: Exception | None = None


class JobState(Enum):
    """How a long job stands."""

    WAITING = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()


class LongJob(QObject):
    """Long work that tells how far it is and can be cancelled; made by `Jobs.long`.

    All signals come in the window's thread. `progress` carries a `Progress`, at most ten a
    second, and the last one always. `done` carries the result. `ended` comes once, last, however
    the job ended. After `cancel` a job ends CANCELLED at its next step: what it had committed
    stays, and its generator has been closed. `stop_asked` comes when it is the user who cancels.
    A `quiet` job does not show in the queue. `left` is how many seconds it may still take.
    """

    progress = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    stop_asked = Signal()

    def __init__(self, title: str, parent: QObject | None = None, *, quiet: bool = False) -> None:
        super().__init__(parent)
        self.title = title
        self.quiet = quiet
        self.state = JobState.WAITING
        self.last: Progress | None = None
        self.result: Any = None
        self.error: ArchivistError | None = None
        self.left: float | None = None
        self._pace = Pace()
        self._stop = threading.Event()
        self._over = threading.Event()

    def stop(self) -> None:
        """Cancel the work because the user wants so, not because the program ends."""
        self.stop_asked.emit()
        self.cancel()

    def cancel(self) -> None:
        """Ask the work to end at its next step."""
        self._stop.set()

    def wait(self) -> None:
        """Wait until the work has ended; not for the window's thread."""
        self._over.wait()

    def leave(self) -> None:
        """Tell who waits that the work has ended; called by `Jobs` in the worker's thread."""
        self._over.set()

    @property
    def cancelling(self) -> bool:
        """Tell whether the work has been asked to end."""
        return self._stop.is_set()

    @property
    def running(self) -> bool:
        """Tell whether the work has not ended."""
        return self.state in {JobState.WAITING, JobState.RUNNING}

    def note(self, kind: str, value: object) -> None:
        """Take up news from the worker; called by `Jobs` in the window's thread."""
        if kind == "progress":
            self.last = progress = cast("Progress", value)
            known = self._pace.at(progress)
            self.left = known and known[1]
            self.progress.emit(value)
            return
        if kind == "done":
            self.state, self.result = JobState.DONE, value
            self.done.emit(value)
        elif kind == "failed":
            self.state = JobState.FAILED
            self.error = value if isinstance(value, ArchivistError) else None
            if self.error:
                self.failed.emit(self.error)
        else:
            self.state = JobState.CANCELLED
        self.ended.emit()


class Jobs(QObject):
    """The lanes of work of one window.

    `failed` carries the ArchivistError of a job that was given no `failed` of its own; `busy`
    tells whether anything at all is being worked on; `started` carries each new `LongJob`.
    """

    failed = Signal(object)
    busy = Signal(bool)
    started = Signal(object)
    _ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._news: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._newest: dict[tuple[int, str], int] = {}
        self._waiting: Counter[tuple[int, str]] = Counter()
        self._serial = 0
        self._open = 0
        self._futures: set[Future[None]] = set()
        self._closed = False
        self._long: dict[LongJob, threading.Thread] = {}
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject,
        key: str = "",
    ) -> None:
        """Run `work` in a lane of readers and give its result to `done`.

        Args:
            work: runs in another thread; must not touch widgets.
            done: gets the result, in the window's thread.
            failed: gets an ArchivistError, in the window's thread; without it the signal
                `failed` carries the error (the window shows it).
            owner: whose job it is; when it has been destroyed the result is dropped.
            key: of the jobs of one owner under one key only the newest counts: an older one is
                not begun, or its result is dropped.
        """
        self._start(self._readers, work, done, failed, (owner, key))

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject,
    ) -> None:
        """Run `work` in the one lane of writers, in the order of asking; see `read`."""
        self._start(self._writer, work, done, failed, (owner, ""))

    def long(self, steps: Callable[[], Steps[Any]], title: str, *, quiet: bool = False) -> LongJob:
        """Run long work on a thread of its own; `title` is shown to the user.

        `steps` makes the generator, in that thread. Connect to the job's signals at once: they
        come by the event loop, so none is missed.
        """
        job = LongJob(title, self, quiet=quiet)
        thread = threading.Thread(target=self._walk, args=(job, steps), name=f"long: {title}")
        self._long[job] = thread
        self._count(1)
        job.state = JobState.RUNNING
        thread.start()
        self.started.emit(job)
        return job

    @property
    def running(self) -> tuple[LongJob, ...]:
        """The long jobs that have not ended."""
        return tuple(self._long)

    def drain(self, seconds: float = 30) -> None:
        """Wait until nothing is being worked on and all results are delivered; for tests.

        Raises:
            TimeoutError: when it takes longer than `seconds`.
        """
        until = time.monotonic() + seconds
        quiet = 0
        while quiet < _QUIET_ROUNDS:  # what is delivered may ask for more by a timer
            if time.monotonic() > until:
                raise TimeoutError(f"{self._open} jobs are still at work")
            wait(self._futures, timeout=0.005)
            self._deliver()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            quiet = 0 if self._open else quiet + 1

    def close(self) -> None:
        """Cancel long work, let writers finish, drop what was to be read; results are dropped.

        What is asked for later, by a timer of a view that is still there, is dropped too.
        """
        self._closed = True
        for job in self._long:
            job.cancel()
        self._readers.shutdown(cancel_futures=True)
        self._writer.shutdown()
        for thread in list(self._long.values()):
            thread.join()
        self._news = SimpleQueue()
        self._open = 0

    # -- in the window's thread

    def _start(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Failed | None,
        whose: tuple[QObject, str],
    ) -> None:
        if self._closed:
            return
        owner, key = whose
        self._serial += 1
        named = (id(owner), key) if key else None
        if named:
            self._newest[named] = self._serial
            self._waiting[named] += 1
        job = _Job(work, done, failed, owner, named, self._serial)
        self._count(1)
        future = lane.submit(self._run, job)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)

    def _count(self, step: int) -> None:
        was, self._open = bool(self._open), self._open + step
        if was != bool(self._open):
            self.busy.emit(bool(self._open))

    def _deliver(self) -> None:
        while True:
            try:
                news = self._news.get_nowait()
            except Empty:
                return
            news()

    def _grant(self, turn: threading.Event) -> None:
        """Let long work go on when nothing is being fetched and no event waits."""
        if self._futures:
            QTimer.singleShot(_LOOK_AGAIN, lambda: self._grant(turn))
        else:
            QTimer.singleShot(0, turn.set)

    def _finish(self, job: _Job) -> None:
        self._count(-1)
        dropped = self._is_old(job) or not isValid(job.owner)
        if job.key:
            self._waiting[job.key] -= 1
            if not self._waiting[job.key]:
                del self._waiting[job.key], self._newest[job.key]
        if dropped:
            return
        if job.error is None:
            if job.done:
                job.done(job.result)
        elif isinstance(job.error, ArchivistError):
            (job.failed or self.failed.emit)(job.error)
        else:
            report(job.error)

    def _end(self, job: LongJob, kind: str, value: object) -> None:
        self._long.pop(job, None)
        self._count(-1)
        job.note(kind, value)
        if isinstance(value, Exception) and not isinstance(value, ArchivistError):
            report(value)

    # -- in the lanes' threads

    def _is_old(self, job: _Job) -> bool:
        return job.key is not None and self._newest[job.key] != job.serial

    def _run(self, job: _Job) -> None:
        try:
            if not self._is_old(job):
                job.result = job.work()
        except Exception as error:
            job.error = error
        self._tell(lambda: self._finish(job))

    def _walk(self, job: LongJob, steps: Callable[[], Steps[Any]]) -> None:
        kind, value = "cancelled", None
        try:
            kind, value = self._steps(job, steps())
        except Exception as error:
            kind, value = "failed", error
        finally:
            job.leave()
        self._tell(lambda: self._end(job, kind, value))

    def _steps(self, job: LongJob, steps: Steps[Any]) -> tuple[str, Any]:
        told = 0.0
        latest: Progress | None = None
        turn, asked = self._ask_for_turn(), time.monotonic()
        try:
            while not job.cancelling:
                latest = next(steps)
                if time.monotonic() - asked >= _SLICE:
                    turn.wait(_TURN)
                    turn, asked = self._ask_for_turn(), time.monotonic()
                if time.monotonic() - told >= _TELL_EVERY:
                    told = time.monotonic()
                    self._tell_progress(job, latest)
                    latest = None
        except StopIteration as end:
            if latest is not None:
                self._tell_progress(job, latest)
            return "done", end.value
        finally:
            steps.close()
        return "cancelled", None

    def _ask_for_turn(self) -> threading.Event:
        """Return what is set once the window has fetched, and painted, all that it wants now.

        Python runs one thread at a time: without waiting for this a window that paints a table
        while files come in gets every third turn only, and stands still three times as long.
        """
        turn = threading.Event()
        self._tell(lambda: self._grant(turn))
        return turn

    def _tell_progress(self, job: LongJob, progress: Progress) -> None:
        self._tell(lambda: job.note("progress", progress))

    def _tell(self, news: Callable[[], None]) -> None:
        self._news.put(news)
        self._ready.emit()


def report(error: BaseException) -> None:
    """Hand an error that nobody expected to the excepthook, which shows a report to copy."""
    sys.excepthook(type(error), error, error.__traceback__)
