"""Opens documents that are ZIP files of parts: DOCX, ODT, EPUB, packed FB2.

Nothing is ever unpacked to the disk, so names of parts that lead elsewhere lead nowhere. A part is
measured before it is unpacked, and all parts together have a limit. In XML no entity is resolved
and no address followed, and a document that declares entities of its own is refused.
"""

from __future__ import annotations

import lzma
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from archivist.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST_PART = 100 * 1024**2
_LARGEST_WHOLE = 300 * 1024**2
_MOST_PARTS = 20_000
_ENCRYPTED_FLAG = 0x1

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    ValueError,
)
"""What unpacking a damaged file raises; damaged XML has its own error."""


class Package:
    """An open document of parts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unpacked = 0
        try:
            self._packed = zipfile.ZipFile(path)
        except _DAMAGE as error:
            raise UnreadableFileError(path.name, "it is cut short or damaged") from error
        infos = self._packed.infolist()
        if len(infos) > _MOST_PARTS:
            raise UnreadableFileError(path.name, f"it consists of more than {_MOST_PARTS:,} parts")
        self._parts = {info.filename: info for info in infos}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, as they are packed."""
        return tuple(self._parts)

    def size_of(self, names: Iterable[str]) -> int:
        """Return how many bytes some parts say that they are, unpacked."""
        return sum(self._parts[name].file_size for name in names if name in self._parts)

    def read(self, name: str) -> bytes | None:
        """Unpack a part; None when there is none.

        Raises:
            UnreadableFileError: when it is damaged, encrypted or too large.
        """
        info = self._parts.get(name)
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableFileError(self._path.name, "it is encrypted with a password")
        self._unpacked += info.file_size
        if info.file_size > LARGEST_PART or self._unpacked > _LARGEST_WHOLE:
            limit = LARGEST_PART if info.file_size > LARGEST_PART else _LARGEST_WHOLE
            reason = f"unpacked, its text is larger than {limit // 1024**2} MB"
            raise UnreadableFileError(self._path.name, reason)
        try:
            with self._packed.open(info) as part:  # gives no more than the size it was said to have
                return part.read()
        except (RuntimeError, *_DAMAGE) as error:
            raise UnreadableFileError(self._path.name, "it is cut short or damaged") from error

    def xml(self, name: str) -> etree._Element | None:
        """Unpack and parse a part; None when there is none.

        Raises:
            UnreadableFileError: when it is damaged, encrypted or too large, or declares entities.
        """
        content = self.read(name)
        return None if content is None else parse_xml(content, self._path.name)

    def close(self) -> None:
        """Let go of the file."""
        self._packed.close()


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Parse XML of a stranger; `name` is that of the file.

    Raises:
        UnreadableFileError: when it is damaged, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(name, "it is cut short or damaged") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():  # type: ignore[union-attr]  # not in the stubs
        raise UnreadableFileError(
            name, "it declares entities, which no sound document of its kind does"
        )
    return root


def joined(folder: str, address: str) -> str:
    """Return the name of the part that an address in a part of some folder leads to."""
    return posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/")
