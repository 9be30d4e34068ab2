"""Rows of a form: a small grey name beside each field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from archivist.gui import theme
from archivist.gui.widgets.labels import muted

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = 104
"""How wide the names of the fields are."""


class FormRows(QWidget):
    """Fields below each other, each with its name at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GRID // 2)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[QWidget, QLabel] = {}

    def add(self, name: str, field: QWidget) -> QLabel:
        """Add a field; return its name's label, so that both can be hidden."""
        label = muted(name)
        label.setFixedWidth(_NAMES)
        label.setBuddy(field)
        label.setContentsMargins(0, 6, 0, 0)
        field.setAccessibleName(name)
        self._labels[field] = label
        self._put(self._grid.rowCount(), field)
        return label

    def arrange(self, fields: Sequence[QWidget]) -> None:
        """Show these of the fields that were added, in this order, and hide the others."""
        for field, label in self._labels.items():
            self._grid.removeWidget(field)
            self._grid.removeWidget(label)
        for row, field in enumerate(fields):
            self._put(row, field)
        for field, label in self._labels.items():
            shown = field in fields
            field.setVisible(shown)
            label.setVisible(shown)

    def clear(self) -> None:
        """Take all fields away; what is typed in one of them has been given by then."""
        self._labels.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()

    def _put(self, row: int, field: QWidget) -> None:
        self._grid.addWidget(self._labels[field], row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)
