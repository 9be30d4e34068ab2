"""The bar that asks, before files are added, where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.widgets.fields import ChoiceField, LineField
from archivist.library.archive import parse_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from archivist.gui.messages import Place
    from archivist.library.groups import Group
    from archivist.library.values import GroupId
    from archivist.services.collecting import Plan, Survey


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is to be added, and where it belongs; `path` is a place in the archives or "".

    Where folders were looked through, the `survey` and the `plan` say what goes where.
    """

    paths: tuple[Path, ...]
    path: str = ""
    group_id: GroupId | None = None
    separate: bool = True
    link: bool = False
    survey: Survey | None = None
    plan: Plan | None = None


class ImportBar(QFrame):
    """`ordered(Order)` comes when the user said where the files belong."""

    ordered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self._paths: tuple[Path, ...] = ()
        self._what = QLabel()
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._place = LineField()
        self._place.setProperty("look", "")
        self._place.setAccessibleName(self.tr("Place in the archives"))
        self._place.setMinimumWidth(24 * theme.GRID)
        self._group = ChoiceField()
        self._group.setAccessibleName(self.tr("Group"))
        self._group.setMinimumWidth(20 * theme.GRID)
        self._one = QCheckBox(self.tr("All are pages of one source"))
        self._link = QCheckBox(self.tr("Link, do not copy"))
        self._link.setToolTip(
            self.tr("The files stay where they are; the library needs them there to show them.")
        )
        self._add = QPushButton(self.tr("Add"))
        self._add.setProperty("look", "main")
        self._add.clicked.connect(self._order)
        self._place.returnPressed.connect(self._order)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        row.addWidget(self._what)
        row.addWidget(self._place, 2)
        row.addWidget(self._group, 1)
        row.addWidget(self._one)
        row.addWidget(self._link)
        row.addWidget(self._add)
        row.addWidget(cancel)
        self.hide()

    def ask(self, paths: Sequence[Path], place: Place) -> None:
        """Ask where files belong; the chosen node of the library is offered."""
        self._paths = tuple(paths)
        self._what.setText(self._words())
        self._place.show_value(place.path, self.tr("Archive/fund/series/file, or nothing"))
        self._group.show_value(place.group_id)
        self._one.setChecked(False)
        self._link.setChecked(False)
        self._one.setVisible(len(paths) > 1)
        self.show()
        self._add.setFocus()

    def offer_groups(self, groups: Sequence[tuple[Group, int]]) -> None:
        """Offer the groups that there are."""
        self._group.offer(
            [(self.tr("No group"), None), *((group.name, group.id) for group, _ in groups)]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        super().keyPressEvent(event)

    def _words(self) -> str:
        if len(self._paths) == 1:
            return self.tr("Add “%1” to").replace("%1", _short(self._paths[0].name))
        return self.tr("Add %n file(s) to", "", len(self._paths))

    def _order(self) -> None:
        path = self._place.text().strip()
        try:
            levels = parse_path(path).levels if path else ()
        except ParseError as error:
            self._place.refuse(str(error))
            return
        if path and not levels:
            self._place.refuse(self.tr("Name a fund after the archive, such as АП РК/5-Н."))
            return
        self.hide()
        self.ordered.emit(
            Order(
                paths=self._paths,
                path=path,
                group_id=self._group.currentData(),
                separate=not self._one.isChecked(),
                link=self._link.isChecked(),
            )
        )


_LONGEST = 32


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
