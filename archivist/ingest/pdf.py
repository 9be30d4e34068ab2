"""Reads PDF: text, word boxes and pictures by PDFium, the names of the pages by pypdf."""

from __future__ import annotations

import contextlib
import ctypes
import re
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

from archivist.errors import LockedFileError, UnreadableFileError
from archivist.ingest.encodings import repaired
from archivist.ingest.glyphs import page_text
from archivist.ingest.language import language_code
from archivist.ingest.own_text import page_of
from archivist.ingest.pagelabels import sensible
from archivist.ingest.reader import Facts, Picture, ReadPage, Recognised, recognised_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archivist.ingest.reader import Recognise

_LONGEST_CODE = 100
_POINTS = 72
_SCAN_DPI = 300
_MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 20_000
"""Pixels of a drawn page: PDFium draws nothing that is much longer."""

_PROMISED = 20
"""So many pages at the end that cannot be opened were never there, whatever the document says."""

_SIGNS_OF_LABELS = (b"/PageLabels", b"/ObjStm")
_LONGEST_SIGN = 20
_BLOCK = 1 << 20

_DAMAGED = "it is cut short or damaged"
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


_BROKEN = ReadPage(text="", warning="it cannot be opened")


class PdfReader:
    """An open PDF document."""

    def __init__(self, path: Path, passwords: Sequence[str] = ()) -> None:
        self._path = path
        self._forms = False
        self._warnings: tuple[str, ...] = ()
        self._document, self._password = _opened(path, passwords)

    @property
    def page_count(self) -> int:
        """How many pages the document says it has."""
        return len(self._document)

    def pages(self, recognise: Recognise | None) -> Iterator[ReadPage]:
        """Read all pages in their order; one that cannot be opened is empty, with a warning."""
        broken = 0  # of those that were read last
        for index in range(self.page_count):
            try:
                page = self._read(index, recognise)
            except pdfium.PdfiumError:
                broken += 1
                continue
            yield from (_BROKEN,) * broken
            broken = 0
            yield page
        if broken == self.page_count:
            raise UnreadableFileError(self._path.name, "none of its pages can be opened")
        if broken > _PROMISED:
            there = self.page_count - broken
            told = f"it says that it has {self.page_count:,} pages, and has {there:,}"
            self._warnings = (told,)
        else:
            yield from (_BROKEN,) * broken

    def facts(self) -> Facts:
        """Return title, author and date of making from the document's own description."""
        author = _clean(self._told("Author"))
        made = _DATE.match(self._told("CreationDate"))
        return Facts(
            title=_clean(self._told("Title")),
            creators=tuple(filter(None, map(str.strip, author.split(";")))),
            date="-".join(filter(None, made.groups())) if made else "",
            language=language_code(self._told_language()),
            warnings=self._warnings,
        )

    def labels(self) -> tuple[str, ...]:
        """Return the names of the pages; none when they say nothing.

        PDFium dies on a page label tree that runs in a circle, so pypdf reads it.
        """
        if not _may_have_labels(self._path):
            return ()
        import pypdf  # noqa: PLC0415 - slow to import, and seldom needed
        from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

        try:
            document = pypdf.PdfReader(self._path, password=self._password or None)
            if "/PageLabels" not in document.root_object:
                return ()
            labels = [_clean(label) for label in document.page_labels]
        except (PyPdfError, DependencyError, NotImplementedError):
            return ()
        return sensible(labels)

    def picture(self, index: int, width: int) -> Picture:
        """Draw a page with its annotations and forms."""
        if not self._forms:
            self._document.init_forms()
            self._forms = True
        if not 0 <= index < self.page_count:
            raise UnreadableFileError(self._path.name, f"it has no page {index + 1}")
        try:
            with contextlib.closing(self._document.get_page(index)) as page:
                scale = _scale(page, (width - 0.01) / max(page.get_width(), 1.0))
                bitmap = page.render(scale=scale, rev_byteorder=True)
        except pdfium.PdfiumError as error:
            reason = f"page {index + 1} cannot be drawn"
            raise UnreadableFileError(self._path.name, reason) from error
        with contextlib.closing(bitmap):
            return Picture(
                width=bitmap.width,
                height=bitmap.height,
                rgb=bytes(bitmap.buffer),
                stride=bitmap.stride,
            )

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def _told_language(self) -> str:
        ask = getattr(raw, "FPDFCatalog_GetLanguage", None)
        if ask is None:  # PDFium of before 2025
            return ""
        length = ask(self._document, None, 0)
        if not 0 < length <= _LONGEST_CODE:
            return ""
        told = (ctypes.c_ushort * length)()
        ask(self._document, told, length)
        return bytes(told).decode("utf-16-le", "replace").partition("\0")[0]

    def _told(self, key: str) -> str:
        try:
            return str(self._document.get_metadata_value(key))
        except UnicodeDecodeError:
            return ""

    def _read(self, index: int, recognise: Recognise | None) -> ReadPage:
        with contextlib.closing(self._document.get_page(index)) as page:
            text, boxes, lost = page_text(page)
            size = page.get_size()

            def found() -> Recognised:
                drawn = page.render(scale=_scale(page, _SCAN_DPI / _POINTS), grayscale=True)
                with contextlib.closing(drawn):
                    return recognise(drawn.to_pil()) if recognise else Recognised(text="")

            if text.strip():
                asked = found if recognise else None
                return page_of(text, boxes, size, asked, lost=lost)
            if recognise is None:
                return ReadPage(text="", width=size[0], height=size[1])
            return recognised_page(found(), *size)


def _opened(path: Path, passwords: Sequence[str]) -> tuple[pdfium.PdfDocument, str]:
    """Open a document with the first password that fits, none at first; return it as well."""
    for password in ("", *passwords):
        try:
            return pdfium.PdfDocument(path, password=password or None), password
        except pdfium.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                continue
            secure = error.err_code == raw.FPDF_ERR_SECURITY
            reason = "it is encrypted in a way that is not known" if secure else _DAMAGED
            raise UnreadableFileError(path.name, reason) from error
    raise LockedFileError(path.name)


def _may_have_labels(path: Path) -> bool:
    """Tell whether a document may name its pages: it says so, or packs where it would say so.

    To search it takes far less time than to have it read by pypdf.
    """
    held = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if any(sign in held + block for sign in _SIGNS_OF_LABELS):
                return True
            held = block[-_LONGEST_SIGN:]
    return False


def _scale(page: pdfium.PdfPage, wanted: float) -> float:
    """Return a scale that keeps the picture of a page below the greatest number of pixels."""
    width, height = page.get_size()
    most = (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5
    return float(min(wanted, most, _LONGEST_SIDE / max(width, height, 1.0)))


def _clean(text: str) -> str:
    """Mend a text of the description and take control characters out."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", repaired(text)).split())
