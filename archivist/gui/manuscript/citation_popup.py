"""Finding sources while writing, and the citation mark they become."""

from __future__ import annotations

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
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.manuscript.citation_search import find_sources
from archivist.gui.manuscript.cited_chips import CitedChips, CitedSource, FindLine
from archivist.gui.manuscript.marks import preview_html
from archivist.gui.manuscript.source_rows import SourceDelegate
from archivist.gui.widgets.belonging import belongs
from archivist.gui.widgets.labels import muted
from archivist.library.manuscript import CitationItem, CitationMark, write_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.library.values import ManuscriptId, SourceId
    from archivist.services.cataloguing import SourceRow
    from archivist.services.workspace import Workspace
    from archivist.services.writing import Compiled

_PAUSE = 120
_SIZE = QSize(64 * theme.GRID, 54 * theme.GRID)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}

_FORBIDDEN = str.maketrans("", "", "[];@\n\\")
"""Signs that would end a mark or begin another."""


class CitationPopup(QFrame):
    """A card by the cursor: find as you type, name the sheet, Enter.

    Ctrl+Enter takes a further source into the same mark; Backspace in the empty field takes up the
    last one again. The card lies over the room and is no window of its own: a window would have to
    grab the keyboard, which not every desktop allows. It goes when the keyboard goes elsewhere.

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
        self._manuscript_id: ManuscriptId | None = None
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(4 * theme.GRID)
        shadow.setOffset(0, theme.GRID / 2)
        self.setGraphicsEffect(shadow)
        self.cited = CitedChips()
        self.field = FindLine()
        self.field.setAccessibleName(self.tr("Source"))
        self.field.setPlaceholderText(self.tr("Find a source by title, author, file or words"))
        icon, where = theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        self.field.addAction(icon, where)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(SourceDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.prefix = self._line(self.tr("Words before the citation"), self.tr("before: see, cf."))
        self.locator = self._line(self.tr("Sheet or page"), self.tr("sheet or page: л. 61"))
        self.more = QPushButton(self.tr("And another"))
        self.more.setToolTip(self.tr("Cite a further source in the same place (Ctrl+Enter)"))
        self.more.setAutoDefault(False)
        self._preview = QLabel()
        self._preview.setWordWrap(True)
        self._preview.setFont(theme.reading_font(10.5))
        self._preview.setMinimumHeight(9 * theme.GRID)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._wire()
        self.hide()

    def ask(
        self, at: QRect, manuscript_id: ManuscriptId, items: Sequence[CitationItem] = ()
    ) -> None:
        """Open below a place of the room; with the items of a mark, to change it."""
        self._manuscript_id = manuscript_id
        self._clear()
        self.cited.show_sources(())
        self._preview.clear()
        self.resize(_SIZE)
        self.move(_beside(at, self.size(), self._room.rect()))
        self.show()
        self.raise_()
        self.field.setFocus()
        if not items:
            self._search()
            return
        ids = tuple(item.source_id for item in items)
        self._desk.ask(
            lambda w: w.sources.rows(ids),
            lambda rows: self._take_items(items, rows),
            owner=self,
            key="find",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk in the list from the field, insert with Enter."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._add()
        elif key in _ENTER:
            self._choose()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            self.list.setCurrentRow(row)
        else:
            super().keyPressEvent(event)

    # -- how it is made

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
        self.field.erased.connect(self.cited.take_last)
        self.more.clicked.connect(self._add)
        self.cited.changed.connect(self._show_preview)
        self.cited.taken.connect(self._take_up)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.cited)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.prefix, 1)
        row.addWidget(self.locator, 1)
        row.addWidget(self.more)
        column.addLayout(row)
        column.addWidget(self._preview)
        keys = self.tr("Enter inserts the citation, Ctrl+Enter adds another source, Esc closes.")
        column.addWidget(muted(keys))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not belongs(new, self):
            self.hide()

    # -- finding

    def _search(self) -> None:
        self._pause.stop()
        text = self.field.text().strip()
        self._desk.ask(lambda w: find_sources(w, text), self._found, owner=self, key="find")

    def _found(self, rows: Sequence[SourceRow]) -> None:
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.label, self.list)
            item.setData(Qt.ItemDataRole.UserRole, row)
        if self.field.text().strip() or not self.cited.sources:
            self.list.setCurrentRow(0)
        self._show_preview()
        if not rows and self.field.text().strip():
            self._preview.setText(self.tr("Nothing found. Try an author, a file, or other words."))
        elif not rows:
            self._preview.setText(
                self.tr("No sources yet. Ctrl+Shift+V takes them from a list of references.")
            )

    # -- the sources of the mark

    @property
    def _current(self) -> CitedSource | None:
        """The source that is being chosen, with what the fields say of it."""
        item = self.list.currentItem()
        if item is None:
            return None
        row: SourceRow = item.data(Qt.ItemDataRole.UserRole)
        locator, prefix = (
            " ".join(field.text().translate(_FORBIDDEN).split())
            for field in (self.locator, self.prefix)
        )
        return CitedSource(
            CitationItem(source_id=row.id, locator=locator, prefix=prefix), row.label
        )

    @property
    def _mark(self) -> CitationMark | None:
        current = self._current
        items = (*self.cited.items, *([current.item] if current else []))
        return CitationMark(items=items) if items else None

    def _take_items(self, items: Sequence[CitationItem], rows: Sequence[SourceRow]) -> None:
        """Show the sources of a mark; one alone is taken up at once."""
        titles: dict[SourceId, str] = {row.id: row.label for row in rows}
        sources = tuple(
            CitedSource(item, titles.get(item.source_id, f"@{item.source_id}")) for item in items
        )
        if len(sources) == 1:
            self._take_up(sources[0])
        else:
            self.cited.show_sources(sources)
            self._search()

    def _take_up(self, source: CitedSource) -> None:
        """Bring a source back into the fields."""
        self._clear()
        self.prefix.setText(source.item.prefix)
        self.locator.setText(source.item.locator)
        self.locator.setFocus()
        source_id = source.item.source_id

        def found(rows: Sequence[SourceRow]) -> None:
            self._found(rows)
            self.list.setCurrentRow(0)

        self._desk.ask(lambda w: w.sources.rows((source_id,)), found, owner=self, key="find")

    def _add(self) -> None:
        current = self._current
        if current is not None and not self._pause.isActive():
            self._clear()
            self.cited.add(current)
            self.field.setFocus()
            self._search()
        else:
            self._search()

    def _clear(self) -> None:
        self._pause.stop()
        for field in (self.field, self.prefix, self.locator):
            field.clear()
        self.list.clear()

    # -- what it will look like

    def _show_preview(self) -> None:
        mark, manuscript_id = self._mark, self._manuscript_id
        if mark is None or manuscript_id is None:
            return

        def preview(workspace: Workspace) -> Compiled:
            return workspace.writing.preview(manuscript_id, mark)

        self._desk.ask(preview, self._previewed, self._not_previewed, owner=self, key="preview")

    def _previewed(self, compiled: Compiled) -> None:
        self._preview.setText(preview_html(compiled))

    def _not_previewed(self, error: ArchivistError) -> None:
        self._preview.setText(str(error))

    def _choose(self) -> None:
        mark = self._mark
        if self._pause.isActive():  # what was typed last is not found yet
            self._search()
        elif mark is not None:
            self.hide()
            self.chosen.emit(write_mark(mark))


def _beside(at: QRect, size: QSize, free: QRect) -> QPoint:
    """Return where a card of a size lies: below a place, or where there is room for it."""
    left = max(0, min(at.left(), free.width() - size.width() - theme.GRID))
    top = at.bottom() + theme.GRID
    above = at.top() - theme.GRID - size.height()
    if top + size.height() > free.height():
        top = above if above >= 0 else max(0, free.height() - size.height() - theme.GRID)
    return QPoint(left, top)
