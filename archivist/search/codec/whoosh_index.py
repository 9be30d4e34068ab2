"""The index of a folder as Whoosh writes to it: its own writer, with our segments and manifest."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, FileIndex
from whoosh.writing import SegmentWriter

from archivist.search.codec.gathering import Gatherer, packed_bits, unpacked_bits
from archivist.search.codec.layout import SUFFIX, pack_key, write_segment
from archivist.search.codec.merging import Part, merged
from archivist.search.codec.segment import Segment
from archivist.search.codec.whoosh_codec import INDEX_NAME, ArchiveCodec, SegmentRecord, schema
from archivist.search.manifest import (
    MANIFEST,
    Manifest,
    SegmentFile,
    measured,
    read_manifest,
    write_manifest,
)
from archivist.search.schema import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from whoosh.reading import SegmentReader

    from archivist.search.analyzers import Analysis


class ArchiveIndex(FileIndex):  # type: ignore[misc] # Whoosh is not typed
    """An index whose table of contents is our manifest. Close it when done."""

    def __init__(self, folder: Path, analysis: Analysis) -> None:
        self.folder = folder
        self.analysis = analysis
        self.storage = FileStorage(str(folder))
        self.indexname = INDEX_NAME
        self.token = ""
        """Names the state of the index after the next commit."""
        self._segments_open: dict[str, Segment] = {}

    def manifest(self) -> Manifest:
        """Return the manifest of the last commit.

        Raises:
            EmptyIndexError: when there is none that this program can read.
        """
        manifest = read_manifest(self.folder)
        if manifest is None:
            raise EmptyIndexError(f"no index in {self.folder}")
        return manifest

    def latest_generation(self) -> int:
        """Return the number of the last commit."""
        return self.manifest().generation

    def writer(self, procs: int = 1, **_: object) -> ArchiveWriter:
        """Return a writer."""
        if procs != 1:
            raise ValueError("shards are written by their own processes and taken over")
        return ArchiveWriter(self)

    def segment(self, name: str) -> Segment:
        """Return a segment, opened."""
        if name not in self._segments_open:
            self._segments_open[name] = Segment(self.folder, name)
        return self._segments_open[name]

    def settle(self, generation: int, segments: Sequence[SegmentFile]) -> None:
        """Write the manifest of a commit whose files are all there, and sweep up after it."""
        write_manifest(
            self.folder,
            Manifest(generation=generation, token=self.token, segments=tuple(segments)),
        )
        self.sweep(segments)

    def sweep(self, segments: Iterable[SegmentFile]) -> None:
        """Delete all other files; what another process reads goes later."""
        names = {segment.name for segment in segments}
        for name in self._segments_open.keys() - names:
            self._segments_open.pop(name).close()  # or Windows would not delete it
        shutil.rmtree(self.folder / f"{INDEX_NAME}.tmp", ignore_errors=True)
        kept = {MANIFEST, f"{INDEX_NAME}_WRITELOCK", *(name + SUFFIX for name in names)}
        for entry in self.folder.iterdir():
            if entry.is_file() and entry.name not in kept:
                with contextlib.suppress(OSError):
                    entry.unlink()

    def close(self) -> None:
        """Close the files."""
        for segment in self._segments_open.values():
            segment.close()
        self._segments_open.clear()

    def _read_toc(self) -> TOC:
        manifest = self.manifest()
        records = [_record(one) for one in manifest.segments]
        return TOC(schema(), records, manifest.generation)


class ArchiveWriter(SegmentWriter):  # type: ignore[misc] # Whoosh is not typed
    """Whoosh's writer, which writes our segments, takes over such that are written, and merges."""

    def __init__(self, index: ArchiveIndex) -> None:
        super().__init__(index, codec=ArchiveCodec(), compound=False)
        self._index = index
        self._known = {one.name: one for one in index.manifest().segments}
        self._gatherer: Gatherer | None = None
        self._parts: list[Part] = []

    def add_document(self, **fields: object) -> None:
        """Take in a document, whose fields are those of our `Document`."""
        self._check_state()
        self._gatherer = self._gatherer or Gatherer(self._index.folder, self._index.analysis)
        self._gatherer.write([Document(**fields)])  # type: ignore[arg-type] # Whoosh's way

    def remove(self, keys: Iterable[str]) -> None:
        """Mark the documents of keys as deleted, but not those that are taken over after it."""
        gone = np.array(sorted(map(pack_key, keys)), np.uint64)
        if not len(gone):
            return
        base = 0
        for record in self.segments:
            segment = self._index.segment(record.segment_id())
            for number in np.flatnonzero(np.isin(segment.keys, gone)).tolist():
                self.delete_document(base + number)
            base += record.doc_count_all()

    def take_over(self, files: Iterable[SegmentFile]) -> None:
        """Make segments that were written elsewhere part of the commit."""
        for one in files:
            self._known[one.name] = one
            self.segments.append(_record(one))
        self._setup_doc_offsets()

    def add_reader(self, reader: SegmentReader) -> None:
        """Merge a segment into the one that is written."""
        self._check_state()
        record = reader.segment()
        kept = np.ones(record.doc_count_all(), bool)
        kept[list(record.deleted_docs())] = False
        self._parts.append(Part(self._index.segment(record.segment_id()), kept))
        self.docnum += int(kept.sum())
        self._added = self.docnum > 0  # no segment is written of no documents

    @contextlib.contextmanager
    def ended(self) -> Iterator[None]:
        """Make sure that the lock is given back, even when the disk refuses a commit."""
        try:
            yield
        finally:
            if not self.is_closed:
                self.cancel()

    def commit(self, *args: object, merge: bool = False, **kwargs: object) -> None:
        """Commit; segments are merged only when that is asked for."""
        if self._gatherer is not None:
            self.take_over(self._gatherer.finish())
        super().commit(*args, merge=merge, **kwargs)

    def cancel(self) -> None:
        """Drop what was written, and give back the lock."""
        super().cancel()

    def _finish(self) -> None:
        if self._gatherer is not None:
            self._gatherer.close()
        super()._finish()

    def _flush_segment(self) -> None:
        bound = merged(self._parts)
        write_segment(self._index.folder / (self.newsegment.segment_id() + SUFFIX), bound)
        for part in self._parts:
            part.segment.sections.let_go()

    def _commit_toc(self, segments: list[SegmentRecord]) -> None:
        self._index.settle(self.generation, [self._file(record) for record in segments])

    def _file(self, record: SegmentRecord) -> SegmentFile:
        name, size = record.segment_id(), record.doc_count_all()
        deleted = packed_bits(size, record.deleted_docs())
        known = self._known.get(name)
        if known is None:
            return measured(self._index.folder, name, size, deleted)
        return SegmentFile(
            name=name, documents=size, size=known.size, crc=known.crc, deleted=deleted
        )


def _record(one: SegmentFile) -> SegmentRecord:
    deleted = np.flatnonzero(unpacked_bits(one.documents, one.deleted)).tolist()
    return SegmentRecord(INDEX_NAME, one.name, one.documents, deleted)
