"""The string of one entry as it was pasted, with its slips and what nobody understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextEdit, QToolTip, QWidget

from archivist.gui import theme
from archivist.gui.widgets.positions import Positions, showable
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QResizeEvent

    from archivist.services.citing.pasting import Slip

_MOST = 7
"""So many lines are shown; longer strings scroll."""

_LONGEST = 8000
"""So many characters are shown: no reference is as long, and longer ones are not read."""


class EntryText(QTextEdit):
    """Shows a string; what is selected in it can be put into a field.

    Signals:
        put(str, str): the name of a field, and the text that goes there.
    """

    put = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._positions = Positions("")
        self._slips: tuple[Slip, ...] = ()
        self._rest = ""
        self._targets: tuple[tuple[str, str], ...] = ()
        self.setProperty("look", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Reference as pasted"))
        self.document().setDefaultFont(theme.reading_font(11))
        self.document().setDocumentMargin(theme.GRID)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def show_text(self, text: str, slips: Sequence[Slip], rest: str) -> None:
        """Show a string, its slips underlined and what is not understood on another ground."""
        seen = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        self._positions = Positions(seen)
        self._slips, self._rest = tuple(slips), rest
        self.setPlainText(showable(seen))
        self._mark()

    def offer(self, targets: Sequence[tuple[str, str]]) -> None:
        """Offer fields, by name and label, for what is selected."""
        self._targets = tuple(targets)

    @property
    def selected(self) -> str:
        """What is selected, on one line."""
        return " ".join(self.textCursor().selectedText().split())

    def slip_at(self, position: int) -> str:
        """Return what is wrong at a character, "" for nothing."""
        said = [
            slip.sentence
            for slip in self._slips
            if slip.position <= position < slip.position + max(1, slip.length)
        ]
        return "\n".join(said)

    def field_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of the fields that what is selected can be put into."""
        menu = QMenu(self.tr("Put into"), parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, label in self._targets:
            action = menu.addAction(label)
            action.triggered.connect(lambda _=False, name=name: self._put(name))
        menu.setEnabled(bool(self.selected))
        return menu

    def pop_up(self, where: QPoint) -> None:
        """Show the menu of fields at a point of the screen."""
        if self.selected:
            self.field_menu(self).popup(where)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the fields, and to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.selected:
            menu.addMenu(self.field_menu(menu))
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(bool(self.selected))
        copy.triggered.connect(self.copy)
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is wrong under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._positions.from_qt(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), plain_tip(self.slip_at(at)), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines at another width."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def _put(self, name: str) -> None:
        self.put.emit(name, self.selected)

    def _mark(self) -> None:
        text = self.toPlainText()
        marks = []
        for part in filter(None, self._rest.split(" … ")):
            at = text.find(part)
            if at >= 0:
                look = QTextCharFormat()
                look.setBackground(theme.colour("notice_surface"))
                look.setForeground(theme.colour("notice"))
                marks.append(self._selection(at, at + len(part), look))
        for slip in self._slips:
            start = self._positions.to_qt(slip.position)
            end = self._positions.to_qt(slip.position + max(1, slip.length))
            marks.append(self._selection(start, end, slip_look()))
        self.setExtraSelections(marks)

    def _selection(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self.document())
        mark.cursor.setPosition(start)
        mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.format = look
        return mark

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing() if not self.document().isEmpty() else 0
        line = max(line, theme.ROW // 2)
        most = line * _MOST + 2 * theme.GRID
        tall = round(self.document().size().height())
        self.setFixedHeight(max(theme.ROW + theme.GRID, min(tall, most)))


def slip_look() -> QTextCharFormat:
    """Return how a slip is underlined."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(theme.colour("error"))
    return look
