"""What is asked of the catalogue, and the numbers it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.library.values import UNKNOWN_LANGUAGE

if TYPE_CHECKING:
    from archivist.library.archive import Unit
    from archivist.library.archive_work import WorkState
    from archivist.library.records import RecordKind
    from archivist.library.values import (
        ArchiveId,
        GroupId,
        LanguageCode,
        PeriodId,
        SourceId,
        UnitId,
    )


class SortBy(StrEnum):
    """By what a list of sources is sorted."""

    TITLE = "title"
    REFERENCE = "reference"
    DATE = "date"
    GROUP = "group"
    ADDED = "added"
    KIND = "kind"


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceQuery:
    """Which sources are wanted, and in what order; what is empty or None does not narrow.

    `unit_id` takes in all that lies below the unit, `tag` the tags nested below it ("a/b" below
    "a"). `group_id` 0 means the sources without a group. Years are those of the source or, where
    it has none, of the unit it lies in; a span counts when any of its years does. `text` is looked
    for inside titles. `doubtful` wants a page with a text that makes no sense. `source_ids` narrows
    to these. Sources in the bin are found with `binned` alone.
    """

    archive_id: ArchiveId | None = None
    unit_id: UnitId | None = None
    group_id: GroupId | None = None
    tag: str = ""
    period_id: PeriodId | None = None
    language: LanguageCode = UNKNOWN_LANGUAGE
    kinds: tuple[RecordKind, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    unread: bool = False
    annotated: bool = False
    unfiled: bool = False
    untexted: bool = False
    doubtful: bool = False
    binned: bool = False
    text: str = ""
    source_ids: tuple[SourceId, ...] | None = None
    sort: SortBy = SortBy.TITLE
    descending: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitNode:
    """A unit in the tree: how many units lie directly below it, and sources in or below it.

    `state` is how far the archive work with it has come, None where it has not begun.
    """

    unit: Unit
    children: int
    sources: int
    state: WorkState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many sources and pages there are; those in the bin count in `binned` alone."""

    all: int
    unfiled: int
    unread: int
    binned: int
    untexted: int
    doubtful: int = 0
    pages: int = 0
