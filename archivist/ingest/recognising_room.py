"""Where pages are recognised or compared: several at once, in workers that can be killed."""

from __future__ import annotations

import contextlib
import os
from queue import LifoQueue
from typing import TYPE_CHECKING

from archivist.ingest import registry, serving
from archivist.ingest.reader import Limits, OcrOrder, Picture, Recognised
from archivist.ingest.worker import Worker
from archivist.library.layers import ReadLayers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["CancelledError", "Limits", "OcrOrder", "Recognised", "RecognisingRoom"]


class CancelledError(Exception):
    """Nobody waits for the page any more; its worker was killed."""


class RecognisingRoom:
    """Recognises pages in as many worker processes as the machine has cores, at low priority.

    Usable from any thread: each call takes a free worker, or waits for one. Close it when done.
    """

    def __init__(self, limits: Limits | None = None, workers: int = 0) -> None:
        """Take how many workers there are at most, 0 for as many as cores."""
        self.workers = min(workers or cores(), cores())
        self._all = [Worker(limits or Limits()) for _ in range(self.workers)]
        self._free: LifoQueue[Worker] = LifoQueue()
        for worker in self._all:
            self._free.put(worker)

    def recognise(
        self,
        order: serving.RecogniseOrder,
        name: str,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Recognised:
        """Recognise a page; `cancelled` is asked ten times a second, then the worker is killed.

        Raises:
            CancelledError: when it was cancelled.
            UnreadableFileError: when the page cannot be drawn.
            StorageError: when the room was closed.
        """
        registry.check_file(order.path, name)
        found = self._carried_out(order, name, cancelled)
        if not isinstance(found, Recognised):
            raise RuntimeError("the worker did not say what it recognised")  # noqa: TRY004 - a bug
        return found

    def glimpse(self, path: Path, media_type: str, index: int, width: int) -> Picture:
        """Draw a page small, to be compared with others.

        Raises:
            UnreadableFileError: when the page cannot be drawn.
            StorageError: when the room was closed.
        """
        registry.check_file(path, path.name)
        order = serving.DrawOrder(
            path=path, media_type=media_type, index=index, width=width, can_wait=True
        )
        found = self._carried_out(order, path.name, lambda: False)
        if not isinstance(found, Picture):
            raise RuntimeError("the worker did not say what it drew")  # noqa: TRY004 - a bug
        return found

    def layers(self, path: Path) -> ReadLayers:
        """Read a file with texts of pages that another program made.

        Raises:
            UnreadableFileError: when it is none, or damaged.
        """
        registry.check_file(path, path.name)
        order = serving.LayersOrder(path=path, name=path.name)
        found = self._carried_out(order, path.name, lambda: False)
        if not isinstance(found, ReadLayers):
            raise RuntimeError("the worker did not say what it read")  # noqa: TRY004 - a bug
        return found

    def close(self) -> None:
        """Kill all workers at once; whoever still waits for one gets a StorageError."""
        for worker in self._all:
            worker.close()

    def _carried_out(
        self, order: serving.Order, name: str, cancelled: Callable[[], bool]
    ) -> serving.Answer | None:
        """Return the last thing a worker says of an order."""
        worker = self._free.get()
        found: serving.Answer | None = None
        try:
            with contextlib.closing(worker.answers(order, name)) as answers:
                for answer in answers:
                    if cancelled():
                        raise CancelledError
                    if isinstance(answer, Recognised | ReadLayers | Picture):
                        found = answer
        finally:
            self._free.put(worker)
        return found


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        return os.cpu_count() or 1
