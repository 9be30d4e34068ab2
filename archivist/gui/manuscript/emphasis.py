"""Shows *italic* and **bold** in the editor as what they will be."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat

from archivist.gui import theme

_TOKEN = re.compile(r"\\.|(?P<bold>\*\*)|(?P<italic>\*)", re.DOTALL)
_ITALIC, _BOLD = 1, 2


class Emphasis(QSyntaxHighlighter):
    """Sets words between stars; a paragraph ends at an empty line, and its stars with it."""

    def highlightBlock(self, text: str) -> None:
        """Set one line."""
        before = max(0, self.previousBlockState())
        state = before if text.strip() else 0
        # Qt counts in units of UTF-16: what lies before a token is measured so.
        at = 0
        for token in _TOKEN.finditer(text):
            begins = _units(text, token.start())
            self._set(at, begins, state)
            ends = _units(text, token.end())
            if token.lastgroup is None:
                self._set(begins, ends, state)
            else:
                state ^= _BOLD if token["bold"] else _ITALIC
                self._faint(begins, ends)
            at = ends
        self._set(at, _units(text, len(text)), state)
        self.setCurrentBlockState(state)

    def _set(self, start: int, end: int, state: int) -> None:
        if state and end > start:
            form = QTextCharFormat()
            form.setFontItalic(bool(state & _ITALIC))
            if state & _BOLD:
                form.setFontWeight(QFont.Weight.Bold)
            self.setFormat(start, end - start, form)

    def _faint(self, start: int, end: int) -> None:
        form = QTextCharFormat()
        form.setForeground(theme.colour("muted"))
        self.setFormat(start, end - start, form)


def _units(text: str, end: int) -> int:
    return len(text[:end].encode("utf-16-le", "surrogatepass")) // 2
