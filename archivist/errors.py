"""Every exception that Archivist raises on purpose.

ArchivistError                what the world does; `str()` is one sentence for the user
├── LibraryError              the library as a whole cannot be used
│   ├── NotALibraryError      the folder holds no library
│   ├── LibraryExistsError    a library would be made over something that is there
│   ├── NewerLibraryError     written by a newer Archivist
│   ├── LibraryLockedError    another Archivist writes to it
│   ├── ReadOnlyLibraryError  a change was asked of a library opened for reading
│   └── DamagedLibraryError   the database or a stored file is broken
├── StorageError              the disk or the database refused
├── UnreadableFileError       one file cannot be read; the rest of a batch goes on
│   ├── LockedFileError       it opens with a password that was not given
│   └── ProgramNeededError    it can be read once a program is installed
├── LinkedFileError           a file that was linked, not copied, is gone or has changed
│   └── StrangeLinkError      the user did not link it on this machine
├── ParseError                a text of the user's does not follow its rules
├── NotFoundError             something was named that is not there
├── InUseError                something cannot go while other things depend on it
├── CitedError                a source that is cited cannot be joined with another
├── TornFileError             pages of one file cannot belong to two sources
├── WatchedFolderError        a folder that cannot be watched
├── SearchError               the index cannot answer
└── MissingProgramError       the machine lacks something that is needed
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


_AROUND = 60
"""How much of a long text an error shows before and after the place."""

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Signs in the names of files that break a line, or turn the letters after them round."""


def _shown(name: str) -> str:
    """Return the name of a file as one line that reads as it is."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", name)


class ArchivistError(Exception):
    """Root of all errors that have a sentence for the user."""


class LibraryError(ArchivistError):
    """The library as a whole cannot be used."""

    def __init__(self, folder: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.folder = folder


class NotALibraryError(LibraryError):
    """The folder holds no library."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder,
            f"There is no library in “{folder}”. "
            "Choose the folder of a library, or make a new one.",
        )


class LibraryExistsError(LibraryError):
    """A new library was asked for where something is already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder,
            f"“{folder}” is not empty, so no library was made there. "
            "Choose an empty or new folder.",
        )


class NewerLibraryError(LibraryError):
    """The library was written by a newer Archivist."""

    def __init__(self, folder: Path, revision: str) -> None:
        super().__init__(
            folder,
            f"The library in “{folder}” was written by a newer Archivist (schema {revision}). "
            "Nothing was changed. Open it with the newer program.",
        )
        self.revision = revision


class LibraryLockedError(LibraryError):
    """Another Archivist has the library open for writing."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(
            folder,
            f"The library in “{folder}” is already open ({holder}). "
            "Close it there, or open it here for reading only.",
        )
        self.holder = holder


class ReadOnlyLibraryError(LibraryError):
    """A change was asked of a library that is open for reading only."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder, f"The library in “{folder}” is open for reading only, so nothing was changed."
        )


class DamagedLibraryError(LibraryError):
    """The database or a stored file of the library is broken."""

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(
            folder,
            f"The library in “{folder}” is damaged: {what}. Nothing was changed. "
            "Put one of the copies in its “backups” folder in the place of “library.db”, "
            "and remove “library.db-wal” if it lies there.",
        )
        self.what = what


class StorageError(ArchivistError):
    """The disk or the database refused a change; the change was taken back whole.

    `kept` is a sentence about what had been done before, where work is done in several steps.
    """

    def __init__(self, doing: str, reason: str, kept: str = "Nothing was changed.") -> None:
        super().__init__(f"{doing} did not work: {reason}. {kept}")
        self.doing = doing
        self.reason = reason
        self.kept = kept


class UnreadableFileError(ArchivistError):
    """One file cannot be read; `line` says in which of its lines that shows, counted from 1."""

    def __init__(self, name: str, reason: str, line: int = 0) -> None:
        at = f"line {line}: " if line else ""
        super().__init__(f"“{_shown(name)}” cannot be read: {at}{reason}")
        self.name = name
        self.reason = reason
        self.line = line


class LockedFileError(UnreadableFileError):
    """A file opens with a password, and none of those that were given is the one."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it is encrypted with a password")


