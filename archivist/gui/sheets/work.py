"""What can be done with pages: each step is one change that can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from archivist.gui.sheets.cells import reordered
from archivist.gui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from archivist.gui.messages import Desk
    from archivist.gui.sheets.easel import Box
    from archivist.library.foliation import Foliation
    from archivist.library.page_shapes import SheetPage
    from archivist.library.values import PageId, SourceId
    from archivist.services.changes import Changes, Made
    from archivist.services.workspace import Workspace

QUARTER = 90


class SheetWork(QObject):
    """Carries out what is asked.

    Signals:
        arranged(tuple[SheetPage, ...]): the pages lie so now, even before it is written.
        numbered(): the numbers are written.
        refused(): a step was not taken; the pages are as they were.
    """

    arranged = Signal(object)
    numbered = Signal()
    refused = Signal()

    def __init__(self, desk: Desk, room: QWidget) -> None:
        super().__init__(room)
        self._desk, self._room = desk, room

    def number(
        self, ids: Sequence[PageId], foliation: Foliation, known: Mapping[PageId, str]
    ) -> None:
        """Write the numbers of sheets."""
        said = self.tr("%n page(s) numbered. Undo takes that back.", "", len(ids))
        pins = dict(known)

        def done(_: Changes) -> None:
            self._desk.status.emit(said)
            self.numbered.emit()

        self._desk.change(lambda w: w.foliating.number(ids, foliation, pins), done, owner=self)

    def skip(self, pages: Sequence[SheetPage]) -> None:
        """Say of pages that they show no sheet; of such ones that they do."""
        ids, skipped = _ids(pages), not all(page.skipped for page in pages)
        self._change(lambda w: w.foliating.skip(ids, skipped=skipped))

    def merge(self, pages: Sequence[SheetPage]) -> None:
        """Say of pages that they go on with the sheet before, or that they do not any more."""
        ids, merged = _ids(pages), not all(page.continues for page in pages)
        self._change(lambda w: w.foliating.merge(ids, merged=merged))

    def turn(self, pages: Sequence[SheetPage], degrees: int) -> None:
        """Turn pages clockwise."""
        ids = _ids(pages)
        self._change(lambda w: w.foliating.turn(ids, degrees))

    def straighten(self, pages: Sequence[SheetPage]) -> None:
        """Straighten pages, in the background."""
        ids = _ids(pages)
        job = self._desk.run(
            lambda w: w.foliating.straighten(ids), self.tr("Straightening photographs")
        )
        job.done.connect(self._desk.tell)
        job.done.connect(
            lambda _: self._desk.status.emit(
                self.tr("%n page(s) straightened. Undo takes that back.", "", len(ids))
            )
        )
        job.failed.connect(self._desk.error)

    def crop(self, ids: Sequence[PageId], box: Box) -> None:
        """Cut pages to a part of what they show."""
        self._change(lambda w: w.foliating.crop(ids, box))

    def split(self, ids: Sequence[PageId], at: float) -> None:
        """Make two pages of each."""
        self._change(lambda w: w.foliating.split(ids, at))

    def show_whole(self, pages: Sequence[SheetPage]) -> None:
        """Show whole photographs again."""
        ids = _ids(pages)
        self._change(lambda w: w.foliating.restore(ids))

    def arrange_as_taken(self, source_ids: Sequence[SourceId]) -> None:
        """Put pages into the order in which they were photographed."""
        for source_id in source_ids:
            self._change(partial(_arrange, source_id))

    def join(self, source_ids: Sequence[SourceId]) -> None:
        """Make one source of several."""
        said = self.tr("%n source(s) are one now. Undo parts them again.", "", len(source_ids))
        self._change(lambda w: w.foliating.join(source_ids), said)

    def move(self, pages: Sequence[SheetPage], moving: Collection[PageId], before: int) -> None:
        """Lay pages before the one at a place; pages stay in their source."""
        owners = {page.source_id for page in pages if page.id in set(moving)}
        lying = reordered(pages, moving, before)
        if len(owners) != 1 or _owners(lying) != _owners(pages):
            self._desk.status.emit(
                self.tr("Pages are moved within their source. Join the sources first.")
            )
            return
        if lying == tuple(pages):
            return
        (owner,) = owners
        self.arranged.emit(lying)
        ids = [page.id for page in lying if page.source_id == owner]
        self._change(lambda w: w.foliating.arrange(ids))

    def part(self, pages: Sequence[SheetPage], title: str) -> None:
        """Ask for a title, and make a source of its own of pages."""
        if len({page.source_id for page in pages}) != 1:
            self._desk.status.emit(self.tr("Choose pages of one source."))
            return
        form = PartForm(self._room.window(), title)
        form.named.connect(lambda name: self._part(_ids(pages), name, form))
        form.open()

    # -- inside

    def _part(self, ids: Sequence[PageId], title: str, form: PartForm) -> None:
        form.wait()
        said = self.tr("“%1” is a source of its own now. Undo takes that back.")

        def done(_: Made[SourceId]) -> None:
            form.accept()
            self._desk.status.emit(said.replace("%1", title))

        self._desk.change(
            lambda w: w.foliating.part(ids, title),
            done,
            form.refuse,
            owner=form,
        )

    def _change(self, work: Callable[[Workspace], object], said: str = "") -> None:
        self._desk.change(
            work,
            lambda _: self._desk.status.emit(said) if said else None,
            self._refuse,
            owner=self,
        )

    def _refuse(self, error: object) -> None:
        self._desk.error.emit(error)
        self.refused.emit()


class PartForm(FormDialog):
    """Asks for the title of the source that pages become; `named(str)` comes with it."""

    named = Signal(str)

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent, self.tr("A source of their own"), self.tr("Make the source"))
        self.title = QLineEdit(title)
        self.title.selectAll()
        self.form.addRow(self.tr("Title"), self.title)

    def submit(self) -> None:
        """Give the title."""
        title = " ".join(self.title.text().split())
        if title:
            self.named.emit(title)
        else:
            self.refuse(self.tr("Give the source a title."))


def _arrange(source_id: SourceId, workspace: Workspace) -> Changes:
    return workspace.foliating.arrange_as_taken(source_id)


def _ids(pages: Sequence[SheetPage]) -> tuple[PageId, ...]:
    return tuple(page.id for page in pages)


def _owners(pages: Sequence[SheetPage]) -> list[SourceId]:
    return [page.source_id for page in pages]
