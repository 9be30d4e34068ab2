"""`open`: the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.cli.naming import path

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    window = commands.add_parser("open", help="open the window (the same as no command)")
    window.add_argument("library", metavar="LIB", type=path, nargs="?")
    window.set_defaults(run=_open)


def _open(words: argparse.Namespace, session: Session) -> int:
    return session.faces.window(words.library)
