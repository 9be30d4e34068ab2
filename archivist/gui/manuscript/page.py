"""The middle of the writing room: the editor, or why there is nothing to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.manuscript.editor import SectionEditor
from archivist.gui.manuscript.header import Header
from archivist.gui.widgets.banner import Banners
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.fields import LineField

if TYPE_CHECKING:
    from archivist.library.manuscript import Section


class WritingPage(QWidget):
    """The head of the manuscript, the title of the section, its text.

    Signals:
        section_wanted(): a section is to be added.
        titled(str): the section has another title.
    """

    section_wanted = Signal()
    titled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = Header()
        self.banners = Banners()
        self.editor = SectionEditor()
        self._title = LineField()
        self._title.setFont(theme.reading_font(15))
        self._title.setAccessibleName(self.tr("Title of the section"))
        self._title.given.connect(self.titled)
        self._title.returnPressed.connect(self.editor.setFocus)
        self.header.title.returnPressed.connect(self._go_on)
        self._empty = EmptyPlace(
            "outline",
            self.tr("This manuscript has no sections yet."),
            self.tr("Add a section"),
            self.section_wanted.emit,
        )
        self._written = QWidget()
        self._written.setProperty("look", "paper")
        self._written.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(self._written)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self._title)
        inside.addLayout(head)
        self.editor.aligned.connect(lambda left: head.setContentsMargins(*_around(left)))
        inside.addWidget(self.editor, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._written)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banners)
        column.addWidget(self._stack, 1)

    def show_section(self, section: Section | None) -> None:
        """Show a section to write in; None for none."""
        self.header.show_section(there=section is not None)
        self._stack.setCurrentIndex(int(section is not None))
        self.editor.load(section.text if section else "")
        self.show_title(section.title if section else "")

    def show_title(self, title: str) -> None:
        """Show the title of the section."""
        self._title.show_value(title, self.tr("Title of the section"))

    def name_section(self) -> None:
        """Let the title be typed over."""
        self._title.setFocus()
        self._title.selectAll()

    def _go_on(self) -> None:
        """Go from the title of the manuscript to its text, or to where that begins."""
        there = self._stack.currentWidget()
        if there is None or there is self._written:
            there = self.editor
        there.setFocus()

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the text be changed, or not."""
        self.header.allow_editing(allowed=allowed)
        self._title.setReadOnly(not allowed)
        self.editor.setReadOnly(not allowed)
        if not allowed:
            self._empty.say(self.tr("This manuscript has no sections."), "")


def _around(left: int) -> tuple[int, int, int, int]:
    """Return the margins at which the title stands over the first letters of the text."""
    inside = 7  # the frame and padding of the field
    return max(0, left - inside), 2 * theme.GRID, max(0, left - inside), 0
