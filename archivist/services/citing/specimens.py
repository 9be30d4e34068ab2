"""What a style looks like: a few sources as it prints them in a list, in notes and in the text."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.citation.author_date import source_name
from archivist.citation.csl.items import CslCite, CslCluster
from archivist.citation.entries import is_archival
from archivist.citation.fields.archival import citable_from_fields
from archivist.citation.fields.published import record_from_csl
from archivist.citation.listing import format_list
from archivist.citation.notes import NoteItem, format_notes
from archivist.citation.numbering import Cited, mark, raised
from archivist.citation.shelf import CSL
from archivist.citation.styles import MarkKind
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.records import Citable
from archivist.services.citables import find_citables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from archivist.citation.csl.engine import CslEngine
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
    sampled: bool = True


def read_samples(file: Path) -> tuple[Citable, ...]:
    """Read the sources that stand in where the user has none."""
    items = json.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Citable(key=f"sample{at}", record=record_from_csl(item["csl"]))
        if "csl" in item
        else citable_from_fields(f"sample{at}", item)
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


def print_specimen(
    style: Style, sources: Sequence[Citable], csl: CslEngine | None = None
) -> Specimen:
    """Print sources in a style, the published half of a CSL style by the engine if there is one."""
    engine = csl if style.csl else None
    entries = format_list(sources, style, csl=engine)
    if style.marks.kind in {MarkKind.NOTES, MarkKind.IN_TEXT}:
        return Specimen(entries=entries, notes=_notes(style, sources, engine))
    if engine and (style.name.startswith(CSL) or style.marks.kind is MarkKind.AUTHOR_DATE):
        return Specimen(entries=entries, marks=_engine_marks(style, sources, engine))
    return Specimen(entries=entries, marks=_marks(style, sources))


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


def _notes(
    style: Style, sources: Sequence[Citable], engine: CslEngine | None
) -> tuple[RichText, ...]:
    """Return notes in which sources come again: at once, later, and in another place."""
    order = [0, 0, 1, len(sources) - 1, len(sources) - 1, 0]
    items = [NoteItem(citable=sources[place]) for place in order if place < len(sources)]
    if len(items) > 1 and is_archival(sources[0]):
        items[1] = NoteItem(citable=sources[0], locator="7")
    notes = format_notes([[item] for item in items], style)
    if engine is None:
        return notes
    clusters = [
        CslCluster(items=() if item.archival else (CslCite(key=item.citable.key),), note=number)
        for number, item in enumerate(items, 1)
    ]
    published = [one for one in sources if not is_archival(one)]
    theirs = engine.cite(style.csl, published, clusters, style.language).marks
    return tuple(made or ours for made, ours in zip(theirs, notes, strict=True))


def _engine_marks(
    style: Style, sources: Sequence[Citable], engine: CslEngine
) -> tuple[RichText, ...]:
    ours: tuple[RichText, ...] = ()
    if style.marks.kind is MarkKind.AUTHOR_DATE:  # documents are named as their entries begin
        filed = [one for one in sources if is_archival(one)]
        sources = [one for one in sources if not is_archival(one)]
        ours = _marks(style, filed[:1]) if filed else ()
        if not sources:
            return ours
    cites = [CslCite(key=one.key) for one in sources]
    placed = CslCite(key=sources[-1].key, locator="15")
    clusters = [
        CslCluster(items=tuple(items))
        for items in (cites[:1], cites[:2], cites[:3], [*cites[:1], placed])
    ]
    marks = engine.cite(style.csl, sources, clusters, style.language).marks
    return tuple(dict.fromkeys(filter(None, (*ours, *marks))))


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
