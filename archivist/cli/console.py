"""What every command has: where it writes, how it opens a library, how it names things."""

from __future__ import annotations

import getpass
import io
import json
import sys
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from archivist.errors import LibraryLockedError, StorageError, UnreadableFileError
from archivist.services.progress import RECOGNISING, Pace, finish

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from archivist.paths import Places
    from archivist.services.progress import Progress, Steps
    from archivist.services.workspace import Workspace

Result = TypeVar("Result")

_WIDTH = 78
_LONGEST_SHOWN = 2 * _WIDTH

_COMMANDS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), 0x202D, 0x202E), "\ufffd")
"""Signs that a terminal obeys; a library may come from a stranger."""


class Console:
    """Writes results to one stream, and progress and complaints to another, in UTF-8."""

    def __init__(self, out: TextIO | None, err: TextIO | None) -> None:
        """Take the streams; a program without a terminal on Windows has none."""
        self._out = out or io.StringIO()
        self._err = err or io.StringIO()
        self._progress = False
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                # Names on a disk may hold bytes that are no text: show them, do not stop.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def say(self, text: str) -> None:
        """Write a line of the result, for people: nothing in it can command their terminal.

        Raises:
            StorageError: when it goes to a file for which there is no room.
        """
        self._write(text.translate(_COMMANDS))

    def _write(self, text: str) -> None:
        self._wipe()
        try:
            self._out.write(text + "\n")
            self._out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            reason = error.strerror or str(error)
            raise StorageError("Writing the answer", reason, "What was done is kept.") from error

    def give(self, value: Any) -> None:  # noqa: ANN401 - whatever JSON can say
        """Write a value of the result as one line of JSON."""
        self._write(json.dumps(value, ensure_ascii=False))

    def complain(self, sentence: str) -> None:
        """Say on the second stream, on one line, what went wrong."""
        self._wipe()
        self._err.write(" ".join(sentence.split()).translate(_COMMANDS) + "\n")
        self._err.flush()

    def point(self, text: str, position: int) -> None:
        """Show on the second stream what was typed, and below it with “^” where a mistake is.

        What fills more than a line or two is not shown: the sentence tells what stands there.
        """
        if len(text) > _LONGEST_SHOWN:
            return
        line = text.translate(_COMMANDS)
        before = sum(map(_columns, line[:position]))
        self._wipe()
        self._err.write(f"{line}\n{' ' * before}^\n")
        self._err.flush()

    def run(self, steps: Steps[Result]) -> Result:
        """Run long work to its end, its progress on one line when a person is watching."""
        if not self._err.isatty():
            return finish(steps)
        pace = Pace()
        with closing(steps):
            while True:
                try:
                    progress = next(steps)
                except StopIteration as end:
                    self._wipe()
                    result: Result = end.value
                    return result
                line = _how_far(progress, pace)[:_WIDTH]
                self._err.write(f"\r{line:<{_WIDTH}}")
                self._err.flush()
                self._progress = True

    def ask_secret(self, question: str) -> str:
        """Ask a person for what is not shown while it is typed; "" when nobody is there."""
        if not (self._err.isatty() and sys.stdin is not None and sys.stdin.isatty()):
            return ""
        self._wipe()
        try:
            return getpass.getpass(question)
        except EOFError:
            return ""

    def _wipe(self) -> None:
        if self._progress:
            self._err.write(f"\r{'':<{_WIDTH}}\r")
            self._progress = False


def _how_far(progress: Progress, pace: Pace) -> str:
    """Return "30 of 120, 1:05 left  Протокол.txt"."""
    said = "text recognised: " if progress.part == RECOGNISING else ""
    said += f"{progress.done} of {progress.total}" if progress.total else str(progress.done)
    known = pace.at(progress)
    if known and progress.done < progress.total:
        minutes, seconds = divmod(round(known[1]), 60)
        said += f", {minutes}:{seconds:02} left"
    return f"{said}  {' '.join(progress.what.split()).translate(_COMMANDS)}"


def counted(count: int, noun: str) -> str:
    """Return "1 file" or "12 files"."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def read_text(name: str) -> str:
    """Return the text of a UTF-8 file, or of standard input for `-`.

    Raises:
        UnreadableFileError: when there is no such file, or it is no text in UTF-8.
    """
    try:
        if name != "-":
            return Path(name).read_text(encoding="utf-8-sig")
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig")
        return sys.stdin.read()
    except OSError as error:
        raise UnreadableFileError(name, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(name, "it is no text in UTF-8") from error


@dataclass(frozen=True, kw_only=True, slots=True)
class Faces:
    """What the command line asks of the window: to open, and to be drawn.

    `window` opens on a library's folder (None: on none) and returns an exit code; `pictures`
    draws the rooms of the library in one folder into another one, with the hits of a query, and
    returns the files.
    """

    window: Callable[[Path | None], int]
    pictures: Callable[[Path, Path, str], tuple[Path, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """One run of the command line."""

    console: Console
    places: Places
    faces: Faces

    def reading(self, folder: Path) -> closing[Workspace]:
        """Open a library for reading, even while another Archivist writes to it."""
        return closing(self._open(folder, read_only=True))

    def writing(self, folder: Path) -> closing[Workspace]:
        """Open a library for changing it."""
        return closing(self._open(folder, read_only=False))

    def searching(self, folder: Path) -> closing[Workspace]:
        """Open a library for reading after all that waits for its index has been indexed.

        Where another Archivist has the library open, it is that one's work to index; the search
        then answers from what is there.
        """
        library = self._open(folder, read_only=True)
        if not library.searching.waiting():
            return closing(library)
        library.close()
        try:
            with self.writing(folder) as writer:
                self.console.run(writer.searching.update())
        except (LibraryLockedError, StorageError):
            return self._with_what_is_indexed(folder)
        return self.reading(folder)

    def _with_what_is_indexed(self, folder: Path) -> closing[Workspace]:
        library = self._open(folder, read_only=True)
        self.console.run(library.searching.update())
        if waiting := library.searching.waiting():
            self.console.complain(
                f"The library cannot be written to now and {waiting} of its texts are not indexed "
                "yet, so something may not be found."
            )
        return closing(library)

    def _open(self, folder: Path, *, read_only: bool) -> Workspace:
        # Not at the top: it loads every engine, which would hold up the window.
        from archivist.services.workspace import open_library  # noqa: PLC0415

        return open_library(folder, self.places, read_only=read_only)


def _columns(letter: str) -> int:
    """Return how many columns of a terminal a letter takes."""
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
