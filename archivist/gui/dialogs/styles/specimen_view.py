"""What a style prints, on paper: a list of references, notes, and marks in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from archivist.gui import theme
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.richtext import RichText
    from archivist.services.citing import Specimen


class SpecimenView(QTextBrowser):
    """Shows a specimen of a style, or a sentence where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Specimen | str = ""
        self.setProperty("look", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setFont(theme.reading_font(11))
        self.document().setDocumentMargin(2 * theme.GRID)
        self.setAccessibleName(self.tr("What the style prints"))
        self.setMinimumWidth(40 * theme.GRID)

    def show_specimen(self, specimen: Specimen) -> None:
        """Show what a style prints, scrolled to where the user was."""
        self._shown = specimen
        self._draw()

    def say(self, sentence: str) -> None:
        """Show a sentence instead."""
        self._shown = sentence
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            self._draw()

    def _draw(self) -> None:
        bar = self.verticalScrollBar()
        kept = bar.value()
        shown = self._shown
        self.setHtml(_sentence(shown) if isinstance(shown, str) else self._html(shown))
        bar.setValue(kept)

    def _html(self, specimen: Specimen) -> str:
        parts = [
            _part(self.tr("List of references"), specimen.entries, numbered=not specimen.notes),
            _part(self.tr("Notes"), specimen.notes, numbered=True),
            _part(self.tr("In the text"), specimen.marks, joined=True),
        ]
        if specimen.sampled:
            parts.append(
                _sentence(
                    self.tr("Some of these sources are examples: the library has none of the kind.")
                )
            )
        return "".join(parts)


def _part(
    heading: str, texts: Sequence[RichText], *, numbered: bool = False, joined: bool = False
) -> str:
    if not texts:
        return ""
    lines = [to_html(text) for text in texts]
    if joined:
        lines = ["&nbsp;&nbsp; ".join(lines)]
    elif numbered:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    body = "".join(f'<p style="margin: 0 0 6px 0">{line}</p>' for line in lines)
    return f'<p style="margin: 12px 0 4px 0">{_small(heading)}</p>{body}'


def _sentence(text: str) -> str:
    return f'<p style="margin-top: 12px">{_small(text)}</p>'


def _small(text: str) -> str:
    family = theme.small_font().family()
    tint = theme.colours().muted
    return f"<span style=\"font-family: '{family}'; font-size: 9pt; color: {tint}\">{text}</span>"
