"""What runs inside a worker process: it takes orders from a pipe and answers on it.

An error that nobody foresaw ends the process: the other side learns why, tells the user that
this one file broke the reader down, and starts a new process.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from functools import cache
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.background import give_way
from archivist.errors import LockedFileError, ProgramNeededError, UnreadableFileError
from archivist.ingest import registry
from archivist.ingest.confinement import confine, end_self
from archivist.ingest.inventories import read_inventory
from archivist.ingest.language import detect_language
from archivist.ingest.layer_files import read_layers
from archivist.ingest.reader import PDF, Means, OcrOrder, Picture, ReadFile, ReadPage, Recognised
from archivist.ingest.storable import storable_facts, storable_page
from archivist.library.inventories import ReadInventory
from archivist.library.layers import ReadLayers
from archivist.library.sources import Doubt
from archivist.library.values import UNKNOWN_LANGUAGE

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from types import TracebackType

    from archivist.ingest.ocr import Recogniser
    from archivist.ingest.reader import Limits, Reader, Recognise
    from archivist.library.page_shapes import PageShape

OUT_OF_MEMORY = 87
"""The exit code of a worker that met the memory limit."""

MOST_PAGES = 100_000
"""A file with more pages than that is refused."""

_IDLE = 5.0
"""After so many seconds without an order a file that was kept open for drawing is closed."""

_DRAWING = 30.0
"""Seconds that a page may take more when it is drawn large, to be recognised."""

_MOMENT = 0.03
"""Seconds within which answers are told together."""

_SAMPLE = 60_000
_SAMPLE_PAGE = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadOrder:
    """Read a file; `name` is what the user calls it."""

    path: Path
    name: str
    ocr: OcrOrder | None
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawOrder:
    """Draw a page of a file; one that nobody waits for `can_wait`, at low priority."""

    path: Path
    media_type: str
    index: int
    width: int
    passwords: tuple[str, ...] = ()
    can_wait: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RecogniseOrder:
    """Recognise the text on a page: what `shape` shows of a picture at most `width` pixels wide."""

    path: Path
    media_type: str
    index: int
    width: int
    ocr: OcrOrder
    shape: PageShape | None = None
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LayersOrder:
    """Read texts of pages that another program made: hOCR, ALTO or PAGE XML."""

    path: Path
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InventoryOrder:
    """Read the inventory of a fund: a table or a finding aid."""

    path: Path
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """The file could be opened; it has so many pages, 0 when that is not known yet."""

    pages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Allow:
    """What comes next may take so many seconds more, and that is no fault of the file's."""

    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Labels:
    """The pages' own names; sent after the file is known otherwise."""

    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """The file cannot be read, for this reason.

    `locked` says that it wants a password; `program` and `install` what is missing to read it;
    `spent` that the process is to be ended, since a program it started may still run.
    """

    reason: str
    locked: bool = False
    program: str = ""
    install: str = ""
    spent: bool = False

    def error(self, name: str) -> UnreadableFileError:
        """Return the error that says this of a file."""
        if self.locked:
            return LockedFileError(name)
        if self.program:
            return ProgramNeededError(name, self.program, self.install)
        return UnreadableFileError(name, self.reason)


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokeDown:
    """The process is about to end because of this error."""

    trace: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """The order is carried out; sent once at the start as well."""


Order = ReadOrder | DrawOrder | RecogniseOrder | LayersOrder | InventoryOrder
Told = Recognised | ReadLayers
Said = Opened | Allow | ReadPage | ReadFile | Labels | Picture | ReadInventory | Told
Answer = Said | Refused | BrokeDown | Done


def serve(pipe: Connection, limits: Limits, folder: str) -> None:
    """Carry out orders until the pipe is closed; `folder` is for temporary files."""
    _be_quiet()
    confine(limits.memory)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    desk = _Desk(pipe, Path(folder))
    with _Telling(pipe):
        pipe.send(Done())
        while True:
            if not pipe.poll(_IDLE):
                desk.rest()
            try:
                order: Order = pipe.recv()
            except EOFError:
                return
            desk.tell(desk.carry_out(order))
            desk.flush()


def _be_quiet() -> None:
    """Keep the chatter of parsers, native ones too, off the user's terminal."""
    logging.disable(logging.CRITICAL)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as we live


def _end_with_parent(folder: str) -> None:
    """End this process, and Tesseract, when the program was killed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        shutil.rmtree(folder, ignore_errors=True)
        end_self()


class _Telling:
    """Tells the other side of an unforeseen error, which then ends the process."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __enter__(self) -> None:
        """Begin to listen for errors."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tell of an error and let it pass on; out of memory there is no telling."""
        if isinstance(error, MemoryError):
            os._exit(OUT_OF_MEMORY)
        if error is not None:
            with contextlib.suppress(OSError):
                self._pipe.send([BrokeDown(trace="".join(traceback.format_exception(error)))])


