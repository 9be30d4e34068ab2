"""The pane of findings: what a check found, a filter, and the ways through the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.checking.findings_list import FindingsList
from archivist.gui.checking.rows import group, kinds_of
from archivist.gui.checking.words import as_text, kind_name
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import ElidedLabel
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.gui.checking.told import Told


class FindingsPane(QWidget):
    """Shows findings; `clean` is what is said where there are none.

    A `wide` one has its filter beside the buttons, another one below them.

    Signals:
        again_wanted(): it is to be checked again.
        closed(): the pane is to go.
        said(str): something short to say at the foot of the window.
    """

    again_wanted = Signal()
    closed = Signal()
    said = Signal(str)

    def __init__(self, clean: str, *, wide: bool = False) -> None:
        super().__init__()
        self._clean = clean
        self._told: tuple[Told, ...] | None = None
        self._working = False
        self._title = ElidedLabel()
        self.kinds = ChoiceField()
        self.kinds.setAccessibleName(self.tr("Kinds of findings"))
        self.kinds.given.connect(lambda _: self._show_rows())
        self.list = FindingsList()
        self._empty = EmptyPlace("findings", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self._ways = [
            self._button("up", self.tr("Previous finding"), lambda: self.step(-1)),
            self._button("down", self.tr("Next finding"), lambda: self.step(1)),
        ]
        self._copy = self._button("copy", self.tr("Copy the list"), self._copy_list)
        self.again = self._button("again", self.tr("Check again"), self.again_wanted.emit)
        self._lay_out(wide=wide)
        self._show()

    @property
    def count(self) -> int | None:
        """How many findings there are; None before the first check has ended."""
        return None if self._told is None else len(self._told)

    def show_told(self, told: tuple[Told, ...] | None) -> None:
        """Show what a check found; None for nothing checked yet."""
        if told != self._told:
            self._told = told
            self._show()

    def show_working(self, working: bool) -> None:
        """Say that a check is at work, or no more."""
        self._working = working
        self._name()

    def step(self, by: int) -> None:
        """Go to the next finding (1) or the one before (-1)."""
        self.list.step(by)

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        if self._stack.currentWidget() is self.list:
            self.list.take_focus()
        else:
            self.again.setFocus()

    def _lay_out(self, *, wide: bool) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(theme.GRID + theme.GRID // 2, 0, theme.GRID // 2, 0)
        top.setSpacing(0)
        font = self._title.font()
        font.setWeight(font.Weight.DemiBold)
        self._title.setFont(font)
        top.addWidget(self._title, 3)
        if wide:
            self.kinds.setMaximumWidth(30 * theme.GRID)
            top.addWidget(self.kinds, 2)
            top.addSpacing(theme.GRID)
        close = self._button("close", self.tr("Close the findings"), self.closed.emit)
        for button in (*self._ways, self.again, self._copy, close):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(top)
        if not wide:
            second = QHBoxLayout()
            second.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
            second.addWidget(self.kinds, 1)
            column.addLayout(second)
        column.addWidget(self._stack, 1)

    def _button(self, icon: str, words: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(plain_tip(words))
        button.setAccessibleName(words)
        button.clicked.connect(act)
        return button

    def _show(self) -> None:
        told = self._told or ()
        chosen = self.kinds.currentData()
        kinds = kinds_of(told)
        number = self.locale().toString
        offered: list[tuple[str, object]] = [(self.tr("All kinds"), "")]
        offered += [(f"{kind_name(kind)} · {number(count)}", kind) for kind, count in kinds]
        self.kinds.offer(offered)
        self.kinds.show_value(chosen if chosen in dict(kinds) else "")
        self.kinds.setVisible(len(kinds) > 1)
        for button in (*self._ways, self._copy):
            button.setEnabled(bool(told))
        self._show_rows()
        self._name()

    def _show_rows(self) -> None:
        rows = group(self._told or (), self.kinds.currentData() or "")
        self._stack.setCurrentIndex(int(bool(rows)))
        self.list.show_rows(rows)
        if rows and self.again.hasFocus():  # the keyboard waited there for something to go to
            self.list.take_focus()

    def _name(self) -> None:
        """Say how many there are, or that it is being checked."""
        checked = self._told is not None
        if self._working or not checked:
            self._title.setText(self.tr("Checking…"))
        elif not self._told:
            self._title.setText(self.tr("No findings"))
        else:
            self._title.setText(self.tr("%Ln finding(s)", "", len(self._told)))
        self._empty.say(self._clean if checked else self.tr("Checking…"))

    def _copy_list(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self.list.rows.rows))
        count = sum(row.told is not None for row in self.list.rows.rows)
        self.said.emit(self.tr("%Ln finding(s) copied", "", count))
