"""Checking: what a supervisor would find in a manuscript's citations and a library's records."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from archivist.citation.checking import (
    Finding,
    FindingKind,
    Marked,
    Severity,
    check_archives,
    check_marks,
    check_record,
    check_wording,
    find_alike,
    read_marks,
    without_marks,
)
from archivist.library.catalogue_query import SourceQuery
from archivist.services.citables import find_citables
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archivist.citation.styles import Style
    from archivist.library.archive import Archive
    from archivist.library.manuscript import Manuscript, Section
    from archivist.library.records import Citable
    from archivist.library.values import ManuscriptId, SourceId
    from archivist.services.citables import Found
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork

__all__ = ["Checking", "Finding", "FindingKind", "Severity"]

T = TypeVar("T")

_AT_ONCE = 100
_PAUSE = 50


class Checking:
    """Checks the citations and records of one library."""

    def __init__(self, database: Database, styles: Mapping[str, Style]) -> None:
        self._database = database
        self._styles = styles

    def findings(self, manuscript_id: ManuscriptId) -> Steps[tuple[Finding, ...]]:
        """Check a manuscript and the sources that it cites.

        What stands in the text comes first, in its order; then what is wrong with sources.

        Raises:
            NotFoundError: when there is no such manuscript.
        """
        with self._database.reading() as work:
            manuscript = work.manuscripts.get(manuscript_id)
            sections = work.manuscripts.sections(manuscript_id)
            archives = work.archives.all()
            meant = _meant(work, manuscript)
            read = yield from _gather(one for section in sections for one in read_marks(section))
            marked = [one for one in read if isinstance(one, Marked)]
            ids = tuple(dict.fromkeys(one.item.source_id for one in marked))
            found = yield from _found(work, ids)
        told = [one for one in read if isinstance(one, Finding)]
        told += yield from _gather(_in_text(sections, marked, found, archives))
        order = {section.id: place for place, section in enumerate(sections)}
        told.sort(key=lambda one: (order[one.section_id] if one.section_id else 0, one.position))
        citables = [one.citable for one in found.values() if not one.binned]
        style = self._styles.get(manuscript.style)
        one_tongue = style is not None and len(style.follow) <= 1
        told += [
            one
            for one in (yield from _of_records(citables))
            if not (one_tongue and one.kind is FindingKind.NO_LANGUAGE)
        ]
        told += check_archives(citables)
        told += yield from _alike(citables)
        return (*told, *_never_cited([one for one in meant if one not in found]))

    def library_findings(self) -> Steps[tuple[Finding, ...]]:
        """Check the records of all sources that are not in the bin."""
        with self._database.reading() as work:
            ids = work.catalogue.find(SourceQuery())
            found = yield from _found(work, ids)
        citables = [one.citable for one in found.values()]
        told = yield from _of_records(citables)
        told += check_archives(citables)
        told += yield from _alike(citables)
        return tuple(told)


def _meant(work: UnitOfWork, manuscript: Manuscript) -> tuple[SourceId, ...]:
    """Return the sources that a manuscript is about: with its title as a tag, else all."""
    tagged = work.catalogue.find(SourceQuery(tag=manuscript.title)) if manuscript.title else ()
    return tagged or work.catalogue.find(SourceQuery())


def _found(work: UnitOfWork, ids: Sequence[SourceId]) -> Steps[dict[SourceId, Found]]:
    found: dict[SourceId, Found] = {}
    for start in range(0, len(ids), _AT_ONCE):
        yield Progress(done=start, total=len(ids), what="Reading the sources")
        found |= find_citables(work, ids[start : start + _AT_ONCE])
    return found


def _of_records(citables: Sequence[Citable]) -> Steps[list[Finding]]:
    told: list[Finding] = []
    for count, source in enumerate(citables):
        if not count % _PAUSE:
            yield Progress(done=count, total=len(citables), what="Checking the sources")
        told += check_record(source)
    return told


def _gather(found: Iterable[T]) -> Steps[list[T]]:
    """Take up what a text holds, with steps between: a window waits for each."""
    gathered: list[T] = []
    for one in found:
        gathered.append(one)
        if not len(gathered) % _PAUSE:
            yield Progress(done=len(gathered), total=0, what="Reading the text")
    return gathered


def _in_text(
    sections: Sequence[Section],
    marked: Sequence[Marked],
    found: Mapping[SourceId, Found],
    archives: Sequence[Archive],
) -> Iterator[Finding]:
    yield from check_marks(
        marked,
        {number: one.citable for number, one in found.items()},
        [number for number, one in found.items() if one.binned],
    )
    texts = [(section, without_marks(section.text)) for section in sections]
    yield from check_wording(texts, archives)


def _alike(citables: Sequence[Citable]) -> Steps[list[Finding]]:
    told = []
    for one in find_alike(citables):
        if one is None:
            yield Progress(done=0, total=0, what="Comparing the sources")
        else:
            told.append(one)
    return told


def _never_cited(ids: Sequence[SourceId]) -> Iterator[Finding]:
    if not ids:
        return
    which = f"{len(ids)} sources are" if len(ids) > 1 else f"Source {ids[0]} is"
    yield Finding(
        kind=FindingKind.NEVER_CITED,
        severity=Severity.NOTE,
        sentence=f"{which} never cited in this work: cite what belongs to it, or tag the sources "
        "of the work with its title, and the others are left alone.",
        source_ids=tuple(ids),
    )
