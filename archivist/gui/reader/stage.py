"""The middle of the reader: the page as a picture, as text, or as both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui.reader.page_notice import PageNotice
from archivist.gui.reader.picture_view import PictureView
from archivist.gui.reader.sheet_item import Drawn, Look
from archivist.gui.reader.strip import Mode
from archivist.gui.reader.text_view import PageTextView
from archivist.gui.widgets.empty import EmptyPlace
from archivist.library.annotations import AnnotationKind
from archivist.services.reading import passage_boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from archivist.gui.reader.hand import Tool
    from archivist.gui.reader.opened import PageContent, PageHits, Span
    from archivist.library.annotations import Annotation, Region
    from archivist.library.sources import Page


class Stage(QStackedWidget):
    """Shows the page that is being read, or why there is none.

    Signals:
        selected(int, int): the characters that were chosen on the picture or in the text.
        boxed(Region): a box was drawn on the picture.
        mark_clicked(int): a mark was clicked; 0 for none.
        wanted(int): a picture of so many pixels across would be sharp now.
        turned(int): the next (1) or the previous (-1) page is wanted.
        helped(): the button of the empty place was pressed.
    """

    selected = Signal(int, int)
    boxed = Signal(object)
    mark_clicked = Signal(int)
    wanted = Signal(int)
    turned = Signal(int)
    helped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureView()
        self.text = PageTextView()
        self.empty = EmptyPlace("file", "", " ", self.helped.emit)
        self.notice = PageNotice()
        self._build()
        self._mode = Mode.PICTURE
        self._page: Page | None = None
        self._content: PageContent | None = None
        self._hits: PageHits | None = None
        self._current = -1
        self._picked = 0
        for pointer in (self.picture.hand, self.text):
            pointer.selected.connect(self.selected)
            pointer.mark_clicked.connect(self.mark_clicked)
        for view in (self.picture, self.text):
            view.turned.connect(self.turned)
        self.picture.hand.boxed.connect(self.boxed)
        self.picture.wanted.connect(self._want)

    @property
    def mode(self) -> Mode:
        """What is shown of a page that has both a picture and text."""
        return self._mode

    def show_mode(self, mode: Mode) -> None:
        """Show pages as pictures, as text, or as both."""
        both = mode is Mode.BOTH and self._mode is not mode
        self._mode = mode
        self._arrange()
        if both:
            half = max(1, self._split.width() // 2)
            self._split.setSizes([half, half])

    def turn(self, page: Page) -> None:
        """Show the outline of a page whose picture and text are coming."""
        self._page, self._content, self._hits = page, None, None
        self._current, self._picked = -1, 0
        self.notice.hide()
        self.setCurrentWidget(self._pages)
        self.text.clear_page()
        self._arrange()
        if page.width:
            self.picture.show_page(page.width, page.height)

    def show_content(self, content: PageContent) -> None:
        """Show the text and the marks of the page."""
        self._content = content
        self.picture.hand.words = content.words
        self.text.show_page(content)
        self._draw()

    def show_picture(self, page: Page, image: QImage) -> None:
        """Show the picture of the page, if it is still the one that is read."""
        if self._page is not None and self._page.id == page.id:
            self.notice.hide()
            self.picture.show_picture(image)

    def refuse_picture(self, page: Page, sentence: str) -> None:
        """Say why the page cannot be drawn, and show its text."""
        if self._page is not None and self._page.id == page.id:
            self.notice.tell(self.tr("This page cannot be drawn. %1").replace("%1", sentence))
            self.text.show()
            self.picture.hide()

    def show_empty(self, sentence: str, button: str = "") -> None:
        """Show a sentence in the place of pages."""
        self.empty.say(sentence, button)
        self.setCurrentWidget(self.empty)

    def show_hits(self, hits: PageHits, current: int) -> None:
        """Mark the words that were searched for, and show the current ones."""
        self._hits, self._current = hits, current
        self.text.show_hits(hits, current)
        self._draw()
        if 0 <= current < len(hits.boxes) and hits.boxes[current]:
            self.picture.reveal(hits.boxes[current][0])

    def show_selection(self, passage: Span | None) -> None:
        """Draw the chosen passage on the picture."""
        text = self._content.text if self._content else None
        self.picture.select(passage_boxes(text, *passage) if text and passage else ())
        if passage is None and self.text.chosen() is not None:
            cursor = self.text.textCursor()
            cursor.clearSelection()
            self.text.setTextCursor(cursor)

    def pick(self, mark: int) -> None:
        """Show one mark as the picked one (0 for none)."""
        self._picked = mark
        self.text.pick(mark)
        self._draw()
        for placed in self._content.placed if self._content else ():
            if placed.annotation.id == mark and placed.boxes:
                self.picture.reveal(placed.boxes[0])

    @property
    def tool(self) -> Tool:
        """What a drag over the picture does."""
        return self.picture.hand.tool

    def take_focus(self) -> None:
        """Put the keyboard on the page."""
        shown = self.picture if self.picture.isVisibleTo(self) else self.text
        (self.empty if self.currentWidget() is self.empty else shown).setFocus()

    def use_tool(self, tool: Tool) -> None:
        """Let a drag over the picture choose words, or draw a box."""
        self.picture.hand.tool = tool

    def step(self, way: int) -> None:
        """Go a screen further, or to the next page at the end of this one."""
        view = self.picture if self.picture.isVisible() else self.text
        bar = view.verticalScrollBar()
        if bar.value() == (bar.maximum() if way > 0 else bar.minimum()):
            self.turned.emit(way)
        else:
            bar.setValue(bar.value() + way * round(view.viewport().height() * 0.85))

    def zoom(self, steps: int) -> None:
        """Make the page larger, or smaller below 0."""
        if self.picture.isVisible():
            self.picture.zoom(steps)
        if self.text.isVisible() and not self.picture.isVisible():
            (self.text.zoomIn if steps > 0 else self.text.zoomOut)(1)

    def _build(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.picture)
        self._split.addWidget(self.text)
        for part in (0, 1):
            self._split.setStretchFactor(part, 1)
        self._pages = QWidget()
        column = QVBoxLayout(self._pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._split, 1)
        self.addWidget(self._pages)
        self.addWidget(self.empty)

    def _arrange(self) -> None:
        drawable = self._page is not None and bool(self._page.width)
        self.picture.setVisible(drawable and self._mode is not Mode.TEXT)
        self.text.setVisible(not drawable or self._mode is not Mode.PICTURE)

    def _want(self, width: int) -> None:
        if self._page is not None and self._page.width and self._mode is not Mode.TEXT:
            self.wanted.emit(width)

    def _draw(self) -> None:
        drawn = []
        for placed in self._content.placed if self._content else ():
            drawn += [self._drawn(placed.annotation, box) for box in placed.boxes]
        for number, boxes in enumerate(self._hits.boxes if self._hits else ()):
            look = Look.HIT_CURRENT if number == self._current else Look.HIT
            drawn += [Drawn(region=box, look=look) for box in boxes]
        for box in self._hits.carried_boxes if self._hits else ():
            drawn.append(Drawn(region=box, look=Look.HIT))
        self.picture.draw(drawn)

    def _drawn(self, mark: Annotation, box: Region) -> Drawn:
        look = Look.REGION if mark.kind is AnnotationKind.REGION else Look.MARK
        return Drawn(
            region=box,
            look=look,
            colour=mark.color,
            mark=int(mark.id),
            picked=int(mark.id) == self._picked,
        )