class _Desk:
    """Carries out orders one by one; keeps the file it drew from last open for a while."""

    def __init__(self, pipe: Connection, folder: Path) -> None:
        self._pipe = pipe
        self._folder = folder
        self._drawn: tuple[Path, Reader] | None = None
        self._recognises: tuple[OcrOrder, Recognise] | None = None
        self._untold: list[Answer] = []
        self._told = 0.0

    def tell(self, answer: Answer) -> None:
        """Say something, together with what is said in the same moment: each word wakes a thread.

        What was found before an error ends the process need not be told.
        """
        self._untold.append(answer)
        if time.monotonic() - self._told > _MOMENT:
            self.flush()

    def flush(self) -> None:
        """Say now what is still to be said."""
        if self._untold:
            self._pipe.send(self._untold)
            self._untold = []
        self._told = time.monotonic()

    def carry_out(self, order: Order) -> Done | Refused:
        """Answer an order; return what is to be said last."""
        self._told = time.monotonic()
        try:
            self._answer(order)
        except UnreadableFileError as error:
            return _refused(error)
        except subprocess.TimeoutExpired as error:
            return Refused(reason=f"it took longer than {error.timeout:g} seconds", spent=True)
        except OSError as error:
            if error.errno is None:
                raise
            return Refused(reason=registry.refusal(error))
        return Done()

    def _answer(self, order: Order) -> None:
        """Answer an order; what can wait gives way, a page that is looked at cannot."""
        seen = isinstance(order, DrawOrder) and not order.can_wait
        if not seen and not isinstance(order, InventoryOrder | LayersOrder):
            give_way()
        if isinstance(order, ReadOrder):
            self._read(order)
        elif isinstance(order, InventoryOrder):
            for part in read_inventory(order.path, order.name).parts():
                self.tell(part)
        elif isinstance(order, RecogniseOrder):
            self._recognise(order)
        elif isinstance(order, LayersOrder):
            self.tell(read_layers(order.path, order.name))
        else:
            self.tell(self._picture(order))

    def rest(self) -> None:
        """Close the file that was kept open."""
        if self._drawn is not None:
            self._drawn[1].close()
            self._drawn = None

    def _picture(self, order: DrawOrder | RecogniseOrder) -> Picture:
        if self._drawn is None or self._drawn[0] != order.path:
            self.rest()
            reader = registry.open_reader(
                order.path, order.media_type, self._means(order.passwords)
            )
            self._drawn = order.path, reader
        return self._drawn[1].picture(order.index, order.width)

    def _recognise(self, order: RecogniseOrder) -> None:
        """Recognise a page; who recognised the last one does the next, if the order is the same."""
        from PIL import Image  # noqa: PLC0415 - seldom needed

        self._allow(_DRAWING)
        drawn = self._picture(order)
        size = (drawn.width, drawn.height)
        image = Image.frombuffer("RGB", size, drawn.rgb, "raw", "RGB", drawn.stride, 1)
        if order.shape is not None:
            from archivist.ingest.shaping import shaped  # noqa: PLC0415 - seldom needed

            image = shaped(image, order.shape)
        if self._recognises is None or self._recognises[0] != order.ocr:
            self._recognises = order.ocr, self._recogniser(order.ocr)
        self.tell(self._recognises[1](image))

    def _read(self, order: ReadOrder) -> None:
        kind = registry.media_type(order.path, order.name)
        means = self._means(order.passwords)
        with contextlib.closing(registry.open_reader(order.path, kind, means)) as reader:
            self.tell(Opened(pages=reader.page_count))
            sample, warnings = "", []
            recognise = self._recogniser(order.ocr) if order.ocr else None
            for number, page in enumerate(map(storable_page, reader.pages(recognise)), 1):
                if max(number, reader.page_count) > MOST_PAGES:
                    raise UnreadableFileError(order.name, f"it has more than {MOST_PAGES:,} pages")
                self.tell(page)
                if len(sample) < _SAMPLE and page.doubt is Doubt.NONE:
                    sample += page.text[:_SAMPLE_PAGE] + "\n"
                if page.warning:
                    warnings.append(f"page {number}: {page.warning}")
            facts = storable_facts(reader.facts())
            # What made a scan, or a text that is lost, tells the language of its own menus.
            told = facts.language if sample.strip() else UNKNOWN_LANGUAGE
            read = ReadFile(
                media_type=kind,
                title=facts.title,
                creators=facts.creators,
                language_hint=detect_language(sample) or told,
                date_hint=facts.date,
                taken=facts.taken,
                warnings=(*facts.warnings, *warnings),
            )
            self.tell(read)
            if kind == PDF:  # whose names of pages may break us down: the file stands without
                self.flush()
            self.tell(Labels(labels=reader.labels()))

    def _means(self, passwords: tuple[str, ...]) -> Means:
        return Means(folder=self._folder, allow=self._allow, passwords=passwords)

    def _recogniser(self, order: OcrOrder) -> Recognise:
        """Return what asks Tesseract for its languages only when a picture comes: 28 ms a file."""

        @cache
        def made() -> Recogniser:
            from archivist.ingest.ocr import Recogniser  # noqa: PLC0415 - seldom needed

            return Recogniser(order, self._folder, self._allow)

        return lambda image: made().recognise(image)

    def _allow(self, seconds: float) -> None:
        self.tell(Allow(seconds=seconds))
        self.flush()


def _refused(error: UnreadableFileError) -> Refused:
    if isinstance(error, ProgramNeededError):
        return Refused(reason=error.reason, program=error.program, install=error.install)
    return Refused(reason=error.reason, locked=isinstance(error, LockedFileError))
