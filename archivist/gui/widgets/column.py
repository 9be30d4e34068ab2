"""A text in a column of seventy letters, in the serif of the reading room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPalette, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from archivist.gui import theme
from archivist.gui.widgets.positions import Positions, showable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

LETTERS = 70
"""How many letters wide the column is."""

LEADING = 140.0
"""The height of a line in hundredths of the font's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stain:
    """A ground behind the characters `start` to `end`.

    `ink` is the colour of the letters or None, `line` that of a line below them or None.
    """

    start: int
    end: int
    ground: QColor
    ink: QColor | None = None
    line: QColor | None = None


def mark_ground(colour: str) -> QColor:
    """Return a mark's colour as it lies on paper of the present theme, letters staying readable."""
    share = 0.6 if theme.colours() is theme.LIGHT else 0.34
    mark, paper = QColor(colour), theme.colour("paper")
    return QColor(
        *(
            round(one * share + other * (1 - share))
            for one, other in zip(mark.getRgb()[:3], paper.getRgb()[:3], strict=True)  # type: ignore[index]  # stubs give object
        )
    )


class TextColumn(QTextEdit):
    """Plain text set in a centred column; positions are counted in characters, as services do.

    Signals:
        aligned(int): the left edge of the letters, in pixels from that of the widget.
    """

    aligned = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, letters: int = LETTERS) -> None:
        super().__init__(parent)
        self._letters = letters
        self._positions = Positions("")
        self.setProperty("look", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDefaultFont(theme.reading_font())
        self.document().setDocumentMargin(theme.GRID * 3)
        self._dress()

    def show_text(self, text: str) -> None:
        """Put a text in the place of what stood there, scrolled to its beginning."""
        self._positions = Positions(text)
        self.setPlainText(showable(text))
        self.lead()

    def lead(self) -> None:
        """Give all lines the height of the reading room."""
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def stain(self, stains: Iterable[Stain]) -> None:
        """Draw grounds behind passages, later ones over earlier ones."""
        selections = []
        for stain in stains:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(stain.start, stain.end)
            selection.format.setBackground(stain.ground)
            if stain.ink is not None:
                selection.format.setForeground(stain.ink)
            if stain.line is not None:
                selection.format.setFontUnderline(True)
                selection.format.setUnderlineColor(stain.line)
            selections.append(selection)
        self.setExtraSelections(selections)

    def chosen(self) -> tuple[int, int] | None:
        """Return the selected characters, None for none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return (
            self._positions.from_qt(cursor.selectionStart()),
            self._positions.from_qt(cursor.selectionEnd()),
        )

    def choose(self, start: int, end: int) -> None:
        """Select characters."""
        self.setTextCursor(self._cursor(start, end))

    def reveal(self, start: int) -> None:
        """Scroll so that a character stands in the upper half of what is seen."""
        at = self.cursorRect(self._cursor(start, start))
        if self.viewport().rect().contains(at):
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + at.top() - self.viewport().height() // 3)

    def position_at(self, x: int, y: int) -> int:
        """Return the character under a point of the viewport."""
        return self._positions.from_qt(self.cursorForPosition(QPoint(x, y)).position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        letter = QFontMetricsF(self.document().defaultFont()).averageCharWidth()
        column = round(letter * self._letters + 2 * self.document().documentMargin())
        spare = max(0, self.width() - self.verticalScrollBar().sizeHint().width() - column) // 2
        if self.viewportMargins().left() != spare:
            self.setViewportMargins(spare, 0, spare, 0)
        # Last, so that the lines are set in the width that is left.
        super().resizeEvent(event)
        self.aligned.emit(spare + round(self.document().documentMargin()))

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        """Colour what the style sheet does not reach: the paper beside the column."""
        palette = self.palette()
        paper, ink = theme.colour("paper"), theme.colour("paper_text")
        wanted = ((QPalette.ColorRole.Base, paper), (QPalette.ColorRole.Text, ink))
        if any(palette.color(role) != tint for role, tint in wanted):
            for role, tint in wanted:
                palette.setColor(role, tint)
            self.setPalette(palette)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions.to_qt(start))
        cursor.setPosition(self._positions.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor
