"""Reads workbooks of Excel 97 to 2003 (XLS): the values of the cells of each sheet.

Such a workbook is one stream of records, each a kind, a length and so many bytes. Formulas count as
their last results. What is damaged raises ValueError, IndexError or struct.error.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.compound import CompoundFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_LARGEST = 64 * 1024**2
_BEGIN, _END, _LOCKED, _SHEET = 0x809, 0x0A, 0x2F, 0x85
_STRINGS, _GOES_ON, _FORMAT, _STYLE, _EPOCH = 0xFC, 0x3C, 0x41E, 0xE0, 0x22
_LABEL_OF_STRINGS, _LABEL, _NUMBER, _SHORT, _SHORTS = 0xFD, 0x204, 0x203, 0x27E, 0xBD
_FORMULA, _RESULT, _TRUTH = 0x06, 0x207, 0x205
_WIDE, _FAR_EAST, _RICH = 1, 4, 8

Cells = dict[int, dict[int, object]]
"""Values by row and column, both counted from 0."""


def read_sheets(path: Path, name: str) -> list[tuple[str, Cells]]:
    """Return the sheets of a workbook with their names.

    Raises:
        UnreadableFileError: when it wants a password, is older than Excel 97, or no table.
    """
    compound = CompoundFile(path)
    book = compound.stream("Workbook", _LARGEST)
    locked = "EncryptedPackage" in compound.entries
    if locked or any(kind == _LOCKED for kind, _ in _records(book, 0)):
        raise UnreadableFileError(name, "it is encrypted with a password")
    if "Book" in compound.entries and not book:
        raise UnreadableFileError(
            name, "it is a table of before Excel 97; save it as .xlsx or .csv, and import that"
        )
    if compound.entries and "Workbook" not in compound.entries:
        raise UnreadableFileError(name, "it is no table of Excel")
    return list(_Workbook(book).sheets())


class _Workbook:
    """What all sheets share: texts, formats of numbers, and where the sheets begin."""

    def __init__(self, book: bytes) -> None:
        self._book = book
        self._sheets: list[tuple[str, int]] = []
        self._formats: dict[int, str] = {}
        self._styles: list[int] = []
        self._strings: list[str] = []
        self._since_1904 = False
        texts: list[bytes] = []
        last = 0
        for kind, data in _records(book, 0):
            if kind == _GOES_ON and last == _STRINGS:
                texts.append(data)
                continue
            if kind == _STRINGS:
                texts = [data]
            self._take(kind, data)
            last = kind
            if kind == _END:
                break
        if texts:
            self._strings = list(_Texts(texts).all())

    def sheets(self) -> Iterator[tuple[str, Cells]]:
        """Yield the name and the cells of each sheet."""
        for title, start in self._sheets:
            yield title, self._cells(start)

    def _take(self, kind: int, data: bytes) -> None:
        if kind == _SHEET and data[5] == 0:  # no chart, no macros
            self._sheets.append((_text(data, 6, "<B"), struct.unpack_from("<I", data)[0]))
        elif kind == _FORMAT:
            self._formats[struct.unpack_from("<H", data)[0]] = _text(data, 2)
        elif kind == _STYLE:
            self._styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _EPOCH:
            self._since_1904 = data[0] == 1

    def _cells(self, start: int) -> Cells:
        cells: Cells = {}
        depth, asked = 0, (0, 0)
        for kind, data in _records(self._book, start):
            depth += (kind == _BEGIN) - (kind == _END)
            if depth == 0:
                break
            if depth > 1:
                continue  # a chart in the sheet
            if kind == _RESULT:
                cells.setdefault(asked[0], {})[asked[1]] = _text(data, 0)
                continue
            for row, column, value in self._found(kind, data):
                asked = row, column
                if value is not None:
                    cells.setdefault(row, {})[column] = value
        return cells

    def _found(self, kind: int, data: bytes) -> Iterator[tuple[int, int, object]]:
        """Yield the row, column and value of the cells of a record."""
        if kind == _SHORTS:
            row, first = struct.unpack_from("<HH", data)
            for number in range((len(data) - 6) // 6):
                style, value = struct.unpack_from("<HI", data, 4 + 6 * number)
                yield row, first + number, self._number(_short(value), style)
            return
        if kind not in {_LABEL_OF_STRINGS, _LABEL, _NUMBER, _SHORT, _FORMULA, _TRUTH}:
            return
        row, column, style = struct.unpack_from("<HHH", data)
        yield row, column, self._value(kind, data, style)

    def _value(self, kind: int, data: bytes, style: int) -> object:
        if kind == _LABEL_OF_STRINGS:
            return self._strings[struct.unpack_from("<I", data, 6)[0]]
        if kind == _LABEL:
            return _text(data, 6)
        if kind == _TRUTH:
            return None if data[7] else bool(data[6])
        if kind == _SHORT:
            return self._number(_short(struct.unpack_from("<I", data, 6)[0]), style)
        if kind == _FORMULA and data[12:14] == b"\xff\xff":
            return bool(data[8]) if data[6] == 1 else None  # a text follows in a record of its own
        return self._number(struct.unpack_from("<d", data, 6)[0], style)

    def _number(self, value: float, style: int) -> object:
        """Return a number, or the day that it stands for."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # noqa: PLC0415
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel  # noqa: PLC0415

        form = self._styles[style] if style < len(self._styles) else 0
        if not is_date_format(self._formats.get(form) or BUILTIN_FORMATS.get(form, "")):
            return value
        try:
            day: object = from_excel(value, MAC_EPOCH if self._since_1904 else WINDOWS_EPOCH)
        except (ValueError, OverflowError):
            return value
        return day


