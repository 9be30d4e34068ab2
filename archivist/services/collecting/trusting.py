"""What may come in by itself: files of folders that the user himself chose, on this machine.

A library may come from a stranger, with files on its queue and folders that it watches.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.library.jobs import JobKind, JobState, Outcome
from archivist.storage.agreed import is_in, is_plain

if TYPE_CHECKING:
    from archivist.library.jobs import RunId
    from archivist.storage.links import Links
    from archivist.storage.unit_of_work import UnitOfWork

_STRANGE = "it was put on the queue on another computer; try again if it is to come in"


class Trust:
    """The folders from which files of one library may come in; without settings, all."""

    def __init__(self, links: Links) -> None:
        self._agreed = links.imports

    def allow(self, folder: Path) -> None:
        """Let files in a folder come in by themselves from now on: the user chose it.

        Raises:
            StorageError: when that cannot be kept.
        """
        if self._agreed:
            self._agreed.allow(Path(os.path.abspath(folder)))  # noqa: PTH100 - without turns

    def holds(self, path: Path) -> bool:
        """Tell whether the user himself chose a folder for this library, or one above it."""
        return self._agreed is None or any(is_in(path, one) for one in self._agreed.folders())

    def refuse_strange(self, work: UnitOfWork) -> None:
        """Take what somebody else put on the queue off it; nothing of it is opened."""
        if self._agreed is None:
            return
        folders = self._agreed.folders()
        work.jobs.settle(
            replace(job, state=JobState.FAILED, outcome=Outcome.STRANGE, reason=_STRANGE)
            for job in work.jobs.jobs(None, JobState.WAITING)
            if job.kind is JobKind.IMPORT
            and job.file_id is None
            and not any(is_in(Path(job.path), folder) for folder in folders)
        )

    def allow_strange(self, work: UnitOfWork, run_id: RunId | None) -> None:
        """Let come in what was refused of a run, or of all: the user wants to try it."""
        refused = work.jobs.jobs(run_id, JobState.FAILED)
        paths = (job.path for job in refused if job.outcome is Outcome.STRANGE)
        for folder in {Path(path).parent for path in paths if is_plain(path)}:
            self.allow(folder)
