"""Which reader reads an inventory: Excel, a table of text, or a finding aid in EAD."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.library.inventories import ReadInventory

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt", ".xml", ".ead")
"""The endings of the files that may hold an inventory."""

_HEAD = 65_536
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "open it in a spreadsheet program, save it as .xlsx or .csv, and import that"


def read_inventory(path: Path, name: str) -> ReadInventory:
    """Read an inventory; only its own parser is imported, hence PLC0415.

    Raises:
        UnreadableFileError: when it is none, damaged or too large.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableFileError(name, "it is empty")
    if head.startswith(_OFFICE):
        from archivist.ingest.grids import read_old_workbook  # noqa: PLC0415

        return ReadInventory(name=name, table=read_old_workbook(path, name))
    if head.startswith(b"PK"):
        return _packed(path, name)
    return _text(path, name, head)


def _packed(path: Path, name: str) -> ReadInventory:
    from archivist.ingest.grids import read_workbook  # noqa: PLC0415

    suffix = PurePath(name).suffix.lower()
    if suffix == ".ods":
        raise UnreadableFileError(name, f"it is a table of LibreOffice; {_SAVE_AS}")
    if suffix == ".xlsb":
        raise UnreadableFileError(name, f"it is a binary table of Excel; {_SAVE_AS}")
    return ReadInventory(name=name, table=read_workbook(path, name))


def _text(path: Path, name: str, head: bytes) -> ReadInventory:
    from archivist.ingest.ead import is_ead, read_ead  # noqa: PLC0415
    from archivist.ingest.grids import read_delimited  # noqa: PLC0415

    plain = head.replace(b"\0", b"")  # UTF-16 too
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        if is_ead(plain):
            return read_ead(path, name)
        what = "a web page" if re.match(rb"<(?:!doctype\s+)?html", start, re.I) else "an XML file"
        raise UnreadableFileError(name, f"it is {what}, not a finding aid in EAD")
    if start.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        raise UnreadableFileError(name, f"it is no table; {_SAVE_AS}")
    return ReadInventory(name=name, table=read_delimited(path, name))
