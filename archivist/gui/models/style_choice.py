"""The field of citation styles: those in use, and the way to all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from archivist.gui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from archivist.gui.messages import Desk
    from archivist.services.citing import StyleInfo


class StyleChoice(ChoiceField):
    """Offers the program's styles, the user's, and the CSL styles that were used last.

    Signals:
        chosen(str): the user chose a style, here or among all there are.
        offered(): the styles have come.
    """

    chosen = Signal(str)
    offered = Signal()

    def __init__(self, desk: Desk | None, style: str, parent: QWidget | None = None) -> None:
        """Show a style; without a library there are no others."""
        super().__init__(parent)
        self._desk = desk
        self._style = style
        self.setAccessibleName(self.tr("Citation style"))
        self.offer([(style, style)])
        self.show_value(style)
        self.given.connect(self._take)
        if desk:
            desk.styles_changed.connect(self._ask)
            self._ask()

    @property
    def style_name(self) -> str:
        """The name of the style that is chosen."""
        return self._style

    def _ask(self) -> None:
        if self._desk:
            recent = (self._style, *self._desk.preferences.styles)
            self._desk.ask(
                lambda w: w.styling.offered(recent), self._offer, owner=self, key="styles"
            )

    def _offer(self, styles: Sequence[StyleInfo]) -> None:
        offered: list[tuple[str, object]] = [(style.title, style.name) for style in styles]
        self.offer([*offered, (self.tr("More styles…"), None)])
        self.show_value(self._style, self._style)
        self.offered.emit()

    def _take(self, style: str | None) -> None:
        if style is None and self._desk:
            self.show_value(self._style, self._style)
            self._desk.open_styles.emit(self._style, self._use)
        elif style is not None:
            self._style = style
            self.chosen.emit(style)

    def _use(self, style: str) -> None:
        """Take a style that was chosen among all there are."""
        self._style = style
        self._ask()
        self.chosen.emit(style)
