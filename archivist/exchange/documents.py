"""Writing a document to a file, in the format that the file's suffix names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from archivist.errors import StorageError
from archivist.exchange.text import to_json, to_txt
from archivist.exchange.web_page import to_html_page

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.printed import Printed


def _to_docx(document: Printed) -> bytes:
    from archivist.exchange.docx import to_docx  # noqa: PLC0415 - python-docx loads slowly

    return to_docx(document)


_FORMATS = {".docx": _to_docx, ".html": to_html_page, ".txt": to_txt, ".json": to_json}

SUFFIXES = tuple(_FORMATS)
"""The suffixes that say in which format to write."""


def write_document(document: Printed, target: Path) -> None:
    """Write a document; the target is replaced only when all of it has been written.

    Raises:
        StorageError: when the suffix names no format, or the file cannot be written.
    """
    make = _FORMATS.get(target.suffix.lower())
    if make is None:
        raise StorageError(_doing(target), f"the name must end in {', '.join(SUFFIXES)}")
    replace_file(target, make(document))


def replace_file(target: Path, content: bytes) -> None:
    """Write a file under a temporary name, then put it in place.

    Raises:
        StorageError: when the target is locked or its folder cannot be written to.
    """
    if target.exists() and not os.access(target, os.W_OK):
        raise StorageError(_doing(target), "the file is protected against writing")
    part = target.with_name(f".archivist-{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageError(_doing(target), _reason(error, target)) from error


def _doing(target: Path) -> str:
    return f"Writing “{target.name}”"


def _reason(error: OSError, target: Path) -> str:
    if isinstance(error, PermissionError):
        return "it is open in another program, or its folder may not be written to"
    if not target.parent.is_dir():
        return f"there is no folder “{target.parent}”"
    return error.strerror or str(error)
