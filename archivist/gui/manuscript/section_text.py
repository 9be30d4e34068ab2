"""A section's plain text as a document with chips in the place of its citation marks, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat

from archivist.gui.manuscript.marks import split_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextDocument, QTextFragment

CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
"""The kind of object that a chip is."""

_RAW = QTextFormat.Property.UserProperty.value + 1
_OBJECT = "\ufffc"
# Qt ends a paragraph at some of these signs, and takes others for its own or for a byte order.
_SAME = str.maketrans(
    {"\r": "\n", "\u2029": "\n", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
    | {"\ufeff": None, "\ufffe": None}
)


def keepable(text: str) -> str:
    """Return a text as a document keeps it: lines end in one newline, no byte order marks."""
    return text.replace("\r\n", "\n").translate(_SAME)


def raw_mark(form: QTextFormat) -> str:
    """Return the citation mark that a chip stands for; "" where there is no chip."""
    return str(form.property(_RAW)) if form.objectType() == CHIP else ""


def insert_text(cursor: QTextCursor, text: str) -> None:
    """Put a text in the place of what is selected, its marks as chips."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    words = QTextCharFormat()
    for raw, mark in split_marks(keepable(text)):
        if mark is None:
            cursor.insertText(raw, words)
        else:
            cursor.insertText(_OBJECT, _chip_format(raw))
    cursor.setCharFormat(words)
    cursor.endEditBlock()


def text_of(document: QTextDocument) -> str:
    """Return the whole text of a document, its chips as the marks that they stand for."""
    return text_between(document, 0, document.characterCount() - 1)


def text_between(document: QTextDocument, start: int, end: int) -> str:
    """Return the text between two of Qt's positions."""
    lines = []
    block = document.findBlock(start)
    while block.isValid() and (block.position() <= end):
        lines.append("".join(_cut(fragment, start, end) for fragment in fragments_of(block)))
        block = block.next()
    return "\n".join(lines)


def chips_of(document: QTextDocument) -> Iterator[tuple[int, str]]:
    """Yield each chip's position and the mark that it stands for."""
    block = document.begin()
    while block.isValid():
        for fragment in fragments_of(block):
            if raw := raw_mark(fragment.charFormat()):
                for place in range(fragment.length()):
                    yield fragment.position() + place, raw
        block = block.next()


def fold_marks(document: QTextDocument) -> None:
    """Turn marks that were typed as text into chips."""
    block = document.begin()
    while block.isValid():
        for fragment in reversed(list(fragments_of(block))):
            if not raw_mark(fragment.charFormat()) and "[" in fragment.text():
                _fold(document, fragment.position(), fragment.text())
        block = block.next()


def unfold_chip(cursor: QTextCursor) -> None:
    """Turn the selected chip into its text."""
    raw = raw_mark(cursor.charFormat())
    if raw:
        cursor.insertText(raw, QTextCharFormat())


def _fold(document: QTextDocument, position: int, text: str) -> None:
    pieces = list(split_marks(text))
    ends = len(text.encode("utf-16-le")) // 2
    for raw, mark in reversed(pieces):
        begins = ends - len(raw.encode("utf-16-le")) // 2
        if mark is not None:
            cursor = QTextCursor(document)
            cursor.setPosition(position + begins)
            cursor.setPosition(position + ends, QTextCursor.MoveMode.KeepAnchor)
            insert_text(cursor, raw)
        ends = begins


def _chip_format(raw: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setObjectType(CHIP)
    form.setProperty(_RAW, raw)
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return form


def fragments_of(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield the parts of a paragraph that are formatted alike: words, or chips."""
    at = block.begin()
    while not at.atEnd():
        yield at.fragment()
        at += 1


def _cut(fragment: QTextFragment, start: int, end: int) -> str:
    """Return the part of a fragment that lies between two positions."""
    first = max(0, start - fragment.position())
    last = min(fragment.length(), end - fragment.position())
    if last <= first:
        return ""
    raw = raw_mark(fragment.charFormat())
    if raw:
        return raw * (last - first)
    units = fragment.text().encode("utf-16-le", "surrogatepass")
    return units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass")
