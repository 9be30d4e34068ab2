"""Finding a source while writing, and the citation mark it becomes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from archivist.errors import ArchivistError, ParseError
from archivist.gui import theme
from archivist.gui.manuscript.source_rows import SourceDelegate
from archivist.gui.widgets.labels import muted
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.manuscript import CitationItem, CitationMark, write_mark
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from archivist.gui.messages import Desk
    from archivist.library.richtext import RichText
    from archivist.library.values import SourceId
    from archivist.services.cataloguing import SourceRow
    from archivist.services.workspace import Workspace

_MOST = 60
_FOUND_BY_WORDS = 30
_PAUSE = 120
_SIZE = QSize(64 * theme.GRID, 50 * theme.GRID)

_FORBIDDEN = str.maketrans("", "", "[];@\n\\")
"""Signs that would end a mark or begin another."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is cited, as the fields have it."""

    source_id: SourceId
    locator: str
    prefix: str


def find_sources(workspace: Workspace, text: str) -> tuple[SourceRow, ...]:
    """Find sources by their titles, then by the words in them; the newest for an empty text."""
    if not text:
        newest = workspace.sources.find(SourceQuery(sort=SortBy.ADDED, descending=True))
        return workspace.sources.rows(newest[:_MOST])
    ids: list[SourceId] = list(workspace.sources.find(SourceQuery(text=text))[:_MOST])
    with suppress(ParseError):
        hits = workspace.searching.search(text, limit=_FOUND_BY_WORDS).hits
        ids += [hit.source_id for hit in hits if hit.source_id is not None]
    return workspace.sources.rows(tuple(dict.fromkeys(ids)))


class CitationPopup(QFrame):
    """A card by the cursor: find as you type, name the sheet, Enter.

    It lies over the room and is no window of its own: a window would have to grab the keyboard,
    which not every desktop allows. It goes when the keyboard goes elsewhere.

    Signals:
        chosen(str): the citation mark to put into the text.
        left(): it was closed without one.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._room = parent
        self._style = ""
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(4 * theme.GRID)
        shadow.setOffset(0, theme.GRID / 2)
        self.setGraphicsEffect(shadow)
        self.field = self._line(
            self.tr("Source"), self.tr("Find a source by its title or its words")
        )
        icon, where = theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        self.field.addAction(icon, where)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(SourceDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.prefix = self._line(self.tr("Words before the citation"), self.tr("before: see, cf."))
        self.locator = self._line(self.tr("Sheet or page"), self.tr("sheet or page: л. 61"))
        self._preview = QLabel()
        self._preview.setWordWrap(True)
        self._preview.setFont(theme.reading_font(10.5))
        self._preview.setMinimumHeight(8 * theme.GRID)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._wire()
        self.hide()

    def ask(self, at: QRect, style: str, item: CitationItem | None = None) -> None:
        """Open below a place of the room; with an item, to change it."""
        self._style = style
        self.field.clear()
        self.prefix.setText(item.prefix if item else "")
        self.locator.setText(item.locator if item else "")
        self.list.clear()
        self._preview.clear()
        self.resize(_SIZE)
        self.move(_beside(at, self.size(), self._room.rect()))
        self.show()
        self.raise_()
        (self.locator if item else self.field).setFocus()
        if item is None:
            self._search()
        else:
            source_id = item.source_id
            self._desk.ask(
                lambda w: w.sources.rows((source_id,)), self._found, owner=self, key="find"
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk in the list from the field, insert with Enter."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._pause.isActive():
                self._search()
            else:
                self._choose()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            self.list.setCurrentRow(row)
        else:
            super().keyPressEvent(event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self.hide()

    @staticmethod
    def _line(name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        return line

    def _wire(self) -> None:
        self._pause.timeout.connect(self._search)
        self.field.textEdited.connect(lambda _: self._pause.start())
        for field in (self.prefix, self.locator):
            field.textEdited.connect(lambda _: self._show_preview())
        self.list.currentItemChanged.connect(lambda *_: self._show_preview())
        self.list.itemDoubleClicked.connect(lambda _: self._choose())
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.prefix, 1)
        row.addWidget(self.locator, 1)
        column.addLayout(row)
        column.addWidget(self._preview)
        column.addWidget(muted(self.tr("Enter inserts the citation, Esc closes.")))

    def _search(self) -> None:
        self._pause.stop()
        text = self.field.text().strip()
        self._desk.ask(lambda w: find_sources(w, text), self._found, owner=self, key="find")

    def _found(self, rows: Sequence[SourceRow]) -> None:
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, row)
        self.list.setCurrentRow(0)
        if not rows:
            self._preview.setText(self.tr("Nothing found. Try the beginning of the title."))

    def _wish(self) -> _Wish | None:
        item = self.list.currentItem()
        if item is None:
            return None
        row: SourceRow = item.data(Qt.ItemDataRole.UserRole)
        locator, prefix = (
            " ".join(field.text().translate(_FORBIDDEN).split())
            for field in (self.locator, self.prefix)
        )
        return _Wish(row.id, locator, prefix)

    def _show_preview(self) -> None:
        wish, style = self._wish(), self._style
        if wish is None:
            return
        self._desk.ask(
            lambda w: w.citing.cite((wish.source_id,), style, wish.locator),
            self._previewed,
            self._not_previewed,
            owner=self,
            key="preview",
        )

    def _previewed(self, cited: tuple[RichText, ...]) -> None:
        self._preview.setText(to_html(cited[0]))

    def _not_previewed(self, error: ArchivistError) -> None:
        self._preview.setText(str(error))

    def _choose(self) -> None:
        wish = self._wish()
        if wish is None:
            return
        item = CitationItem(source_id=wish.source_id, locator=wish.locator, prefix=wish.prefix)
        self.hide()
        self.chosen.emit(write_mark(CitationMark(items=(item,))))


def _beside(at: QRect, size: QSize, free: QRect) -> QPoint:
    """Return where a card of a size lies: below a place, or where there is room for it."""
    left = max(0, min(at.left(), free.width() - size.width() - theme.GRID))
    top = at.bottom() + theme.GRID
    above = at.top() - theme.GRID - size.height()
    if top + size.height() > free.height():
        top = above if above >= 0 else max(0, free.height() - size.height() - theme.GRID)
    return QPoint(left, top)
