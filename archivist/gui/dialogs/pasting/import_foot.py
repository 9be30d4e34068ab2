"""The foot: where the references go, what the import will do, and the button that does it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.pasting.enter_button import EnterButton
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.library.groups import Group
    from archivist.library.values import GroupId
    from archivist.services.progress import Progress


_TITLE = 40
"""So many letters of a manuscript's title are told."""


class Then(Enum):
    """What is done with the sources once they are there."""

    SHOW = auto()
    CITE_TOGETHER = auto()
    CITE_APART = auto()


class ImportFoot(QWidget):
    """Offers a group, what is done next, and to import.

    Signals:
        ordered(): import.
        again(): another list is to be pasted.
        left(): the user does not want the list, or not what is being done with it.
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
        self.then = ChoiceField()
        self.then.setAccessibleName(self.tr("What is done next"))
        self.then.setMinimumWidth(28 * theme.GRID)
        self.then.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.import_button = EnterButton(look="main")
        self.import_button.clicked.connect(self.ordered)
        self.cancel_button = EnterButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.left)
        self.offer_citing("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.again_button)
        row.addWidget(self.count, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(QLabel(self.tr("Group")))
        row.addWidget(self.group)
        row.addWidget(self.then)
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

    def offer_citing(self, manuscript: str) -> None:
        """Offer to cite the sources in the manuscript that is open, "" for none."""
        title = manuscript if len(manuscript) <= _TITLE else f"{manuscript[:_TITLE].rstrip()}…"
        one = self.tr("Cite in one mark in “%1”").replace("%1", title)
        each = self.tr("Cite a mark a line in “%1”").replace("%1", title)
        choices = [(self.tr("Show them in the library"), Then.SHOW)]
        if manuscript:
            choices += [(one, Then.CITE_TOGETHER), (each, Then.CITE_APART)]
        self.then.offer(choices)
        view = self.then.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * theme.GRID)
        self.then.show_value(Then.SHOW)
        self.then.setVisible(bool(manuscript))

    @property
    def what_then(self) -> Then:
        """What is done once the sources are there."""
        chosen: Then = self.then.currentData()
        return chosen

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

    def wait(self, *, waiting: bool) -> None:
        """Offer nothing but to stop while the import is being carried out."""
        for part in (self.again_button, self.group, self.then, self.import_button):
            part.setEnabled(not waiting)
        self.count.setHidden(waiting)
        self.bar.setVisible(waiting)
        self.bar.setRange(0, 0)
        if waiting:
            self.import_button.setText(self.tr("Importing…"))
        self.cancel_button.setText(self.tr("Stop") if waiting else self.tr("Cancel"))

    def show_progress(self, progress: Progress) -> None:
        """Show how far the import is."""
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
