"""The list of pasted references: number, kind, the string in two lines, and how sure it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.pasting.entries import Standing
from archivist.gui.dialogs.pasting.entry_text import slip_look
from archivist.gui.models.words import kind_name
from archivist.gui.widgets.positions import Positions, showable
from archivist.gui.widgets.rows import Index, RowDelegate, draw_ground, draw_text, ink
from archivist.gui.widgets.tips import plain_tip
from archivist.library.records import RecordKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection

    from archivist.gui.dialogs.pasting.entries import Entry

_TALL = 6 * theme.GRID
_LINES = 2
_ENTRY = Qt.ItemDataRole.UserRole
_NUMBER = re.compile(r"\s*[\[(]?\d{1,4}[\]).]*\s*")
_SEEN = 400
"""So many characters are set at the most: two lines hold no more."""

_ICONS = {
    RecordKind.ARCHIVAL: "archive",
    RecordKind.WEB_PAGE: "link",
    RecordKind.NEWSPAPER: "text",
    RecordKind.ARTICLE: "text",
    RecordKind.CHAPTER: "text",
    RecordKind.OTHER: "file",
}


class EntryList(QListView):
    """Shows entries.

    Signals:
        looked_at(int): another entry is the chosen one: its place in the whole list, -1 for none.
    """

    looked_at = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = _Entries(self)
        self.setModel(self.entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("References"))

    def show_entries(self, entries: Sequence[Entry], places: Sequence[int]) -> None:
        """Show the entries that stand at these places of the whole list; the chosen one stays."""
        place, row = self.place, self.currentIndex().row()
        if self.entries.fill(entries, places):
            at = self.entries.row_of(place)
            if row >= 0 or not places:
                self.go_to_row(at if at >= 0 else min(row, len(places) - 1))
        else:
            self.viewport().update()

    @property
    def place(self) -> int:
        """The place of the chosen entry in the whole list, -1 for none."""
        return self.entries.place_at(self.currentIndex().row())

    def go_to(self, place: int) -> None:
        """Choose the entry at a place of the whole list, if it is shown."""
        self.go_to_row(self.entries.row_of(place))

    def go_to_row(self, row: int) -> None:
        """Choose the entry of a row and bring it into sight."""
        if 0 <= row < self.entries.rowCount():
            self.setCurrentIndex(self.entries.index(row))
            self.scrollTo(self.currentIndex())
        else:
            self.looked_at.emit(-1)

    def selectionChanged(self, chosen: QItemSelection, left: QItemSelection) -> None:
        """Tell of another entry."""
        super().selectionChanged(chosen, left)
        if chosen.indexes():
            self.looked_at.emit(self.place)

    def standing_words(self, entry: Entry) -> str:
        """Return how sure an entry is, in words."""
        if entry.same is not None and entry.standing is Standing.SURE:
            return self.tr("In the library already")
        return {
            Standing.SURE: self.tr("Understood"),
            Standing.LOOK: self.tr("To look at"),
            Standing.LOST: self.tr("Not understood"),
            Standing.SKIPPED: self.tr("Left out"),
        }[entry.standing]


class _Entries(QAbstractListModel):
    """Entries as rows."""

    def __init__(self, owner: EntryList) -> None:
        super().__init__(owner)
        self._owner = owner
        self._entries: Sequence[Entry] = ()
        self._places: tuple[int, ...] = ()

    def fill(self, entries: Sequence[Entry], places: Sequence[int]) -> bool:
        """Take other entries; tell whether other rows are shown than before."""
        others = tuple(places) != self._places
        if not others:
            self._entries = entries
            return False
        self.beginResetModel()
        self._entries, self._places = entries, tuple(places)
        self.endResetModel()
        return True

    def place_at(self, row: int) -> int:
        """Return the place of a row in the whole list, -1 for no row."""
        return self._places[row] if 0 <= row < len(self._places) else -1

    def row_of(self, place: int) -> int:
        """Return the row of an entry, -1 where it is not shown."""
        return self._places.index(place) if place in self._places else -1

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many entries are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes anything
        """Return an entry, its string, or what is to say of it."""
        if not index.isValid():
            return None
        entry = self._entries[self._places[index.row()]]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [slip.sentence for slip in entry.slips]
            return plain_tip("\n".join([self._owner.standing_words(entry), *said]))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{kind_name(entry.kind)}, {self._owner.standing_words(entry)}"
        return entry.text if role == Qt.ItemDataRole.DisplayRole else None


class _EntryDelegate(RowDelegate):
    """Draws an entry: its number and kind, two lines of its string, and a dot."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(super().sizeHint(option, index).width(), _TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        option.text = ""
        entry: Entry = index.data(_ENTRY)
        painter.save()
        draw_ground(painter, option)
        painter.setFont(option.font)
        area = QRect(option.rect).adjusted(theme.GRID, 4, -theme.GRID, -4)
        line = painter.fontMetrics().lineSpacing()
        top = area.top() + (area.height() - _LINES * line) // 2
        left = QRect(area.left(), top, 4 * theme.GRID, line)
        painter.setPen(ink(option, "muted"))
        draw_text(painter, left.adjusted(0, 0, -theme.GRID // 2, 0), entry.label, right=True)
        icon = _ICONS.get(entry.kind, "library")
        ratio = painter.device().devicePixelRatio()
        picture = theme.pixmap(icon, "muted", 16, ratio)
        painter.drawPixmap(left.right() - 16 - theme.GRID // 2 + 1, left.bottom() + 2, picture)
        painter.setPen(ink(option, "muted" if entry.standing is Standing.SKIPPED else "text"))
        words = area.adjusted(5 * theme.GRID, 0, -3 * theme.GRID, 0)
        _draw_string(painter, words, top, entry)
        if entry.same is not None and entry.standing is not Standing.SKIPPED:
            link = theme.pixmap("link", "muted", 16, ratio)
            painter.drawPixmap(area.right() - 2 * theme.GRID - 3, top + line // 2 - 8, link)
            painter.restore()
            return
        dot = QRect(area.right() - 2 * theme.GRID, top + (line - 10) // 2, 10, 10)
        draw_standing(painter, dot, entry.standing, option)
        painter.restore()


def draw_standing(
    painter: QPainter, area: QRect, standing: Standing, option: QStyleOptionViewItem
) -> None:
    """Draw how sure an entry is: a dot, a ring, a cross, or a dash for what is left out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tints = {Standing.SURE: "good", Standing.LOOK: "notice", Standing.LOST: "error"}
    tint = ink(option, tints.get(standing, "muted"))
    painter.setPen(QPen(tint, 2))
    inside = area.adjusted(2, 2, -2, -2)
    if standing is Standing.SURE:
        painter.setBrush(tint)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(inside)
    elif standing is Standing.LOOK:
        painter.drawEllipse(inside.adjusted(-1, -1, 1, 1))
    elif standing is Standing.LOST:
        painter.drawLine(inside.topLeft(), inside.bottomRight())
        painter.drawLine(inside.topRight(), inside.bottomLeft())
    else:
        middle = area.center().y()
        painter.drawLine(inside.left(), middle, inside.right(), middle)
    painter.restore()


def _draw_string(painter: QPainter, area: QRect, top: int, entry: Entry) -> None:
    """Draw a string without its number in two lines, its slips underlined."""
    begin = 0
    if entry.numbered and (lead := _NUMBER.match(entry.text)):
        begin = lead.end()
    text = entry.text[begin : begin + _SEEN]
    positions = Positions(text)
    layout = QTextLayout(showable(text), painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats = []
    for slip in entry.slips:
        part = QTextLayout.FormatRange()
        part.start = positions.to_qt(max(0, slip.position - begin))
        part.length = positions.to_qt(slip.position - begin + max(1, slip.length)) - part.start
        part.format = slip_look()
        formats.append(part)
    layout.setFormats(formats)
    height = painter.fontMetrics().lineSpacing()
    layout.beginLayout()
    at, lines = top, 0
    while lines < _LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(area.width())
        line.setPosition(QPointF(area.left(), at))
        at, lines = at + height, lines + 1
    layout.endLayout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        last = number == _LINES - 1
        if last and line.textStart() + line.textLength() < len(layout.text()):
            rest = layout.text()[line.textStart() :]
            row = QRect(area.left(), top + number * height, area.width(), height)
            draw_text(painter, row, rest)
        else:
            line.draw(painter, QPointF(0, 0))
