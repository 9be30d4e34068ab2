"""Our segments as Whoosh knows them, so that its own queries and searcher work on them.

Fields are `stems` (what words may be forms of, with weights: what is ranked), `forms` (the folded
words themselves) and `key` (the documents' keys); `source` is a column.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whoosh import columns, fields, formats
from whoosh.codec import base

from archivist.search.codec.layout import unpack_key
from archivist.search.codec.segment import Segment
from archivist.search.codec.whoosh_terms import FORMS, KEY, STEMS, ArchiveTerms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whoosh.filedb.filestore import FileStorage

SOURCE = "source"

INDEX_NAME = "ARCHIVIST"


class TermField(fields.FieldType):  # type: ignore[misc] # Whoosh is not typed
    """A field whose terms come with their weights, not from a text that Whoosh would analyse."""

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


def schema() -> fields.Schema:
    """Return the fields of the index. Stems and forms are kept without their positions."""
    return fields.Schema(
        **{
            FORMS: TermField(scorable=False),
            KEY: fields.ID(unique=True, stored=True),
            SOURCE: fields.COLUMN(columns.NumericColumn("I")),
            STEMS: TermField(scorable=True),
        }
    )


class ArchiveCodec(base.Codec):  # type: ignore[misc] # Whoosh is not typed
    """Makes the readers of a segment; what is written is gathered by our own writer."""

    length_stats = False

    def per_document_writer(self, *_: object) -> Unwritten:
        """Return a writer that is never written to: a segment is written in one go."""
        return Unwritten()

    field_writer = per_document_writer

    def terms_reader(self, storage: FileStorage, segment: SegmentRecord) -> ArchiveTerms:
        """Return the reader of a segment's terms."""
        return ArchiveTerms(Segment(Path(storage.folder), segment.segment_id()))

    def per_document_reader(self, storage: FileStorage, segment: SegmentRecord) -> ArchiveDocuments:
        """Return the reader of a segment's documents."""
        return ArchiveDocuments(Segment(Path(storage.folder), segment.segment_id()), segment)

    def new_segment(self, _storage: FileStorage, indexname: str) -> SegmentRecord:
        """Return the record of a segment that is to be written."""
        return SegmentRecord(indexname)


class Unwritten(base.PerDocumentWriter, base.FieldWriter):  # type: ignore[misc] # Whoosh is not typed
    """Stands where Whoosh's writer wants to have writers of its own."""

    is_closed = False

    def close(self) -> None:
        """Do as if it had been closed."""
        self.is_closed = True


class SegmentRecord(base.Segment):  # type: ignore[misc] # Whoosh is not typed
    """What Whoosh has to know of a segment: its name, its size, which documents are deleted."""

    def __init__(
        self, indexname: str, name: str = "", documents: int = 0, deleted: Iterable[int] = ()
    ) -> None:
        super().__init__(indexname)
        self._name = name or f"{indexname}_{self.segid}"
        self._documents = documents
        self._deleted = set(deleted)

    def codec(self) -> ArchiveCodec:
        """Return our codec."""
        return ArchiveCodec()

    def segment_id(self) -> str:
        """Return the name of the segment's file, without its ending."""
        return self._name

    def should_assemble(self) -> bool:
        """Say that a segment is one file already."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Take the number of documents."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """Count the documents, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """Count the deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Yield the deleted documents."""
        return iter(sorted(self._deleted))

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a document is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002, RUF100 - as Whoosh has it
        """Mark a document as deleted, or take the mark off."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)


class ArchiveDocuments(base.PerDocumentReader):  # type: ignore[misc] # Whoosh is not typed
    """Reads what is known of documents by number."""

    def __init__(self, segment: Segment, record: SegmentRecord) -> None:
        self._segment = segment
        self._record = record
        self.doc_count = record.doc_count
        self.has_deletions = record.has_deletions
        self.is_deleted = record.is_deleted
        self.deleted_docs = record.deleted_docs

    def close(self) -> None:
        """Close the file."""
        self._segment.close()

    def doc_count_all(self) -> int:
        """Count the documents, deleted ones included."""
        return self._segment.size

    def supports_columns(self) -> bool:
        """Say that there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Tell whether a field is a column."""
        return fieldname == SOURCE

    def column_reader(self, _fieldname: str, _column: object) -> _Sources:
        """Return the column of source ids."""
        return _Sources(self._segment)

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """Return the key of a document."""
        return {KEY: unpack_key(int(self._segment.keys[docnum]))}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many words a document has."""
        return int(self._segment.lengths[docnum]) if fieldname == STEMS else default

    def field_length(self, fieldname: str) -> int:
        """Return how many words all documents have."""
        return self._segment.total_length if fieldname == STEMS else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return how many words the shortest document has."""
        return int(self._segment.lengths.min()) if fieldname == STEMS else 0

    def max_field_length(self, fieldname: str) -> int:
        """Return how many words the longest document has."""
        return int(self._segment.lengths.max()) if fieldname == STEMS else 0


class _Sources(columns.ColumnReader):  # type: ignore[misc] # Whoosh is not typed
    """The source of each document."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __len__(self) -> int:
        return self._segment.size

    def __getitem__(self, docnum: int) -> int:
        return int(self._segment.sources[docnum])

    def sort_key(self, docnum: int) -> int:
        """Return what a document is sorted by."""
        return self[docnum]
