"""The neutral bibliographic record that citation styles and exchange formats share."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.library.references import Location
from archivist.library.values import UNKNOWN_LANGUAGE, LanguageCode, UncertainDate

if TYPE_CHECKING:
    from archivist.library.archive import Archive
    from archivist.library.people import Person, Role


class RecordKind(StrEnum):
    """What kind of source a record describes."""

    ARCHIVAL = "archival_document"
    BOOK = "book"
    DOCUMENT_COLLECTION = "document_collection"
    CHAPTER = "chapter"
    ARTICLE = "article"
    NEWSPAPER = "newspaper_article"
    THESIS = "thesis"
    THESIS_ABSTRACT = "thesis_abstract"
    LAW = "law"
    TREATY = "treaty"
    WEB_PAGE = "web_page"
    INTERVIEW = "interview"
    SPEECH = "speech"
    REPORT = "report"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """The bibliographic facts of a source, "" or None where nothing is known.

    `title_by_researcher` marks a title that the document itself does not bear. `subtitle` is what
    follows the colon ("сборник документов"). `container` is the journal, newspaper or book that a
    part stands in. `pages` is the place in the container ("45–58"), `total_pages` the extent
    ("378"). `genre` is a thesis's degree or a web page's kind as it is to be printed. `number` is
    that of a law, report or standard. `authenticity` and `medium` are an archival document's
    ("Подлинник", "Машинопись"). `responsibility` is the title page's own statement of who made the
    book ("под общ. ред. М. К. Козыбаева"), printed as it is. `short_title` is what later notes and
    letters call the source, `translated_title` the title in English for lists in Latin script,
    `microfilm` the reel of a copy ("1.1004").
    """

    kind: RecordKind
    title: str = ""
    title_by_researcher: bool = False
    subtitle: str = ""
    creators: tuple[Person, ...] = ()
    date: UncertainDate | None = None
    language: LanguageCode = UNKNOWN_LANGUAGE
    container: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    total_pages: str = ""
    genre: str = ""
    number: str = ""
    url: str = ""
    accessed: UncertainDate | None = None
    doi: str = ""
    authenticity: str = ""
    medium: str = ""
    note: str = ""
    responsibility: str = ""
    short_title: str = ""
    translated_title: str = ""
    microfilm: str = ""

    def by(self, *roles: Role) -> tuple[Person, ...]:
        """Return the creators in one of the roles, in the order of the source."""
        return tuple(person for person in self.creators if person.role in roles)


@dataclass(frozen=True, kw_only=True, slots=True)
class Citable:
    """All that a style needs to print one source: its record and, for archives, its place.

    `key` is what citation marks call it by (the source's id as text).
    """

    key: str
    record: Record
    archive: Archive | None = None
    location: Location = field(default_factory=lambda: Location(levels=()))
