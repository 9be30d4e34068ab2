"""Published sources as JSON tells them: the vocabulary of a parsed list, and CSL-JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.fields.csl_json import csl_item, record_from_csl
from archivist.citation.fields.values import date_of, language_of, people_of, text_of
from archivist.citation.published import bare_pages
from archivist.library.people import Role
from archivist.library.records import Record, RecordKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.library.people import Person

__all__ = ["csl_item", "record_from_csl", "record_from_fields"]

KINDS = {
    "abstract": RecordKind.THESIS_ABSTRACT,
    "anonymous_book": RecordKind.BOOK,
    "archival": RecordKind.ARCHIVAL,
    "article": RecordKind.ARTICLE,
    "book": RecordKind.BOOK,
    "chapter": RecordKind.CHAPTER,
    "collection": RecordKind.DOCUMENT_COLLECTION,
    "conference": RecordKind.CHAPTER,
    "dissertation": RecordKind.THESIS,
    "document_collection": RecordKind.DOCUMENT_COLLECTION,
    "edited_book": RecordKind.BOOK,
    "interview": RecordKind.INTERVIEW,
    "journal": RecordKind.ARTICLE,
    "law": RecordKind.LAW,
    "law_online": RecordKind.LAW,
    "multivolume_book": RecordKind.BOOK,
    "newspaper": RecordKind.NEWSPAPER,
    "report": RecordKind.REPORT,
    "speech": RecordKind.SPEECH,
    "standard": RecordKind.BOOK,
    "thesis": RecordKind.THESIS,
    "thesis_abstract": RecordKind.THESIS_ABSTRACT,
    "translated_book": RecordKind.BOOK,
    "treaty": RecordKind.TREATY,
    "web": RecordKind.WEB_PAGE,
    "website": RecordKind.WEB_PAGE,
}
"""Kinds of records by `type` or `subtype`; the kinds' own names are understood too."""

_PEOPLE = (
    (Role.AUTHOR, ("author_full", "authors", "author", "author_corporate")),
    (Role.EDITOR, ("editors", "editor")),
    (Role.COMPILER, ("compilers", "compiler")),
    (Role.TRANSLATOR, ("translators", "translator")),
    (Role.RECIPIENT, ("recipients", "recipient")),
    (Role.INTERVIEWER, ("interviewers", "interviewer")),
    (Role.SUPERVISOR, ("supervisors", "supervisor")),
)
_NUMBERS = ("document_number", "report_number", "speciality")
_TEXTS = (
    *("title", "subtitle", "container", "publisher", "place", "edition", "series", "volume"),
    *("issue", "genre", "url", "doi", "note", "responsibility", "short_title"),
    *("translated_title", "authenticity", "medium", "microfilm"),
)


def record_from_fields(fields: Mapping[str, Any]) -> Record:
    """Return the record that fields by name describe; what they lack or garble stays empty.

    A `number` that is no text is the entry's number in the list it came from, not the source's.
    """
    facts = {name: text_of(fields, name) for name in _TEXTS}
    facts["responsibility"] = facts["responsibility"] or text_of(fields, "container_responsibility")
    number = fields.get("number")
    return Record(
        kind=_kind(fields),
        title_by_researcher=fields.get("title_by_researcher") is True,
        creators=_creators(fields),
        date=date_of(fields.get("date")) or date_of(fields.get("year")),
        accessed=date_of(fields.get("accessed")),
        language=language_of(fields),
        pages=bare_pages(text_of(fields, "pages", "page")) or _article(fields),
        total_pages=bare_pages(text_of(fields, "extent", "total_pages")),
        number=text_of(fields, *(("number",) if isinstance(number, str) else ()), *_NUMBERS),
        **facts,
    )


def _article(fields: Mapping[str, Any]) -> str:
    """Return the article of a law in a collection of laws, which stands where pages do."""
    article = text_of(fields, "article")
    return f"Ст. {article}" if article else ""


def _kind(fields: Mapping[str, Any]) -> RecordKind:
    for name in ("subtype", "kind", "type"):
        told = text_of(fields, name).lower()
        if told in KINDS:
            return KINDS[told]
        if told in {str(kind) for kind in RecordKind}:
            return RecordKind(told)
    return RecordKind.OTHER


def _creators(fields: Mapping[str, Any]) -> tuple[Person, ...]:
    people: list[Person] = []
    for role, names in _PEOPLE:
        for name in names:
            if found := people_of(fields.get(name), role):
                people += found
                break
    return tuple(people)
