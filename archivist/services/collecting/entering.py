"""Enters files that were read into the catalogue, and text that was recognised."""

from __future__ import annotations

import mimetypes
import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError, StorageError, UnreadableFileError
from archivist.library.jobs import JobKind, NewJob, Outcome
from archivist.library.page_shapes import PageShape, reshaped_text
from archivist.library.records import Record, RecordKind
from archivist.library.sources import Doubt, FileState, NewFile, NewPage, TextOrigin
from archivist.library.values import UNKNOWN_LANGUAGE, FileId, parse_date
from archivist.services.collecting.lanes import Errand
from archivist.services.collecting.naming import creators_of, sheet_of, title_of
from archivist.services.collecting.recognising import WHO, put_read
from archivist.services.collecting.run_options import RunOptions, ocr_order

if TYPE_CHECKING:
    from archivist.ingest.reader import ReadFile, ReadPage
    from archivist.library.jobs import Job, RunId
    from archivist.library.sources import Page, StoredFile
    from archivist.library.values import ContentHash, SourceId
    from archivist.services.collecting.lanes import Taken
    from archivist.storage.filestore import FileStore, Stored
    from archivist.storage.unit_of_work import UnitOfWork

_UNKNOWN_TYPE = "application/octet-stream"
_MOST_WARNINGS = 3
_UNREAD = frozenset((Outcome.UNREADABLE, Outcome.LOCKED, Outcome.LACKING))


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """What became of a job: the columns of its row."""

    outcome: Outcome
    reason: str = ""
    source_id: SourceId | None = None
    file_id: FileId | None = None
    pages: int = 0
    new: bool = False

    @property
    def came(self) -> tuple[SourceId, FileId] | None:
        """The source and the file of pages that just came into the library, None for none."""
        if not self.new or self.source_id is None or self.file_id is None:
            return None
        return self.source_id, self.file_id

    @property
    def failed(self) -> bool:
        """Tell whether the file could not be read."""
        return self.outcome in _UNREAD


