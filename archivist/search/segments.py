"""Reading a commit of the index: postings as whole lists, which is what bulk ranking wants.

This is the seam to Whoosh's codec on the reading side: all that is asked of a segment is here.
"""

from __future__ import annotations

import mmap
from array import array
from contextlib import contextmanager
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3TermInfo
from whoosh.columns import NumericColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC
from whoosh.util.numeric import byte_to_length

from archivist.search.schema import (
    INDEX_NAME,
    KEY,
    KEY_COLUMN,
    SOURCE,
    SOURCE_COLUMN,
    STEMS,
    schema,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archivist.search.manifest import Manifest

LENGTHS = [byte_to_length(code) or 0 for code in range(256)]
"""The document lengths that the length codes of an index stand for."""


_PHRASES_KEPT = 16
"""For so many phrases a segment remembers where they stand, for the next page of the hits."""


class DamagedIndexError(Exception):
    """The index cannot be read, or not to its end; it has to be built anew."""


class Postings:
    """Where a term stands: document numbers in order, and the term's weight in each."""

    __slots__ = ("numbers", "weights")

    def __init__(self, numbers: list[int], weights: list[float]) -> None:
        self.numbers = numbers
        self.weights = weights


_NONE = Postings([], [])


@contextmanager
def _reading() -> Iterator[None]:
    """Turn whatever Whoosh raises over a damaged file into our own error.

    It has no exception of its own for that: it raises bare `Exception`, and whatever pickle, zlib
    and struct find.
    """
    try:
        yield
    except Exception as error:
        raise DamagedIndexError(str(error)) from error


class Segment:
    """A part of the index that does not change, but for the documents deleted from it."""

    def __init__(self, storage: FileStorage, record: Any) -> None:  # noqa: ANN401 - Whoosh's own
        codec = W3Codec()
        self._formats = {name: field.format for name, field in schema().items()}
        self._terms = codec.terms_reader(storage, record)
        self._postings_file = storage.open_file(record.make_filename(codec.POSTS_EXT))
        self._documents = codec.per_document_reader(storage, record)
        self.size: int = record.doc_count_all()
        self.total_length: int = self._documents.field_length(STEMS)
        self._keys = self._documents.column_reader(KEY, KEY_COLUMN)
        self.sources = array("I", self._column(SOURCE, SOURCE_COLUMN))
        self.lengths = bytes(self._column(f"_{STEMS}_len", NumericColumn("B")))
        self.deleted: frozenset[int] = frozenset(record.deleted_docs())
        self._confirmed: dict[tuple[str, ...], dict[int, bool]] = {}

    def confirmed(self, phrase: tuple[str, ...]) -> dict[int, bool]:
        """Return which documents are known to hold a phrase or not, to be added to.

        A document's text does not change: a changed one is a new document.
        """
        known = self._confirmed.pop(phrase, {})
        if len(self._confirmed) >= _PHRASES_KEPT:
            del self._confirmed[next(iter(self._confirmed))]
        self._confirmed[phrase] = known  # as the one that was asked for last
        return known

    def key(self, number: int) -> str:
        """Return the key of a document."""
        key: bytes = self._keys[number]
        return key.decode()

    def frequency(self, field: str, term: str) -> int:
        """Return in how many documents a term stands, deleted ones included."""
        with _reading():
            info = self._info(field, term)
            return info.doc_frequency() if info else 0

    def postings(self, field: str, term: str) -> Postings:
        """Return where a term stands, deleted documents included."""
        with _reading():
            info = self._info(field, term)
        return self.postings_of(field, info) if info else _NONE

    def postings_of(self, field: str, info: Any) -> Postings:  # noqa: ANN401 - Whoosh's own
        """Return the postings that a term's entry in the dictionary points to."""
        with _reading():
            start, length = info.extent()
            matcher = _Matcher(self._postings_file, start, length, self._formats[field])
            return matcher.everything()

    def beginning(self, field: str, prefix: str) -> Iterator[tuple[str, Any]]:
        """Yield the terms that begin so, in order, each with its entry in the dictionary."""
        start = prefix.encode()
        with _reading():
            for (name, term), info in self._terms.items_from(field, start):
                if name != field or not term.startswith(start):
                    return
                yield term.decode(), info

    def close(self) -> None:
        """Close the files."""
        self._terms.close()
        self._postings_file.close()
        self._documents.close()

    def _info(self, field: str, term: str) -> W3TermInfo | None:
        key = (field, term.encode())
        return self._terms.term_info(*key) if key in self._terms else None

    def _column(self, name: str, column: NumericColumn) -> Sequence[int]:
        if not self._documents.has_column(name):
            return [0] * self.size
        reader = self._documents.column_reader(name, column)
        return [reader[number] for number in range(self.size)]


class _Matcher(W3LeafMatcher):  # type: ignore[misc] # Whoosh is not typed
    """Whoosh's reader of postings, which can also give all of them at once."""

    def everything(self) -> Postings:
        numbers: list[int] = []
        weights: list[float] = []
        while True:
            self._read_data()
            deltas, found, _ = self._data
            numbers.extend(accumulate(deltas))
            if found is None or isinstance(found, float):
                weights.extend(repeat(1.0 if found is None else found, len(deltas)))
            else:
                weights.extend(found)
            if self._lastblock:
                return Postings(numbers, weights)
            self._goto(self._nextoffset)


class _MappedFile(StructFile):  # type: ignore[misc] # Whoosh is not typed
    """A file mapped into memory, so that small reads are no calls to the system."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(self._map, name=path.name)
        self.is_real = False

    def get(self, position: int, length: int) -> bytes:
        return self._map[position : position + length]


class _MappedStorage(FileStorage):  # type: ignore[misc] # Whoosh is not typed
    """A folder of files that are mapped into memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._path = folder

    def open_file(self, name: str, **_: object) -> StructFile:
        path = self._path / name
        return _MappedFile(path) if path.stat().st_size else StructFile(path.open("rb"))


def open_segments(
    folder: Path, manifest: Manifest, reuse: dict[str, Segment]
) -> dict[str, Segment]:
    """Open the segments of a commit by name, taking over those that are open already.

    Raises:
        DamagedIndexError: when Whoosh cannot read them.
    """
    storage = _MappedStorage(folder)
    found: dict[str, Segment] = {}
    with _reading():
        toc = TOC.read(storage, INDEX_NAME, gen=manifest.generation, schema=schema())
        for record in toc.segments:
            name = record.segment_id()
            found[name] = reuse.get(name) or Segment(storage, record)
            found[name].deleted = frozenset(record.deleted_docs())
    return found
