"""Marks in the reader: what its tools, its page, its cards and its keys do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from archivist.gui.reader.hand import Tool
from archivist.gui.reader.marking import Marking
from archivist.gui.reader.opened import locator_of
from archivist.gui.reader.quoting import clipping, plain_quotation, quotation

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.gui.reader.opened import PageContent
    from archivist.gui.reader.session import Session
    from archivist.gui.reader.view import ReaderView
    from archivist.library.annotations import Annotation, Region
    from archivist.library.richtext import RichText


class Annotating(QObject):
    """Connects the tools for marks with the page and its notes."""

    def __init__(self, desk: Desk, session: Session, view: ReaderView) -> None:
        super().__init__(view)
        self._desk = desk
        self._session = session
        self._view = view
        self._marking = Marking(desk, self)
        self._picked = 0
        self._awaited = 0
        self._wire()

    def turn(self) -> None:
        """Leave the page that was read: save what is typed, let go of what is chosen."""
        self._view.notes.save()
        page = self._session.page
        if page is not None:
            self._marking.read(page)
        self._picked = 0
        self._view.notes.show_marks(())

    def read(self, content: PageContent) -> None:
        """Show the marks of the page that is read now."""
        self._view.notes.show_marks(content.placed)
        there = {int(placed.annotation.id) for placed in content.placed}
        if self._awaited in there:
            self._picked, self._awaited = self._awaited, 0
        self.pick(self._picked if self._picked in there else 0)

    def pick(self, mark: int) -> None:
        """Show one mark of the page as the picked one (0 for none)."""
        self._picked = mark
        self._view.stage.pick(mark)
        self._view.notes.pick(mark)

    def await_mark(self, mark: int) -> None:
        """Pick a mark as soon as its page is read; 0 for none."""
        self._awaited = mark

    def highlight(self) -> None:
        """Highlight what is selected."""
        if not self._marking.highlight():
            self._desk.status.emit(self.tr("Select the words first, then highlight them."))

    def note(self) -> None:
        """Write a note to what is selected, to the picked mark, or to the page."""
        if self._marking.passage is None and self._picked:
            self._view.show_side(self._view.notes)
            self._view.notes.write(self._picked)
        else:
            self._marking.note()

    def tag(self) -> None:
        """Tag the picked mark, or what is selected."""
        if self._marking.passage is not None:
            self._marking.highlight(then="tags")
        elif self._picked:
            self._view.notes.show()
            self._view.notes.write(self._picked, "tags")
        else:
            self._desk.status.emit(self.tr("Select words or a mark first, then tag it."))

    def use_region(self, on: bool | None = None) -> None:
        """Let a drag draw a box, or choose words again; None for the other of the two."""
        boxing = self._view.stage.tool is not Tool.REGION if on is None else on
        self._view.stage.use_tool(Tool.REGION if boxing else Tool.SELECT)
        self._view.strip.show_boxing(on=boxing)

    def set_sheet(self, label: str) -> None:
        """Say which sheet the page is."""
        self._marking.set_sheet(label)

    def quote(self) -> None:
        """Copy what is selected (or the picked mark) with its citation."""
        source, content = self._session.source, self._session.content
        words = self._words(content)
        if source is None or content is None or not words:
            self._desk.status.emit(self.tr("Select the words to quote first."))
            return
        record, source_id = source.details.source.record, source.details.source.id
        locator = locator_of(source, content.page)
        style = self._desk.preferences.settings.style
        plain = plain_quotation(words, record.language, source_id, locator)
        styled = quotation(words, record.language)

        def copy(cited: tuple[RichText, ...]) -> None:
            QGuiApplication.clipboard().setMimeData(clipping(plain, styled, cited[0]))
            self._desk.status.emit(self.tr("Copied: %1").replace("%1", plain))

        self._desk.ask(
            lambda workspace: workspace.citing.cite((source_id,), style, locator),
            copy,
            owner=self,
            key="quote",
        )

    def _words(self, content: PageContent | None) -> str:
        """Return the words that are selected, else those of the picked mark."""
        if content is None:
            return ""
        if self._marking.passage is not None:
            return content.text.text[slice(*self._marking.passage)]
        for placed in content.placed:
            if placed.annotation.id == self._picked and placed.annotation.anchor:
                return placed.annotation.anchor.quote
        return ""

    def _wire(self) -> None:
        marking, view = self._marking, self._view
        view.stage.selected.connect(lambda start, end: marking.choose((start, end)))
        marking.chose.connect(view.stage.show_selection)
        marking.made.connect(self._made)
        view.stage.boxed.connect(self._boxed)
        view.stage.mark_clicked.connect(self.pick)
        view.notes.picked.connect(self.pick)
        view.notes.edited.connect(marking.save)
        view.notes.recoloured.connect(self._recolour)
        view.notes.removed.connect(marking.remove)
        view.marks.chosen.connect(self._show_mark)
        view.strip.highlighted.connect(self.highlight)
        view.strip.coloured.connect(self._colour)
        view.strip.boxing.connect(self.use_region)
        view.strip.noted.connect(self.note)
        view.strip.tagged.connect(self.tag)
        view.strip.quoted.connect(self.quote)

    def _boxed(self, region: Region) -> None:
        self.use_region(on=False)
        self._marking.box(region)

    def _colour(self, colour: str) -> None:
        self._marking.colour = colour
        self._view.strip.show_colour(colour)

    def _recolour(self, mark: Annotation, colour: str) -> None:
        self._marking.recolour(mark, colour)
        self._view.strip.show_colour(colour)

    def _made(self, mark: int, part: str) -> None:
        self._awaited = mark
        if part:
            self._view.notes.show()
            self._view.notes.write(mark, part)

    def _show_mark(self, mark: Annotation) -> None:
        """Go to a mark of the list."""
        source, content = self._session.source, self._session.content
        if source is None:
            return
        if content is not None and content.page.id == mark.page_id:
            self.pick(int(mark.id))
            return
        self._awaited = int(mark.id)
        for index, page in enumerate(source.pages):
            if page.id == mark.page_id:
                self._session.go(index)
