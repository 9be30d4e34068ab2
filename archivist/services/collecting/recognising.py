"""Recognising the text on pages that are in the library: several at once, kept as they come."""

from __future__ import annotations

import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archivist.errors import ArchivistError, MissingProgramError, NotFoundError
from archivist.ingest import tesseract
from archivist.ingest.judging import is_like
from archivist.ingest.language import language_of, model_of
from archivist.ingest.reader import PICTURES, WIDEST, OcrOrder, Recognised
from archivist.ingest.recognising_room import CancelledError
from archivist.ingest.serving import RecogniseOrder
from archivist.library.page_shapes import PageShape
from archivist.library.sources import Doubt, FileState, TextLayer, TextOrigin
from archivist.library.values import UNKNOWN_LANGUAGE
from archivist.services.changes import Changes
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Sequence

    from archivist.ingest.reader import ReadPage
    from archivist.ingest.recognising_room import RecognisingRoom
    from archivist.library.sources import StoredFile
    from archivist.library.values import FileId, PageId, SourceId
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore
    from archivist.storage.layers import PagePicture
    from archivist.storage.unit_of_work import UnitOfWork

AUTO = "auto"
"""Orders the languages to be chosen by what is on the page."""

WHO = "Tesseract"

_PAGES = 25
_SECONDS = 5.0
"""Texts are kept when so many pages are recognised, and every so many seconds."""

_TICK = 0.1
_SCAN = 300 / 72
"""Documents measure their pages in points; they are drawn as if scanned at 300 to the inch."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecognisedPage:
    """What became of a page: `found` is false when no text came of it, for the `reason`.

    `languages` are Tesseract's codes, `confidence` is of 100.
    """

    page_id: PageId
    source_id: SourceId
    number: int
    found: bool
    languages: str = ""
    confidence: float | None = None
    doubt: Doubt = Doubt.NONE
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecogniseReport:
    """What became of all pages, in order; `changes` are what views should fetch again."""

    pages: tuple[RecognisedPage, ...]
    seconds: float
    changes: Changes


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ready:
    """A page that was recognised and is not kept yet."""

    picture: PagePicture
    text: Recognised


class Recognising:
    """Recognises the text on the pages of one library."""

    def __init__(
        self,
        database: Database,
        store: FileStore,
        room: RecognisingRoom,
        passwords: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """Take what tells the passwords that locked files may open with."""
        self._database = database
        self._store = store
        self._room = room
        self._passwords = passwords

    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages that Tesseract knows on this machine."""
        return tesseract.languages()

    def wanting(
        self, source_ids: Collection[SourceId] | None = None, *, again: bool = False
    ) -> tuple[PageId, ...]:
        """Return the pages of some sources, or of all, that have no text or a doubtful one.

        `again` takes in those whose text was recognised before, but not those whose sound text came
        from another program.
        """
        with self._database.reading() as work:
            return work.layers.to_recognise(source_ids, again=WHO if again else "")

    def recognise(
        self, page_ids: Collection[PageId], languages: str = AUTO
    ) -> Steps[RecogniseReport]:
        """Recognise pages in some languages (`rus+kaz`), or in those that they turn out to be in.

        Closing the generator keeps what was recognised until then.

        Raises:
            MissingProgramError: when Tesseract is not installed.
            NotFoundError: when Tesseract lacks a language.
            ReadOnlyLibraryError: when the library is open for reading only.
        """
        order = ocr_order(languages)
        with self._database.writing(undoable=False) as work:
            pictures = work.layers.pictures(page_ids)
            files = {one.file_id: work.catalogue.file(one.file_id) for one in pictures}
        run = _Run(self._database, self._store, self._room, order)
        run.passwords = self._passwords()
        return (yield from run.pages(pictures, files))


def ocr_order(languages: str) -> OcrOrder:
    """Return what is ordered of Tesseract.

    Raises:
        MissingProgramError: when it is not installed.
        NotFoundError: when it lacks a language.
    """
    known = tesseract.languages()
    if not known:
        raise MissingProgramError("Tesseract", tesseract.INSTALL)
    if languages == AUTO:
        return OcrOrder()
    codes = tuple(filter(None, languages.split("+")))
    for code in codes:
        if code not in known:
            raise NotFoundError("language for text recognition", code, known, "on this machine")
    return OcrOrder(languages=codes)


