"""`worklog`: what is to be ordered, was seen or copied in archives, and order lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.cli.naming import path
from archivist.library.archive_work import Step, WorkQuery, WorkState
from archivist.library.values import parse_date

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session
    from archivist.library.values import ArchiveId, UncertainDate, UnitId
    from archivist.services.visiting import FileRow
    from archivist.services.workspace import Workspace


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("worklog", help="list and note the work in archives")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument("places", metavar="PLACE", nargs="*", help="“АП РК/5-Н/1/5059”")
    states = [state.value for state in WorkState]
    command.add_argument("--set", choices=states, dest="new_state", help="note this state")
    command.add_argument("--day", metavar="DAY", default="", help="when, as 2024-05-12")
    command.add_argument("--note", metavar="TEXT", default="")
    command.add_argument(
        "--state", choices=[*states, "none"], action="append", default=[], help="only these"
    )
    command.add_argument("--from", metavar="DAY", default="", dest="from_day")
    command.add_argument("--to", metavar="DAY", default="", dest="to_day")
    command.add_argument("--text", metavar="WORDS", default="", help="in number, title or note")
    command.add_argument("--limited", action="store_true", help="only with limits of access")
    out = command.add_mutually_exclusive_group()
    out.add_argument("--json", action="store_true", help="write one JSON object")
    out.add_argument("-o", metavar="FILE", dest="target", type=path, help="a .docx or .csv file")
    command.set_defaults(run=_worklog, fail=command.error)


def _worklog(words: argparse.Namespace, session: Session) -> int:
    if words.new_state and not words.places:
        words.fail("--set needs at least one PLACE")
    if (words.day or words.note) and not words.new_state:
        words.fail("--day and --note go with --set")
    opened = session.writing if words.new_state else session.reading
    with opened(words.library) as library:
        if words.new_state:
            _set(words, library)
        rows = _rows(words, library)
        if words.target:
            ids = [row.unit.id for row in rows]
            many = library.visiting.order_list(ids, words.target)
            session.console.say(
                f"“{words.target.name}” lists {many} {'file' if many == 1 else 'files'}."
            )
            return 0
        if words.json:
            session.console.give({"files": [_as_json(row) for row in rows]})
            return 0
    for row in rows:
        session.console.say(_line(row))
    session.console.say(f"{len(rows)} files." if len(rows) != 1 else "1 file.")
    return 0


def _set(words: argparse.Namespace, library: Workspace) -> None:
    units: list[UnitId] = []
    for place in words.places:
        _, unit_id = library.visiting.place(place)
        if unit_id is None:
            words.fail(f"“{place}” is an archive: name a file of it, as “{place}/5-Н/1/5059”")
        else:
            units.append(unit_id)
    day = parse_date(words.day) if words.day else None
    library.visiting.mark(units, Step(state=WorkState(words.new_state), day=day, note=words.note))


def _rows(words: argparse.Namespace, library: Workspace) -> tuple[FileRow, ...]:
    found: dict[UnitId, FileRow] = {}
    places: list[tuple[ArchiveId | None, UnitId | None]] = [
        library.visiting.place(place) for place in words.places
    ]
    first = parse_date(words.from_day).start.iso() if words.from_day else ""
    last = _last_day(parse_date(words.to_day)) if words.to_day else ""
    for archive_id, unit_id in places or [(None, None)]:
        query = WorkQuery(
            archive_id=archive_id,
            unit_id=unit_id,
            states=frozenset(WorkState(state) for state in words.state if state != "none"),
            untouched="none" in words.state,
            from_day=first,
            to_day=last,
            text=words.text,
            limited=words.limited,
        )
        found.update({row.unit.id: row for row in library.visiting.files(query)})
    return tuple(found.values())


def _last_day(date: UncertainDate) -> str:
    return (date.end or date.start).iso()


def _as_json(row: FileRow) -> dict[str, Any]:
    unit, last = row.unit, row.last
    return {
        "unit_id": unit.id,
        "above": row.above,
        "kind": unit.level.kind.value,
        "number": unit.level.number,
        "title": unit.level.name,
        "date": _date(unit.date),
        "extent": unit.extent,
        "access": unit.access_note,
        "publication": unit.publication_note,
        "state": last.state.value if last else "",
        "day": _date(last.day) if last else "",
        "note": last.note if last else "",
    }


def _line(row: FileRow) -> str:
    last = row.last
    step = ", ".join(filter(None, (last.state.value, _date(last.day), last.note))) if last else "-"
    level = row.unit.level
    named = " ".join(filter(None, (level.label, level.number, level.volume)))
    return f"{row.above}  {named}  {level.name}  [{step}]"


def _date(date: UncertainDate | None) -> str:
    return (date.written or date.edtf()) if date else ""
