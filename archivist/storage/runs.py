"""Runs: what the user asked to be brought in, and the sources that came of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from archivist.errors import NotFoundError
from archivist.library.jobs import JobCounts, JobKind, JobState, Outcome, Run, RunId
from archivist.library.values import FileId, SourceId
from archivist.storage.jobs import count_jobs
from archivist.storage.sorting import made_id
from archivist.storage.tables import files, import_runs, jobs, sources

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from archivist.library.jobs import Wish

_OPEN = (JobState.WAITING.value, JobState.WORKING.value)


class Runs:
    """The runs of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, what: str, options: str) -> RunId:
        """Begin a run."""
        made = self._connection.execute(
            insert(import_runs).values(started=_now(), what=what, options=options)
        )
        return RunId(made_id(made))

    def newest(self, limit: int = 200) -> tuple[Run, ...]:
        """Return the newest runs, the newest first."""
        rows = self._connection.execute(
            select(import_runs).order_by(import_runs.c.id.desc()).limit(limit)
        ).all()
        counts = count_jobs(self._connection, jobs.c.run_id.in_([row.id for row in rows]))
        return tuple(_run(row, counts) for row in rows)

    def get(self, run_id: RunId) -> Run:
        """Return a run.

        Raises:
            NotFoundError: when there is none of that id.
        """
        row = self._connection.execute(
            select(import_runs).where(import_runs.c.id == run_id)
        ).one_or_none()
        if row is None:
            known = self._connection.scalars(select(import_runs.c.id).order_by(import_runs.c.id))
            raise NotFoundError("import", str(run_id), tuple(map(str, known)))
        return _run(row, count_jobs(self._connection, jobs.c.run_id == run_id))

    def end_runs(self) -> None:
        """Note of the runs whose jobs are all settled that they are over; of others, that not."""
        open_runs = select(jobs.c.run_id).where(jobs.c.state.in_(_OPEN))
        still = import_runs.c.id.in_(open_runs.where(jobs.c.run_id.is_not(None)))
        for done, wanted, value in (
            (import_runs.c.ended.is_(None), ~still, _now()),
            (import_runs.c.ended.is_not(None), still, None),
        ):
            self._connection.execute(update(import_runs).where(done, wanted).values(ended=value))

    def set_undone(self, run_id: RunId) -> None:
        """Note that what a run brought was put into the bin."""
        self._connection.execute(
            update(import_runs).where(import_runs.c.id == run_id).values(undone=_now())
        )

    def brought(self, run_id: RunId) -> dict[SourceId, tuple[FileId, ...]]:
        """Return the files that a run brought, by the sources outside the bin where they are now.

        With no file: a source that it made and that has none any more.
        """
        of_run = select(jobs.c.file_id).where(
            jobs.c.run_id == run_id,
            jobs.c.kind == JobKind.IMPORT.value,
            jobs.c.outcome != Outcome.DUPLICATE.value,
        )
        found: dict[SourceId, tuple[FileId, ...]] = {}
        for source_id, file_id in self._connection.execute(
            select(sources.c.id, files.c.id)
            .join(files, files.c.source_id == sources.c.id)
            .where(files.c.id.in_(of_run), sources.c.binned.is_(None))
            .order_by(sources.c.id, files.c.position, files.c.id)
        ):
            found[SourceId(source_id)] = (*found.get(SourceId(source_id), ()), FileId(file_id))
        empty = self._connection.scalars(
            select(sources.c.id).where(
                sources.c.run_id == run_id,
                sources.c.binned.is_(None),
                sources.c.id.not_in(select(files.c.source_id)),
            )
        )
        return {**found, **{SourceId(source_id): () for source_id in empty}}

    def joint_source(self, run_id: RunId) -> SourceId | None:
        """Return the first source that a run brought, None as long as there is none."""
        found = self._connection.scalar(
            select(sources.c.id).where(sources.c.run_id == run_id).order_by(sources.c.id).limit(1)
        )
        return None if found is None else SourceId(found)

    def has(self, source_id: SourceId) -> bool:
        """Tell whether a source is there and not in the bin."""
        return bool(
            self._connection.scalar(
                select(sources.c.id).where(sources.c.id == source_id, sources.c.binned.is_(None))
            )
        )

    def together_with(self, run_id: RunId, wish: Wish) -> SourceId | None:
        """Return the source of the files of a run that go together under a name, None as yet.

        Where the name is lasting, those of earlier runs count too, unless the source was binned.
        """
        of_run = jobs.c.id > 0 if wish.lasting else jobs.c.run_id == run_id
        found = self._connection.scalar(
            select(jobs.c.source_id)
            .join(sources, sources.c.id == jobs.c.source_id)
            .where(
                of_run,
                jobs.c.outcome != Outcome.DUPLICATE.value,
                jobs.c.options != "",
                func.json_extract(jobs.c.options, "$.together") == wish.together,
                sources.c.binned.is_(None),
            )
            .order_by(jobs.c.id)
            .limit(1)
        )
        return None if found is None else SourceId(found)


def _run(row: Row[Any], counts: dict[tuple[int, str], JobCounts]) -> Run:
    return Run(
        id=RunId(row.id),
        started=row.started,
        ended=row.ended,
        what=row.what,
        options=row.options,
        undone=row.undone,
        counts=counts.get((row.id, JobKind.IMPORT.value), JobCounts()),
        ocr=counts.get((row.id, JobKind.OCR.value), JobCounts()),
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
