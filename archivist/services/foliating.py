"""From photographs to sheets: numbering, turning, cutting, joining; originals are never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import CitedError
from archivist.library.foliation import Remark, Shot, foliate, remarks_on
from archivist.library.ordering import sort_key
from archivist.services.changes import Changes, Made
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.ingest.worker import ReadingRoom
    from archivist.library.foliation import Foliation
    from archivist.library.page_shapes import SheetPage
    from archivist.library.values import PageId, SourceId, UnitId
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore
    from archivist.storage.unit_of_work import UnitOfWork

_LAST = "\U0010ffff"
_MOST_SKEW = 45.0
_JUDGED = 1_200
"""The width at which it is judged how far a picture is from being straight, in pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetReport:
    """The pages of a source or a file of an archive, and what may be wrong with their sheets."""

    pages: tuple[SheetPage, ...]
    remarks: tuple[Remark, ...]


class Foliating:
    """Makes sheets of the pages of one library."""

    def __init__(self, database: Database, store: FileStore, room: ReadingRoom) -> None:
        self._database = database
        self._store = store
        self._room = room

    def report(self, source_id: SourceId, extent: int = 0) -> SheetReport:
        """Return the pages of a source and what may be wrong; `extent` is how many sheets it has.

        Raises:
            NotFoundError: when there is no such source.
        """
        with self._database.reading() as work:
            work.catalogue.get(source_id)
            return _report(work.sheets.of_source(source_id), extent)

    def report_on_unit(self, unit_id: UnitId, extent: int = 0) -> SheetReport:
        """Return likewise the pages of all sources in a file of an archive."""
        with self._database.reading() as work:
            return _report(work.sheets.of_unit(unit_id), extent)

    def preview(
        self, pages: Sequence[SheetPage], foliation: Foliation, known: dict[PageId, str]
    ) -> tuple[str, ...]:
        """Return the labels that pages would get; `known` are those that the user gave himself.

        Raises:
            ParseError: when such a label is no sheet.
        """
        return foliate(_shots(pages, known), foliation)

    def number(
        self, ids: Sequence[PageId], foliation: Foliation, known: dict[PageId, str] | None = None
    ) -> Changes:
        """Number pages in the order of their source.

        Raises:
            ParseError: when a label that is known is no sheet.
            NotFoundError: when a page is not there.
        """
        with self._database.writing("Number sheets") as work:
            pages = work.sheets.several(ids)
            labels = foliate(_shots(pages, known or {}), foliation)
            work.sheets.label(dict(zip([page.id for page in pages], labels, strict=True)))
        return Changes.of_rows(work.touched)

    def skip(self, ids: Sequence[PageId], *, skipped: bool = True) -> Changes:
        """Say that pages show no sheet, or that they do."""
        with self._database.writing("Skip pages") as work:
            work.sheets.say(ids, skipped=skipped)
            if skipped:
                work.sheets.label(dict.fromkeys(ids, ""))
        return Changes.of_rows(work.touched)

    def merge(self, ids: Sequence[PageId], *, merged: bool = True) -> Changes:
        """Say that pages go on with the sheet of the page before them, or that they do not."""
        with self._database.writing("Merge photographs") as work:
            work.sheets.say(ids, continues=merged)
            if merged:
                work.sheets.label(_labels_before(work, ids))
        return Changes.of_rows(work.touched)

    def turn(self, ids: Sequence[PageId], degrees: int) -> Changes:
        """Turn pages clockwise by quarters."""
        with self._database.writing("Turn pages") as work:
            for page in work.sheets.several(ids):
                work.sheets.reshape(page, page.shape.turned(degrees))
        return Changes.of_rows(work.touched)

    def straighten(self, ids: Sequence[PageId]) -> Steps[Changes]:
        """Swing pages by as much as their lines are slanted; closing leaves all as they were.

        Raises:
            UnreadableFileError: when an original cannot be drawn.
            ReadOnlyLibraryError: when the library is open for reading only.
        """
        from archivist.ingest.shaping import skew_of  # noqa: PLC0415 - quick start

        with self._database.writing() as work:  # refused before the pictures are looked at
            pages = work.sheets.several(ids)
            media = {page.file_id: work.catalogue.file(page.file_id) for page in pages}
        skews: dict[PageId, float] = {}
        for done, page in enumerate(pages):
            yield Progress(done=done, total=len(pages), what=page.name)
            file = media[page.file_id]
            picture = self._room.picture(
                self._store.find(file), file.media_type, page.index, _JUDGED
            )
            skews[page.id] = max(-_MOST_SKEW, min(_MOST_SKEW, skew_of(picture, page.shape)))
        with self._database.writing("Straighten pages") as work:
            for page in work.sheets.several(ids):
                work.sheets.reshape(page, replace(page.shape, skew=skews[page.id]))
        return Changes.of_rows(work.touched)

    def crop(self, ids: Sequence[PageId], box: tuple[float, float, float, float]) -> Changes:
        """Cut pages to a part of what they show (left, top, right, bottom as fractions)."""
        with self._database.writing("Crop pages") as work:
            for page in work.sheets.several(ids):
                work.sheets.reshape(page, page.shape.cut(*box))
        return Changes.of_rows(work.touched)

    def split(self, ids: Sequence[PageId], at: float = 0.5) -> Changes:
        """Make two pages of each: what lies left of a place (a fraction of the width), and right.

        Raises:
            ValueError: when the place is not within the page.
        """
        if not 0 < at < 1:
            raise ValueError("a page is split within its width")
        with self._database.writing("Split pages") as work:
            pages = work.sheets.several(ids)
            for page in pages:
                left, right = page.shape.cut(0, 0, at, 1), page.shape.cut(at, 0, 1, 1)
                work.sheets.split(page, left, right)
            work.sheets.count_anew(page.source_id for page in pages)
        return Changes.of_rows(work.touched)

    def restore(self, ids: Sequence[PageId]) -> Changes:
        """Show whole pictures again: what was cut off comes back, what was split is one page."""
        with self._database.writing("Show whole pictures") as work:
            gone: set[PageId] = set()
            sources: set[SourceId] = set()
            for page_id in ids:
                if page_id in gone:
                    continue
                (page,) = work.sheets.several([page_id])
                parts = work.sheets.of_picture(page)
                first, others = parts[0], parts[1:]
                gone.update(part.id for part in parts)
                work.sheets.rejoin(first, others)
                sources.add(first.source_id)
            work.sheets.count_anew(sources)
        return Changes.of_rows(work.touched)

    def arrange(self, ids: Sequence[PageId]) -> Changes:
        """Put the pages of a source into an order; pages that are not named come last."""
        with self._database.writing("Reorder pages") as work:
            (source_id,) = {page.source_id for page in work.sheets.several(ids)}
            rest = [page.id for page in work.sheets.of_source(source_id) if page.id not in set(ids)]
            work.sheets.arrange([*ids, *rest])
        return Changes.of_rows(work.touched)

    def arrange_as_taken(self, source_id: SourceId) -> Changes:
        """Put the pages of a source into the order in which they were photographed."""
        with self._database.writing("Order pages as photographed") as work:
            pages = sorted(work.sheets.of_source(source_id), key=_as_taken)
            work.sheets.arrange([page.id for page in pages])
        return Changes.of_rows(work.touched)

    def join(self, ids: Sequence[SourceId]) -> Changes:
        """Make one source of several, the first: its pages follow as they were photographed.

        The others, empty, go to the bin.

        Raises:
            CitedError: when one that would be empty is cited in a manuscript.
        """
        with self._database.writing("Join sources") as work:
            first, *others = dict.fromkeys(ids)
            cited = work.manuscripts.cited()
            for other in others:
                if other in cited:
                    raise CitedError(work.catalogue.get(other).record.title)
            own = work.sheets.of_source(first)
            coming = [page for other in others for page in work.sheets.of_source(other)]
            work.sheets.give([page.id for page in coming], first)
            in_order = sorted((*own, *coming), key=_as_taken)
            work.sheets.arrange([page.id for page in in_order])
            work.catalogue.put_in_bin(others)
        return Changes.of_rows(work.touched)

    def part(self, ids: Sequence[PageId], title: str) -> Made[SourceId]:
        """Make a source of its own of some pages of another, described as that one.

        Raises:
            TornFileError: when other pages of one of their files would stay behind.
        """
        with self._database.writing("Part pages") as work:
            pages = work.sheets.several(ids)
            (source_id,) = {page.source_id for page in pages}
            source = work.catalogue.get(source_id)
            made = work.catalogue.add(
                replace(source.record, title=title),
                unit_id=source.unit_id,
                group_id=source.group_id,
                tags=source.tags,
            )
            work.sheets.give([page.id for page in pages], made)
            work.sheets.arrange([page.id for page in work.sheets.of_source(source_id)])
        return Made(id=made, changes=Changes.of_rows(work.touched))


def _report(pages: tuple[SheetPage, ...], extent: int) -> SheetReport:
    shots = [
        Shot(label=page.label, skipped=page.skipped, continues=page.continues) for page in pages
    ]
    return SheetReport(pages=pages, remarks=remarks_on(shots, extent))


def _shots(pages: Sequence[SheetPage], known: dict[PageId, str]) -> list[Shot]:
    return [
        Shot(label=known.get(page.id, ""), skipped=page.skipped, continues=page.continues)
        for page in pages
    ]


def _labels_before(work: UnitOfWork, ids: Sequence[PageId]) -> dict[PageId, str]:
    """Return the label of the sheet that each page goes on with."""
    found: dict[PageId, str] = {}
    for source_id in {page.source_id for page in work.sheets.several(ids)}:
        label = ""
        for page in work.sheets.of_source(source_id):
            label = found.setdefault(page.id, label) if page.id in set(ids) else page.label
    return found


def _as_taken(page: SheetPage) -> tuple[str, str, int, int]:
    """Return what sorts pages as they were photographed; those without a time come last."""
    return page.taken or _LAST, sort_key(page.name), page.index, page.number
