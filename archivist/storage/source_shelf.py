"""Sources: adding, changing, filing, the bin."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from archivist.errors import NotFoundError
from archivist.library.sources import Source
from archivist.library.values import ContentHash, GroupId, SourceId, UnitId
from archivist.storage.record_columns import (
    among,
    date_columns,
    read_record,
    read_sheets,
    record_columns,
    sheets_columns,
)
from archivist.storage.sorting import made_id
from archivist.storage.tables import (
    annotation_tags,
    creators,
    field_values,
    files,
    marks,
    page_texts,
    pages,
    source_tags,
    sources,
    text_layers,
)
from archivist.storage.tags import set_tags, tags_of, tie_tags, untie_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from archivist.library.jobs import RunId
    from archivist.library.own_fields import ManyEdit
    from archivist.library.people import Person
    from archivist.library.records import Record
    from archivist.library.references import Sheets


_ADD = insert(sources)
_ADD_CREATORS = insert(creators)
"""Made once, and run with values beside them: an import runs each of them thousands of times."""


class SourceShelf:
    """The sources of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, source_id: SourceId) -> Source:
        """Return a source.

        Raises:
            NotFoundError: when there is none of that id.
        """
        found = self.several((source_id,))
        if not found:
            raise NotFoundError("source", str(source_id))
        return found[source_id]

    def several(self, ids: Collection[SourceId]) -> dict[SourceId, Source]:
        """Return the sources of these ids, those that are not there left out."""
        people: dict[int, list[Row[Any]]] = {}
        for row in self._connection.execute(
            select(creators)
            .where(among(creators.c.source_id, ids))
            .order_by(creators.c.position, creators.c.id)
        ):
            people.setdefault(row.source_id, []).append(row)
        tied = tags_of(self._connection, source_tags, ids)
        rows = self._connection.execute(select(sources).where(among(sources.c.id, ids)))
        return {
            SourceId(row.id): Source(
                id=SourceId(row.id),
                record=read_record(row, people.get(row.id, ())),
                unit_id=None if row.unit_id is None else UnitId(row.unit_id),
                sheets=read_sheets(row.sheets),
                group_id=None if row.group_id is None else GroupId(row.group_id),
                tags=tuple(tag.name for tag in tied.get(row.id, ())),
                checked=row.checked,
                unread=row.unread,
                created=row.created,
                modified=row.modified,
                binned=row.binned,
            )
            for row in rows
        }

    def add(
        self,
        record: Record,
        *,
        unit_id: UnitId | None = None,
        group_id: GroupId | None = None,
        sheets: Sheets = (),
        tags: Sequence[str] = (),
    ) -> SourceId:
        """Add a source, unread and unchecked."""
        source_id = self._add(
            record, {**sheets_columns(sheets), "unit_id": unit_id, "group_id": group_id}
        )
        tie_tags(self._connection, source_tags, (source_id,), tags)
        return source_id

    def bring_in(
        self,
        record: Record,
        *,
        unit_id: UnitId | None,
        group_id: GroupId | None,
        run_id: RunId | None,
    ) -> SourceId:
        """Add a source that a run of an import brings."""
        columns = {"unit_id": unit_id, "group_id": group_id, "run_id": run_id}
        return self._add(record, {**sheets_columns(()), **columns})

    def save(self, source: Source) -> None:
        """Take over all of a source but when it was made and whether it is in the bin."""
        old = self.get(source.id)
        kept = replace(old, created=source.created, modified=source.modified, binned=source.binned)
        if kept == source:
            return
        self._change(
            (source.id,),
            **record_columns(source.record),
            **sheets_columns(source.sheets),
            unit_id=source.unit_id,
            group_id=source.group_id,
            checked=source.checked,
            unread=source.unread,
        )
        if old.record.creators != source.record.creators:
            self._connection.execute(delete(creators).where(creators.c.source_id == source.id))
            self._put_creators(source.id, source.record.creators)
        set_tags(self._connection, source_tags, source.id, source.tags)

    def edit_many(self, ids: Collection[SourceId], edit: ManyEdit, unit_id: UnitId | None) -> None:
        """Write an edit to sources, but for the values of own fields; `unit_id` is its place."""
        chosen: dict[str, Any] = {
            "kind": edit.kind and edit.kind.value,
            "language": edit.language,
            "group_id": edit.group_id,
            "unit_id": unit_id,
            "checked": edit.checked,
        }
        columns = {key: value for key, value in chosen.items() if value is not None}
        columns.update(edit.texts)
        if edit.no_group:
            columns["group_id"] = None
        if edit.date or edit.no_date:
            columns |= date_columns(None if edit.no_date else edit.date)
        self._change(ids, **columns)
        self.change_tags(sorted(ids), edit.add_tags, edit.remove_tags)

    def put_in_bin(self, ids: Iterable[SourceId]) -> None:
        """Put sources into the bin, from which they can be restored."""
        self._connection.execute(
            update(sources)
            .where(among(sources.c.id, ids), sources.c.binned.is_(None))
            .values(binned=dt.datetime.now(dt.UTC))
        )

    def restore(self, ids: Iterable[SourceId]) -> None:
        """Take sources out of the bin."""
        self._connection.execute(
            update(sources).where(among(sources.c.id, ids)).values(binned=None)
        )

    def erase(self, ids: Iterable[SourceId]) -> tuple[ContentHash, ...]:
        """Remove sources with their files, pages and annotations for good.

        Returns the contents that no file uses any more. Undo brings rows back, never originals:
        erase in a unit of work that cannot be undone, and remove the originals after it.
        """
        wanted = sorted(set(ids))
        own_pages = select(pages.c.id).where(among(pages.c.source_id, wanted))
        own_marks = select(marks.c.id).where(among(marks.c.source_id, wanted))
        contents = set(
            self._connection.scalars(select(files.c.hash).where(among(files.c.source_id, wanted)))
        )
        for statement in (
            delete(annotation_tags).where(annotation_tags.c.annotation_id.in_(own_marks)),
            delete(marks).where(among(marks.c.source_id, wanted)),
            delete(page_texts).where(page_texts.c.page_id.in_(own_pages)),
            delete(text_layers).where(text_layers.c.page_id.in_(own_pages)),
            delete(pages).where(among(pages.c.source_id, wanted)),
            delete(files).where(among(files.c.source_id, wanted)),
            delete(source_tags).where(among(source_tags.c.source_id, wanted)),
            delete(creators).where(among(creators.c.source_id, wanted)),
            delete(field_values).where(among(field_values.c.source_id, wanted)),
            delete(sources).where(among(sources.c.id, wanted)),
        ):
            self._connection.execute(statement)
        used = self._connection.scalars(select(files.c.hash).where(files.c.hash.in_(contents)))
        return tuple(map(ContentHash, sorted(contents - set(used))))

    def file_under(self, ids: Iterable[SourceId], unit_id: UnitId | None) -> None:
        """File sources under a unit, or under none."""
        self._change(ids, unit_id=unit_id)

    def set_group(self, ids: Iterable[SourceId], group_id: GroupId | None) -> None:
        """Put sources into a group, or into none."""
        self._change(ids, group_id=group_id)

    def change_tags(
        self, ids: Sequence[SourceId], add: Sequence[str], remove: Sequence[str]
    ) -> None:
        """Tie tags to sources, made where they are new, and take others off."""
        untie_tags(self._connection, source_tags, ids, remove)
        tie_tags(self._connection, source_tags, ids, add)

    def mark_read(self, source_id: SourceId) -> None:
        """Note that a source has been opened."""
        self._connection.execute(
            update(sources).where(sources.c.id == source_id).values(unread=False)
        )

    def _change(self, ids: Iterable[SourceId], **values: Any) -> None:  # noqa: ANN401 - columns of any kind
        self._connection.execute(
            update(sources)
            .where(among(sources.c.id, ids))
            .values(**values, modified=dt.datetime.now(dt.UTC))
        )

    def _add(self, record: Record, columns: Mapping[str, Any]) -> SourceId:
        now = dt.datetime.now(dt.UTC)
        own = {**record_columns(record), **columns}
        made = self._connection.execute(
            _ADD, {**own, "unread": True, "created": now, "modified": now}
        )
        source_id = SourceId(made_id(made))
        self._put_creators(source_id, record.creators)
        return source_id

    def _put_creators(self, source_id: SourceId, people: Sequence[Person]) -> None:
        rows = [
            {
                "source_id": source_id,
                "position": position,
                "role": person.role.value,
                "family": person.family,
                "given": person.given,
            }
            for position, person in enumerate(people)
        ]
        if rows:
            self._connection.execute(_ADD_CREATORS, rows)
