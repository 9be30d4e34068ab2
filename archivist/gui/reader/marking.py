"""What the reader does to a page: highlights, boxes, notes, tags, sheets, quotations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archivist.gui import theme

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.gui.reader.opened import Span
    from archivist.library.annotations import Annotation, Region
    from archivist.library.sources import Page


class Marking(QObject):
    """Makes and changes marks. The passage it works on is the one chosen last.

    Signals:
        made(int, str): a mark was made (its id), and what of it is to be written now: "note",
            "tags" or "".
        chose(Span | None): another passage was chosen, or none.
    """

    made = Signal(int, str)
    chose = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.colour = theme.MARK_COLOURS[0]
        self.page: Page | None = None
        self.passage: Span | None = None

    def read(self, page: Page) -> None:
        """Take the page that is being read; what was chosen on another is let go."""
        if self.page is None or self.page.id != page.id:
            self.choose(None)
        self.page = page

    def choose(self, passage: Span | None) -> None:
        """Choose a passage of the page; None or an empty one for none."""
        wanted = passage if passage and passage[1] > passage[0] else None
        if wanted != self.passage:
            self.passage = wanted
            self.chose.emit(wanted)

    def highlight(self, then: str = "") -> bool:
        """Highlight the chosen passage; tell whether there is one."""
        if self.page is None or self.passage is None:
            return False
        page_id, (start, end), colour = self.page.id, self.passage, self.colour
        self._desk.change(
            lambda workspace: workspace.reading.highlight(page_id, start, end, color=colour),
            lambda made: self.made.emit(int(made.id), then),
            owner=self,
        )
        self.choose(None)
        return True

    def box(self, region: Region) -> None:
        """Mark a box on the page."""
        if self.page is None:
            return
        page_id, colour = self.page.id, self.colour
        self._desk.change(
            lambda workspace: workspace.reading.mark_region(page_id, region, color=colour),
            lambda made: self.made.emit(int(made.id), "note"),
            owner=self,
        )

    def note(self) -> None:
        """Write a note: to the chosen passage, else to the page as a whole."""
        if self.highlight("note") or self.page is None:
            return
        page_id = self.page.id
        self._desk.change(
            lambda workspace: workspace.reading.note_page(page_id, ""),
            lambda made: self.made.emit(int(made.id), "note"),
            owner=self,
        )

    def save(self, mark: Annotation) -> None:
        """Save an edited mark."""
        self._desk.change(lambda workspace: workspace.reading.save_annotation(mark), owner=self)

    def recolour(self, mark: Annotation, colour: str) -> None:
        """Give a mark another colour, which the next marks take too."""
        self.colour = colour
        self.save(replace(mark, color=colour))

    def remove(self, mark: Annotation) -> None:
        """Remove a mark; undo brings it back."""
        mark_id = mark.id
        self._desk.change(
            lambda workspace: workspace.reading.remove_annotation(mark_id),
            lambda _: self._desk.status.emit(self.tr("Mark removed. Undo brings it back.")),
            owner=self,
        )

    def set_sheet(self, label: str) -> None:
        """Say which sheet the page is."""
        if self.page is None:
            return
        page_id = self.page.id
        self._desk.change(lambda workspace: workspace.reading.set_sheet(page_id, label), owner=self)
