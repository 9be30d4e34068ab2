"""`annotate`: a quotation on a page, with a note and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.cli.naming import path

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("annotate", help="highlight a passage; add a note and tags")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument("--source", metavar="ID", type=int, required=True)
    command.add_argument("--page", metavar="N", type=int, required=True)
    command.add_argument("--quote", metavar="TEXT", required=True, help="words on that page")
    command.add_argument("--note", metavar="TEXT", default="")
    command.add_argument("--tag", metavar="T", action="append", default=[])
    command.add_argument("--json", action="store_true", help="write one JSON object")
    command.set_defaults(run=_annotate)


def _annotate(words: argparse.Namespace, session: Session) -> int:
    with session.writing(words.library) as library:
        library.sources.get(words.source)
        made = library.reading.quote(
            words.source, words.page, words.quote, note=words.note, tags=words.tag
        )
        session.console.run(library.searching.update())
    if words.json:
        session.console.give(
            {"annotation_id": made.id, "source_id": words.source, "page": words.page}
        )
    else:
        session.console.say(
            f"Highlighted on page {words.page} of source {words.source} (annotation {made.id})."
        )
    return 0
