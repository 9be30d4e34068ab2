"""A library in memory, for the rooms that read, search and write."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from archivist.errors import NotFoundError, ParseError, UnreadableFileError
from archivist.library.annotations import Annotation, AnnotationKind, Region, anchor_at
from archivist.library.archive import inherited
from archivist.library.groups import Group, Period, Tag
from archivist.library.records import Record, RecordKind
from archivist.library.richtext import RichText, rich
from archivist.library.sources import (
    FileState,
    Page,
    PageText,
    Source,
    StoredFile,
    TextLayer,
    TextOrigin,
    WordBox,
)
from archivist.library.values import (
    AnnotationId,
    ContentHash,
    FileId,
    GroupId,
    LanguageCode,
    PageId,
    PeriodId,
    SourceId,
    TagId,
)
from archivist.services.cataloguing import SourceDetails
from archivist.services.changes import Changes, Made, Topic
from archivist.services.reading import PlacedAnnotation, passage_boxes
from archivist.services.searching import (
    Concordance,
    Explained,
    Facets,
    Filters,
    Frequency,
    Gathered,
    Hit,
    Line,
    LineSource,
    Marks,
    Order,
    Part,
    Results,
    Spot,
    Trail,
)

if TYPE_CHECKING:
    from archivist.services.progress import Steps

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PLACE = "АП РК. Ф. 5-Н. Оп. 1. Д. 5059"
LETTERS, LINES = 64, 44
"""A page is a grid of letters: so many in a line, so many lines."""


@dataclass
class Picture:
    """A page drawn on the grid of its letters."""

    width: int
    height: int
    rgb: bytes
    stride: int


def boxes_of(text: str) -> tuple[WordBox, ...]:
    """Put each word of a text where the grid has it."""
    boxes = []
    for line, found in enumerate(re.finditer(r"[^\n]*", text)):
        for word in re.finditer(r"\S+", found[0]):
            start = found.start() + word.start()
            boxes.append(
                WordBox(
                    start=start,
                    end=start + len(word[0]),
                    left=(8 + word.start()) / (LETTERS + 16),
                    right=(8 + word.end()) / (LETTERS + 16),
                    top=(3 + line / 2) / LINES,
                    bottom=(3.85 + line / 2) / LINES,
                )
            )
    return tuple(boxes)


def draw(text: str, width: int) -> Picture:
    """Draw a page with its words in their boxes."""
    height = round(width * 1.414)
    image = Image.new("RGB", (width, height), "#fbf7ee")
    brush = ImageDraw.Draw(image)
    font = ImageFont.truetype("DejaVuSansMono.ttf", max(4, round(width / (LETTERS + 16) / 0.602)))
    for box in boxes_of(text):
        place = (box.left * width, box.top * height)
        brush.text(place, text[box.start : box.end], fill="#2b2620", font=font)
    return Picture(width, height, image.tobytes(), width * 3)


@dataclass
class FakeLibrary:
    """Keeps sources, pages and marks; the desks are its attributes, as those of a workspace."""

    name: str = "library"
    read_only: bool = False
    folder: Path = Path("library")
    books: dict[int, Source] = field(default_factory=dict)
    files: dict[int, list[StoredFile]] = field(default_factory=dict)
    leaves: dict[int, Page] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    marks: dict[int, Annotation] = field(default_factory=dict)
    undrawable: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self.calls: list[str] = []
        self.sources = SimpleNamespace(
            get=lambda number: self.books[number],
            details=self._details,
            mark_read=self._mark_read,
            rows=lambda ids: tuple(SimpleNamespace(id=one, reference=PLACE) for one in ids),
        )
        self.sorting = SimpleNamespace(
            tags=lambda: ((Tag(id=TagId(1), name="граница", color="#2f6fb0"), 3),),
            groups=lambda: ((Group(id=GroupId(1), name="Переписка", position=0), 2),),
            periods=lambda: (
                (Period(id=PeriodId(1), name="Союз", first_year=1922, last_year=1991), 1),
            ),
            save_search=self._save_search,
        )
        self.tree = SimpleNamespace(archives=lambda: (SimpleNamespace(label="АП РК"),))
        self.reading = FakeReading(self)
        self.linking = FakeLinking()
        self.layering = SimpleNamespace(layers=self._layers)
        self.searching = FakeSearching(self)
        self.citing = SimpleNamespace(cite=self._cite)

    def _layers(self, page_id: PageId) -> tuple[TextLayer, ...]:
        text = self.texts[page_id]
        return (TextLayer(origin=TextOrigin.FILE, text=text, shown=True),) if text else ()

    def add(  # noqa: PLR0913 - what a source is made of
        self,
        title: str,
        pages: list[str],
        *,
        drawn: bool = True,
        sheets: tuple[str, ...] = (),
        kind: RecordKind = RecordKind.ARCHIVAL,
        language: str = "ru",
        broken: str = "",
    ) -> SourceId:
        """Add a source with pages of these texts."""
        source_id, file_id = SourceId(next(self._numbers)), FileId(next(self._numbers))
        record = Record(kind=kind, title=title, language=LanguageCode(language))
        self.books[source_id] = Source(id=source_id, record=record, created=NOW, modified=NOW)
        self.files[source_id] = [
            StoredFile(
                id=file_id,
                source_id=source_id,
                position=0,
                hash=ContentHash(f"{file_id:064x}"),
                name=f"{title}.pdf",
                media_type="application/pdf",
                size=1000,
                state=FileState.UNREADABLE if broken else FileState.READ,
                reason=broken,
            )
        ]
        for index, text in enumerate(pages):
            page_id = PageId(next(self._numbers))
            self.texts[page_id] = text
            self.leaves[page_id] = Page(
                id=page_id,
                source_id=source_id,
                file_id=file_id,
                number=index + 1,
                index=index,
                sheet=sheets[index] if index < len(sheets) else "",
                width=595.0 if drawn else 0.0,
                height=841.0 if drawn else 0.0,
                origin=TextOrigin.FILE,
            )
        return source_id

    def pages_of(self, source_id: SourceId) -> tuple[Page, ...]:
        """Return the pages of a source."""
        return tuple(page for page in self.leaves.values() if page.source_id == source_id)

    def keep(self, mark: Annotation) -> Made[AnnotationId]:
        """Keep a mark."""
        self.marks[mark.id] = mark
        return Made(id=mark.id, changes=self.changed(mark.id))

    def changed(self, mark_id: int) -> Changes:
        """Say that a mark changed."""
        return Changes({Topic.ANNOTATIONS: frozenset({int(mark_id)})})

    def next_mark(self, page_id: PageId, kind: AnnotationKind, **rest: object) -> Annotation:
        """Make a mark."""
        return Annotation(
            id=AnnotationId(next(self._numbers)),
            source_id=self.leaves[page_id].source_id,
            page_id=page_id,
            kind=kind,
            created=NOW,
            modified=NOW,
            **rest,  # type: ignore[arg-type]  # the fields of an annotation
        )

    def _details(self, source_id: SourceId) -> SourceDetails:
        if source_id not in self.books:
            raise NotFoundError("source", str(source_id))
        return SourceDetails(
            source=self.books[source_id],
            files=tuple(self.files[source_id]),
            pages=len(self.pages_of(source_id)),
            chain=(),
            archive=None,
            inherited=inherited(()),
            group=None,
            reference=PLACE,
        )

    def _mark_read(self, source_id: SourceId) -> Changes:
        self.books[source_id] = replace(self.books[source_id], unread=False)
        return Changes({Topic.SOURCES: frozenset({int(source_id)})})

    def _save_search(self, name: str, query: str) -> Changes:
        self.calls.append(f"save_search {name} {query}")
        return Changes({Topic.SEARCHES: frozenset({1})})

    def _cite(
        self, source_ids: tuple[SourceId, ...], style: str, locator: str = ""
    ) -> tuple[RichText, ...]:
        self.calls.append(f"cite {source_ids} {style} {locator}")
        return tuple(rich(f"{self.books[one].record.title}. {locator}") for one in source_ids)


class FakeLinking:
    """No file is linked."""

    def fault(self, _file_id: object) -> None:
        return None


class FakeReading:
    """The desk of reading."""

    def __init__(self, library: FakeLibrary) -> None:
        self._library = library

    def pages(self, source_id: SourceId) -> tuple[Page, ...]:
        return self._library.pages_of(source_id)

    def page_text(self, page_id: PageId) -> PageText:
        text = self._library.texts[page_id]
        drawn = self._library.leaves[page_id].width
        return PageText(page_id=page_id, text=text, boxes=boxes_of(text) if drawn else ())

    def picture(self, page_id: PageId, width: int) -> Picture | None:
        if page_id in self._library.undrawable:
            raise UnreadableFileError("scan.pdf", "it is cut short.")
        if not self._library.leaves[page_id].width:
            return None
        return draw(self._library.texts[page_id], width)

    def annotations(self, source_id: SourceId) -> tuple[Annotation, ...]:
        marks = [mark for mark in self._library.marks.values() if mark.source_id == source_id]
        return tuple(sorted(marks, key=lambda mark: mark.page_id))

    def page_annotations(self, page_id: PageId) -> tuple[PlacedAnnotation, ...]:
        placed = []
        for mark in self._library.marks.values():
            if mark.page_id != page_id:
                continue
            span = (mark.anchor.start, mark.anchor.end) if mark.anchor else None
            boxes = passage_boxes(self.page_text(page_id), *span) if span else ()
            boxes = (mark.region,) if mark.region else boxes
            placed.append(PlacedAnnotation(annotation=mark, span=span, boxes=boxes))
        return tuple(placed)

    def highlight(
        self, page_id: PageId, start: int, end: int, *, note: str = "", color: str = ""
    ) -> Made[AnnotationId]:
        anchor = anchor_at(self._library.texts[page_id], start, end)
        kind = AnnotationKind.HIGHLIGHT
        return self._library.keep(
            self._library.next_mark(page_id, kind, anchor=anchor, note=note, color=color)
        )

    def mark_region(self, page_id: PageId, region: Region, color: str = "") -> Made[AnnotationId]:
        kind = AnnotationKind.REGION
        return self._library.keep(
            self._library.next_mark(page_id, kind, region=region, color=color)
        )

    def note_page(self, page_id: PageId, note: str) -> Made[AnnotationId]:
        kind = AnnotationKind.PAGE_NOTE
        return self._library.keep(self._library.next_mark(page_id, kind, note=note))

    def save_annotation(self, mark: Annotation) -> Changes:
        self._library.marks[mark.id] = mark
        return self._library.changed(mark.id)

    def remove_annotation(self, mark_id: AnnotationId) -> Changes:
        del self._library.marks[mark_id]
        return self._library.changed(mark_id)

    def set_sheet(self, page_id: PageId, label: str) -> Changes:
        self._library.leaves[page_id] = replace(self._library.leaves[page_id], sheet=label)
        return Changes({Topic.PAGES: frozenset({int(page_id)})})


class FakeSearching:
    """The desk of searching: finds words that begin as those of the query do."""

    def __init__(self, library: FakeLibrary) -> None:
        self._library = library
        self.indexing = 0
        self.nearest: dict[str, str] = {}
        self.facets: Facets = {}

    def waiting(self) -> int:
        return self.indexing

    def marks(self, query: str, text: str, _page: object = None) -> Marks:
        return Marks(self._marks(query, text))

    def _marks(self, query: str, text: str) -> tuple[tuple[int, int], ...]:
        if query.count('"') % 2:
            raise ParseError(query, len(query), "a closing quotation mark")
        words = [re.escape(word[:5]) for word in query.replace('"', " ").split()]
        if not words:
            return ()
        found = re.finditer(rf"\b(?:{'|'.join(words)})\w*", text, re.IGNORECASE)
        return tuple((one.start(), one.end()) for one in found)

    def concordance(self, query: str, _filters: Filters) -> Steps[Concordance]:
        lines: list[Line] = []
        words = 0
        for page in self._library.leaves.values():
            text = self._library.texts[page.id]
            words += len(text.split())
            title = self._library.books[page.source_id].record.title
            year = 1990 + page.source_id
            source = LineSource(
                id=page.source_id, title=title, date=f"{year}", year=year, period="", group=""
            )
            lines += [
                Line(
                    source=source,
                    page_id=page.id,
                    page=page.number,
                    sheet=page.sheet,
                    reference="",
                    start=start,
                    end=end,
                    left=text[max(0, start - 60) : start],
                    word=text[start:end],
                    right=text[end : end + 60],
                )
                for start, end in self._marks(query, text)
            ]
            if len(lines) % 100 < 10:
                yield Gathered(
                    done=page.number,
                    total=len(self._library.leaves),
                    lines=tuple(lines),
                    occurrences=len(lines),
                )
        counts = Counter(line.source.year for line in lines)
        pages = len({line.page_id for line in lines})
        return Concordance(
            query=query,
            lines=tuple(lines),
            whole=Frequency(name="", occurrences=len(lines), words=words, pages=pages),
            sources=len({line.source.id for line in lines}),
            years=tuple(
                Frequency(name=f"{year}", occurrences=counts[year], words=100, pages=1)
                for year in range(1990, 1997)
            ),
            groups=(Frequency(name="", occurrences=len(lines), words=words, pages=pages),),
            indexing=self.indexing,
        )

    def pages_with(self, trail: Trail, source_id: SourceId) -> tuple[PageId, ...]:
        counts = {
            page.id: len(self._marks(trail.query, self._library.texts[page.id]))
            for page in self._library.pages_of(source_id)
        }
        pages = [page for page, count in counts.items() if count]
        if trail.order is Order.RELEVANCE:
            pages.sort(key=lambda page: -counts[page])
        return tuple(pages)

    def beyond(self, trail: Trail, source_id: SourceId, way: int) -> Spot | None:
        pages = [
            one
            for one in self._library.leaves.values()
            if self._marks(trail.query, self._library.texts[one.id])
        ]
        others = sorted({one.source_id for one in pages} - {source_id})
        if not others:
            return None
        onward = [one for one in others if (one > source_id) == (way > 0)] or others
        target = onward[0 if way > 0 else -1]
        numbers = [one.number for one in pages if one.source_id == target]
        return Spot(source_id=target, page=min(numbers) if way > 0 else max(numbers))

    def meant(self, query: str) -> str:
        return self.nearest.get(query, "")

    def explain(self, query: str, _filters: Filters) -> tuple[Explained, ...]:
        return tuple(Explained(word, "any form", (f"{word}ы",)) for word in query.split())

    def find(self, query: str, filters: Filters, part: Part) -> Results:
        results = self.search(query, filters, limit=part.limit, offset=part.offset)
        return replace(results, facets=self.facets if part.facets else {})

    def search(self, query: str, filters: Filters, *, limit: int = 20, offset: int = 0) -> Results:
        hits = []
        for page in self._library.leaves.values():
            text = " ".join(self._library.texts[page.id].split())
            marks = self._marks(query, text)
            if marks and filters.source_id in {None, page.source_id}:
                begin = max(0, marks[0][0] - 60)
                snippet = text[begin : begin + 180]
                hits.append(
                    Hit(
                        source_id=page.source_id,
                        source=self._library.books[page.source_id].record.title,
                        kind="page",
                        page=page.number,
                        page_id=page.id,
                        sheet=page.sheet,
                        reference=PLACE,
                        date="1992",
                        score=1.0,
                        snippet=snippet,
                        marks=self._marks(query, snippet),
                        annotation_id=None,
                        section_id=None,
                    )
                )
        return Results(
            total=len(hits),
            hits=tuple(hits[offset : offset + limit]),
            seconds=0.004,
            understood=f"{query} (все формы)",
            indexing=self.indexing,
        )
