"""`sheets`: the photographs of a source as the sheets of a file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from archivist.cli.naming import path
from archivist.errors import NotFoundError, ParseError
from archivist.library.foliation import Flaw, Foliation, Sides
from archivist.library.references import parse_sheets
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.cli.console import Session
    from archivist.library.foliation import Remark
    from archivist.library.page_shapes import SheetPage
    from archivist.library.references import Sheet
    from archivist.library.values import PageId
    from archivist.services.foliating import Foliating, SheetReport

_FLAWS = {
    Flaw.MISSING: "missing: {}",
    Flaw.DOUBLED: "twice: {}",
    Flaw.BACKWARDS: "out of order: {}",
    Flaw.BEYOND: "beyond the end of the file: {}",
    Flaw.UNNUMBERED: "without a number",
}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("sheets", help="number photographs as sheets, turn and cut them")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument("--source", metavar="ID", type=int, required=True)
    command.add_argument("--pages", metavar="PAGES", default="", help="such as 3-40,42; else all")
    numbers = command.add_argument_group("numbering")
    numbers.add_argument("--start", metavar="SHEET", type=_sheet, help="12, 12об, 12а")
    sides = numbers.add_mutually_exclusive_group()
    sides.add_argument("--verso", action="store_true", help="front and back of each in turn")
    sides.add_argument("--openings", action="store_true", help="the back of one, the next's front")
    numbers.add_argument("--step", metavar="N", type=int, default=1)
    numbers.add_argument("--omit", metavar="NUMBERS", default="", help="that the file lacks")
    numbers.add_argument("--set", metavar="PAGE=SHEET", action="append", default=[], dest="known")
    command.add_argument("--skip", metavar="PAGES", default="", help="these show no sheet")
    command.add_argument("--merge", metavar="PAGES", default="", help="these go on with the last")
    command.add_argument("--as-taken", action="store_true", help="order as photographed")
    command.add_argument("--turn", metavar="DEGREES", type=int, choices=(90, 180, 270))
    command.add_argument("--straighten", action="store_true")
    command.add_argument("--split", action="store_true", help="each photograph shows two sheets")
    command.add_argument("--whole", action="store_true", help="show whole photographs again")
    command.add_argument("--extent", metavar="N", type=int, default=0, help="sheets of the file")
    command.add_argument("--json", action="store_true", help="write one JSON object")
    command.set_defaults(run=_sheets)


def _sheets(words: argparse.Namespace, session: Session) -> int:
    source_id = SourceId(words.source)
    with session.writing(words.library) as library:
        desk = library.foliating
        chosen = _chosen(desk.report(source_id).pages, words.pages)
        _shape(desk, source_id, chosen, words)
        if words.straighten:
            session.console.run(desk.straighten([page.id for page in chosen]))
        if words.split:
            desk.split([page.id for page in chosen])
        pages = desk.report(source_id).pages
        for given, act in ((words.skip, desk.skip), (words.merge, desk.merge)):
            if given:
                act([page.id for page in _chosen(pages, given)])
        if words.start:
            _number(desk, _chosen(desk.report(source_id).pages, words.pages), words)
        report = desk.report(source_id, words.extent)
    _tell(report, words, session)
    return 0


def _shape(
    desk: Foliating, source_id: SourceId, chosen: Sequence[SheetPage], words: argparse.Namespace
) -> None:
    ids = [page.id for page in chosen]
    if words.as_taken:
        desk.arrange_as_taken(source_id)
    if words.whole:
        desk.restore(ids)
    if words.turn:
        desk.turn(ids, words.turn)


def _number(desk: Foliating, pages: Sequence[SheetPage], words: argparse.Namespace) -> None:
    by_number = {page.number: page.id for page in pages}
    known: dict[PageId, str] = {}
    for given in words.known:
        page, equals, label = given.partition("=")
        if not equals or not page.isdecimal():
            raise ParseError(given, 0, "PAGE=SHEET, such as 7=12а")
        if int(page) not in by_number:
            raise NotFoundError("page", page, where="among those that are numbered")
        known[by_number[int(page)]] = label
    sides = Sides.BOTH if words.verso else Sides.OPENINGS if words.openings else Sides.RECTO
    foliation = Foliation(
        start=words.start, sides=sides, step=words.step, omitted=frozenset(_numbers(words.omit))
    )
    desk.number([page.id for page in pages], foliation, known)


def _tell(report: SheetReport, words: argparse.Namespace, session: Session) -> None:
    if words.json:
        session.console.give(
            {
                "pages": [
                    {
                        "page": page.number,
                        "sheet": page.label,
                        "file": page.name,
                        "skipped": page.skipped,
                        "continues": page.continues,
                    }
                    for page in report.pages
                ],
                "remarks": [_as_json(remark, report.pages) for remark in report.remarks],
            }
        )
        return
    for page in report.pages:
        note = " (skipped)" if page.skipped else " (goes on)" if page.continues else ""
        session.console.say(f"page {page.number}  {page.label or '-'}  {page.name}{note}")
    for remark in report.remarks:
        where = ", ".join(str(report.pages[shot].number) for shot in remark.shots)
        on = f" (page {where})" if where else ""
        session.console.say(_FLAWS[remark.flaw].format(remark.sheets) + on)


def _as_json(remark: Remark, pages: Sequence[SheetPage]) -> dict[str, object]:
    return {
        "flaw": remark.flaw.value,
        "sheets": remark.sheets,
        "pages": [pages[shot].number for shot in remark.shots],
    }


def _chosen(pages: Sequence[SheetPage], wanted: str) -> list[SheetPage]:
    """Return the pages of some numbers, all when none are named."""
    if not wanted:
        return list(pages)
    numbers = set(_numbers(wanted))
    if missing := numbers - {page.number for page in pages}:
        raise NotFoundError("page", str(min(missing)), where="in this source")
    return [page for page in pages if page.number in numbers]


def _numbers(text: str) -> list[int]:
    """Read `3-40,42`."""
    found: list[int] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, dash, last = part.replace("–", "-").partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise ParseError(text, text.index(part), "numbers such as 3-40,42")
        found += range(int(first), int(last if dash else first) + 1)
    return found


def _sheet(text: str) -> Sheet:
    try:
        (span,) = parse_sheets(text)
    except (ParseError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"“{text}” is no sheet, such as 12 or 12об") from error
    return span.first
