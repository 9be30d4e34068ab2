"""What is asked to come in: a run is one order of the user, a job one file of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import datetime

    from archivist.library.values import FileId, GroupId, PageId, SourceId, UnitId

RunId = NewType("RunId", int)
JobId = NewType("JobId", int)

LONG = 4
"""A file of more pages is recognised beside shorter ones alone, so that new files soon come in."""


class JobKind(StrEnum):
    """What is to be done with a file: bring it in, or recognise the text on its pages."""

    IMPORT = "import"
    OCR = "ocr"


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """What came of a job; LOCKED wants a password, LACKING a program, both are kept unread.

    STRANGE is what the user did not put on the queue here: nothing was opened.
    """

    NONE = ""
    STORED = "stored"
    DUPLICATE = "duplicate"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    LACKING = "lacking"
    STRANGE = "strange"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What the folders of a file say of it beyond its place; "", () and None for nothing.

    Files of a run that go `together` under one name make one source; where that is `lasting`, also
    with those that earlier runs brought under that name.
    """

    title: str = ""
    date: str = ""
    sheet: str = ""
    group_id: GroupId | None = None
    tags: tuple[str, ...] = ()
    together: str = ""
    lasting: bool = False


NO_WISH = Wish()


@dataclass(frozen=True, kw_only=True, slots=True)
class NewJob:
    """A job to put on the queue; one with a `reason` is known to fail and never tried.

    `size` in bytes and `modified` in seconds since 1970 are those of the file when it was found.
    """

    path: str
    name: str
    kind: JobKind = JobKind.IMPORT
    size: int = 0
    modified: float = 0.0
    unit_id: UnitId | None = None
    source_id: SourceId | None = None
    file_id: FileId | None = None
    pages: int = 0
    reason: str = ""
    wish: Wish = NO_WISH


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A job as the queue keeps it; `reason` says why it failed, or what is doubtful."""

    id: JobId
    run_id: RunId | None
    kind: JobKind
    path: str
    name: str
    size: int
    modified: float
    unit_id: UnitId | None
    source_id: SourceId | None
    file_id: FileId | None
    page_id: PageId | None
    state: JobState
    outcome: Outcome
    reason: str
    attempts: int
    done_pages: int
    pages: int
    wish: Wish = NO_WISH

    @property
    def is_long(self) -> bool:
        """Tell whether so many pages are to be recognised that new files would wait for them."""
        return self.pages > LONG


@dataclass(frozen=True, kw_only=True, slots=True)
class JobCounts:
    """How many jobs are in each state, and how many failed ones want a password."""

    waiting: int = 0
    working: int = 0
    done: int = 0
    failed: int = 0
    cancelled: int = 0
    locked: int = 0

    @property
    def total(self) -> int:
        """How many jobs there are."""
        return self.waiting + self.working + self.done + self.failed + self.cancelled

    @property
    def left(self) -> int:
        """How many are still to be done."""
        return self.waiting + self.working

    @property
    def settled(self) -> int:
        """How many are over."""
        return self.total - self.left


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One import that the user asked for; `undone` is when its sources went to the bin."""

    id: RunId
    started: datetime
    ended: datetime | None
    what: str
    options: str
    undone: datetime | None
    counts: JobCounts
    ocr: JobCounts

    @property
    def left(self) -> int:
        """How many of its files are still to be brought in or recognised."""
        return self.counts.left + self.ocr.left
