"""The desk of sorting: groups of a thesis, tags, periods and saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.library.groups import SavedSearch
from archivist.services.changes import Changes, Made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.groups import Group, Period, Tag
    from archivist.library.values import GroupId, PeriodId, SearchId, TagId
    from archivist.storage.database import Database


class SortingDesk:
    """Keeps by what the sources of one library are sorted; each list comes with its counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def groups(self) -> tuple[tuple[Group, int], ...]:
        """Return the groups in the order of the thesis, each with its number of sources."""
        with self._database.reading() as work:
            return work.sorting.groups()

    def add_group(self, name: str) -> Made[GroupId]:
        """Add a group after the last one."""
        with self._database.writing("Add group") as work:
            made = work.sorting.add_group(name)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_groups(self, groups: Sequence[Group]) -> Changes:
        """Save names and order of groups; the order is that of the sequence."""
        with self._database.writing("Edit groups") as work:
            for position, group in enumerate(groups):
                work.sorting.rename_group(group.id, group.name)
                work.sorting.move_group(group.id, position)
        return Changes.of_rows(work.touched)

    def remove_group(self, group_id: GroupId) -> Changes:
        """Remove a group; its sources stay, without a group."""
        with self._database.writing("Remove group") as work:
            work.sorting.remove_group(group_id)
        return Changes.of_rows(work.touched)

    def tags(self) -> tuple[tuple[Tag, int], ...]:
        """Return the tags sorted by name, each with its number of sources."""
        with self._database.reading() as work:
            return work.sorting.tags()

    def color_tag(self, tag_id: TagId, color: str) -> Changes:
        """Give a tag a color (`#rrggbb`), or none with ""."""
        with self._database.writing("Color tag") as work:
            work.sorting.color_tag(tag_id, color)
        return Changes.of_rows(work.touched)

    def rename_tag(self, tag_id: TagId, name: str) -> Changes:
        """Rename a tag, with the tags nested below it; a name already taken merges the two."""
        with self._database.writing("Rename tag") as work:
            work.sorting.rename_tag(tag_id, name)
        return Changes.of_rows(work.touched)

    def remove_tag(self, tag_id: TagId) -> Changes:
        """Remove a tag from all that bears it."""
        with self._database.writing("Remove tag") as work:
            work.sorting.remove_tag(tag_id)
        return Changes.of_rows(work.touched)

    def periods(self) -> tuple[tuple[Period, int], ...]:
        """Return the periods by their first years, each with its number of sources."""
        with self._database.reading() as work:
            return work.sorting.periods()

    def add_period(self, name: str, first_year: int, last_year: int) -> Made[PeriodId]:
        """Add a named span of years, both ends included."""
        with self._database.writing("Add period") as work:
            made = work.sorting.add_period(name, first_year, last_year)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_period(self, period: Period) -> Changes:
        """Save an edited period."""
        with self._database.writing("Edit period") as work:
            work.sorting.save_period(period)
        return Changes.of_rows(work.touched)

    def remove_period(self, period_id: PeriodId) -> Changes:
        """Remove a period; sources keep their dates."""
        with self._database.writing("Remove period") as work:
            work.sorting.remove_period(period_id)
        return Changes.of_rows(work.touched)

    def searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches by name."""
        with self._database.reading() as work:
            return work.sorting.searches()

    def save_search(
        self, name: str, query: str, search_id: SearchId | None = None
    ) -> Made[SearchId]:
        """Keep a query under a name: as a new search, or in the place of one."""
        with self._database.writing(
            "Save search" if search_id is None else "Rename search"
        ) as work:
            if search_id is None:
                made = work.sorting.add_search(name, query)
            else:
                made = search_id
                work.sorting.save_search(SavedSearch(id=made, name=name, query=query))
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def remove_search(self, search_id: SearchId) -> Changes:
        """Forget a saved search."""
        with self._database.writing("Remove search") as work:
            work.sorting.remove_search(search_id)
        return Changes.of_rows(work.touched)