class ProgramNeededError(UnreadableFileError):
    """A file is of a kind that a program of the machine reads, which is missing.

    `install` says how to come by it; that is told once for all files that need it.
    """

    def __init__(self, name: str, program: str, install: str) -> None:
        super().__init__(name, f"{program} is missing on this machine, which reads files like this")
        self.program = program
        self.install = install


class LinkedFileError(ArchivistError):
    """A file that was linked, not copied, cannot be opened where it should lie."""

    def __init__(self, name: str, path: Path, reason: str, remedy: str = "") -> None:
        """Take why it cannot be opened; find missing files is the `remedy` unless one is named."""
        remedy = remedy or "If it lies elsewhere, find missing files."
        super().__init__(
            f"The linked file “{_shown(name)}” in “{_shown(str(path.parent))}” cannot be opened: "
            f"{reason}. Its source was kept. {remedy}"
        )
        self.name = name
        self.path = path
        self.reason = reason


class StrangeLinkError(LinkedFileError):
    """A link leads into a folder from which the user never linked files to this library."""

    def __init__(self, name: str, path: Path) -> None:
        reason = "it was not linked on this computer, so it was not touched"
        super().__init__(name, path, reason, "Agree to its folder first, if you trust the library.")


class ParseError(ArchivistError):
    """A text does not follow its rules.

    `position` counts characters from 0; `expected` says in plain words what should stand there.
    """

    def __init__(self, text: str, position: int, expected: str) -> None:
        start, end = max(0, position - _AROUND), position + _AROUND
        shown = f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"
        super().__init__(f"At character {position + 1} of “{shown}”: expected {expected}.")
        self.text = text
        self.position = position
        self.expected = expected


class NotFoundError(ArchivistError):
    """Something was named that is not there; `known` are the names that there are, if few."""

    def __init__(
        self, what: str, name: str, known: Sequence[str] = (), where: str = "in this library"
    ) -> None:
        there = f" There are: {', '.join(known)}." if known else ""
        super().__init__(f"There is no {what} “{name}” {where}.{there}")
        self.what = what
        self.name = name


class InUseError(ArchivistError):
    """A place in the archives cannot be removed while sources lie in it, `users` of them."""

    def __init__(self, what: str, name: str, users: int) -> None:
        lie = f"{users} sources lie" if users > 1 else "1 source lies"
        super().__init__(
            f"{lie} in the {what} “{name}”, the bin counted, so it was kept. "
            "File them elsewhere or erase them first."
        )
        self.what = what
        self.name = name
        self.users = users


class CitedError(ArchivistError):
    """A source cannot be joined with another while a manuscript cites it."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"“{title}” is cited in a manuscript, so nothing was joined. "
            "Choose it first, then the others join it; or cite another source instead."
        )
        self.title = title


class TornFileError(ArchivistError):
    """Pages of one file cannot belong to two sources."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Other pages of “{name}” would stay behind, so nothing was moved. "
            "Choose all pages of that file."
        )
        self.name = name


class WatchedFolderError(ArchivistError):
    """A folder cannot be watched."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"“{_shown(str(folder))}” cannot be watched: {reason}.")
        self.folder = folder
        self.reason = reason


class SearchError(ArchivistError):
    """The index cannot answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The search did not work: {reason}. Your sources are untouched.")
        self.reason = reason


class MissingProgramError(ArchivistError):
    """The machine lacks a program or a library that is needed."""

    def __init__(self, program: str, install: str) -> None:
        super().__init__(f"{program} is missing on this machine. To install it: {install}")
        self.program = program
        self.install = install
