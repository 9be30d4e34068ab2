"""Any source that JSON tells of: which vocabulary it is told in, and what it describes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archivist.citation.fields import csl_json, published
from archivist.citation.fields.archival import citable_from_fields
from archivist.citation.fields.values import text_of
from archivist.errors import ParseError
from archivist.library.records import Citable, RecordKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_CSL = frozenset(
    {
        *("issued", "container-title", "publisher-place", "number-of-pages", "collection-title"),
        *("title-short", "archive_location", "archive-place", "URL", "DOI"),
    }
)
"""What only CSL-JSON calls so."""

_ARCHIVAL = frozenset(
    {
        *("archive", "abbr", "fund", "record_group", "lettercode", "piece", "refcode", "file"),
        *("sheets", "box", "boxes", "folder", "total_sheets", "microfilm", "possession"),
    }
)
"""What only documents in archives have."""

_ARCHIVAL_TYPES = ("archival", str(RecordKind.ARCHIVAL))


def read_citable(key: str, item: object) -> Citable:
    """Return the source that a JSON object tells of, under the key that marks call it by.

    The object is a CSL-JSON item, fields by name, or holds one of these under `csl` or `fields`.

    Raises:
        ParseError: when it is none of these.
    """
    for name, is_csl in (("csl", True), ("fields", False)):
        inner = item.get(name) if isinstance(item, dict) else None
        if isinstance(inner, dict):
            return _from_csl(key, inner) if is_csl else _from_fields(key, inner)
    if not isinstance(item, dict) or not item:
        told = json.dumps(item, ensure_ascii=False, default=str)
        raise ParseError(told, 0, "a source: an object in braces, with its type and title")
    return _from_csl(key, item) if _is_csl(item) else _from_fields(key, item)


def _is_csl(item: Mapping[str, Any]) -> bool:
    authors = item.get("author")
    named = isinstance(authors, list) and any(isinstance(author, dict) for author in authors)
    kind = text_of(item, "type")
    return named or not _CSL.isdisjoint(item) or (kind in csl_json.KINDS and not _is_known(kind))


def _is_known(kind: str) -> bool:
    """Tell whether fields by name have such a type."""
    return kind in published.KINDS or kind in {str(kind) for kind in RecordKind}


def _from_fields(key: str, fields: Mapping[str, Any]) -> Citable:
    if not _ARCHIVAL.isdisjoint(fields) or text_of(fields, "type") in _ARCHIVAL_TYPES:
        return citable_from_fields(key, fields)
    return Citable(key=key, record=published.record_from_fields(fields))


def _from_csl(key: str, item: Mapping[str, Any]) -> Citable:
    """Return the source of a CSL-JSON item; a document in an archive keeps its place as a code."""
    record = csl_json.record_from_csl(item)
    keeper, place = text_of(item, "archive"), text_of(item, "archive_location")
    if record.kind is not RecordKind.OTHER or not (keeper or place):
        return Citable(key=key, record=record)
    told = {"archive": keeper, "refcode": place, "lang": str(record.language)}
    kept = citable_from_fields(key, {name: value for name, value in told.items() if value})
    return replace(kept, record=replace(record, kind=RecordKind.ARCHIVAL))
