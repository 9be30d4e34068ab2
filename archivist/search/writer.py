"""The writer of the index: processes of its own, so that writing never holds up the window.

One process gathers documents and makes the commits. While it is busy a second one gathers others
and hands over the segments that it has written. Both end when their pipes do, so they never
outlive the program. Killed at any moment they leave the last commit behind.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.background import give_way
from archivist.errors import SearchError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

    from archivist.search.manifest import SegmentFile
    from archivist.search.schema import Document

_FAREWELL = 5.0
"""Seconds that a process is given to end by itself."""

_WORTH_HELP = 500
"""So many documents are gathered for one commit before a second process is started."""


@dataclass(frozen=True, slots=True)
class Write:
    """Analyse documents for the next commit, and note the keys of those that are gone."""

    documents: tuple[Document, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Analyse a sample; what goes wrong, the next order will tell."""

    sample: Document


@dataclass(frozen=True, slots=True)
class Finish:
    """Write what was gathered as segments, for the commit that the first process makes next."""


@dataclass(frozen=True, slots=True)
class Commit:
    """Put what was written on the disk, and segments of the other process; name the new state."""

    token: str
    shards: tuple[SegmentFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Clear:
    """Make the index empty."""

    token: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Drop what was written since the last commit."""


@dataclass(frozen=True, slots=True)
class Tidy:
    """Merge small segments when there are many of them."""


_Order = Write | WarmUp | Finish | Commit | Clear | Forget | Tidy


class IndexWriter:
    """Writes the index in one folder; a process starts with the first order. Close it when done.

    Every method but `write` waits until it is done; what `write` could not do is told by the next.

    Raises:
        SearchError: when the disk refuses, or a process is gone; what was not committed is lost.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._first: _Hand | None = None
        self._second: _Hand | None = None
        self._given: set[str] = set()

    def write(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        """Hand over documents to be written anew, and keys of those to be taken out."""
        with self._working():
            keys = {document.key for document in documents}
            again = self._given & keys.union(gone)
            if again and self._second is not None:  # which of them has it is not known
                self._second.do(Write((), tuple(again)))
                self._hand().do(Write((), tuple(again)))
            if gone:
                self._hand().do(Write((), tuple(gone)))
            self._free_hand().give(Write(tuple(documents), ()))
            self._given |= keys.union(gone)

    def commit(self, token: str) -> None:
        """Put on the disk what was handed over; `token` names the new state of the index."""
        with self._working():
            shards: Sequence[SegmentFile] = ()
            if self._second is not None:  # both write their segments at the same time
                self._second.give(Finish())
                self._hand().do(Finish())
                shards = self._second.rest()
            self._hand().do(Commit(token, tuple(shards)))
            self._given.clear()

    def clear(self, token: str) -> None:
        """Make the index empty, even when it is damaged."""
        with self._working():
            self._drop()
            self._hand().do(Clear(token))

    def warm_up(self, sample: Document) -> None:
        """Have the process read a sample: the first document is then written sooner.

        Does not wait for it, which may take long where other programs are busy.
        """
        with self._working():
            if not self._hand().busy:
                self._hand().give(WarmUp(sample))

    def forget(self) -> None:
        """Drop what was handed over since the last commit."""
        with self._working():
            self._drop()

    def tidy(self) -> None:
        """Merge small segments when there are many of them.

        Processes that have written much are ended first, which gives their memory back.
        """
        with self._working():
            if self._second is not None and not self._given:
                self._end()
            self._hand().do(Tidy())

    def close(self) -> None:
        """End the processes; what was not committed is dropped."""
        with self._lock:
            self._end()

    @contextlib.contextmanager
    def _working(self) -> Any:  # noqa: ANN401 - a context manager
        with self._lock:
            try:
                yield
            except SearchError:
                self._end()
                raise

    def _drop(self) -> None:
        for hand in (self._second, self._first):
            if hand is not None:
                hand.do(Forget())
        self._given.clear()

    def _hand(self) -> _Hand:
        """Return the process that makes the commits."""
        if self._first is None:
            self._first = _Hand(self._folder, "archivist-index")
        return self._first

    def _free_hand(self) -> _Hand:
        """Return a process that has nothing to do; wait for one when both are at work."""
        first = self._hand()
        if not first.busy or len(self._given) < _WORTH_HELP:
            return first
        if self._second is None:
            first.rest()  # it has swept the folder by then
            self._second = _Hand(self._folder, "archivist-index-2")
            return self._second
        if self._second.busy:
            wait([first.pipe, self._second.pipe])
        return first if first.ready() else self._second

    def _end(self) -> None:
        for hand in (self._second, self._first):
            if hand is not None:
                hand.end()
        self._first = self._second = None
        self._given.clear()


class _Hand:
    """A process that carries out orders, one after the other."""

    def __init__(self, folder: Path, name: str) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.busy = False
        self.process = context.Process(
            target=_serve, args=(theirs, str(folder), name), name=name, daemon=True
        )
        try:
            self.process.start()
        except OSError as error:
            self.pipe.close()
            raise SearchError("the process that writes the index could not be started") from error
        finally:
            theirs.close()  # so that the end of the process ends the pipe

    def do(self, order: _Order) -> Any:  # noqa: ANN401 - what the order gives
        """Have an order carried out, and return what it gives."""
        self.give(order)
        return self.rest()

    def give(self, order: _Order) -> None:
        """Give an order, when the one before it is done."""
        self.rest()
        try:
            self.pipe.send(order)
        except OSError as error:
            raise SearchError("the process that writes the index has ended") from error
        self.busy = True

    def ready(self) -> bool:
        """Tell whether there is nothing to do, or what was done can be told."""
        return not self.busy or self.pipe.poll()

    def rest(self) -> Any:  # noqa: ANN401 - what the order gives
        """Wait until the order is done, and return what it gives."""
        if not self.busy:
            return None
        try:
            given, refused = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise SearchError("the process that writes the index has ended") from error
        self.busy = False
        if refused:
            raise SearchError(refused)
        return given

    def end(self) -> None:
        """End the process, at once where what it is doing is not waited for any more."""
        with contextlib.suppress(OSError):
            if not self.ready():
                self.process.kill()
        self.pipe.close()
        self.process.join(_FAREWELL)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


def _serve(pipe: Connection, folder: str, name: str) -> None:
    """Carry out orders until the pipe ends; answer with what they give, or why not."""
    give_way()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which ends the pipe
    work = _commits if name == "archivist-index" else _gathers
    carry_out: Callable[[_Order], object] | None = None
    ended = (EOFError, BrokenPipeError, ConnectionResetError)
    with contextlib.ExitStack() as opened, contextlib.suppress(*ended):
        while True:
            order: _Order = pipe.recv()
            given: object = None
            refused = ""
            try:
                carry_out = carry_out or work(Path(folder), opened)
                given = carry_out(order)
            except OSError as error:
                carry_out = None
                opened.close()
                if not isinstance(order, WarmUp):
                    refused = error.strerror or str(error)
            pipe.send((given, refused))


def _commits(folder: Path, opened: contextlib.ExitStack) -> Callable[[_Order], object]:
    """Return what carries out the orders of the process that makes the commits."""
    from archivist.search.writing import Bindery  # noqa: PLC0415 - only this process needs it

    bindery = opened.enter_context(contextlib.closing(Bindery(folder)))

    def carry_out(order: _Order) -> None:
        match order:
            case Write(documents, gone):
                bindery.write(documents, gone)
            case WarmUp(sample):
                bindery.warm_up(sample)
            case Finish():
                bindery.bind()
            case Commit(token, shards):
                bindery.commit(token, shards)
            case Clear(token):
                bindery.clear(token)
            case Forget():
                bindery.forget()
            case Tidy():
                while bindery.tidy():  # what does not fit into one segment is merged into several
                    pass

    return carry_out


def _gathers(folder: Path, opened: contextlib.ExitStack) -> Callable[[_Order], object]:
    """Return what carries out the orders of a process that gathers for the other one."""
    from archivist.search.writing import gatherer  # noqa: PLC0415 - as above

    gathering = opened.enter_context(contextlib.closing(gatherer(folder)))

    def carry_out(order: _Order) -> object:
        match order:
            case Write(documents, gone):
                for key in gone:
                    gathering.drop(key)
                gathering.write(documents)
            case Finish():
                return tuple(gathering.finish())
            case Forget():
                gathering.forget()
        return None

    return carry_out
