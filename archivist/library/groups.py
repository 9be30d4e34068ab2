"""How sources are sorted: groups of a thesis, tags, periods, saved searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.library.values import GroupId, PeriodId, SearchId, TagId


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A group of sources, in the order in which a thesis lists them (`position` from 0)."""

    id: GroupId
    name: str
    position: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """A tag; `/` in the name nests it, `color` is `#rrggbb` or "" for none."""

    id: TagId
    name: str
    color: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A named span of years, both ends included; a source belongs to it by its date."""

    id: PeriodId
    name: str
    first_year: int
    last_year: int

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last_year < self.first_year:
            raise ValueError(f"the period “{self.name}” ends before it begins")


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedSearch:
    """A query kept under a name."""

    id: SearchId
    name: str
    query: str


FIRST_GROUPS = (
    "Official statements and concepts",
    "Treaties and diplomatic documents",
    "Speeches and interviews",
    "Research literature",
    "Periodicals and databases",
)
"""The groups a new library starts with: those of a thesis in international history."""
