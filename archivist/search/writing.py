"""Writing an index: documents are analysed and gathered, then made part of it in one commit.

A commit adds segments. Its manifest is written before the files that it replaces are deleted, so
at every moment the manifest in the folder names a whole index.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from whoosh.index import LockError
from whoosh.reading import SegmentReader

from archivist.search.analyzers import Analysis
from archivist.search.codec.gathering import Gatherer
from archivist.search.codec.layout import MOST_DOCUMENTS, MOST_WORDS
from archivist.search.codec.whoosh_index import ArchiveIndex
from archivist.search.manifest import Manifest, is_sound, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from archivist.search.codec.whoosh_codec import SegmentRecord
    from archivist.search.codec.whoosh_index import ArchiveWriter
    from archivist.search.manifest import SegmentFile
    from archivist.search.schema import Document

_FAMILIES = ((64, 32), (1_000, 12), (10_000, 10), (40_000, 6))
"""Segments of fewer documents than this are merged when there are so many of them."""

_REMEMBERED = 20_000
"""So many words are kept with their readings, besides those of the segment that is made."""


def gatherer(folder: Path) -> Gatherer:
    """Return what gathers documents in a process that makes no commits."""
    return Gatherer(folder, Analysis(_REMEMBERED))


class Bindery:
    """Writes the index in one folder. Only one may be at work in a folder at a time.

    Nothing is in the index before `commit`; a document given twice before it counts as given last.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self._index = ArchiveIndex(folder, Analysis(_REMEMBERED))
        self._gatherer = Gatherer(folder, self._index.analysis)
        self._gone: set[str] = set()
        self._manifest = Manifest(generation=0, token="")
        manifest = read_manifest(folder)
        if manifest is None or not is_sound(folder, manifest):
            self.clear("")
        else:
            self._manifest = manifest
            self._index.sweep(manifest.segments)

    def clear(self, token: str) -> None:
        """Make the index empty, whatever state it is in."""
        self.forget()
        self._index.token = token
        found = read_manifest(self._folder)
        self._index.settle(found.generation + 1 if found else 1, [])
        self._manifest = self._index.manifest()

    def warm_up(self, sample: Document) -> None:
        """Analyse a sample, for which the dictionaries are read."""
        self._index.analysis.counts(sample.text)

    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Analyse documents for the next commit, and note the keys of those that are gone."""
        for key in gone:
            self._gone.add(key)
            self._gatherer.drop(key)
        self._gatherer.write(documents)

    def forget(self) -> None:
        """Drop what was written since the last commit."""
        self._gatherer.forget()
        self._gone.clear()

    def bind(self) -> None:
        """Do already what takes longest of the next commit: write what waits as a segment."""
        self._gatherer.bind()

    def commit(self, token: str, shards: Sequence[SegmentFile] = ()) -> None:
        """Make what waits part of the index and name its new state by a token.

        `shards` are segments that another process has written to the folder.
        """
        with self._writer(token) as writer:
            writer.remove({*self._gone, *self._gatherer.keys, *self._keys(shards)})
            writer.take_over([*self._gatherer.finish(), *shards])
            writer.commit()
        self._gone.clear()

    def tidy(self) -> bool:
        """Merge small segments when there are many; tell whether that changed anything."""
        chosen = _worth_merging(self._index, self._index._segments())  # noqa: SLF001 - Whoosh's
        if chosen:
            self._gatherer.rest()
            with self._writer(self._manifest.token) as writer:
                writer.commit(mergetype=lambda own, records: _merge(own, records, chosen))
        return bool(chosen)

    def close(self) -> None:
        """Close the files."""
        self._gatherer.close()
        self._index.close()

    def _keys(self, shards: Sequence[SegmentFile]) -> Iterator[str]:
        for shard in shards:
            yield from self._index.segment(shard.name).all_keys()

    @contextlib.contextmanager
    def _writer(self, token: str) -> Iterator[ArchiveWriter]:
        if read_manifest(self._folder) != self._manifest:
            raise FileNotFoundError("its files were changed while it was being written")
        self._index.token = token
        try:
            writer = self._index.writer()
        except LockError as error:
            raise BlockingIOError("another Archivist is writing to it") from error
        with writer.ended():
            yield writer
        self._manifest = self._index.manifest()


def _merge(
    writer: ArchiveWriter, records: list[SegmentRecord], chosen: set[str]
) -> list[SegmentRecord]:
    """Merge the chosen segments; return the others."""
    for record in records:
        if record.segment_id() in chosen:
            with contextlib.closing(SegmentReader(writer.storage, writer.schema, record)) as reader:
                writer.add_reader(reader)
    return [record for record in records if record.segment_id() not in chosen]


def _worth_merging(index: ArchiveIndex, records: Sequence[SegmentRecord]) -> set[str]:
    """Return the small segments when there are many, and those of which most is deleted."""
    chosen: list[SegmentRecord] = []
    for below, many in _FAMILIES:
        family = [record for record in records if record.doc_count() < below]
        fitting = list(_fitting(index, family)) if len(family) >= many else []
        if len(fitting) > 1:
            chosen = fitting
    chosen += [
        record
        for record in records
        if record not in chosen and record.deleted_count() * 2 > record.doc_count_all()
    ]
    return {record.segment_id() for record in _fitting(index, chosen)}


def _fitting(index: ArchiveIndex, records: Iterable[SegmentRecord]) -> Iterator[SegmentRecord]:
    """Yield the smallest of some segments, as many as fit into one."""
    documents = words = 0
    for record in sorted(records, key=lambda one: one.doc_count()):
        documents += record.doc_count()
        words += len(index.segment(record.segment_id()).lexicon)
        if documents > MOST_DOCUMENTS or words > MOST_WORDS:
            return
        yield record