class Entering:
    """Enters what was taken, in a transaction of the caller's."""

    def __init__(self, store: FileStore) -> None:
        self._store = store
        self._options: dict[RunId, RunOptions] = {}
        self._together: dict[tuple[RunId, str], SourceId] = {}
        self._order = cache(ocr_order)

    def options(self, work: UnitOfWork, job: Job) -> RunOptions:
        """Return what was ordered for the run of a job."""
        if job.run_id is None:
            return RunOptions()
        if job.run_id not in self._options:
            self._options[job.run_id] = RunOptions.from_json(work.runs.get(job.run_id).options)
        return self._options[job.run_id]

    def errand(self, work: UnitOfWork, job: Job) -> Errand:
        """Return what is to be done for a job.

        Raises:
            UnreadableFileError: when its source was erased.
            NotFoundError: when a language is missing.
            MissingProgramError: when text is to be recognised without Tesseract.
        """
        held = job.kind is JobKind.OCR or job.file_id is not None
        file = _file(work, job) if held else None
        order = self._order(self.options(work, job).ocr) if job.kind is JobKind.OCR else None
        return Errand(job=job, ocr=order, file=file, link=self.options(work, job).link)

    def enter(self, work: UnitOfWork, taken: Taken, known: set[ContentHash]) -> Entered | None:
        """Enter a file, or the text that was recognised on its pages.

        `known` are the contents, of those that are entered together, that the library has.
        Returns None when it has to be taken anew: it was a duplicate of what was erased meanwhile.
        """
        if taken.job.kind is JobKind.OCR:
            return self._recognised(work, taken)
        if taken.job.file_id is not None:
            return self._again(work, taken, taken.job.file_id)
        if taken.stored is None:
            return Entered(outcome=taken.outcome, reason=taken.reason)
        there = taken.stored.hash in known and work.catalogue.file_by_hash(taken.stored.hash)
        if there:
            entered = _duplicate(work, there)
            lost = taken.outcome is Outcome.DUPLICATE and taken.stored.new
            told = "; its lost original is there again" if lost else ""
            return replace(entered, reason=entered.reason + told)
        if taken.outcome is Outcome.DUPLICATE:
            return None
        stored = taken.stored if taken.linked else self._hold(taken, taken.stored)
        known.add(stored.hash)
        return self._new(work, taken, stored)

    def together(self, work: UnitOfWork, job: Job) -> str | None:
        """Return what all files of a run share that make one source with this; None for nothing."""
        if job.run_id is None or job.kind is not JobKind.IMPORT:
            return None
        return job.wish.together or (None if self.options(work, job).separate else "")

    def _joint(self, work: UnitOfWork, job: Job) -> SourceId | None:
        """Return the source that a file makes together with others before it."""
        key = self.together(work, job)
        if key is None or job.run_id is None:
            return None
        if not key:
            return work.runs.joint_source(job.run_id)
        known = self._together.get((job.run_id, key))
        if known is not None and work.runs.has(known):
            return known
        return work.runs.together_with(job.run_id, job.wish)

    def _hold(self, taken: Taken, stored: Stored) -> Stored:
        """Copy an original again that was there, and that an erasing took away meanwhile.

        Raises:
            StorageError: when that cannot be done any more.
        """
        if self._store.holds(stored.hash):
            return stored
        try:
            return self._store.add(Path(taken.job.path))
        except UnreadableFileError as error:
            raise StorageError(f"Storing “{taken.job.name}”", error.reason) from error

    def _new(self, work: UnitOfWork, taken: Taken, stored: Stored) -> Entered:
        job, options = taken.job, self.options(work, taken.job)
        joint = self._joint(work, job)
        source_id = joint or work.catalogue.bring_in(
            _record(taken, options),
            unit_id=job.unit_id,
            group_id=job.wish.group_id or options.group_id,
            run_id=job.run_id,
        )
        if job.run_id is not None and job.wish.together:
            self._together[job.run_id, job.wish.together] = source_id
        if job.wish.tags:
            work.catalogue.change_tags((source_id,), job.wish.tags, ())
        file_id = work.catalogue.add_file(source_id, _new_file(taken, stored))
        return self._pages(work, taken, source_id, file_id)

    def _again(self, work: UnitOfWork, taken: Taken, file_id: FileId) -> Entered:
        """Enter the pages of a file that was kept, and could not be read until now."""
        file = work.catalogue.file(file_id)
        if taken.read is None:
            work.catalogue.read_again(file_id, file.media_type, FileState.UNREADABLE, taken.reason)
        elif file.state is FileState.UNREADABLE:
            kind, state = _kind(taken)
            work.catalogue.read_again(file_id, kind, state)
            self._note_language(work, taken.read, file.source_id)
            return self._pages(work, taken, file.source_id, file_id)
        return Entered(
            outcome=taken.outcome, reason=taken.reason, source_id=file.source_id, file_id=file_id
        )

    def _pages(
        self, work: UnitOfWork, taken: Taken, source_id: SourceId, file_id: FileId
    ) -> Entered:
        read = taken.read.pages if taken.read else ()
        pages = [new_page(index, page) for index, page in enumerate(read)]
        if taken.job.wish.sheet and len(pages) == 1:
            pages = [replace(pages[0], sheet=taken.job.wish.sheet)]
        work.catalogue.add_pages(file_id, source_id, pages)
        pictures = sum(map(_wants_recognition, read))
        if pictures and self._order(self.options(work, taken.job).ocr):
            job = taken.job
            ocr = NewJob(
                kind=JobKind.OCR,
                path=job.path,
                name=job.name,
                size=job.size,
                source_id=source_id,
                file_id=file_id,
                pages=pictures,
            )
            work.jobs.add(job.run_id, (ocr,))
        return Entered(
            outcome=taken.outcome,
            reason=_doubts(taken.read) if taken.read else taken.reason,
            source_id=source_id,
            file_id=file_id,
            pages=len(pages),
            new=True,
        )

    def _recognised(self, work: UnitOfWork, taken: Taken) -> Entered:
        """Give the pages of a file the text that was recognised, where they still have none."""
        job = taken.job
        try:
            file = _file(work, job)
        except UnreadableFileError as error:
            return Entered(outcome=Outcome.UNREADABLE, reason=error.reason)
        if taken.read is None:
            return Entered(
                outcome=taken.outcome,
                reason=taken.reason,
                source_id=file.source_id,
                file_id=file.id,
            )
        found = dict(enumerate(taken.read.pages))
        some = 0
        for page in work.catalogue.pages(file.source_id):
            read = found.get(page.index)
            if page.file_id == file.id and _is_wanting(page) and read:
                some += put_read(work, page.id, as_shown(read, page.shape))
        if some and file.state is FileState.NO_TEXT:
            work.catalogue.read_again(file.id, file.media_type, FileState.READ)
        self._note_language(work, taken.read, file.source_id)
        return Entered(
            outcome=Outcome.STORED if some else Outcome.NO_TEXT,
            reason=_doubts(taken.read),
            source_id=file.source_id,
            file_id=file.id,
            pages=job.pages,
        )

    def _note_language(self, work: UnitOfWork, read: ReadFile, source_id: SourceId) -> None:
        """Note the language that a text shows, when that of its source was not known."""
        source = work.catalogue.get(source_id)
        if source.record.language == UNKNOWN_LANGUAGE and read.language_hint:
            record = replace(source.record, language=read.language_hint)
            work.catalogue.save(replace(source, record=record))


