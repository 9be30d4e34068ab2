"""The fields of a source's form: which a kind of source has, and how each is read and written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from archivist.gui.models.words import role_name
from archivist.library.people import Person, Role, parse_person
from archivist.library.records import Record, RecordKind
from archivist.library.values import UncertainDate, parse_date

if TYPE_CHECKING:
    from archivist.library.references import Sheet, Sheets

_LABELS = {
    "date": QT_TRANSLATE_NOOP("Fields", "Date"),
    "subtitle": QT_TRANSLATE_NOOP("Fields", "Subtitle"),
    "container": QT_TRANSLATE_NOOP("Fields", "Published in"),
    "publisher": QT_TRANSLATE_NOOP("Fields", "Publisher"),
    "place": QT_TRANSLATE_NOOP("Fields", "City"),
    "edition": QT_TRANSLATE_NOOP("Fields", "Edition"),
    "series": QT_TRANSLATE_NOOP("Fields", "Book series"),
    "volume": QT_TRANSLATE_NOOP("Fields", "Volume"),
    "issue": QT_TRANSLATE_NOOP("Fields", "Issue"),
    "pages": QT_TRANSLATE_NOOP("Fields", "Pages"),
    "total_pages": QT_TRANSLATE_NOOP("Fields", "Extent"),
    "genre": QT_TRANSLATE_NOOP("Fields", "Degree, type"),
    "number": QT_TRANSLATE_NOOP("Fields", "Number"),
    "url": QT_TRANSLATE_NOOP("Fields", "Web address"),
    "accessed": QT_TRANSLATE_NOOP("Fields", "Visited on"),
    "doi": QT_TRANSLATE_NOOP("Fields", "DOI"),
    "authenticity": QT_TRANSLATE_NOOP("Fields", "Original, copy"),
    "medium": QT_TRANSLATE_NOOP("Fields", "Typed, by hand"),
    "note": QT_TRANSLATE_NOOP("Fields", "Note"),
    "responsibility": QT_TRANSLATE_NOOP("Fields", "Title page says"),
    "short_title": QT_TRANSLATE_NOOP("Fields", "Short title"),
    "translated_title": QT_TRANSLATE_NOOP("Fields", "Title in English"),
    "microfilm": QT_TRANSLATE_NOOP("Fields", "Microfilm reel"),
}

_EXAMPLES = {
    "date": "1932; 01.10.1946; 1929–1933",
    "accessed": "12.05.2021",
    "people": QT_TRANSLATE_NOOP("Fields", "Family, Given; Family, Given"),
    "pages": "45–58",
    "total_pages": "378",
    "responsibility": "пер. с англ. В. В. Львова",
    "microfilm": "1.1004",
}

_DATES = frozenset({"date", "accessed"})
_ROLES = {role.value: role for role in Role}

_LAST = "short_title translated_title note"
"""What every kind of source has after its own fields."""

# people, then what tells where it came out, then what only some have
_FIELDS: dict[RecordKind, str] = {
    RecordKind.ARCHIVAL: "author recipient date authenticity medium microfilm total_pages",
    RecordKind.BOOK: (
        "subtitle author editor compiler translator responsibility date place publisher edition "
        "series volume total_pages doi url"
    ),
    RecordKind.DOCUMENT_COLLECTION: (
        "subtitle compiler editor responsibility date place publisher edition series volume "
        "total_pages url"
    ),
    RecordKind.CHAPTER: (
        "author translator container editor date place publisher volume pages doi url"
    ),
    RecordKind.ARTICLE: (
        "subtitle author translator container date volume issue pages doi url accessed"
    ),
    RecordKind.NEWSPAPER: "subtitle author container date place issue pages url accessed",
    RecordKind.THESIS: ("author supervisor genre number date place publisher total_pages url"),
    RecordKind.THESIS_ABSTRACT: (
        "author supervisor genre number date place publisher total_pages url"
    ),
    RecordKind.LAW: "subtitle genre number date container issue pages url accessed",
    RecordKind.TREATY: "subtitle date place container volume issue pages url accessed",
    RecordKind.WEB_PAGE: "subtitle author container genre date url accessed",
    RecordKind.INTERVIEW: (
        "author interviewer genre date place container issue pages url accessed"
    ),
    RecordKind.SPEECH: "author genre date place container issue pages url accessed",
    RecordKind.REPORT: (
        "subtitle author supervisor number date place publisher total_pages url accessed"
    ),
    RecordKind.OTHER: (
        "subtitle author editor translator container date place publisher volume issue pages "
        "total_pages number doi url accessed"
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One field of the form: an attribute of Record, or the people in one role."""

    name: str

    @property
    def label(self) -> str:
        """What the field is called."""
        if self.name in _ROLES:
            return role_name(_ROLES[self.name])
        return QCoreApplication.translate("Fields", str(_LABELS[self.name]))

    @property
    def example(self) -> str:
        """What may be typed, in grey; "" where the label says it all."""
        key = "people" if self.name in _ROLES else self.name
        return QCoreApplication.translate("Fields", str(_EXAMPLES.get(key, "")))

    @property
    def long(self) -> bool:
        """Tell whether the field takes several lines."""
        return self.name == "note"

    def read(self, record: Record) -> str:
        """Return what the field shows of a record."""
        if self.name in _ROLES:
            return "; ".join(write_person(one) for one in record.by(_ROLES[self.name]))
        value = getattr(record, self.name)
        if isinstance(value, UncertainDate):
            return value.written or value.edtf()
        return str(value or "")

    def write(self, record: Record, text: str) -> Record:
        """Return the record with another value in this field.

        Raises:
            ParseError: when a date is none.
        """
        if self.name in _ROLES:
            return replace(record, creators=_with(record, _ROLES[self.name], text))
        if self.name in _DATES:
            date = parse_date(text) if text else None
            if self.name == "accessed":
                return replace(record, accessed=date)
            return replace(record, date=date)
        fields: dict[str, str] = {self.name: text}
        return replace(record, **fields)  # type: ignore[arg-type]  # the name is that of a text field


def all_fields() -> tuple[Field, ...]:
    """Return the fields of all kinds of sources."""
    return tuple(Field(name=name) for name in (*_ROLES, *_LABELS))


def fields_of(record: Record) -> tuple[Field, ...]:
    """Return the fields of a record: those of its kind, and any other that holds something."""
    names = f"{_FIELDS[record.kind]} {_LAST}".split()
    others = [name for name in (*_ROLES, *_LABELS) if name not in names]
    filled = [name for name in others if Field(name=name).read(record)]
    return tuple(Field(name=name) for name in (*names, *filled))


def write_person(person: Person) -> str:
    """Return a person as `parse_person` reads it."""
    return f"{person.family}, {person.given}" if person.given else person.family


def write_sheets(sheets: Sheets) -> str:
    """Return sheets as the user types them, which `parse_sheets` reads back: `12–15об, 17`."""
    return ", ".join(
        _side(span.first) + (f"–{_side(span.last)}" if span.last else "") for span in sheets
    )


def _side(sheet: Sheet) -> str:
    return sheet.label + ("r" if sheet.recto else "")


def _with(record: Record, role: Role, text: str) -> tuple[Person, ...]:
    people = tuple(parse_person(part, role) for part in text.split(";") if part.strip())
    first = next((at for at, one in enumerate(record.creators) if one.role is role), None)
    others = tuple(one for one in record.creators if one.role is not role)
    before = len([one for one in record.creators[: first or 0] if one.role is not role])
    at = len(others) if first is None else before
    return (*others[:at], *people, *others[at:])
