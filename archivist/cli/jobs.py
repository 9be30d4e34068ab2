"""`jobs`: what is on the queue of a library, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.cli.naming import path
from archivist.library.jobs import JobState, RunId
from archivist.services.collecting import Scope

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Console, Session
    from archivist.library.jobs import Job, JobCounts, Run
    from archivist.services.workspace import Workspace

_ALL = -1
_TOLD = (JobState.WORKING, JobState.WAITING, JobState.FAILED, JobState.CANCELLED)
"""The states of the files that are listed one by one."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("jobs", help="show the queue of imports, go on with it, undo one")
    command.add_argument("library", metavar="LIB", type=path)
    what = command.add_mutually_exclusive_group()
    for name, told in (
        ("--retry", "go on with what waits, and try what failed or was cancelled again"),
        ("--cancel", "cancel what waits"),
    ):
        what.add_argument(name, metavar="RUN", type=int, nargs="?", const=_ALL, help=told)
    what.add_argument(
        "--undo", metavar="RUN", type=int, help="put all that an import brought into the bin"
    )
    command.add_argument("--json", action="store_true", help="write one JSON object")
    command.set_defaults(run=_jobs)


def _jobs(words: argparse.Namespace, session: Session) -> int:
    if words.retry is None and words.cancel is None and words.undo is None:
        with session.reading(words.library) as library:
            return _tell(library, session.console, as_json=words.json)
    with session.writing(words.library) as library:
        _change(words, library, session.console)
        return _tell(library, session.console, as_json=words.json)


def _change(words: argparse.Namespace, library: Workspace, console: Console) -> None:
    for number in (words.retry, words.cancel, words.undo):
        if number is not None and number != _ALL:
            library.queue.run(RunId(number))  # says which there are
    if words.undo is not None:
        library.queue.undo_run(RunId(words.undo))
    elif words.cancel is not None:
        library.queue.cancel(_run_id(words.cancel))
    else:
        run_id = _run_id(words.retry)
        library.queue.retry(run_id)
        console.run(library.queue.work(Scope(only=run_id, told=run_id, always=True)))
    console.run(library.searching.update())


def _run_id(number: int) -> RunId | None:
    return None if number == _ALL else RunId(number)


def _tell(library: Workspace, console: Console, *, as_json: bool) -> int:
    """Tell of all runs; return 1 when a file of one that is not undone failed, else 0."""
    runs = library.queue.runs()
    failed = any(run.counts.failed or run.ocr.failed for run in runs if run.undone is None)
    if as_json:
        console.give({"runs": [_as_json(run, _listed(library, run)) for run in runs]})
        return int(failed)
    if not runs:
        console.say("Nothing was imported yet.")
    for run in runs:
        console.say(_line(run))
        for job in _listed(library, run):
            note = f": {job.reason}" if job.reason else ""
            console.say(" ".join(f"    {job.state}  {job.path}{note}".splitlines()))
    return int(failed)


def _line(run: Run) -> str:
    state = "undone" if run.undone else "not over" if run.left else "over"
    counts = run.counts
    told = (
        f"{run.id}  {run.started.astimezone():%Y-%m-%d %H:%M}  {state}  “{run.what}”: "
        f"{counts.done} of {counts.total} files in, {counts.left} to come, "
        f"{counts.failed} unreadable, {counts.cancelled} cancelled"
    )
    return f"{told}; text of {run.ocr.left} to be recognised" if run.ocr.left else told


def _listed(library: Workspace, run: Run) -> list[Job]:
    """Return the jobs of a run that are not done; none of one that was undone."""
    if run.undone:
        return []
    return [job for state in _TOLD for job in library.queue.jobs(run.id, state)]


def _as_json(run: Run, jobs: list[Job]) -> dict[str, Any]:
    return {
        "run": run.id,
        "what": run.what,
        "started": run.started.isoformat(timespec="seconds"),
        "ended": run.ended.isoformat(timespec="seconds") if run.ended else None,
        "undone": run.undone.isoformat(timespec="seconds") if run.undone else None,
        "files": _counted(run.counts),
        "recognition": _counted(run.ocr),
        "jobs": [
            {
                "kind": job.kind,
                "path": job.path,
                "state": job.state,
                "reason": job.reason,
                "source_id": job.source_id,
                "pages": [job.done_pages, job.pages],
            }
            for job in jobs
        ],
    }


def _counted(counts: JobCounts) -> dict[str, int]:
    return {
        "waiting": counts.left,
        "done": counts.done,
        "failed": counts.failed,
        "cancelled": counts.cancelled,
    }
