"""The queue: files to bring in and texts to recognise, kept through a power cut."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, func, insert, select, update

from archivist.library.jobs import LONG, Job, JobCounts, JobId, JobKind, JobState, Outcome, RunId
from archivist.library.values import FileId, PageId, SourceId, UnitId
from archivist.storage.job_options import exact_path, read_wish, write_options
from archivist.storage.record_columns import among
from archivist.storage.stored_values import stored_word
from archivist.storage.tables import import_runs, jobs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Row

    from archivist.library.jobs import NewJob

MOST_ATTEMPTS = 10
"""A job that ended the program so often is given up."""

_OPEN = (JobState.WAITING.value, JobState.WORKING.value)
_AGAIN = (JobState.FAILED.value, JobState.CANCELLED.value)


_SETTLE = update(jobs).where(jobs.c.id == bindparam("settled"))


class Jobs:
    """The queue of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run_id: RunId | None, new: Sequence[NewJob]) -> None:
        """Put jobs at the end of the queue; those with a reason are over at once."""
        if new:
            self._connection.execute(insert(jobs), [_columns(run_id, job) for job in new])

    def claim(
        self, limit: int, *, ocr: int = 1, long_ocr: bool = True, run_id: RunId | None = None
    ) -> tuple[Job, ...]:
        """Take the next jobs in hand: files to bring in first, then text to be recognised.

        Of the latter at most `ocr`, one of them a file of many pages, and none without `long_ocr`.
        """
        of_ocr = jobs.c.kind == JobKind.OCR.value

        def waiting(kind: ColumnElement[bool], most: int) -> list[Row[Any]]:
            wanted = and_(_of_run(run_id), jobs.c.state == JobState.WAITING.value, kind)
            query = select(jobs).where(wanted).order_by(jobs.c.id).limit(max(0, most))
            return list(self._connection.execute(query))

        found = waiting(jobs.c.kind == JobKind.IMPORT.value, limit)
        if not found and ocr > 0:
            found = waiting(and_(of_ocr, jobs.c.pages > LONG), min(1, int(long_ocr)))
            found += waiting(and_(of_ocr, jobs.c.pages <= LONG), ocr - len(found))
        if found:
            self._change(
                among(jobs.c.id, [row.id for row in found]),
                state=JobState.WORKING.value,
                attempts=jobs.c.attempts + 1,
            )
        return tuple(map(_job, found))

    def waits(self, kind: JobKind) -> bool:
        """Tell whether a job of a kind waits."""
        return bool(
            self._connection.scalar(
                select(jobs.c.id)
                .where(jobs.c.state == JobState.WAITING.value, jobs.c.kind == kind.value)
                .limit(1)
            )
        )

    def in_hand(self, ids: Iterable[JobId]) -> frozenset[JobId]:
        """Return those of the jobs that are still in hand."""
        working = jobs.c.state == JobState.WORKING.value
        found = self._connection.scalars(select(jobs.c.id).where(among(jobs.c.id, ids), working))
        return frozenset(map(JobId, found))

    def settle(self, settled: Iterable[Job]) -> None:
        """Write what came of jobs, as they are given."""
        now = _now()
        rows = [
            {
                "settled": job.id,
                "state": job.state.value,
                "outcome": job.outcome.value,
                "reason": job.reason,
                "source_id": job.source_id,
                "file_id": job.file_id,
                "pages": job.pages,
                "done_pages": job.done_pages,
                "changed": now,
            }
            for job in settled
        ]
        if rows:
            self._connection.execute(_SETTLE, rows)

    def note_pages(self, reached: Iterable[tuple[JobId, int, int]]) -> None:
        """Note how many pages of the files in hand are done, of how many."""
        for job_id, done, pages in reached:
            self._change(jobs.c.id == job_id, done_pages=done, pages=pages)

    def put_back(self, ids: Collection[JobId]) -> None:
        """Let jobs in hand wait again, as if they had not been tried."""
        self._change(
            and_(jobs.c.state == JobState.WORKING.value, among(jobs.c.id, ids)),
            state=JobState.WAITING.value,
            attempts=jobs.c.attempts - 1,
        )

    def recover(self) -> int:
        """Let the jobs that a program left in hand when it was ended wait again; count them."""
        held = jobs.c.state == JobState.WORKING.value
        self._change(
            and_(held, jobs.c.attempts >= MOST_ATTEMPTS),
            state=JobState.FAILED.value,
            outcome=Outcome.UNREADABLE.value,
            reason="the program was ended too often while it was being read",
        )
        return self._change(held, state=JobState.WAITING.value)

    def given_up(self, ids: Collection[JobId]) -> frozenset[JobId]:
        """Return those of the jobs that the user cancelled meanwhile."""
        found = self._connection.scalars(
            select(jobs.c.id).where(among(jobs.c.id, ids), jobs.c.state == JobState.CANCELLED.value)
        )
        return frozenset(map(JobId, found))

    def cancel(self, run_id: RunId | None) -> int:
        """Cancel what is not settled of a run, or of all; count it."""
        return self._change(
            and_(_of_run(run_id), jobs.c.state.in_(_OPEN)), state=JobState.CANCELLED.value
        )

    def retry(self, run_id: RunId | None, *, outcome: Outcome | None = None) -> int:
        """Let what failed or was cancelled wait again; with an outcome, that alone; count it."""
        wanted = and_(_of_run(run_id), jobs.c.state.in_(_AGAIN))
        if run_id is None:  # what the user took back does not come again by itself
            undone = select(import_runs.c.id).where(import_runs.c.undone.is_not(None))
            wanted = and_(wanted, func.coalesce(jobs.c.run_id, 0).not_in(undone))
        if outcome is not None:
            wanted = and_(wanted, jobs.c.outcome == outcome.value)
        return self._change(
            wanted, state=JobState.WAITING.value, attempts=0, outcome="", reason="", done_pages=0
        )

    def jobs(
        self,
        run_id: RunId | None = None,
        state: JobState | None = None,
        *,
        offset: int = 0,
        limit: int = -1,
    ) -> tuple[Job, ...]:
        """Return jobs in the order in which they came, of a run or all, in a state or any."""
        of_state = () if state is None else (jobs.c.state == state.value,)
        rows = self._connection.execute(
            select(jobs)
            .where(_of_run(run_id), *of_state)
            .order_by(jobs.c.id)
            .limit(limit)
            .offset(offset)
        )
        return tuple(map(_job, rows))

    def counts(self, run_id: RunId | None = None, kind: JobKind | None = None) -> JobCounts:
        """Count the jobs of a run, or of all runs that are not over, by state; of a kind or any."""
        running = jobs.c.run_id.in_(select(import_runs.c.id).where(import_runs.c.ended.is_(None)))
        wanted = running if run_id is None else jobs.c.run_id == run_id
        found = count_jobs(self._connection, wanted).items()
        return _sum(counts for (_, one), counts in found if kind is None or one == kind.value)

    def _change(self, wanted: ColumnElement[bool], **values: Any) -> int:  # noqa: ANN401 - columns
        changed = self._connection.execute(
            update(jobs).where(wanted).values(changed=_now(), **values)
        )
        return changed.rowcount