def _file(work: UnitOfWork, job: Job) -> StoredFile:
    """Return the file of a job, which may have another source by now."""
    try:
        return work.catalogue.file(job.file_id or FileId(0))
    except NotFoundError:
        raise UnreadableFileError(job.name, "its source was erased meanwhile") from None


def new_page(index: int, page: ReadPage) -> NewPage:
    """Return a page that was read as it is to be entered."""
    return NewPage(
        index=index,
        sheet=sheet_of(page.label),
        width=page.width,
        height=page.height,
        text=page.text,
        boxes=page.boxes,
        origin=page.origin,
        language=page.language,
        who=WHO if page.origin is TextOrigin.OCR else "",
        confidence=page.confidence,
        doubt=page.doubt,
    )


def as_shown(read: ReadPage, shape: PageShape | None) -> ReadPage:
    """Return of the words of a whole picture those that a page shows which was shaped since."""
    if shape is None:
        return read
    size = (read.width, read.height)
    text, boxes = reshaped_text(read.text, read.boxes, (PageShape(), shape), size)
    return replace(read, text=text, boxes=boxes)


def _wants_recognition(page: ReadPage) -> bool:
    """Tell whether a page has a picture and no text, or none that makes sense."""
    none = page.origin is TextOrigin.NONE and not page.text
    return page.width > 0 and (none or page.doubt is not Doubt.NONE)


def _is_wanting(page: Page) -> bool:
    """Tell whether a page in the library still has no text, or a doubtful one."""
    return page.origin is TextOrigin.NONE or page.doubt is not Doubt.NONE


def _record(taken: Taken, options: RunOptions) -> Record:
    archival, wish = taken.job.unit_id is not None, taken.job.wish
    language = taken.read.language_hint if taken.read else options.language
    own = title_of(taken.read, taken.job.name)
    return Record(
        kind=RecordKind.ARCHIVAL if archival else RecordKind.OTHER,
        title=wish.title or (own if options.separate else options.joint_title or own),
        # Who scanned an archival document is no author of it.
        creators=creators_of(taken.read) if taken.read and not archival else (),
        language=options.language or language,
        date=parse_date(wish.date) if wish.date else None,
    )


def _duplicate(work: UnitOfWork, known: StoredFile) -> Entered:
    """Say of a file that the library has it already, and where."""
    source = work.catalogue.get(known.source_id)
    where = " in the bin" if source.binned else ""
    unread = f"; {known.reason}" if known.state is FileState.UNREADABLE else ""
    return Entered(
        outcome=Outcome.DUPLICATE,
        reason=f"the library has it already: “{source.record.title}”{where}{unread}",
        source_id=known.source_id,
        file_id=known.id,
        pages=sum(page.file_id == known.id for page in work.catalogue.pages(known.source_id)),
    )


def _new_file(taken: Taken, stored: Stored) -> NewFile:
    kind, state = _kind(taken)
    return NewFile(
        hash=stored.hash,
        name=taken.job.name,
        media_type=kind,
        size=stored.size,
        state=state,
        reason=taken.reason,
        path=os.path.abspath(taken.job.path) if taken.linked else "",  # noqa: PTH100 - without turns
        modified=taken.job.modified or None,
        taken=taken.read.taken if taken.read else "",
    )


def _kind(taken: Taken) -> tuple[str, FileState]:
    """Return the type of a file and how far its text is known."""
    if taken.read is None:
        return mimetypes.guess_type(taken.job.name)[0] or _UNKNOWN_TYPE, FileState.UNREADABLE
    some = any(page.text for page in taken.read.pages)
    return taken.read.media_type, FileState.READ if some else FileState.NO_TEXT


def _doubts(read: ReadFile) -> str:
    more = len(read.warnings) - _MOST_WARNINGS
    told = "; ".join(read.warnings[:_MOST_WARNINGS])
    return f"{told}; and {more} more" if more > 0 else told
