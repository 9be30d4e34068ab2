"""Which sources a query wants and in what order, as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, literal, literal_column, select

from archivist.library.catalogue_query import SortBy
from archivist.library.ordering import fold
from archivist.library.sources import TextOrigin
from archivist.storage.record_columns import among
from archivist.storage.tables import (
    Words,
    marks,
    pages,
    periods,
    source_tags,
    sources,
    tags,
    unit_keys,
    units,
)
from archivist.storage.tags import with_tag
from archivist.storage.unit_tree import below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Select

    from archivist.library.catalogue_query import SourceQuery


def sorted_ids(query: SourceQuery, groups: Iterable[int]) -> Iterator[Select[tuple[int]]]:
    """Yield queries that, one after the other, give the wanted ids in the wanted order.

    Each walks along an index instead of sorting. What has nothing to sort by comes last, in
    either direction. `groups` are the ids of all groups in their order.
    """
    title = sources.c.title_key
    if query.sort is SortBy.TITLE:
        yield _in_order(query, (title,))
    elif query.sort is SortBy.ADDED:
        yield _in_order(query, ())
    elif query.sort is SortBy.KIND:
        yield _in_order(query, (sources.c.kind, title))
    elif query.sort is SortBy.DATE:
        day = sources.c.date_key
        yield _in_order(query, (day, title)).where(day.is_not(None))
        yield _in_order(query, (title,)).where(day.is_(None))
    elif query.sort is SortBy.REFERENCE:
        keys = (unit_keys.c.sort_key, unit_keys.c.unit_id, sources.c.sheets_key, title)
        filed = unit_keys.c.unit_id == sources.c.unit_id
        yield _in_order(query, keys).select_from(unit_keys).join(sources, filed)
        yield _in_order(query, (title,)).where(sources.c.unit_id.is_(None))
    else:
        ordered = list(groups)
        for group in reversed(ordered) if query.descending else ordered:
            yield _in_order(query, (title,)).where(sources.c.group_id == group)
        yield _in_order(query, (title,)).where(sources.c.group_id.is_(None))


def _in_order(query: SourceQuery, keys: tuple[ColumnElement[Any], ...]) -> Select[tuple[int]]:
    ends = (*keys, sources.c.id)
    wanted = select(sources.c.id).where(*conditions(query))
    return wanted.order_by(*(key.desc() if query.descending else key for key in ends))


def untexted() -> ColumnElement[bool]:
    """Tell whether a source has pages, but none with text."""
    none: ColumnElement[str] = literal_column(
        f"'{TextOrigin.NONE.value}'"
    )  # as in the index of such pages
    blank = select(pages.c.source_id).where(pages.c.origin == none)
    return sources.c.id.in_(blank) & ~exists().where(
        pages.c.source_id == sources.c.id, pages.c.origin != none
    )


def doubtful() -> ColumnElement[bool]:
    """Tell whether the text of a page of a source makes no sense."""
    some = pages.c.doubt != literal_column("''")  # as in the index of such pages
    dubious = select(pages.c.source_id).where(some, pages.c.skipped.is_(False))
    return sources.c.id.in_(dubious)


def conditions(query: SourceQuery) -> Iterator[ColumnElement[bool]]:
    """Yield what must be true of a source that a query wants."""
    yield sources.c.binned.is_not(None) if query.binned else sources.c.binned.is_(None)
    yield from _places(query)
    yield from _sortings(query)
    yield from _years(query)
    if query.language:
        yield sources.c.language == query.language
    if query.kinds:
        yield sources.c.kind.in_([kind.value for kind in query.kinds])
    if query.text:
        yield func.instr(sources.c.title_folded, literal(fold(query.text), Words)) > 0
    if query.source_ids is not None:
        yield among(sources.c.id, query.source_ids)


def _places(query: SourceQuery) -> Iterator[ColumnElement[bool]]:
    if query.archive_id is not None:
        held = select(units.c.id).where(units.c.archive_id == query.archive_id)
        yield sources.c.unit_id.in_(held)
    if query.unit_id is not None:
        yield sources.c.unit_id.in_(select(below(units.c.id == query.unit_id).c.id))
    if query.unfiled:
        yield sources.c.unit_id.is_(None)


def _sortings(query: SourceQuery) -> Iterator[ColumnElement[bool]]:
    if query.group_id is not None:
        group = sources.c.group_id
        yield group == query.group_id if query.group_id else group.is_(None)
    if query.tag:
        tied = select(source_tags.c.source_id).join(tags, tags.c.id == source_tags.c.tag_id)
        yield sources.c.id.in_(tied.where(with_tag(query.tag)))
    if query.unread:
        yield sources.c.unread
    if query.annotated:
        yield sources.c.id.in_(select(marks.c.source_id))
    if query.untexted:
        yield untexted()
    if query.doubtful:
        yield doubtful()


def _years(query: SourceQuery) -> Iterator[ColumnElement[bool]]:
    if query.from_year is not None:
        yield query.from_year <= sources.c.last_year
    if query.to_year is not None:
        yield query.to_year >= sources.c.first_year
    if query.period_id is not None:
        yield exists().where(
            and_(
                periods.c.id == query.period_id,
                periods.c.first_year <= sources.c.last_year,
                periods.c.last_year >= sources.c.first_year,
            )
        )
