"""Sources, their stored files and their pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archivist.library.page_shapes import PageShape
    from archivist.library.records import Record
    from archivist.library.references import Sheets
    from archivist.library.values import ContentHash, FileId, GroupId, PageId, SourceId, UnitId


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A source as the catalogue holds it; `binned` is when it went to the bin, or None."""

    id: SourceId
    record: Record
    unit_id: UnitId | None = None
    sheets: Sheets = ()
    group_id: GroupId | None = None
    tags: tuple[str, ...] = ()
    checked: bool = False
    unread: bool = True
    created: datetime
    modified: datetime
    binned: datetime | None = None


class FileState(StrEnum):
    """How far the text of a stored file is known."""

    READ = "read"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """An original kept in the library.

    `size` is in bytes; `reason` says why it is unreadable, `taken` when a photograph was made.
    `path` is where a file lies that is linked, not kept in the library (else ""); `modified` when
    it was last written, in seconds since 1970.
    """

    id: FileId
    source_id: SourceId
    position: int
    hash: ContentHash
    name: str
    media_type: str
    size: int
    state: FileState
    reason: str = ""
    taken: str = ""
    path: str = ""
    modified: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewFile:
    """An original that is to be entered for a source; the fields are those of `StoredFile`.

    `modified` is when the user's file was last written, in seconds since 1970; `taken` when a
    photograph was taken, as its camera wrote it.
    """

    hash: ContentHash
    name: str
    media_type: str
    size: int
    state: FileState = FileState.READ
    reason: str = ""
    taken: str = ""
    path: str = ""
    modified: float | None = None


class TextOrigin(StrEnum):
    """Where the text of a page comes from."""

    FILE = "file"
    OCR = "ocr"
    TRANSCRIPTION = "transcription"
    TRANSLATION = "translation"
    NONE = "none"


class Doubt(StrEnum):
    """Why the text of a page is doubtful: few words in it are any, or of the wrong script."""

    NONE = ""
    POOR = "poor"
    WRONG_SCRIPT = "wrong_script"
    BROKEN_LAYER = "broken_layer"


@dataclass(frozen=True, kw_only=True, slots=True)
class WordBox:
    """Where a run of page text stands: characters `start` to `end` (end not included), and a box.

    The box is left, top, right, bottom as fractions of the page's width and height, from the top
    left corner. `sureness` is how sure the program that recognised the word is of it, of 100.
    """

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    sureness: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPage:
    """A page that is to be entered for a file; the fields are those of `Page` and `PageText`."""

    index: int
    sheet: str = ""
    width: float = 0.0
    height: float = 0.0
    text: str = ""
    boxes: Sequence[WordBox] = ()
    origin: TextOrigin = TextOrigin.NONE
    language: str = ""
    who: str = ""
    made: str = ""
    confidence: float | None = None
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of a source without its text.

    `number` counts the pages of the source from 1, `index` those of the file from 0. `width` and
    `height` are in points for documents, in pixels for images, 0 when the page has no picture.
    `shape` says how its picture is turned and cut, None when it is shown whole as it is.
    """

    id: PageId
    source_id: SourceId
    file_id: FileId
    number: int
    index: int
    sheet: str
    width: float
    height: float
    origin: TextOrigin
    doubt: Doubt = Doubt.NONE
    shape: PageShape | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PageText:
    """The text of a page and where its words stand (none for a page without a picture)."""

    page_id: PageId
    text: str
    boxes: tuple[WordBox, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TextLayer:
    """One of the texts of a page; `shown` is the one that is read, searched first and marked.

    A page has one layer of an origin and a language: Tesseract's codes (`rus+kaz`) of what was
    recognised, the code of a language (`en`) of a translation. `who` and `made` say who wrote it,
    a person or a program, and when (ISO 8601), `confidence` how sure a program was, of 100.
    """

    origin: TextOrigin
    language: str = ""
    who: str = ""
    made: str = ""
    confidence: float | None = None
    text: str = ""
    boxes: Sequence[WordBox] = ()
    shown: bool = False

    @property
    def key(self) -> LayerKey:
        """What tells it from the other layers of its page."""
        return self.origin, self.language


LayerKey = tuple[TextOrigin, str]
"""The origin and the language of a layer."""
