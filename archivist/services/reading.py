"""Reading a source: its pages and their pictures, highlights, notes and marked regions."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError
from archivist.library.annotations import Region, anchor_at, find_quote, locate
from archivist.library.page_shapes import PageShape, picture_size
from archivist.services.changes import Changes, Made

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.ingest.worker import Picture, ReadingRoom
    from archivist.library.annotations import Annotation
    from archivist.library.sources import Page, PageText
    from archivist.library.values import AnnotationId, FileId, PageId, SourceId
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore

_THIN = frozenset(".,:;!|'’‘`·-‐()[]/ijlfrtIіїІЇ")
_BROAD = frozenset("mwшщжюфмы—№@%")
_NARROW, _WIDE = 0.55, 1.35
"""How wide such letters are beside ordinary ones."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedAnnotation:
    """An annotation, and where it stands on its page as the page's text is now.

    `span` is the passage's first character and the one after its last, None when the annotation
    has none or the words are gone; `boxes` are the lines of the passage on the picture.
    """

    annotation: Annotation
    span: tuple[int, int] | None
    boxes: tuple[Region, ...]


class Reading:
    """Opens the sources of one library and keeps what is marked in them."""

    def __init__(self, database: Database, store: FileStore, room: ReadingRoom) -> None:
        self._database = database
        self._store = store
        self._room = room

    def pages(self, source_id: SourceId) -> tuple[Page, ...]:
        """Return the pages of a source in order."""
        with self._database.reading() as work:
            return work.catalogue.pages(source_id)

    def page_text(self, page_id: PageId) -> PageText:
        """Return a page's text and where its words stand."""
        with self._database.reading() as work:
            return work.catalogue.page_text(page_id)

    def picture(self, page_id: PageId, width: int) -> Picture | None:
        """Draw a page `width` pixels wide; None for a document that has text alone.

        Raises:
            UnreadableFileError: when the original cannot be drawn.
            NotFoundError: when the original is missing.
            LinkedFileError: when it is linked, and is gone or has changed.
        """
        with self._database.reading() as work:
            (page,) = work.sheets.several([page_id])
            if not page.width:
                return None
            file = work.catalogue.file(page.file_id)
        whole, _ = picture_size(page.shape, page.width, page.height)
        drawn = self._room.picture(
            self._store.find(file),
            file.media_type,
            page.index,
            ceil(width * whole / page.width),
        )
        if page.shape == PageShape():
            return drawn
        from archivist.ingest.shaping import shaped_picture  # noqa: PLC0415 - quick start

        return shaped_picture(drawn, page.shape)

    def original(self, file_id: FileId) -> Path:
        """Return where the original of a file lies; it must not be written to.

        Raises:
            NotFoundError: when it is missing.
            LinkedFileError: when it is linked, and is gone or has changed.
        """
        with self._database.reading() as work:
            return self._store.find(work.catalogue.file(file_id))

    def annotations(self, source_id: SourceId) -> tuple[Annotation, ...]:
        """Return the marks in a source, in the order of its pages."""
        with self._database.reading() as work:
            return work.annotations.of_source(source_id)

    def page_annotations(self, page_id: PageId) -> tuple[PlacedAnnotation, ...]:
        """Return the marks on a page, each with the place where it stands."""
        with self._database.reading() as work:
            text = work.catalogue.page_text(page_id)
            return tuple(_placed(mark, text) for mark in work.annotations.of_page(page_id))

    def highlight(  # noqa: PLR0913 - what a mark is made of
        self,
        page_id: PageId,
        start: int,
        end: int,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        color: str = "",
    ) -> Made[AnnotationId]:
        """Highlight the passage from character `start` to `end` of a page's text."""
        with self._database.writing("Highlight") as work:
            anchor = anchor_at(work.catalogue.page_text(page_id).text, start, end)
            made = work.annotations.add(page_id, anchor, note=note, tags=tags, color=color)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def quote(
        self,
        source_id: SourceId,
        page_number: int,
        quote: str,
        note: str = "",
        tags: Sequence[str] = (),
    ) -> Made[AnnotationId]:
        """Highlight the first place on a page where the words of a quotation stand.

        Raises:
            NotFoundError: when there is no such page, or the words are not on it.
        """
        with self._database.reading() as work:
            pages = work.catalogue.pages(source_id)
            page = next((page for page in pages if page.number == page_number), None)
            if page is None:
                raise NotFoundError("page", str(page_number), where=f"in source {source_id}")
            span = find_quote(work.catalogue.page_text(page.id).text, quote)
        if span is None:
            where = f"on page {page_number} of source {source_id}"
            raise NotFoundError("passage", quote, where=where)
        return self.highlight(page.id, *span, note=note, tags=tags)

    def mark_region(
        self,
        page_id: PageId,
        region: Region,
        note: str = "",
        tags: Sequence[str] = (),
        color: str = "",
    ) -> Made[AnnotationId]:
        """Mark a box on the picture of a page."""
        with self._database.writing("Mark region") as work:
            made = work.annotations.add(page_id, region, note=note, tags=tags, color=color)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def note_page(self, page_id: PageId, note: str, tags: Sequence[str] = ()) -> Made[AnnotationId]:
        """Write a note about a page as a whole."""
        with self._database.writing("Note page") as work:
            made = work.annotations.add(page_id, None, note=note, tags=tags)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_annotation(self, annotation: Annotation) -> Changes:
        """Save an edited mark: its note, tags and color."""
        with self._database.writing("Edit note") as work:
            work.annotations.save(annotation)
        return Changes.of_rows(work.touched)

    def remove_annotation(self, annotation_id: AnnotationId) -> Changes:
        """Remove a mark."""
        with self._database.writing("Remove mark") as work:
            work.annotations.remove(annotation_id)
        return Changes.of_rows(work.touched)

    def set_sheet(self, page_id: PageId, label: str) -> Changes:
        """Say which sheet of the file a page is (`12об`); "" when it is not known."""
        with self._database.writing("Set sheet") as work:
            work.catalogue.set_sheet(page_id, label)
        return Changes.of_rows(work.touched)


