"""What the index holds of a document, and what must be the same for an index to be read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from archivist.search.analyzers import ANALYSIS_VERSION

TITLE_WEIGHT = 3.0
"""A word of a title counts as much as so many in the text below it."""

NOTE_WEIGHT = 1.5
"""A word of the historian's own note or of a source's description counts so much more."""

_FORMAT = 3
"""Goes up when the same analysis is laid down in another way."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document for the index; `kind` is "page", "source", "annotation" or "section".

    Its `key` is a letter and a number.
    """

    key: str
    source_id: int
    title: str
    text: str
    kind: str


def fingerprint() -> str:
    """Return what an index must have been written with to be opened."""
    parts = (_FORMAT, ANALYSIS_VERSION, TITLE_WEIGHT, NOTE_WEIGHT)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
