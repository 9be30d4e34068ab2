"""`ocr`: recognise the text on pages that are in a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.cli.naming import path
from archivist.library.sources import Doubt
from archivist.library.values import SourceId

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Console, Session
    from archivist.services.collecting.recognising import RecognisedPage, RecogniseReport

_DOUBTS = {
    Doubt.POOR: "doubtful",
    Doubt.WRONG_SCRIPT: "looks like another script or language",
    Doubt.BROKEN_LAYER: "the text of the file makes no sense",
}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("ocr", help="recognise the text on pages that have none")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument(
        "--source", metavar="ID", type=int, action="append", help="this source alone; repeatable"
    )
    command.add_argument(
        "--languages", metavar="auto|LANGS", default="auto", help="LANGS such as rus+kaz"
    )
    command.add_argument(
        "--again", action="store_true", help="also pages whose text was recognised before"
    )
    command.add_argument("--json", action="store_true", help="write one JSON object at the end")
    command.set_defaults(run=_recognise)


def _recognise(words: argparse.Namespace, session: Session) -> int:
    with session.writing(words.library) as library:
        ids = None if words.source is None else tuple(map(SourceId, words.source))
        for source_id in ids or ():
            library.sources.details(source_id)  # one that is not there is refused
        pages = library.recognising.wanting(ids, again=words.again)
        steps = library.recognising.recognise(pages, words.languages)
        report = session.console.run(steps)
        session.console.run(library.searching.update())
    return _tell(report, session.console, as_json=words.json)


def _tell(report: RecogniseReport, console: Console, *, as_json: bool) -> int:
    """Say what became of each page; return 1 when no text came of one, else 0."""
    failed = [page for page in report.pages if not page.found and page.reason]
    if as_json:
        console.give(
            {
                "pages": [_as_json(page) for page in report.pages],
                "seconds": round(report.seconds, 3),
            }
        )
        return 1 if failed else 0
    for page in report.pages:
        console.say(f"source {page.source_id}, page {page.number}: {_said(page)}")
    found = sum(page.found for page in report.pages)
    doubtful = sum(page.doubt is not Doubt.NONE for page in report.pages)
    console.say(
        f"{found} of {len(report.pages)} pages recognised, {doubtful} doubtful, "
        f"in {report.seconds:.1f} s."
    )
    return 1 if failed else 0


def _said(page: RecognisedPage) -> str:
    if not page.found:
        return page.reason or "blank"
    sure = "" if page.confidence is None else f", {page.confidence:.0f} % sure"
    doubt = f" ({_DOUBTS[page.doubt]})" if page.doubt in _DOUBTS else ""
    return f"{page.languages}{sure}{doubt}"


def _as_json(page: RecognisedPage) -> dict[str, Any]:
    return {
        "source_id": page.source_id,
        "page": page.number,
        "found": page.found,
        "languages": page.languages,
        "confidence": None if page.confidence is None else round(page.confidence, 1),
        "doubt": page.doubt.value,
        "reason": page.reason,
    }
