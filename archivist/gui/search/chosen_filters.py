"""What narrows a search, as chips above the hits, each with a cross to be rid of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from archivist.gui import theme
from archivist.gui.widgets.flow import FlowLayout
from archivist.gui.widgets.tags import Chip

if TYPE_CHECKING:
    from collections.abc import Sequence


class Chosen(NamedTuple):
    """A value that is chosen of a field ("" for years), and what is read on its chip."""

    field: str
    value: str
    label: str


class ChosenFilters(QWidget):
    """A row of chips, hidden without any; `dropped(Chosen)` comes from the cross of one."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, theme.GRID // 2)
        self._row.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, theme.GRID)
        self.setAccessibleName(self.tr("What narrows the search"))
        self.hide()

    def show_chosen(self, chosen: Sequence[Chosen]) -> None:
        """Show what is chosen."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for one in chosen:
            chip = Chip(one.label, dotted=False)
            without = self.tr("Search without %1").replace("%1", one.label)
            chip.close_button.setToolTip(self.tr("Search without this"))
            chip.close_button.setAccessibleName(without)
            chip.removed.connect(lambda _, one=one: self.dropped.emit(one))
            self._row.addWidget(chip)
        self.setVisible(bool(chosen))
        self.updateGeometry()
