"""The checks of the writing room: found in the background, listed beside the text, gone to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from archivist.gui.checking.checks import Checks
from archivist.gui.checking.findings_pane import FindingsPane
from archivist.gui.checking.told import check_manuscript
from archivist.gui.manuscript.text_places import find_words, select_place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from archivist.gui.actions import Actions
    from archivist.gui.checking.told import Told
    from archivist.gui.manuscript.outlined import Outline
    from archivist.gui.manuscript.page import WritingPage
    from archivist.gui.manuscript.worktable import Worktable
    from archivist.gui.messages import Desk
    from archivist.library.values import ManuscriptId


class CheckWork(QObject):
    """Joins the checks, their pane and the text; `side` shows the references or the findings."""

    def __init__(
        self, desk: Desk, table: Worktable, page: WritingPage, references: QWidget
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._table = table
        self._page = page
        self._references = references
        self._manuscript: ManuscriptId | None = None
        self.pane = FindingsPane(
            self.tr("Nothing to mend. Every citation leads to its source, and prints as it should.")
        )
        self.side = QStackedWidget()
        self.side.addWidget(references)
        self.side.addWidget(self.pane)
        self.checks = Checks(desk, page)
        self.checks.found.connect(self._show)
        self.checks.working.connect(self.pane.show_working)
        self.pane.again_wanted.connect(self._again)
        self.pane.closed.connect(self._close)
        self.pane.said.connect(desk.status)
        self.pane.list.wanted.connect(self._go)
        self.pane.list.stepped.connect(self._stop_at)
        self.pane.list.sources_wanted.connect(lambda told: desk.show_finding.emit(told.finding))
        page.header.check_wanted.connect(self.turn)
        table.outlined.connect(self._follow)

    def offer(self, actions: Actions, room: QWidget) -> None:
        """Take the actions of checking."""
        actions.handle("text.check", room, self.open)
        actions.handle("edit.next_finding", room, lambda: self._step(1))
        actions.handle("edit.previous_finding", room, lambda: self._step(-1))

    def open(self) -> None:
        """Show the findings, put the keyboard there, and check again."""
        self.side.show()
        self.side.setCurrentWidget(self.pane)
        self._again()
        self.pane.take_focus()

    def turn_side(self) -> None:
        """Show or hide the right side."""
        self.side.setVisible(self.side.isHidden())

    def turn(self) -> None:
        """Show the findings, or the references again."""
        if self.side.isVisible() and self.side.currentWidget() is self.pane:
            self._close()
        else:
            self.open()

    def _close(self) -> None:
        self.side.setCurrentWidget(self._references)
        self._page.editor.setFocus()

    def _again(self) -> None:
        """Check what is written now: what is not saved yet is saved first."""
        if self._manuscript is not None:
            self._page.editor.rest()
            self._table.after_saving(self.checks.again)

    def _step(self, by: int) -> None:
        if self.pane.count is None:
            self.open()
        else:
            self.side.show()
            self.side.setCurrentWidget(self.pane)
            self.pane.step(by)

    def _follow(self, _: Outline) -> None:
        """Check the manuscript that lies open now."""
        manuscript = self._table.manuscript
        number = manuscript.id if manuscript else None
        if number == self._manuscript:
            return
        self._manuscript = number
        self.pane.show_told(() if number is None else None)
        self._page.header.show_findings(None)
        check = None if number is None else partial(check_manuscript, manuscript_id=number)
        self.checks.watch(check)

    def _show(self, told: tuple[Told, ...]) -> None:
        self.pane.show_told(told)
        self._page.header.show_findings([str(one.finding.severity) for one in told])

    def _stop_at(self, told: Told) -> None:
        """Show where the fault is if that is in the text: Enter leads elsewhere."""
        if told.finding.section_id is None:
            self.pane.list.setFocus()
        else:
            self._go(told)

    def _go(self, told: Told) -> None:
        """Show where the fault is: the very words, or the source in the library."""
        finding, editor = told.finding, self._page.editor
        if finding.section_id is None:
            self._desk.show_finding.emit(finding)
            return
        editor.rest()
        self._table.open_section(finding.section_id)
        section = self._table.section
        if section is None or section.id != finding.section_id:
            return
        editor.setFocus()
        place = find_words(editor.text, told.words, finding.position)
        if place is None:
            self._desk.status.emit(self.tr("These words are not there any more."))
        else:
            select_place(editor, *place)
