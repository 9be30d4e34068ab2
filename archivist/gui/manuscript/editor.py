"""The editor of a section: words, and chips in the place of citation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeySequence, QPainter, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from archivist.gui.manuscript.chips import Chips
from archivist.gui.manuscript.emphasis import Emphasis
from archivist.gui.manuscript.marks import read_mark, split_marks
from archivist.gui.manuscript.section_text import (
    CHIP,
    fold_marks,
    insert_text,
    raw_mark,
    text_between,
    text_of,
    unfold_chip,
)
from archivist.gui.widgets.column import LEADING, TextColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from archivist.library.manuscript import CitationMark
    from archivist.library.values import SourceId
    from archivist.services.writing import Said

QUIET = 800
"""Milliseconds of no typing after which the text is saved."""


class SectionEditor(TextColumn):
    """Edits the text of a section.

    Signals:
        rested(): the user stopped typing, or left the editor, and the text is another.
        chip_opened(str): the chip of this mark was double-clicked; it is selected.
    """

    rested = Signal()
    chip_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = Chips(self)
        self._tip: Callable[[SourceId], str] = lambda _: ""
        self._emphasis = Emphasis(self.document())
        self.document().documentLayout().registerHandler(CHIP, self._chips)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Text of the section"))
        self._rest = QTimer(self, singleShot=True, interval=QUIET)
        self._rest.timeout.connect(self.rested)
        self.document().contentsChange.connect(self._touched)
        self._loading = False

    @property
    def text(self) -> str:
        """The text as it is kept, with its marks."""
        return text_of(self.document())

    def load(self, text: str) -> None:
        """Show a text; nothing that was done to the one before can be undone here."""
        self._loading = True
        self._rest.stop()
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.clear()
        cursor = QTextCursor(document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(spaced)
        insert_text(cursor, text)
        document.setUndoRedoEnabled(True)
        self._loading = False
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def reload(self, text: str) -> None:
        """Show another version of the text that is shown, the cursor staying about its place."""
        at, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
        self.load(text)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def show_marks(
        self,
        labels: Mapping[SourceId, str],
        said: Sequence[Said],
        tip: Callable[[SourceId], str],
    ) -> None:
        """Show on the chips what the printed text says there; `tip` is the whole reference."""
        self._tip = tip
        texts: dict[CitationMark, tuple[str, ...]] = {}
        for one in said:
            texts[one.mark] = (*texts.get(one.mark, ()), one.text)
        chips = self._chips
        if labels != chips.labels or texts != chips.said or chips.fresh:
            chips.labels, chips.said = dict(labels), texts
            chips.fresh.clear()
            self.document().markContentsDirty(0, self.document().characterCount())

    def insert_mark(self, raw: str) -> None:
        """Put a citation mark at the cursor, or in the place of the selected chip."""
        cursor = self.textCursor()
        before = text_between(self.document(), cursor.selectionStart() - 1, cursor.selectionStart())
        space = "" if not before or before.isspace() or cursor.hasSelection() else " "
        self._chips.fresh.add(raw)
        insert_text(cursor, space + raw)
        self.setTextCursor(cursor)
        self.rest()

    def insert_marks(self, raws: Sequence[str]) -> None:
        """Put citation marks at the cursor, or several below its paragraph, each on a line."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        if len(raws) == 1:
            self.setTextCursor(cursor)
            self.insert_mark(raws[0])
            return
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        lead = "\n" if cursor.block().length() > 1 else ""
        self._chips.fresh.update(raws)
        insert_text(cursor, lead + "\n".join(raws))
        self.setTextCursor(cursor)
        self.rest()

    def surround(self, sign: str) -> None:
        """Put a sign (`*`, `**`) before and after what is selected."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        for at in (end, start):
            cursor.setPosition(at)
            cursor.insertText(sign)
        cursor.endEditBlock()
        cursor.setPosition(start + len(sign))
        cursor.setPosition(end + len(sign), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def unfold(self) -> None:
        """Show the selected chip as text, to be edited by hand."""
        cursor = self.textCursor()
        unfold_chip(cursor)
        self.setTextCursor(cursor)

    def rest(self) -> None:
        """Say at once that there is something to save."""
        self._rest.stop()
        self.rested.emit()

    # -- what Qt tells

    def event(self, event: QEvent) -> bool:
        """Show a chip's reference; leave undo to the library when there is nothing to undo here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            sequence = QKeySequence(event.keyCombination())  # type: ignore[attr-defined]  # a QKeyEvent
            document = self.document()
            for key, available in (
                (QKeySequence.StandardKey.Undo, document.isUndoAvailable()),
                (QKeySequence.StandardKey.Redo, document.isRedoAvailable()),
            ):
                if sequence in QKeySequence.keyBindings(key) and not available:
                    event.ignore()
                    return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and over the selection the chips that are selected."""
        super().paintEvent(event)
        self._chips.draw_selected(QPainter(self.viewport()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole reference of the chip under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = read_mark(self._chip_at(event.pos()))
            sources = [item.source_id for item in mark.items] if mark else []
            tips = [tip for tip in map(self._tip, sources) if tip]
            QToolTip.showText(event.globalPos(), "<br>".join(tips), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn a mark into a chip when its bracket is closed."""
        super().keyPressEvent(event)
        if event.text() == "]":
            fold_marks(self.document())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a chip."""
        raw = self._chip_at(event.position().toPoint(), select=True)
        if raw:
            self.chip_opened.emit(raw)
        else:
            super().mouseDoubleClickEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the editor is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            fold_marks(self.document())
            self.rest()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the text with its marks."""
        cursor = self.textCursor()
        clip = QMimeData()
        clip.setText(text_between(self.document(), cursor.selectionStart(), cursor.selectionEnd()))
        return clip

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text; its marks become chips."""
        if source.hasText():
            cursor = self.textCursor()
            pieces = split_marks(source.text())
            self._chips.fresh.update(raw for raw, mark in pieces if mark is not None)
            insert_text(cursor, source.text())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_emphasis"):
            self._emphasis.rehighlight()

    def _touched(self, _position: int, removed: int, added: int) -> None:
        if not self._loading and (removed or added):
            self._rest.start()

    def _chip_at(self, point: QPoint, *, select: bool = False) -> str:
        """Return the mark of the chip under a point of the viewport, "" for none."""
        bars = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        place = (point + bars).toPointF()
        at = self.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit)
        if at < 0:
            return ""
        cursor = QTextCursor(self.document())
        for begin in (at, at - 1):
            if begin < 0:
                continue
            cursor.setPosition(begin)
            cursor.movePosition(
                QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
            )
            raw = raw_mark(cursor.charFormat())
            if raw and self.cursorRect(cursor).x() + 1 >= point.x():
                if select:
                    self.setTextCursor(cursor)
                return raw
        return ""
