"""What is asked about a folder: what its names mean, where it goes, what becomes of photographs."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from archivist.gui import theme
from archivist.gui.widgets.fields import ChoiceField, redress
from archivist.library.watching import Gathering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.errors import ParseError
    from archivist.library.groups import Group
    from archivist.library.values import GroupId

_PAUSE = 200
"""Milliseconds of rest in typing after which what is typed is tried."""


class GatheringFields(QWidget):
    """`changed()` comes when something was chosen, or typing has paused."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pattern = QComboBox()
        self.pattern.setEditable(True)
        self.pattern.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.pattern.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pattern.setAccessibleName(self.tr("What the names of folders mean"))
        line = self.pattern.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Nothing: all files go to the place below"))
        self.fault = QLabel()
        self.fault.setTextFormat(Qt.TextFormat.RichText)
        self.fault.setProperty("look", "error")
        self.fault.setFont(theme.small_font())
        self.fault.setWordWrap(True)
        self.fault.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.fault.setMinimumWidth(64 * theme.GRID)  # its height is that of the lines at this width
        self.place = QLineEdit()
        self.place.setPlaceholderText(self.tr("Archive/fund/series/file, or nothing"))
        self.place.setAccessibleName(self.tr("Goes under"))
        self.group = ChoiceField()
        self.group.setAccessibleName(self.tr("Group"))
        self.photos = ChoiceField()
        self.photos.setAccessibleName(self.tr("Photographs"))
        self.photos.offer(
            [
                (self.tr("of one archive file are pages of one source"), True),
                (self.tr("are sources of their own"), False),
            ]
        )
        self.misfits = ChoiceField()
        self.misfits.setAccessibleName(self.tr("What does not fit"))
        self.misfits.offer(
            [(self.tr("comes in unfiled"), False), (self.tr("is left out"), True)],
        )
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._listen()
        self.show_gathering(Gathering())

    def offer_patterns(self, patterns: Sequence[str]) -> None:
        """Offer patterns; the one that is typed stays."""
        typed = self.pattern.currentText()
        self.pattern.clear()
        self.pattern.addItems(list(dict.fromkeys(filter(None, patterns))))
        self.pattern.setEditText(typed)

    def offer_groups(self, groups: Sequence[tuple[Group, int]]) -> None:
        """Offer the groups that there are."""
        self.group.offer(
            [(self.tr("No group"), None), *((group.name, group.id) for group, _ in groups)]
        )

    def show_gathering(self, gathering: Gathering) -> None:
        """Show what is ordered."""
        self.pattern.setEditText(gathering.pattern)
        self.place.setText(gathering.under)
        self.photos.show_value(gathering.together)
        self.misfits.show_value(gathering.left_out)

    @property
    def gathering(self) -> Gathering:
        """What is ordered."""
        return Gathering(
            pattern=self.pattern.currentText().strip(),
            under=self.place.text().strip(),
            together=bool(self.photos.currentData()),
            left_out=bool(self.misfits.currentData()),
        )

    @property
    def group_id(self) -> GroupId | None:
        """The group that is chosen."""
        chosen: GroupId | None = self.group.currentData()
        return chosen

    def refuse(self, error: ParseError | None) -> None:
        """Say what is wrong, its place underlined; None takes it back."""
        in_pattern = error is not None and error.text.strip() == self.gathering.pattern
        for field, wrong in ((self.pattern, in_pattern), (self.place, error and not in_pattern)):
            if bool(field.property("wrong")) != bool(wrong):
                field.setProperty("wrong", bool(wrong))
                redress(field)
        self.fault.setVisible(error is not None)
        if error is not None:
            good, bad = error.text[: error.position], error.text[error.position :] or "…"
            said = self.tr("expected %1").replace("%1", error.expected)
            text = f"{html.escape(good)}<u><b>{html.escape(bad)}</b></u>: {html.escape(said)}"
            self.fault.setText(text)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        form.addRow(self.tr("Folders mean"), self.pattern)
        form.addRow("", self.fault)
        form.addRow(self.tr("Goes under"), self.place)
        form.addRow(self.tr("Group"), self.group)
        form.addRow(self.tr("Photographs"), self.photos)
        form.addRow(self.tr("What does not fit"), self.misfits)
        self.form = form
        self.fault.hide()

    def _listen(self) -> None:
        self.pattern.editTextChanged.connect(lambda _: self._pause.start())
        self.place.textChanged.connect(lambda _: self._pause.start())
        self.photos.given.connect(lambda _: self.changed.emit())
        self.misfits.given.connect(lambda _: self.changed.emit())
        self._pause.timeout.connect(self.changed)
