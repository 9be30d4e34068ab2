"""The fields of the form of a style; each shows what the style says, or in grey what it takes over.

A field tells of a value with its signal `given`, None for taking it over again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from archivist.gui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = "␣"
"""What stands for a space where spaces matter, so that they can be seen."""


class WordField(QLineEdit):
    """A text of a style; `spaced` ones show their spaces.

    Signals:
        given(object): the text, as it is typed; None when the field was emptied.
    """

    given = Signal(object)

    def __init__(self, *, spaced: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spaced = spaced
        self.setAcceptDrops(False)  # dropped files go to the window
        self.textEdited.connect(self._give)

    def show_said(self, own: object, whole: object) -> None:
        """Show what the style says itself, or in grey what it takes over."""
        self.setPlaceholderText(self._seen(whole))
        text = self._seen(own)
        if not self.hasFocus() and text != self.text():  # what is being typed is newer
            self.setText(text)

    def _seen(self, value: object) -> str:
        text = value if isinstance(value, str) else ""
        return text.replace(" ", _SPACE) if self._spaced else text

    def _give(self, text: str) -> None:
        if self._spaced and " " in text:
            at = self.cursorPosition()
            self.setText(text.replace(" ", _SPACE))
            self.setCursorPosition(at)
        plain = text.replace(_SPACE, " ") if self._spaced else text
        self.given.emit(plain or None)


class PickField(ChoiceField):
    """One of a few values of a style; the first choice is to take over that of the original.

    Signals:
        picked(object): the value; None for taking it over.
    """

    picked = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._taken = object()
        self.offer([(self.tr("As in the original"), self._taken), *self._choices])
        self.given.connect(lambda value: self.picked.emit(None if value is self._taken else value))

    def show_said(self, own: object, whole: object) -> None:
        """Show what the style says itself, or in grey what it takes over."""
        words = next((text for text, value in self._choices if value == whole), "")
        words = words or self.tr("a form of its own")
        self.show_value(self._nothing if own is None else own, words)

    _nothing = object()
    """No value: the grey words stand there."""
