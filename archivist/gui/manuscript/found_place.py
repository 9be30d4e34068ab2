"""The place in a section at which a search has found its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from archivist.gui.manuscript.text_places import select_place

if TYPE_CHECKING:
    from archivist.gui.manuscript.editor import SectionEditor
    from archivist.gui.manuscript.worktable import Worktable
    from archivist.gui.messages import Desk


class FoundPlace(QObject):
    """Selects the first hit of a query in a section as soon as that is open."""

    def __init__(self, desk: Desk, table: Worktable, editor: SectionEditor) -> None:
        super().__init__(editor)
        self._desk, self._table, self._editor = desk, table, editor
        self._wanted: tuple[int, str] | None = None
        # the section is taken up right after its outline came
        table.outlined.connect(lambda _: QTimer.singleShot(0, self, self._look))

    def seek(self, section_id: int, query: str) -> None:
        """Wait for a section, and look for the words of a query in it."""
        self._wanted = (section_id, query) if query else None

    def _look(self) -> None:
        section = self._table.section
        if self._wanted is None or section is None or int(section.id) != self._wanted[0]:
            return
        (_, query), self._wanted = self._wanted, None
        text = self._editor.text
        self._desk.ask(
            lambda workspace: workspace.searching.marks(query, text).own,
            lambda marks: self._show(text, marks),
            owner=self,
            key="marks",
        )

    def _show(self, text: str, marks: tuple[tuple[int, int], ...]) -> None:
        if marks and text == self._editor.text:
            select_place(self._editor, *marks[0])
            self._editor.setFocus()
