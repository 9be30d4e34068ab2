"""The reading room: files are opened in worker processes that can be killed.

A file that hangs, crashes or eats memory costs a worker, never the program: the worker is killed,
the file is refused with a reason, and the next file gets a new worker.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import shutil
import tempfile
import threading
import time
import weakref
from dataclasses import replace
from multiprocessing import connection
from typing import TYPE_CHECKING, NamedTuple

from archivist.errors import StorageError, UnreadableFileError
from archivist.ingest import confinement, registry, serving
from archivist.ingest.reader import WIDEST, Limits, OcrOrder, Picture, ReadFile, ReadPage
from archivist.library.inventories import ReadInventory, joined

if TYPE_CHECKING:
    import sys
    from collections.abc import Generator, Iterable, Sequence
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection as Connection
    else:
        from multiprocessing.connection import Connection

__all__ = ["Limits", "OcrOrder", "Picture", "Reached", "ReadFile", "ReadPage", "ReadingRoom"]

_TICK = 0.1
"""Seconds between two looks at the clock while a worker is busy."""

_START = 60.0
"""Seconds within which a worker process must have started."""

_DEATH = 5.0
"""Seconds that a process which has closed its pipe may take to end."""

_TABLE_SECONDS = 25.0
"""Seconds that the inventory of a fund may take: 20,000 components take two."""

_log = logging.getLogger(__name__)


class Reached(NamedTuple):
    """How far the reading of one file has come; `total` is 0 as long as it is not known."""

    pages: int
    total: int


class ReadingRoom:
    """Reads files in one worker process and draws pages in another; both start when needed.

    Usable from any thread; one file is read at a time. Close it when done.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._reading = Worker(self._limits)
        self._drawing = Worker(self._limits)
        self._passwords: tuple[str, ...] = ()

    @property
    def passwords(self) -> tuple[str, ...]:
        """The passwords of `unlock`."""
        return self._passwords

    def unlock(self, passwords: Iterable[str]) -> None:
        """Try these passwords too, from now on, on every file that is locked.

        They are kept in memory alone, and only as long as the room is open.
        """
        self._passwords = tuple(dict.fromkeys((*self._passwords, *passwords)))

    def read(self, path: Path, *, name: str = "", ocr: OcrOrder | None = None) -> ReadFile:
        """Read a file whole.

        Raises:
            UnreadableFileError: when the file cannot be read, with one plain reason.
        """
        steps = self.read_steps(path, name=name, ocr=ocr)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                read: ReadFile = end.value
                return read

    def read_steps(
        self, path: Path, *, name: str = "", ocr: OcrOrder | None = None
    ) -> Generator[Reached, None, ReadFile]:
        """Read a file, telling ten times a second how far it is; closing kills the worker at once.

        `name` is what the user calls the file, when the path does not end in it.

        Raises:
            LockedFileError: when it wants a password that is not among those of `unlock`.
            ProgramNeededError: when the machine lacks what reads files of its kind.
            UnreadableFileError: when the file cannot be read, with one plain reason.
        """
        name = name or path.name
        registry.check_file(path, name)
        gathering = _Gathering()
        order = serving.ReadOrder(path=path, name=name, ocr=ocr, passwords=self._passwords)
        try:
            with contextlib.closing(self._reading.answers(order, name)) as answers:
                for answer in answers:
                    gathering.take(answer)
                    yield gathering.reached
        except UnreadableFileError as error:
            if gathering.read is None:
                raise
            _log.warning("page labels of “%s”: %s", name, error.reason)
        return gathering.whole()

    def picture(self, path: Path, media_type: str, index: int, width: int) -> Picture:
        """Draw a page of a file (the first is 0), at most `width` pixels wide.

        Scans are never drawn wider than they are, and nothing wider than `WIDEST`.

        Raises:
            UnreadableFileError: when the page cannot be drawn.
        """
        registry.check_file(path, path.name)
        order = serving.DrawOrder(
            path=path,
            media_type=media_type,
            index=index,
            width=min(max(width, 1), WIDEST),
            passwords=self._passwords,
        )
        with contextlib.closing(self._drawing.answers(order, path.name)) as answers:
            for answer in answers:
                if isinstance(answer, Picture):
                    picture = answer
        return picture

    def inventory_steps(self, path: Path) -> Generator[None, None, ReadInventory]:
        """Read the inventory of a fund, yielding while it is read; closing kills the worker.

        Raises:
            UnreadableFileError: when it is no inventory, damaged or too large.
        """
        registry.check_file(path, path.name)
        order = serving.InventoryOrder(path=path, name=path.name)
        found: list[ReadInventory] = []
        with contextlib.closing(self._reading.answers(order, path.name, _TABLE_SECONDS)) as answers:
            for answer in answers:
                if isinstance(answer, ReadInventory):
                    found.append(answer)
                yield
        return joined(found)

    def close(self) -> None:
        """Kill both workers at once; whoever still waits for one gets a StorageError."""
        self._reading.close()
        self._drawing.close()


