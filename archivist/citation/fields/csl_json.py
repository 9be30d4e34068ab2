"""CSL-JSON, the common tongue of reference managers, to records and back.

What CSL has no place for (sheets, the names of funds) travels as text in `archive_location`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archivist.citation.fields.values import (
    csl_date,
    csl_person,
    date_of,
    language_of,
    people_of,
    text_of,
)
from archivist.citation.people import is_statement
from archivist.citation.published import bare_pages
from archivist.library.people import Role
from archivist.library.records import Record, RecordKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.library.records import Citable
    from archivist.library.references import Location, Sheets

KINDS = {
    "article": RecordKind.ARTICLE,
    "article-journal": RecordKind.ARTICLE,
    "article-magazine": RecordKind.ARTICLE,
    "article-newspaper": RecordKind.NEWSPAPER,
    "bill": RecordKind.LAW,
    "book": RecordKind.BOOK,
    "chapter": RecordKind.CHAPTER,
    "classic": RecordKind.BOOK,
    "collection": RecordKind.DOCUMENT_COLLECTION,
    "document": RecordKind.OTHER,
    "entry": RecordKind.CHAPTER,
    "entry-dictionary": RecordKind.CHAPTER,
    "entry-encyclopedia": RecordKind.CHAPTER,
    "interview": RecordKind.INTERVIEW,
    "legal_case": RecordKind.LAW,
    "legislation": RecordKind.LAW,
    "manuscript": RecordKind.OTHER,
    "pamphlet": RecordKind.BOOK,
    "paper-conference": RecordKind.CHAPTER,
    "periodical": RecordKind.OTHER,
    "personal_communication": RecordKind.OTHER,
    "post": RecordKind.WEB_PAGE,
    "post-weblog": RecordKind.WEB_PAGE,
    "regulation": RecordKind.LAW,
    "report": RecordKind.REPORT,
    "review": RecordKind.ARTICLE,
    "review-book": RecordKind.ARTICLE,
    "speech": RecordKind.SPEECH,
    "standard": RecordKind.BOOK,
    "thesis": RecordKind.THESIS,
    "treaty": RecordKind.TREATY,
    "webpage": RecordKind.WEB_PAGE,
}
"""Kinds of records by CSL type; a type that is not here becomes `OTHER`."""

_TYPES = {
    RecordKind.ARCHIVAL: "document",
    RecordKind.BOOK: "book",
    RecordKind.DOCUMENT_COLLECTION: "book",
    RecordKind.CHAPTER: "chapter",
    RecordKind.ARTICLE: "article-journal",
    RecordKind.NEWSPAPER: "article-newspaper",
    RecordKind.THESIS: "thesis",
    RecordKind.THESIS_ABSTRACT: "thesis",
    RecordKind.LAW: "legislation",
    RecordKind.TREATY: "treaty",
    RecordKind.WEB_PAGE: "webpage",
    RecordKind.INTERVIEW: "interview",
    RecordKind.SPEECH: "speech",
    RecordKind.REPORT: "report",
    RecordKind.OTHER: "document",
}
_ROLES = {
    "author": Role.AUTHOR,
    "editor": Role.EDITOR,
    "compiler": Role.COMPILER,
    "translator": Role.TRANSLATOR,
    "recipient": Role.RECIPIENT,
    "interviewer": Role.INTERVIEWER,
}
_TEXTS = {
    "container": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "edition": "edition",
    "series": "collection-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "total_pages": "number-of-pages",
    "genre": "genre",
    "number": "number",
    "url": "URL",
    "doi": "DOI",
    "note": "note",
    "short_title": "title-short",
}
_ABSTRACT = re.compile(r"\b(?:автореф|авторефер|summary)", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\[\]]+\]")
_NUMBER = re.compile(r"\d+")


def record_from_csl(item: Mapping[str, Any]) -> Record:
    """Return the record that a CSL-JSON item describes; what it lacks or garbles stays empty."""
    kind = KINDS.get(text_of(item, "type"), RecordKind.OTHER)
    facts = {name: text_of(item, variable) for name, variable in _TEXTS.items()}
    if kind is RecordKind.THESIS and _ABSTRACT.search(facts["genre"]):
        kind = RecordKind.THESIS_ABSTRACT
    if kind is RecordKind.INTERVIEW and facts["genre"].lower() == "interview":
        facts["genre"] = ""
    facts["place"] = facts["place"] or text_of(item, "event-place")
    if text_of(item, "type") == "standard" and facts["number"]:
        facts["title"] = f"{facts['number']}. {text_of(item, 'title')}"
        facts["number"] = ""
    title = facts.pop("title", "") or text_of(item, "title")
    named = _BRACKETED.fullmatch(title) is not None
    creators = [
        person
        for variable, role in _ROLES.items()
        for person in people_of(item.get(variable), role)
    ]
    return Record(
        kind=kind,
        title=title[1:-1] if named else title,
        title_by_researcher=named,
        creators=tuple(creators),
        date=date_of(item.get("issued")),
        accessed=date_of(item.get("accessed")),
        language=language_of(item),
        **facts,
    )


def csl_item(citable: Citable, place: str = "") -> dict[str, Any]:
    """Return a source as a CSL-JSON item, `id` being its key.

    `place` is the place in the archive as the caller's style prints it; without it the numbers
    stand parted by slashes, as archivists note them down: `5446/55/3389/12-15об`.
    """
    record = citable.record
    item: dict[str, Any] = {"id": citable.key, "type": _TYPES[record.kind]}
    if title := _title(record):
        item["title"] = title
    for name, variable in _TEXTS.items():
        if value := getattr(record, name):
            item[variable] = bare_pages(value) if name == "pages" else value
    if (total := _NUMBER.search(record.total_pages)) is not None:
        item["number-of-pages"] = total[0]
    for variable, role in _ROLES.items():
        if people := [person for person in record.by(role) if not is_statement(person)]:
            item[variable] = [csl_person(person) for person in people]
    if record.date is not None:
        item["issued"] = csl_date(record.date)
    if record.accessed is not None:
        item["accessed"] = csl_date(record.accessed)
    if record.language:
        item["language"] = str(record.language)
    return item | _archive(citable, place)


def _title(record: Record) -> str:
    title = ": ".join(filter(None, (record.title, record.subtitle)))
    return f"[{title}]" if title and record.title_by_researcher else title


def _archive(citable: Citable, place: str) -> dict[str, str]:
    item: dict[str, str] = {}
    if citable.archive is not None:
        names = citable.archive.names
        own = [name for name in names if name.language == citable.record.language]
        name = (*own, *names)[0]
        item["archive"] = name.full or name.abbreviation
        item["archive-place"] = name.place
    if citable.location.levels or citable.location.sheets:
        item["archive_location"] = place or _slashed(citable.location)
    return {variable: value for variable, value in item.items() if value}


def _slashed(location: Location) -> str:
    return "/".join(
        filter(None, (*(level.number for level in location.levels), _sheets(location.sheets)))
    )


def _sheets(sheets: Sheets) -> str:
    return ", ".join(
        span.first.label + (f"-{span.last.label}" if span.last is not None else "")
        for span in sheets
    )
