"""Reads tables as they stand: CSV and TSV in any encoding, and Excel workbooks, new and old.

Every cell becomes text; which line it stood on is kept. What the columns mean is not asked here.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import struct
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.encodings import decode
from archivist.library.inventories import ReadTable, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from archivist.ingest.old_workbook import Cells

MOST_ROWS = 200_000
"""A table with more rows than that is refused."""

MOST_COLUMNS = 256
"""Columns after these are left out."""

_LARGEST = 200 * 1024**2
_LONGEST_CELL = 20_000
_SEPARATORS = {";": "semicolons", ",": "commas", "\t": "tabs", "|": "bars"}
_SAMPLE_LINES = 60
_SAMPLE_LINE = 1_000
_SAMPLE = 60_000
_DAMAGE = (
    zipfile.BadZipFile,
    EOFError,
    KeyError,
    ValueError,
    SyntaxError,  # of XML
    NotImplementedError,
    OSError,
)
_HEAD = 4_096


def read_delimited(path: Path, name: str) -> ReadTable:
    """Read a table of text.

    Raises:
        UnreadableFileError: when it is too large, or no table of text.
    """
    if path.stat().st_size > _LARGEST:
        raise UnreadableFileError(name, f"it is larger than {_LARGEST // 1024**2} MB")
    decoded = decode(path.read_bytes())
    text = decoded.text.removeprefix("\ufeff")
    if "\0" in text[:_HEAD]:
        raise UnreadableFileError(name, "it is no table of text")
    said, text = _said_separator(text)
    separator = said or _separator(text)
    rows = _few(_parsed(text, separator, first=2 if said else 1, name=name), name)
    how = f"{decoded.encoding}, {_SEPARATORS.get(separator, separator)}"
    return ReadTable(rows=rows, how=how if decoded.sure else f"{how}, perhaps")


def _said_separator(text: str) -> tuple[str, str]:
    """Return the separator that Excel's own first line names (`sep=;`), and the text after it."""
    line, _, rest = text.partition("\n")
    said = line.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) == len("sep=") + 1:
        return said[-1], rest
    return ("\t", rest) if said == "sep=" else ("", text)


def _separator(text: str) -> str:
    """Return the separator by which most lines fall into the same number of cells."""
    lines = [line[:_SAMPLE_LINE] for line in text[:_SAMPLE].splitlines() if line.strip()]
    lines = lines[:_SAMPLE_LINES]
    best, most = ",", (0.0, 0)
    for separator in _SEPARATORS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
        widths.pop(1, None)
        if widths:
            width, times = max(widths.items(), key=lambda one: (one[1], one[0]))
            score = (times * min(width, 6) / len(lines), width)
            if score > most:
                best, most = separator, score
    return best


def _parsed(text: str, separator: str, *, first: int, name: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFileError(
                name, f"a cell of it is larger than a table can have ({error})", line
            ) from error
        yield Row(line=line, cells=_tidy(cells))
        line = first + reader.line_num


def read_workbook(path: Path, name: str) -> ReadTable:
    """Read the sheet of a workbook that holds most; formulas count as their last results.

    Raises:
        UnreadableFileError: when it is damaged, encrypted or too large.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - seldom needed

    _check_parts(path, name)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            sheets = [
                (sheet.title, _few(_sheet_rows(sheet.iter_rows(values_only=True)), name))
                for sheet in book.worksheets
            ]
        finally:
            book.close()
    except UnreadableFileError:
        raise
    except _DAMAGE as error:
        raise UnreadableFileError(name, "it is cut short or damaged") from error
    if not sheets:
        raise UnreadableFileError(name, "it has no sheet with cells")
    return _fullest(sheets)


def read_old_workbook(path: Path, name: str) -> ReadTable:
    """Read the sheet of a workbook of Excel 97 to 2003 that holds most.

    Raises:
        UnreadableFileError: when it is damaged, encrypted, too large or older.
    """
    from archivist.ingest.old_workbook import read_sheets  # noqa: PLC0415 - seldom needed

    try:
        found = read_sheets(path, name)
    except (ValueError, IndexError, struct.error) as error:
        raise UnreadableFileError(name, "it is cut short or damaged") from error
    if not found:
        raise UnreadableFileError(name, "it is cut short or damaged")
    return _fullest([(title, _few(_cell_rows(cells), name)) for title, cells in found])


def _cell_rows(cells: Cells) -> Iterator[Row]:
    for row in sorted(cells):
        there = cells[row]
        width = min(max(there) + 1, MOST_COLUMNS)
        yield Row(line=row + 1, cells=_tidy(_text(there.get(column)) for column in range(width)))


def _fullest(sheets: Sequence[tuple[str, tuple[Row, ...]]]) -> ReadTable:
    title, rows = max(sheets, key=lambda sheet: len(sheet[1]))
    return ReadTable(rows=rows, how=f"sheet “{title}”" if len(sheets) > 1 else "Excel")


def _check_parts(path: Path, name: str) -> None:
    """Refuse a workbook whose parts unpack to too much, or declare a type of document."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(info.file_size for info in packed.infolist()) > _LARGEST:
                limit = f"{_LARGEST // 1024**2} MB"
                raise UnreadableFileError(name, f"unpacked, it is larger than {limit}")
            for info in packed.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    with packed.open(info) as part:
                        if b"<!DOCTYPE" in part.read(_HEAD):
                            raise UnreadableFileError(name, "a part of it is no part of Excel's")
    except RuntimeError as error:  # what zipfile raises for want of a password
        raise UnreadableFileError(name, "it is encrypted with a password") from error
    except _DAMAGE as error:
        raise UnreadableFileError(name, "it is cut short or damaged") from error


def _sheet_rows(rows: Iterable[tuple[object, ...]]) -> Iterator[Row]:
    for line, values in enumerate(rows, 1):
        yield Row(line=line, cells=_tidy(_text(value) for value in values[:MOST_COLUMNS]))


def _text(value: object) -> str:
    """Return the value of a cell as its reader sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, dt.datetime):
        midnight = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    return str(value)


def _tidy(cells: Iterable[str]) -> tuple[str, ...]:
    tidy = [" ".join(cell[:_LONGEST_CELL].split()) for cell in list(cells)[:MOST_COLUMNS]]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tuple(tidy)


def _few(rows: Iterable[Row], name: str) -> tuple[Row, ...]:
    """Return the rows that are not empty.

    Raises:
        UnreadableFileError: when there are too many.
    """
    found = []
    for row in rows:
        if row.cells:
            found.append(row)
        if len(found) > MOST_ROWS:
            raise UnreadableFileError(name, f"it has more than {MOST_ROWS:,} rows")
    return tuple(found)
