"""Reads Word documents of before 2007 (DOC), with antiword or LibreOffice if the machine has one.

antiword is asked first: it takes a hundredth of the time. What it cannot read LibreOffice turns
into DOCX, in a private folder, with a profile of its own that follows no address and runs no
macro.
"""

from __future__ import annotations

import shutil
import struct
from typing import TYPE_CHECKING

from archivist.errors import ProgramNeededError, UnreadableFileError
from archivist.ingest import programs
from archivist.ingest.compound import CompoundFile, Summary
from archivist.ingest.docx import DocxReader
from archivist.ingest.needs import EITHER, INSTALL, LIBREOFFICE
from archivist.ingest.paging import normal_lines
from archivist.ingest.reader import Facts
from archivist.ingest.textpages import Part, TextPages, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.ingest.reader import Means, Reader

ANTIWORD = programs.Program(
    title="antiword",
    command="antiword",
    elsewhere=("/opt/homebrew/bin/antiword", "/usr/local/bin/antiword", "/opt/local/bin/antiword"),
)
OFFICE = programs.Program(
    title="LibreOffice",
    command="soffice",
    elsewhere=(
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
)

_QUICK = 5.0
_LONG = 28.0
_ENCRYPTED_AT, _ENCRYPTED = 10, 0x0100
_DAMAGED = "it is cut short or damaged"

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # all addresses lead to a door that is shut
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def open_doc(path: Path, means: Means) -> Reader:
    """Open a document with whatever the machine has.

    Raises:
        ProgramNeededError: when it has neither program, or lacks the one that it takes.
        UnreadableFileError: when the document is encrypted or damaged.
    """
    try:
        compound = CompoundFile(path)
    except (ValueError, IndexError, struct.error) as error:
        raise UnreadableFileError(path.name, _DAMAGED) from error
    head = compound.stream("WordDocument")[: _ENCRYPTED_AT + 2]
    if len(head) > _ENCRYPTED_AT and struct.unpack_from("<H", head, _ENCRYPTED_AT)[0] & _ENCRYPTED:
        raise UnreadableFileError(path.name, "it is encrypted with a password")
    antiword, office = ANTIWORD.path(), OFFICE.path()
    if not antiword and not office:
        raise ProgramNeededError(path.name, EITHER, INSTALL[EITHER])
    plain = programs.plain_path(path, means.folder)
    text = _by_antiword(antiword, plain, means) if antiword else ""
    if text.strip():
        return DocReader(path, text, compound.summary())
    if not office:
        raise ProgramNeededError(path.name, LIBREOFFICE, INSTALL[LIBREOFFICE])
    return _by_office(office, path, means)


class DocReader(TextPages):
    """A Word document whose text was read; it is cut into pages."""

    def __init__(self, path: Path, text: str, summary: Summary) -> None:
        super().__init__(path, "a Word document")
        self._text = text
        self._summary = summary

    def parts(self) -> Iterator[Part]:
        """Yield the text."""
        yield Part(text=self._text)

    def facts(self) -> Facts:
        """Return title, author and day of making as the document tells them."""
        author = one_line(self._summary.author)
        return Facts(
            title=one_line(self._summary.title),
            creators=tuple(filter(None, map(str.strip, author.split(";")))),
            date=self._summary.created,
        )


def _by_antiword(program: str, path: Path, means: Means) -> str:
    """Return the text, "" when antiword cannot read it."""
    command = (program, "-m", "UTF-8.txt", "-w", "0", str(path))
    try:
        return normal_lines(programs.run(command, means, seconds=_QUICK).decode("utf-8", "replace"))
    except ChildProcessError:
        return ""


def _by_office(program: str, path: Path, means: Means) -> Reader:
    profile, out = means.folder / "profile", means.folder / "out"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        items = "\n".join(
            _ITEM.format(path=where, name=name, value=value) for where, name, value in _SETTINGS
        )
        settings.write_text(_PROFILE.format(items=items), encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    copy = means.folder / "converted.doc"
    shutil.copyfile(path, copy)
    command = (
        *(program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *(f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "docx"),
        *("--outdir", str(out), copy.name),
    )
    try:
        programs.run(command, means, seconds=_LONG)
    except ChildProcessError as error:
        raise UnreadableFileError(path.name, _DAMAGED) from error
    finally:
        copy.unlink(missing_ok=True)
    made = out / "converted.docx"
    if not made.is_file():
        raise UnreadableFileError(path.name, _DAMAGED)
    return DocxReader(made)
