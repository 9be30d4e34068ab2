"""The row over a page that says which of its texts is shown, and offers the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.recognising.words import doubt_sentence, layer_maker, layer_name
from archivist.gui.widgets.labels import ElidedLabel
from archivist.library.sources import Doubt, TextOrigin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.sources import Page, TextLayer


class LayerBar(QWidget):
    """Names the text that is shown, by whom and when; warns when it is doubtful.

    Signals:
        chosen(LayerKey): another text is to be shown.
        removed(LayerKey): the shown text is to be removed.
        recognise(): the page is to be recognised.
        compare(): two texts of the page are wanted side by side.
        accepted(): the doubtful text is right.
    """

    chosen = Signal(object)
    removed = Signal(object)
    recognise = Signal()
    compare = Signal()
    accepted = Signal()

    def __init__(self, *, may_change: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_change = may_change
        self._choice = QToolButton()
        self._choice.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._choice.setToolTip(self.tr("Which text of the page is shown"))
        self._menu = QMenu(self._choice)
        self._choice.setMenu(self._menu)
        self._maker = ElidedLabel()
        self._maker.setProperty("look", "muted")
        self._again = QPushButton()
        self._again.clicked.connect(self.recognise)
        self._doubt = QFrame()
        self._doubt.setProperty("look", "notice")
        self._why = QLabel()
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setWordWrap(True)
        self._why.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._elsewhere: TextLayer | None = None
        self._other = QPushButton(self.tr("Show that text"))
        self._other.clicked.connect(self._show_other)
        self._right = QPushButton(self.tr("It is right"))
        self._right.clicked.connect(self.accepted)
        self._retry = QPushButton(self.tr("Recognise again…"))
        self._retry.clicked.connect(self.recognise)
        self._build()
        self.hide()

    def show_page(self, page: Page, layers: Sequence[TextLayer]) -> None:
        """Show the texts of a page, the one that is shown first."""
        shown = layers[0] if layers and layers[0].shown else None
        self._elsewhere = None
        self._choice.setVisible(shown is not None)
        if shown is not None:
            self._choice.setText(f"{layer_name(shown)} ▾")
            self._maker.setText(layer_maker(shown))
            self._fill(layers)
        else:
            self._maker.setText(self.tr("No text is known of this page yet."))
        drawn = bool(page.width) and self._may_change
        self._again.setText(
            self.tr("Recognise again…")
            if shown is not None and shown.origin is TextOrigin.OCR
            else self.tr("Recognise text…")
        )
        doubtful = shown is not None and page.doubt is not Doubt.NONE
        own = shown is not None and shown.origin is TextOrigin.FILE
        programs = shown is None or shown.origin is TextOrigin.OCR
        self._again.setVisible(drawn and not doubtful and programs)
        self._warn(doubt_sentence(page.doubt) if doubtful else "", retry=drawn)
        plain = own and len(layers) == 1 and not doubtful
        self.setVisible(drawn or shown is not None)
        if plain or (shown is None and not drawn):
            self.hide()

    def point_to(self, layer: TextLayer) -> None:
        """Say that the words that were searched for stand in another text of the page."""
        self._elsewhere = layer
        told = self.tr("The words stand in another text of this page: %1.")
        self._why.setText(told.replace("%1", layer_name(layer)))
        for button in (self._right, self._retry):
            button.hide()
        self._other.setVisible(self._may_change)
        self._doubt.show()
        self.show()

    def _warn(self, sentence: str, *, retry: bool) -> None:
        self._why.setText(sentence)
        self._doubt.setVisible(bool(sentence))
        self._other.hide()
        self._right.setVisible(self._may_change)
        self._retry.setVisible(retry)

    def _show_other(self) -> None:
        if self._elsewhere is not None:
            self.chosen.emit(self._elsewhere.key)

    def _fill(self, layers: Sequence[TextLayer]) -> None:
        self._menu.clear()
        for layer in layers:
            maker = layer_maker(layer)
            text = f"{layer_name(layer)}  ({maker})" if maker else layer_name(layer)
            entry = self._menu.addAction(text.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(layer.shown)
            entry.setEnabled(self._may_change or layer.shown)
            entry.triggered.connect(lambda _=False, key=layer.key: self.chosen.emit(key))
        if len(layers) > 1:
            self._menu.addSeparator()
            self._menu.addAction(self.tr("Compare the texts…")).triggered.connect(self.compare)
        if self._may_change and len(layers) > 1:
            gone = self._menu.addAction(self.tr("Remove this text"))
            gone.triggered.connect(lambda: self.removed.emit(layers[0].key))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(2 * theme.GRID, 0, theme.GRID, theme.GRID // 2)
        row.setSpacing(theme.GRID)
        row.addWidget(self._choice)
        row.addWidget(self._maker, 1)
        row.addWidget(self._again)
        warning = QHBoxLayout(self._doubt)
        warning.setContentsMargins(2 * theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        warning.setSpacing(theme.GRID)
        warning.addWidget(self._why, 1)
        for button in (self._other, self._right, self._retry):
            warning.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._doubt)
