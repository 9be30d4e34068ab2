"""The writer of the index: a process of its own, so that writing never holds up the window.

It is given documents over a pipe and answers each order when it is done. It ends when the pipe
does, so never outlives the program. Killed at any moment it leaves the last commit behind.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.background import give_way
from archivist.errors import SearchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from archivist.search.schema import Document
    from archivist.search.writing import Bindery

_FAREWELL = 5.0
"""Seconds that the process is given to end by itself."""


@dataclass(frozen=True, slots=True)
class Write:
    """Analyse documents for the next commit, and note the keys of those that are gone."""

    documents: tuple[Document, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """Put what was written on the disk; the token names the new state."""

    token: str


@dataclass(frozen=True, slots=True)
class Clear:
    """Make the index empty."""

    token: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Drop what was written since the last commit."""


@dataclass(frozen=True, slots=True)
class Tidy:
    """Merge small segments when there are many."""


_Order = Write | Commit | Clear | Forget | Tidy


class IndexWriter:
    """Writes the index in one folder; the process starts with the first order. Close it when done.

    Every method waits until the process has done it.

    Raises:
        SearchError: when the disk refuses, or the process is gone; what was not committed is lost.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._pipe: Connection | None = None
        self._process: BaseProcess | None = None

    def write(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        """Hand over documents to be written anew, and keys of those to be taken out."""
        self._do(Write(tuple(documents), tuple(gone)))

    def commit(self, token: str) -> None:
        """Put on the disk what was handed over; `token` names the new state of the index."""
        self._do(Commit(token))

    def clear(self, token: str) -> None:
        """Make the index empty, even when it is damaged."""
        self._do(Clear(token))

    def forget(self) -> None:
        """Drop what was handed over since the last commit."""
        if self._pipe is not None:
            self._do(Forget())

    def tidy(self) -> None:
        """Merge small segments when there are many of them."""
        self._do(Tidy())

    def close(self) -> None:
        """End the process; what was not committed is dropped."""
        with self._lock:
            self._end()

    def _do(self, order: _Order) -> None:
        with self._lock:
            pipe = self._pipe or self._start()
            try:
                pipe.send(order)
                refused: str = pipe.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise SearchError("the process that writes the index has ended") from error
            if refused:
                raise SearchError(refused)

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, str(self._folder)), name="archivist-index", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the end of the process ends the pipe
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join(_FAREWELL)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
        self._pipe = self._process = None


def _serve(pipe: Connection, folder: str) -> None:
    """Carry out orders until the pipe ends; answer with "", or with why it was refused."""
    from archivist.search.writing import Bindery  # noqa: PLC0415 - only this process needs it

    give_way()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which ends the pipe
    bindery: Bindery | None = None
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            order: _Order = pipe.recv()
            try:
                bindery = bindery or Bindery(Path(folder))
                _carry_out(order, bindery)
                refused = ""
            except OSError as error:
                refused, bindery = error.strerror or str(error), None
            pipe.send(refused)


def _carry_out(order: _Order, bindery: Bindery) -> None:
    match order:
        case Write(documents, gone):
            bindery.write(documents, gone)
        case Commit(token):
            bindery.commit(token)
        case Clear(token):
            bindery.clear(token)
        case Forget():
            bindery.forget()
        case Tidy():
            bindery.tidy()
