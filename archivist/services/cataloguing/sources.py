"""The desk of sources: finding them in the catalogue, editing, filing, sorting, the bin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.library.archive import inherited
from archivist.services.cataloguing.rows import ShortReference, SourceDetails, SourceRow
from archivist.services.changes import Changes, Made
from archivist.storage.originals import remove_unused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.archive import Archive, Unit
    from archivist.library.catalogue_query import SourceQuery
    from archivist.library.records import Record, RecordKind
    from archivist.library.references import Sheets
    from archivist.library.sources import Source
    from archivist.library.values import GroupId, LanguageCode, SourceId, UnitId
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore


class SourceDesk:
    """Finds and edits the sources of one library."""

    def __init__(self, database: Database, store: FileStore, reference: ShortReference) -> None:
        self._database = database
        self._store = store
        self._reference = reference

    def find(self, query: SourceQuery) -> Sequence[SourceId]:
        """Return the ids of all sources that a query asks for, sorted as it says."""
        with self._database.reading() as work:
            return work.catalogue.find(query)

    def rows(self, ids: Sequence[SourceId]) -> tuple[SourceRow, ...]:
        """Return the table's lines of sources in the order of `ids`, missing ones left out."""
        with self._database.reading() as work:
            rows = work.catalogue.rows(ids)
            units = {row.unit_id for row in rows if row.unit_id is not None}
            chains = work.archives.chains(units)
            archives = {archive.id: archive for archive in work.archives.all()} if units else {}
        places = {unit: (archives[chain[0].archive_id], chain) for unit, chain in chains.items()}
        return tuple(
            SourceRow(
                id=row.id,
                title=row.title,
                kind=row.kind,
                date=row.date,
                language=row.language,
                group=row.group,
                unit_id=row.unit_id,
                reference=self._reference(*places[row.unit_id], row.sheets) if row.unit_id else "",
                tags=row.tags,
                pages=row.pages,
                unread=row.unread,
                checked=row.checked,
                no_text=row.no_text,
                doubtful=row.doubtful,
                unreadable=row.unreadable,
                annotated=row.annotated,
                people=row.people,
            )
            for row in rows
        )

    def get(self, source_id: SourceId) -> Source:
        """Return a source.

        Raises:
            NotFoundError: when it was erased.
        """
        with self._database.reading() as work:
            return work.catalogue.get(source_id)

    def details(self, source_id: SourceId) -> SourceDetails:
        """Return all that is known of a source and of the place where it lies.

        Raises:
            NotFoundError: when it was erased.
        """
        with self._database.reading() as work:
            source = work.catalogue.get(source_id)
            archive: Archive | None = None
            chain: tuple[Unit, ...] = ()
            if source.unit_id is not None:
                chain = work.archives.chain(source.unit_id)
                archive = work.archives.get(chain[0].archive_id)
            groups = {group.id: group for group, _ in work.sorting.groups()}
            return SourceDetails(
                source=source,
                files=work.catalogue.files(source_id),
                pages=len(work.catalogue.pages(source_id)),
                chain=chain,
                archive=archive,
                inherited=inherited(chain),
                group=groups.get(source.group_id) if source.group_id is not None else None,
                reference=self._reference(archive, chain, source.sheets) if archive else "",
            )

    def add(
        self,
        record: Record,
        *,
        unit_id: UnitId | None = None,
        group_id: GroupId | None = None,
        sheets: Sheets = (),
        tags: Sequence[str] = (),
    ) -> Made[SourceId]:
        """Add a source that has no file (yet): a book, an article, a file seen in an archive."""
        with self._database.writing("Add source") as work:
            made = work.catalogue.add(
                record, unit_id=unit_id, group_id=group_id, sheets=sheets, tags=tags
            )
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save(self, source: Source) -> Changes:
        """Save an edited source: its record, place, sheets, group, tags, checked and unread."""
        with self._database.writing("Edit source") as work:
            work.catalogue.save(source)
        return Changes.of_rows(work.touched)

    def describe(
        self,
        ids: Sequence[SourceId],
        *,
        kind: RecordKind | None = None,
        language: LanguageCode | None = None,
        checked: bool | None = None,
    ) -> Changes:
        """Give several sources the same kind, language or mark of having been checked."""
        with self._database.writing("Edit sources") as work:
            for source_id in ids:
                source = work.catalogue.get(source_id)
                record = replace(
                    source.record,
                    kind=kind or source.record.kind,
                    language=source.record.language if language is None else language,
                )
                mark = source.checked if checked is None else checked
                work.catalogue.save(replace(source, record=record, checked=mark))
        return Changes.of_rows(work.touched)

    def put_in_bin(self, ids: Sequence[SourceId]) -> Changes:
        """Put sources in the bin, from where `restore` brings them back."""
        with self._database.writing("Move to the bin") as work:
            work.catalogue.put_in_bin(ids)
        return Changes.of_rows(work.touched)

    def restore(self, ids: Sequence[SourceId]) -> Changes:
        """Take sources out of the bin."""
        with self._database.writing("Restore from the bin") as work:
            work.catalogue.restore(ids)
        return Changes.of_rows(work.touched)

    def erase(self, ids: Sequence[SourceId]) -> Changes:
        """Erase sources for ever with their marks, and the originals that no other source uses.

        This cannot be undone, for the originals are gone.
        """
        with self._database.writing("Erase", undoable=False) as work:
            unused = work.catalogue.erase(ids)
        # After the commit: a crash in between leaves a file too many, never one too few.
        remove_unused(self._database, self._store, unused)
        return Changes.of_rows(work.touched)

    def file_under(self, ids: Sequence[SourceId], unit_id: UnitId | None) -> Changes:
        """File sources under a unit of an archive's tree, or take them out of it."""
        with self._database.writing("File sources") as work:
            work.catalogue.file_under(ids, unit_id)
        return Changes.of_rows(work.touched)

    def set_group(self, ids: Sequence[SourceId], group_id: GroupId | None) -> Changes:
        """Put sources into a group, or out of every group."""
        with self._database.writing("Set group") as work:
            work.catalogue.set_group(ids, group_id)
        return Changes.of_rows(work.touched)

    def change_tags(
        self, ids: Sequence[SourceId], add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> Changes:
        """Give tags to sources and take tags from them; new tags are made."""
        with self._database.writing("Change tags") as work:
            work.catalogue.change_tags(ids, add, remove)
        return Changes.of_rows(work.touched)

    def mark_read(self, source_id: SourceId) -> Changes:
        """Note that a source was opened; this is no step to undo."""
        with self._database.writing(undoable=False) as work:
            work.catalogue.mark_read(source_id)
        return Changes.of_rows(work.touched)
