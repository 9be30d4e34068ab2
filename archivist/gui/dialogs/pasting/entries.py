"""The entries of a pasted list, and what the user has made of each so far."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from archivist.library.archive import Archive, ArchiveName, match_key
from archivist.library.records import Citable, Record, RecordKind
from archivist.library.values import UNKNOWN_LANGUAGE, ArchiveId
from archivist.services.citing.pasting import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.library.values import LanguageCode, SourceId
    from archivist.services.citing.pasting import Proposal, SameSource, Slip

_SURE = 0.8
"""What is understood less surely is to be looked at."""

_LOST = 0.3
_BOTH = re.compile(r"(?P<full>.+?)\s*\((?P<short>[^()]+)\)")
_SHORT = 3
"""So many words in capitals are an abbreviation: ЦГА РК."""

_MADE_UP = -10_000_000_000
"""Archives that the user names have ids below those of all others."""


class Standing(Enum):
    """How an entry stands."""

    SURE = auto()
    LOOK = auto()
    LOST = auto()
    SKIPPED = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry as it was read, and as the user corrected it.

    `citable` holds the archive where it lies, of the library or to be made there. `asked` tells
    that this archive is questioned and not answered yet. `same` is a source of the library that it
    is linked to. `settled` is what the user has looked at.
    """

    proposal: Proposal
    place: int
    citable: Citable
    asked: bool = False
    same: SourceId | None = None
    settled: bool = False
    skipped: bool = False

    @property
    def record(self) -> Record:
        """What is known of the source."""
        return self.citable.record

    @property
    def archive(self) -> Archive | None:
        """Where it lies."""
        return self.citable.archive

    @property
    def text(self) -> str:
        """The string as it was pasted."""
        return self.proposal.text

    @property
    def slips(self) -> tuple[Slip, ...]:
        """What is wrong with the string."""
        return self.proposal.slips

    @property
    def numbered(self) -> bool:
        """Tell whether the string begins with a number."""
        return self.proposal.number is not None

    @property
    def label(self) -> str:
        """The number of the entry: its own, else its place in the list."""
        return str(self.proposal.number or self.place + 1)

    @property
    def kind(self) -> RecordKind:
        """What kind of source it is."""
        return self.record.kind

    @property
    def known(self) -> tuple[SameSource, ...]:
        """The sources of the library that look the same."""
        return self.proposal.same

    @property
    def abbreviation(self) -> str:
        """What the list calls the archive that is questioned, "" where none is."""
        match = self.proposal.match
        return match.new.label if match and match.archive is None and match.near else ""

    def asks(self, slip: Slip) -> bool:
        """Tell whether a slip is what the question about the archive asks."""
        end = slip.position + slip.length
        return bool(self.abbreviation) and self.text[slip.position : end] == self.abbreviation

    @property
    def hollow(self) -> bool:
        """Tell whether nothing is known that a source could be made of."""
        record = self.record
        named = record.title or record.creators or record.url or record.container
        return not (named or self.citable.location.levels)

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if self.skipped:
            return Standing.SKIPPED
        if self.hollow:
            return Standing.LOST
        if self.asked:
            return Standing.LOOK
        if self.settled or self.same is not None:
            return Standing.SURE
        if self.proposal.confidence < _LOST:
            return Standing.LOST
        doubtful = self.proposal.confidence < _SURE or bool(self.proposal.rest)
        return Standing.LOOK if doubtful or self.slips else Standing.SURE

    @property
    def open(self) -> bool:
        """Tell whether the user should look at it."""
        return self.standing in {Standing.LOOK, Standing.LOST}

    @property
    def taken(self) -> bool:
        """Tell whether it is made or linked when the list is imported."""
        return self.standing is not Standing.SKIPPED and not (self.hollow and self.same is None)

    def decision(self) -> Decision:
        """Return what is to become of it."""
        if not self.taken:
            return Decision(leave_out=True)
        return Decision(
            record=self.record,
            location=self.citable.location,
            archive=self.archive,
            source_id=self.same,
        )


def entries_of(proposals: Sequence[Proposal]) -> tuple[Entry, ...]:
    """Return the entries of a list as they were read; what is there already is linked."""
    return tuple(_entry(place, proposal) for place, proposal in enumerate(proposals))


def _entry(place: int, proposal: Proposal) -> Entry:
    nothing = Record(kind=RecordKind.OTHER, language=UNKNOWN_LANGUAGE)
    citable = proposal.citable or Citable(key="", record=nothing)
    match = proposal.match
    archive = (match.archive or match.new) if match else None
    return Entry(
        proposal=proposal,
        place=place,
        citable=replace(citable, key=str(place + 1), archive=archive),
        asked=bool(match and match.archive is None and match.near),
        same=proposal.same[0].id if proposal.same else None,
    )


def with_answer(entries: Sequence[Entry], abbreviation: str, archive: Archive) -> tuple[Entry, ...]:
    """Answer for all entries what an abbreviation means."""
    key = match_key(abbreviation)
    return tuple(
        replace(
            entry,
            citable=replace(entry.citable, archive=archive),
            asked=False,
            settled=True,
        )
        if entry.abbreviation and match_key(entry.abbreviation) == key
        else entry
        for entry in entries
    )


def with_question(entries: Sequence[Entry], abbreviation: str) -> tuple[Entry, ...]:
    """Open the question again what an abbreviation means."""
    key = match_key(abbreviation)
    return tuple(
        replace(entry, citable=replace(entry.citable, archive=match.new), asked=True, settled=False)
        if (match := entry.proposal.match)
        and entry.abbreviation
        and match_key(entry.abbreviation) == key
        else entry
        for entry in entries
    )


def known_archives(archives: Sequence[Archive], entries: Sequence[Entry]) -> dict[str, Archive]:
    """Return the archives of the library and of the list by every form of their names, folded."""
    listed = {
        one.archive.id: one.archive for one in reversed(entries) if one.archive and not one.asked
    }
    return {
        match_key(form): archive
        for archive in (*listed.values(), *archives)
        for form in archive.forms
    }


def archive_words(archive: Archive | None, language: LanguageCode) -> str:
    """Return an archive as the form shows it: its name in full, and its abbreviation."""
    if archive is None:
        return ""
    name = archive.name(language)
    short = f" ({name.abbreviation})" if name.abbreviation else ""
    return name.full + short if name.full else name.abbreviation


def named_archive(text: str, known: Mapping[str, Archive]) -> Archive | None:
    """Return the archive that a text names: a known one in any form, else one that is made."""
    text = " ".join(text.split())
    if not text:
        return None
    both = _BOTH.fullmatch(text)
    full, short = (both["full"], both["short"]) if both else (text, "")
    for form in (text, full, short):
        if form and (found := known.get(match_key(form))):
            return found
    if not short and len(full.split()) <= _SHORT and full.upper() == full:
        full, short = "", full
    name = ArchiveName(language=UNKNOWN_LANGUAGE, full=full, abbreviation=short)
    made_up = _MADE_UP - zlib.crc32(match_key(short or full).encode())
    return Archive(id=ArchiveId(made_up), names=(name,))
