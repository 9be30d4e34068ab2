"""The command line's front door: reads the words, runs the command, turns errors into codes."""

from __future__ import annotations

import argparse
import importlib
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

from archivist import __version__
from archivist.cli.console import Console, Session
from archivist.errors import (
    ArchivistError,
    InUseError,
    NotFoundError,
    ParseError,
    UnreadableFileError,
    WatchedFolderError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.cli.console import Faces
    from archivist.paths import Places

DONE = 0
SOME_FAILED = 1
WRONG_USE = 2
CANNOT = 3

_COMMANDS = {
    "opening": ("open",),
    "upkeep": ("init", "reindex", "verify"),
    "importing": ("import",),
    "jobs": ("jobs",),
    "recognising": ("ocr",),
    "inventory": ("inventory",),
    "worklog": ("worklog",),
    "sheets": ("sheets",),
    "doubles": ("duplicates", "relink"),
    "sources": ("sources",),
    "searching": ("search",),
    "concordancing": ("concordance",),
    "annotating": ("annotate",),
    "citing": ("cite", "references"),
    "styles": ("styles",),
    "manuscripts": ("manuscript",),
    "checking": ("check",),
    "demonstrating": ("demo",),
}
"""The modules of this folder and their commands; each is loaded when one of its own is called."""

_HELP = ("-h", "--help")
_OPTIONS = (*_HELP, "--version")


class _WrongUseError(Exception):
    """The words on the command line do not make a command."""


_WRONG_USE = (
    _WrongUseError,
    ParseError,
    NotFoundError,
    InUseError,
    UnreadableFileError,
    WatchedFolderError,
)


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise _WrongUseError(f"{self.prog}: {message} (see “{self.prog} --help”)")


def main(argv: Sequence[str], places: Places, faces: Faces) -> int:
    """Run one command and return its exit code.

    0: done; 1: some items failed, each said; 2: wrong use; 3: the library or the machine cannot.
    """
    console = Console(sys.stdout, sys.stderr)
    try:
        given = _with_command(argv)
        words = _parser(given[0]).parse_args(given)
        code: int = words.run(words, Session(console=console, places=places, faces=faces))
    except SystemExit as end:  # --help and --version
        return end.code if isinstance(end.code, int) else DONE
    except BrokenPipeError:  # whoever read our output has seen enough (`… | head`)
        return DONE
    except _WRONG_USE as error:
        code, sentence = WRONG_USE, str(error)
    except ArchivistError as error:
        code, sentence = CANNOT, str(error)
    except KeyboardInterrupt:
        code, sentence = CANNOT, "Stopped. What was done until now is kept."
    except Exception:  # a bug of ours: the user gets a sentence, the log folder the rest
        code, sentence = CANNOT, _report(places)
    else:
        return code
    console.complain(sentence)
    return code


def _parser(wanted: str) -> argparse.ArgumentParser:
    """Return the parser of one command, or of all when none is wanted (`--help`)."""
    parser = _Parser(
        prog="archivist",
        description="Archivist, a research assistant for historians. Without a command, "
        "“archivist [LIB]” opens the window.",
        epilog="See docs/cli.md for every command, its output and the exit codes.",
    )
    parser.add_argument("--version", action="version", version=f"archivist {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module, names in _COMMANDS.items():
        if wanted in names or wanted in _HELP:
            importlib.import_module(f"archivist.cli.{module}").add_to(commands)
    return parser


def _with_command(argv: Sequence[str]) -> list[str]:
    """Put the command that opens the window before words that name no command."""
    words = list(argv)
    if words and words[0] in {*_OPTIONS, *_names()}:
        return words
    if len(words) > 1 or (words and words[0].startswith("-")):
        known = ", ".join((*_names(), *_OPTIONS))
        raise _WrongUseError(f"archivist: there is no command “{words[0]}”; there are: {known}")
    return ["open", *words]


def _names() -> tuple[str, ...]:
    return tuple(name for names in _COMMANDS.values() for name in names)


def _report(places: Places) -> str:
    """Write the report of a bug to the log folder and say where it is."""
    report = places.logs / f"report-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    try:
        places.logs.mkdir(parents=True, exist_ok=True)
        report.write_text(f"Archivist {__version__}\n{traceback.format_exc()}", encoding="utf-8")
    except OSError:
        return f"Archivist made a mistake of its own: {sys.exc_info()[1]!r}."
    return f"Archivist made a mistake of its own. What happened stands in “{report}”."
