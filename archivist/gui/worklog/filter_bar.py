"""The bar above the log's files: words, days and limits to narrow by, and what can be done."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.widgets.fields import redress
from archivist.gui.widgets.labels import muted
from archivist.library.values import parse_date

if TYPE_CHECKING:
    from archivist.gui.actions import Actions

STATES = (
    *("log.to_order", "log.ordered", "log.seen", "log.nothing_found"),
    *("log.to_copy", "log.copied", "log.refused"),
)
"""The actions that set a state, in the order of the states."""

_PAUSE = 200
"""Milliseconds after the last letter until the files are narrowed."""


class FilterBar(QWidget):
    """`changed()` comes when the files are to be narrowed otherwise."""

    changed = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Words in title, number or note"))
        self.text.setClearButtonEnabled(True)
        self.text.addAction(theme.icon("filter", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.from_day, self.to_day = self._day(self.tr("from")), self._day(self.tr("to"))
        self.limited = QCheckBox(self.tr("With limits"))
        self.limited.setToolTip(self.tr("Only files whose access or publication is limited"))
        self.counted = muted(wrap=False)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.text.textChanged.connect(lambda _: self._pause.start())
        self.limited.toggled.connect(lambda _: self.changed.emit())
        self.state = self._state_button(actions)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        lines.setSpacing(theme.GRID)
        first = QHBoxLayout()
        first.setSpacing(theme.GRID)
        first.addWidget(self.state)
        for name in _BUTTONS:
            first.addWidget(self._button(actions, name))
        first.addStretch(1)
        first.addWidget(self.counted)
        second = QHBoxLayout()
        second.setSpacing(theme.GRID)
        second.addWidget(self.text, 1)
        second.addWidget(self.from_day)
        second.addWidget(self.to_day)
        second.addWidget(self.limited)
        lines.addLayout(first)
        lines.addLayout(second)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day, in the ISO form; "" where none is typed."""
        return self._iso(self.from_day), self._iso(self.to_day)

    @property
    def narrows(self) -> bool:
        """Tell whether anything is narrowed by."""
        return bool(self.text.text().strip() or any(self.days) or self.limited.isChecked())

    def clear(self) -> None:
        """Narrow by nothing."""
        for field in (self.text, self.from_day, self.to_day):
            field.clear()
        self.limited.setChecked(False)
        self._pause.stop()
        self.changed.emit()

    def _day(self, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(hint)
        field.setToolTip(self.tr("A day of the log, such as 2024-05-12, 2024-05 or 2024"))
        field.setFixedWidth(13 * theme.GRID)
        field.textChanged.connect(lambda _: self._pause.start())
        return field

    def _iso(self, field: QLineEdit) -> str:
        """Return what is typed as a day; mark what is none."""
        text, found = field.text().strip(), ""
        with contextlib.suppress(ParseError):
            found = parse_date(text).start.iso() if text else ""
        wrong = bool(text) and not found
        if bool(field.property("wrong")) != wrong:
            field.setProperty("wrong", wrong)
            redress(field)
        return found

    def _state_button(self, actions: Actions) -> QPushButton:
        button = QPushButton(self.tr("Set the state"))
        menu = QMenu(button)
        for name in (*STATES, "log.take_back", "log.details"):
            menu.addAction(actions[name])
        menu.insertSeparator(actions["log.take_back"])
        button.setMenu(menu)
        button.setProperty("look", "main")
        return button

    def _button(self, actions: Actions, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(actions[name].text().replace("&", ""))
        button.setIcon(actions[name].icon())
        button.setIconSize(QSize(16, 16))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(actions[name].trigger)
        return button


_BUTTONS = ("log.order_list", "file.import_inventory")
