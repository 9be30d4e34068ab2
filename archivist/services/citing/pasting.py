"""Pasting: a list of references from another text becomes sources of the library."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from archivist.citation.parsing import EntryKind, Slip, split_list
from archivist.citation.parsing.context import in_context
from archivist.citation.parsing.document import list_in
from archivist.citation.parsing.entries import read_entry
from archivist.citation.parsing.lexicon import load_lexicon, near
from archivist.ingest.reader import PARAGRAPHED
from archivist.library.archive import Archive, match_key
from archivist.library.ordering import fold
from archivist.services.changes import Changes
from archivist.services.citing.entering import UNPLACED, Decision, Entering, Taken
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from archivist.citation.parsing import Lexicon, ParsedEntry
    from archivist.ingest.reader import ReadFile
    from archivist.ingest.worker import ReadingRoom
    from archivist.library.records import Citable, Record
    from archivist.library.references import Level
    from archivist.library.values import ArchiveId, GroupId, SourceId, UnitId
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.likeness import Alike
    from archivist.storage.unit_of_work import UnitOfWork

__all__ = [
    "ArchiveMatch",
    "Decision",
    "EntryKind",
    "Pasted",
    "Pasting",
    "Proposal",
    "SameSource",
    "Slip",
    "Taken",
]

_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_EACH = 25
"""How many entries are read between two steps of progress."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveMatch:
    """The archive that an entry names.

    `archive` is the library's, None when it has none of that name; then `new` is what would be
    made, and `near` are archives that it may be a slip for: nothing is merged unasked.
    """

    archive: Archive | None
    new: Archive
    near: tuple[Archive, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SameSource:
    """A source of the library that looks the same as an entry."""

    id: SourceId
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """An entry of a pasted list and what would become of it.

    `citable` is None for what was not understood. `confidence` runs from 0 to 1, `rest` is what of
    the text is left over.
    """

    text: str
    number: int | None
    kind: EntryKind
    citable: Citable | None
    match: ArchiveMatch | None
    same: tuple[SameSource, ...]
    confidence: float
    slips: tuple[Slip, ...]
    rest: str

    def decision(self) -> Decision:
        """Return what is done unless the user says otherwise: link what is there, make the rest."""
        if self.citable is None:
            return Decision(leave_out=True)
        match = self.match
        return Decision(
            record=self.citable.record,
            location=self.citable.location,
            archive=(match.archive or match.new) if match else None,
            source_id=self.same[0].id if self.same else None,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Pasted:
    """A pasted list, read."""

    proposals: tuple[Proposal, ...]


class Pasting:
    """Reads pasted lists into the sources of one library."""

    def __init__(self, database: Database, resources: Path, room: ReadingRoom) -> None:
        self._database = database
        self._resources = resources
        self._room = room

    @cached_property
    def _lexicon(self) -> Lexicon:
        return load_lexicon(self._resources)

    def text_of(self, path: Path) -> Steps[str]:
        """Read the list of references in a document: a text in any encoding, Word, or PDF.

        Raises:
            UnreadableFileError: when the file cannot be read, with one plain reason.
        """
        steps = self._room.read_steps(path)
        with closing(steps):
            while True:
                try:
                    reached = next(steps)
                except StopIteration as end:
                    return list_in(_whole(end.value))
                yield Progress(done=reached.pages, total=reached.total, what=path.name)

    def read(self, text: str) -> Steps[Pasted]:
        """Read a pasted list; nothing is changed."""
        texts = split_list(text)
        entries: list[ParsedEntry] = []
        for done, one in enumerate(texts):
            if done % _EACH == 0:
                yield Progress(done=done, total=2 * len(texts))
            entries.append(read_entry(one, self._lexicon))
        proposals: list[Proposal] = []
        with self._database.reading() as work:
            library = _Library(work, self._lexicon)
            judged = in_context(entries, self._lexicon, library.names)
            for done, entry in enumerate(judged):
                if done % _EACH == 0:
                    yield Progress(done=len(texts) + done, total=2 * len(texts))
                proposals.append(_proposal(entry, library))
        return Pasted(proposals=tuple(proposals))

    def take(self, decisions: Sequence[Decision], group_id: GroupId | None = None) -> Steps[Taken]:
        """Make or link the sources of a list, with their archives and files, as one step to undo.

        New sources go to a group, if one is named. Closing the generator leaves nothing behind.

        Raises:
            NotFoundError: when a source to link is not there any more.
            StorageError: when the database refuses; then nothing is changed.
        """
        ids: list[tuple[SourceId, ...]] = []
        with self._database.writing("Import references") as work:
            linked = (one.source_id for one in decisions if one.source_id is not None)
            entering = Entering(work, group_id, linked)
            for done, decision in enumerate(decisions):
                if done % _EACH == 0:
                    yield Progress(done=done, total=len(decisions))
                ids.append(entering.enter(decision))
        return Taken(changes=Changes.of_rows(work.touched), ids=tuple(ids))


def _whole(read: ReadFile) -> str:
    """Put the pages of a document together, empty lines only where they part its entries."""
    pages = [page.text for page in read.pages]
    if read.media_type in PARAGRAPHED:  # each entry is a paragraph, and each paragraph a line
        lines = (line for page in pages for line in page.split("\n"))
        return "\n".join(line for line in lines if line.strip())
    parted = any(_EMPTY_LINE.search(page) for page in pages)
    return ("\n\n" if parted else "\n").join(pages)


class _Library:
    """What is in the library already, asked once."""

    def __init__(self, work: UnitOfWork, lexicon: Lexicon) -> None:
        self._work = work
        self._lexicon = lexicon
        self._archives = work.archives.all()
        self._keys = {
            match_key(form): archive for archive in self._archives for form in archive.forms
        }
        self._units: dict[tuple[ArchiveId, UnitId | None, Level], UnitId | None] = {}

    @property
    def names(self) -> Collection[str]:
        """The names of all archives, folded."""
        return self._keys.keys()

    def match(self, archive: Archive) -> ArchiveMatch:
        """Find the archive of the library that an entry's is."""
        for form in archive.forms:
            if found := self._keys.get(match_key(form)):
                return ArchiveMatch(archive=found, new=archive)
        unknown = not any(name.full for name in archive.names)
        return ArchiveMatch(archive=None, new=archive, near=self._near(archive) if unknown else ())

    def _near(self, archive: Archive) -> tuple[Archive, ...]:
        """Return the archives whose abbreviation differs in one letter, the library's first."""
        known = [*self._archives, *self._lexicon.archives]
        named = {name.abbreviation: one for one in reversed(known) for name in one.names}
        names = near(archive.label, (), [name for name in named if name])
        found = [named[name] for name in names]
        keys = {match_key(form) for one in self._archives for form in one.forms}
        return tuple(
            one
            for one in dict.fromkeys(sorted(found, key=lambda one: one.id < 0))
            if one.id > 0 or match_key(one.label) not in keys
        )

    def same(self, citable: Citable, archive: Archive | None) -> tuple[SameSource, ...]:
        """Find the sources that look the same: same file and sheets, or same title and year."""
        if citable.archive is not None:
            alike = self._filed(citable, archive) if archive else ()
        else:
            alike = self._titled(citable.record)
        return tuple(SameSource(id=one.id, title=one.title) for one in alike)

    def _filed(self, citable: Citable, archive: Archive) -> tuple[Alike, ...]:
        unit: UnitId | None = None
        for level in citable.location.levels or UNPLACED:
            unit = self._child(archive.id, unit, level)
            if unit is None:
                return ()
        title = fold(citable.record.title)
        return tuple(
            one
            for one in (self._work.alike.filed(unit) if unit is not None else ())
            if one.sheets == citable.location.sheets
            and (not title or not one.title or fold(one.title) == title)
        )

    def _titled(self, record: Record) -> tuple[Alike, ...]:
        if not record.title and not record.creators:
            return ()
        year = record.date.start.year if record.date else None
        author = fold(record.creators[0].family) if record.creators else ""
        return tuple(
            one
            for one in self._work.alike.titled(record.title)
            if one.year == year and (not author or not one.author or one.author == author)
        )

    def _child(self, archive: ArchiveId, parent: UnitId | None, level: Level) -> UnitId | None:
        key = (archive, parent, level)
        if key not in self._units:
            self._units[key] = self._work.alike.child(archive, parent, level)
        return self._units[key]


def _proposal(entry: ParsedEntry, library: _Library) -> Proposal:
    citable = entry.citable
    match = None
    if citable is not None and citable.archive is not None:
        match = library.match(citable.archive)
    same = library.same(citable, match.archive if match else None) if citable else ()
    return Proposal(
        text=entry.text,
        number=entry.number,
        kind=entry.kind,
        citable=citable,
        match=match,
        same=same,
        confidence=entry.confidence,
        slips=entry.warnings,
        rest=entry.rest,
    )
