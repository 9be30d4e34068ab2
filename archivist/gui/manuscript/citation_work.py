"""Citations in the writing room: putting them in, and what becomes of them in the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from archivist.gui.manuscript.citation_popup import CitationPopup
from archivist.gui.manuscript.list_panel import ListPanel
from archivist.gui.manuscript.marks import read_mark, said_marks
from archivist.library.manuscript import CitationItem, CitationMark, write_mark
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from archivist.gui.manuscript.page import WritingPage
    from archivist.gui.manuscript.references_pane import ReferencesPane
    from archivist.gui.manuscript.worktable import Worktable
    from archivist.gui.messages import Desk
    from archivist.library.bibliography import ListForm
    from archivist.library.values import SourceId
    from archivist.services.cataloguing import SourceRow
    from archivist.services.workspace import Workspace
    from archivist.services.writing import Compiled


class CitationWork(QObject):
    """Joins the text, the card of citations, the card of the list, and the references."""

    def __init__(
        self, desk: Desk, table: Worktable, page: WritingPage, references: ReferencesPane
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._table = table
        self._page = page
        self._references = references
        self._compiled: Compiled | None = None
        self.popup: CitationPopup
        self.list_panel: ListPanel

    def begin(self, room: QWidget) -> None:
        """Make the cards, which lie over the room, and wire everything."""
        self._room = room
        self.popup = CitationPopup(self._desk, room)
        self.list_panel = ListPanel(room)
        editor = self._page.editor
        self._table.compiling.connect(self._references.await_compiled)
        self._table.compiled.connect(self._show_compiled)
        self._table.uncompiled.connect(lambda error: self._references.show_problem(str(error)))
        self._table.opened.connect(lambda _: self._show_marks())
        editor.chip_opened.connect(self._open_chip)
        self.popup.chosen.connect(self._insert)
        self.popup.left.connect(editor.setFocus)
        self.list_panel.given.connect(self._save_form)
        self.list_panel.left.connect(editor.setFocus)
        self._desk.cite_sources.connect(self._cite_sources)
        references = self._references
        references.source_wanted.connect(lambda number: self._desk.open_source.emit(number, 0, ""))
        references.uncited_wanted.connect(self._ask_uncited)
        references.said.connect(self._desk.status)

    def cite(self, items: Sequence[CitationItem] = ()) -> None:
        """Let sources be found to cite at the cursor, or the items of a mark be changed."""
        editor, manuscript = self._page.editor, self._table.manuscript
        if manuscript is None or self._table.section is None:
            return
        at = editor.cursorRect()
        place = QRect(editor.viewport().mapTo(self._room, at.topLeft()), at.size())
        self.popup.ask(place, manuscript.id, items)

    @property
    def open_manuscript(self) -> str:
        """The title of the manuscript in which sources can be cited now, "" for none."""
        manuscript = self._table.manuscript
        if manuscript is None or self._table.section is None or self._desk.read_only:
            return ""
        return manuscript.title

    def _cite_sources(self, ids: Sequence[SourceId], apart: bool) -> None:
        """Cite sources at the cursor: as one mark, or each on a line of its own."""
        items = [CitationItem(source_id=one) for one in ids]
        if items and self._table.section is not None:
            each = [(item,) for item in items] if apart else [tuple(items)]
            marks = [write_mark(CitationMark(items=mark)) for mark in each]
            self._page.editor.insert_marks(marks)
            self._page.editor.setFocus()

    def shape_list(self) -> None:
        """Let the form of the list be chosen."""
        manuscript = self._table.manuscript
        if manuscript is None:
            return
        panel, number = self.list_panel, manuscript.id
        panel.show_form(manuscript.list_form)
        panel.open_below(self._page.header.list_button, self._page)
        self._desk.ask(
            lambda w: w.writing.list_choices(number), panel.offer, owner=panel, key="choices"
        )

    def forget(self) -> None:
        """Show no references: there is no manuscript."""
        self._compiled = None
        self._references.show_compiled(None)

    def _save_form(self, form: ListForm) -> None:
        manuscript = self._table.manuscript
        if manuscript is not None:
            number = manuscript.id
            self._desk.change(lambda w: w.writing.set_list_form(number, form), owner=self)

    def _show_compiled(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._references.show_compiled(compiled)
        self._show_marks()

    def _show_marks(self) -> None:
        compiled, section = self._compiled, self._table.section
        if compiled is None:
            return
        tips = {entry.source_id: to_html(entry.text) for entry in compiled.entries}
        self._page.editor.show_marks(
            compiled.labels,
            said_marks(compiled, section.id if section else None),
            lambda source_id: tips.get(source_id, ""),
        )

    def _open_chip(self, raw: str) -> None:
        mark = read_mark(raw)
        if mark is not None:
            self.cite(mark.items)
        else:
            self._page.editor.unfold()

    def _insert(self, raw: str) -> None:
        self._page.editor.insert_mark(raw)
        self._page.editor.setFocus()

    def _ask_uncited(self) -> None:
        manuscript = self._table.manuscript
        if manuscript is None:
            return
        number = manuscript.id

        def uncited(workspace: Workspace) -> tuple[SourceRow, ...]:
            return workspace.sources.rows(workspace.writing.uncited(number))

        self._desk.ask(uncited, self._references.show_uncited, owner=self, key="uncited")
