"""What is asked of an import, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.ingest.needs import what_to_install
from archivist.library.values import UNKNOWN_LANGUAGE, LanguageCode
from archivist.services.changes import Changes

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.jobs import RunId
    from archivist.library.values import GroupId, SourceId


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportOptions:
    """Where files go and how they are read.

    `under` is the place in an archive as the user types it (`АП РК/5-Н/1/5059`), made where it
    lacks; "" files nothing.
    `ocr` is "auto", "off" or Tesseract's language codes joined by "+". A `language` overrides the
    one that a text shows. Each file becomes a source of its own, or, unless `separate`, all of
    them together one source, in natural order. What is to `link` is not copied: the library keeps
    where it lies.
    """

    under: str = ""
    group_id: GroupId | None = None
    ocr: str = "auto"
    language: LanguageCode = UNKNOWN_LANGUAGE
    separate: bool = True
    link: bool = False


class ImportStatus(StrEnum):
    """What became of a file: UNREADABLE ones are kept too, if they could be copied."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedFile:
    """What became of one file.

    `reason` says why a file is unreadable or a duplicate, and what is doubtful in a stored one.
    `source_id` is the source that holds it, None when there is none; `locked` that it wants a
    password.
    """

    path: Path
    status: ImportStatus
    reason: str = ""
    source_id: SourceId | None = None
    pages: int = 0
    locked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """What became of the files of an import, in the order in which they were found."""

    files: tuple[ImportedFile, ...]
    seconds: float
    changes: Changes = field(default_factory=Changes)
    run_id: RunId | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What the machine lacks to read some of the files and what to install, once for each."""
        return what_to_install(file.reason for file in self.files)
