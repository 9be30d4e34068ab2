"""Finding missing files: linked ones that moved, and originals that the library lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.gui.frame.queue import Summary
from archivist.gui.widgets.choosing import choose_folder

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from archivist.gui.frame.queue import QueuePanel
    from archivist.gui.messages import Desk
    from archivist.services.linking import Relinked

_MOST_LINES = 100
"""How many files are named; the rest are counted."""


class MissingFiles(QObject):
    """Asks where to look, looks in the background, and tells what was found."""

    def __init__(self, desk: Desk, queue: QueuePanel, window: QWidget) -> None:
        super().__init__(desk)
        self._desk, self._queue, self._window = desk, queue, window

    def ask(self) -> None:
        """Let a folder be chosen in which missing files may lie."""
        if self._desk.read_only:
            self._desk.status.emit(
                self.tr("The library is open for reading only: nothing can be changed.")
            )
            return
        choose_folder(self._window, self.tr("Find missing files in a folder"), self.look_in)

    def look_in(self, folder: Path) -> None:
        """Look through a folder."""
        title = self.tr("Finding missing files in “%1”").replace("%1", folder.name or str(folder))
        job = self._desk.run(lambda w: w.linking.find_missing(folder), title)
        self._queue.describe(job, self._describe)
        self._queue.show()
        job.done.connect(lambda relinked: self._desk.tell(relinked.changes))

    def _describe(self, relinked: Relinked) -> Summary:
        found, missing = relinked.found, relinked.missing
        if not (found or missing):
            return Summary(self.tr("No file is missing."))
        said = [self.tr("%Ln file(s) found again", "", len(found))]
        if missing:
            said.append(self.tr("%Ln still missing", "", len(missing)))
        lines = [("link", "muted", f"{one.name}: {one.path}") for one in found]
        lines[:0] = [
            ("warning", "error", f"{one.name}: {one.reason}") for one in missing[:_MOST_LINES]
        ]
        return Summary(f"{', '.join(said)}.", tuple(lines[: 2 * _MOST_LINES]))
