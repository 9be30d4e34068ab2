"""Tables for a spreadsheet or a word processor: CSV for one, DOCX for several with a title."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import StorageError
from archivist.exchange.documents import replace_file

if TYPE_CHECKING:
    from pathlib import Path

Cell = str | int | float

_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠|%")
_DECIMALS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and on which side its text stands."""

    heading: str
    share: int = 1
    right: bool = False
    bold: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows of cells under a heading ("" for none); each row has a cell for each column."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tables:
    """Some tables under one title; `lines` are paragraphs that say what the tables are about."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    locale: str = ""


def written(cell: Cell) -> str:
    """Return a cell as it is written in a table that people read: no more decimals than needed."""
    return f"{cell:.{_DECIMALS}f}" if isinstance(cell, float) else str(cell)


def to_csv(table: Table) -> bytes:
    """Return a table as CSV for Excel and its like: UTF-8 with a mark, commas, a header.

    No text becomes a formula: one that begins like a formula is given an apostrophe in front.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        writer.writerow([defused(cell) if isinstance(cell, str) else written(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA_SIGNS) else text


def write_csv(table: Table, target: Path) -> None:
    """Write a table as CSV; the target is replaced only when all of it has been written.

    Raises:
        StorageError: when the file cannot be written.
    """
    replace_file(target, to_csv(table))


def write_tables(tables: Tables, target: Path) -> None:
    """Write tables as DOCX; the target is replaced only when all of it has been written.

    Raises:
        StorageError: when the file cannot be written.
    """
    from archivist.exchange.docx.grids import to_docx_tables  # noqa: PLC0415 - loads slowly

    replace_file(target, to_docx_tables(tables))


def wrong_suffix(target: Path, *suffixes: str) -> StorageError:
    """Return the error that a file's name ends in none of the suffixes that can be written."""
    return StorageError(f"Writing “{target.name}”", f"the name must end in {', '.join(suffixes)}")
