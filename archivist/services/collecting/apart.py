"""The process in which files come in while a window is open, so that it never stands still.

Python runs one thread at a time: what a thread reads, hashes and writes is taken from the window.
The process has a connection to the database of its own and commits by itself; SQLite lets one
write at a time. It is told to end by a word or by the end of its pipe, and ends with its parent.
Killed at any moment it leaves jobs in hand, which the other side puts back on the queue.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
import weakref
from contextlib import ExitStack, closing
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING

from archivist.background import give_way
from archivist.errors import ArchivistError, StorageError
from archivist.ingest.worker import ReadingRoom
from archivist.services.collecting.collector import Collector, Scope
from archivist.services.collecting.lanes import room_count
from archivist.services.progress import Progress
from archivist.storage.database import Database
from archivist.storage.filestore import FileStore

if TYPE_CHECKING:
    from collections.abc import Generator
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from archivist.services.changes import Changes
    from archivist.services.progress import Steps
    from archivist.storage.links import Links

    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection as Connection
    else:
        from multiprocessing.connection import Connection

_TICK = 0.1
"""Seconds between two words about how far the work is."""

_TURN = 0.0005
"""Seconds that a thread may keep the others waiting: they come back from the disk all the time."""

_FAREWELL = 10.0
"""Seconds that the process may take to put its jobs back on the queue."""

_MOST_DEATHS = 5
"""So often in a row, without a file settled between, the process may be ended from outside."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What the process needs to know; passwords go from memory to memory."""

    database: Path
    folder: Path
    scope: Scope
    links: Links
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Finished:
    """The queue is done, or paused."""

    changes: Changes


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """The world refused; the fields are those of a StorageError."""

    doing: str
    reason: str
    kept: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Broke:
    """An error that nobody foresaw."""

    trace: str


_News = Progress | Finished | Refused | Broke


def work_apart(order: Order) -> Steps[Changes]:
    """Work through the queue in a process of its own, begun again when it is ended from outside.

    Raises:
        StorageError: when the disk refuses, or the process is ended again and again.
    """
    deaths, furthest = 0, -1
    while True:
        live = _Live(order)
        try:
            for news in live.news():
                if isinstance(news, Finished):
                    return news.changes
                if isinstance(news, Refused):
                    raise StorageError(news.doing, news.reason, news.kept)
                if isinstance(news, Broke):
                    raise RuntimeError(f"the queue broke down:\n{news.trace}")  # noqa: TRY004 - no type is wrong
                if news.done > furthest:
                    deaths, furthest = 0, news.done
                yield news
        finally:
            live.end()
        deaths += 1
        _log.warning("the process of the queue was ended from outside")
        if deaths > _MOST_DEATHS:
            reason = "the system ended its process again and again"
            raise StorageError("Adding files", reason, "What came in until then is kept.")
        with closing(Database.open(order.database)) as database, database.writing() as work:
            work.jobs.recover()


class _Live:
    """The process, and the pipe to it."""

    def __init__(self, order: Order) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        # Not a daemon, for it has processes of its own to read in; it ends with its parent.
        self._process = context.Process(target=serve, args=(theirs, order), name="queue")
        self._process.start()
        theirs.close()
        self._finalizer = weakref.finalize(self, _end, self._process, self._pipe)

    def news(self) -> Generator[_News, None, None]:
        """Yield what the process tells, until it is gone."""
        last: _News = Progress(done=0, total=0)
        while True:
            try:
                if self._pipe.poll(_TICK):
                    last = self._pipe.recv()
            except (EOFError, OSError):
                return
            yield last

    def end(self) -> None:
        """Let the process put back what it has in hand and end."""
        self._finalizer()


def _end(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()
    connection.wait([process.sentinel], _FAREWELL)
    process.kill()
    process.join()
    process.close()


def serve(pipe: Connection, order: Order) -> None:
    """Carry out an order; what runs inside the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to end
    logging.disable(logging.CRITICAL)
    give_way()
    gc.freeze()  # what was imported stays, and need not be looked through again and again
    sys.setswitchinterval(_TURN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    news: _News
    try:
        news = Finished(changes=_work(pipe, order))
    except StorageError as error:
        news = Refused(doing=error.doing, reason=error.reason, kept=error.kept)
    except ArchivistError as error:
        news = Refused(doing="Adding files", reason=str(error), kept="")
    except BrokenPipeError:
        return
    except Exception:
        _tell(pipe, Broke(trace=traceback.format_exc()))  # whose excepthook reports it
        raise
    _tell(pipe, news)


def _tell(pipe: Connection, news: _News) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more
        pipe.send(news)


def _work(pipe: Connection, order: Order) -> Changes:
    with ExitStack() as last:
        database = last.enter_context(closing(Database.open(order.database)))
        rooms = [last.enter_context(closing(ReadingRoom())) for _ in range(room_count())]
        for room in rooms:
            room.unlock(order.passwords)
        collector = Collector(database, FileStore(order.folder, order.links), rooms)
        steps = last.enter_context(closing(collector.run(order.scope)))
        told = 0.0
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                changes: Changes = end.value
                return changes
            if time.monotonic() - told >= _TICK:
                told = time.monotonic()
                pipe.send(progress)
                if pipe.poll():  # the other side says nothing: it is gone
                    return collector.changes


def _end_with_parent() -> None:
    """End at once when the program was killed; SQLite takes back what was not committed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
