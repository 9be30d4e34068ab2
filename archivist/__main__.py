"""`python -m archivist`: the window, or the command line.

Everything is imported inside functions (hence PLC0415): worker processes import this module again
when they start, and the command line must not load Qt.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import multiprocessing
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run Archivist with the words of the command line and return the exit code."""
    from archivist.cli.console import Faces
    from archivist.cli.main import main as run
    from archivist.paths import user_places

    words = sys.argv[1:] if argv is None else argv
    return run(words, user_places(), Faces(window=_window, pictures=_pictures))


def _window(folder: Path | None) -> int:
    from archivist.gui.app import run

    return run(folder)


def _pictures(library: Path, folder: Path, query: str) -> tuple[Path, ...]:
    """Draw in a process of its own: Qt is told there to draw off the screen."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    from archivist.errors import MissingProgramError
    from archivist.gui.pictures import draw_rooms

    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as painter:
        try:
            return painter.submit(draw_rooms, library, folder, query).result()
        except BrokenProcessPool as error:
            raise MissingProgramError("Something that Qt needs", "see README.md") from error


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