class _Gathering:
    """Puts the answers about one file together."""

    def __init__(self) -> None:
        self.read: ReadFile | None = None
        self._pages: list[ReadPage] = []
        self._total = 0
        self._labels: tuple[str, ...] | None = None

    @property
    def reached(self) -> Reached:
        return Reached(len(self._pages), self._total)

    def take(self, answer: serving.Answer | None) -> None:
        """Keep what an answer says; None says nothing."""
        if isinstance(answer, ReadPage):
            self._pages.append(answer)
        elif isinstance(answer, serving.Opened):
            self._total = answer.pages
        elif isinstance(answer, ReadFile):
            self.read = answer
        elif isinstance(answer, serving.Labels):
            self._labels = answer.labels

    def whole(self) -> ReadFile:
        """Return the file with its pages and their labels."""
        if self.read is None:
            raise RuntimeError("the worker did not say what it read")
        if self._labels is None:
            lost = "the names of its pages could not be read"
            return replace(
                self.read, pages=tuple(self._pages), warnings=(*self.read.warnings, lost)
            )
        labels = (*self._labels, *[""] * (len(self._pages) - len(self._labels)))
        pages = (
            replace(page, label=label) if label else page
            for page, label in zip(self._pages, labels, strict=False)
        )
        return replace(self.read, pages=tuple(pages))


