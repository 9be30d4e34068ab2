"""A query as a form, for those who do not type it; it writes the query into the field at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.models.words import LANGUAGES, kind_name, language_name
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import heading, muted
from archivist.library.records import RecordKind
from archivist.services.searching import QueryForm, form_of, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LAST_YEAR = 9999
_DISTANCES = (1, 2, 3, 5, 8, 12, 20, 50)
_COMMON = 5
"""So many languages of `LANGUAGES` are those whose words are known in all their forms."""

Names = dict[str, list[str]]
"""The names there are in a library, by field."""


class FormCard(QFrame):
    """The form below the field of a query.

    Signals:
        asked(str): what is filled in is another query now.
        done(): Enter was pressed, or the button.
    """

    asked = Signal(str)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "card")
        self.setAccessibleName(self.tr("Search by a form"))
        self._form = QueryForm()
        self.lines: dict[str, QLineEdit] = {}
        self.choices: dict[str, ChoiceField] = {}
        self.annotated = QCheckBox(self.tr("with notes or marks"))
        self._names: dict[str, str] = {
            "archive": self.tr("Archive"),
            "fund": self.tr("Fund"),
            "group": self.tr("Group"),
            "period": self.tr("Period"),
            "tag": self.tr("Tag"),
            "language": self.tr("Language"),
            "kind": self.tr("Type of source"),
            "within": self.tr("Look in"),
            "verified": self.tr("Checked"),
            "unread": self.tr("Read"),
            "distance": self.tr("At most so many words apart"),
        }
        self._lay_out()
        self.offer({})

    def offer(self, names: Mapping[str, Sequence[str]]) -> None:
        """Offer the names there are in the library."""
        anything = (self.tr("any"), "")
        for field in ("archive", "group", "period", "tag"):
            self._offer(field, [anything, *((name, name) for name in names.get(field, ()))])
        languages = [(language_name(code), code) for code in LANGUAGES[:_COMMON]]
        self._offer("language", [anything, *languages])
        self._offer("kind", [anything, *((kind_name(kind), str(kind)) for kind in RecordKind)])
        self._offer(
            "within",
            [
                (self.tr("everything"), ""),
                (self.tr("pages"), "page"),
                (self.tr("titles and descriptions"), "source"),
                (self.tr("notes and marks"), "annotation"),
                (self.tr("my own sections"), "section"),
            ],
        )
        self._offer("distance", [(self._unknown("distance", far), far) for far in _DISTANCES])
        both = (self.tr("both"), None)
        checked = ((self.tr("checked"), True), (self.tr("not checked"), False))
        self._offer("verified", [both, *checked])
        self._offer("unread", [both, (self.tr("unread"), True), (self.tr("read"), False)])

    def show_query(self, query: str) -> None:
        """Fill the form with a query."""
        self._form = form_of(query)
        for name, line in self.lines.items():
            value = getattr(self._form, name)
            line.setText("" if value is None else f"{value}")
            line.setCursorPosition(0)
        for name, choice in self.choices.items():
            value = getattr(self._form, name)
            choice.show_value(value, self._unknown(name, value))
        self.annotated.setChecked(self._form.annotated)

    # -- how it is made

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(4 * theme.GRID)
        for title, grid, share in (
            (self.tr("Words"), self._words(), 5),
            (self.tr("Sources"), self._sources(), 4),
        ):
            grid.setHorizontalSpacing(theme.GRID)
            grid.setVerticalSpacing(theme.GRID // 2)
            half = QVBoxLayout()
            half.setSpacing(theme.GRID)
            half.addWidget(heading(title))
            half.addLayout(grid)
            half.addStretch(1)
            halves.addLayout(half, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addLayout(halves)
        column.addLayout(self._foot())

    def _words(self) -> QGridLayout:
        grid = QGridLayout()
        for row, (name, label, hint) in enumerate(
            (
                ("every", self.tr("All of these words"), self.tr("in any of their forms")),
                ("phrase", self.tr("These words in a row"), self.tr("exactly as they stand here")),
                ("some", self.tr("Any of these words"), ""),
                ("none", self.tr("None of these words"), ""),
                ("near", self.tr("Words near each other"), ""),
                ("name", self.tr("A name, however spelt"), ""),
                ("title", self.tr("In the title"), ""),
                ("author", self.tr("By whom"), self.tr("in any spelling")),
                ("note", self.tr("In a note"), ""),
            )
        ):
            self._add(grid, row, label, self._line(name, label, hint))
        distance = self._field("distance")
        distance.setFixedWidth(18 * theme.GRID)
        grid.addWidget(distance, 4, 2)
        self._add_years(grid, 10)
        grid.addWidget(self.annotated, 11, 1, 1, 2)
        self.annotated.clicked.connect(lambda on: self._change(annotated=on))
        return grid

    def _sources(self) -> QGridLayout:
        grid = QGridLayout()
        for row, (name, label) in enumerate(self._names.items()):
            if name != "distance":
                self._add(grid, row, label, self._field(name))
        return grid

    def _foot(self) -> QHBoxLayout:
        clear = QPushButton(self.tr("Clear"))
        clear.setProperty("look", "link")
        clear.clicked.connect(self._clear)
        find = QPushButton(self.tr("Search"))
        find.setProperty("look", "main")
        find.clicked.connect(self.done)
        row = QHBoxLayout()
        row.addWidget(muted(self.tr("The query is written into the field above."), wrap=False))
        row.addStretch(1)
        row.addWidget(clear)
        row.addWidget(find)
        return row

    def _add(self, grid: QGridLayout, row: int, label: str, field: QWidget) -> None:
        name = muted(label, wrap=False)
        name.setBuddy(field)
        field.setAccessibleName(label)
        grid.addWidget(name, row, 0)
        span = 1 if field is self.lines.get("near") else 2
        grid.addWidget(field, row, 1, 1, span)
        grid.setColumnStretch(1, 1)

    def _add_years(self, grid: QGridLayout, at: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for name, label in (
            ("first_year", self.tr("from")),
            ("last_year", self.tr("to")),
        ):
            line = self._line(name, label, label)
            line.setAccessibleName(label)
            line.setValidator(QIntValidator(1, _LAST_YEAR, line))
            row.addWidget(line, 1)
        row.insertWidget(1, QLabel("–"))
        grid.addWidget(muted(self.tr("Years"), wrap=False), at, 0)
        grid.addLayout(row, at, 1, 1, 2)

    def _line(self, name: str, label: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(label)
        line.setPlaceholderText(hint)
        line.textEdited.connect(lambda text: self._type(name, text))
        line.returnPressed.connect(self.done)
        self.lines[name] = line
        return line

    def _field(self, name: str) -> QWidget:
        if name == "fund":
            return self._line(name, self._names[name], "")
        choice = ChoiceField()
        choice.setAccessibleName(self._names[name])
        choice.given.connect(lambda value: self._change(**{name: value}))
        self.choices[name] = choice
        return choice

    def _offer(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        self.choices[name].offer(choices)
        value = getattr(self._form, name)
        self.choices[name].show_value(value, self._unknown(name, value))

    def _unknown(self, name: str, value: object) -> str:
        """Return what is shown of a value that is not offered."""
        return (
            self.tr("%n word(s) apart", "", int(str(value))) if name == "distance" else str(value)
        )

    # -- what happens

    def _type(self, name: str, text: str) -> None:
        value: Any = " ".join(text.split())
        if name in {"first_year", "last_year"}:
            value = int(value) if value else None
        elif name in {"phrase", "near"}:
            value = value.translate(dict.fromkeys(map(ord, '"“”„«»')))
        self._change(**{name: value})

    def _change(self, **values: Any) -> None:  # noqa: ANN401 - of each field its own
        self._form = replace(self._form, **values)
        self.asked.emit(written(self._form))

    def _clear(self) -> None:
        self.show_query("")
        self.asked.emit("")
        self.lines["every"].setFocus()
