"""Knows kinds of files by how they begin, and by what lies in them."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.compound import SIGNATURE, CompoundFile
from archivist.ingest.reader import (
    AVIF,
    BMP,
    DJVU,
    DOC,
    DOCX,
    EPUB,
    FB2,
    GIF,
    HEIC,
    HTML,
    JPEG,
    JPEG2000,
    MARKDOWN,
    MHTML,
    ODT,
    PDF,
    PLAIN,
    PNG,
    RTF,
    TIFF,
    WEBP,
)

if TYPE_CHECKING:
    from pathlib import Path

BY_SUFFIX = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".docm": DOCX,
    ".dotx": DOCX,
    ".doc": DOC,
    ".dot": DOC,
    ".odt": ODT,
    ".ott": ODT,
    ".rtf": RTF,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".shtml": HTML,
    ".mht": MHTML,
    ".mhtml": MHTML,
    ".epub": EPUB,
    ".fb2": FB2,
    ".djvu": DJVU,
    ".djv": DJVU,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".jpe": JPEG,
    ".jfif": JPEG,
    ".png": PNG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".webp": WEBP,
    ".heic": HEIC,
    ".heif": HEIC,
    ".avif": AVIF,
    ".gif": GIF,
    ".bmp": BMP,
    ".jp2": JPEG2000,
    ".j2k": JPEG2000,
    ".jpf": JPEG2000,
    ".txt": PLAIN,
    ".text": PLAIN,
    ".asc": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}

NAMES = {
    PDF: "a PDF document",
    DOCX: "a DOCX document",
    DOC: "a Word document",
    ODT: "an ODT document",
    RTF: "a rich text document",
    HTML: "a web page",
    MHTML: "a saved web page",
    EPUB: "an electronic book",
    FB2: "an electronic book",
    DJVU: "a DjVu document",
    JPEG: "a JPEG picture",
    PNG: "a PNG picture",
    TIFF: "a TIFF picture",
    WEBP: "a WebP picture",
    HEIC: "a HEIC photograph",
    AVIF: "an AVIF picture",
    GIF: "a GIF picture",
    BMP: "a Windows bitmap",
    JPEG2000: "a JPEG 2000 picture",
    PLAIN: "a text",
    MARKDOWN: "a text",
}

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (rb"\xff\xd8\xff", JPEG),
    (rb"\x89PNG\r\n\x1a\n", PNG),
    (rb"II[*+]\0|MM\0[*+]", TIFF),
    (rb"RIFF....WEBP", WEBP),
    (rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1|heif)", HEIC),
    (rb"....ftypavi[fs]", AVIF),
    (rb"GIF8[79]a", GIF),
    (rb"BM....\0\0\0\0..\0\0", BMP),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", JPEG2000),
    (rb"AT&TFORM....(?:DJV[UM]|[BP]M44)", DJVU),
    (rb"\s{0,16}\{\\rtf", RTF),
)

_STRANGERS: tuple[tuple[int, bytes, str], ...] = (
    (0, SIGNATURE, "a document of Excel, PowerPoint or another program of old"),
    (4, b"ftyp", "a film or a picture of a phone"),
    (0, b"RIFF", "a sound or a film"),
    (0, b"7z\xbc\xaf\x27\x1c", "a packed archive"),
    (0, b"Rar!", "a packed archive"),
    (0, b"\x1f\x8b", "a packed archive"),
    (0, b"ID3", "a sound"),
    (0, b"MZ", "a program"),
    (0, b"\x7fELF", "a program"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"%!PS", "a PostScript document"),
)

_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/", "an Excel table"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "a LibreOffice document"),
)

_ELSEWHERE = (
    (re.compile(rb"<(?:\w+:)?ead[\s>]"), "a finding aid: import it as an inventory"),
    (re.compile(rb"\A\s*(?:\d+\.\s*)?TY  - "), "a list of references of another program"),
)
"""What other ways of importing take in."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,900}?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)
_FICTION = re.compile(rb"<(?:\w+:)?FictionBook\b")
_MAIL = re.compile(rb"(?:^|\n)MIME-Version:", re.I)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def by_content(path: Path, head: bytes) -> str:
    """Return the type of a file that no name can belie, "" when its beginning does not tell."""
    if b"%PDF-" in head[:1024]:
        return PDF
    for beginning, kind in _BEGINNINGS:
        if re.match(beginning, head, re.S):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    if head.startswith(SIGNATURE) and _is_word(path):
        return DOC
    return FB2 if _FICTION.search(_without_mark(head)) and _is_xml(head) else ""


def is_web_page(head: bytes) -> bool:
    """Tell whether a file begins as a web page does."""
    return bool(_HTML.match(_without_mark(head)))


def is_mail(head: bytes) -> bool:
    """Tell whether a file begins as a mail does, and as web pages that are saved in one file."""
    return bool(_MAIL.search(head))


def is_binary(head: bytes) -> bool:
    """Tell whether a file holds what no text does."""
    return b"\0" in head and not head.startswith(_BOMS)


def stranger(path: Path, head: bytes) -> str:
    """Name a kind of file that has no reader; "" when it may be a text.

    Raises:
        UnreadableFileError: when it is encrypted, or a packed file that is damaged.
    """
    if head.startswith(b"PK"):
        return _packed_stranger(path)
    if head.startswith(SIGNATURE) and _has_encrypted_package(path):
        raise UnreadableFileError(path.name, "it is encrypted with a password")
    for at, magic, what in _STRANGERS:
        if head.startswith(magic, at):
            return what
    if is_web_page(head):
        return NAMES[HTML]
    for sign, what in _ELSEWHERE:
        if sign.search(_without_mark(head)):
            return what
    return "an XML document" if _is_xml(head) else ""


def _without_mark(head: bytes) -> bytes:
    """Return a beginning without its mark of encoding; of UTF-16 only the lower bytes."""
    if head.startswith(_BOMS[1:]):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(_BOMS[0])


def _is_xml(head: bytes) -> bool:
    return _without_mark(head).lstrip().lower().startswith(b"<?xml")


def _packed(path: Path) -> str:
    """Return the type of a document that is a ZIP file, "" when it is no such document."""
    members = _members(path)
    if any(member.startswith("word/") for member in members):
        return DOCX
    if "META-INF/container.xml" in members and "content.xml" not in members:
        return EPUB
    if "content.xml" in members and _mimetype(path).startswith(_TEXT_DOCUMENT):
        return ODT
    books = [member for member in members if member.lower().endswith(".fb2")]
    return FB2 if len(books) == len(members) == 1 else ""


def _packed_stranger(path: Path) -> str:
    members = _members(path)
    if not members:
        raise UnreadableFileError(path.name, "it is cut short or damaged")
    for sign, what in _PARTS:
        if any(member.startswith(sign) for member in members):
            return what
    return "a packed archive"


def _members(path: Path) -> tuple[str, ...]:
    """Return the names in a ZIP file; none when it is none."""
    try:
        with zipfile.ZipFile(path) as packed:
            return tuple(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return ()


def _mimetype(path: Path) -> bytes:
    """Return what a ZIP file says that it is; LibreOffice writes that into its first part."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open("mimetype") as part:
            return part.read(100)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, KeyError, RuntimeError):
        return _TEXT_DOCUMENT


def _is_word(path: Path) -> bool:
    try:
        return "WordDocument" in CompoundFile(path).entries
    except (ValueError, IndexError):
        return False


def _has_encrypted_package(path: Path) -> bool:
    """Tell whether an Office container holds an encrypted document; its directory names it."""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if _ENCRYPTED in block:
                return True
    return False
