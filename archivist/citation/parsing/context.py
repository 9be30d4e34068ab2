"""Entries in the light of their list: archives that it introduces, repeats, its habits."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.citation.fields.places import location_of
from archivist.citation.parsing.lexicon import near
from archivist.citation.parsing.parsed import EntryKind, ParsedEntry
from archivist.citation.parsing.sheets import sheet_fields
from archivist.citation.parsing.slips import Slip, unknown_abbreviation
from archivist.library.archive import Archive, match_key
from archivist.library.references import Location, UnitKind
from archivist.library.values import ArchiveId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.library.records import Citable

_A_LIST = 3
_UNKNOWN = -1_000_000
"""Archives that nobody knows have made-up ids below those of the known ones."""

_RANKS = {
    **dict.fromkeys((UnitKind.SERIES, UnitKind.ENTRY), 1),
    **dict.fromkeys((UnitKind.BOX, UnitKind.FOLDER), 2),
    **dict.fromkeys((UnitKind.FILE, UnitKind.PIECE, UnitKind.CODE), 3),
    UnitKind.ITEM: 4,
}
"""How deep levels lie; those that are not here lie highest."""

_MOST = 0.7
DOUBT = 0.7
"""What a reading is worth whose archive nobody knows."""


def in_context(
    entries: Sequence[ParsedEntry], lexicon: Lexicon, archives: Collection[str] = ()
) -> tuple[ParsedEntry, ...]:
    """Give the entries of one list what they take from each other.

    `archives` are the match keys of names that are known besides the lexicon's.
    """
    introduced = {
        match_key(entry.archive_abbreviation): entry
        for entry in reversed(entries)
        if entry.archive_full and entry.archive_abbreviation
    }
    ends = sum(entry.text.rstrip().endswith(".") for entry in entries)
    closing = len(entries) > _A_LIST and ends > len(entries) * _MOST
    named = [_with_archive(entry, introduced, lexicon) for entry in entries]
    questioned = (
        entry
        if match_key(entry.archive_abbreviation) in archives
        else _questioned(entry, introduced, lexicon)
        for entry in _repeated(named)
    )
    return tuple(_closed(entry, wanted=closing) for entry in questioned)


# -- archives


def _with_archive(
    entry: ParsedEntry, introduced: Mapping[str, ParsedEntry], lexicon: Lexicon
) -> ParsedEntry:
    """Give an entry the archive under all names that the list and Archivist know."""
    citable = entry.citable
    if citable is None or citable.archive is None:
        return entry
    first = introduced.get(match_key(entry.archive_abbreviation))
    own = citable.archive
    if first and first.citable and first.citable.archive and not entry.archive_full:
        own = first.citable.archive
    return replace(entry, citable=replace(citable, archive=_named(own, lexicon)))


def _named(own: Archive, lexicon: Lexicon) -> Archive:
    """Return an archive with the names of the known one that it is, those of the list first."""
    name = own.names[0]
    known = lexicon.archive(name.full) if name.full else lexicon.archive(name.abbreviation)
    if known is None:
        key = match_key(name.abbreviation or name.full)
        return replace(own, id=ArchiveId(_UNKNOWN - zlib.crc32(key.encode())))
    if not name.full:
        return known
    names = tuple(
        replace(one, full=name.full, abbreviation=name.abbreviation or one.abbreviation)
        if match_key(one.full) == match_key(name.full)
        else one
        for one in known.names
    )
    return replace(known, names=names)


def _questioned(
    entry: ParsedEntry, introduced: Mapping[str, ParsedEntry], lexicon: Lexicon
) -> ParsedEntry:
    """Question an abbreviation that neither the list nor Archivist knows; never merge it."""
    name = entry.archive_abbreviation
    if entry.kind is not EntryKind.ARCHIVAL or not name or entry.archive_full:
        return entry
    if match_key(name) in introduced or lexicon.archive(name):
        return entry
    listed = [one.archive_abbreviation for one in introduced.values()]
    position, length = entry.place
    slip = Slip(
        position=position,
        length=length,
        sentence=unknown_abbreviation(name, near(name, listed, lexicon.abbreviations)),
    )
    warnings = tuple(sorted((*entry.warnings, slip), key=lambda one: one.position))
    return replace(entry, warnings=warnings, confidence=round(entry.confidence * DOUBT, 2))


# -- repeats


def _repeated(entries: Sequence[ParsedEntry]) -> Iterator[ParsedEntry]:
    """Yield the entries, those that point at the one before with what they mean."""
    before: ParsedEntry | None = None
    for entry in entries:
        if entry.kind is EntryKind.IBID and before is not None and before.citable is not None:
            meant = _meant(entry, before, before.citable)
            before = replace(before, citable=meant.citable)
            yield meant
            continue
        if entry.kind is not EntryKind.IBID:
            before = entry
        yield entry


def _meant(entry: ParsedEntry, before: ParsedEntry, citable: Citable) -> ParsedEntry:
    fields = dict(entry.fields)
    if before.kind is EntryKind.PUBLISHED:
        if "sheets" in fields and entry.place != (0, 0):
            fields["pages"] = entry.text[entry.place[0] : sum(entry.place)]
            del fields["sheets"]
        record = replace(citable.record, pages=str(fields.get("pages", "")))
        return replace(entry, fields=fields, citable=replace(citable, record=record))
    if "pages" in fields and "sheets" not in fields:
        fields["sheets"] = list(sheet_fields(str(fields.pop("pages"))))
    location = _moved(citable.location, location_of(fields))
    return replace(entry, fields=fields, citable=replace(citable, location=location))


def _moved(before: Location, now: Location) -> Location:
    """Return a place that names only what differs; the levels above are those before it."""
    if not now.levels:
        return replace(now, levels=before.levels)
    highest = _RANKS.get(now.levels[0].kind, 0)
    kept = tuple(level for level in before.levels if _RANKS.get(level.kind, 0) < highest)
    return replace(now, levels=(*kept, *now.levels))


# -- habits


def _closed(entry: ParsedEntry, *, wanted: bool) -> ParsedEntry:
    """Note a missing full stop at the end, where most entries of the list have one."""
    text = entry.text.rstrip()
    if not wanted or not text or text[-1] in ".!?…。" or text.endswith((".>", ".”", ".»")):
        return entry
    slip = Slip(position=len(text) - 1, length=1, sentence="The full stop at the end is missing.")
    return replace(entry, warnings=(*entry.warnings, slip))
