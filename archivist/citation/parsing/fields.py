"""A parsed entry as JSON tells it; `citation.fields` reads its `fields` back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archivist.citation.parsing.parsed import ParsedEntry


def to_fields(entry: ParsedEntry) -> dict[str, Any]:
    """Return an entry as it is printed for other programs."""
    return {
        "input": entry.text,
        "number": entry.number,
        "kind": str(entry.kind),
        "fields": entry.fields,
        "confidence": entry.confidence,
        "rest": entry.rest,
        "warnings": [
            {"position": slip.position, "length": slip.length, "sentence": slip.sentence}
            for slip in entry.warnings
        ],
    }
