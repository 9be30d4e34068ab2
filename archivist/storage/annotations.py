"""Annotations and their tags."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from archivist.errors import NotFoundError
from archivist.library.annotations import Annotation, AnnotationKind, Region, TextAnchor
from archivist.library.values import AnnotationId, PageId, SourceId
from archivist.storage.sorting import made_id
from archivist.storage.stored_values import stored_word
from archivist.storage.tables import annotation_tags, marks, pages
from archivist.storage.tags import set_tags, tags_of, tie_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Row

_COLOR = "#f6d55c"


class Annotations:
    """The annotations of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_source(self, source_id: SourceId) -> tuple[Annotation, ...]:
        """Return the annotations of a source by page and place on it."""
        return self._read(marks.c.source_id == source_id)

    def of_page(self, page_id: PageId) -> tuple[Annotation, ...]:
        """Return the annotations of a page by their place on it."""
        return self._read(marks.c.page_id == page_id)

    def get(self, annotation_id: AnnotationId) -> Annotation:
        """Return an annotation.

        Raises:
            NotFoundError: when there is none of that id.
        """
        found = self._read(marks.c.id == annotation_id)
        if not found:
            raise NotFoundError("annotation", str(annotation_id))
        return found[0]

    def add(
        self,
        page_id: PageId,
        place: TextAnchor | Region | None,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        color: str = "",
    ) -> AnnotationId:
        """Mark a passage or a box of a page, or the whole page where `place` is None.

        Raises:
            NotFoundError: when there is no such page.
        """
        source_id = self._connection.scalar(select(pages.c.source_id).where(pages.c.id == page_id))
        if source_id is None:
            raise NotFoundError("page", str(page_id))
        now = dt.datetime.now(dt.UTC)
        made = self._connection.execute(
            insert(marks).values(
                source_id=source_id,
                page_id=page_id,
                **_place_columns(place),
                color=color or _COLOR,
                note=note,
                created=now,
                modified=now,
            )
        )
        annotation_id = AnnotationId(made_id(made))
        tie_tags(self._connection, annotation_tags, (annotation_id,), tags)
        return annotation_id

    def save(self, annotation: Annotation) -> None:
        """Take over the place, colour, note and tags of an annotation."""
        old = self.get(annotation.id)
        if replace(annotation, modified=old.modified) == old:
            return
        self._connection.execute(
            update(marks)
            .where(marks.c.id == annotation.id)
            .values(
                **_place_columns(annotation.anchor or annotation.region),
                color=annotation.color,
                note=annotation.note,
                modified=dt.datetime.now(dt.UTC),
            )
        )
        set_tags(self._connection, annotation_tags, annotation.id, annotation.tags)

    def remove(self, annotation_id: AnnotationId) -> None:
        """Remove an annotation."""
        for table, column in (
            (annotation_tags, annotation_tags.c.annotation_id),
            (marks, marks.c.id),
        ):
            self._connection.execute(delete(table).where(column == annotation_id))

    def _read(self, wanted: ColumnElement[bool]) -> tuple[Annotation, ...]:
        rows = self._connection.execute(
            select(marks)
            .join(pages, pages.c.id == marks.c.page_id)
            .where(wanted)
            .order_by(pages.c.number, marks.c.start, marks.c.top, marks.c.id)
        ).all()
        tied = tags_of(self._connection, annotation_tags, [row.id for row in rows])
        return tuple(
            Annotation(
                id=AnnotationId(row.id),
                source_id=SourceId(row.source_id),
                page_id=PageId(row.page_id),
                kind=stored_word(AnnotationKind, row.kind, "a kind of annotation"),
                anchor=read_anchor(row),
                region=_region(row),
                color=row.color,
                note=row.note,
                tags=tuple(tag.name for tag in tied.get(row.id, ())),
                created=row.created,
                modified=row.modified,
            )
            for row in rows
        )


def read_anchor(row: Row[Any]) -> TextAnchor | None:
    """Return the passage that a row of `annotations` is anchored to."""
    if row.start is None or row.end is None:
        return None
    return TextAnchor(
        start=row.start, end=row.end, quote=row.quote, prefix=row.prefix, suffix=row.suffix
    )


def _region(row: Row[Any]) -> Region | None:
    sides = (row.left, row.top, row.right, row.bottom)
    if None in sides:
        return None
    return Region(left=row.left, top=row.top, right=row.right, bottom=row.bottom)


def _place_columns(place: TextAnchor | Region | None) -> dict[str, Any]:
    anchor = place if isinstance(place, TextAnchor) else None
    region = place if isinstance(place, Region) else None
    kind = AnnotationKind.PAGE_NOTE
    if place is not None:
        kind = AnnotationKind.HIGHLIGHT if anchor else AnnotationKind.REGION
    return {
        "kind": kind.value,
        "start": anchor and anchor.start,
        "end": anchor and anchor.end,
        "quote": anchor.quote if anchor else "",
        "prefix": anchor.prefix if anchor else "",
        "suffix": anchor.suffix if anchor else "",
        "left": region and region.left,
        "top": region and region.top,
        "right": region and region.right,
        "bottom": region and region.bottom,
    }
