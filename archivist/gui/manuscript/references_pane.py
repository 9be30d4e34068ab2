"""The references of a manuscript as they will print, and what is wrong with its citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.manuscript.reference_rows import Row, list_rows, note_rows
from archivist.gui.manuscript.references_list import ReferencesList
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import muted
from archivist.library.richtext import rich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.services.cataloguing import SourceRow
    from archivist.services.writing import Compiled

_PATIENCE = 300
"""Milliseconds after which it is said that the references are being made."""

_NOTES, _LIST, _UNCITED = "notes", "list", "uncited"


class ReferencesPane(QWidget):
    """The right side of the writing room: notes, references, and what is cited nowhere.

    Signals:
        source_wanted(int): a source of the list is to be opened.
        uncited_wanted(): the sources that the manuscript does not cite are to be shown.
        said(str): something short to say at the foot of the window.
    """

    source_wanted = Signal(int)
    uncited_wanted = Signal()
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compiled: Compiled | None = None
        self._uncited: tuple[Row, ...] = ()
        self._noted = False
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._show_waiting)
        self.view = ChoiceField()
        self.view.setProperty("look", "quiet")
        self.view.setAccessibleName(self.tr("What is shown here"))
        self._copy = QToolButton()
        self._copy.setIcon(theme.icon("copy"))
        self._copy.setIconSize(QSize(16, 16))
        self._copy.setToolTip(self.tr("Copy all"))
        self._copy.setAccessibleName(self._copy.toolTip())
        self._problems = QFrame()
        self._problems.setProperty("look", "notice")
        self._told = QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QVBoxLayout(self._problems)
        inside.setContentsMargins(*(theme.GRID + theme.GRID // 2,) * 4)
        inside.addWidget(self._told)
        self.list = ReferencesList()
        self._empty = EmptyPlace(
            "citation", self.tr("What you cite is listed here, as it will be printed.")
        )
        self._waiting = muted(self.tr("The references are being put together…"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._waiting.hide()
        self._problems.hide()
        self._offer_views()
        self.view.given.connect(lambda _: self._chosen())
        self._copy.clicked.connect(lambda: self.list.copy(self.list.rows.rows))
        self.list.source_wanted.connect(self.source_wanted)
        self.list.copied.connect(
            lambda count: self.said.emit(self.tr("%n reference(s) copied", "", count))
        )

    def show_compiled(self, compiled: Compiled | None) -> None:
        """Show the references of a manuscript; None for none."""
        self._compiled = compiled
        self._patience.stop()
        self._waiting.hide()
        problems = compiled.problems if compiled else ()
        self._problems.setVisible(bool(problems))
        self._told.setText("\n".join(problems))
        self._offer_views()
        if self._view == _UNCITED:
            self.uncited_wanted.emit()
        else:
            self._show_rows()

    def await_compiled(self) -> None:
        """Tell that another list is being made, if that takes a while."""
        self._patience.start()

    def show_problem(self, sentence: str) -> None:
        """Tell why there are no references."""
        self.show_compiled(None)
        self._told.setText(sentence)
        self._problems.show()

    def show_uncited(self, rows: Sequence[SourceRow]) -> None:
        """Show the sources that the manuscript does not cite."""
        self._uncited = tuple(
            Row(text=rich(" · ".join(filter(None, parts))), source_ids=(row.id,))
            for row in rows
            for parts in [(row.title, row.reference or ", ".join(row.people), row.date)]
        )
        if self._view == _UNCITED:
            self._show_rows()

    @property
    def _view(self) -> str:
        return str(self.view.currentData())

    def _lay_out(self) -> None:
        self._waiting.setContentsMargins(2 * theme.GRID, 0, theme.GRID, 0)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        top = QHBoxLayout()
        top.setContentsMargins(theme.GRID // 2, 0, theme.GRID // 2, 0)
        top.addWidget(self.view, 1)
        top.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(top)
        column.addWidget(self._problems)
        column.addWidget(self._waiting)
        column.addWidget(self._stack, 1)

    def _offer_views(self) -> None:
        """Offer the notes where there are any; say how many there are of each."""
        compiled = self._compiled
        before, noted = self._view, self._noted
        self._noted = bool(compiled and compiled.notes)
        views = [
            (_LIST, self.tr("References"), len(compiled.entries) if compiled else 0),
            (_UNCITED, self.tr("Cited nowhere"), 0),
        ]
        if compiled and compiled.notes:
            views.insert(0, (_NOTES, self.tr("Notes"), len(compiled.notes)))
        self.view.offer(
            [
                (f"{words} · {self.locale().toString(count)}" if count else words, view)
                for view, words, count in views
            ]
        )
        kept = before in {view for view, _, _ in views} and (noted or not self._noted)
        self.view.show_value(before if kept else views[0][0])

    def _show_waiting(self) -> None:
        self._empty.say(self._waiting.text(), "")
        self._waiting.setVisible(self._stack.currentWidget() is self.list)

    def _chosen(self) -> None:
        if self._view == _UNCITED:
            self.uncited_wanted.emit()
        self._show_rows()

    def _show_rows(self) -> None:
        if self._view == _UNCITED:
            rows = self._uncited
            self._empty.say(self.tr("Every source of the library is cited here."), "")
        else:
            rows = self._rows()
            self._empty.say(self.tr("What you cite is listed here, as it will be printed."), "")
        self._copy.setEnabled(bool(rows))
        self._stack.setCurrentIndex(int(bool(rows)))
        self.list.show_rows(rows)

    def _rows(self) -> tuple[Row, ...]:
        if self._compiled is None:
            return ()
        return note_rows(self._compiled) if self._view == _NOTES else list_rows(self._compiled)
