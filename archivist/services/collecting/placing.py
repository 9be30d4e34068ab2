"""From folders to the tree: a look at them, a plan of what goes where, and the import."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archivist.library.watching import PLAIN_GATHERING
from archivist.services.collecting.planning import Planner
from archivist.services.collecting.surveying import Survey, guess_for, survey_files
from archivist.services.collecting.walking import is_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.library.jobs import RunId
    from archivist.library.watching import Gathering
    from archivist.services.changes import Made
    from archivist.services.collecting.planning import Plan
    from archivist.services.collecting.queue import ImportQueue
    from archivist.services.collecting.report import ImportOptions
    from archivist.services.progress import Steps
    from archivist.storage.database import Database

EXAMPLES = (
    "{archive}/{fund}/{series}/{file}/*",
    "{archive}/{reference}/*",
    "{fund}/{series}/{file}/*",
    "{fund}-{series}-{file}/*",
    "{file}/{sheet}",
    "{file}/{date} {title}",
)
"""Patterns that are offered where none was used yet."""

_PATTERNS = "folder_patterns"
_MOST = 8


class Placing:
    """Plans imports of folders; nothing is done before `begin`."""

    def __init__(self, database: Database, queue: ImportQueue) -> None:
        self._database, self._queue = database, queue

    def survey(self, paths: Sequence[Path]) -> Steps[Survey]:
        """Look at files and folders; guess what the names of the folders mean."""
        files = yield from survey_files(paths)
        with self._database.reading() as work:
            return Survey(
                paths=tuple(paths),
                files=files,
                folders=any(map(is_folder, paths)),
                guess=guess_for(files, lambda name: work.places.archive(name) is not None),
                remembered=_patterns(work.remembered.get(_PATTERNS)),
            )

    def plan(self, survey: Survey, gathering: Gathering = PLAIN_GATHERING) -> Plan:
        """Say what an import would do.

        Raises:
            ParseError: where the pattern or the place cannot be read.
        """
        with self._database.reading() as work:
            planner = Planner(gathering, work.places.last_archive())
            return planner.plan(survey.files, work.places.known)

    def begin(self, survey: Survey, plan: Plan, options: ImportOptions) -> Made[RunId]:
        """Put what was planned on the queue as one run, and remember the pattern.

        Raises:
            ReadOnlyLibraryError: when the library is open for reading only.
            StorageError: when the disk refuses.
        """
        self._remember(plan.gathering.pattern.strip())
        return self._queue.put(plan.wanted, options, survey.paths)

    def _remember(self, pattern: str) -> None:
        if not pattern:
            return
        with self._database.writing(undoable=False) as work:
            others = [one for one in _patterns(work.remembered.get(_PATTERNS)) if one != pattern]
            work.remembered.put(
                _PATTERNS, json.dumps([pattern, *others][:_MOST], ensure_ascii=False)
            )


def _patterns(text: str) -> tuple[str, ...]:
    """Return the patterns that were used, the last one first."""
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()
