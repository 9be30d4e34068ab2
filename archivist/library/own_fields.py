"""What a user adds to the description of sources: fields of his own, templates, edits of many."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from archivist.errors import ParseError
from archivist.library.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.library.records import Record, RecordKind
    from archivist.library.values import GroupId, LanguageCode, UncertainDate

OwnFieldId = NewType("OwnFieldId", int)
TemplateId = NewType("TemplateId", int)

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")

TEXTS = (
    *("subtitle", "container", "publisher", "place", "edition", "series", "volume", "issue"),
    *("genre", "url", "authenticity", "medium", "note", "microfilm"),
)
"""The texts of a record that make sense for many sources at once and in a template."""


class FieldType(StrEnum):
    """What may stand in a field of the user's own."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnField:
    """A field that the user made; a choice has `choices`."""

    id: OwnFieldId
    name: str
    type: FieldType = FieldType.TEXT
    choices: tuple[str, ...] = ()
    position: int = 0

    def checked(self, text: str) -> str:
        """Return a value as it is kept, "" for none.

        Raises:
            ParseError: when the field does not take it.
        """
        value = " ".join(text.split()) if self.type is not FieldType.TEXT else text.strip()
        if not value:
            return ""
        if self.type is FieldType.NUMBER and not _NUMBER.fullmatch(value):
            raise ParseError(text, 0, f"a number for “{self.name}”, such as 12 or 3,5")
        if self.type is FieldType.DATE:
            parse_date(value)
        if self.type is FieldType.CHOICE and value not in self.choices:
            raise ParseError(text, 0, f"one of: {', '.join(self.choices)}")
        return value


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """What a new source of a kind begins with: texts of its record, and of own fields by id."""

    id: TemplateId
    name: str
    kind: RecordKind
    texts: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[OwnFieldId, str] = field(default_factory=dict)
    language: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ManyEdit:
    """What is to be written to many sources; None, "" and () leave things as they are.

    `under` is a place in an archive as it is typed (`АП РК/5-Н/1`). `no_group` takes them out of
    every group, `no_date` their dates away. `texts` are texts of the record by name, "" to empty
    one; `own` likewise values of own fields.
    """

    kind: RecordKind | None = None
    language: LanguageCode | None = None
    group_id: GroupId | None = None
    no_group: bool = False
    under: str = ""
    date: UncertainDate | None = None
    no_date: bool = False
    checked: bool | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[OwnFieldId, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything would be written."""
        return self != ManyEdit()

    def record(self, record: Record) -> Record:
        """Return a record as it would be.

        Raises:
            ValueError: when a text is none that makes sense for many sources.
        """
        if wrong := set(self.texts) - {*TEXTS}:
            raise ValueError(f"not for many sources: {', '.join(sorted(wrong))}")
        return replace(
            record,
            kind=self.kind or record.kind,
            language=record.language if self.language is None else self.language,
            date=None if self.no_date else self.date or record.date,
            **self.texts,  # type: ignore[arg-type] # names of texts alone
        )
