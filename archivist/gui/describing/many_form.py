"""The form of an edit of many sources: what is ticked is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.describing.many_rows import (
    ChoiceRow,
    TagsRow,
    TextRow,
    TickedRow,
    part_heading,
)
from archivist.gui.describing.place_line import PlaceLine
from archivist.gui.describing.words import field_name, yes_no
from archivist.gui.models.words import LANGUAGES, kind_name, language_name
from archivist.library.archive import parse_path
from archivist.library.own_fields import TEXTS, FieldType, ManyEdit, OwnField, OwnFieldId
from archivist.library.records import RecordKind
from archivist.library.values import LanguageCode, parse_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.gui.messages import Desk
    from archivist.library.groups import Group

T = TypeVar("T")

_FIRST = ("medium", "authenticity", "container", "publisher", "note")
"""The texts that are wanted most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offers:
    """What there is to choose from: groups, tags, and fields of the user's own."""

    groups: tuple[Group, ...]
    tags: tuple[str, ...]
    fields: tuple[OwnField, ...]


class ManyForm(QScrollArea):
    """Rows of fields; `changed()` comes when something in them changed."""

    changed = Signal()

    def __init__(self, desk: Desk, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = offers
        self.rows: dict[str, TickedRow] = {}
        self.own: dict[OwnField, TickedRow] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(0, 0, theme.GRID, theme.GRID)
        self._column.setSpacing(theme.GRID // 2)
        self._build(desk)
        self._column.addStretch(1)
        self.setWidget(sheet)

    def edit(self) -> ManyEdit | None:
        """Return what is to be written; None when something typed is wrong, which is told there."""
        read: dict[str, Any] = {}
        own: dict[OwnFieldId, str] = {}
        sound = True
        for name, row in self.rows.items():
            found = self._tried(row, partial(self._of, name, row))
            sound = sound and found is not None
            read |= found or {}
        for field, row in self.own.items():
            value = self._tried(row, partial(_own_value, field, row))
            sound = sound and value is not None
            if row.on and value is not None:
                own[field.id] = value
        return ManyEdit(**read, texts=self._texts(), own=own) if sound else None

    # -- building

    def _build(self, desk: Desk) -> None:
        none: list[tuple[str, object]] = [(self.tr("None"), None)]
        unknown: list[tuple[str, object]] = [(self.tr("Unknown"), "")]
        for name, row in (
            ("kind", ChoiceRow(field_name("kind"), [(kind_name(one), one) for one in RecordKind])),
            (
                "language",
                ChoiceRow(
                    field_name("language"),
                    [*unknown, *((language_name(code), code) for code in LANGUAGES)],
                ),
            ),
            (
                "group",
                ChoiceRow(
                    field_name("group"),
                    [*none, *((group.name, group.id) for group in self._offers.groups)],
                ),
            ),
            ("under", TextRow(field_name("under"), PlaceLine(desk))),
            ("date", TextRow(field_name("date"), example=self.tr("1932; empty takes it away"))),
            (
                "checked",
                ChoiceRow(field_name("checked"), [(yes_no(yes=on), on) for on in (True, False)]),
            ),
            ("add_tags", TagsRow(self.tr("Add tags"), self._offers.tags)),
            ("remove_tags", TagsRow(self.tr("Remove tags"), self._offers.tags)),
        ):
            self._add(self.rows, name, row)
        if self._offers.fields:
            self._column.addWidget(part_heading(self.tr("Fields of your own")))
        for field in self._offers.fields:
            self._add(self.own, field, self._own_row(field))
        self._column.addWidget(part_heading(self.tr("Texts; empty ones are taken away")))
        self._texts_of: dict[str, TickedRow] = {}
        for name in (*_FIRST, *(one for one in TEXTS if one not in _FIRST)):
            self._add(self._texts_of, name, TextRow(field_name(name)))

    def _own_row(self, field: OwnField) -> TickedRow:
        if field.type is FieldType.CHOICE:
            none: list[tuple[str, object]] = [(self.tr("None"), "")]
            return ChoiceRow(field.name, [*none, *((one, one) for one in field.choices)])
        return TextRow(field.name)

    def _add(self, rows: dict[Any, TickedRow], key: object, row: TickedRow) -> None:
        rows[key] = row
        row.changed.connect(self.changed)
        self._column.addWidget(row)

    # -- reading

    def _tried(self, row: TickedRow, read: Callable[[], T]) -> T | None:
        """Read a row; say below it what is wrong and return None when that does not go."""
        try:
            found = read()
        except ParseError as error:
            row.refuse(str(error))
            return None
        row.refuse("")
        return found

    def _of(self, name: str, row: TickedRow) -> dict[str, Any]:
        """Return what a row writes, as arguments of `ManyEdit`."""
        if not row.on or (isinstance(row, ChoiceRow) and not row.chosen):
            return {}
        value = _value(row)
        if name == "group":
            return {"no_group": True} if value is None else {"group_id": value}
        if name == "date":
            return {"date": parse_date(str(value))} if value else {"no_date": True}
        if name == "language":
            return {"language": LanguageCode(str(value))}
        if name == "under" and value and not parse_path(str(value)).levels:
            raise ParseError(str(value), len(str(value)), "a fund, such as /5-Н")
        return {name: value}

    def _texts(self) -> dict[str, str]:
        return {name: str(_value(row)) for name, row in self._texts_of.items() if row.on}


def _value(row: TickedRow) -> object:
    return row.value if isinstance(row, TextRow | ChoiceRow | TagsRow) else None


def _own_value(field: OwnField, row: TickedRow) -> str:
    value = str(_value(row) or "")
    return field.checked(value) if row.on else ""
