"""Adding files: what is dropped or chosen, where it goes, and how it went."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.gui.frame.queue import QueuePanel, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.gui.frame.import_bar import ImportBar, Order
    from archivist.gui.messages import Desk
    from archivist.services.collecting import ImportReport
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace

_REFRESH = 2.0
"""Seconds between two looks at what an import has added so far."""


class Importing(QObject):
    """Asks where files go, adds them in the background, and tells what came of each."""

    def __init__(self, desk: Desk, bar: ImportBar, queue: QueuePanel) -> None:
        super().__init__(desk)
        self._desk, self._bar, self._queue = desk, bar, queue
        self._looked = 0.0
        bar.ordered.connect(self.add)
        desk.changed.connect(lambda _: self._ask_groups())
        self._ask_groups()

    def ask(self, paths: Sequence[Path]) -> None:
        """Ask where files and folders belong; says why not in a library that is read only."""
        if self._desk.read_only:
            self._desk.status.emit(
                self.tr("The library is open for reading only: nothing can be added.")
            )
        elif paths:
            self._bar.ask(paths, self._desk.place)

    def add(self, order: Order) -> None:
        """Begin to add files."""
        ocr = self._desk.preferences.settings.ocr
        title = (
            self.tr("Adding “%1”").replace("%1", order.paths[0].name)
            if len(order.paths) == 1
            else self.tr("Adding files")
        )
        job = self._desk.run(lambda w: _import(w, order, ocr), title)
        self._queue.describe(job, self._describe)
        job.progress.connect(lambda _: self._look())
        job.ended.connect(self._desk.tell_everything)

    def _look(self) -> None:
        if time.monotonic() - self._looked > _REFRESH:
            self._looked = time.monotonic()
            self._desk.tell_everything()

    def _ask_groups(self) -> None:
        self._desk.ask(
            lambda w: w.sorting.groups(), self._bar.offer_groups, owner=self, key="groups"
        )

    def _describe(self, report: ImportReport) -> Summary:
        files = report.files
        stored = [file for file in files if file.status == "stored"]
        doubles = [file for file in files if file.status == "duplicate"]
        broken = [file for file in files if file.status == "unreadable"]
        parts = []
        if stored or broken or not doubles:
            parts.append(self.tr("%n file(s) added", "", len(stored) + len(broken)))
        if broken:
            parts.append(self.tr("%n of them could not be read", "", len(broken)))
        if doubles:
            parts.append(self.tr("%n file(s) in the library already", "", len(doubles)))
        said = ", ".join(parts) + "."
        self._desk.status.emit(said)
        if broken:
            self._queue.show()
        return Summary(
            said,
            tuple(
                ("warning" if file in broken else "copy", tint, f"{file.path.name}: {why}")
                for group, tint in ((broken, "error"), (doubles, "muted"))
                for file in group
                for why in (file.reason or self.tr("in the library already"),)
            ),
        )


def _import(workspace: Workspace, order: Order, ocr: str) -> Steps[ImportReport]:
    """Add the files to the place that was chosen for them."""
    from archivist.services.collecting import ImportOptions  # noqa: PLC0415 - loads every reader

    options = ImportOptions(
        under=order.path, group_id=order.group_id, ocr=ocr, separate=order.separate
    )
    return (yield from workspace.collecting.import_files(order.paths, options))
