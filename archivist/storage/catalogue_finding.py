"""Finding sources: ids by query, rows for lists, and what stands behind keys of the index."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from archivist.library.catalogue_query import SortBy
from archivist.library.people import Role
from archivist.library.records import RecordKind
from archivist.library.sources import FileState, TextOrigin
from archivist.library.values import AnnotationId, LanguageCode, PageId, SectionId, SourceId, UnitId
from archivist.storage.catalogue_filter import sorted_ids
from archivist.storage.index_queue import split_keys
from archivist.storage.record_columns import among, read_sheets
from archivist.storage.stored_values import stored_word
from archivist.storage.tables import (
    creators,
    files,
    groups,
    marks,
    pages,
    sections,
    source_tags,
    sources,
)
from archivist.storage.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Row, Select

    from archivist.library.catalogue_query import SourceQuery
    from archivist.library.groups import Tag
    from archivist.library.references import Sheets


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueRow:
    """A source as a list shows it.

    `date` is as written, else in the normal form; `group` the name of its group, "" for none;
    `no_text` means that there are pages, but none with text, `doubtful` how many have a text that
    makes no sense, `unreadable` that a file of it could not be read. `people` are the family names
    of its authors, else of who edited or compiled it.
    """

    id: SourceId
    title: str
    kind: RecordKind
    date: str
    language: LanguageCode
    group: str
    unit_id: UnitId | None
    sheets: Sheets
    sheets_text: str
    tags: tuple[Tag, ...]
    pages: int
    unread: bool
    checked: bool
    no_text: bool
    doubtful: int
    unreadable: bool
    annotated: bool
    people: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class HitPlace:
    """What a key of the index stands for; `page` is a number within the source, 0 for none."""

    source_id: SourceId | None = None
    page_id: PageId | None = None
    page: int = 0
    sheet: str = ""
    annotation_id: AnnotationId | None = None
    section_id: SectionId | None = None


class CatalogueFinding:
    """The questions asked of the catalogue in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: SourceQuery) -> tuple[SourceId, ...]:
        """Return the ids of all sources that a query wants, in its order."""
        in_order = (groups.c.position, groups.c.id)
        grouped = (
            self._connection.scalars(select(groups.c.id).order_by(*in_order)).all()
            if query.sort is SortBy.GROUP
            else ()
        )
        found: list[SourceId] = []
        for part in sorted_ids(query, grouped):
            found += [row[0] for row in self._plain_rows(part)]
        return tuple(found)

    def rows(self, ids: Sequence[SourceId]) -> tuple[CatalogueRow, ...]:
        """Return the sources of these ids in their order; ids that are not there are left out."""
        found = {
            row.id: row
            for row in self._connection.execute(
                select(*(sources.c[name] for name in _LISTED), groups.c.name.label("group_name"))
                .outerjoin(groups, groups.c.id == sources.c.group_id)
                .where(among(sources.c.id, ids))
            )
        }
        tied = tags_of(self._connection, source_tags, ids)
        counted = self._pages(ids)
        people = self._people(ids)
        unreadable = set(
            self._connection.scalars(
                select(files.c.source_id).where(
                    among(files.c.source_id, ids), files.c.state == FileState.UNREADABLE.value
                )
            )
        )
        annotated = set(
            self._connection.scalars(select(marks.c.source_id).where(among(marks.c.source_id, ids)))
        )
        rows = []
        for source_id in ids:
            if row := found.get(source_id):
                count, texts, dubious = counted.get(source_id, (0, 0, 0))
                rows.append(
                    _row(
                        row,
                        tags=tied.get(source_id, ()),
                        pages=count,
                        no_text=count > 0 and not texts,
                        doubtful=dubious,
                        unreadable=source_id in unreadable,
                        annotated=source_id in annotated,
                        people=people.get(source_id, ()),
                    )
                )
        return tuple(rows)

    def hits(self, keys: Iterable[str]) -> dict[str, HitPlace]:
        """Return what keys of the index stand for; what is gone or in the bin is left out."""
        ids = split_keys(keys)
        found: dict[str, HitPlace] = {}
        live = sources.c.binned.is_(None)
        for source_id in self._connection.scalars(
            select(sources.c.id).where(among(sources.c.id, ids.get("s", ())), live)
        ):
            found[f"s{source_id}"] = HitPlace(source_id=SourceId(source_id))
        place = (pages.c.source_id, pages.c.id.label("page_id"), pages.c.number, pages.c.sheet)
        of_source = sources.c.id == pages.c.source_id
        for row in self._connection.execute(
            select(*place).join(sources, of_source).where(among(pages.c.id, ids.get("p", ())), live)
        ):
            found[f"p{row.page_id}"] = _page_place(row)
        for row in self._connection.execute(
            select(marks.c.id, *place)
            .join(pages, pages.c.id == marks.c.page_id)
            .join(sources, of_source)
            .where(among(marks.c.id, ids.get("a", ())), live)
        ):
            found[f"a{row.id}"] = _page_place(row, AnnotationId(row.id))
        there = select(sections.c.id).where(among(sections.c.id, ids.get("m", ())))
        for section_id in self._connection.scalars(there):
            found[f"m{section_id}"] = HitPlace(section_id=SectionId(section_id))
        return found

    def _plain_rows(self, statement: Select[Any]) -> Sequence[Any]:
        """Return rows as bare tuples: for 50,000 of them, SQLAlchemy's own take twice as long."""
        result = self._connection.execute(statement)
        rows = result.cursor.fetchall() if result.cursor else ()
        result.close()
        return rows

    def _people(self, ids: Sequence[SourceId]) -> dict[int, tuple[str, ...]]:
        """Return the family names of those who made sources."""
        rows = self._connection.execute(
            select(creators.c.source_id, creators.c.role, creators.c.family)
            .where(among(creators.c.source_id, ids), creators.c.role.in_(_MAKERS))
            .order_by(creators.c.source_id, creators.c.position)
        ).all()
        authored = {row.source_id for row in rows if row.role == Role.AUTHOR.value}
        people: defaultdict[int, list[str]] = defaultdict(list)
        for row in rows:
            if row.role == Role.AUTHOR.value or row.source_id not in authored:
                people[row.source_id].append(row.family)
        return {source_id: tuple(names) for source_id, names in people.items()}

    def _pages(self, ids: Sequence[SourceId]) -> dict[int, tuple[int, int, int]]:
        """Return how many pages sources have, with text, and with one that makes no sense."""
        texts = func.count().filter(pages.c.origin != TextOrigin.NONE.value)
        dubious = func.count().filter(pages.c.doubt != "", pages.c.skipped.is_(False))
        rows = self._connection.execute(
            select(pages.c.source_id, func.count(), texts, dubious)
            .where(among(pages.c.source_id, ids))
            .group_by(pages.c.source_id)
        )
        return {row[0]: (row[1], row[2], row[3]) for row in rows}


_MAKERS = tuple(role.value for role in (Role.AUTHOR, Role.EDITOR, Role.COMPILER))
_LISTED = (
    *("id", "title", "kind", "date", "date_written", "language", "unit_id"),
    *("sheets", "sheets_text", "unread", "checked"),
)


def _row(row: Row[Any], **more: Any) -> CatalogueRow:  # noqa: ANN401 - fields of CatalogueRow
    return CatalogueRow(
        id=SourceId(row.id),
        title=row.title,
        kind=stored_word(RecordKind, row.kind, "a kind of source"),
        date=row.date_written or row.date,
        language=LanguageCode(row.language),
        group=row.group_name or "",
        unit_id=None if row.unit_id is None else UnitId(row.unit_id),
        sheets=read_sheets(row.sheets),
        sheets_text=row.sheets_text,
        unread=row.unread,
        checked=row.checked,
        **more,
    )


def _page_place(row: Row[Any], annotation_id: AnnotationId | None = None) -> HitPlace:
    return HitPlace(
        source_id=SourceId(row.source_id),
        page_id=PageId(row.page_id),
        page=row.number,
        sheet=row.sheet,
        annotation_id=annotation_id,
    )
