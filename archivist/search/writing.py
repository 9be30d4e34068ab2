"""Writing an index: documents are analysed and gathered, then written in one commit.

A commit is a new Whoosh segment of its own. Its manifest is written before the files that it
replaces are deleted, so at every moment the manifest in the folder names a whole index.
"""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, LockError, clean_files
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from archivist.search.analyzers import Analysis
from archivist.search.manifest import (
    MANIFEST,
    Manifest,
    is_sound,
    measured,
    read_manifest,
    write_manifest,
)
from archivist.search.schema import (
    FORMS,
    INDEX_NAME,
    KEY,
    KEY_COLUMN,
    KIND,
    NOTE_WEIGHT,
    SOURCE,
    SOURCE_COLUMN,
    STEMS,
    TITLE_WEIGHT,
    Document,
    schema,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_FAMILIES = (64, 1_024)
"""Segments of fewer documents than this are merged when there are many of them."""

_MANY = 12

_Terms = dict[str, float]


class Bindery:
    """Writes the index in one folder. Only one may be at work in a folder at a time.

    Nothing is on the disk before `commit`; a document given twice before it counts as given last.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._analysis = Analysis()
        self._waiting: dict[str, tuple[Document, _Terms, set[str], int] | None] = {}
        self._storage = FileStorage(str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self._manifest = Manifest(generation=0, token="")
        manifest = read_manifest(folder)
        if manifest is None or not is_sound(folder, manifest):
            self.clear("")
        else:
            self._manifest = manifest
            self._sweep()

    def clear(self, token: str) -> None:
        """Make the index empty, whatever state it is in."""
        self._waiting.clear()
        generation = 1 + max(0, TOC._latest_generation(self._storage, INDEX_NAME))  # noqa: SLF001 - no public name
        TOC(schema(), [], generation).write(self._storage, INDEX_NAME)
        self._settle(token, generation, [])
        self._sweep()

    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Analyse documents for the next commit, and note the keys of those that are gone."""
        for key in gone:
            self._waiting[key] = None
        for document in documents:
            self._waiting[document.key] = (document, *self._terms(document))

    def forget(self) -> None:
        """Drop what was written since the last commit."""
        self._waiting.clear()

    def commit(self, token: str) -> None:
        """Write what waits to the disk and name the new state of the index by a token."""
        with self._writer(token) as writer:
            writer.remove(self._waiting)
            for waiting in self._waiting.values():
                if waiting is not None:
                    writer.add(*waiting)
        self._waiting.clear()

    def tidy(self) -> bool:
        """Merge small segments when there are many; tell whether that changed anything."""
        segments = TOC.read(self._storage, INDEX_NAME, schema=schema()).segments
        chosen: list[Any] = []
        for below in _FAMILIES:
            family = [segment for segment in segments if segment.doc_count_all() < below]
            if len(family) >= _MANY:
                chosen = family
        chosen += [
            segment
            for segment in segments
            if segment not in chosen and segment.deleted_count() * 2 > segment.doc_count_all()
        ]
        if chosen:
            with self._writer(self._manifest.token) as writer:
                writer.merged = chosen
        return bool(chosen)

    def _terms(self, document: Document) -> tuple[_Terms, set[str], int]:
        stems, forms, length = self._analysis.counts(document.text)
        if document.kind != "page":
            stems = {stem: weight * NOTE_WEIGHT for stem, weight in stems.items()}
        if document.title:
            title = self._analysis.counts(document.title)
            for stem, weight in title.stems.items():
                stems[stem] = stems.get(stem, 0.0) + weight * TITLE_WEIGHT
            forms |= title.forms
            length += title.length
        return stems, forms, length

    @contextlib.contextmanager
    def _writer(self, token: str) -> Iterator[_Writer]:
        if read_manifest(self._folder) != self._manifest:
            raise FileNotFoundError("its files were changed while it was being written")
        self._sweep()  # of a commit that failed
        index = FileIndex(self._storage, schema=schema(), indexname=INDEX_NAME)
        try:
            writer = _Writer(index, lambda *state: self._settle(token, *state))
        except LockError as error:
            raise BlockingIOError("another Archivist is writing to it") from error
        with writer.ended():
            yield writer
            writer.commit(merge=False)

    def _settle(self, token: str, generation: int, segments: list[Any]) -> None:
        """Write the manifest of a commit whose files are all there."""
        names = [TOC._filename(INDEX_NAME, generation)]  # noqa: SLF001 - no public name
        for segment in segments:
            names += segment.list_files(self._storage)
        known = self._manifest.files
        files = {name: known[name] for name in names if name in known}
        files |= measured(self._folder, [name for name in names if name not in known])
        self._manifest = Manifest(generation=generation, token=token, files=files)
        write_manifest(self._folder, self._manifest)

    def _sweep(self) -> None:
        """Delete what a killed writer left behind; what another process reads goes later."""
        shutil.rmtree(self._folder / f"{INDEX_NAME}.tmp", ignore_errors=True)
        kept = {MANIFEST, f"{INDEX_NAME}_WRITELOCK", *self._manifest.files}
        for entry in self._folder.iterdir():
            if entry.is_file() and entry.name not in kept:
                with contextlib.suppress(OSError):
                    entry.unlink()


class _Writer(SegmentWriter):  # type: ignore[misc] # Whoosh is not typed
    """Whoosh's writer with a quicker way for terms that are already counted."""

    def __init__(self, index: FileIndex, settle: Callable[[int, list[Any]], None]) -> None:
        super().__init__(index, compound=False)
        self.pool = _Pool()
        self.merged: list[Any] = []
        self._settle = settle

    @contextlib.contextmanager
    def ended(self) -> Iterator[None]:
        """Make sure that the lock is given back, even when the disk refuses a commit."""
        try:
            yield
        finally:
            if not self.is_closed:
                self.writelock.release()
                with contextlib.suppress(OSError, ValueError):  # of files half written
                    self._close_segment()

    def remove(self, keys: Iterable[str]) -> None:
        """Mark the documents of keys as deleted."""
        field = self.schema[KEY]
        base = 0
        readers = [SegmentReader(self.storage, self.schema, old) for old in self.segments]
        for reader in readers:
            for key in keys:
                if (KEY, field.to_bytes(key)) in reader:
                    for number in reader.postings(KEY, key).all_ids():
                        self.delete_document(base + number)
            base += reader.doc_count_all()
            reader.close()

    def add(self, document: Document, stems: _Terms, forms: set[str], length: int) -> None:
        """Add a document."""
        number, fields = self.docnum, self.schema
        key = document.key.encode()
        self.perdocwriter.start_doc(number)
        self.perdocwriter.add_field(STEMS, fields[STEMS], None, length)
        self.perdocwriter.add_column_value(KEY, KEY_COLUMN, key)
        self.perdocwriter.add_column_value(SOURCE, SOURCE_COLUMN, document.source_id)
        self.perdocwriter.finish_doc()
        add = self.pool.add
        add((KEY, key, number, 1.0, b""))
        add((KIND, document.kind.encode(), number, 1.0, b""))
        for stem, weight in stems.items():
            add((STEMS, stem.encode(), number, weight, b""))
        for form in forms:
            add((FORMS, form.encode(), number, 1.0, b""))
        self._added = True
        self.docnum += 1

    def _merge_segments(self, *_: object) -> list[Any]:
        for segment in self.merged:
            reader = SegmentReader(self.storage, self.schema, segment)
            self.add_reader(reader)
            reader.close()
        self._added = self.docnum > 0  # Whoosh would write a segment of no documents
        return [segment for segment in self.segments if segment not in self.merged]

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        documents = self.per_document_reader()
        # Of a block of documents without words alone Whoosh could not tell the shortest.
        lengths = [documents.doc_field_length(number, STEMS) or 1 for number in range(self.docnum)]
        documents.close()
        writer, last = self.fieldwriter, ""
        for (name, term), postings in self.pool.sorted():
            if name != last:
                if last:
                    writer.finish_field()
                writer.start_field(name, self.schema[name])
                last = name
            writer.start_term(term)
            for number, weight in postings:
                writer.add(number, weight, b"", lengths[number])
            writer.finish_term()
        if last:
            writer.finish_field()
        writer.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        self._settle(self.generation, segments)
        clean_files(self.storage, self.indexname, self.generation, segments)


class _Pool:
    """The postings of a new segment, gathered by term."""

    def __init__(self) -> None:
        self._postings: dict[tuple[str, bytes], list[tuple[int, float]]] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting: field, term, document number, weight, and a value that is not kept."""
        name, term, number, weight, _ = posting
        self._postings.setdefault((name, term), []).append((number, weight))

    def sorted(self) -> Iterator[tuple[tuple[str, bytes], list[tuple[int, float]]]]:
        """Yield the terms in order, each with its postings by document."""
        for term in sorted(self._postings):
            yield term, sorted(self._postings[term])

    def cleanup(self) -> None:
        """Drop everything."""
        self._postings.clear()
