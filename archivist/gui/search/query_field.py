"""The field for a query, and below it where and why a query cannot be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.widgets.fields import redress
from archivist.gui.widgets.helped import HelpedLine
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from archivist.errors import ArchivistError

_TIP = 6
_UNDERLINE = 5
"""Pixels from the lower edge of the field to the line below a mistake."""

_SHORTEST = 8
_OPENING = '"“„«「『《('
_INSIDE = 30
"""Pixels from the left edge of the field to its first letter: the icon, its margins."""

_MOST_LINES = 5
"""A sentence below the field has so many lines at most; the tip has all of it."""


class _Line(HelpedLine):
    """The field itself: Down goes to the hits, F1 to the help; a mistake is underlined."""

    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wrong: tuple[int, int] | None = None

    def underline(self, wrong: tuple[int, int] | None) -> None:
        self._wrong = wrong
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wrong is None:
            return
        first, last = (self.left_of(at) for at in self._wrong)
        bottom = self.height() - _UNDERLINE
        wave = [
            QPointF(x, bottom + (2 if at % 2 else 0))
            for at, x in enumerate(range(first, max(last, first + _SHORTEST) + 1, 3))
        ]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.rect().adjusted(_INSIDE - 4, 0, -4, 0))
        painter.setPen(QPen(theme.colour("error"), 1.2))
        painter.drawPolyline(QPolygonF(wave))

    def left_of(self, at: int) -> int:
        """Return how far from the left edge a letter stands now, also when the text is moved."""
        cursor = self.cursorPosition()
        metrics, text = self.fontMetrics(), self.text()
        moved = self.cursorRect().center().x() - metrics.horizontalAdvance(text[:cursor])
        return moved + metrics.horizontalAdvance(text[:at])


class _Pointer(QWidget):
    """A sentence with a tip that points at a letter of the field above it."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = ""
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, sentence: str, at: int) -> None:
        self._sentence, self._at = sentence, at
        self.setAccessibleName(sentence)
        self.setToolTip(plain_tip(sentence))
        self.setVisible(bool(sentence))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.small_font())
        room = QRect(0, 0, max(self.width(), 200), metrics.lineSpacing() * _MOST_LINES)
        wanted = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._sentence)
        return QSize(0, _TIP + min(wanted.height(), room.height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("error"))
        at = min(max(self._at, _TIP), self.width() - _TIP)
        corners = (QPointF(at, 0), QPointF(at - _TIP, _TIP), QPointF(at + _TIP, _TIP))
        painter.drawPolygon(QPolygonF(corners))
        painter.setFont(theme.small_font())
        painter.setPen(theme.colour("error"))
        wanted = painter.fontMetrics().horizontalAdvance(self._sentence) + 2
        left = max(0, min(at - _TIP, self.width() - wanted))
        room = QRect(left, _TIP, self.width() - left, self.height() - _TIP)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._sentence)


class QueryField(QWidget):
    """A query as it is typed.

    Signals:
        edited(str): the user typed.
        entered(): Enter was pressed.
        down(): the keyboard should go to the hits.
        help_wanted(): the help was asked for.
        form_wanted(): the form was asked for.
    """

    edited = Signal(str)
    entered = Signal()
    down = Signal()
    help_wanted = Signal()
    form_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.line.setPlaceholderText(self.tr("Words, a “phrase”, begin*, =exact, -without, OR"))
        self.line.setAccessibleName(self.tr("Query"))
        self.line.setClearButtonEnabled(True)
        self.line.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._pointer = _Pointer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.line)
        column.addWidget(self._pointer)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda: self.line.underline(None))
        self.line.textChanged.connect(self.edited)
        self.line.returnPressed.connect(self.entered)
        self.line.down.connect(self.down)
        self.line.help_wanted.connect(self.help_wanted)
        self._add_buttons()

    def _add_buttons(self) -> None:
        for name, said, signal in (
            ("filter", self.tr("Search by a form"), self.form_wanted),
            ("info", self.tr("How to search (F1)"), self.help_wanted),
        ):
            action = self.line.addAction(
                theme.icon(name, "muted"), QLineEdit.ActionPosition.TrailingPosition
            )
            action.setText(said)
            action.setToolTip(said)
            action.triggered.connect(signal)

    @property
    def text(self) -> str:
        """The query as it stands there."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Show a query that was typed elsewhere; `edited` does not come."""
        if text != self.line.text():
            self.line.blockSignals(True)
            self.line.setText(text)
            self.line.blockSignals(False)

    def refuse(self, error: ArchivistError | None) -> None:
        """Point at the place where a query cannot be understood; None takes that away."""
        wrong = error is not None
        if bool(self.line.property("wrong")) != wrong:
            self.line.setProperty("wrong", wrong)
            redress(self.line)
        if isinstance(error, ParseError) and error.text == self.line.text().strip():
            spaces = len(self.line.text()) - len(self.line.text().lstrip())
            at = spaces + error.position
            self.line.underline(_wrong_part(self.line.text(), at))
            expected = self.tr("Expected %1.").replace("%1", error.expected)
            self._pointer.say(expected, self.line.left_of(at))
        else:
            self.line.underline(None)
            self._pointer.say(str(error) if error else "", _INSIDE)


def _wrong_part(text: str, at: int) -> tuple[int, int]:
    """Return which part of a query is underlined for a mistake: a word, or up to the end."""
    if text[at : at + 1] in set(_OPENING):
        return at, len(text)
    end = at
    while end < len(text) and not (text[end].isspace() or (text[end] in "()" and end > at)):
        end += 1
    return at, max(end, at + 1)
