"""The words for fields of a description and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from archivist.gui.models.record_fields import Field
from archivist.gui.models.words import kind_name, language_name, role_name
from archivist.library.own_fields import FieldType
from archivist.library.people import Role
from archivist.library.records import RecordKind
from archivist.services.cataloguing import COLUMNS, SheetWords

if TYPE_CHECKING:
    from archivist.services.cataloguing import FieldChange

_NAMES = {
    "id": QT_TRANSLATE_NOOP("Describing", "Number in the library"),
    "kind": QT_TRANSLATE_NOOP("Describing", "Kind"),
    "title": QT_TRANSLATE_NOOP("Describing", "Title"),
    "language": QT_TRANSLATE_NOOP("Describing", "Language"),
    "group": QT_TRANSLATE_NOOP("Describing", "Group"),
    "under": QT_TRANSLATE_NOOP("Describing", "Lies in"),
    "tags": QT_TRANSLATE_NOOP("Describing", "Tags"),
    "checked": QT_TRANSLATE_NOOP("Describing", "Checked"),
    "first_year": QT_TRANSLATE_NOOP("Describing", "First year"),
    "last_year": QT_TRANSLATE_NOOP("Describing", "Last year"),
    "periods": QT_TRANSLATE_NOOP("Describing", "Periods"),
    "reference": QT_TRANSLATE_NOOP("Describing", "Reference"),
    "archive": QT_TRANSLATE_NOOP("Describing", "Archive"),
    "fund": QT_TRANSLATE_NOOP("Describing", "Fund"),
    "series_of_archive": QT_TRANSLATE_NOOP("Describing", "Archival series"),
    "file": QT_TRANSLATE_NOOP("Describing", "File"),
    "sheets": QT_TRANSLATE_NOOP("Describing", "Sheets"),
    "page_count": QT_TRANSLATE_NOOP("Describing", "Pages in the library"),
    "title_by_researcher": QT_TRANSLATE_NOOP("Describing", "Title by the researcher"),
}
_TYPES = {
    FieldType.TEXT: QT_TRANSLATE_NOOP("Describing", "Text"),
    FieldType.NUMBER: QT_TRANSLATE_NOOP("Describing", "Number"),
    FieldType.DATE: QT_TRANSLATE_NOOP("Describing", "Date"),
    FieldType.CHOICE: QT_TRANSLATE_NOOP("Describing", "Choice"),
}


def _said(text: object) -> str:
    return QCoreApplication.translate("Describing", str(text))


def field_name(name: str) -> str:
    """Return what a field of a description is called, by its name in the program."""
    if name in {*Role}:
        return role_name(Role(name))
    return _said(_NAMES[name]) if name in _NAMES else Field(name=name).label


def type_name(kind: FieldType) -> str:
    """Return what a type of field is called."""
    return _said(_TYPES[kind])


def yes_no(*, yes: bool) -> str:
    """Return yes, or no."""
    return (
        _said(QT_TRANSLATE_NOOP("Describing", "yes"))
        if yes
        else _said(QT_TRANSLATE_NOOP("Describing", "no"))
    )


def change_name(change: FieldChange) -> str:
    """Return what the field of a change is called."""
    return change.name if change.own is not None else field_name(change.name)


def change_value(change: FieldChange, value: str) -> str:
    """Return a value of a change as the user reads it."""
    if change.own is not None or not value:
        return value
    if change.name == "kind":
        return kind_name(RecordKind(value))
    if change.name == "language":
        return language_name(value)
    if change.name == "checked":
        return yes_no(yes=value == "yes")
    return value


def sheet_words() -> SheetWords:
    """Return the words of a table of sources."""
    return SheetWords(
        headings={name: field_name(name) for name in COLUMNS},
        kinds={kind: kind_name(kind) for kind in RecordKind},
        yes=yes_no(yes=True),
    )
