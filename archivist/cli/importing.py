"""`import`: files and folders into a library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.cli.console import counted, read_text
from archivist.cli.foldering import add_words, plan_import, tell_plan, watch
from archivist.cli.naming import find_group, path
from archivist.services.collecting import ImportOptions, Scope

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.cli.console import Console, Session
    from archivist.services.collecting import ImportReport
    from archivist.services.workspace import Workspace


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("import", help="read files and folders into a library")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument("paths", metavar="PATH", type=path, nargs="*")
    command.add_argument(
        "--under", metavar="PLACE", default="", help="archive and levels: “АП РК/5-Н/1/5059”"
    )
    command.add_argument("--group", metavar="NAME", default="", help="a group of the library")
    command.add_argument(
        "--ocr", metavar="auto|off|LANGS", default="auto", help="LANGS such as rus+kaz"
    )
    command.add_argument(
        "--languages",
        metavar="LANGS",
        default="",
        help="the languages of text recognition, such as rus+kaz",
    )
    command.add_argument(
        "--password-file",
        metavar="FILE",
        default="",
        help="passwords of protected files, one a line (- for standard input)",
    )
    command.add_argument(
        "--link", action="store_true", help="link the files where they lie, do not copy them"
    )
    add_words(command)
    command.add_argument("--json", action="store_true", help="write one JSON object at the end")
    command.set_defaults(run=_import, refuse=command.error)


def _import(words: argparse.Namespace, session: Session) -> int:
    if bool(words.paths) == bool(words.watch):
        words.refuse("name files and folders, or one folder to --watch")
    if words.dry_run and not words.watch:
        with session.reading(words.library) as library:
            _, plan = plan_import(library, words, session.console)
            return tell_plan(plan, session.console, as_json=words.json)
    with session.writing(words.library) as library:
        group_id = find_group(library, words.group) if words.group else None
        options = ImportOptions(
            under=words.under,
            group_id=group_id,
            ocr=words.languages or words.ocr,
            link=words.link,
        )
        if words.password_file:
            library.queue.unlock(read_text(words.password_file).splitlines())
        if words.watch:
            return watch(library, words, options, session.console)
        if words.pattern is None:
            steps = library.collecting.import_files(words.paths, options)
        else:
            planned = plan_import(library, words, session.console)
            steps = library.collecting.import_planned(*planned, options)
        report = session.console.run(steps)
        if not words.password_file:
            report = _ask_for_password(library, report, session.console, words.paths)
        report = session.console.run(library.attaching.beside(words.paths, report))
        session.console.run(library.searching.update())
    return tell_report(report, session.console, as_json=words.json)


def _ask_for_password(
    library: Workspace, report: ImportReport, console: Console, paths: Sequence[Path]
) -> ImportReport:
    """Ask a person at a terminal once for the password of all files that want one."""
    locked = sum(file.locked for file in report.files)
    if not locked or report.run_id is None:
        return report
    password = console.ask_secret(
        f"Password of {locked} protected files (Enter leaves them as they are): "
    )
    if not password:
        return report
    library.queue.unlock((password,))
    changes = console.run(library.queue.work(Scope(only=report.run_id, always=True)))
    again = library.collecting.report(report.run_id, report.changes | changes, paths)
    return replace(again, seconds=report.seconds)


def tell_report(report: ImportReport, console: Console, *, as_json: bool) -> int:
    """Say what became of each file; return 1 when one could not be read, else 0."""
    failed = [file for file in report.files if file.status == "unreadable"]
    for file in failed:
        console.complain(f"{file.path}: {file.reason}")
    for sentence in report.missing:
        console.complain(sentence)
    if as_json:
        console.give(
            {
                "files": [
                    {
                        "path": str(file.path),
                        "status": file.status,
                        "reason": file.reason,
                        "source_id": file.source_id,
                        "pages": file.pages,
                    }
                    for file in report.files
                ],
                "seconds": round(report.seconds, 3),
            }
        )
        return 1 if failed else 0
    for file in report.files:
        if file.status != "unreadable":
            note = f" ({file.reason})" if file.reason else ""
            pages = counted(file.pages, "page")
            told = f"{file.status}  {file.path}  source {file.source_id}, {pages}{note}"
            console.say(" ".join(told.splitlines()))
    stored = sum(file.status == "stored" for file in report.files)
    twice = len(report.files) - stored - len(failed)
    console.say(
        f"{stored} stored, {twice} there already, {len(failed)} unreadable "
        f"in {report.seconds:.1f} s."
    )
    return 1 if failed else 0
