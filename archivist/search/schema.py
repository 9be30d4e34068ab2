"""What the index holds of a document, and what must be the same for an index to be read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whoosh import columns, fields, formats

from archivist.search.analyzers import ANALYSIS_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEY, KIND, SOURCE, STEMS, FORMS = "key", "kind", "source", "stems", "forms"
"""The fields: the document's key, its kind, the id of its source (0 for none), the stems of its
words with their weights, and the folded forms themselves."""

INDEX_NAME = "ARCHIVIST"

TITLE_WEIGHT = 3.0
"""A word of a title counts as much as so many in the text below it."""

NOTE_WEIGHT = 1.5
"""A word of the historian's own note or of a source's description counts so much more."""

_FORMAT = 1
"""Goes up when the same analysis is laid down in another way."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document for the index; `kind` is "page", "source", "annotation" or "section"."""

    key: str
    source_id: int
    title: str
    text: str
    kind: str


class TermField(fields.FieldType):  # type: ignore[misc] # Whoosh is not typed
    """A field that is given its terms with their weights instead of a text."""

    def __init__(self, *, scorable: bool) -> None:
        super().__init__(formats.Existence(), None, scorable=scorable)

    def index(
        self, value: Iterable[tuple[str, float]], **_: object
    ) -> Iterator[tuple[bytes, float, float, bytes]]:
        """Yield the terms as Whoosh wants them: text, frequency, weight, nothing more."""
        for term, weight in value:
            yield term.encode(), weight, weight, b""

    def to_bytes(self, value: str | bytes) -> bytes:
        """Return a term as it stands in the index."""
        return value if isinstance(value, bytes) else value.encode()

    def from_bytes(self, bs: bytes) -> str:
        """Return a term as text."""
        return bs.decode()


KEY_COLUMN = columns.VarBytesColumn()
SOURCE_COLUMN = columns.NumericColumn("I")


def schema() -> fields.Schema:
    """Return the fields of the index. Stems and forms are kept without their positions."""
    return fields.Schema(
        **{
            KEY: fields.ID(unique=True, sortable=KEY_COLUMN),
            KIND: fields.ID(),
            SOURCE: fields.COLUMN(SOURCE_COLUMN),
            STEMS: TermField(scorable=True),
            FORMS: TermField(scorable=False),
        }
    )


def fingerprint() -> str:
    """Return what an index must have been written with to be opened."""
    parts = (_FORMAT, ANALYSIS_VERSION, TITLE_WEIGHT, NOTE_WEIGHT, sorted(schema().names()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
