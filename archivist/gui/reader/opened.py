"""What the reader shows, fetched in one go: a source, one of its pages, the hits on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.gui.reader.passages import PageWords
from archivist.library.records import RecordKind
from archivist.library.references import parse_sheets
from archivist.library.sources import FileState
from archivist.services.reading import passage_boxes

if TYPE_CHECKING:
    from archivist.library.annotations import Annotation, Region
    from archivist.library.sources import Page, PageText, StoredFile, TextLayer
    from archivist.library.values import SourceId
    from archivist.services.cataloguing import SourceDetails
    from archivist.services.reading import PlacedAnnotation
    from archivist.services.workspace import Workspace

Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedSource:
    """A source with its pages and all marks in it."""

    details: SourceDetails
    pages: tuple[Page, ...]
    marks: tuple[Annotation, ...]

    @property
    def unreadable(self) -> StoredFile | None:
        """The first file that could not be read, None when all could."""
        for file in self.details.files:
            if file.state is FileState.UNREADABLE:
                return file
        return None

    def index_of(self, number: int) -> int:
        """Return where the page of a number stands; the first page when it is not there."""
        for index, page in enumerate(self.pages):
            if page.number == number:
                return index
        return 0

    def index_of_sheet(self, typed: str) -> int | None:
        """Return the page of a sheet as typed (`12 об.`), else of a number; None for neither."""
        wanted = sheet_key(typed)
        for index, page in enumerate(self.pages):
            if page.sheet and sheet_key(page.sheet) == wanted:
                return index
        if wanted.isdecimal() and 0 < int(wanted) <= len(self.pages):
            return self.index_of(int(wanted))
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class PageContent:
    """A page with its text, its words, the marks on it, and all its texts."""

    page: Page
    text: PageText
    words: PageWords
    placed: tuple[PlacedAnnotation, ...]
    layers: tuple[TextLayer, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PageHits:
    """Where the words that were searched for stand on a page; `boxes` are those of each span.

    `carried` are the ends of what began on the page before: marked, but no stop on the way.
    """

    spans: tuple[Span, ...] = ()
    boxes: tuple[tuple[Region, ...], ...] = ()
    carried: tuple[Span, ...] = ()
    carried_boxes: tuple[Region, ...] = ()


def open_source(workspace: Workspace, source_id: SourceId) -> OpenedSource:
    """Fetch a source, its pages and its marks."""
    return OpenedSource(
        details=workspace.sources.details(source_id),
        pages=workspace.reading.pages(source_id),
        marks=workspace.reading.annotations(source_id),
    )


def open_page(workspace: Workspace, page: Page) -> PageContent:
    """Fetch the text of a page and the marks on it."""
    text = workspace.reading.page_text(page.id)
    return PageContent(
        page=page,
        text=text,
        words=PageWords(text.boxes),
        placed=workspace.reading.page_annotations(page.id),
        layers=workspace.layering.layers(page.id),
    )


def find_on_page(workspace: Workspace, query: str, text: PageText) -> PageHits:
    """Find the words of a query on a page.

    Raises:
        ParseError: when the query breaks its rules.
    """
    spans, carried = workspace.searching.marks(query, text.text, text.page_id)
    return PageHits(
        spans=spans,
        boxes=tuple(passage_boxes(text, *span) for span in spans),
        carried=carried,
        carried_boxes=tuple(box for span in carried for box in passage_boxes(text, *span)),
    )


def sheet_key(label: str) -> str:
    """Return a sheet's label so that its spellings meet: `12об`, `12 об.`, `л. 12 об`."""
    try:
        spans = parse_sheets(label)
    except ParseError:
        return label.strip().casefold()
    if len(spans) == 1 and spans[0].last is None:
        return spans[0].first.label.casefold()
    return label.strip().casefold()


def locator_of(source: OpenedSource, page: Page) -> str:
    """Return the place of a page for a citation mark: its sheet, else its page number."""
    language = source.details.source.record.language
    archival = source.details.source.record.kind is RecordKind.ARCHIVAL
    if archival or (source.details.chain and page.sheet):  # filed in an archive, whatever it is
        return f"л. {page.sheet}" if page.sheet else ""
    label = "с." if language in {"ru", "kk", "uk", ""} else "p."
    return f"{label} {page.sheet or page.number}"