class _Texts:
    """The texts that cells share: they run on over records, in the middle of a word too."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces, self._piece, self._at = pieces, 0, 0

    def all(self) -> Iterator[str]:
        """Yield the texts."""
        _, many = struct.unpack("<II", self._bytes(8))
        for _ in range(many):
            length, flags = struct.unpack("<HB", self._bytes(3))
            runs = struct.unpack("<H", self._bytes(2))[0] if flags & _RICH else 0
            more = struct.unpack("<I", self._bytes(4))[0] if flags & _FAR_EAST else 0
            yield self._letters(length, wide=bool(flags & _WIDE))
            self._bytes(4 * runs + more)

    def _bytes(self, many: int) -> bytes:
        found = b""
        while many:
            part = self._pieces[self._piece][self._at : self._at + many]
            found, many, self._at = found + part, many - len(part), self._at + len(part)
            if many:
                self._piece, self._at = self._piece + 1, 0
        return found

    def _letters(self, many: int, *, wide: bool) -> str:
        found = []
        while True:
            size = 2 if wide else 1
            part = self._pieces[self._piece][self._at : self._at + many * size]
            found.append(_decoded(part, wide=wide))
            many, self._at = many - len(part) // size, self._at + len(part)
            if many <= 0:
                return "".join(found)
            self._piece, self._at = self._piece + 1, 1
            wide = bool(self._pieces[self._piece][0] & _WIDE)


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    while start + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, start)
        yield kind, book[start + 4 : start + 4 + size]
        start += 4 + size


def _text(data: bytes, start: int, length: str = "<H") -> str:
    """Return a text with its length and its flags before it."""
    (many,) = struct.unpack_from(length, data, start)
    start += struct.calcsize(length)
    wide = bool(data[start] & _WIDE)
    return _decoded(data[start + 1 : start + 1 + many * (2 if wide else 1)], wide=wide)


def _decoded(letters: bytes, *, wide: bool) -> str:
    return letters.decode("utf-16-le" if wide else "latin-1", "replace")


def _short(value: int) -> float:
    """Return a number that was packed into 30 bits."""
    number: float
    if value & 2:
        number = float((value >> 2) - ((value >> 31) << 30))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))[0]
    return number / 100 if value & 1 else number