class _Run:
    """Recognises some pages."""

    def __init__(
        self, database: Database, store: FileStore, room: RecognisingRoom, order: OcrOrder
    ) -> None:
        self._database = database
        self._store = store
        self._room = room
        self._order = order
        self._who = f"{WHO} {tesseract.version()}".strip()
        self._cancelled = threading.Event()
        self._ready: list[_Ready] = []
        self._done: dict[PageId, RecognisedPage] = {}
        self._changes = Changes()
        self._kept_at = time.monotonic()
        self.passwords: tuple[str, ...] = ()

    def pages(
        self, pictures: Sequence[PagePicture], files: dict[FileId, StoredFile]
    ) -> Steps[RecogniseReport]:
        started = time.monotonic()
        threads = ThreadPoolExecutor(self._room.workers, thread_name_prefix="recognising")
        running: dict[Future[Recognised], PagePicture] = {}
        try:
            for one in pictures:
                running[threads.submit(self._recognised, one, files[one.file_id])] = one
            yield from self._gather(running, files, len(pictures))
        finally:
            self._cancelled.set()
            threads.shutdown(wait=True, cancel_futures=True)
            self._keep()
        return RecogniseReport(
            pages=tuple(self._done[one.page_id] for one in pictures),
            seconds=time.monotonic() - started,
            changes=self._changes,
        )

    def _gather(
        self,
        running: dict[Future[Recognised], PagePicture],
        files: dict[FileId, StoredFile],
        total: int,
    ) -> Generator[Progress, None, None]:
        what = ""
        while running:
            done, _ = wait(running, timeout=_TICK, return_when=FIRST_COMPLETED)
            for future in done:
                picture = running.pop(future)
                what = f"{files[picture.file_id].name}, {picture.number}"
                self._take(picture, future)
            if len(self._ready) >= _PAGES or time.monotonic() - self._kept_at > _SECONDS:
                self._keep()
            yield Progress(done=total - len(running), total=total, what=what)

    def _recognised(self, picture: PagePicture, file: StoredFile) -> Recognised:
        """Recognise a page; runs in a thread of its own."""
        if self._cancelled.is_set():
            raise CancelledError
        expected = model_of(picture.language)
        scale = 1.0 if file.media_type in PICTURES else _SCAN
        order = RecogniseOrder(
            path=self._store.find(file),
            media_type=file.media_type,
            index=picture.index,
            width=min(WIDEST, max(1, round(picture.width * scale))),
            ocr=replace(self._order, expected=(expected,) if expected else ()),
            passwords=self.passwords,
            shape=None if picture.shape == PageShape() else picture.shape,
        )
        return self._room.recognise(order, file.name, self._cancelled.is_set)

    def _take(self, picture: PagePicture, future: Future[Recognised]) -> None:
        """Note what became of a page; an error that is no fault of the page's goes on."""
        try:
            found = future.result()
        except ArchivistError as error:
            found = Recognised(text="", warning=str(error))
        self._done[picture.page_id] = RecognisedPage(
            page_id=picture.page_id,
            source_id=picture.source_id,
            number=picture.number,
            found=bool(found.text),
            languages=found.language,
            confidence=found.confidence,
            doubt=found.doubt,
            reason=found.warning,
        )
        if found.text:
            self._ready.append(_Ready(picture=picture, text=found))

    def _keep(self) -> None:
        """Write down what is recognised."""
        ready, self._ready = self._ready, []
        self._kept_at = time.monotonic()
        if not ready:
            return
        with self._database.writing("Recognise text") as work:
            made = datetime.now(UTC).isoformat(timespec="seconds")
            for one in ready:
                layer = TextLayer(
                    origin=TextOrigin.OCR,
                    language=one.text.language,
                    who=self._who,
                    made=made,
                    confidence=one.text.confidence,
                    text=one.text.text,
                    boxes=one.text.boxes,
                )
                put_recognised(work, one.picture.page_id, layer, one.text.doubt)
                _note_file(work, one.picture)
        self._changes |= Changes.of_rows(work.touched)


def put_recognised(work: UnitOfWork, page_id: PageId, layer: TextLayer, doubt: Doubt) -> None:
    """Give a page what was recognised on it, in the place of what was recognised before.

    A text of the file that was doubted is doubted no more where the recognised one is like it.
    """
    shown = work.layers.shown(page_id)
    if shown.origin is TextOrigin.FILE and is_like(shown.text, layer.text):
        work.layers.set_doubt(page_id, Doubt.NONE)
    for old in work.layers.of_page(page_id):
        if old.origin is TextOrigin.OCR and old.who.startswith(WHO) and old.key != layer.key:
            work.layers.remove(page_id, old.key)
    work.layers.put(page_id, layer, doubt)


def put_read(work: UnitOfWork, page_id: PageId, read: ReadPage) -> bool:
    """Give a page what reading its file again with text recognition gave; tell whether any did."""
    if read.origin is not TextOrigin.OCR:
        if read.text:  # its own text, which is sound after all
            work.layers.set_doubt(page_id, read.doubt)
        return bool(read.text)
    layer = TextLayer(
        origin=read.origin,
        language=read.language,
        who=WHO,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        confidence=read.confidence,
        text=read.text,
        boxes=read.boxes,
    )
    put_recognised(work, page_id, layer, read.doubt)
    return True


def _note_file(work: UnitOfWork, picture: PagePicture) -> None:
    """Note that a file has text now, and its language where that was not known."""
    file = work.catalogue.file(picture.file_id)
    if file.state is FileState.NO_TEXT:
        work.layers.note_text(file.id)
    if picture.language == UNKNOWN_LANGUAGE:
        source = work.catalogue.get(picture.source_id)
        first = work.layers.shown(picture.page_id).language.split("+")[0]
        if source.record.language == UNKNOWN_LANGUAGE and language_of(first):
            record = replace(source.record, language=language_of(first))
            work.catalogue.save(replace(source, record=record))
