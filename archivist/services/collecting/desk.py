"""The desk where files come in."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import StorageError
from archivist.ingest import tesseract
from archivist.library.jobs import JobKind, JobState, Outcome
from archivist.services.changes import Changes
from archivist.services.collecting.collector import Scope
from archivist.services.collecting.placing import Placing
from archivist.services.collecting.queue import ImportQueue
from archivist.services.collecting.report import ImportedFile, ImportReport, ImportStatus
from archivist.services.collecting.run_options import ocr_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.ingest.worker import ReadingRoom
    from archivist.library.jobs import Job, RunId
    from archivist.services.changes import Made
    from archivist.services.collecting.planning import Plan
    from archivist.services.collecting.report import ImportOptions
    from archivist.services.collecting.surveying import Survey
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore


_CANCELLED = {JobState.CANCELLED: "it was cancelled"}
_OPEN = frozenset((JobState.WAITING, JobState.WORKING))


class Collecting:
    """Brings files into the library; the user's own files are only ever read."""

    def __init__(self, database: Database, store: FileStore, room: ReadingRoom) -> None:
        self.queue = ImportQueue(database, store, room)
        self.placing = Placing(database, self.queue)

    def import_files(self, paths: Sequence[Path], options: ImportOptions) -> Steps[ImportReport]:
        """Import files, and the files in folders; one bad file never stops the rest.

        `Progress.done` counts the files that are settled for good: closing the generator leaves
        these in the library and cancels the others; a full disk leaves the others on the queue.

        Raises:
            MissingProgramError: when languages are ordered for recognition without Tesseract.
            NotFoundError: when Tesseract lacks an ordered language.
            ParseError: when the place to file under has an empty part, or is an archive alone.
            ReadOnlyLibraryError: when the library is open for reading only.
            StorageError: when the disk refuses; says how many files were kept.
        """
        run = yield from self.queue.begin(paths, options)
        return (yield from self._bring(run, paths))

    def import_planned(
        self, survey: Survey, plan: Plan, options: ImportOptions
    ) -> Steps[ImportReport]:
        """Import what was planned; as `import_files`."""
        ocr_order(options.ocr)
        run = self.placing.begin(survey, plan, options)
        return (yield from self._bring(run, survey.paths))

    def _bring(self, run: Made[RunId], paths: Sequence[Path]) -> Steps[ImportReport]:
        started = time.monotonic()
        only = run.id if self.queue.state().paused else None
        try:
            changes = yield from self.queue.work(Scope(only=only, told=run.id, always=True))
        except StorageError as error:
            raise StorageError(error.doing, error.reason, self._kept(run.id)) from error
        except GeneratorExit:
            self.queue.cancel(run.id)
            raise
        report = self.report(run.id, run.changes | changes, paths)
        return replace(report, seconds=time.monotonic() - started)

    def report(
        self, run_id: RunId, changes: Changes | None = None, paths: Sequence[Path] = ()
    ) -> ImportReport:
        """Return what became of the files of a run; `paths` are what the user named."""
        jobs = self.queue.jobs(run_id)
        recognised = {job.file_id: job for job in jobs if job.kind is JobKind.OCR}
        return ImportReport(
            files=tuple(
                _told(job, recognised.get(job.file_id) if job.file_id else None, paths)
                for job in jobs
                if job.kind is JobKind.IMPORT and job.state not in _OPEN
            ),
            seconds=0.0,
            changes=changes or Changes(),
            run_id=run_id,
        )

    def ocr_languages(self) -> tuple[str, ...]:
        """Return the languages that text can be recognised in on this machine."""
        return tesseract.languages()

    def tesseract(self) -> str:
        """Return the version of Tesseract, "" when it is not installed."""
        return tesseract.version()

    def _kept(self, run_id: RunId) -> str:
        jobs = [job for job in self.queue.jobs(run_id) if job.kind is JobKind.IMPORT]
        kept = sum(job.source_id is not None for job in jobs)
        return f"Of {len(jobs)} files {kept} are in the library."


def _told(job: Job, ocr: Job | None, paths: Sequence[Path]) -> ImportedFile:
    """Return what became of a file, and of recognising its text."""
    status = {Outcome.STORED: ImportStatus.STORED, Outcome.DUPLICATE: ImportStatus.DUPLICATE}
    of_ocr = ocr.reason if ocr and job.outcome is Outcome.STORED else ""
    return ImportedFile(
        path=_as_named(Path(job.path), paths),
        status=status.get(job.outcome, ImportStatus.UNREADABLE),
        reason="; ".join(filter(None, (job.reason, of_ocr, _CANCELLED.get(job.state)))),
        source_id=job.source_id,
        pages=job.pages,
        locked=job.outcome is Outcome.LOCKED,
    )


def _as_named(path: Path, paths: Sequence[Path]) -> Path:
    """Return a path as the user would write it who named these."""
    for named in paths:
        whole = named.absolute()
        if path == whole or path.is_relative_to(whole):
            return named / path.relative_to(whole)
    return path
