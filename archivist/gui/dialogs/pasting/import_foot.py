"""The foot: where the references go, what the import will do, and the button that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.pasting.enter_button import EnterButton
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.library.groups import Group
    from archivist.library.values import GroupId


class ImportFoot(QWidget):
    """Offers a group, and to import.

    Signals:
        ordered(): import.
        again(): another list is to be pasted.
        left(): the user does not want the list.
    """

    ordered = Signal()
    again = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.again_button = EnterButton(self.tr("Another list…"))
        self.again_button.clicked.connect(self.again)
        self.count = ElidedLabel()
        self.count.setProperty("look", "muted")
        self.count.setFont(theme.small_font())
        self.group = ChoiceField()
        self.group.setAccessibleName(self.tr("Group"))
        self.group.setMinimumWidth(20 * theme.GRID)
        self.offer_groups(())
        self.import_button = EnterButton(look="main")
        self.import_button.clicked.connect(self.ordered)
        self.cancel_button = EnterButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.again_button)
        row.addWidget(self.count, 1)
        row.addWidget(QLabel(self.tr("Group")))
        row.addWidget(self.group)
        row.addSpacing(theme.GRID)
        row.addWidget(self.import_button)
        row.addWidget(self.cancel_button)

    def offer_groups(self, groups: Sequence[tuple[Group, int]]) -> None:
        """Offer the groups of the library."""
        self.group.offer(
            [(self.tr("No group"), None), *((group.name, group.id) for group, _ in groups)]
        )
        if self.group.currentIndex() < 0:
            self.group.show_value(None)

    @property
    def group_id(self) -> GroupId | None:
        """The group that new sources go to."""
        chosen: GroupId | None = self.group.currentData()
        return chosen

    def show_counts(self, entries: Sequence[Entry]) -> None:
        """Say what the import will do."""
        taken = [one for one in entries if one.taken]
        there = sum(one.same is not None for one in taken)
        skipped = sum(one.skipped for one in entries)
        lost = len(entries) - len(taken) - skipped
        self.import_button.setText(self.tr("Import %n reference(s)", "", len(taken)))
        self.import_button.setEnabled(bool(taken))
        said = [
            self.tr("%n in the library already", "", there) if there else "",
            self.tr("%n left out", "", skipped) if skipped else "",
            self.tr("%n not understood", "", lost) if lost else "",
        ]
        self.count.setText(" · ".join(filter(None, said)))

    def wait(self) -> None:
        """Show that the import is being carried out."""
        self.import_button.setText(self.tr("Importing…"))
