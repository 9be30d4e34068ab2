"""Which reader reads which file: by its content first, by its name second."""

from __future__ import annotations

import errno
import os
import stat
import zipfile
from pathlib import PurePath
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.reader import DOCX, JPEG, MARKDOWN, PDF, PLAIN, PNG, TIFF

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.ingest.reader import Reader

_HEAD = 4_096

_BY_SUFFIX = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".docm": DOCX,
    ".dotx": DOCX,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".jpe": JPEG,
    ".png": PNG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".txt": PLAIN,
    ".text": PLAIN,
    ".asc": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}

_NAMES = {
    PDF: "a PDF document",
    DOCX: "a DOCX document",
    JPEG: "a JPEG picture",
    PNG: "a PNG picture",
    TIFF: "a TIFF picture",
    PLAIN: "a text",
    MARKDOWN: "a text",
}

_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
)

_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the containers of Office begin: old documents, and new ones that are encrypted."""

_STRANGERS: tuple[tuple[int, bytes, str], ...] = (
    (0, _OFFICE, "a document of Word, Excel or PowerPoint before 2007"),
    (0, rb"{\rtf", "a rich text document"),
    (0, b"AT&TFORM", "a DjVu document"),
    (4, b"ftyphei", "a HEIC photograph"),
    (4, b"ftypmif1", "a HEIC photograph"),
    (4, b"ftyp", "a film or a picture of a phone"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"BM", "a Windows bitmap"),
    (0, b"RIFF", "a WebP picture, a sound or a film"),
    (0, b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (0, b"7z\xbc\xaf\x27\x1c", "a packed archive"),
    (0, b"Rar!", "a packed archive"),
    (0, b"\x1f\x8b", "a packed archive"),
    (0, b"ID3", "a sound"),
    (0, b"MZ", "a program"),
    (0, b"\x7fELF", "a program"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"%!PS", "a PostScript document"),
)

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_file(path: Path, name: str) -> None:
    """Make sure that a path is a file that may be opened, without opening it.

    Raises:
        UnreadableFileError: when it is missing, a folder, a device or not ours to read.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        reason = "it is a link to nothing" if path.is_symlink() else "it is not there"
        raise UnreadableFileError(name, reason) from None
    except OSError as error:
        raise UnreadableFileError(name, refusal(error)) from error
    except ValueError:  # a null character
        raise UnreadableFileError(name, "its name is not one that a file can have") from None
    if stat.S_ISDIR(mode):
        raise UnreadableFileError(name, "it is a folder")
    if not stat.S_ISREG(mode):
        raise UnreadableFileError(name, "it is a device or a pipe, not a file")
    if not os.access(path, os.R_OK):
        raise UnreadableFileError(name, "you have no permission to read it")


def refusal(error: OSError) -> str:
    """Say in plain words why the system does not give a file out."""
    if error.errno == errno.ELOOP:
        return "it is a link that leads back to itself"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "you have no permission to read it"
    if error.errno == errno.ENOENT:
        return "it is not there"
    if error.errno == errno.ENAMETOOLONG:
        return "its name is too long"
    if error.errno == errno.EINVAL:  # a place before the beginning of the file was asked for
        return "it is cut short or damaged"
    return f"the system does not give it out ({error.strerror or error})"


def media_type(path: Path, name: str) -> str:
    """Return the type of a file; `name` is what the user calls it, the path need not have a suffix.

    Raises:
        UnreadableFileError: when it is empty, of a kind that is not known, or not what its name
            says.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise UnreadableFileError(name, "it is empty (0 bytes)")
    if not head.strip(b"\0"):
        raise UnreadableFileError(name, "it begins with nothing but zeros, as a failed copy does")
    suffix = PurePath(name).suffix.lower()
    return _by_content(path, head) or _by_name(path, head, suffix)


def _by_name(path: Path, head: bytes, suffix: str) -> str:
    """Return the type that a name promises, if the content does not speak against it."""
    promised = _BY_SUFFIX.get(suffix, "")
    stranger = _stranger(path, head)
    if promised in {PLAIN, MARKDOWN} and not (stranger and b"\0" in head):
        return promised  # a text may begin with anything
    if not stranger and not suffix and b"\0" not in head:
        return PLAIN
    if promised:
        what = stranger or "something else"
        raise UnreadableFileError(path.name, f"it is {what}, not {_NAMES[promised]}")
    kind = stranger or (f"its name ends in “{suffix}”" if suffix else "its name has no ending")
    raise UnreadableFileError(path.name, f"this kind of file is not known yet ({kind})")


def open_reader(path: Path, kind: str) -> Reader:
    """Open a file of a known type; only then its parser is imported, hence PLC0415."""
    if kind == PDF:
        from archivist.ingest.pdf import PdfReader  # noqa: PLC0415

        return PdfReader(path)
    if kind == DOCX:
        from archivist.ingest.docx import DocxReader  # noqa: PLC0415

        return DocxReader(path)
    if kind in {JPEG, PNG, TIFF}:
        from archivist.ingest.image import ImageReader  # noqa: PLC0415

        return ImageReader(path)
    from archivist.ingest.plaintext import PlainTextReader  # noqa: PLC0415

    return PlainTextReader(path)


def _by_content(path: Path, head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return PDF
    for magic, kind in _KNOWN:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04") and "word/" in _members(path):
        return DOCX
    return ""


def _members(path: Path) -> str:
    """Return the names in a ZIP file, one a line; "" when it is none."""
    try:
        with zipfile.ZipFile(path) as packed:
            return "\n".join(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return ""


def _stranger(path: Path, head: bytes) -> str:
    """Name a kind of file that has no reader; "" when it may be a text."""
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(_OFFICE) and _has_encrypted_package(path):
        raise UnreadableFileError(path.name, "it is encrypted with a password")
    for at, magic, what in _STRANGERS:
        if head.startswith(magic, at):
            return what
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "a web page"
    return "an XML document" if start.startswith(b"<?xml") else ""


def _zipped(path: Path) -> str:
    members = _members(path)
    if not members:
        raise UnreadableFileError(path.name, "it is cut short or damaged")
    for sign, what in (
        ("xl/", "an Excel table"),
        ("ppt/", "a PowerPoint presentation"),
        ("META-INF/container.xml", "an electronic book"),
        ("content.xml", "a LibreOffice document"),
    ):
        if any(member.startswith(sign) for member in members.splitlines()):
            return what
    return "a packed archive"


def _has_encrypted_package(path: Path) -> bool:
    """Tell whether an Office container holds an encrypted document; its directory names it."""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if _ENCRYPTED in block:
                return True
    return False
