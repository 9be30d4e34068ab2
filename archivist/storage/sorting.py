"""Groups, periods, saved searches and tags: how sources are sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Table, and_, delete, func, insert, select, update

from archivist.errors import NotFoundError
from archivist.library.groups import Group, Period, SavedSearch
from archivist.library.values import GroupId, PeriodId, SearchId
from archivist.storage.tables import groups, periods, saved_searches, sources
from archivist.storage.tags import Tags

if TYPE_CHECKING:
    from sqlalchemy import CursorResult


def made_id(result: CursorResult[tuple[object, ...]]) -> int:
    """Return the id of the row that an INSERT made."""
    (made,) = result.inserted_primary_key or (None,)
    if made is None:
        raise AssertionError("an INSERT gave no id")
    return int(made)


class Sorting(Tags):
    """Groups, periods, saved searches and tags of one transaction."""

    def groups(self) -> tuple[tuple[Group, int], ...]:
        """Return the groups in order, each with the number of its sources outside the bin."""
        live = and_(sources.c.group_id == groups.c.id, sources.c.binned.is_(None))
        rows = self._connection.execute(
            select(groups, func.count(sources.c.id).label("held"))
            .outerjoin(sources, live)
            .group_by(groups.c.id)
            .order_by(groups.c.position, groups.c.id)
        )
        return tuple(
            (Group(id=GroupId(row.id), name=row.name, position=row.position), int(row.held))
            for row in rows
        )

    def add_group(self, name: str) -> GroupId:
        """Add a group behind the others."""
        last = self._connection.scalar(select(func.max(groups.c.position)))
        made = self._connection.execute(
            insert(groups).values(name=name, position=0 if last is None else last + 1)
        )
        return GroupId(made_id(made))

    def rename_group(self, group_id: GroupId, name: str) -> None:
        """Rename a group."""
        self._change(groups, group_id, "group", name=name)

    def move_group(self, group_id: GroupId, position: int) -> None:
        """Put a group at a place among the others."""
        order = [group.id for group, _ in self.groups() if group.id != group_id]
        order.insert(max(0, position), group_id)
        for place, group in enumerate(order):
            self._change(groups, group, "group", position=place)

    def remove_group(self, group_id: GroupId) -> None:
        """Remove a group; its sources are in no group then."""
        self._connection.execute(
            update(sources).where(sources.c.group_id == group_id).values(group_id=None)
        )
        self._connection.execute(delete(groups).where(groups.c.id == group_id))

    def periods(self) -> tuple[tuple[Period, int], ...]:
        """Return the periods by their years, each with the number of sources that fall in it.

        A source without a date falls where the unit does that it lies in.
        """
        first, last = sources.c.first_year, sources.c.last_year
        spans = (
            select(first.label("first"), last.label("last"), func.count().label("held"))
            .where(sources.c.binned.is_(None), first.is_not(None))
            .group_by(first, last)
            .subquery()
        )
        rows = self._connection.execute(
            select(periods, func.coalesce(func.sum(spans.c.held), 0).label("held"))
            .outerjoin(
                spans,
                and_(spans.c.first <= periods.c.last_year, spans.c.last >= periods.c.first_year),
            )
            .group_by(periods.c.id)
            .order_by(periods.c.first_year, periods.c.last_year, periods.c.id)
        )
        return tuple(
            (
                Period(
                    id=PeriodId(row.id),
                    name=row.name,
                    first_year=row.first_year,
                    last_year=row.last_year,
                ),
                int(row.held),
            )
            for row in rows
        )

    def add_period(self, name: str, first_year: int, last_year: int) -> PeriodId:
        """Add a period."""
        made = self._connection.execute(
            insert(periods).values(name=name, first_year=first_year, last_year=last_year)
        )
        return PeriodId(made_id(made))

    def save_period(self, period: Period) -> None:
        """Take over the name and years of a period."""
        self._change(
            periods,
            period.id,
            "period",
            name=period.name,
            first_year=period.first_year,
            last_year=period.last_year,
        )

    def remove_period(self, period_id: PeriodId) -> None:
        """Remove a period."""
        self._connection.execute(delete(periods).where(periods.c.id == period_id))

    def searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches in the order in which they were saved."""
        rows = self._connection.execute(select(saved_searches).order_by(saved_searches.c.id))
        return tuple(
            SavedSearch(id=SearchId(row.id), name=row.name, query=row.query) for row in rows
        )

    def add_search(self, name: str, query: str) -> SearchId:
        """Save a search under a name."""
        made = self._connection.execute(insert(saved_searches).values(name=name, query=query))
        return SearchId(made_id(made))

    def save_search(self, search: SavedSearch) -> None:
        """Take over the name and query of a saved search."""
        self._change(
            saved_searches, search.id, "saved search", name=search.name, query=search.query
        )

    def remove_search(self, search_id: SearchId) -> None:
        """Remove a saved search."""
        self._connection.execute(delete(saved_searches).where(saved_searches.c.id == search_id))

    def _change(self, table: Table, row_id: int, what: str, **values: object) -> None:
        changed = self._connection.execute(
            update(table).where(table.c.id == row_id).values(**values)
        )
        if not changed.rowcount:
            raise NotFoundError(what, str(row_id))
