"""The line above the table: what is shown, and a field that narrows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from archivist.gui import theme
from archivist.gui.models.words import kind_name
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import ElidedLabel
from archivist.library.records import RecordKind

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from archivist.library.catalogue_query import SourceQuery
    from archivist.library.values import SourceId

_QUIET = 150
"""Milliseconds of no typing before the table follows."""


class FilterBar(QWidget):
    """Says what the table shows and narrows it; `changed()` comes shortly after the last key.

    `left()` comes when the keyboard should go back to the table.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = ElidedLabel("", mode=Qt.TextElideMode.ElideMiddle)
        font = self.place.font()
        font.setWeight(font.Weight.DemiBold)
        self.place.setFont(font)
        self.count = QLabel()
        self.count.setProperty("look", "muted")
        self.line = _FilterLine()
        self.line.setPlaceholderText(self.tr("Filter by title"))
        self.line.setAccessibleName(self.tr("Filter the sources by title"))
        self.line.setClearButtonEnabled(True)
        self.line.setAcceptDrops(False)  # dropped files go to the window
        self.line.addAction(theme.icon("filter", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setMinimumWidth(16 * theme.GRID)
        self.line.setMaximumWidth(28 * theme.GRID)
        self.kind = ChoiceField()
        self.kind.offer(
            [(self.tr("All kinds"), None), *((kind_name(kind), kind) for kind in RecordKind)]
        )
        self.kind.setAccessibleName(self.tr("Filter the sources by kind"))
        self.kind.setFixedWidth(16 * theme.GRID)
        self.columns = QToolButton()
        self.columns.setIcon(theme.icon("columns"))
        self.columns.setIconSize(QSize(theme.ICON, theme.ICON))
        self.columns.setToolTip(self.tr("Columns"))
        self.columns.setAccessibleName(self.tr("Columns"))
        self._only: tuple[SourceId, ...] = ()
        self.only = QPushButton(theme.icon("close"), "")
        self.only.setToolTip(self.tr("Show all of them"))
        self.only.hide()
        self.only.clicked.connect(self.clear)
        self._wait = QTimer(self, singleShot=True, interval=_QUIET)
        self._wait.timeout.connect(self.changed)
        self.line.textChanged.connect(lambda _: self._wait.start())
        self.line.done.connect(self.left)
        self.kind.given.connect(lambda _: self.changed.emit())
        self._lay_out()

    def narrow(self, query: SourceQuery) -> SourceQuery:
        """Return a query narrowed by what is typed and chosen."""
        kind = self.kind.currentData()
        return replace(
            query,
            text=self.line.text().strip(),
            kinds=(kind,) if kind else (),
            source_ids=self._only or query.source_ids,
        )

    def keep_only(self, source_ids: tuple[SourceId, ...]) -> None:
        """Narrow to these sources and nothing else, as a button says that takes it back."""
        self.clear()
        self._only = source_ids
        self.only.setText(self.tr("Only these %Ln source(s)", "", len(source_ids)))
        self._show_only(shown=True)
        self.changed.emit()

    @property
    def narrows(self) -> bool:
        """Tell whether anything is typed or chosen."""
        return bool(self.line.text().strip() or self.kind.currentData() or self._only)

    def clear(self) -> None:
        """Narrow by nothing."""
        self._only = ()
        self._show_only(shown=False)
        self.kind.show_value(None)
        self.line.clear()
        self._wait.stop()
        self.changed.emit()

    def _show_only(self, *, shown: bool) -> None:
        """Show the button, which says all that the others would say, and needs their room."""
        self.only.setVisible(shown)
        for other in (self.place, self.count, self.kind):
            other.setVisible(not shown)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        row.setSpacing(theme.GRID)
        row.addWidget(self.place, 4)
        row.addWidget(self.count)
        row.addWidget(self.only)
        row.addStretch(0)
        row.addWidget(self.line, 1)
        row.addWidget(self.kind)
        row.addWidget(self.columns)

    def type_in(self, text: str) -> None:
        """Go on typing here what was begun in the table."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.deselect()
        self.line.end(False)
        self.line.insert(text)


class _FilterLine(QLineEdit):
    """The field; Down and Enter go to the table, Escape clears and goes."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        if event.key() in {
            Qt.Key.Key_Escape,
            Qt.Key.Key_Down,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        }:
            self.done.emit()
            return
        super().keyPressEvent(event)
