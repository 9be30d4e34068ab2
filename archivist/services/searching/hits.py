"""What a search gives: hits with their place in the library and the words around the find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from archivist.errors import ParseError
from archivist.library.archive import Archive, Unit
from archivist.library.references import Sheets, parse_sheets
from archivist.search.snippets import WIDTH, joined_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archivist.library.values import AnnotationId, PageId, SectionId, SourceId, UnitId
    from archivist.search.snippets import Highlighter, Mark, Snippet
    from archivist.services.searching.facets import Facets
    from archivist.storage.catalogue_finding import CatalogueRow, HitPlace
    from archivist.storage.index_queue import IndexDocument
    from archivist.storage.unit_of_work import UnitOfWork

ShortReference = Callable[[Archive, Sequence[Unit], Sheets], str]
"""Writes where something lies (`АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21`); units highest first."""

_KINDS = {"p": "page", "s": "source", "a": "annotation", "m": "section"}


class Marks(NamedTuple):
    """Where the words of a query stand in a text: starts, and ends not included.

    `own` begin in it; what goes on on the next page has its first part here. `carried` are the
    ends of what began on the page before: to be shown, but found there already.
    """

    own: tuple[Mark, ...]
    carried: tuple[Mark, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A document that was found.

    `source` is the title of the source, or of the section; `page` a number within the source, 0
    for none; `marks` say where in `snippet` the words of the query stand. `reference` is the place
    in an archive, down to the sheet of the page. `layer` is the origin of the text of the page in
    which the words stand ("translation"), "" for the one that is shown.
    """

    source_id: SourceId | None
    source: str
    kind: str
    page: int = 0
    page_id: PageId | None = None
    sheet: str = ""
    reference: str = ""
    date: str = ""
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    annotation_id: AnnotationId | None = None
    section_id: SectionId | None = None
    layer: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """What was found: `total` documents, and the `hits` that were asked for, the best first.

    `total` is an estimate unless it is `exact`. `understood` is the query as it was read;
    `indexing` counts the documents that still wait to be indexed, which a search cannot find yet,
    or not as they are now. `also` holds the words that were looked for beside a name that found
    little; `facets` counts what was found by the values of its fields, when that was asked for.
    """

    total: int
    hits: tuple[Hit, ...]
    seconds: float
    understood: str
    indexing: int
    exact: bool = True
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: Facets = field(default_factory=dict)


class Finds(NamedTuple):
    """Where words stand in a text; `layer` is its origin where it is not the one that is shown."""

    text: str
    marks: tuple[Mark, ...] = ()
    layer: str = ""


class HitMaker:
    """Makes hits of keys, in one unit of work; it knows units and archives that it has met."""

    def __init__(
        self, work: UnitOfWork, short_reference: ShortReference, highlighter: Highlighter
    ) -> None:
        self._work = work
        self._short_reference = short_reference
        self._highlighter = highlighter
        self._chains: dict[UnitId, tuple[Unit, ...]] = {}
        self._archives: Mapping[int, Archive] | None = None
        self._beyond: Mapping[int, str] = {}

    def go_on(self, work: UnitOfWork) -> None:
        """Go on in another unit of work."""
        self._work = work

    def hits(self, scored: Sequence[tuple[str, float]]) -> tuple[Hit, ...]:
        """Return a hit for each key with its score; those that are gone by now are left out."""
        keys = [key for key, _ in scored]
        places = self._work.catalogue.hits(keys)
        documents = {document.key: document for document in self._work.queue.documents(keys)}
        sources = dict.fromkeys(place.source_id for place in places.values() if place.source_id)
        rows = {row.id: row for row in self._work.catalogue.rows(tuple(sources))}
        units = {row.unit_id for row in rows.values() if row.unit_id} - self._chains.keys()
        self._chains.update(self._work.archives.chains(units))
        self.look_beyond(documents.values())
        return tuple(
            self._hit(documents[key], places[key], score, rows)
            for key, score in scored
            if key in places and key in documents
        )

    def _hit(
        self,
        document: IndexDocument,
        place: HitPlace,
        score: float,
        rows: Mapping[SourceId, CatalogueRow],
    ) -> Hit:
        row = rows.get(place.source_id) if place.source_id else None
        reference = self.reference(row, place.sheet) if row else ""
        snippet, layer = self._snippet(document, reference)
        return Hit(
            source_id=place.source_id,
            source=row.title if row else document.title,
            kind=_KINDS[document.key[0]],
            page=place.page,
            page_id=place.page_id,
            sheet=place.sheet,
            reference=reference,
            date=row.date if row else "",
            score=score,
            snippet=snippet.text,
            marks=snippet.marks,
            annotation_id=place.annotation_id,
            section_id=place.section_id,
            layer=layer,
        )

    def look_beyond(self, documents: Iterable[IndexDocument]) -> None:
        """Read how the text goes on after pages at the end of which a phrase may begin."""
        if reach := self._highlighter.reach:
            pages = [int(document.key[1:]) for document in documents if document.kind == "page"]
            self._beyond = self._work.narrowing.beginnings_after(pages, max(reach, WIDTH))

    def _snippet(self, document: IndexDocument, reference: str) -> tuple[Snippet, str]:
        """Return what is read of a document, and of which layer of its text.

        Where the words stand there alone, it is where the document lies.
        """
        text = "\n".join(filter(None, (document.title, document.text)))
        snippet = self._highlighter.snippet(text)
        if snippet.marks:
            return snippet, ""
        for layer, other in document.layers:
            if (found := self._highlighter.snippet(other)).marks:
                return found, layer
        if document.kind == "page" and self._beyond:
            further = self._beyond.get(int(document.key[1:]), "")
            return self._highlighter.snippet(joined_pages(text, further)), ""
        placed = self._highlighter.snippet(reference) if document.place else snippet
        return (placed if placed.marks else snippet), ""

    def finds(self, document: IndexDocument) -> Finds:
        """Return the finds of a page: in the text that is shown, or else in another of its texts.

        What goes on on the next page is whole, if that was looked at before.
        """
        end, text = len(document.text.rstrip()), document.text
        if further := self._beyond.get(int(document.key[1:]), ""):
            text = joined_pages(text, further)
        marks = tuple(mark for mark in self._highlighter.marks(text) if mark[0] < end)
        if marks:
            return Finds(text, marks)
        others = (Finds(text, self._highlighter.marks(text), by) for by, text in document.layers)
        return next((other for other in others if other.marks), Finds(text))

    def reference(self, row: CatalogueRow, sheet: str) -> str:
        """Return where a source lies, at the sheet of a page where it has one."""
        if row.unit_id is None:
            return ""
        if row.unit_id not in self._chains:
            self._chains[row.unit_id] = self._work.archives.chain(row.unit_id)
        if self._archives is None:
            self._archives = {archive.id: archive for archive in self._work.archives.all()}
        units = self._chains[row.unit_id]
        sheets = _sheets(sheet) or row.sheets
        return self._short_reference(self._archives[units[0].archive_id], units, sheets)


def _sheets(label: str) -> Sheets:
    """Read the label of a sheet; what is no number of a sheet has no place in a reference."""
    try:
        return parse_sheets(label)
    except ParseError:
        return ()
