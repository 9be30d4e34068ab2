"""To which sources a search is narrowed, as sets of ids, and what is counted beside its result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, true

from archivist.library.archive import match_key
from archivist.library.ordering import fold
from archivist.library.sources import TextOrigin
from archivist.library.values import SourceId
from archivist.storage.catalogue_filter import conditions
from archivist.storage.record_columns import among
from archivist.storage.tables import (
    creators,
    marks,
    page_texts,
    pages,
    source_tags,
    sources,
    tags,
    text_layers,
    units,
)
from archivist.storage.tags import tidy_tag
from archivist.storage.unit_tree import below

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from archivist.library.catalogue_query import SourceQuery
    from archivist.library.references import UnitKind
    from archivist.library.values import ArchiveId

Sources = frozenset[SourceId]


class Trait(StrEnum):
    """What may be true of a source."""

    ANNOTATION = "annotation"
    NOTE = "note"
    TEXT = "text"
    CHECKED = "checked"
    UNREAD = "unread"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """By what a source is counted: ids of its archive and group, 0 for none, and its own values."""

    archive_id: int
    group_id: int
    language: str
    kind: str
    first_year: int | None
    last_year: int | None


class Narrowing:
    """The questions of a search to the catalogue in one transaction. Nothing binned is told."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def matching(self, query: SourceQuery) -> Sources:
        """Return the sources that a query wants, in no order."""
        return self._ids(*conditions(query))

    def every(self) -> Sources:
        """Return all sources."""
        return self._ids()

    def tagged(self, pattern: str) -> Sources:
        """Return the sources with a tag, or with one of those that `*` in the pattern stands for.

        A tag takes in those nested below it; `a/*` takes these alone.
        """
        wanted = fold(tidy_tag(pattern))
        named = [
            tag_id
            for tag_id, key in self._connection.execute(select(tags.c.id, tags.c.key))
            if fnmatchcase(key, wanted.replace("[", "[[]")) or key.startswith(f"{wanted}/")
        ]
        tied = select(source_tags.c.source_id).where(among(source_tags.c.tag_id, named))
        return self._ids(sources.c.id.in_(tied))

    def placed(
        self, levels: Sequence[tuple[UnitKind, str]], archive_id: ArchiveId | None = None
    ) -> Sources | None:
        """Return the sources in a unit of an archive, or of any; None when there is no such unit.

        Levels may be left out between those that are named.
        """
        found: Sequence[int] | None = None
        for kind, number in levels:
            named = (units.c.kind == kind.value) & (units.c.number_key == match_key(number))
            if archive_id is not None:
                named &= units.c.archive_id == archive_id
            if found is not None:
                tree = below(among(units.c.id, found))
                named &= units.c.id.in_(select(tree.c.id))
            found = self._connection.scalars(select(units.c.id).where(named)).all()
            if not found:
                return None
        tree = below(among(units.c.id, found or ()))
        return self._ids(sources.c.unit_id.in_(select(tree.c.id)))

    def page_sheets(self, ids: Collection[SourceId]) -> dict[int, str]:
        """Return the sheets that pages of the sources of these ids are said to be, by page."""
        named = select(pages.c.id, pages.c.sheet).where(pages.c.sheet != "")
        return dict(map(tuple, self._rows(named.where(among(pages.c.source_id, ids)))))

    def beginnings_after(self, pages_before: Collection[int], letters: int) -> dict[int, str]:
        """Return the first letters of the pages that follow some pages, by the page before."""
        after = pages.alias()
        follows = (after.c.source_id == pages.c.source_id) & (after.c.number == pages.c.number + 1)
        begin = func.substr(page_texts.c.text, 1, letters)
        texts = (
            select(pages.c.id, begin)
            .join(after, follows)
            .join(page_texts, page_texts.c.page_id == after.c.id)
        )
        return dict(map(tuple, self._rows(texts.where(among(pages.c.id, pages_before)))))

    def neighbours(self, page: int, letters: int) -> tuple[str, str]:
        """Return the last letters of the page before a page, and the first of the page after it."""
        other = pages.alias()
        found = {}
        for step, begin in ((-1, -letters), (1, 1)):
            beside = (other.c.source_id == pages.c.source_id) & (
                other.c.number == pages.c.number + step
            )
            text = (
                select(func.substr(page_texts.c.text, begin, letters))
                .select_from(pages)
                .join(other, beside)
                .join(page_texts, page_texts.c.page_id == other.c.id)
                .where(pages.c.id == page)
            )
            found[step] = self._connection.scalar(text) or ""
        return found[-1], found[1]

    def shown_parts(self) -> dict[SourceId, float]:
        """Return what part of all letters on pages with several texts is shown, by source."""
        length = func.sum(func.length(text_layers.c.text))
        others = dict(
            map(
                tuple,
                self._rows(
                    select(pages.c.source_id, length)
                    .join(text_layers, text_layers.c.page_id == pages.c.id)
                    .group_by(pages.c.source_id)
                ),
            )
        )
        shown = (
            select(pages.c.source_id, func.sum(func.length(page_texts.c.text)))
            .join(page_texts, page_texts.c.page_id == pages.c.id)
            .where(among(pages.c.source_id, others))
            .group_by(pages.c.source_id)
        )
        return {
            source_id: letters / max(1, letters + others[source_id])
            for source_id, letters in self._rows(shown)
        }

    def sheets(self, ids: Collection[SourceId]) -> dict[int, str]:
        """Return the sheets of their files that the sources of these ids take up, if told."""
        told = select(sources.c.id, sources.c.sheets_text).where(sources.c.sheets_text != "")
        return dict(map(tuple, self._rows(told.where(among(sources.c.id, ids)))))

    def with_trait(self, trait: Trait) -> Sources:
        """Return the sources of which something is true."""
        return self._ids(_is(trait))

    def authored(self, ids: Collection[SourceId]) -> dict[SourceId, str]:
        """Return the names of all who made the sources of these ids."""
        found: dict[SourceId, str] = {}
        columns = (creators.c.source_id, creators.c.family, creators.c.given)
        for row in self._rows(select(*columns).where(among(creators.c.source_id, ids))):
            found[row[0]] = f"{found.get(row[0], '')}\n{row[1]} {row[2]}"
        return found

    def titles(self, ids: Collection[SourceId]) -> dict[SourceId, str]:
        """Return the titles of the sources of these ids."""
        columns = (sources.c.id, sources.c.title, sources.c.subtitle)
        rows = self._rows(select(*columns).where(among(sources.c.id, ids)))
        return {row[0]: f"{row[1]}\n{row[2]}" for row in rows}

    def notes(self, ids: Collection[SourceId]) -> dict[SourceId, str]:
        """Return the notes on the sources of these ids, those of their annotations after them."""
        own = select(sources.c.id, sources.c.note).where(among(sources.c.id, ids))
        of_marks = select(marks.c.source_id, marks.c.note).where(among(marks.c.source_id, ids))
        found: dict[SourceId, str] = {}
        for row in (*self._rows(own), *self._rows(of_marks)):
            if row[1]:
                found[row[0]] = f"{found.get(row[0], '')}\n{row[1]}"
        return found

    def standings(self, ids: Iterable[SourceId]) -> dict[SourceId, Standing]:
        """Return by what the sources of these ids are counted."""
        archive = units.c.archive_id
        statement = (
            select(
                *(sources.c.id, archive, sources.c.group_id, sources.c.language, sources.c.kind),
                *(sources.c.first_year, sources.c.last_year),
            )
            .outerjoin(units, units.c.id == sources.c.unit_id)
            .where(among(sources.c.id, ids))
        )
        return {
            row[0]: Standing(
                archive_id=row[1] or 0,
                group_id=row[2] or 0,
                language=row[3],
                kind=row[4],
                first_year=row[5],
                last_year=row[6],
            )
            for row in self._rows(statement)
        }

    def tags_by_source(self, ids: Collection[SourceId]) -> Mapping[str, list[SourceId]]:
        """Return the tags of the sources of these ids: by name, which sources bear them."""
        statement = (
            select(tags.c.name, source_tags.c.source_id)
            .join(tags, tags.c.id == source_tags.c.tag_id)
            .where(among(source_tags.c.source_id, ids))
        )
        found: dict[str, list[SourceId]] = {}
        for name, source_id in self._rows(statement):
            found.setdefault(name, []).append(source_id)
        return found

    def _ids(self, *wanted: ColumnElement[bool]) -> Sources:
        statement = select(sources.c.id).where(sources.c.binned.is_(None), *wanted)
        return frozenset(row[0] for row in self._rows(statement))

    def _rows(self, statement: Select[Any]) -> Sequence[Any]:
        """Return rows as bare tuples, which is twice as quick for many."""
        result = self._connection.execute(statement)
        rows = result.cursor.fetchall() if result.cursor else ()
        result.close()
        return rows


def _is(trait: Trait) -> ColumnElement[bool]:
    match trait:
        case Trait.ANNOTATION:
            return sources.c.id.in_(select(marks.c.source_id))
        case Trait.NOTE:
            noted = select(marks.c.source_id).where(marks.c.note != "")
            return (sources.c.note != "") | sources.c.id.in_(noted)
        case Trait.TEXT:
            texts = select(pages.c.source_id).where(pages.c.origin != TextOrigin.NONE.value)
            return sources.c.id.in_(texts)
        case Trait.CHECKED:
            return sources.c.checked == true()
        case Trait.UNREAD:
            return sources.c.unread == true()
