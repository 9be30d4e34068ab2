"""Which reader reads which file: by its content first, by its name second."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import PurePath
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest import kinds
from archivist.ingest.reader import (
    DJVU,
    DOC,
    DOCX,
    EPUB,
    FB2,
    HTML,
    MARKDOWN,
    MHTML,
    ODT,
    PDF,
    PICTURES,
    PLAIN,
    RTF,
)

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.ingest.reader import Means, Reader

_HEAD = 4_096

_WRITTEN = {HTML, MHTML, RTF, FB2}
"""The kinds that are text with marks in it; what is named so and is no other kind is read so."""


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
    return kinds.by_content(path, head) or _by_name(path, head, PurePath(name).suffix.lower())


def _by_name(path: Path, head: bytes, suffix: str) -> str:
    """Return the type that a name promises, if the content does not speak against it."""
    promised = kinds.BY_SUFFIX.get(suffix, "")
    if marked := _marked(head, promised, suffix):
        return marked
    stranger = kinds.stranger(path, head)
    if promised in {PLAIN, MARKDOWN} and not (stranger and b"\0" in head):
        return promised  # a text may begin with anything
    if promised in _WRITTEN and not stranger and not kinds.is_binary(head):
        return promised
    if not stranger and not suffix and b"\0" not in head:
        return PLAIN
    if promised:
        what = stranger or "something else"
        raise UnreadableFileError(path.name, f"it is {what}, not {kinds.NAMES[promised]}")
    kind = stranger or (f"its name ends in “{suffix}”" if suffix else "its name has no ending")
    raise UnreadableFileError(path.name, f"this kind of file is not known yet ({kind})")


def _marked(head: bytes, promised: str, suffix: str) -> str:
    """Return the type of a web page that says so; Word, too, calls those documents that it made."""
    if promised not in {HTML, MHTML, DOC} and suffix:
        return ""
    if kinds.is_web_page(head):
        return HTML
    return MHTML if promised and kinds.is_mail(head) else ""


def open_reader(path: Path, kind: str, means: Means) -> Reader:
    """Open a file of a known type; only then its parser is imported, hence PLC0415."""
    if kind in PICTURES:
        from archivist.ingest.image import ImageReader  # noqa: PLC0415

        return ImageReader(path, kind)
    if kind == PDF:
        from archivist.ingest.pdf import PdfReader  # noqa: PLC0415

        return PdfReader(path, means.passwords)
    if kind == DJVU:
        from archivist.ingest.djvu import DjvuReader  # noqa: PLC0415

        return DjvuReader(path, means)
    return _open_text(path, kind, means)


def _open_text(path: Path, kind: str, means: Means) -> Reader:
    """Open a document that has no pictures of its pages."""
    if kind in {DOCX, DOC}:
        from archivist.ingest.doc import open_doc  # noqa: PLC0415
        from archivist.ingest.docx import DocxReader  # noqa: PLC0415

        return DocxReader(path) if kind == DOCX else open_doc(path, means)
    if kind == ODT:
        from archivist.ingest.odt import OdtReader  # noqa: PLC0415

        return OdtReader(path)
    if kind == RTF:
        from archivist.ingest.rtf import RtfReader  # noqa: PLC0415

        return RtfReader(path)
    return _open_marked(path, kind)


def _open_marked(path: Path, kind: str) -> Reader:
    """Open a web page, an electronic book or a plain text."""
    if kind in {HTML, MHTML}:
        from archivist.ingest.html import HtmlReader  # noqa: PLC0415

        return HtmlReader(path, mail=kind == MHTML)
    if kind == EPUB:
        from archivist.ingest.epub import EpubReader  # noqa: PLC0415

        return EpubReader(path)
    if kind == FB2:
        from archivist.ingest.fb2 import Fb2Reader  # noqa: PLC0415

        return Fb2Reader(path)
    from archivist.ingest.plaintext import PlainTextReader  # noqa: PLC0415

    return PlainTextReader(path)