class _Clock:
    """How long the file at hand may still let us wait."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.seconds = limits.seconds
        self._next = limits.seconds
        self._whole = limits.seconds

    def wait(self, pipe: Connection) -> bool:
        """Wait a little for news; only waiting counts, not what is done with the news."""
        before = time.monotonic()
        there = pipe.poll(_TICK)
        # A machine that slept in between has not waited all that time.
        waited = min(time.monotonic() - before, 10 * _TICK)
        self._next -= waited
        self._whole -= waited
        return there

    def take(self, answer: serving.Answer) -> None:
        """Give time for the next page, and what was asked for."""
        self._next = self._limits.seconds
        if isinstance(answer, ReadPage):
            self._whole += self._limits.page_seconds
        if isinstance(answer, serving.Allow):
            self._next += answer.seconds
            self._whole += answer.seconds

    @property
    def ran_out(self) -> bool:
        """Tell whether the time is up."""
        return min(self._next, self._whole) < 0


class Worker:
    """One worker process, started when first needed and again after it was killed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._turn = threading.Lock()
        self._live = _Live()
        self._closed = False
        weakref.finalize(self, self._live.end)  # also at the end of the program

    def answers(
        self, order: serving.Order, name: str, seconds: float = 0.0
    ) -> Generator[serving.Answer | None, None, None]:
        """Carry out an order and yield the answers, None while there is nothing new.

        `seconds` is the time limit where it is not the usual one.

        Raises:
            UnreadableFileError: when the worker refused, broke down or took too long.
        """
        with self._turn:
            pipe = self._pipe(name)
            answer: serving.Answer | None = None
            try:
                pipe.send(order)
                clock = _Clock(replace(self._limits, seconds=seconds or self._limits.seconds))
                yield None
                while not isinstance(answer, serving.Done | serving.Refused):
                    for answer in self._next(pipe, clock, name):
                        if not isinstance(answer, serving.Done | serving.Refused):
                            yield answer
            except (EOFError, OSError) as error:
                raise self._broken(name) from error
            finally:
                if not _is_last(answer):
                    self._live.end()
            if isinstance(answer, serving.Refused):
                raise answer.error(name)

    def close(self) -> None:
        """Kill the process; no other will be started."""
        self._closed = True
        self._live.kill()
        # Whoever is reading meets the end of the pipe and clears up; else it is for us to do.
        if self._turn.acquire(blocking=False):
            self._live.end()
            self._turn.release()

    def _pipe(self, name: str) -> Connection:
        pipe = None if self._closed else self._live.pipe(self._limits)
        if self._closed:
            self._live.end()
            raise StorageError(f"Reading “{name}”", "the library was closed")
        if pipe is None:  # our fault, never that of the file at hand
            raise RuntimeError("the worker process did not start")
        return pipe

    def _next(self, pipe: Connection, clock: _Clock, name: str) -> Sequence[serving.Answer | None]:
        """Wait a little for answers, which come together when they are made in one moment."""
        if clock.ran_out:
            raise UnreadableFileError(name, f"it took longer than {clock.seconds:g} seconds")
        if not clock.wait(pipe):
            return (None,)
        answers: list[serving.Answer] = pipe.recv()
        for answer in answers:
            clock.take(answer)
            if isinstance(answer, serving.BrokeDown):
                _log.warning("“%s” broke a reader down:\n%s", name, answer.trace)
        return answers

    def _broken(self, name: str) -> UnreadableFileError | StorageError:
        code = self._live.end(dying=True)
        if self._closed:
            return StorageError(f"Reading “{name}”", "the library was closed")
        _log.warning("“%s” ended a worker with exit code %s", name, code)
        memory = f"{self._limits.memory / 1024**3:.3g} GB of memory"
        if code == serving.OUT_OF_MEMORY:
            return UnreadableFileError(name, f"it needs more than {memory}")
        if code is not None and code < 0:  # a signal, which a failed allocation ends in as well
            return UnreadableFileError(name, f"it is damaged, or needs more than {memory}")
        return UnreadableFileError(name, "it is damaged")


def _is_last(answer: serving.Answer | None) -> bool:
    """Tell whether a worker has said all and is ready for the next order."""
    if isinstance(answer, serving.Refused):
        return not answer.spent
    return isinstance(answer, serving.Done)


class _Live:
    """The process that is alive now, if any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pipe: Connection | None = None
        self._process: BaseProcess | None = None
        self._killed = False
        self._folder = ""

    def pipe(self, limits: Limits) -> Connection | None:
        """Return the pipe to the process; start one when there is none, or when it died idle.

        Returns None when it does not start.
        """
        if self._process is not None and connection.wait([self._process.sentinel], 0):
            self.end()
        if self._pipe is None:
            pipe = self._start(limits)
            try:
                ready = pipe.poll(_START) and pipe.recv() == serving.Done()
            except EOFError:
                ready = False
            if not ready:
                self.end()
        return self._pipe

    def kill(self) -> None:
        """Kill the process and leave the rest as it is."""
        with self._lock:
            if self._process is not None and not self._killed:
                confinement.end(self._process)
                self._killed = True

    def end(self, *, dying: bool = False) -> int | None:
        """Kill the process, clear up and return its exit code; None when there was none.

        One that is `dying` is given the time to end by itself, so that its exit code tells why.
        """
        if dying and self._process is not None:
            connection.wait([self._process.sentinel], _DEATH)
        self.kill()
        with self._lock:
            if self._process is None or self._pipe is None:
                return None
            code = self._process.exitcode
            self._process.close()
            self._pipe.close()
            self._process = self._pipe = None
            shutil.rmtree(self._folder, ignore_errors=True)
            return code

    def _start(self, limits: Limits) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._folder = tempfile.mkdtemp(prefix="archivist-")
        process = context.Process(
            target=serving.serve, args=(theirs, limits, self._folder), daemon=True
        )
        process.start()
        theirs.close()  # so that the end of the process ends the pipe
        with self._lock:
            self._process, self._pipe, self._killed = process, ours, False
        return ours
