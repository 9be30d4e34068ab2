"""The desk where files come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.errors import MissingProgramError, NotFoundError
from archivist.ingest import tesseract
from archivist.ingest.reader import OcrOrder
from archivist.library.archive import parse_path
from archivist.services.changes import Changes
from archivist.services.collecting.entering import Entering
from archivist.services.collecting.importer import Importer
from archivist.services.collecting.walking import is_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.ingest.worker import ReadingRoom
    from archivist.services.collecting.report import ImportOptions, ImportReport
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore


class Collecting:
    """Brings files into the library; the user's own files are only ever read."""

    def __init__(self, database: Database, store: FileStore, room: ReadingRoom) -> None:
        self._database = database
        self._store = store
        self._room = room

    def import_files(self, paths: Sequence[Path], options: ImportOptions) -> Steps[ImportReport]:
        """Import files, and the files in folders; one bad file never stops the rest.

        `Progress.done` counts the files that are settled for good: closing the generator, or a
        full disk, leaves these in the library and nothing of the others.

        Raises:
            MissingProgramError: when languages are ordered for recognition without Tesseract.
            NotFoundError: when Tesseract lacks an ordered language.
            ParseError: when the place to file under has an empty part, or is an archive alone.
            ReadOnlyLibraryError: when the library is open for reading only.
            StorageError: when the disk refuses; says how many files were kept.
        """
        order = self._ocr_order(options.ocr)
        with self._database.writing(undoable=False) as work:  # refused before anything is stored
            unit_id = (
                work.archives.find_or_add(parse_path(options.under)) if options.under else None
            )
        entering = Entering(
            self._database,
            self._store,
            options,
            unit_id=unit_id,
            joint_title=_joint_title(paths),
        )
        entering.changes = Changes.of_rows(work.touched)
        importer = Importer(self._database, self._store, self._room, entering)
        return (yield from importer.run(paths, order))

    def ocr_languages(self) -> tuple[str, ...]:
        """Return the languages that text can be recognised in on this machine."""
        return tesseract.languages()

    def tesseract(self) -> str:
        """Return the version of Tesseract, "" when it is not installed."""
        return tesseract.version()

    def _ocr_order(self, ocr: str) -> OcrOrder | None:
        if ocr == "off" or (ocr == "auto" and not tesseract.program()):
            return None
        if ocr == "auto":
            return OcrOrder()
        known = tesseract.languages()
        if not known:
            raise MissingProgramError("Tesseract", tesseract.INSTALL)
        languages = tuple(ocr.split("+"))
        for language in languages:
            if language not in known:
                what = "language for text recognition"
                raise NotFoundError(what, language, known, "on this machine")
        return OcrOrder(languages=languages)


def _joint_title(paths: Sequence[Path]) -> str:
    """Return what files that make one source are called: as their folder; "" for one file."""
    if len(paths) == 1:
        return paths[0].name if is_folder(paths[0]) else ""
    folders = {path.parent for path in paths}
    return folders.pop().name if len(folders) == 1 else ""
