"""What a style looks like: a few sources as it prints them in a list, in notes and in the text."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.citation.author_date import source_name
from archivist.citation.cases.archival import citable_of
from archivist.citation.entries import is_archival
from archivist.citation.fields.published import record_from_csl
from archivist.citation.listing import format_list
from archivist.citation.notes import NoteItem, format_notes
from archivist.citation.numbering import Cited, mark, raised
from archivist.citation.styles import MarkKind
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.records import Citable
from archivist.library.references import Location
from archivist.services.citables import find_citables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from archivist.citation.styles import Style
    from archivist.library.richtext import RichText
    from archivist.library.values import SourceId
    from archivist.storage.unit_of_work import UnitOfWork

_ARCHIVAL = 3
_PUBLISHED = 3
_LOOKED_AT = 300
"""So many of the newest sources are looked at to choose from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Specimen:
    """What a style prints.

    `entries` are a list of references, `notes` footnotes that name sources again, `marks` what
    stands in the text; one of the two last is empty. `sampled` tells that some of the sources are
    not the user's.
    """

    entries: tuple[RichText, ...]
    notes: tuple[RichText, ...] = ()
    marks: tuple[RichText, ...] = ()
    sampled: bool = False


def read_samples(file: Path) -> tuple[Citable, ...]:
    """Read the sources that stand in where the user has none."""
    items = json.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Citable(
            key=f"sample{at}", record=record_from_csl(item["csl"]), location=Location(levels=())
        )
        if "csl" in item
        else citable_of(f"sample{at}", item)
        for at, item in enumerate(items)
    )


def choose_sources(
    work: UnitOfWork, samples: Sequence[Citable], ids: Sequence[SourceId] | None
) -> tuple[tuple[Citable, ...], bool]:
    """Return sources to print, those of these ids or a few of the newest, and whether by samples.

    Documents in archives come first, two of one archive together where there are; where the user
    has none of a kind, samples stand in.
    """
    wanted = ids
    if wanted is None:
        query = SourceQuery(sort=SortBy.ADDED, descending=True)
        wanted = work.catalogue.find(query)[:_LOOKED_AT]
    there = [found.citable for found in find_citables(work, wanted).values() if not found.binned]
    if ids is not None and there:
        return tuple(there), False
    archival = _of_one_archive(one for one in there if is_archival(one))[:_ARCHIVAL]
    published = _of_many_kinds(one for one in there if _printable(one))[:_PUBLISHED]
    chosen = [
        *(archival or [one for one in samples if is_archival(one)]),
        *(published or [one for one in samples if not is_archival(one)]),
    ]
    return tuple(chosen), not (archival and published)


def print_specimen(style: Style, sources: Sequence[Citable], *, sampled: bool) -> Specimen:
    """Print sources in a style."""
    notes, marks = (), ()
    if style.marks.kind in {MarkKind.NOTES, MarkKind.IN_TEXT}:
        notes = format_notes(_told_again(sources), style)
    else:
        marks = _marks(style, sources)
    return Specimen(entries=format_list(sources, style), notes=notes, marks=marks, sampled=sampled)


def _printable(citable: Citable) -> bool:
    return not is_archival(citable) and bool(citable.record.title)


def _of_one_archive(citables: Iterable[Citable]) -> list[Citable]:
    """Return documents so that the first two lie in one archive, if any two do."""
    there = list(citables)
    keepers = [one.archive.id if one.archive else None for one in there]
    first = next((place for place, one in enumerate(keepers) if keepers.count(one) > 1), 0)
    if not there:
        return []
    together = [one for one, keeper in zip(there, keepers, strict=True) if keeper == keepers[first]]
    others = [one for one in there if one not in together]
    return [*together[:2], *others, *together[2:]]


def _of_many_kinds(citables: Iterable[Citable]) -> list[Citable]:
    """Return sources so that those of different kinds come first."""
    there = list(citables)
    kinds = {one.record.kind: one for one in reversed(there)}
    firsts = [one for one in there if kinds[one.record.kind] is one]
    return [*firsts, *(one for one in there if one not in firsts)]


def _told_again(sources: Sequence[Citable]) -> list[list[NoteItem]]:
    """Return notes in which sources come again: at once, later, and in another place."""
    order = [0, 0, 1, len(sources) - 1, len(sources) - 1, 0]
    notes = [[NoteItem(citable=sources[place])] for place in order if place < len(sources)]
    if notes and is_archival(sources[0]):
        notes[1] = [NoteItem(citable=sources[0], locator="7")]
    return notes


def _marks(style: Style, sources: Sequence[Citable]) -> tuple[RichText, ...]:
    named = style.marks.kind is MarkKind.AUTHOR_DATE
    cited = [
        Cited(
            number=number,
            name=source_name(one, style) if named else "",
            archival=is_archival(one),
        )
        for number, one in enumerate(sources, 1)
    ]
    first, last = cited[0], cited[-1]
    placed = [replace(first, locator="7"), replace(last, locator="15")]
    marks = [mark(items, style.marks) for items in ([first], cited[:2], cited[:3], placed)]
    superscript = style.marks.kind is MarkKind.SUPERSCRIPT
    return tuple(dict.fromkeys(raised(one) if superscript else one for one in marks))
