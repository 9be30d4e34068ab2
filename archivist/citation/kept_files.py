"""Files of styles that the user keeps, which may come from anywhere."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path


def read_kept(file: Path, largest: int) -> bytes:
    """Return what a file holds; a device or a pipe, which might never end, is not read.

    Raises:
        UnreadableFileError: when it cannot be read, is no file, or has more bytes than `largest`.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise UnreadableFileError(file.name, "it is no file")
        with file.open("rb") as opened:
            data = opened.read(largest + 1)
    except OSError as error:
        raise UnreadableFileError(file.name, error.strerror or str(error)) from error
    if len(data) > largest:
        raise UnreadableFileError(file.name, f"it is larger than {largest // 1_000_000} MB")
    return data


def read_kept_text(file: Path, largest: int) -> str:
    """Return the text of a file, with or without the mark of UTF-8 at its beginning.

    Raises:
        UnreadableFileError: when it cannot be read, is too large, or is no text in UTF-8.
    """
    try:
        return read_kept(file, largest).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(file.name, "it is no text in UTF-8") from error
