"""Paste references: a list read, looked through, corrected, and taken into the library at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.pasting.entries import entries_of
from archivist.gui.dialogs.pasting.paste_page import PastePage, looks_like_list
from archivist.gui.dialogs.pasting.review import ReviewPage
from archivist.gui.widgets.banner import Banners
from archivist.services.changes import Made

if TYPE_CHECKING:
    from archivist.errors import ArchivistError
    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.library.archive import Archive
    from archivist.library.groups import Group
    from archivist.library.values import SourceId
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace

Ids = tuple[tuple["SourceId", ...], ...]


class PastingDialog(QDialog):
    """Reads what is pasted; what the clipboard holds is read at once if it looks like a list."""

    def __init__(self, desk: Desk, parent: QWidget, text: str | None = None) -> None:
        """Begin with a text instead of the clipboard's."""
        super().__init__(parent)
        self._desk = desk
        self._job: LongJob | None = None
        self._importing = self._warned = False
        self.setWindowTitle(self.tr("Paste references"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banners = Banners()
        self.paste, self.review = PastePage(), ReviewPage(desk)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.paste)
        self.pages.addWidget(self.review)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.banners)
        column.addWidget(self.pages, 1)
        self.resize(144 * theme.GRID, 84 * theme.GRID)
        self._wire()
        given = QGuiApplication.clipboard().text() if text is None else text
        if text is not None or looks_like_list(given):
            self.paste.box.setPlainText(given)
            self.paste.submit()
        self.paste.box.setFocus()

    def reject(self) -> None:
        """Go from a field back to the list, else close; asked twice, drop the corrections."""
        focus = self.focusWidget()
        if self._importing:
            return
        if focus is not None and self.review.detail.isAncestorOf(focus) and focus.isVisible():
            self.review.list.setFocus()
            return
        if self.review.corrected and not self._warned:
            self._warned = True
            self._say(self.tr("Nothing is imported yet. Cancel again to drop your corrections."))
            return
        self._stop()
        super().reject()

    def _wire(self) -> None:
        self.paste.given.connect(self._read)
        self.paste.stopped.connect(self._stop)
        self.paste.left.connect(self._back)
        self.review.import_wanted.connect(self._import)
        self.review.asked.connect(self._say)
        self.review.again.connect(lambda: self.pages.setCurrentWidget(self.paste))
        self.review.left.connect(self.reject)

    def _back(self) -> None:
        """Go back from the box to the list that was read, if there is one; else close."""
        self._stop()
        if self.review.entries:
            self.pages.setCurrentWidget(self.review)
        else:
            self.reject()

    # -- reading

    def _read(self, text: str) -> None:
        self._stop()
        self.paste.wait()
        job = self._desk.run(
            lambda w: _read(w, text), self.tr("Reading a list of references"), quiet=True
        )
        self._job = job
        job.progress.connect(self.paste.show_progress)
        job.done.connect(self._show)
        job.failed.connect(self.paste.rest)
        job.ended.connect(lambda: self._ended(job))

    def _ended(self, job: LongJob) -> None:
        if job is self._job:
            self._job = None
            if self.pages.currentWidget() is self.paste and self.paste.problem.isHidden():
                self.paste.rest()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.paste.rest()

    def _show(self, entries: tuple[Entry, ...]) -> None:
        if self._job is None:
            return
        if not entries:
            self.paste.rest(self.tr("There is no reference in this text."))
            return
        self.paste.rest()
        self.banners.clear()
        self._warned = False
        self.review.show_list(entries)
        self.pages.setCurrentWidget(self.review)
        self.review.list.setFocus()
        self._desk.ask(
            lambda w: (w.tree.archives(), w.sorting.groups()),
            lambda found: self._offer(*found),
            owner=self,
            key="offered",
        )

    def _offer(self, archives: tuple[Archive, ...], groups: tuple[tuple[Group, int], ...]) -> None:
        self.review.offer_archives(archives)
        self.review.foot.offer_groups(groups)

    # -- importing

    def _import(self) -> None:
        decisions = [entry.decision() for entry in self.review.entries]
        group_id = self.review.foot.group_id
        self._importing = True
        self.review.wait(waiting=True)

        def work(library: Workspace) -> Made[Ids]:
            taken = library.pasting.take(decisions, group_id)
            return Made(id=taken.ids, changes=taken.changes)

        self._desk.change(work, self._imported, self._refuse, owner=self)

    def _imported(self, made: Made[Ids]) -> None:
        self._importing = False
        entries = self.review.entries
        linked = {one.same for one in entries if one.taken and one.same is not None}
        there = {one for ids in made.id for one in ids if one in linked}
        fresh = {one for ids in made.id for one in ids} - there
        said = [self.tr("%n source(s) added", "", len(fresh))]
        if there:
            said.append(self.tr("%n in the library already", "", len(there)))
        undo = self.tr("Undo takes that back.") if fresh else ""
        self._desk.status.emit(f"{', '.join(said)}. {undo}".strip())
        self.accept()
        self._desk.show_sources.emit(tuple(dict.fromkeys(one for ids in made.id for one in ids)))

    def _refuse(self, error: ArchivistError) -> None:
        self._importing = False
        self.review.wait(waiting=False)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.banners.clear()
        if sentence:
            self.banners.show_error(sentence)


def _read(library: Workspace, text: str) -> Steps[tuple[Entry, ...]]:
    """Read a list into entries, all of it away from the window."""
    pasted = yield from library.pasting.read(text)
    return entries_of(pasted.proposals)
