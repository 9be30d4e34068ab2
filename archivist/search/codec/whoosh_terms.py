"""The terms of a segment as Whoosh knows them, and its walks over terms and documents."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from archivist.search.codec.layout import pack_key, unpack_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from archivist.search.codec.segment import Segment

FORMS, KEY, STEMS = "forms", "key", "stems"

_BLOCK = 128
"""So many postings are skipped at once when none of them can be good enough."""


class ArchiveTerms(base.TermsReader):  # type: ignore[misc] # Whoosh is not typed
    """Reads terms and where they stand."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._names: dict[str, list[bytes]] = {}

    def close(self) -> None:
        """Close the file."""
        self._segment.close()

    def indexed_field_names(self) -> list[str]:
        """Return the fields that have terms."""
        return [FORMS, KEY, STEMS]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        """Tell whether a term stands in a document."""
        return len(self._postings(*term)[0]) > 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms, in order."""
        return ((name, text) for name in self.indexed_field_names() for text in self.texts(name))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms of a field from a text on, then those of the fields after it."""
        first = (fieldname, prefix)
        return (term for term in self.terms() if term >= first)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with what is known of each."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield likewise the terms from a text on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what is known of a term."""
        documents, weights = self._postings(fieldname, text)
        if not len(documents):
            raise TermNotFound(f"{fieldname}:{text!r}")
        lengths = self._segment.lengths[documents]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how much a term weighs in all documents."""
        return float(self._postings(fieldname, text)[1].sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Count the documents that hold a term."""
        return len(self._postings(fieldname, text)[0])

    def matcher(
        self, fieldname: str, text: bytes, format_: object, scorer: object = None
    ) -> ArchiveMatcher:
        """Return a walk over the documents that hold a term."""
        documents, weights = self._postings(fieldname, text)
        if not len(documents):
            raise TermNotFound(f"{fieldname}:{text!r}")
        return ArchiveMatcher(
            (documents, weights, self._segment.lengths[documents]),
            (fieldname, text),
            format_,
            scorer,
        )

    def cursor(self, fieldname: str, fieldobj: object) -> ArchiveCursor:
        """Return a walk over the terms of a field."""
        return ArchiveCursor(self.texts(fieldname), fieldobj)

    def texts(self, fieldname: str) -> list[bytes]:
        """Return the terms of a field, in order."""
        if fieldname not in self._names:
            if fieldname == STEMS:
                found = self._segment.stems.between(0, len(self._segment.stems))
            elif fieldname == FORMS:
                words = self._segment.lexicon
                found = [form for form, _ in groupby(words.between(0, len(words)))]
            else:
                found = sorted(unpack_key(key).encode() for key in self._segment.keys.tolist())
            self._names[fieldname] = found
        return self._names[fieldname]

    def _postings(
        self, fieldname: str, text: bytes
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        segment = self._segment
        found = np.zeros(segment.size, np.float32)
        if fieldname == STEMS:
            if stem := segment.stem(text):
                segment.add_words(stem.words, stem.weights, found)
        elif fieldname == FORMS:
            segment.add_range(*segment.lexicon.exact(text), found)
            found = (found > 0).astype(np.float32)
        elif text[1:].isdigit():
            found[segment.keys == pack_key(text.decode())] = 1
        documents = np.flatnonzero(found)
        return documents, found[documents]


class ArchiveCursor(base.FieldCursor):  # type: ignore[misc] # Whoosh is not typed
    """Walks over the terms of a field, as the search for words that are alike wants it."""

    def __init__(self, texts: Sequence[bytes], fieldobj: Any) -> None:  # noqa: ANN401 - a field of Whoosh
        self._texts = texts
        self._field = fieldobj
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before a text."""
        self._at = bisect_left(self._texts, self._field.to_bytes(term))
        return self.text()

    def next(self) -> str | None:
        """Go on to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the present term, None behind the last."""
        if self._at >= len(self._texts):
            return None
        text: str = self._field.from_bytes(self._texts[self._at])
        return text

    def is_valid(self) -> bool:
        """Tell whether there is a present term."""
        return self._at < len(self._texts)


class ArchiveMatcher(LeafMatcher):  # type: ignore[misc] # Whoosh is not typed
    """Walks over the documents that hold a term; skips blocks that cannot be good enough."""

    def __init__(
        self,
        postings: tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.uint16]],
        term: tuple[str, bytes],
        format_: object,
        scorer: Any,  # noqa: ANN401 - a scorer of Whoosh
    ) -> None:
        documents, weights, lengths = postings
        self._documents: list[int] = documents.tolist()
        self._weights: list[float] = weights.tolist()
        self._lengths: list[int] = lengths.tolist()
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._at = 0

    def is_active(self) -> bool:
        """Tell whether there is a present document."""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Go back to the first document."""
        self._at = 0

    def id(self) -> int:
        """Return the present document."""
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        """Yield all documents."""
        return iter(self._documents)

    def weight(self) -> float:
        """Return how much the term weighs in the present document."""
        return self._weights[self._at]

    def value(self) -> bytes:
        """Return nothing: there are no positions."""
        return b""

    def next(self) -> bool:
        """Go on to the next document; tell whether it begins a new block."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return self._at % _BLOCK == 0

    def skip_to(self, id: int) -> None:  # noqa: A002 - as Whoosh has it
        """Go on to the first document that is not before a number."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, id, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        """Go on to the first block that may hold something better; return how many were not."""
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._at = (self._at // _BLOCK + 1) * _BLOCK
            skipped += 1
        return skipped

    def block_min_length(self) -> int:
        """Return how many words the shortest document of the block has."""
        return min(self._lengths[self._block()])

    def block_max_length(self) -> int:
        """Return how many words the longest document of the block has."""
        return max(self._lengths[self._block()])

    def block_max_weight(self) -> float:
        """Return the most that the term weighs in a document of the block."""
        return max(self._weights[self._block()])

    def _block(self) -> slice:
        start = self._at // _BLOCK * _BLOCK
        return slice(start, start + _BLOCK)
