"""The notes of the page that is being read, a card for each mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.reader.note_card import NoteCard
from archivist.gui.widgets.labels import heading, muted
from archivist.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.library.annotations import Annotation
    from archivist.services.changes import Changes
    from archivist.services.reading import PlacedAnnotation
    from archivist.services.workspace import Workspace


class NotesPane(QScrollArea):
    """The right side of the reader.

    Signals:
        edited(Annotation), removed(Annotation), recoloured(Annotation, str): see `NoteCard`.
        picked(int): a card was clicked.
    """

    edited = Signal(object)
    removed = Signal(object)
    recoloured = Signal(object, str)
    picked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cards: dict[int, NoteCard] = {}
        self._tags: dict[str, str] = {}
        self._wanted: tuple[int, str] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(*(theme.GRID + theme.GRID // 2,) * 4)
        self._column.setSpacing(theme.GRID)
        self._heading = heading(self.tr("Notes on this page"))
        self._empty = muted(
            self.tr("Nothing is marked here yet. Select words and press H, or N to write a note.")
        )
        self._column.addWidget(self._heading)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.setWidget(inside)
        desk.changed.connect(self._changed)
        self._fetch_tags()

    def show_marks(self, placed: Sequence[PlacedAnnotation]) -> None:
        """Show the marks of a page; cards that stay keep what is being typed."""
        wanted = {int(one.annotation.id): one.annotation for one in placed}
        for gone in self._cards.keys() - wanted.keys():
            card = self._cards.pop(gone)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for row, (number, mark) in enumerate(wanted.items()):
            if number in self._cards:
                self._cards[number].show_mark(mark)
                self._column.removeWidget(self._cards[number])
            else:
                self._cards[number] = self._card_of(mark)
            self._column.insertWidget(row + 2, self._cards[number])
        self._empty.setVisible(not wanted)
        self._write_wanted()

    def pick(self, mark: int) -> None:
        """Show which mark is picked (0: none), and its card."""
        for number, card in self._cards.items():
            card.pick(on=number == mark)
        if mark in self._cards:
            QTimer.singleShot(0, self, lambda: self._show_card(mark))

    def write(self, mark: int, part: str = "note") -> None:
        """Put the keyboard into the note (or the `tags`) of a mark, when its card is there."""
        self._wanted = (mark, part)
        self._write_wanted()

    def save(self) -> None:
        """Save what is being typed."""
        for card in self._cards.values():
            card.save()

    def _write_wanted(self) -> None:
        if self._wanted is None or self._wanted[0] not in self._cards:
            return
        card, part = self._cards[self._wanted[0]], self._wanted[1]
        self._wanted = None
        (card.tags if part == "tags" else card.note).setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(int(card.mark.id))

    def _show_card(self, mark: int) -> None:
        if mark in self._cards:
            self.ensureWidgetVisible(self._cards[mark], 0, theme.GRID)

    def _card_of(self, mark: Annotation) -> NoteCard:
        card = NoteCard(mark, self._tags)
        card.allow_editing(allowed=not self._desk.read_only)
        card.edited.connect(self.edited)
        card.removed.connect(self.removed)
        card.recoloured.connect(self.recoloured)
        card.picked.connect(self.picked)
        return card

    def _changed(self, changes: Changes) -> None:
        if Topic.TAGS in changes or Topic.ANNOTATIONS in changes:
            self._fetch_tags()

    def _fetch_tags(self) -> None:
        def names(workspace: Workspace) -> dict[str, str]:
            return {tag.name: tag.color for tag, _ in workspace.sorting.tags()}

        self._desk.ask(names, self._take_tags, owner=self, key="tags")

    def _take_tags(self, tags: dict[str, str]) -> None:
        if tags != self._tags:
            self._tags = tags
            for card in self._cards.values():
                card.offer_tags(tags)
