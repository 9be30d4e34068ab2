"""How a source will be cited, in the user's style, with a button that copies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.widgets.labels import ElidedLabel, heading
from archivist.library.richtext import RichText, plain, to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId

MANY = 100
"""How many citations are copied at once at most."""


class CitationCard(QFrame):
    """Shows the citations of the chosen sources as they will print."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: tuple[SourceId, ...] = ()
        self._texts: tuple[RichText, ...] = ()
        self.setProperty("look", "card")
        self._shown = QLabel()
        self._shown.setWordWrap(True)
        self._shown.setTextFormat(Qt.TextFormat.RichText)
        self._shown.setFont(theme.reading_font(11))
        self._shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shown.setAccessibleName(self.tr("Citation"))
        self._copy = QToolButton()
        self._copy.setIcon(theme.icon("copy"))
        self._copy.setIconSize(QSize(16, 16))
        self._copy.setToolTip(self.tr("Copy the citation"))
        self._copy.setAccessibleName(self._copy.toolTip())
        self._copy.clicked.connect(self.copy)
        self._style = ElidedLabel()
        self._style.setProperty("look", "muted")
        self._style.setFont(theme.small_font())
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Citation")))
        top.addWidget(self._style, 1)
        top.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, theme.GRID // 2, theme.GRID, 12)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._shown)
        desk.preferences.changed.connect(self._ask)
        desk.styles_changed.connect(self._ask)

    def show_sources(self, ids: Sequence[SourceId]) -> None:
        """Show the citation of the first of these sources; all of them are copied."""
        self._ids = tuple(ids[:MANY])
        self._ask()

    def copy(self) -> None:
        """Copy the citations with their styles, one a line."""
        if not self._texts:
            return
        data = QMimeData()
        data.setText("\n".join(plain(text) for text in self._texts))
        data.setHtml("<br>".join(to_html(text) for text in self._texts))
        QGuiApplication.clipboard().setMimeData(data)
        self._desk.status.emit(self.tr("%n citation(s) copied", "", len(self._texts)))

    def _ask(self) -> None:
        if not self._ids:
            return
        ids, style = self._ids, self._desk.preferences.settings.style
        self._desk.ask(
            lambda w: (
                w.citing.cite(ids, style),
                w.styling.info(style).title,
            ),
            lambda found: self._show(*found),
            lambda error: self._say(str(error)),
            owner=self,
            key="cite",
        )

    def _show(self, texts: tuple[RichText, ...], style: str) -> None:
        self._texts = texts
        self._shown.setText(to_html(texts[0]) if texts else "")
        count = len(texts)
        first = self.tr("first of %1").replace("%1", str(count))
        self._style.setText(f"{first} · {style}" if count > 1 else style)
        self._copy.setEnabled(bool(texts))

    def _say(self, sentence: str) -> None:
        self._texts = ()
        self._shown.setText(sentence)
        self._copy.setEnabled(False)
