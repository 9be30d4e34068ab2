"""The marks of a text as a CSL style prints them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.citation.csl.items import CslCite, CslCluster, read_place
from archivist.citation.entries import is_archival
from archivist.citation.numbering import MISSING
from archivist.citation.shelf import CSL
from archivist.citation.styles import MarkKind
from archivist.library.bibliography import Numbering
from archivist.library.locators import LocatorKind, parse_locator
from archivist.library.manuscript import CitationMark
from archivist.library.printed import anchor
from archivist.library.richtext import Run, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.styles import Style
    from archivist.library.bibliography import ListForm
    from archivist.library.manuscript import CitationItem
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode, SourceId

_NUMBERS = {MarkKind.NUMBERS, MarkKind.SUPERSCRIPT}


@dataclass(frozen=True, kw_only=True, slots=True)
class CslText:
    """Asks the engine for marks and notes; `sources` are those that can be cited, as first cited.

    Documents in archives are told to the engine as well, so that they have their numbers.
    """

    engine: CslEngine
    style: Style
    language: LanguageCode
    sources: Mapping[SourceId, Citable]

    def makes_marks(self, form: ListForm) -> bool:
        """Tell whether marks are the engine's: not where a style of ours has its own way.

        Nor where each section of the list counts its own numbers, which no CSL style knows.
        """
        kind = self.style.marks.kind
        if kind in _NUMBERS:
            each = form.sections and form.numbering is Numbering.EACH
            return self.style.name.startswith(CSL) and not each
        return kind is MarkKind.AUTHOR_DATE

    def marks(
        self, marks: Sequence[CitationMark], order: Sequence[Citable] = ()
    ) -> tuple[dict[CitationMark, RichText], tuple[str, ...]]:
        """Return what stands for each mark, and the keys of the sources in the style's order.

        Marks that are the same are printed alike everywhere. With an `order`, sources are numbered
        by it if the style does not insist on its own.
        """
        unique = list(dict.fromkeys(marks))
        clusters = [CslCluster(items=self._cites(one.items)) for one in unique]
        if order:  # a citation of all of them before the text settles their numbers
            first = tuple(CslCite(key=source.key) for source in order)
            clusters.insert(0, CslCluster(items=first))
        cited = self.engine.cite(
            self.style.csl, tuple(self.sources.values()), clusters, self.language
        )
        made = cited.marks[len(clusters) - len(unique) :]
        texts = {one: self._led(one, text) for one, text in zip(unique, made, strict=True)}
        return texts, tuple(cited.entries)

    def dated(
        self, marks: Sequence[CitationMark], ours: Callable[[CitationMark], RichText]
    ) -> dict[CitationMark, RichText]:
        """Return what stands for each mark in a style of authors and dates.

        Published sources are named by the engine, documents in archives by `ours`: as their
        entries in the list begin.
        """
        published = {one: self._only(one, archival=False) for one in marks}
        texts = self.marks([one for one in published.values() if one])[0]
        made = {}
        for one, theirs in published.items():
            filed = self._only(one, archival=True)
            parts = [texts[theirs]] if theirs else []
            if filed:
                parts.insert(int(not self.archival(one.items[0])), ours(filed))
            made[one] = self._in_one(parts)
        return made

    def notes(
        self, marks: Sequence[CitationMark], ours: Sequence[RichText]
    ) -> tuple[RichText, ...]:
        """Return the text of each note: documents in archives as `ours` has them, then the rest.

        The engine is told of the documents too, so that no “ibid.” reaches over one.
        """
        clusters: list[CslCluster] = []
        places: list[int | None] = []
        for number, one in enumerate(marks, 1):
            published = tuple(item for item in one.items if not self.archival(item))
            if published and published[0] is one.items[0]:
                published = (_opening(published[0]), *published[1:])
            filed = tuple(item for item in one.items if self.archival(item))
            places.append(len(clusters) if published else None)
            clusters += [
                CslCluster(items=self._cites(items), note=number)
                for items in (published, filed)
                if items
            ]
        cited = self.engine.cite(
            self.style.csl, tuple(self.sources.values()), clusters, self.language
        )
        return tuple(
            _joined(*(own, theirs) if self.archival(one.items[0]) else (theirs, own))
            for one, place, own in zip(marks, places, ours, strict=True)
            for theirs in [cited.marks[place] if place is not None else ()]
        )

    def _only(self, mark: CitationMark, *, archival: bool) -> CitationMark | None:
        items = tuple(item for item in mark.items if self.archival(item) is archival)
        return CitationMark(items=items) if items else None

    def _in_one(self, parts: Sequence[RichText]) -> RichText:
        """Join the halves of a mark within one pair of brackets."""
        form = self.style.marks
        first, *others = parts
        for other in others:
            if plain(first).endswith(form.close) and plain(other).startswith(form.open):
                end, begin = first[-1], other[0]
                first = (*first[:-1], replace(end, text=end.text.removesuffix(form.close)))
                other = (replace(begin, text=begin.text.removeprefix(form.open)), *other[1:])  # noqa: PLW2901 - without its bracket
            first = (*first, Run(text=form.sources), *other)
        return first

    def archival(self, item: CitationItem) -> bool:
        """Tell whether a mark cites a document in an archive."""
        source = self.sources.get(item.source_id)
        return source is not None and is_archival(source)

    def _cites(self, items: Sequence[CitationItem]) -> tuple[CslCite, ...]:
        return tuple(self._cite(item) for item in items if item.source_id in self.sources)

    def _cite(self, item: CitationItem) -> CslCite:
        label, place = read_place(item.locator)
        if parse_locator(item.locator).kind is LocatorKind.BARE and self.archival(item):
            label = "folio"
        source = self.sources[item.source_id]
        return CslCite(key=source.key, locator=place, label=label, prefix=item.prefix)

    def _led(self, mark: CitationMark, text: RichText) -> RichText:
        """Return a mark that leads to its entry, with a sign for each source that is not there."""
        there = [item.source_id for item in mark.items if item.source_id in self.sources]
        if len(there) == 1:
            text = tuple(replace(run, link=run.link or f"#{anchor(there[0])}") for run in text)
        missing = "; ".join([MISSING] * (len(mark.items) - len(there)))
        if not missing:
            return text
        form = self.style.marks
        sign = (Run(text=form.open), Run(text=missing), Run(text=form.close))
        return (*text, Run(text=" "), *sign) if text else sign


def _opening(item: CitationItem) -> CitationItem:
    """Return the item that a note begins with: its first word begins with a capital."""
    return replace(item, prefix=item.prefix[:1].upper() + item.prefix[1:])


def _joined(first: RichText, second: RichText) -> RichText:
    """Join two halves of a note."""
    if not first or not second:
        return first or second
    if plain(first).endswith("."):
        first = (*first[:-1], replace(first[-1], text=first[-1].text.removesuffix(".")))
    return (*first, Run(text="; "), *second)
