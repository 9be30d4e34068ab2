"""Rows of a form: a small grey name beside each field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from archivist.gui import theme
from archivist.gui.widgets.labels import muted

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

    def add(self, name: str, field: QWidget) -> QLabel:
        """Add a field; return its name's label, so that both can be hidden."""
        label = muted(name)
        label.setFixedWidth(_NAMES)
        label.setBuddy(field)
        label.setContentsMargins(0, 6, 0, 0)
        field.setAccessibleName(name)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)
        return label

    def clear(self) -> None:
        """Take all fields away; what is typed in one of them has been given by then."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
