"""A pane to type a transcription or a translation of the page in; it is saved by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.models.words import LANGUAGES, language_name
from archivist.gui.recognising.words import layer_maker
from archivist.gui.widgets.column import Stain, TextColumn
from archivist.gui.widgets.labels import ElidedLabel
from archivist.library.sources import TextOrigin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from archivist.library.sources import TextLayer
    from archivist.library.values import PageId

_PAUSE = 1_000
"""Milliseconds without a key after which what was typed is kept."""


class LayerPane(QWidget):
    """Shows one layer of a page's text and lets it be typed.

    Signals:
        typed(PageId, str, str): the text of a page, to be kept, and its language ("" for the
            language of the page).
    """

    typed = Signal(object, str, str)

    def __init__(self, origin: TextOrigin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._origin = origin
        self._page: PageId | None = None
        self._layers: Sequence[TextLayer] = ()
        self._kept = ""
        self._loading = False
        self._maker = ElidedLabel()
        self._maker.setProperty("look", "muted")
        self._maker.setFont(theme.small_font())
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language of the translation"))
        for code in LANGUAGES:
            self.language.addItem(language_name(code), code)
        self.editor = TextColumn()
        self._begin = QPushButton(self.tr("Begin with the text of the page"))
        self._begin.clicked.connect(self._take_over)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.save)
        self._build()
        self.editor.textChanged.connect(self._changed)
        self.editor.installEventFilter(self)
        self.language.currentIndexChanged.connect(self._other_language)

    @property
    def code(self) -> str:
        """The language that is typed in, "" where that is the page's own."""
        translated = self._origin is TextOrigin.TRANSLATION
        return str(self.language.currentData()) if translated else ""

    def allow_editing(self, *, allowed: bool) -> None:
        """Let nothing be typed in a library that is open for reading only."""
        self.editor.setReadOnly(not allowed)
        if not allowed:
            self._begin.setEnabled(False)

    def show_layers(self, page_id: PageId, layers: Sequence[TextLayer]) -> None:
        """Show the layer of a page; what is being typed on the same page stays."""
        turned = page_id != self._page
        if turned:
            self.save()
        self._page, self._layers = page_id, layers
        if turned and self._origin is TextOrigin.TRANSLATION:
            known = [one.language for one in layers if one.origin is self._origin]
            if known and self.code not in known:
                self._choose(known[0])
        if turned or not self._pause.isActive():
            self._load(keep_place=not turned)
        self._tell()

    def reveal(self, layer: TextLayer, spans: Sequence[tuple[int, int]]) -> None:
        """Mark words that were searched for in a layer of this pane."""
        if self._origin is TextOrigin.TRANSLATION and layer.language != self.code:
            self._choose(layer.language)
            self._load(keep_place=False)
        ground, ink = theme.colour("hit"), theme.colour("hit_text")
        self.editor.stain([Stain(start=s, end=e, ground=ground, ink=ink) for s, e in spans])
        if spans:
            self.editor.reveal(spans[0][0])

    def save(self) -> None:
        """Keep what was typed."""
        self._pause.stop()
        text = self.editor.toPlainText()
        if self._page is not None and not self._loading and text != self._kept:
            self._kept = text
            self.typed.emit(self._page, text, self.code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed when the keyboard goes elsewhere."""
        if watched is self.editor and event.type() == QEvent.Type.FocusOut:
            self.save()
        return super().eventFilter(watched, event)

    def _layer(self) -> TextLayer | None:
        for layer in self._layers:
            if layer.origin is self._origin and layer.language == self.code:
                return layer
        return None

    def _load(self, *, keep_place: bool) -> None:
        layer = self._layer()
        text = layer.text if layer else ""
        self._kept = text
        if keep_place and self.editor.toPlainText() == text:
            return
        self._loading = True
        self.editor.show_text(text)
        self._kept = self.editor.toPlainText()
        self._loading = False

    def _changed(self) -> None:
        if not self._loading:
            self._pause.start()
            self._tell()

    def _tell(self) -> None:
        layer = self._layer()
        self._maker.setText(layer_maker(layer) if layer else "")
        empty = not self.editor.toPlainText().strip()
        source = next((one for one in self._layers if one.shown), None)
        there = source is not None and source.origin is not self._origin
        self._begin.setVisible(empty and there and self._origin is TextOrigin.TRANSCRIPTION)

    def _take_over(self) -> None:
        """Begin a transcription with the text that is shown, to be corrected."""
        for layer in self._layers:
            if layer.shown:
                self.editor.setPlainText(layer.text)
                self.editor.setFocus()

    def _choose(self, code: str) -> None:
        self._loading = True
        if (at := self.language.findData(code)) < 0:
            self.language.addItem(language_name(code), code)
            at = self.language.count() - 1
        self.language.setCurrentIndex(at)
        self._loading = False

    def _other_language(self) -> None:
        if not self._loading:
            # What was typed belongs to the language before; losing the focus has kept it.
            self._load(keep_place=False)
            self._tell()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        head.setSpacing(theme.GRID)
        head.addWidget(self.language)
        head.addWidget(self._maker, 1)
        self.language.setVisible(self._origin is TextOrigin.TRANSLATION)
        self.editor.setPlaceholderText(
            self.tr("Type what stands here")
            if self._origin is TextOrigin.TRANSCRIPTION
            else self.tr("Type a translation")
        )
        self.editor.document().setDocumentMargin(2 * theme.GRID)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.GRID, 0, theme.GRID, theme.GRID)
        foot.addWidget(self._begin)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.editor, 1)
        column.addLayout(foot)
