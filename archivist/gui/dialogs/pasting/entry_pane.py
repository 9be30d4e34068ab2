"""The left half: the entries of the list, all of them or those that want to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.pasting.entry_list import EntryList
from archivist.gui.widgets.empty import EmptyPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.dialogs.pasting.entries import Entry


class EntryPane(QWidget):
    """Shows entries under two buttons: all, and to look at.

    Signals:
        turned(): the user wants all, or only some.
    """

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = EntryList()
        self.all_button, self.open_button = _pill(), _pill()
        self.nothing = EmptyPlace(
            "checked",
            self.tr("Nothing is left to look at."),
            self.tr("Show all"),
            lambda: self.all_button.setChecked(True),
        )
        self.nothing.hide()
        pills = QHBoxLayout()
        pills.setSpacing(theme.GRID // 2)
        group = QButtonGroup(self)
        for button in (self.all_button, self.open_button):
            group.addButton(button)
            pills.addWidget(button)
        pills.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(pills)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(36 * theme.GRID)
        self.all_button.toggled.connect(lambda _: self.turned.emit())

    @property
    def every(self) -> bool:
        """Tell whether all entries are shown."""
        return self.all_button.isChecked()

    def show_all(self) -> None:
        """Turn to all entries, which the caller shows."""
        with QSignalBlocker(self.all_button):
            self.all_button.setChecked(True)

    def show_entries(self, entries: Sequence[Entry], *, keep: bool) -> None:
        """Show a list; `keep` leaves the entry in it that is being corrected."""
        open_ = [one.place for one in entries if one.open]
        wanted = {*open_, self.list.place if keep else -1}
        shown = [one.place for one in entries if self.every or one.place in wanted]
        self.list.show_entries(entries, shown)
        self.nothing.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.all_button.setText(self.tr("All (%1)").replace("%1", str(len(entries))))
        self.open_button.setText(self.tr("To look at (%1)").replace("%1", str(len(open_))))


def _pill() -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    return button
