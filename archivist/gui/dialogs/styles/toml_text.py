"""The text of a style as TOML: numbered lines, quiet colours, and the line of an error marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRegularExpression, QSize, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from archivist.gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

_KINDS = (
    (QRegularExpression(r"^\s*\[[^\]]*\]\s*(?=#|$)"), "accent"),
    (QRegularExpression(r"""^\s*("[^"]*"|[\w.-]+)(?=\s*=)"""), "muted"),
    (QRegularExpression(r"""(^|[\]\d"])\s*#.*$"""), "muted"),
)


class TomlText(QPlainTextEdit):
    """Edits the text of a style."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong = 0
        self.setProperty("look", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # dropped files go to the window
        self.setAccessibleName(self.tr("Text of the style"))
        self._gutter = _Gutter(self)
        self._colours = _Colours(self.document())
        self.blockCountChanged.connect(lambda _: self._make_room())
        self.updateRequest.connect(self._scroll)
        self._make_room()

    def show_text(self, text: str) -> None:
        """Put another text in, which one step takes back; the keyboard stays where it was."""
        if text == self.toPlainText():
            return
        at = self.textCursor().position()
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(at, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def mark(self, line: int) -> None:
        """Mark a line as wrong; 0 takes the mark away."""
        self._wrong = line
        self._draw_mark()

    @property
    def wrong_line(self) -> int:
        """The line that is marked as wrong, 0 for none."""
        return self._wrong

    def go_to(self, line: int) -> None:
        """Put the keyboard at the beginning of a line."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        area = self.contentsRect()
        self._gutter.setGeometry(
            QRect(area.left(), area.top(), self._gutter.sizeHint().width(), area.height())
        )

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colours.rehighlight()
            self._draw_mark()

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines into the gutter."""
        painter = QPainter(self._gutter)
        painter.fillRect(event.rect(), theme.colour("window"))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        width = self._gutter.width() - theme.GRID
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if area.top() > event.rect().bottom():
                return
            wrong = block.blockNumber() + 1 == self._wrong
            painter.setPen(theme.colour("error" if wrong else "muted"))
            row = QRect(0, round(area.top()), width, self.fontMetrics().height())
            painter.drawText(row, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()

    def gutter_width(self) -> int:
        """Return the width of the numbers."""
        digits = len(str(max(100, self.blockCount())))
        return self.fontMetrics().horizontalAdvance("0") * digits + 2 * theme.GRID

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self._gutter.update()

    def _scroll(self, rect: QRect, moved: int) -> None:
        if moved:
            self._gutter.scroll(0, moved)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def _draw_mark(self) -> None:
        marks = []
        if self._wrong:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document().findBlockByNumber(self._wrong - 1))
            mark.format.setBackground(theme.colour("error_surface"))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._gutter.update()


class _Gutter(QWidget):
    """The numbers of the lines."""

    def __init__(self, text: TomlText) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:
        """Return the room that the numbers need."""
        return QSize(self._text.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers."""
        self._text.paint_numbers(event)


class _Colours(QSyntaxHighlighter):
    """Tells tables, names and remarks from values."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        for form, tint in _KINDS:
            look = QTextCharFormat()
            look.setForeground(theme.colour(tint))
            found = form.match(text)
            if found.hasMatch():
                self.setFormat(found.capturedStart(), found.capturedLength(), look)
        if text.lstrip().startswith("#"):
            look = QTextCharFormat()
            look.setForeground(theme.colour("muted"))
            self.setFormat(0, len(text), look)
