"""The references of a manuscript as they will print, and what is wrong with its citations."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.labels import heading
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from archivist.services.writing import Compiled

_SOURCE = "source"


class ReferencesPane(QWidget):
    """The right side of the writing room.

    Signals:
        source_wanted(int): a source of the list is to be opened.
    """

    source_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compiled: Compiled | None = None
        self._heading = heading(self.tr("References"))
        self._problems = QFrame()
        self._problems.setProperty("look", "notice")
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QVBoxLayout(self._problems)
        inside.setContentsMargins(*(theme.GRID + theme.GRID // 2,) * 4)
        inside.addWidget(self._told)
        self._list = QTextBrowser()
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setOpenLinks(False)
        self._list.document().setDefaultFont(theme.reading_font(10.5))
        self._list.document().setDocumentMargin(theme.GRID + theme.GRID // 2)
        self._list.setAccessibleName(self.tr("References"))
        self._list.anchorClicked.connect(self._follow)
        self._list.viewport().setAutoFillBackground(False)
        empty = EmptyPlace(
            "citation", self.tr("What you cite is listed here, as it will be printed.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID // 2)
        self._heading.setContentsMargins(theme.GRID + theme.GRID // 2, 0, 0, 0)
        column.addWidget(self._heading)
        column.addWidget(self._problems)
        column.addWidget(self._stack, 1)
        self._problems.hide()

    def show_compiled(self, compiled: Compiled | None) -> None:
        """Show the references of a manuscript; None for none."""
        self._compiled = compiled
        entries = compiled.entries if compiled else ()
        problems = compiled.problems if compiled else ()
        self._heading.setText(
            f"{self.tr('References')} · {self.locale().toString(len(entries))}"
            if entries
            else self.tr("References")
        )
        self._problems.setVisible(bool(problems))
        self._told.setText("\n".join(problems))
        self._stack.setCurrentIndex(int(bool(entries)))
        at = self._list.verticalScrollBar().value()
        self._list.setHtml(self._html())
        self._list.verticalScrollBar().setValue(at)

    def changeEvent(self, event: QEvent) -> None:
        """Take up another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_stack"):
            self.show_compiled(self._compiled)

    def _html(self) -> str:
        colours = theme.colours()
        rows = [
            f'<tr><td align="right" style="padding-right: 6px; padding-bottom: 8px">'
            f'<a href="{_SOURCE}:{int(entry.source_id)}" style="color: {colours.accent}; '
            f'text-decoration: none">{entry.number}.</a></td>'
            f'<td style="padding-bottom: 8px">{to_html(entry.text)}</td></tr>'
            for entry in (self._compiled.entries if self._compiled else ())
        ]
        style = f"<style>a {{ color: {html.escape(colours.accent)} }}</style>"
        return f'{style}<table cellspacing="0" cellpadding="0">{"".join(rows)}</table>'

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == _SOURCE:
            self.source_wanted.emit(int(link.path()))
        elif link.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(link)
