"""What a reader of one kind of file is, and the values that it hands out.

Everything here is imported by the worker process, so nothing heavy is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from archivist.library.sources import Doubt, TextOrigin, WordBox
from archivist.library.values import UNKNOWN_LANGUAGE, LanguageCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PIL.Image import Image

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
WEBP = "image/webp"
HEIC = "image/heic"
AVIF = "image/avif"
GIF = "image/gif"
BMP = "image/bmp"
JPEG2000 = "image/jp2"
DJVU = "image/vnd.djvu"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
HTML = "text/html"
MHTML = "multipart/related"
EPUB = "application/epub+zip"
FB2 = "application/x-fictionbook+xml"

PICTURES = frozenset((JPEG, PNG, TIFF, WEBP, HEIC, AVIF, GIF, BMP, JPEG2000))
"""The kinds that are pictures and nothing else."""

PARAGRAPHED = frozenset((DOCX, DOC, ODT, RTF))
"""The kinds whose paragraphs are lines of their text, as no others' are."""

WIDEST = 4_000
"""The widest picture of a page that is drawn, in pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What reading one file may cost.

    It may take `seconds` until the next page is there, and on the whole `seconds` and
    `page_seconds` more for each page; OCR has its own limit and is not counted. `memory` in bytes
    holds for the worker process where the system can hold it to that.
    """

    seconds: float = 25.0
    page_seconds: float = 1.0
    memory: int = 2 * 1024**3


@dataclass(frozen=True, kw_only=True, slots=True)
class OcrOrder:
    """That pages without text are to be recognised.

    `languages` are Tesseract's codes, none to choose among those installed; then `expected` are
    those that the file is likely to be in. `seconds` is the time limit of one run of Tesseract
    over one page.
    """

    languages: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    seconds: float = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadPage:
    """A page as it was read.

    `width` and `height` are in points for documents, in pixels for images, 0 for a page that has
    no picture. `label` is the page's own name in the file ("xii"), "" when it has none.
    """

    text: str
    boxes: Sequence[WordBox] = ()
    width: float = 0.0
    height: float = 0.0
    label: str = ""
    origin: TextOrigin = TextOrigin.NONE
    language: str = ""
    confidence: float | None = None
    doubt: Doubt = Doubt.NONE
    warning: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadFile:
    """A file as it was read.

    `date_hint` is when the file was made, as the file says; `taken` when a photograph was taken,
    to the second ("2024-05-17T09:12:44", with a fraction and a zone where the camera wrote them).
    """

    media_type: str
    title: str = ""
    creators: tuple[str, ...] = ()
    language_hint: LanguageCode = UNKNOWN_LANGUAGE
    date_hint: str = ""
    taken: str = ""
    pages: tuple[ReadPage, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What a file says of itself; `warnings` are about the file as a whole."""

    title: str = ""
    creators: tuple[str, ...] = ()
    date: str = ""
    taken: str = ""
    language: LanguageCode = UNKNOWN_LANGUAGE
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A drawn page: three bytes a pixel (red, green, blue), `stride` bytes a row."""

    width: int
    height: int
    rgb: bytes
    stride: int


def no_allowance(seconds: float) -> None:
    """Stand for what tells the other side of a worker's pipe how long a program may run."""
    del seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Means:
    """What a reader may use: a private `folder`, and passwords for files that are locked.

    `allow` is told before each run of another program how many seconds it may take.
    """

    folder: Path
    allow: Callable[[float], None] = no_allowance
    passwords: tuple[str, ...] = ()


class Reader(Protocol):
    """One open file of a kind that is known; made with the file's path, closed when done."""

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 when that shows only while reading."""

    def pages(self, recognise: Recognise | None) -> Iterator[ReadPage]:
        """Read all pages in their order; pages without text are recognised when that is given."""

    def facts(self) -> Facts:
        """Return what the file says of itself; called after the pages were read."""

    def labels(self) -> tuple[str, ...]:
        """Return the pages' own names; called last, since it may break down on a damaged file."""

    def picture(self, index: int, width: int) -> Picture:
        """Draw a page at most `width` pixels wide."""

    def close(self) -> None:
        """Let go of the file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognised:
    """Text found on a picture, boxes as fractions of it; `warning` says what went wrong.

    `language` are the codes of the languages it turned out to be in, `confidence` how sure
    Tesseract is, of 100.
    """

    text: str
    boxes: Sequence[WordBox] = ()
    language: str = ""
    confidence: float | None = None
    doubt: Doubt = Doubt.NONE
    warning: str = ""


def recognised_page(found: Recognised, width: float, height: float) -> ReadPage:
    """Return a page of that size with what was recognised on its picture."""
    return ReadPage(
        text=found.text,
        boxes=found.boxes,
        width=width,
        height=height,
        origin=TextOrigin.OCR if found.text else TextOrigin.NONE,
        language=found.language,
        confidence=found.confidence,
        doubt=found.doubt,
        warning=found.warning,
    )


if TYPE_CHECKING:
    Recognise = Callable[[Image], Recognised]
    """Finds the text on a picture."""
