"""`cite` and `references`: sources as footnotes and lists print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.cli.naming import file_ending, path
from archivist.library.richtext import plain
from archivist.settings import Settings

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    cite = commands.add_parser("cite", help="write citations of sources")
    cite.add_argument("what", choices=["source"])
    cite.add_argument("library", metavar="LIB", type=path)
    cite.add_argument("--source", metavar="ID", type=int, nargs="+", required=True)
    cite.add_argument("--style", metavar="S", default=Settings().style)
    cite.add_argument("--locator", metavar="L", default="", help="such as “л. 61” or “с. 12”")
    cite.set_defaults(run=_cite)
    listing = commands.add_parser("references", help="write a numbered list of references")
    listing.add_argument("library", metavar="LIB", type=path)
    listing.add_argument("--style", metavar="S", default=Settings().style)
    listing.add_argument(
        "--source", metavar="ID", type=int, nargs="+", help="these alone, in this order"
    )
    listing.add_argument(
        *("-o", "--output"),
        metavar="FILE",
        type=file_ending(".docx", ".html", ".txt", ".json"),
        required=True,
    )
    listing.set_defaults(run=_references)


def _cite(words: argparse.Namespace, session: Session) -> int:
    with session.reading(words.library) as library:
        for citation in library.citing.cite(words.source, words.style, words.locator):
            session.console.say(plain(citation))
    return 0


def _references(words: argparse.Namespace, session: Session) -> int:
    with session.reading(words.library) as library:
        count = library.citing.export_references(words.style, words.source, words.output)
    session.console.say(f"Wrote {count} references to {words.output}.")
    return 0
