"""One pasted reference in whole: its string, its slips, what is asked, its fields, its print."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.dialogs.pasting.entry_form import EntryForm
from archivist.gui.dialogs.pasting.entry_text import EntryText
from archivist.gui.dialogs.pasting.questions import ArchiveQuestion, SameQuestion
from archivist.gui.widgets.labels import heading, muted
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.gui.messages import Desk
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import SourceId

_PAUSE = 60
"""Milliseconds that an entry is chosen before it is printed."""

_TOLD = 200
"""So many characters of what was not understood are told again below the string."""


class EntryDetail(QWidget):
    """Shows an entry and takes what the user corrects.

    Signals:
        changed(Entry): the entry, corrected.
        answered(Entry, Archive): which archive the entry's abbreviation means.
        asked_again(Entry): the question about it is open again.
        archive_named(Entry, str): an archive was typed, "" for none.
    """

    changed = Signal(object)
    answered = Signal(object, object)
    asked_again = Signal(object)
    archive_named = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entry: Entry | None = None
        self.text = EntryText()
        self.put_button = QToolButton()
        self.put_button.setText(self.tr("Put into…"))
        self.put_button.setIcon(theme.icon("down"))
        self.put_button.setIconSize(QSize(12, 12))
        self.put_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.put_button.setToolTip(self.tr("Put the selected words into a field"))
        self.put_button.setEnabled(False)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("look", "slip")
        self.said.setContentsMargins(theme.GRID, 2, theme.GRID, 2)
        self.rest = muted()
        self.rest.setTextFormat(Qt.TextFormat.PlainText)
        self.archive_question, self.same_question = ArchiveQuestion(), SameQuestion()
        self.form = EntryForm()
        self.preview = QTextBrowser()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._print)
        self._lay_out()
        self._wire()

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown."""
        return self._entry

    def show_entry(self, entry: Entry | None, count: int = 0) -> None:
        """Show an entry; `count` entries bear the abbreviation that is asked about."""
        before, self._entry = self._entry, entry
        self._inside.setVisible(entry is not None)
        if entry is None:
            self._pause.stop()
            return
        other = before is None or before.proposal is not entry.proposal
        if other:
            self.text.show_text(entry.text, entry.slips, entry.proposal.rest)
            self._scroll.verticalScrollBar().setValue(0)
            self._preview_shows("")
        said = [slip.sentence for slip in entry.slips if not entry.asks(slip)]
        self.said.setText("\n".join(said))
        self.said.setVisible(bool(said))
        rest = entry.proposal.rest
        if len(rest) > _TOLD:
            rest = rest[:_TOLD] + "…"
        self.rest.setText(self.tr("Not understood: “%1”").replace("%1", rest))
        self.rest.setVisible(bool(rest))
        self.archive_question.show_entry(entry, count)
        self.same_question.show_entry(entry)
        self.form.show_entry(entry)
        self.form.setVisible(entry.same is None)
        self.text.offer(self.form.targets() if entry.same is None else ())
        if other or before is None or before.citable != entry.citable:
            self._pause.start()

    # -- how it is made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("As pasted")), 1)
        head.addWidget(self.put_button)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.setSpacing(theme.GRID)
        for part in (self.archive_question, self.same_question, self.form):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        self.preview.setProperty("look", "paper")
        self.preview.setFrameShape(QFrame.Shape.NoFrame)
        self.preview.setOpenLinks(False)
        self.preview.setTabChangesFocus(True)
        self.preview.setFont(theme.reading_font(11))
        self.preview.document().setDocumentMargin(theme.GRID)
        self.preview.setFixedHeight(10 * theme.GRID)
        self.preview.setAccessibleName(self.tr("Preview"))
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.GRID // 2)
        inside.addLayout(head)
        inside.addWidget(self.text)
        inside.addWidget(self.said)
        inside.addWidget(self.rest)
        inside.addSpacing(theme.GRID // 2)
        inside.addWidget(self._scroll, 1)
        inside.addWidget(heading(self.tr("As it will print")))
        inside.addWidget(self.preview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._inside)

    def _wire(self) -> None:
        self.text.put.connect(self.form.put)
        self.text.selectionChanged.connect(
            lambda: self.put_button.setEnabled(bool(self.text.selected))
        )
        self.put_button.clicked.connect(
            lambda: self.text.pop_up(
                self.put_button.mapToGlobal(self.put_button.rect().bottomLeft())
            )
        )
        self.form.corrected.connect(self._correct)
        self.form.archive_named.connect(lambda name: self.archive_named.emit(self._entry, name))
        self.archive_question.answered.connect(
            lambda archive: self.answered.emit(self._entry, archive)
        )
        self.archive_question.asked_again.connect(lambda: self.asked_again.emit(self._entry))
        self.same_question.answered.connect(self._link)
        self._desk.preferences.changed.connect(self._print)
        self._desk.styles_changed.connect(self._print)

    # -- what the user does

    def _correct(self, citable: Citable) -> None:
        if self._entry is not None:
            self.changed.emit(replace(self._entry, citable=citable))

    def _link(self, source_id: SourceId | None) -> None:
        if self._entry is not None:
            self.changed.emit(replace(self._entry, same=source_id, settled=True))

    # -- how it prints

    def _print(self) -> None:
        if self._entry is None:
            return
        citable, style = self._entry.citable, self._desk.preferences.settings.style
        self._desk.ask(
            lambda w: w.citing.show((citable,), style),
            self._show_print,
            lambda error: self._preview_shows(escape(str(error))),
            owner=self,
            key="print",
        )

    def _show_print(self, texts: tuple[RichText, ...]) -> None:
        printed = "".join(map(to_html, texts))
        nothing = escape(self.tr("Nothing is known yet that would print."))
        grey = f'<span style="color: {theme.colours().muted}">{nothing}</span>'
        self._preview_shows(printed or grey)

    def _preview_shows(self, html: str) -> None:
        self.preview.setHtml(html)
