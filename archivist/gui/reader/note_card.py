"""One mark as a card: the words it marks, its note, its tags, its colour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from archivist.gui import theme
from archivist.gui.reader.strip import colour_icon, colour_menu
from archivist.gui.widgets.fields import TextField
from archivist.gui.widgets.labels import muted
from archivist.gui.widgets.tags import TagEditor
from archivist.gui.widgets.tips import plain_tip
from archivist.library.annotations import AnnotationKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from archivist.library.annotations import Annotation

_LONGEST = 280
_STRIPE = 4


class NoteCard(QFrame):
    """A mark that can be edited in its place; what was typed is saved when it is left.

    Signals:
        edited(Annotation): the mark with another note, other tags or another colour.
        removed(Annotation): the mark is to go.
        picked(int): the card was clicked or entered.
    """

    edited = Signal(object)
    removed = Signal(object)
    recoloured = Signal(object, str)
    picked = Signal(int)

    def __init__(self, mark: Annotation, tag_colours: Mapping[str, str]) -> None:
        super().__init__()
        self.mark = mark
        self._tag_colours = tag_colours
        self._is_picked = False
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._quote = QLabel()
        self._quote.setWordWrap(True)
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setFont(theme.reading_font(10.5))
        self.note = TextField(lines=True)
        self.note.setAccessibleName(self.tr("Note"))
        self.tags = TagEditor()
        self.tags.offer(sorted(tag_colours))
        self._build()
        self.note.given.connect(lambda _: self.save())
        self.tags.added.connect(self._add_tag)
        self.tags.removed.connect(self._remove_tag)
        self.show_mark(mark)

    def show_mark(self, mark: Annotation) -> None:
        """Show the mark as it is now; what is being typed stays."""
        self.mark = mark
        self._kind.setText(self._kind_of(mark))
        quote = " ".join(mark.anchor.quote.split()) if mark.anchor else ""
        cut = len(quote) > _LONGEST
        self._quote.setText(quote[:_LONGEST].rsplit(" ", 1)[0] + " …" if cut else quote)
        self._quote.setToolTip(plain_tip(quote) if cut else "")
        self._quote.setVisible(bool(quote))
        self._colour.setIcon(colour_icon(mark.color, self.devicePixelRatioF()))
        self.note.show_value(mark.note, self.tr("Write a note"))
        self.tags.show_tags({name: self._tag_colours.get(name, "") for name in mark.tags})
        self.update()

    def offer_tags(self, tag_colours: Mapping[str, str]) -> None:
        """Offer the tags that there are, by name, with their colours."""
        self._tag_colours = tag_colours
        self.tags.offer(sorted(tag_colours))
        self.tags.show_tags({name: tag_colours.get(name, "") for name in self.mark.tags})

    def save(self) -> None:
        """Save what was typed."""
        note = self.note.toPlainText().strip()
        if note != self.mark.note:
            self.mark = replace(self.mark, note=note)
            self.edited.emit(self.mark)

    def pick(self, *, on: bool) -> None:
        """Show whether this is the picked mark."""
        self._is_picked = on
        self.update()

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the mark be changed, or not."""
        self.note.setReadOnly(not allowed)
        self.tags.lock(locked=not allowed)
        for button in (self._colour, self._bin):
            button.setVisible(allowed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the mark."""
        super().mousePressEvent(event)
        self.picked.emit(int(self.mark.id))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark's colour at the left, and a ring when picked."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.mark.color))
        painter.drawRoundedRect(1, theme.GRID, _STRIPE, self.height() - 2 * theme.GRID, 2, 2)
        if self._is_picked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("focus"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS, theme.RADIUS)

    def _build(self) -> None:
        self._kind = muted(wrap=False)
        self._colour = self._tool(self.tr("Colour"))
        self._colour.setMenu(
            colour_menu(self, lambda colour: self.recoloured.emit(self.mark, colour))
        )
        self._colour.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._bin = self._tool(self.tr("Remove this mark"))
        self._bin.setIcon(theme.icon("bin", "muted"))
        self._bin.clicked.connect(lambda: self.removed.emit(self.mark))
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._kind, 1)
        head.addWidget(self._colour)
        head.addWidget(self._bin)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        for widget in (self._quote, self.note, self.tags):
            column.addWidget(widget)

    def _add_tag(self, name: str) -> None:
        if name not in self.mark.tags:
            self._tag((*self.mark.tags, name))

    def _remove_tag(self, name: str) -> None:
        self._tag(tuple(tag for tag in self.mark.tags if tag != name))

    def _tag(self, tags: tuple[str, ...]) -> None:
        self.mark = replace(self.mark, tags=tags, note=self.note.toPlainText().strip())
        self.edited.emit(self.mark)

    def _kind_of(self, mark: Annotation) -> str:
        if mark.kind is AnnotationKind.REGION:
            return self.tr("Region")
        if mark.kind is AnnotationKind.PAGE_NOTE:
            return self.tr("Note on the page")
        return self.tr("Highlight")

    @staticmethod
    def _tool(text: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button
