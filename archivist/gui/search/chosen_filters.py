"""What narrows a search, as chips above the hits, each with a cross to be rid of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from archivist.gui import theme
from archivist.gui.widgets.flow import FlowLayout
from archivist.gui.widgets.tags import Chip

if TYPE_CHECKING:
    from collections.abc import Sequence


class ChosenFilters(QWidget):
    """A row of chips, hidden without any; `dropped(str)` names the field of one by its cross."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, theme.GRID // 2)
        self._row.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, theme.GRID)
        self.setAccessibleName(self.tr("What narrows the search"))
        self.hide()

    def show_chosen(self, chosen: Sequence[tuple[str, str]]) -> None:
        """Show what is chosen: fields, and what is read on their chips."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for field, label in chosen:
            chip = Chip(label, dotted=False)
            chip.close_button.setToolTip(self.tr("Search without this"))
            chip.close_button.setAccessibleName(self.tr("Search without %1").replace("%1", label))
            chip.removed.connect(lambda _, field=field: self.dropped.emit(field))
            self._row.addWidget(chip)
        self.setVisible(bool(chosen))
        self.updateGeometry()
