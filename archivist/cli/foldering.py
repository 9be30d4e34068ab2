"""What `import` does with folders: what their names mean, a preview, and watching one."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from archivist.cli.console import counted
from archivist.library.watching import Gathering, WatchedFolder, WatchedId
from archivist.services.collecting import Scope

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from archivist.cli.console import Console
    from archivist.library.jobs import RunId
    from archivist.library.references import Level
    from archivist.services.changes import Made
    from archivist.services.collecting import (
        Branch,
        ImportOptions,
        ImportReport,
        Plan,
        Survey,
    )
    from archivist.services.workspace import Workspace

_GUESS = "auto"
_PAUSE = 2.0
"""Seconds between two looks at a watched folder."""

_MOST_TOLD = 50


def add_words(command: argparse.ArgumentParser) -> None:
    """Add the options about folders to the command."""
    command.add_argument(
        "--pattern",
        metavar="P",
        help="what the names of folders mean, such as {archive}/{fund}/{series}/{file}/*; "
        f"“{_GUESS}” guesses it",
    )
    command.add_argument(
        "--photos",
        choices=("together", "apart"),
        default="together",
        help="photographs of one archive file as pages of one source (with --pattern), or not",
    )
    command.add_argument(
        "--misfits",
        choices=("unfiled", "skip"),
        default="unfiled",
        help="import what does not fit the pattern unfiled, or leave it out",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="say what would go where, and import nothing"
    )
    command.add_argument(
        "--watch", metavar="FOLDER", default="", help="collect from a folder until Ctrl+C"
    )


def gathering_of(words: argparse.Namespace) -> Gathering:
    """Return what is ordered of folders."""
    return Gathering(
        pattern=words.pattern or "",
        under=words.under,
        together=words.photos == "together",
        left_out=words.misfits == "skip",
    )


def plan_import(
    library: Workspace, words: argparse.Namespace, console: Console
) -> tuple[Survey, Plan]:
    """Look at what is to be imported and plan it; tell what does not fit."""
    survey = console.run(library.placing.survey(words.paths))
    gathering = gathering_of(words)
    if gathering.pattern == _GUESS:
        gathering = replace(gathering, pattern=survey.guess)
    if words.pattern is None:
        gathering = replace(gathering, together=False)
    plan = library.placing.plan(survey, gathering)
    if not words.dry_run:
        for line in _misfits(plan):
            console.complain(line)
    return survey, plan


def tell_plan(plan: Plan, console: Console, *, as_json: bool) -> int:
    """Say what would go where."""
    if as_json:
        console.give(
            {
                "pattern": plan.gathering.pattern,
                "files": len(plan.wanted),
                "sources": plan.sources,
                "unfiled": plan.unfiled,
                "unreadable": plan.unreadable,
                "tree": [_as_json(branch) for branch in plan.branches],
                "misfits": [{"path": one.way, "reason": one.reason} for one in plan.misfits],
                "groups": list(plan.groups),
                "tags": list(plan.tags),
            }
        )
        return 0
    console.say(f"Pattern: {plan.gathering.pattern or '(none)'}")
    for branch in plan.branches:
        _draw(branch, console, 0)
    if plan.unfiled:
        console.say(f"Unfiled: {counted(plan.unfiled, 'file')}")
    for line in _misfits(plan):
        console.say(line)
    console.say(
        f"{counted(len(plan.wanted), 'file')} would become {counted(plan.sources, 'source')}."
    )
    return 0


def _misfits(plan: Plan) -> Iterator[str]:
    """Yield what does not fit and why."""
    misfits = plan.misfits_by_folder
    for misfit in misfits[:_MOST_TOLD]:
        several = f" ({misfit.files} files)" if misfit.files > 1 else ""
        yield f"Does not fit: {misfit.way}{several}: {misfit.reason}"
    if more := sum(misfit.files for misfit in misfits[_MOST_TOLD:]):
        yield f"… and {more} more that do not fit"


def watch(
    library: Workspace, words: argparse.Namespace, options: ImportOptions, console: Console
) -> int:
    """Collect from a folder until Ctrl+C."""
    gathering = gathering_of(words)
    folder = WatchedFolder(
        id=WatchedId(0),
        path=words.watch,
        gathering=gathering,
        group_id=options.group_id,
        ocr=options.ocr,
    )
    kept = library.watching.watch(folder)
    console.complain(f"Watching “{kept.folder.path}”; Ctrl+C ends it.")
    there = True
    try:
        while True:
            made = console.run(library.watching.collect(kept))
            if there and not kept.lookout.there:
                console.complain(f"“{kept.folder.path}” is not there now; it is waited for.")
            there = kept.lookout.there
            if made:
                _bring(library, made, console, as_json=words.json)
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        console.complain("Stopped. What was brought in until now is kept.")
    return 0


def _bring(library: Workspace, made: Made[RunId], console: Console, *, as_json: bool) -> None:
    """Import what a look at a folder put on the queue, and tell it."""
    console.run(library.queue.work(Scope(only=made.id, told=made.id, always=True)))
    report: ImportReport = library.collecting.report(made.id)
    console.run(library.searching.update())
    now = datetime.now().astimezone().strftime("%H:%M:%S")
    for file in report.files:
        if as_json:
            console.give(
                {
                    "path": str(file.path),
                    "status": file.status,
                    "reason": file.reason,
                    "source_id": file.source_id,
                    "pages": file.pages,
                }
            )
        else:
            note = f" ({file.reason})" if file.reason else ""
            source = f"  source {file.source_id}" if file.source_id else ""
            console.say(f"{now}  {file.status}  {file.path}{source}{note}")


def _draw(branch: Branch, console: Console, depth: int) -> None:
    new = "new, " if branch.new else ""
    count = counted(branch.files, "file")
    if branch.own:
        count += f" as {counted(branch.sources, 'source')}"
    console.say(f"{'  ' * depth}{_name(branch.name, branch.level)}  ({new}{count})")
    for below in branch.below:
        _draw(below, console, depth + 1)


def _name(name: str, level: Level | None) -> str:
    if level is None:
        return name
    title = f" {level.name}" if level.name else ""
    return f"{level.kind.value} {level.number}{title}"


def _as_json(branch: Branch) -> dict[str, Any]:
    return {
        "name": branch.name,
        "level": branch.level.kind.value if branch.level else "archive",
        "title": branch.level.name if branch.level else "",
        "new": branch.new,
        "files": branch.files,
        "sources": branch.sources,
        "below": [_as_json(below) for below in branch.below],
    }
