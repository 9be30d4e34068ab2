"""Reads the compound files of old Office: what is in them, and what a document says of itself.

Only the directory and single streams are read; chains of sectors that run in circles end.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_ENTRY = 128
_LAST = 0xFFFFFFFA
"""From here on the numbers of sectors mean something else: the end of a chain, a free sector."""

_SHORT = 4_096
"""Streams below this size lie in the short sectors of 64 bytes."""

_LARGEST = 4 * 1024**2
_LARGEST_FILE = 256 * 1024**2
_STREAM, _ROOT = 2, 5

_TITLE, _AUTHOR, _CREATED = 2, 4, 12
_CODE_PAGE, _ANSI_TEXT, _WIDE_TEXT, _TIME = 1, 30, 31, 64
_UTF8, _UTF16 = 65001, 1200
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A stream in the directory."""

    kind: int
    start: int
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What a document says of itself."""

    title: str = ""
    author: str = ""
    created: str = ""


class CompoundFile:
    """A compound file whose directory was read.

    Making it raises ValueError or struct.error when it is none, or damaged.
    """

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > _LARGEST_FILE:
            raise ValueError("too large")
        self._data = path.read_bytes()
        header = self._data[:_HEADER]
        if not header.startswith(SIGNATURE) or len(header) < _HEADER:
            raise ValueError("no compound file")
        shift, short_shift = struct.unpack_from("<HH", header, 30)
        if shift not in {9, 12} or short_shift != 6:  # noqa: PLR2004 - the only ones there are
            raise ValueError("a sector size that there is not")
        self._size, self._short = 1 << shift, 1 << short_shift
        self._most = max(1, len(self._data) // self._size + 1)
        directory, self._short_start = struct.unpack_from("<I8xI", header, 48)
        self._table = self._allocation(header)
        self.entries = self._entries(self._chain(directory, _LARGEST))

    def stream(self, name: str, most: int = _LARGEST) -> bytes:
        """Return what a stream of at most so many bytes holds, b"" when there is none."""
        entry = self.entries.get(name)
        if entry is None or entry.kind != _STREAM or entry.size > most:
            return b""
        if entry.size >= _SHORT:
            return self._chain(entry.start, entry.size)[: entry.size]
        root = next((each for each in self.entries.values() if each.kind == _ROOT), None)
        if root is None:
            return b""
        whole = self._chain(root.start, _LARGEST)
        links = self._chain(self._short_start, _LARGEST)
        table = struct.unpack(f"<{len(links) // 4}I", links[: len(links) // 4 * 4])
        found, sector, seen = b"", entry.start, 0
        while sector < len(table) and len(found) < entry.size and seen <= len(table):
            found += whole[sector * self._short : (sector + 1) * self._short]
            sector, seen = table[sector], seen + 1
        return found[: entry.size]

    def summary(self) -> Summary:
        """Return title, author and day of making; what is damaged is left out."""
        try:
            told = _properties(self.stream("\x05SummaryInformation"))
        except (struct.error, UnicodeDecodeError, LookupError, OverflowError):
            return Summary()
        return Summary(
            title=told.get(_TITLE, ""),
            author=told.get(_AUTHOR, ""),
            created=told.get(_CREATED, ""),
        )

    def _allocation(self, header: bytes) -> tuple[int, ...]:
        """Return which sector follows each."""
        sectors = [each for each in struct.unpack_from("<109I", header, 76) if each < _LAST]
        more, count = struct.unpack_from("<II", header, 68)
        while more < _LAST and count and len(sectors) <= self._most:
            block = self._sector(more)
            numbers = struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
            sectors += [each for each in numbers[:-1] if each < _LAST]
            more, count = (numbers[-1] if numbers else _LAST), count - 1
        content = b"".join(self._sector(each) for each in sectors[: self._most])
        return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])

    def _chain(self, start: int, most: int) -> bytes:
        """Return what a chain of sectors holds, no more than about `most` bytes of it."""
        found, sector, seen = [], start, 0
        while sector < len(self._table) and seen * self._size < most and seen <= self._most:
            found.append(self._sector(sector))
            sector, seen = self._table[sector], seen + 1
        return b"".join(found)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    @staticmethod
    def _entries(directory: bytes) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind and 2 <= length <= 64:  # noqa: PLR2004 - the field has 64 bytes
                name = directory[at : at + length - 2].decode("utf-16-le", "replace")
                found.setdefault(name, Entry(kind=kind, start=start, size=size))
        return found


def _properties(data: bytes) -> dict[int, str]:
    """Read the texts and dates of a set of properties."""
    if len(data) < 48:  # noqa: PLR2004 - its head
        return {}
    (start,) = struct.unpack_from("<I", data, 44)
    (count,) = struct.unpack_from("<I", data, start + 4)
    places = dict(
        struct.unpack_from("<II", data, start + 8 + 8 * index) for index in range(min(count, 100))
    )
    code_page = _UTF8
    if _CODE_PAGE in places:
        (code_page,) = struct.unpack_from("<H", data, start + places[_CODE_PAGE] + 4)
    found = {}
    for key in (_TITLE, _AUTHOR, _CREATED):
        if key in places:
            found[key] = _value(data, start + places[key], code_page)
    return found


def _value(data: bytes, at: int, code_page: int) -> str:
    kind, length = struct.unpack_from("<II", data, at)
    if kind == _TIME:
        (ticks,) = struct.unpack_from("<Q", data, at + 4)
        return str((_EPOCH + timedelta(microseconds=ticks // 10)).date()) if ticks else ""
    if kind == _WIDE_TEXT:
        return data[at + 8 : at + 8 + 2 * length].decode("utf-16-le", "replace").rstrip("\0")
    if kind == _ANSI_TEXT:
        encoding = {_UTF8: "utf-8", _UTF16: "utf-16-le"}.get(code_page, f"cp{code_page}")
        return data[at + 8 : at + 8 + length].decode(encoding, "replace").rstrip("\0")
    return ""
