"""The log of work in archives: what was ordered, seen, copied, and what is still to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from archivist.library.archive import Unit
    from archivist.library.values import ArchiveId, UncertainDate, UnitId

EntryId = NewType("EntryId", int)


class WorkState(StrEnum):
    """How far the work with a file has come, in the order in which it usually goes."""

    TO_ORDER = "to_order"
    ORDERED = "ordered"
    SEEN = "seen"
    NOTHING_FOUND = "nothing_found"
    TO_COPY = "to_copy"
    COPIED = "copied"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step to be noted: the state that was reached, when, and what is to be remembered."""

    state: WorkState
    day: UncertainDate | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Limits of access and publication to be noted; None leaves one as it is."""

    access: str | None = None
    publication: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LogEntry:
    """One step of the work with a unit; the last one says how far it has come."""

    id: EntryId
    unit_id: UnitId
    state: WorkState
    day: UncertainDate | None = None
    note: str = ""


class WorkOrder(StrEnum):
    """By what files of the log are sorted; files of the same rank stay as they lie."""

    PLACE = "place"
    TITLE = "title"
    DATES = "dates"
    STATE = "state"
    DAY = "day"


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkQuery:
    """Which files are wanted; what is empty or None does not narrow.

    `unit_id` takes in all that lies below the unit. `untouched` wants those without a state (also
    beside `states`). The days are in the ISO form, both included, and those of the last step.
    `text` is looked for in numbers, titles and notes. `limited` wants those with a limit of access
    or publication. What has no date, state or day comes last in either direction of its order.
    """

    archive_id: ArchiveId | None = None
    unit_id: UnitId | None = None
    states: frozenset[WorkState] = frozenset()
    untouched: bool = False
    from_day: str = ""
    to_day: str = ""
    text: str = ""
    limited: bool = False
    order: WorkOrder = WorkOrder.PLACE
    descending: bool = False

    @property
    def asks_steps(self) -> bool:
        """Tell whether a new step may change which files are found, or their order."""
        by_step = self.order in {WorkOrder.STATE, WorkOrder.DAY}
        narrowed = self.states or self.untouched or self.from_day or self.to_day or self.text
        return by_step or bool(narrowed)


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkRow:
    """A file and the last step of the work with it, None where there was none yet."""

    unit: Unit
    last: LogEntry | None


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkCount:
    """How many files lie in an archive or a fund (`unit_id` None: the archive), by state."""

    archive_id: ArchiveId
    unit_id: UnitId | None
    files: int
    by_state: tuple[tuple[WorkState, int], ...]
