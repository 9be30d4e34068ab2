"""The head of the import of inventories: the file, where it goes, which line has the headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from archivist.gui import theme
from archivist.gui.widgets.fields import ChoiceField, redress
from archivist.gui.widgets.labels import ElidedLabel, muted

if TYPE_CHECKING:
    from archivist.library.inventories import ReadTable

_LINES = 60
_PAUSE = 300
_SHOWN = 60


class Head(QWidget):
    """`pause` runs out when the typing of the place has paused."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = ElidedLabel(name)
        self.name.setFont(theme.title_font(12))
        self.how = muted(wrap=False)
        self.place = QLineEdit()
        self.place.setPlaceholderText(self.tr("Archive/fund/series, such as АП РК/5-Н/1"))
        self.place.setAccessibleName(self.tr("Goes under"))
        self.line = ChoiceField()
        self.line.setAccessibleName(self.tr("Headings"))
        self.pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._line_name = QLabel(self.tr("Headings"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.addWidget(self.name, 0, 0, 1, 3)
        grid.addWidget(self.how, 0, 3, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(QLabel(self.tr("Goes under")), 1, 0)
        grid.addWidget(self.place, 1, 1)
        grid.addWidget(self._line_name, 1, 2)
        grid.addWidget(self.line, 1, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        grid.setColumnMinimumWidth(3, 40 * theme.GRID)
        self._show_lines(shown=False)

    def show_table(self, table: ReadTable | None, head: int, *, remembered: bool) -> None:
        """Say how the file was read, and offer its first lines as headings."""
        self._show_lines(shown=table is not None)
        if table is None:
            self.how.setText(self.tr("Finding aid in EAD"))
            return
        said = self.tr("Read as %1").replace("%1", table.how)
        if remembered:
            said += " · " + self.tr("columns as you chose them last")
        self.how.setText(said)
        lines = [
            (f"{row.line}: {' | '.join(filter(None, row.cells))[:_SHOWN]}", place)
            for place, row in enumerate(table.rows[:_LINES])
        ]
        self.line.offer([(self.tr("There are none"), -1), *lines])
        self.line.show_value(head)

    def ask_place(self, *, needed: bool) -> None:
        """Mark the place as one that must be typed."""
        if bool(self.place.property("wrong")) != needed:
            self.place.setProperty("wrong", needed)
            redress(self.place)

    def _show_lines(self, *, shown: bool) -> None:
        self.line.setVisible(shown)
        self._line_name.setVisible(shown)
