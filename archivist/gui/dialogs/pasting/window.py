"""Paste references: a list read, looked through, corrected, and taken into the library at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.pasting.entries import entries_of
from archivist.gui.dialogs.pasting.import_foot import Then
from archivist.gui.dialogs.pasting.paste_page import PastePage, looks_like_list
from archivist.gui.dialogs.pasting.review import ReviewPage
from archivist.gui.jobs import JobState
from archivist.gui.widgets.banner import Banners
from archivist.gui.widgets.choosing import choose_file

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.library.archive import Archive
    from archivist.library.groups import Group
    from archivist.library.values import SourceId
    from archivist.services.citing.pasting import Taken
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace


class PastingDialog(QDialog):
    """Reads what is pasted; what the clipboard holds is read at once if it looks like a list."""

    def __init__(
        self, desk: Desk, parent: QWidget, text: str | None = None, *, manuscript: str = ""
    ) -> None:
        """Begin with a text instead of the clipboard's; offer to cite in an open manuscript."""
        super().__init__(parent)
        self._desk = desk
        self._job: LongJob | None = None
        self._importing = self._warned = False
        self._manuscript = manuscript
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
        self.review.foot.offer_citing(manuscript)
        self.resize(144 * theme.GRID, 84 * theme.GRID)
        self._wire()
        given = QGuiApplication.clipboard().text() if text is None else text
        if text is not None or looks_like_list(given):
            self.paste.box.setPlainText(given)
            self.paste.submit()
        self.paste.box.setFocus()

    def reject(self) -> None:
        """Go from a field back to the list, else close; asked twice, drop the corrections.

        While references are imported, stop that.
        """
        focus = self.focusWidget()
        if self._importing:
            self._cancel()
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
        self.paste.file_wanted.connect(self._ask_file)
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

    def _ask_file(self) -> None:
        title = self.tr("Open a list of references")
        known = self.tr("Texts and documents")
        every = self.tr("All files")
        filters = f"{known} (*.txt *.text *.md *.docx *.pdf);;{every} (*)"
        choose_file(self, title, filters, self.open_file)

    def open_file(self, path: Path) -> None:
        """Read the list in a file."""
        self._stop()
        self.paste.wait()
        job = self._desk.run(
            lambda w: w.pasting.text_of(path), self.tr("Opening a list of references"), quiet=True
        )
        self._job = job
        job.progress.connect(self.paste.show_progress)
        job.done.connect(lambda text: self._take(job, text))
        job.failed.connect(self.paste.rest)
        job.ended.connect(lambda: self._ended(job))

    def _take(self, job: LongJob, text: str) -> None:
        if job is self._job:
            self._job = None
            self.paste.take(text)

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

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

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
        job = self._desk.run(
            lambda w: w.pasting.take(decisions, group_id),
            self.tr("Importing references"),
            quiet=True,
        )
        self._job = job
        job.progress.connect(self.review.foot.show_progress)
        job.done.connect(self._imported)
        job.failed.connect(lambda error: self._say(str(error)))
        job.ended.connect(lambda: self._import_ended(job))

    def _import_ended(self, job: LongJob) -> None:
        self._job, self._importing = None, False
        if job.state is not JobState.DONE:
            self.review.wait(waiting=False)
            self.review.list.setFocus()
        if job.state is JobState.CANCELLED:
            self._desk.status.emit(self.tr("Stopped. Nothing was imported."))

    def _imported(self, taken: Taken) -> None:
        ids = tuple(dict.fromkeys(one for found in taken.ids for one in found))
        then = self.review.foot.what_then
        self._desk.status.emit(self._what_was_done(ids, then))
        self.accept()
        self._desk.tell(taken.changes)
        if then is Then.SHOW:
            self._desk.show_sources.emit(ids)
        else:
            self._desk.cite_sources.emit(ids, then is Then.CITE_APART)

    def _what_was_done(self, ids: tuple[SourceId, ...], then: Then) -> str:
        linked = {one.same for one in self.review.entries if one.taken and one.same is not None}
        there = sum(one in linked for one in ids)
        said = [self.tr("%n source(s) added", "", len(ids) - there)]
        if there:
            said.append(self.tr("%n in the library already", "", there))
        sentence = f"{', '.join(said)}."
        if then is not Then.SHOW:
            cited = self.tr("Cited in “%1”.").replace("%1", self._manuscript)
            return f"{sentence} {cited}"
        if there < len(ids):
            sentence += " " + self.tr("Undo takes that back.")
        return sentence

    def _say(self, sentence: str) -> None:
        self.banners.clear()
        if sentence:
            self.banners.show_error(sentence)


def _read(library: Workspace, text: str) -> Steps[tuple[Entry, ...]]:
    """Read a list into entries, all of it away from the window."""
    pasted = yield from library.pasting.read(text)
    return entries_of(pasted.proposals)
