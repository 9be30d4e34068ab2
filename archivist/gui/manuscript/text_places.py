"""Places in a section's text, and where the editor shows them: a chip is one letter to Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from archivist.gui.manuscript.section_text import fragments_of, keepable, raw_mark
from archivist.gui.widgets.positions import Positions

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument, QTextFragment
    from PySide6.QtWidgets import QTextEdit

_ABOVE = 3
"""A place that is out of sight is brought to a third of the height."""


def find_words(text: str, words: str, position: int) -> tuple[int, int] | None:
    """Return where words stand in a text now that stood at a position: there, or the nearest."""
    words = keepable(words)
    if not words:
        return None
    # from behind and from before: the words may overlap the position where they stood
    places = (text.rfind(words, 0, position + len(words)), text.find(words, position))
    near = min(
        (place for place in places if place >= 0), key=lambda at: abs(at - position), default=-1
    )
    return None if near < 0 else (near, near + len(words))


def select_place(editor: QTextEdit, start: int, end: int) -> None:
    """Select the characters of a text from `start` to `end` and bring them into sight."""
    document = editor.document()
    cursor = QTextCursor(document)
    cursor.setPosition(_to_qt(document, start, after=False))
    begin = QTextCursor(cursor)
    cursor.setPosition(_to_qt(document, end, after=True), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    place, seen = editor.cursorRect(begin), editor.viewport().rect()
    if not seen.contains(place):
        bar = editor.verticalScrollBar()
        bar.setValue(bar.value() + place.top() - seen.height() // _ABOVE)


def _to_qt(document: QTextDocument, position: int, *, after: bool) -> int:
    """Return Qt's position for one of the text; inside of a chip that before or `after` it."""
    block, left = document.begin(), position
    while block.isValid():
        for fragment in fragments_of(block):
            raw = raw_mark(fragment.charFormat())
            length = len(raw) * fragment.length() if raw else len(fragment.text())
            if left < length:
                return fragment.position() + _inside(fragment, raw, left, after=after)
            left -= length
        if left <= 0:
            return block.position() + block.length() - 1
        left -= 1  # the end of the paragraph
        block = block.next()
    return document.characterCount() - 1


def _inside(fragment: QTextFragment, raw: str, position: int, *, after: bool) -> int:
    if not raw:
        return Positions(fragment.text()).to_qt(position)
    chips, inside = divmod(position, len(raw))
    return chips + int(after and inside > 0)
