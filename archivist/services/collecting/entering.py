"""Enters files that were read into the catalogue."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import StorageError, UnreadableFileError
from archivist.library.records import Record, RecordKind
from archivist.library.sources import FileState, NewFile, NewPage
from archivist.services.changes import Changes
from archivist.services.collecting.naming import creators_of, sheet_of, title_of
from archivist.services.collecting.report import ImportedFile, ImportStatus
from archivist.storage.originals import remove_unused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.ingest.reader import ReadFile
    from archivist.library.sources import StoredFile
    from archivist.library.values import SourceId, UnitId
    from archivist.services.collecting.report import ImportOptions
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore, Stored
    from archivist.storage.unit_of_work import UnitOfWork

_UNKNOWN_TYPE = "application/octet-stream"
_MOST_WARNINGS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """A file whose original is stored; `read` is None when it is unreadable, for a `reason`."""

    path: Path
    stored: Stored
    read: ReadFile | None
    reason: str = ""


class Entering:
    """Enters files into the catalogue, some at a time, each time in one transaction.

    One big transaction would keep others from writing for long, one for each file is slow.
    """

    def __init__(
        self,
        database: Database,
        store: FileStore,
        options: ImportOptions,
        *,
        unit_id: UnitId | None,
        joint_title: str,
    ) -> None:
        """Take `joint_title` for the source that all files make together, if they do."""
        self._database = database
        self._store = store
        self._options = options
        self._unit_id = unit_id
        self._joint_title = joint_title
        self._joint: SourceId | None = None
        self.changes = Changes()

    def enter(self, files: Sequence[Prepared]) -> list[ImportedFile]:
        """Enter files; all of them or, when the database refuses, none."""
        joint = self._joint
        entered: list[ImportedFile] = []
        with self._database.writing(undoable=False) as work:
            for file in files:
                entered.append(self._enter(work, file, joint))
                joint = None if self._options.separate else entered[-1].source_id
        self._joint = joint
        self.changes |= Changes.of_rows(work.touched)
        return entered

    def take_back(self, stored: Stored) -> None:
        """Remove an original again that was stored for a file that is not entered after all."""
        if stored.new:
            remove_unused(self._database, self._store, (stored.hash,))

    def _enter(self, work: UnitOfWork, file: Prepared, joint: SourceId | None) -> ImportedFile:
        if known := work.catalogue.file_by_hash(file.stored.hash):  # another import was quicker
            return duplicate(work, file.path, known)
        self._hold(file)
        source_id = joint or work.catalogue.add(
            self._record(file), unit_id=self._unit_id, group_id=self._options.group_id
        )
        file_id = work.catalogue.add_file(source_id, _new_file(file))
        pages = [
            NewPage(
                index=index,
                sheet=sheet_of(page.label),
                width=page.width,
                height=page.height,
                text=page.text,
                boxes=page.boxes,
                origin=page.origin,
            )
            for index, page in enumerate(file.read.pages if file.read else ())
        ]
        work.catalogue.add_pages(file_id, source_id, pages)
        return ImportedFile(
            path=file.path,
            status=ImportStatus.STORED if file.read else ImportStatus.UNREADABLE,
            reason=_doubts(file.read) if file.read else file.reason,
            source_id=source_id,
            pages=len(pages),
        )

    def _hold(self, file: Prepared) -> None:
        """Copy an original again that was there, and that an erasing took away meanwhile.

        Raises:
            StorageError: when that cannot be done any more.
        """
        if self._store.holds(file.stored.hash):
            return
        try:
            self._store.add(file.path)
        except UnreadableFileError as error:
            raise StorageError(f"Storing “{file.path.name}”", error.reason) from error

    def _record(self, file: Prepared) -> Record:
        archival = self._unit_id is not None
        language = file.read.language_hint if file.read else self._options.language
        own = title_of(file.read, file.path.name)
        return Record(
            kind=RecordKind.ARCHIVAL if archival else RecordKind.OTHER,
            title=own if self._options.separate else self._joint_title or own,
            # Who scanned an archival document is no author of it.
            creators=creators_of(file.read) if file.read and not archival else (),
            language=self._options.language or language,
        )


def duplicate(work: UnitOfWork, path: Path, known: StoredFile) -> ImportedFile:
    """Say of a file that the library has it already, and where."""
    source = work.catalogue.get(known.source_id)
    where = " in the bin" if source.binned else ""
    return ImportedFile(
        path=path,
        status=ImportStatus.DUPLICATE,
        reason=f"the library has it already: “{source.record.title}”{where}",
        source_id=known.source_id,
        pages=sum(page.file_id == known.id for page in work.catalogue.pages(known.source_id)),
    )


def _new_file(file: Prepared) -> NewFile:
    name = file.path.name
    if file.read is None:
        kind, state = mimetypes.guess_type(name)[0] or _UNKNOWN_TYPE, FileState.UNREADABLE
    else:
        some = any(page.text for page in file.read.pages)
        kind, state = file.read.media_type, FileState.READ if some else FileState.NO_TEXT
    return NewFile(
        hash=file.stored.hash,
        name=name,
        media_type=kind,
        size=file.stored.size,
        state=state,
        reason=file.reason,
        taken=file.read.taken if file.read else "",
    )


def _doubts(read: ReadFile) -> str:
    more = len(read.warnings) - _MOST_WARNINGS
    told = "; ".join(read.warnings[:_MOST_WARNINGS])
    return f"{told}; and {more} more" if more > 0 else told
