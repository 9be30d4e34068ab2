"""The text of a page in its column, with hits and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal

from archivist.gui import theme
from archivist.gui.widgets.column import Stain, TextColumn, mark_ground
from archivist.gui.widgets.flowing import flowing

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from archivist.gui.reader.opened import PageContent, PageHits, Span


class PageTextView(TextColumn):
    """Shows the text of one page; selecting chooses a passage.

    Signals:
        selected(int, int): the characters that were chosen; equal ones for none.
        mark_clicked(int): the mark that was clicked; 0 for none.
        turned(int): the reader wants the next (1) or the previous (-1) page.
    """

    selected = Signal(int, int)
    mark_clicked = Signal(int)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setPlaceholderText(self.tr("No text is known of this page yet."))
        self._content: PageContent | None = None
        self._spans: tuple[Span, ...] = ()
        self._current = -1
        self._picked = 0
        self._shown = ""
        self.selectionChanged.connect(self._tell)

    def show_page(self, content: PageContent) -> None:
        """Show a page; one that is shown already keeps its place and its selection."""
        same = self._content is not None and self._content.page.id == content.page.id
        self._content = content
        if not same or self._shown != content.text.text:
            self._spans, self._current = (), -1
            self._shown = content.text.text
            self.show_text(flowing(self._shown))
        self._paint()

    def clear_page(self) -> None:
        """Show nothing until the next page comes."""
        self._content, self._spans, self._shown = None, (), ""
        self.show_text("")

    def show_hits(self, hits: PageHits, current: int) -> None:
        """Mark the words that were searched for, and scroll to the current one."""
        self._spans, self._current = hits.spans + hits.carried, current
        self._paint()
        if 0 <= current < len(hits.spans):
            self.reveal(hits.spans[current][0])

    def pick(self, mark: int) -> None:
        """Show one mark as the picked one."""
        self._picked = mark
        self._paint()
        for placed in self._content.placed if self._content else ():
            if placed.annotation.id == mark and placed.span:
                self.reveal(placed.span[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the page where its end is reached with the page keys."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the mark that was clicked."""
        super().mouseReleaseEvent(event)
        if self.chosen() is None:
            place = event.position().toPoint()
            self.mark_clicked.emit(self._mark_at(self.position_at(place.x(), place.y())))

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_picked"):
            self._paint()

    def _mark_at(self, position: int) -> int:
        for placed in reversed(self._content.placed if self._content else ()):
            if placed.span and placed.span[0] <= position < placed.span[1]:
                return int(placed.annotation.id)
        return 0

    def _tell(self) -> None:
        chosen = self.chosen()
        self.selected.emit(*(chosen or (0, 0)))

    def _paint(self) -> None:
        stains = []
        for placed in self._content.placed if self._content else ():
            if placed.span:
                ground = mark_ground(placed.annotation.color)
                if placed.annotation.id == self._picked:
                    ground = ground.darker(112)
                stains.append(Stain(start=placed.span[0], end=placed.span[1], ground=ground))
        for number, (start, end) in enumerate(self._spans):
            name = "hit_current" if number == self._current else "hit"
            stains.append(
                Stain(
                    start=start,
                    end=end,
                    ground=theme.colour(name),
                    ink=theme.colour("hit_text"),
                    line=theme.colour("hit_text"),
                )
            )
        self.stain(stains)