def _placed(mark: Annotation, text: PageText) -> PlacedAnnotation:
    if mark.anchor is None:
        boxes = (mark.region,) if mark.region else ()
        return PlacedAnnotation(annotation=mark, span=None, boxes=boxes)
    span = locate(mark.anchor, text.text)
    return PlacedAnnotation(
        annotation=mark, span=span, boxes=passage_boxes(text, *span) if span else ()
    )


def passage_boxes(text: PageText, start: int, end: int) -> tuple[Region, ...]:
    """Return the boxes of a passage on the page's picture, one for each line that it touches.

    A word that the passage only touches, such as one with the comma behind it, is cut by about how
    wide its characters are in print.
    """
    lines: list[Region] = []
    for word in text.boxes:
        if word.start >= end or word.end <= start:
            continue
        before = _breadth(text.text[word.start : max(start, word.start)])
        behind = _breadth(text.text[min(end, word.end) : word.end])
        whole = _breadth(text.text[word.start : word.end]) or 1.0
        width = word.right - word.left
        box = Region(
            left=word.left + width * before / whole,
            top=word.top,
            right=word.right - width * behind / whole,
            bottom=word.bottom,
        )
        if lines and _same_line(lines[-1], box):
            box = _joined(lines.pop(), box)
        lines.append(box)
    return tuple(lines)


def _breadth(letters: str) -> float:
    """Return how wide letters are together in most typefaces, an ordinary small one being 1."""
    return sum(
        _NARROW if letter in _THIN else _WIDE if letter.isupper() or letter in _BROAD else 1.0
        for letter in letters
    )


def _same_line(line: Region, box: Region) -> bool:
    """Tell whether a box goes on in a line: it starts further right and overlaps its height."""
    overlap = min(line.bottom, box.bottom) - max(line.top, box.top)
    lower = min(line.bottom - line.top, box.bottom - box.top)
    return box.left >= line.left and overlap > lower / 2


def _joined(line: Region, box: Region) -> Region:
    return Region(
        left=line.left,
        top=min(line.top, box.top),
        right=max(line.right, box.right),
        bottom=max(line.bottom, box.bottom),
    )