def found_before(connection: Connection, folder: str) -> Iterator[tuple[str, int, float]]:
    """Yield path, size and time of the files that were ever put on the queue from a folder."""
    rows = connection.execute(
        select(jobs.c.path, jobs.c.options, jobs.c.size, jobs.c.modified).where(
            jobs.c.kind == JobKind.IMPORT.value,
            func.substr(jobs.c.path, 1, len(folder)) == folder,
        )
    )
    for row in rows:
        yield exact_path(row.options) or row.path, row.size, row.modified


def count_jobs(
    connection: Connection, wanted: ColumnElement[bool]
) -> dict[tuple[int, str], JobCounts]:
    """Count jobs by state, for each run and kind."""
    rows = connection.execute(
        select(
            jobs.c.run_id,
            jobs.c.kind,
            jobs.c.state,
            func.count().label("held"),
            func.sum(case((jobs.c.outcome == Outcome.LOCKED.value, 1), else_=0)).label("locked"),
        )
        .where(wanted)
        .group_by(jobs.c.run_id, jobs.c.kind, jobs.c.state)
    )
    found: dict[tuple[int, str], dict[str, int]] = {}
    for row in rows:
        counts = found.setdefault((row.run_id, row.kind), {})
        counts[row.state] = row.held
        if row.state == JobState.FAILED.value:
            counts["locked"] = row.locked
    return {key: JobCounts(**counts) for key, counts in found.items()}


def _of_run(run_id: RunId | None) -> ColumnElement[bool]:
    return jobs.c.id > 0 if run_id is None else jobs.c.run_id == run_id


def _columns(run_id: RunId | None, job: NewJob) -> dict[str, Any]:
    now = _now()
    return {
        "run_id": run_id,
        "kind": job.kind.value,
        "path": job.path,
        "name": job.name,
        "size": job.size,
        "modified": job.modified,
        "unit_id": job.unit_id,
        "source_id": job.source_id,
        "file_id": job.file_id,
        "options": write_options(job.path, job.wish),
        "state": (JobState.FAILED if job.reason else JobState.WAITING).value,
        "outcome": (Outcome.UNREADABLE if job.reason else Outcome.NONE).value,
        "reason": job.reason,
        "pages": job.pages,
        "created": now,
        "changed": now,
    }


def _job(row: Row[Any]) -> Job:
    return Job(
        id=JobId(row.id),
        run_id=None if row.run_id is None else RunId(row.run_id),
        kind=stored_word(JobKind, row.kind, "a kind of job"),
        path=exact_path(row.options) or row.path,
        name=row.name,
        size=row.size,
        modified=row.modified,
        unit_id=None if row.unit_id is None else UnitId(row.unit_id),
        source_id=None if row.source_id is None else SourceId(row.source_id),
        file_id=None if row.file_id is None else FileId(row.file_id),
        page_id=None if row.page_id is None else PageId(row.page_id),
        state=stored_word(JobState, row.state, "a state of a job"),
        outcome=stored_word(Outcome, row.outcome, "an outcome of a job"),
        reason=row.reason,
        attempts=row.attempts,
        done_pages=row.done_pages,
        pages=row.pages,
        wish=read_wish(row.options),
    )


def _sum(counts: Iterable[JobCounts]) -> JobCounts:
    names = ("waiting", "working", "done", "failed", "cancelled", "locked")
    found = list(counts)
    return JobCounts(**{name: sum(getattr(one, name) for one in found) for name in names})


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
