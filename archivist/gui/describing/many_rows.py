"""The rows of an edit of many sources: a tick for each field that is to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from archivist.gui import theme
from archivist.gui.widgets.fields import ChoiceField, redress
from archivist.gui.widgets.labels import heading
from archivist.gui.widgets.tags import TagEditor
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = 152
"""How wide the names of fields may be."""


class TickedRow(QWidget):
    """A tick with a name; `changed()` comes when it or the value beside it changes.

    Whoever touches the value ticks it. `told` is the label in which a wrong value is explained.
    """

    changed = Signal()

    def __init__(self, name: str, field: QWidget) -> None:
        super().__init__()
        self.field = field
        metrics = QFontMetrics(self.font())
        self.box = QCheckBox(metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME - 24))
        self.box.setFixedWidth(_NAME)
        self.box.setToolTip(plain_tip(name))
        self.box.setAccessibleName(name)
        field.setAccessibleName(name)
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setProperty("look", "error")
        self.told.setFont(theme.small_font())
        self.told.setWordWrap(True)
        self.told.setContentsMargins(4, 2, 4, 2)
        self.told.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID // 2)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, 0, 1)
        grid.addWidget(self.told, 1, 1)
        grid.setColumnStretch(1, 1)
        self.box.setMinimumHeight(theme.ROW)
        self.box.toggled.connect(lambda _: self.changed.emit())

    @property
    def on(self) -> bool:
        """Tell whether the field is to be written."""
        return self.box.isChecked()

    def refuse(self, why: str) -> None:
        """Say below the field what is wrong with it; "" for nothing."""
        self.told.setText(why)
        self.told.setVisible(bool(why))
        if bool(self.field.property("wrong")) != bool(why):
            self.field.setProperty("wrong", bool(why))
            redress(self.field)

    def touch(self) -> None:
        """Tick the field because its value was touched."""
        if self.box.isChecked():
            self.changed.emit()
        else:
            self.box.setChecked(True)


class TextRow(TickedRow):
    """A text; an empty one that is ticked empties the field."""

    def __init__(self, name: str, line: QLineEdit | None = None, example: str = "") -> None:
        self.line = line or QLineEdit()
        super().__init__(name, self.line)
        self.line.setAcceptDrops(False)
        if example:
            self.line.setPlaceholderText(example)
        self.line.textChanged.connect(lambda _: self.touch())

    @property
    def value(self) -> str:
        """What is typed."""
        return " ".join(self.line.text().split())


class ChoiceRow(TickedRow):
    """One of several values."""

    def __init__(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        self.choice = ChoiceField()
        self.choice.offer(choices)
        super().__init__(name, self.choice)
        self.choice.show_value(object(), self.tr("choose…"))
        self.choice.given.connect(lambda _: self.touch())

    @property
    def chosen(self) -> bool:
        """Tell whether a value was chosen."""
        return self.choice.currentIndex() >= 0

    @property
    def value(self) -> object:
        """The chosen value."""
        return self.choice.currentData()


class TagsRow(TickedRow):
    """Some tags."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.editor = TagEditor()
        self.editor.offer(known)
        super().__init__(name, self.editor)
        self.editor.added.connect(self._add)
        self.editor.removed.connect(self._remove)

    @property
    def value(self) -> tuple[str, ...]:
        """The tags."""
        return self.editor.names

    def _add(self, name: str) -> None:
        if name.casefold() not in {one.casefold() for one in self.value}:
            self._show((*self.value, name))

    def _remove(self, name: str) -> None:
        self._show(tuple(one for one in self.value if one != name))

    def _show(self, names: tuple[str, ...]) -> None:
        self.editor.show_tags(dict.fromkeys(names, ""))
        self.touch()


def part_heading(text: str) -> QLabel:
    """Return the heading of a part of the form."""
    label = heading(text)
    label.setContentsMargins(0, theme.GRID, 0, 0)
    return label
