"""Tips show the words of strangers as they stand: Qt would take what looks like HTML as HTML."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """Return a text as a tip that shows it letter by letter, marks and all."""
    if not Qt.mightBeRichText(text):
        return text
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"
