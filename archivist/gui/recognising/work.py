"""Asks how pages are to be recognised, and does it in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.gui.recognising.form import AUTO, Extent, RecogniseForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from archivist.gui.messages import Desk
    from archivist.library.values import PageId, SourceId
    from archivist.services.collecting.recognising import RecogniseReport
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace


class RecogniseWork(QObject):
    """Recognises pages for a room."""

    def __init__(self, desk: Desk, room: QWidget) -> None:
        super().__init__(room)
        self._desk = desk
        self._room = room

    def ask(self, source_ids: Sequence[SourceId], page_id: PageId | None = None) -> None:
        """Ask in which languages, and for which pages of the sources; `page_id` is being read."""
        ids = tuple(source_ids)
        if self._desk.read_only:
            self._desk.status.emit(
                self.tr("The library is open for reading only: nothing can be recognised.")
            )
        elif ids:
            self._desk.ask(
                lambda workspace: workspace.recognising.languages(),
                lambda languages: self._open(languages, ids, page_id),
                owner=self,
                key="languages",
            )

    def page(self, page_id: PageId, languages: str = AUTO) -> None:
        """Recognise one page at once."""
        self._run(lambda workspace: workspace.recognising.recognise((page_id,), languages))

    def _open(
        self, languages: Sequence[str], source_ids: Sequence[SourceId], page_id: PageId | None
    ) -> None:
        if not languages:  # the service says what to install
            self._run(lambda workspace: workspace.recognising.recognise(()))
            return
        form = RecogniseForm(
            self._room.window(),
            languages,
            one_page=page_id is not None,
            sources=len(source_ids),
        )
        form.ordered.connect(lambda codes, extent: self._order(codes, extent, source_ids, page_id))
        form.open()

    def _order(
        self, codes: str, extent: Extent, source_ids: Sequence[SourceId], page_id: PageId | None
    ) -> None:
        if extent is Extent.PAGE and page_id is not None:
            self.page(page_id, codes)
            return
        again = extent is Extent.ALL

        def steps(workspace: Workspace) -> Steps[RecogniseReport]:
            wanting = workspace.recognising.wanting(source_ids, again=again)
            return workspace.recognising.recognise(wanting, codes)

        self._run(steps)

    def _run(self, steps: object) -> None:
        job = self._desk.run(steps, self.tr("Recognising text"))  # type: ignore[arg-type]  # as Desk.run
        job.done.connect(self._tell)
        job.ended.connect(self._desk.tell_everything)

    def _tell(self, report: RecogniseReport) -> None:
        found = sum(page.found for page in report.pages)
        doubtful = sum(bool(page.doubt) for page in report.pages)
        if not report.pages:
            said = self.tr("No page wants recognising.")
        elif not found:
            said = self.tr("No text was found on %n page(s).", "", len(report.pages))
        else:
            said = self.tr("%n page(s) recognised", "", found)
            if doubtful:
                said += ", " + self.tr("%n of them doubtful", "", doubtful)
            said += "."
        self._desk.status.emit(said)
